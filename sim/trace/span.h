// A Span: one row of a trace, in 48 bytes. What happened, from when to when, where, to which bytes,
// for whom, and because of what.
//
// Lanes, tasks, flows, calls and names are numbers here; the trace's tables (tables.h) say what
// they stand for.
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
  kernel_work, ///< any other work of the kernel
  softirq,     ///< work that an interrupt left for later
  checksum,
  ack,   ///< the other side has said that the bytes arrived
  free,  ///< memory that held the bytes is given back
  evict, ///< the page cache lets go of the bytes
  lost,  ///< rows were lost here: as many as `bytes` says; on the lane that lost them
  other, ///< a kind that only a newer version of the program knows
};
constexpr int kind_count = 28;

/// What holds or carries bytes, in the order of the path. `none`: the column does not apply.
///
/// Also a place in a flow's list of objects: places 1 to 8 are for an object of that kind each, 9
/// to 15 for further ones of any kind (a second page cache, where a file is copied).
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
constexpr int place_count = 16; ///< places in a flow's list, with `none`

/// How a figure or a row is known.
enum class Evidence : std::uint8_t { model, measured, derived, inferred };
constexpr int evidence_count = 4;

std::string_view name_of(Kind kind);         ///< "cpu_copy"
std::string_view name_of(Buffer buffer);     ///< "page_cache"; "" for none and for places 9 to 15
std::string_view name_of(Evidence evidence); ///< "model"
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
    all_kinds & ~(set_of(Kind::syscall) | set_of(Kind::wait) | set_of(Kind::user) |
                  set_of(Kind::lost) | set_of(Kind::other));
constexpr bool is_step(Kind kind) {
  return (step_kinds & set_of(kind)) != 0;
}
constexpr bool is_copy(Kind kind) {
  return kind == Kind::cpu_copy || kind == Kind::dma_copy || kind == Kind::pio_copy;
}

/// Rows that put bytes, or references to them, into their target.
constexpr KindSet filling_kinds =
    set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy) | set_of(Kind::map) |
    set_of(Kind::page_reference) | set_of(Kind::transmit) | set_of(Kind::receive);

using SpanId = std::uint32_t;   ///< position in the trace, in order of begin
using LaneId = std::uint16_t;   ///< index into the trace's lanes
using TaskId = std::uint16_t;   ///< index into the trace's tasks
using FlowId = std::uint32_t;   ///< index into the trace's flows, below 2^24
using CallId = std::uint32_t;   ///< place in the table of calls, from 1; 0: none
using StringId = std::uint16_t; ///< index into the trace's names or labels, below 2^15; 0: empty
constexpr SpanId no_span = ~SpanId{0};
constexpr TaskId no_task = 0xFFFF;
constexpr FlowId no_flow = 0xFFFFFF;

/// The file's bytes that a span is about: [offset, offset + bytes[ of its flow.
struct Range {
  Bytes offset;
  Bytes bytes;

  friend bool operator==(const Range&, const Range&) = default;
};

struct Span {
  static constexpr Time open = Time::max(); ///< the end of a span whose end is not known (yet)

  Time begin;
  Time end = open;
  std::uint64_t offset : 49 = 0; ///< bytes; 0 to 2^48
  StringId name : 15 = 0;        ///< the call's name, `to_kernel`, `to_user`, who interrupts …
  std::uint64_t bytes : 49 = 0;  ///< 0 to 2^48
  Kind kind : 7 = Kind::user;
  Buffer source : 4 = Buffer::none; ///< places in the flow's list of objects
  Buffer target : 4 = Buffer::none;
  SpanId cause = no_span; ///< the row without which this one would not have happened then
  CallId call = 0;        ///< the system call that it is part of, or works for
  LaneId lane = 0;
  TaskId task = no_task; ///< who is running, or who is waited for
  FlowId flow : 24 = 0;  ///< the journey that it serves; no_flow: several, or none
  Evidence evidence : 2 = Evidence::model;
  bool has_range : 1 = false;       ///< whether offset and bytes apply
  bool continued : 1 = false;       ///< goes on with what blocked or was preempted: counted before
  bool releases_source : 1 = false; ///< its bytes leave the source as it goes on
  bool replaces_target : 1 = false; ///< all that the target held is gone when it begins
  bool soft_begin : 1 = false;      ///< began then at the earliest
  bool soft_end : 1 = false;        ///< ended then at the latest

  Range range() const {
    return {Bytes(static_cast<std::int64_t>(offset)), Bytes(static_cast<std::int64_t>(bytes))};
  }
  void set_range(Range range) {
    offset = static_cast<std::uint64_t>(range.offset.count());
    bytes = static_cast<std::uint64_t>(range.bytes.count());
    has_range = true;
  }
  /// Sets source and target, and what moving between them usually means: a socket buffer, a card
  /// and a wire let go of what is taken out of them; a copy into a user buffer overwrites it.
  /// After the kind.
  void set_way(Buffer from, Buffer to);

  friend bool operator==(const Span&, const Span&) = default;
};
static_assert(sizeof(Span) == 48);

/// The rows of a segment are what is loaded, sorted and looked through at once.
constexpr std::uint32_t segment_bits = 16;
constexpr std::uint32_t segment_rows = std::uint32_t{1} << segment_bits;

/// The rows of a trace, two segments in each block: 6 MiB, which large pages of 2 MiB make up.
using Spans = BlockVector<Span, segment_bits + 1>;

/// The names that a reader knows by their id: every sink interns them first, in this order.
struct WellKnown {
  static constexpr StringId to_kernel = 1, to_user = 2, minor = 3, major = 4;
};

} // namespace copyscope::trace
