#include "figure/story/routes.h"

#include <algorithm>
#include <array>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr std::array route_kinds{Kind::dma_copy,   Kind::cpu_copy,       Kind::pio_copy,
                                 Kind::descriptor, Kind::page_reference, Kind::map};
constexpr int rows_looked_at = 16; // of each kind; no round has as many of one kind

} // namespace

std::vector<Route> routes_of(const trace::Trace& trace) {
  std::vector<Route> routes;
  for (const Kind kind : route_kinds) {
    trace::SpanId row = trace.next(0, set_of(kind));
    for (int i = 0; i < rows_looked_at && row != trace::no_span; ++i) {
      const trace::Span& span = trace[row];
      if (!route_of(routes, span) && span.source != trace::Buffer::none &&
          span.target != trace::Buffer::none)
        routes.push_back({kind, span.source, span.target, trace.lane(span) == "dma.disk", 0, row});
      row = trace.next(row + 1, set_of(kind));
    }
    // Mapped methods fetch the whole file before anything else moves.
    if (kind == Kind::dma_copy || kind == Kind::pio_copy) {
      for (trace::SpanId last = trace.previous(trace.size(), set_of(kind));
           last != trace::no_span && !route_of(routes, trace[last]);
           last = trace.previous(last, set_of(kind)))
        routes.push_back({kind, trace[last].source, trace[last].target,
                          trace.lane(trace[last]) == "dma.disk", 0, last});
    }
  }
  std::ranges::sort(routes, {}, &Route::first);
  int number = 0;
  for (Route& route : routes)
    if (trace::is_copy(route.kind)) route.number = ++number;
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
  if (span.kind == Kind::disk_access) return "disk";
  if (span.kind == Kind::dma_copy) return trace.lane(span) == "dma.disk" ? "disk_dma" : "nic_dma";
  return span.kind == Kind::transmit ? "nic" : "cpu";
}

} // namespace copyscope::figure
