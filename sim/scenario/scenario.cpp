#include "sim/scenario/scenario.h"

#include <algorithm>
#include <array>

namespace copyscope::scenario {

Bytes resident_prefix(const Workload& workload) {
  // floor(f × pages + 1/2) with f = digits / 10^decimals ≤ 1: 10^27 × 2^37 stays below 2^128.
  Uint128 ten_to_decimals = 1;
  for (int i = 0; i < workload.page_cache.fraction.decimals; ++i)
    ten_to_decimals *= 10;
  const auto pages = static_cast<Uint128>(parts(workload.file_size, Bytes(page_size)));
  const Uint128 resident =
      (2 * workload.page_cache.fraction.digits * pages + ten_to_decimals) / (2 * ten_to_decimals);
  return std::min(workload.file_size, Bytes(page_size) * static_cast<std::int64_t>(resident));
}

const Case* Scenario::find(std::string_view case_id) const {
  const auto found = std::find_if(cases.begin(), cases.end(),
                                  [&](const Case& each) { return each.id == case_id; });
  return found == cases.end() ? nullptr : &*found;
}

std::span<const std::string_view> parts_to_show() {
  static constexpr std::array<std::string_view, 5> parts{"cpu", "disk", "disk_dma", "nic_dma",
                                                         "nic"};
  return parts;
}

std::span<const std::string_view> buffers_to_show() {
  static constexpr std::array<std::string_view, 6> buffers{"disk", "page_cache",    "user_buffer",
                                                           "pipe", "socket_buffer", "nic"};
  return buffers;
}

std::span<const std::string_view> kinds_to_show() {
  static constexpr std::array<std::string_view, 11> kinds{
      "mode_switch", "cpu_copy", "dma_copy",  "pio_copy",    "descriptor", "page_reference",
      "map",         "pin",      "interrupt", "disk_access", "completion"};
  return kinds;
}

std::string default_question_id(std::size_t index) {
  return "question-" + std::to_string(index + 1);
}

} // namespace copyscope::scenario
