// From sums up to moments to what lies between them.
#pragma once

#include "sim/trace/lane_stack.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::trace {

/// `reader` tells, of a moment and how many of its rows have begun then: until() the time by kind
/// from 0 on, kept_before() and kept_after() sums as they are kept. rows_before(row, guess) is how
/// many of its rows come before a row of the trace; many() is how many are dozens of times as many
/// as lie between sums that are kept. `nearly` as in Trace::busy.
template <class Reader>
std::vector<Busy> busy_between(const std::vector<Cursor>& moments, bool nearly, Reader reader) {
  if (moments.size() < 2) return {};
  std::vector<std::uint32_t> begun(moments.size());
  for (std::size_t i = 0, step = 0; i < moments.size(); ++i) {
    const std::uint32_t last = i == 0 ? 0 : begun[i - 1];
    begun[i] = reader.rows_before(moments[i].begun, static_cast<std::uint32_t>(last + step));
    step = begun[i] - last;
  }
  const auto are_many = [&](std::size_t i) {
    return nearly && begun[i] - begun[i - 1] >= reader.many();
  };
  const auto sums_at = [&](std::size_t i, Time before) -> KeptTime {
    std::optional<KeptTime> kept;
    // The first moment moves on and the others move back: into the time that has the many rows.
    if (i == 0 && are_many(1)) kept = reader.kept_after(moments[0], begun[0]);
    if (i > 0 && are_many(i)) kept = reader.kept_before(moments[i], begun[i]);
    if (kept && kept->at >= before) return *kept;
    return {moments[i].time, reader.until(moments[i], begun[i])};
  };
  std::vector<Busy> result(moments.size() - 1);
  KeptTime before = sums_at(0, Time());
  for (std::size_t i = 0; i < result.size(); ++i) {
    const KeptTime now = sums_at(i + 1, before.at);
    result[i].whole = now.at - before.at;
    for (std::size_t kind = 0; kind < now.busy.size(); ++kind)
      result[i].by_kind[kind] = now.busy[kind] - before.busy[kind];
    before = now;
  }
  return result;
}

} // namespace copyscope::trace
