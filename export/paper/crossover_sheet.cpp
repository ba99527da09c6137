#include "export/paper/crossover_sheet.h"

#include "figure/charts/crossover_chart.h"
#include "figure/kit/theme.h"
#include "figure/words/crossover_words.h"
#include "figure/words/wording.h"

#include <fmt/format.h>

namespace copyscope::exports {

namespace {

constexpr float narrowest_crossover = 480, between_panels = 18, crossover_plot = 400;

std::string crossover_attributes(const figure::Group& group) {
  const std::string_view what = group.about.name;
  return fmt::format(" class=\"{}\" data-bytes=\"{}\"", what, group.about.number);
}

} // namespace

Sheet crossover_sheet(const analysis::Crossover& crossover, const Options& options,
                      Length otherwise, const figure::Measure& measure) {
  const SheetScale scale = sheet_scale(options, otherwise, narrowest_crossover);
  const figure::Style style{theme_for(options), measure, options.language};
  const std::string title =
      figure::word(figure::key_over(crossover.over, "title"), options.language);
  Sheet sheet{figure::Picture(measure), scale, 0, style.theme.ground};
  for (const bool gathers : {true, false}) {
    figure::CrossoverChartPlan plan{&crossover, gathers};
    // What is paid once a file is what its size is asked for.
    if (crossover.over == analysis::Over::file_size) plan.mapped = analysis::SentFrom::mapped_anew;
    if (!figure::has_curves(plan)) continue;
    const std::string which =
        figure::word(gathers ? "crossover.sg_on" : "crossover.sg_off", options.language);
    plan.title = sheet.height == 0 && !options.is_plain ? title + "\n" + which : which;
    if (sheet.height == 0 && !options.is_plain)
      plan.about = figure::filled(
          figure::key_over(crossover.over, "measured_how"), options.language,
          {{"device", crossover.device}, {"sends", figure::grouped(crossover.sends)}});
    figure::CrossoverChart chart =
        figure::draw_crossover_chart(plan, scale.width, crossover_plot, style);
    sheet.picture.add(chart.picture.scaled(1, {0, sheet.height}));
    sheet.height += chart.height + between_panels;
  }
  sheet.title = title;
  sheet.about = figure::word("crossover.lower_bound", options.language);
  sheet.language = language_tag(options.language);
  sheet.group_attributes = crossover_attributes;
  return sheet;
}

} // namespace copyscope::exports
