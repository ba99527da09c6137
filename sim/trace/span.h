// A Span: one row of a trace, in 40 bytes. What happened, from when to when, where, to which bytes.
//
// The kinds, lanes and buffers are those of INTERFACE.md's "Export formats". Names and labels are
// interned; the trace that a span belongs to resolves them.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/units/bytes.h"
#include "sim/units/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace copyscope::trace {

enum class Kind : std::uint8_t {
  user,
  mode_switch,
  context_switch,
  cpu_copy,
  pio_copy,
  descriptor,
  page_reference,
  map,
  unmap,
  page_fault,
  interrupt,
  pin,
  syscall,
  wait,
  completion,
  dma_copy,
  disk_access,
  transmit,
  bus_transfer,
  receive,
};
constexpr int kind_count = 20;

/// In the order of the path. `none`: the column does not apply.
enum class Buffer : std::uint8_t {
  none,
  disk,
  page_cache,
  user_buffer,
  pipe,
  socket_buffer,
  nic,
  wire,
  receive_buffer,
};
constexpr int buffer_count = 9; ///< with `none`, so that a Buffer indexes an array

std::string_view name_of(Kind kind);     ///< "cpu_copy"
std::string_view name_of(Buffer buffer); ///< "page_cache"; "" for none
std::optional<Kind> kind_named(std::string_view name);
std::optional<Buffer> buffer_named(std::string_view name);

/// A set of kinds, one bit each.
using KindSet = std::uint32_t;
constexpr KindSet set_of(Kind kind) {
  return KindSet{1} << static_cast<int>(kind);
}
constexpr KindSet all_kinds = (KindSet{1} << kind_count) - 1;
/// A step is one row of any kind but these (INTERFACE.md).
constexpr KindSet step_kinds =
    all_kinds & ~(set_of(Kind::syscall) | set_of(Kind::wait) | set_of(Kind::user));
constexpr bool is_step(Kind kind) {
  return (step_kinds & set_of(kind)) != 0;
}
constexpr bool is_copy(Kind kind) {
  return kind == Kind::cpu_copy || kind == Kind::dma_copy || kind == Kind::pio_copy;
}

using SpanId = std::uint32_t;  ///< position in the trace, in order of begin
using LaneId = std::uint16_t;  ///< index into the trace's lanes
using StringId = std::uint8_t; ///< index into the trace's names or labels; 0 is the empty one
constexpr SpanId no_span = ~SpanId{0};

/// The file's bytes that a span is about: [offset, offset + bytes[, for its client.
struct Range {
  Bytes offset;
  Bytes bytes;

  friend bool operator==(const Range&, const Range&) = default;
};

struct Span {
  static constexpr Time open = Time::max(); ///< the end of a span whose end is not known yet

  Time begin;
  Time end = open;
  std::uint64_t offset : 49 = 0; ///< bytes; 0 to 2^48
  bool has_range : 1 = false;    ///< whether offset and bytes apply
  Kind kind : 6 = Kind::user;
  Buffer source : 4 = Buffer::none;
  Buffer target : 4 = Buffer::none;
  std::uint64_t bytes : 49 = 0;  ///< 0 to 2^48
  std::uint16_t client : 15 = 0; ///< counts from 0
  std::uint32_t call = 0;        ///< running number of the system call, from 1; 0: none
  LaneId lane = 0;
  StringId name = 0;  ///< the call's name, `to_kernel`, `to_user`, an interrupt's cause …
  StringId label = 0; ///< the label of a line in the method's listing

  Range range() const {
    return {Bytes(static_cast<std::int64_t>(offset)), Bytes(static_cast<std::int64_t>(bytes))};
  }
  void set_range(Range range) {
    offset = static_cast<std::uint64_t>(range.offset.count());
    bytes = static_cast<std::uint64_t>(range.bytes.count());
    has_range = true;
  }

  friend bool operator==(const Span&, const Span&) = default;
};
static_assert(sizeof(Span) == 40);

/// The rows of a trace, 10 MiB a block.
using Spans = BlockVector<Span, 18>;

/// The names that a reader knows by their id: every sink interns them first, in this order.
struct WellKnown {
  static constexpr StringId to_kernel = 1, to_user = 2, minor = 3, major = 4;
};

} // namespace copyscope::trace
