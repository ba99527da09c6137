#include "figure/story/routes.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr trace::KindSet route_kinds = set_of(Kind::dma_copy) | set_of(Kind::cpu_copy) |
                                       set_of(Kind::pio_copy) | set_of(Kind::descriptor) |
                                       set_of(Kind::page_reference) | set_of(Kind::map);

} // namespace

std::vector<Route> routes_of(const trace::Trace& trace) {
  std::vector<Route> routes;
  int number = 0;
  for (const trace::Way& way : trace.ways()) {
    if ((route_kinds & set_of(way.kind)) == 0) continue;
    const trace::Span first = trace[way.first];
    const bool by_disk = trace.actor(first) == trace::Actor::disk_dma;
    // By place: two objects of a kind are two parts.
    routes.push_back({way.kind, first.source, first.target, by_disk,
                      trace::is_copy(way.kind) ? ++number : 0, way.first});
  }
  return routes;
}

const Route* route_of(const std::vector<Route>& routes, const trace::Span& span) {
  const auto found = std::ranges::find_if(routes, [&](const Route& route) {
    return route.kind == span.kind && route.source == span.source && route.target == span.target;
  });
  return found == routes.end() ? nullptr : &*found;
}

int copy_number(const std::vector<Route>& routes, const trace::Span& span) {
  const Route* const route = route_of(routes, span);
  return route ? route->number : 0;
}

std::string_view carrier_of(const Route& route) {
  if (route.kind != Kind::dma_copy) return "cpu";
  return route.by_disk ? "disk_dma" : "nic_dma";
}

std::string_view actor_of(const trace::Trace& trace, const trace::Span& span) {
  switch (trace.actor(span)) {
  case trace::Actor::disk:
    return "disk";
  case trace::Actor::disk_dma:
    return "disk_dma";
  case trace::Actor::nic_dma:
    return "nic_dma";
  case trace::Actor::nic:
  case trace::Actor::wire:
    return "nic";
  default:
    return "cpu";
  }
}

} // namespace copyscope::figure
