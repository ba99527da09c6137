#include "export/paper/sheets.h"

#include "export/data/source_line.h"
#include "figure/pages/moment.h"

namespace copyscope::exports {

Sheet moment_sheet(const Runs& runs, const Options& options, Length otherwise,
                   const figure::Measure& measure) {
  const SheetScale scale = sheet_scale(options, otherwise, figure::moment_narrowest);
  const trace::Trace& trace = *runs.front();
  const figure::Story story(trace);
  const figure::StepTeller teller(story, options.language, {});
  const trace::Cursor cursor = options.moment.value_or(trace::Cursor{trace.end(), trace.size()});
  const figure::MomentPlan plan{&teller,
                                cursor,
                                on_one_line(title_of(trace.header(), options.language)),
                                origin_line(trace.header(), options.language),
                                options.is_plain,
                                options.front < trace.tables().flows.size() ? options.front : 0};
  const figure::Theme& theme = theme_for(options);
  figure::Moment moment =
      figure::draw_moment(plan, scale.width, {theme, measure, options.language});
  Sheet sheet{std::move(moment.picture), scale, moment.height, theme.ground};
  sheet.title = plan.title;
  sheet.about = on_one_line(source_line(trace.header(), options.language));
  sheet.language = language_tag(options.language);
  return sheet;
}

} // namespace copyscope::exports
