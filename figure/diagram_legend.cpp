#include "figure/diagram_legend.h"

#include "figure/icons.h"
#include "figure/legend.h"
#include "figure/wording.h"
#include "sim/units/quantity.h"

#include <array>
#include <map>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::KindSet;

constexpr float disc_radius = 8;

class Legend {
public:
  Legend(Picture& picture, const LegendNeeds& needs, Box top, const Style& style)
      : picture_(picture), needs_(needs), style_(style), flow_(picture, top, style) {}

  float draw() {
    const Theme& theme = style_.theme;
    for (const Kind kind : {Kind::cpu_copy, Kind::dma_copy, Kind::pio_copy})
      if (has(set_of(kind))) add(kind, Swatch::Look::filled);
    if (has(set_of(Kind::descriptor) | set_of(Kind::page_reference)))
      flow_.add({Swatch::Look::filled, ink_of(Kind::descriptor, theme)}, said("reference"));
    if (has(work_in_kernel()))
      flow_.add({Swatch::Look::filled, ink_of(Kind::interrupt, theme)}, said("kernel"));
    if (needs_.user) flow_.add({Swatch::Look::hollow, ink_of(Kind::user, theme)}, said("user"));
    if (has(set_of(Kind::mode_switch))) crossings();
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

  Picture& picture_;
  const LegendNeeds& needs_;
  const Style& style_;
  LegendFlow flow_;
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
  LegendFlow flow(picture, top, style);
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
