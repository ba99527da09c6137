// The tables of a trace: what the numbers in its rows stand for.
//
// Small values, each known by its place in its table. A producer hands them to the sink before the
// rows that name them; none is ever taken back.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/span.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

using ObjectId = std::uint32_t; ///< index into the trace's objects
using ClockId = std::uint8_t;   ///< index into the trace's clocks
constexpr ObjectId no_object = ~ObjectId{0};

/// What times of a lane are counted by. The first is the trace's own; a simulated run has no other.
struct Clock {
  std::string domain = "model"; ///< "model", or "monotonic" and whose
  Time resolution = Time::from_ps(1);
  Time offset;      ///< what was added to its times to make them the first clock's
  Time uncertainty; ///< of that offset, at the most

  friend bool operator==(const Clock&, const Clock&) = default;
};

/// A thread that runs: a process's, or one of the kernel's (softirq, kworker, SQPOLL).
struct Task {
  std::string name;                     ///< "process0"
  TaskId parent = no_task;              ///< the task whose process it belongs to, or that made it
  std::optional<std::int64_t> pid, tid; ///< where they are real
  bool is_kernel = false;               ///< a thread of the kernel's own

  friend bool operator==(const Task&, const Task&) = default;
};

enum class LaneKind : std::uint8_t { cpu, task, disk, dma, nic, wire, memory_bus, receiver };
constexpr int lane_kind_count = 8;

/// Where rows happen: one line of a timeline.
struct Lane {
  LaneKind kind = LaneKind::cpu;
  std::uint16_t index = 0;          ///< of its kind: the number of the CPU, the disk …
  LaneKind device = LaneKind::disk; ///< of a DMA engine: `disk` or `nic`, whose it is
  TaskId task = no_task;            ///< of a task's lane
  ClockId clock = 0;
  std::string name; ///< "cpu0", for readers; nobody parses it

  friend bool operator==(const Lane&, const Lane&) = default;
};

/// The lane that the file format of schema 1 means by a name: "cpu0", "process0", "dma.disk",
/// "disk" … An unknown name means a task's lane.
Lane lane_named(std::string_view name);

/// What becomes of what an object holds when more is put into it or something is taken out.
enum class Discipline : std::uint8_t {
  keeps,    ///< it stays, and there is only more of it: a file, a page cache
  replaces, ///< what comes replaces what was there: a user buffer
  fifo      ///< what came first leaves first: a pipe, a socket buffer, a card, a wire
};

/// Something that holds or carries bytes.
struct Object {
  Buffer kind = Buffer::none; ///< one of 1 to 8
  Discipline discipline = Discipline::keeps;
  std::string name;       ///< of the file, the connection …; may be empty
  Bytes capacity;         ///< bytes; 0: not known
  Bytes initial;          ///< bytes held at time 0; they are of no flow
  TaskId owner = no_task; ///< of a user buffer

  friend bool operator==(const Object&, const Object&) = default;
};

Discipline usual_discipline(Buffer kind);

/// One journey of bytes from one object to another: a client's, a connection's, a copied file's.
/// The range of a row is a range of its flow.
struct Flow {
  std::array<ObjectId, place_count> objects; ///< by place; that of `none` is not used
  Bytes bytes;                               ///< of the journey; 0: not known
  TaskId task = no_task;                     ///< whose calls move it

  Flow() { objects.fill(no_object); }
  friend bool operator==(const Flow&, const Flow&) = default;
};

/// A system call, or a part of one that is submitted alone (an SQE under its io_uring_enter).
struct Call {
  static constexpr std::int64_t no_result = INT64_MIN;

  Time begin;
  Time end = Span::open;
  std::int64_t asked = 0;          ///< bytes
  std::int64_t result = no_result; ///< bytes, or −errno
  CallId parent = 0;
  FlowId flow = no_flow;
  TaskId task = no_task;
  StringId name = 0;
  StringId label = 0; ///< of the line in the method's listing that makes it

  friend bool operator==(const Call&, const Call&) = default;
};
static_assert(sizeof(Call) == 48);

/// In blocks as large as those of rows, so that large pages hold them too.
using Calls = BlockVector<Call, segment_bits + 1>;

struct Tables {
  std::vector<Clock> clocks;
  std::vector<Task> tasks;                ///< by TaskId
  std::vector<Lane> lanes;                ///< by LaneId
  std::vector<Object> objects;            ///< by ObjectId
  std::vector<Flow> flows;                ///< by FlowId
  Calls calls;                            ///< by CallId − 1
  std::vector<std::string> names, labels; ///< by StringId

  /// The object at a place of a flow, or no_object.
  ObjectId object_at(FlowId flow, Buffer place) const {
    return flow < flows.size() ? flows[flow].objects[static_cast<std::size_t>(place)] : no_object;
  }
  /// What kind of object is at a place of a flow: for places 1 to 8 the place says it.
  Buffer kind_at(FlowId flow, Buffer place) const {
    if (static_cast<int>(place) < buffer_count) return place;
    const ObjectId object = object_at(flow, place);
    return object == no_object ? Buffer::none : objects[object].kind;
  }

  friend bool operator==(const Tables&, const Tables&) = default;
};

} // namespace copyscope::trace
