// A thread that runs on a CPU and moves the bytes of one flow; and a piece of its file.
#pragma once

#include "sim/engine/signal.h"
#include "sim/machine/recorder.h"

#include <algorithm>
#include <cstddef>

namespace copyscope::machine {

class Thread {
public:
  /// `core` is the index of the CPU that it runs on: it wakes where it ran last, and is not moved.
  Thread(Recorder& recorder, trace::TaskId task, std::size_t core);
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  /// A row of this thread's current or latest call, without time, lane and range.
  trace::Span row(trace::Kind kind) const;
  /// The same about bytes of its flow.
  trace::Span row(trace::Kind kind, trace::Buffer source, trace::Buffer target,
                  trace::Range range) const;

  Time now() const { return recorder_.now(); }
  std::size_t core() const { return core_; }
  trace::FlowId flow() const { return task_; }
  trace::CallId call() const { return call_; } ///< the current or latest
  trace::LaneId lane() const { return lane_; }
  /// Set while it has the CPU; who is in a run queue waits for it.
  engine::Event& turn() { return turn_; }

protected:
  Recorder& recorder_;
  trace::LaneId lane_;
  trace::TaskId task_; ///< also the number of its flow
  trace::CallId call_ = 0;

private:
  std::size_t core_;
  engine::Event turn_;
};

/// A piece of the file, and who sends it.
struct Chunk {
  trace::Range range;
  Thread* thread = nullptr;
  bool continues = false;  ///< what the same call began: a copy of both counts as one
  bool mapped = false;     ///< reached through the process's mapping, whose page tables are walked
  bool registered = false; ///< lies in a registered buffer, which the kernel copies page by page

  bool left() const { return range.bytes > Bytes(0); }
  Bytes end() const { return range.offset + range.bytes; }
  /// Its first bytes, at most so many; and what is left after these.
  Chunk first(Bytes most) const {
    return {{range.offset, std::min(most, range.bytes)}, thread, continues, mapped, registered};
  }
  Chunk after(Bytes bytes) const {
    return {{range.offset + bytes, range.bytes - bytes}, thread, continues, mapped, registered};
  }
  /// The same bytes, reached through the mapping.
  Chunk through_mapping() const { return {range, thread, continues, true, registered}; }
  /// The same bytes, reached where the kernel itself has them.
  Chunk past_mapping() const { return {range, thread, continues, false, registered}; }
  /// The same bytes, in a registered buffer.
  Chunk in_registered() const { return {range, thread, continues, mapped, true}; }
};

/// Pages of 4 KiB that a range touches.
std::int64_t pages_of(const trace::Range& range);

inline trace::Span Thread::row(trace::Kind kind) const {
  trace::Span row;
  row.kind = kind;
  row.flow = task_;
  row.task = task_;
  row.call = call_;
  return row;
}

inline trace::Span Thread::row(trace::Kind kind, trace::Buffer source, trace::Buffer target,
                               trace::Range range) const {
  trace::Span about = row(kind);
  about.set_way(source, target);
  about.set_range(range);
  return about;
}

} // namespace copyscope::machine
