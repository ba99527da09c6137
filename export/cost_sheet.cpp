#include "export/cost_sheet.h"

#include "export/canvas/xml.h"
#include "export/source_line.h"

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

} // namespace

Sheet cost_sheet(const scenario::Scenario& scenario, std::vector<figure::CostBar> bars,
                 const std::string& about, const Options& options, const figure::Measure& measure) {
  const SheetScale scale = sheet_scale(options.width, in_pixels(960), 300);
  const figure::Theme& theme = theme_for(options);
  figure::CostChartPlan plan;
  plan.title = on_one_line(scenario.title.in(options.language));
  plan.about = about;
  Origin origin{scenario.id, {}, bars.front().result.source, bars.front().result.fidelity};
  for (figure::CostBar& bar : bars) {
    bar.title = on_one_line(bar.title);
    origin.cases.push_back(bar.result.id);
  }
  plan.source = on_one_line(source_line(origin, options.language));
  plan.bars = std::move(bars);
  figure::CostChart chart =
      figure::draw_cost_chart(plan, scale.width, {theme, measure, options.language});
  Sheet sheet{std::move(chart.picture), scale, chart.height, theme.ground};
  sheet.title = plan.title;
  sheet.about = plan.source;
  sheet.language = options.language == assets::Language::zh ? "zh-CN" : "en";
  sheet.group_attributes = part_attributes;
  return sheet;
}

} // namespace copyscope::exports
