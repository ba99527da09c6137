#include "export/paper/sheets.h"

#include "export/data/source_line.h"
#include "export/paper/row_attributes.h"
#include "figure/sequence/sequence.h"

namespace copyscope::exports {

Sheet sequence_diagram(const Runs& runs, const Options& options, Length otherwise,
                       const figure::Measure& measure) {
  require_part_of(runs, options);
  const SheetScale scale = sheet_scale(options, otherwise, figure::sequence_narrowest);
  const trace::Trace& trace = *runs.front();
  const figure::SequencePlan plan{&trace,
                                  on_one_line(title_of(trace.header(), options.language)),
                                  origin_line(trace.header(), options.language),
                                  options.from,
                                  options.to,
                                  options.is_plain};
  const figure::Theme& theme = theme_for(options);
  figure::Sequence sequence =
      figure::draw_sequence(plan, scale.width, {theme, measure, options.language});
  Sheet sheet{std::move(sequence.picture), scale, sequence.height, theme.ground};
  sheet.title = plan.title;
  sheet.about = on_one_line(source_line(trace.header(), options.language));
  sheet.language = language_tag(options.language);
  sheet.group_attributes = row_attributes(runs);
  return sheet;
}

} // namespace copyscope::exports
