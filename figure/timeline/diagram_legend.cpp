#include "figure/timeline/diagram_legend.h"

#include "figure/kit/icons.h"
#include "figure/kit/legend.h"
#include "figure/timeline/timeline_bars.h"
#include "figure/words/wording.h"

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::KindSet;

constexpr float sliver = 4; // as wide as what has no room for its sign

/// Of a column's height: a part less high is a line without a colour.
constexpr float least_seen = 0.04F;

class Legend {
public:
  Legend(Picture& picture, const LegendNeeds& needs, Box top, float pitch, const Style& style)
      : picture_(picture), needs_(needs), style_(style), flow_(picture, top, style, pitch) {}

  float draw() {
    const Theme& theme = style_.theme;
    for (const Kind kind : {Kind::cpu_copy, Kind::dma_copy, Kind::pio_copy})
      if (has(set_of(kind))) add(kind, Swatch::Look::filled);
    if (has(set_of(Kind::descriptor) | set_of(Kind::page_reference)))
      flow_.add({Swatch::Look::filled, ink_of(Kind::descriptor, theme)}, said("reference"));
    if (has(work_in_kernel()))
      flow_.add({Swatch::Look::filled, ink_of(Kind::interrupt, theme)}, said("kernel"));
    if (needs_.user) flow_.add({Swatch::Look::hollow, ink_of(Kind::user, theme)}, said("user"));
    if (needs_.arrows)
      crossings();
    else if (has(set_of(Kind::mode_switch)))
      crossing_slivers();
    if (needs_.sparks) spark();
    if (needs_.calls) call();
    for (const Kind kind : {Kind::disk_access, Kind::wait})
      if (has(set_of(kind))) add(kind, Swatch::Look::quiet);
    for (const Kind kind : {Kind::transmit, Kind::receive, Kind::bus_transfer})
      if (has(set_of(kind))) add(kind, Swatch::Look::filled);
    if (needs_.idle) flow_.add({Swatch::Look::empty, ink_of(Kind::wait, theme)}, said("idle"));
    return flow_.height();
  }

private:
  bool has(KindSet kinds) const { return (needs_.kinds & kinds) != 0; }

  static KindSet work_in_kernel() {
    return set_of(Kind::interrupt) | set_of(Kind::page_fault) | set_of(Kind::map) |
           set_of(Kind::unmap) | set_of(Kind::pin) | set_of(Kind::context_switch);
  }

  std::string said(const std::string& key) const {
    return word("export.legend." + key, style_.language);
  }

  void add(Kind kind, Swatch::Look look) {
    flow_.add({look, ink_of(kind, style_.theme)}, kind_word(kind, style_.language));
  }

  void call() {
    flow_.add(
        LegendFlow::sign_width,
        [&](Box sign) {
          const Box box = LegendFlow::swatch_in(sign);
          picture_.fill(box, style_.theme.selected, 3);
          picture_.outline(box, {style_.theme.edge, 1}, 3);
        },
        said("call"));
  }

  // Both ways in one entry: an arrow down into the kernel, one up out of it.
  void crossings() {
    flow_.add(
        LegendFlow::sign_width,
        [&](Box sign) {
          const Box box = LegendFlow::swatch_in(sign).inset(0, -2);
          fill_with(picture_, box, ink_of(Kind::mode_switch, style_.theme), style_.theme, 3);
          for (const float way : {1.0F, -1.0F}) {
            const Point c{box.center().x - 5 * way, box.center().y};
            const Point tip{c.x, c.y + 5 * way};
            const Stroke stroke{style_.theme.on_role, 1.5F};
            picture_.line({c.x, c.y - 5 * way}, tip, stroke);
            picture_.line({{tip.x - 3, tip.y - 3 * way}, tip, {tip.x + 3, tip.y - 3 * way}},
                          stroke);
          }
        },
        said("mode_switch"));
  }

  // To scale they are thin lines.
  void crossing_slivers() {
    flow_.add(
        LegendFlow::sign_width,
        [&](Box sign) {
          Box box = LegendFlow::swatch_in(sign).inset(0, -2);
          box.x += (box.w - sliver) / 2;
          box.w = sliver;
          fill_with(picture_, box, ink_of(Kind::mode_switch, style_.theme), style_.theme, 1);
        },
        kind_word(Kind::mode_switch, style_.language));
  }

  void spark() {
    flow_.add(
        LegendFlow::sign_width,
        [&](Box sign) {
          const Box box = LegendFlow::swatch_in(sign).inset(0, -2);
          fill_with(picture_, box, ink_of(Kind::interrupt, style_.theme), style_.theme, 3);
          draw_icon(picture_, Icon::bolt, {box.center().x - 7, box.center().y - 7, 14, 14},
                    style_.theme.on_role);
        },
        kind_word(Kind::interrupt, style_.language));
  }

  Picture& picture_;
  const LegendNeeds& needs_;
  const Style& style_;
  LegendFlow flow_;
};

} // namespace

void LegendNeeds::add(const trace::Trace& trace, const std::vector<TimelineLane>& lanes) {
  for (const TimelineLane& lane : lanes) {
    calls = calls || lane.role == TimelineLane::Role::calls;
    for (const TimelineBar& bar : lane.bars) {
      user = user || bar.what == TimelineBar::What::user;
      idle = idle || bar.what == TimelineBar::What::idle;
      if (bar.row == trace::no_span) continue;
      add(trace[bar.row].kind, bar);
      user = user || trace[bar.row].kind == Kind::user;
      if (bar.what != TimelineBar::What::folded) continue;
      for (const TimelineColumn& column : bar.columns)
        for (const auto& [kind, share] : column.shares) {
          if (share < least_seen) continue;
          user = user || kind == Kind::user;
          kinds |= set_of(kind);
        }
      folded_rows += bar.count;
      ++folded_bars;
    }
  }
}

void LegendNeeds::add(Kind kind, const TimelineBar& bar) {
  const bool is_row = bar.what == TimelineBar::What::row;
  arrows = arrows || (is_row && kind == Kind::mode_switch && bar.width() >= narrowest_arrow);
  const bool has_spark = is_row && kind == Kind::interrupt && bar.width() >= narrowest_spark;
  sparks = sparks || has_spark;
  if (!has_spark) kinds |= set_of(kind);
}

float draw_legend(Picture& picture, const LegendNeeds& needs, Box top, float pitch,
                  const Style& style) {
  return Legend(picture, needs, top, pitch, style).draw();
}

} // namespace copyscope::figure
