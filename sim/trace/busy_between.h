// From sums up to moments to what lies between them.
#pragma once

#include "sim/trace/lane_stack.h"
#include "sim/trace/trace.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

namespace copyscope::trace {

/// `reader` tells, of a moment and how many of its rows have begun then: until() the time by kind
/// from 0 on, kept_near() sums that are kept near it. rows_before(row, guess) is how
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
  // Where there are many rows on both sides, or at an end of the moments.
  const auto sums_at = [&](std::size_t i) -> KeptTime {
    const bool is_first = i == 0, is_last = i + 1 == moments.size();
    if ((is_first || are_many(i)) && (is_last || are_many(i + 1))) {
      const Time before = is_first ? Time::max() : moments[i].time - moments[i - 1].time;
      const Time after = is_last ? Time::max() : moments[i + 1].time - moments[i].time;
      const std::optional<KeptTime> kept = reader.kept_near(moments[i], begun[i]);
      if (kept && std::abs((kept->at - moments[i].time).ps()) <= std::min(before, after).ps() / 100)
        return *kept;
    }
    return {moments[i].time, reader.until(moments[i], begun[i])};
  };
  std::vector<Busy> result(moments.size() - 1);
  KeptTime before = sums_at(0);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const KeptTime now = sums_at(i + 1);
    result[i].whole = now.at - before.at;
    for (std::size_t kind = 0; kind < now.busy.size(); ++kind)
      result[i].by_kind[kind] = now.busy[kind] - before.busy[kind];
    before = now;
  }
  return result;
}

} // namespace copyscope::trace
