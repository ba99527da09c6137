#include "sim/trace/span.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

constexpr std::array<std::string_view, kind_count> kind_names = {
    "user",           "mode_switch", "context_switch", "cpu_copy",   "pio_copy",    "descriptor",
    "page_reference", "map",         "unmap",          "page_fault", "interrupt",   "pin",
    "syscall",        "wait",        "completion",     "dma_copy",   "disk_access", "transmit",
    "bus_transfer",   "receive",     "kernel_work",    "softirq",    "checksum",    "ack",
    "free",           "evict",       "lost",           "other"};

constexpr std::array<std::string_view, buffer_count> buffer_names = {
    "",    "disk", "page_cache",    "user_buffer", "pipe", "socket_buffer",
    "nic", "wire", "receive_buffer"};

constexpr std::array<std::string_view, evidence_count> evidence_names = {"model", "measured",
                                                                         "derived", "inferred"};

template <class Enum, std::size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

} // namespace

std::string_view name_of(Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}
std::string_view name_of(Buffer buffer) {
  const auto i = static_cast<std::size_t>(buffer);
  return i < buffer_names.size() ? buffer_names[i] : std::string_view();
}
std::string_view name_of(Evidence evidence) {
  return evidence_names[static_cast<std::size_t>(evidence)];
}

void Span::set_way(Buffer from, Buffer to) {
  source = from;
  target = to;
  const bool fills = (set_of(kind) & filling_kinds) != 0;
  releases_source = (fills || kind == Kind::free) &&
                    (from == Buffer::socket_buffer || from == Buffer::nic || from == Buffer::wire);
  replaces_target = is_copy(kind) && to == Buffer::user_buffer;
}
std::optional<Kind> kind_named(std::string_view name) {
  return find<Kind>(kind_names, name);
}
std::optional<Buffer> buffer_named(std::string_view name) {
  return find<Buffer>(buffer_names, name);
}

} // namespace copyscope::trace
