#include "export/paper/sheets.h"

#include "export/data/source_line.h"
#include "export/paper/canvas/xml.h"
#include "export/paper/row_attributes.h"
#include "figure/timeline/diagram.h"
#include "figure/timeline/timeline_layout.h"
#include "figure/words/run_words.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::exports {

namespace {

using trace::Trace;

void check_lanes(const Runs& runs, const std::vector<std::string>& picks) {
  std::vector<std::string> all;
  for (const auto& run : runs)
    for (const trace::LaneId lane : figure::lanes_in_order(*run))
      if (const std::string& name = run->lanes()[lane].name;
          std::ranges::find(all, name) == all.end())
        all.push_back(name);
  for (const std::string& pick : picks)
    if (std::ranges::none_of(
            all, [&](const std::string& lane) { return figure::picks_lane(pick, lane); }))
      throw BadOptions(
          fmt::format("no lane \"{}\"; there are {}", on_one_line(pick), fmt::join(all, ", ")));
}

/// Where the axis begins and ends, and what it measures there: picoseconds, or units of story time.
std::string axis_attributes(const figure::Diagram& diagram) {
  return fmt::format(" data-time=\"{}\" data-axis-x1=\"{}\" data-axis-x2=\"{}\" "
                     "data-axis-from=\"{:.15g}\" data-axis-to=\"{:.15g}\"",
                     diagram.range.in_story ? "story" : "true", short_number(diagram.left),
                     short_number(diagram.right), diagram.range.begin, diagram.range.end);
}

std::string title_for(const Runs& runs, assets::Language language) {
  const trace::Header& header = runs.front()->header();
  return on_one_line(runs.size() == 1 ? title_of(header, language)
                                      : figure::run_title(header).in(language));
}

} // namespace

Sheet timing_diagram(const Runs& runs, const Options& options, Length otherwise,
                     const figure::Measure& measure) {
  check_lanes(runs, options.lanes);
  require_part_of(runs, options);
  const SheetScale scale = sheet_scale(options, otherwise, figure::diagram_narrowest);
  std::deque<figure::Story> stories;
  figure::DiagramPlan plan;
  plan.title = title_for(runs, options.language);
  plan.source = origin_line(origin_of(runs, options.language), options.language);
  for (const auto& run : runs) {
    const trace::Header& header = run->header();
    plan.runs.push_back({&stories.emplace_back(*run), header.id(),
                         on_one_line(figure::case_title(header).in(options.language))});
  }
  plan.in_story = options.in_story;
  plan.from = options.from;
  plan.to = options.to;
  plan.lanes = options.lanes;
  plan.is_plain = options.is_plain;
  const figure::Theme& theme = theme_for(options);
  figure::Diagram diagram =
      figure::draw_diagram(plan, scale.width, {theme, measure, options.language});
  Sheet sheet{std::move(diagram.picture), scale, diagram.height, theme.ground};
  sheet.title = plan.title;
  sheet.about = on_one_line(source_line(runs, options.language));
  sheet.language = language_tag(options.language);
  sheet.group_attributes = row_attributes(runs);
  sheet.attributes = axis_attributes(diagram);
  return sheet;
}

} // namespace copyscope::exports
