// The routes that bytes, and references to them, take in a run: distinct by kind, source and
// target, in the order in which the run first takes them; and who acts along them.
#pragma once

#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace copyscope::figure {

struct Route {
  trace::Kind kind{};
  trace::Buffer source{}, target{};
  bool by_disk = false; ///< a DMA copy by the disk's engine, not by the network card's
  int number = 0;       ///< of a copy, from 1, as textbooks number them (①②③④); 0: no copy
  trace::SpanId first = 0; ///< the row that takes it first

  bool is_same(const Route& other) const {
    return kind == other.kind && source == other.source && target == other.target;
  }
};

std::vector<Route> routes_of(const trace::Trace& trace);

/// The route that a row takes, or nullptr.
const Route* route_of(const std::vector<Route>& routes, const trace::Span& span);

/// The number of the copy that a row is; 0 where it is none.
int copy_number(const std::vector<Route>& routes, const trace::Span& span);

/// Who carries the bytes of a route: "cpu", "disk_dma", "nic_dma".
std::string_view carrier_of(const Route& route);
/// The part that acts in a row: the carrier of a copy, "disk" for its access, else "cpu".
std::string_view actor_of(const trace::Trace& trace, const trace::Span& span);

} // namespace copyscope::figure
