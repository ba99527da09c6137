#include "figure/timeline/diagram_copies.h"

#include "figure/kit/icons.h"
#include "figure/kit/legend.h"
#include "figure/words/wording.h"
#include "sim/units/quantity.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::Span;

constexpr float chip_disc = 8, chip_width = 30, chip_height = 17, chip_gap = 3;

bool is_drawn(const Span& span, const DrawnPart& part) {
  return span.begin <= part.to && span.end >= part.from &&
         std::ranges::find(part.lanes, span.lane) != part.lanes.end();
}

std::string way_of(const Route& route, Language language) {
  return filled("export.copies.way", language,
                {{"source", buffer_word(route.source, language)},
                 {"target", buffer_word(route.target, language)}});
}

/// A number on its kind's ground, in the middle of the box's height.
void draw_chip(Picture& picture, Box box, const Route& route, const Style& style) {
  const Box chip{box.x, box.center().y - chip_height / 2, box.w, chip_height};
  draw_swatch(picture, chip, {Swatch::Look::filled, ink_of(route.kind, style.theme)}, style.theme);
  numbered_disc(picture, chip.center(), chip_disc, route.number, style.theme.text,
                style.theme.ground, style.theme.text);
}

} // namespace

void number_alike(std::vector<std::vector<Route>>& runs) {
  std::vector<Route> known;
  for (std::vector<Route>& routes : runs)
    for (Route& route : routes) {
      if (route.number == 0) continue;
      const auto same =
          std::ranges::find_if(known, [&](const Route& other) { return other.is_same(route); });
      route.number = static_cast<int>(same - known.begin()) + 1;
      if (same == known.end()) known.push_back(route);
    }
}

void CopyLegend::Tally::add(std::int64_t size) {
  if (count == 0) first = size;
  alike = alike && size == first;
  ++count;
  bytes += size;
}

CopyLegend::Tally& CopyLegend::tally_of(const Route& route) {
  const auto at = std::ranges::lower_bound(tallies_, route.number, {},
                                           [](const Tally& tally) { return tally.route.number; });
  if (at != tallies_.end() && at->route.number == route.number) return *at;
  return *tallies_.insert(at, {route, 0, 0, 0, true});
}

void CopyLegend::add(const trace::Trace& trace, const std::vector<Route>& routes,
                     const DrawnPart& part) {
  constexpr trace::KindSet copies =
      set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy);
  for (trace::SpanId row = trace.next(0, copies); row != trace::no_span;
       row = trace.next(row + 1, copies)) {
    const Span& span = trace[row];
    if (span.begin > part.to) return;
    if (!is_drawn(span, part)) continue;
    const Route* const route = route_of(routes, span);
    if (route && route->number != 0) tally_of(*route).add(span.range().bytes.count());
  }
}

std::string CopyLegend::amount_of(const Tally& tally, Language language) {
  std::string each = brief(Bytes(tally.first));
  if (tally.count == 1) return each;
  if (tally.alike)
    return filled("export.copies.alike", language, {{"n", grouped(tally.count)}, {"bytes", each}});
  return filled("export.copies.mixed", language,
                {{"n", grouped(tally.count)}, {"bytes", brief(Bytes(tally.bytes))}});
}

float CopyLegend::draw(Picture& picture, Box top, const Style& style) const {
  LegendFlow flow(picture, top, style);
  for (const Tally& tally : tallies_)
    flow.add(
        2 * chip_disc,
        [&](Box sign) {
          numbered_disc(picture, sign.center(), chip_disc, tally.route.number, style.theme.text,
                        style.theme.ground, style.theme.text);
        },
        filled("export.copies.route", style.language,
               {{"what", kind_word(tally.route.kind, style.language)},
                {"source", buffer_word(tally.route.source, style.language)},
                {"target", buffer_word(tally.route.target, style.language)},
                {"amount", amount_of(tally, style.language)}}));
  return flow.height();
}

float CopyLegend::draw_shared(Picture& picture, Box top, const Style& style) const {
  const bool all_alike = std::ranges::all_of(tallies_, [&](const Tally& tally) {
    return tally.alike && tally.first == tallies_.front().first;
  });
  LegendFlow flow(picture, top, style, LegendFlow::low_row);
  for (const Tally& tally : tallies_) {
    const std::string way = way_of(tally.route, style.language);
    const bool has_size = tally.alike && !all_alike;
    flow.add(
        chip_width, [&](Box sign) { draw_chip(picture, sign, tally.route, style); },
        has_size ? filled("export.copies.way_of", style.language,
                          {{"way", way}, {"bytes", brief(Bytes(tally.first))}})
                 : way);
  }
  if (all_alike && !tallies_.empty())
    flow.add(filled("export.copies.each", style.language,
                    {{"bytes", brief(Bytes(tallies_.front().first))}}));
  return flow.height();
}

float CopyLegend::draw_numbers(Picture& picture, Box row, const std::vector<Route>& routes,
                               const Style& style) const {
  std::vector<const Route*> drawn;
  for (const Route& route : routes)
    if (std::ranges::any_of(tallies_, [&](const Tally& tally) {
          return route.number != 0 && tally.route.number == route.number;
        }))
      drawn.push_back(&route);
  const float width = static_cast<float>(drawn.size()) * (chip_width + chip_gap) - chip_gap;
  if (drawn.empty() || width > row.w) return 0;
  for (const Route* const route : drawn)
    draw_chip(picture, row.take_left(chip_width, chip_gap), *route, style);
  return width;
}

} // namespace copyscope::figure
