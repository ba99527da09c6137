#include "export/paper/sheets.h"

#include "export/data/source_line.h"
#include "export/paper/canvas/xml.h"
#include "figure/words/run_words.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

/// What a part of a bar stands for: the case, who, and exactly how much.
std::string part_attributes(const figure::Group& group) {
  const std::string& what = group.about.text;
  const std::size_t space = what.rfind(' ');
  return fmt::format(" class=\"part\" data-case=\"{}\" data-who=\"{}\" data-{}=\"{}\"",
                     xml_escaped(what.substr(0, space)), xml_escaped(what.substr(space + 1)),
                     group.about.name == "time" ? "ps" : "bytes", group.about.number);
}

constexpr float narrowest = 300;

/// What was sent, where all runs send the same.
std::string workload_of(const Runs& runs, assets::Language language) {
  const auto has_case = [](const auto& run) { return run->header().has_case(); };
  if (!std::ranges::all_of(runs, has_case)) return {};
  const auto workload = [](const auto& run) { return run->header().current_case().workload; };
  const scenario::Workload first = workload(runs.front());
  if (!std::ranges::all_of(runs, [&](const auto& run) { return workload(run) == first; }))
    return {};
  return figure::workload_line(first, language);
}

Sheet sheet_of(const std::string& title, const Origin& origin, std::vector<figure::CostBar> bars,
               const std::string& about, const Options& options, Length otherwise,
               const figure::Measure& measure) {
  const SheetScale scale = sheet_scale(options, otherwise, narrowest);
  const figure::Theme& theme = theme_for(options);
  figure::CostChartPlan plan;
  plan.title = on_one_line(title);
  plan.about = about;
  for (figure::CostBar& bar : bars)
    bar.title = on_one_line(bar.title);
  plan.source = origin_line(origin, options.language);
  plan.is_plain = options.is_plain;
  plan.bars = std::move(bars);
  figure::CostChart chart =
      figure::draw_cost_chart(plan, scale.width, {theme, measure, options.language});
  Sheet sheet{std::move(chart.picture), scale, chart.height, theme.ground};
  sheet.title = plan.title;
  sheet.about = on_one_line(source_line(origin, options.language));
  sheet.language = language_tag(options.language);
  sheet.group_attributes = part_attributes;
  return sheet;
}

} // namespace

Sheet cost_sheet(const scenario::Scenario& scenario, std::vector<figure::CostBar> bars,
                 const std::string& about, const Options& options, Length otherwise,
                 const figure::Measure& measure) {
  Origin origin{scenario.id, {}, bars.front().result.source, bars.front().result.fidelity};
  for (const figure::CostBar& bar : bars) {
    origin.cases.push_back(bar.result.id);
    origin.levels_differ |= bar.result.fidelity != origin.fidelity;
  }
  return sheet_of(scenario.title.in(options.language), origin, std::move(bars), about, options,
                  otherwise, measure);
}

Sheet cost_sheet(const Runs& runs, const Options& options, Length otherwise,
                 const figure::Measure& measure) {
  std::vector<figure::CostBar> bars;
  for (const auto& run : runs) {
    const trace::Header& header = run->header();
    if (header.source == trace::Source::real)
      throw BadOptions("of a measured run it is not known who worked when");
    bars.push_back({figure::case_title(header).in(options.language), analysis::result_of(*run),
                    analysis::time_split(*run)});
  }
  const trace::Header& first = runs.front()->header();
  return sheet_of(figure::run_title(first).in(options.language), origin_of(runs, options.language),
                  std::move(bars), workload_of(runs, options.language), options, otherwise,
                  measure);
}

} // namespace copyscope::exports
