#include "figure/pages/moment.h"

#include "figure/stage/flow_strip.h"
#include "figure/stage/stage.h"
#include "figure/words/time_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

constexpr Font title_font{Face::bold, 18}, place_font{Face::medium, 13},
    text_font{Face::regular, 13}, source_font{Face::regular, 12}, band_font{Face::bold, 12};
constexpr float margin = 12, plain_margin = 2;
constexpr float whole_from = 640; // what the stage needs
constexpr float names_from =
    500; // less, and the small stage has no room for the names of its bands
constexpr float names_width = 58;

class Drawing {
public:
  Drawing(const MomentPlan& plan, float width, const Style& style)
      : plan_(plan), style_(style), routes_(routes_of(plan.teller->trace())),
        state_(stage_state(plan.teller->trace(), routes_, plan.cursor, plan.front)),
        picture_(style.measure),
        margin_(plan.is_plain ? plain_margin : margin), column_{margin_, margin_,
                                                                width - 2 * margin_, 1e6F} {}

  Moment draw() {
    if (!plan_.is_plain) {
      for (const std::string& line :
           wrapped_title(plan_.title, title_font, column_.w, style_.measure))
        picture_.text_in(column_.take_top(title_font.line()), line, title_font, style_.theme.text);
      column_.take_top(6);
    }
    if (column_.w >= whole_from)
      whole(column_.take_top(std::clamp(column_.w / 2, 400.0F, 520.0F)));
    else if (column_.w > names_from)
      small(column_.take_top(310));
    else
      narrow(column_.take_top(270));
    if (state_.has_several_flows && column_.w >= whole_from) flows();
    if (!plan_.is_plain) words();
    picture_.clear_regions();
    return {std::move(picture_), column_.w + 2 * margin_, column_.y + margin_};
  }

private:
  void whole(Box box) { picture_.add(draw_stage(state_, stage_layout(state_.scene, box), style_)); }

  void small(Box box) {
    picture_.add(draw_stage(state_, stage_layout(state_.scene, box, Detail::small), style_));
  }

  void flows() {
    column_.take_top(8);
    const trace::Trace& trace = plan_.teller->trace();
    const auto count = static_cast<std::uint32_t>(trace.tables().flows.size());
    const FlowStripLayout layout = lay_out_flow_strip(
        count, plan_.front, column_.take_top(flow_strip_height), flow_head_width(count, style_));
    picture_.add(draw_flow_strip(trace, plan_.cursor, plan_.front, layout, style_));
  }

  /// The names of the bands stand beside them.
  void narrow(Box box) {
    Box names = box.take_left(names_width, 6);
    const Bands bands = small_stage_bands(box);
    name(names, bands.user, "stage.user");
    name(names, bands.kernel, "stage.kernel");
    name(names, bands.hardware, "stage.hardware");
    small(box);
  }

  void name(Box names, Box band, const char* key) {
    float y = band.y + 6;
    for (const std::string& line :
         wrap(word(key, style_.language), band_font, names.w, style_.measure)) {
      picture_.text_in({names.x, y, names.w, band_font.line()}, line, band_font, style_.theme.text);
      y += band_font.line();
    }
  }

  void words() {
    const StepTeller& teller = *plan_.teller;
    column_.take_top(8);
    const std::string at =
        filled("export.moment.at", style_.language,
               {{"step", teller.place(state_.step)}, {"time", time_text(plan_.cursor.time)}});
    column_.take_top(
        picture_.paragraph(column_, assets::capitalized(at), place_font, style_.theme.text));
    column_.take_top(picture_.paragraph(column_, teller.tell(state_.step).sentence, text_font,
                                        style_.theme.text));
    column_.take_top(4);
    column_.take_top(picture_.paragraph(
        column_, shortened(plan_.source, source_font, 2 * column_.w, style_.measure), source_font,
        style_.theme.second));
  }

  const MomentPlan& plan_;
  const Style& style_;
  std::vector<Route> routes_;
  StageState state_;
  Picture picture_;
  float margin_;
  Box column_; // what is left below
};

} // namespace

Moment draw_moment(const MomentPlan& plan, float width, const Style& style) {
  return Drawing(plan, width, style).draw();
}

} // namespace copyscope::figure
