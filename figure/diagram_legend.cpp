#include "figure/diagram_legend.h"

#include "figure/icons.h"
#include "figure/wording.h"
#include "sim/units/quantity.h"

#include <array>
#include <functional>
#include <map>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::KindSet;

constexpr Font font{Face::regular, 13};
constexpr float row_height = 22, gap = 18, swatch_width = 24, swatch_height = 14;
constexpr float disc_radius = 8;

/// Entries from left to right, on as many rows as they need.
class Flow {
public:
  Flow(Picture& picture, Box top, const Style& style)
      : picture_(picture), top_(top), style_(style), x_(top.x) {}

  /// `sign` draws into a box that is `sign_width` wide.
  void add(float sign_width, const std::function<void(Box)>& sign, const std::string& text) {
    const float room = top_.w - sign_width - 7;
    const std::string shown = shortened(text, font, room, style_.measure);
    const float width = sign_width + 7 + style_.measure.width(shown, font);
    if (x_ > top_.x && x_ + width > top_.right()) {
      x_ = top_.x;
      y_ += row_height;
    }
    const Box row{x_, top_.y + y_, width, row_height};
    sign({row.x, row.y, sign_width, row.h});
    picture_.text_in({row.x + sign_width + 7, row.y, 0, row.h}, shown, font, style_.theme.text);
    x_ += width + gap;
    is_empty_ = false;
  }

  float height() const { return is_empty_ ? 0 : y_ + row_height; }

private:
  Picture& picture_;
  Box top_;
  const Style& style_;
  float x_, y_ = 0;
  bool is_empty_ = true;
};

Box swatch_in(Box sign) {
  return {sign.x, sign.center().y - swatch_height / 2, sign.w, swatch_height};
}

class Legend {
public:
  Legend(Picture& picture, const LegendNeeds& needs, Box top, const Style& style)
      : picture_(picture), needs_(needs), style_(style), flow_(picture, top, style) {}

  float draw() {
    for (const Kind kind : {Kind::cpu_copy, Kind::dma_copy, Kind::pio_copy})
      if (has(set_of(kind))) swatch(kind, kind_word(kind, style_.language));
    if (has(set_of(Kind::descriptor) | set_of(Kind::page_reference)))
      swatch(Kind::descriptor, "export.legend.reference");
    if (has(work_in_kernel())) swatch(Kind::interrupt, "export.legend.kernel");
    if (needs_.user) outlined("export.legend.user", {style_.theme.user, 1.5F});
    if (has(set_of(Kind::mode_switch))) crossings();
    if (needs_.calls) call();
    for (const Kind kind : {Kind::disk_access, Kind::wait})
      if (has(set_of(kind))) quiet(kind);
    for (const Kind kind : {Kind::transmit, Kind::receive, Kind::bus_transfer})
      if (has(set_of(kind))) swatch(kind, kind_word(kind, style_.language));
    if (needs_.idle) outlined("export.legend.idle", {style_.theme.waiting, 1, Dash::dashed});
    return flow_.height();
  }

private:
  bool has(KindSet kinds) const { return (needs_.kinds & kinds) != 0; }

  static KindSet work_in_kernel() {
    return set_of(Kind::interrupt) | set_of(Kind::page_fault) | set_of(Kind::map) |
           set_of(Kind::unmap) | set_of(Kind::pin) | set_of(Kind::context_switch);
  }

  std::string said(const std::string& key) const {
    return key.find('.') == std::string::npos ? key : word(key, style_.language);
  }

  void swatch(Kind kind, const std::string& text) {
    const Ink ink = ink_of(kind, style_.theme);
    flow_.add(
        swatch_width,
        [&](Box sign) {
          fill_with(picture_, swatch_in(sign), ink, style_.theme, 3);
          picture_.outline(swatch_in(sign), {edge_of(ink, style_.theme), 1}, 3);
        },
        said(text));
  }

  void outlined(const std::string& text, Stroke stroke) {
    flow_.add(
        swatch_width, [&](Box sign) { picture_.outline(swatch_in(sign), stroke, 3); }, said(text));
  }

  void call() {
    flow_.add(
        swatch_width,
        [&](Box sign) {
          picture_.fill(swatch_in(sign), style_.theme.selected, 3);
          picture_.outline(swatch_in(sign), {style_.theme.edge, 1}, 3);
        },
        said("export.legend.call"));
  }

  void quiet(Kind kind) {
    flow_.add(
        swatch_width,
        [&](Box sign) {
          const Color color = style_.theme.waiting;
          picture_.fill(swatch_in(sign), mix(style_.theme.well, color, 0.25F), 3);
          picture_.outline(swatch_in(sign), {color, 1, Dash::dashed}, 3);
        },
        kind_word(kind, style_.language));
  }

  // Both ways in one entry: an arrow down into the kernel, one up out of it.
  void crossings() {
    flow_.add(
        swatch_width,
        [&](Box sign) {
          const Box box = swatch_in(sign).inset(0, -2);
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
        said("export.legend.mode_switch"));
  }

  Picture& picture_;
  const LegendNeeds& needs_;
  const Style& style_;
  Flow flow_;
};

/// The copies along one route.
struct Tally {
  std::int64_t count = 0, bytes = 0, first = 0;
  bool alike = true;

  void add(std::int64_t size) {
    if (count == 0) first = size;
    alike = alike && size == first;
    ++count;
    bytes += size;
  }
};

std::map<int, Tally> tallies_of(const trace::Trace& trace, const std::vector<Route>& routes) {
  constexpr KindSet copies =
      set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy);
  std::map<int, Tally> tallies;
  for (trace::SpanId row = trace.next(0, copies); row != trace::no_span;
       row = trace.next(row + 1, copies))
    if (const int number = copy_number(routes, trace[row]); number != 0)
      tallies[number].add(trace[row].range().bytes.count());
  return tallies;
}

std::string amount_of(const Tally& tally, Language language) {
  const std::string each = brief(Bytes(tally.first));
  if (tally.count == 1) return each;
  if (tally.alike)
    return filled("export.copies.alike", language, {{"n", grouped(tally.count)}, {"bytes", each}});
  return filled("export.copies.mixed", language,
                {{"n", grouped(tally.count)}, {"bytes", brief(Bytes(tally.bytes))}});
}

} // namespace

void LegendNeeds::add(const trace::Trace& trace, const std::vector<TimelineLane>& lanes) {
  for (const TimelineLane& lane : lanes) {
    calls = calls || lane.role == TimelineLane::Role::calls;
    for (const TimelineBar& bar : lane.bars) {
      user = user || bar.what == TimelineBar::What::user;
      idle = idle || bar.what == TimelineBar::What::idle;
      if (bar.row == trace::no_span) continue;
      kinds |= set_of(trace[bar.row].kind);
      user = user || trace[bar.row].kind == Kind::user;
      if (bar.what != TimelineBar::What::folded) continue;
      folded_rows += bar.count;
      ++folded_bars;
    }
  }
}

float draw_copies(Picture& picture, const trace::Trace& trace, const std::vector<Route>& routes,
                  Box top, const Style& style) {
  const std::map<int, Tally> tallies = tallies_of(trace, routes);
  Flow flow(picture, top, style);
  for (const Route& route : routes) {
    const auto tally = tallies.find(route.number);
    if (route.number == 0 || tally == tallies.end()) continue;
    flow.add(
        2 * disc_radius,
        [&](Box sign) {
          numbered_disc(picture, sign.center(), disc_radius, route.number, style.theme.text,
                        style.theme.ground, style.theme.text);
        },
        filled("export.copies.route", style.language,
               {{"what", kind_word(route.kind, style.language)},
                {"source", buffer_word(route.source, style.language)},
                {"target", buffer_word(route.target, style.language)},
                {"amount", amount_of(tally->second, style.language)}}));
  }
  return flow.height();
}

float draw_legend(Picture& picture, const LegendNeeds& needs, Box top, const Style& style) {
  return Legend(picture, needs, top, style).draw();
}

} // namespace copyscope::figure
