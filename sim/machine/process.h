// A process that sends a file to a client: its system calls, and the chunks that it sends.
//
//   for (const Chunk c : process.chunks()) {
//     co_await process.enter("read");
//     …
//     co_await process.leave();
//   }
#pragma once

#include "sim/machine/recorder.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <string_view>

namespace copyscope::machine {

class Chunks;
class Process;

/// A piece of the file that one round sends, and who sends it.
struct Chunk {
  trace::Range range;
  const Process* process = nullptr;
};

/// What a round costs depends on nothing but this (at the textbook level).
struct RoundShape {
  Bytes bytes;
  Bytes missing; ///< of these, not in the page cache at the start

  friend bool operator==(const RoundShape&, const RoundShape&) = default;
};

/// Is told each time that a loop over chunks comes round, and may leave rounds out: see simulate/.
class RoundObserver {
public:
  virtual ~RoundObserver() = default;

  /// Before a round of this shape, with `alike` rounds of it to come, this one included, and with
  /// nothing else scheduled. Returns how many of these to leave out.
  virtual std::int64_t before_round(const RoundShape& shape, std::int64_t alike, Time now) = 0;
  /// A loop over chunks begins or has ended.
  virtual void loop_boundary() = 0;
};

class Process {
public:
  /// `observer` may be nullptr.
  Process(Recorder& recorder, const scenario::Workload& workload, const scenario::Machine& machine,
          trace::TaskId client, RoundObserver* observer);

  /// Crosses into the kernel: begins the next system call. The label is the line of the listing
  /// that makes it; where there is one such line only, it is the call's name.
  engine::Engine::Delay enter(std::string_view call, std::string_view label);
  engine::Engine::Delay enter(std::string_view call) { return enter(call, call); }

  /// Crosses back into user mode: the call ends.
  engine::Engine::Delay leave();

  /// A request has completed: the kernel tells so by a row of no length. `name` may be empty.
  void complete(Chunk chunk, std::string_view name = {});

  /// The file in the pieces in which it is sent; the last may be short. None for an empty file.
  Chunks chunks();
  /// The file as one piece.
  Chunk whole_file() const { return {{Bytes(0), workload_.file_size}, this}; }

  Bytes file_size() const { return workload_.file_size; }
  /// R of MODEL.md: the prefix that is in the page cache at the start.
  Bytes resident() const { return resident_; }

  /// Bytes of the rounds that are over, in all loops over the chunks.
  Bytes done() const { return done_; }

  /// A row of this process's current or latest call, without time, lane and range.
  trace::Span row(trace::Kind kind) const;
  /// The same about a chunk's bytes.
  trace::Span row(trace::Kind kind, trace::Buffer source, trace::Buffer target,
                  trace::Range range) const;

private:
  friend class Chunks;

  RoundShape shape_at(Bytes offset) const;
  std::int64_t alike_from(Bytes offset) const;
  std::int64_t rounds_to_skip(Bytes offset) const;

  Recorder& recorder_;
  scenario::Workload workload_;
  Time mode_switch_;
  Bytes resident_;
  RoundObserver* observer_;
  trace::LaneId cpu_lane_, process_lane_;
  trace::TaskId client_; ///< also the number of its flow
  trace::CallId call_ = 0;
  trace::Ticket call_row_ = trace::no_ticket;
  Bytes done_;
};

/// The range that Process::chunks() gives to a range-for.
class Chunks {
public:
  class Iterator {
  public:
    Iterator(Process& process, Bytes offset) : process_(process), offset_(offset) {}
    Chunk operator*() const;
    Iterator& operator++();
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.offset_ == b.offset_; }

  private:
    friend class Chunks;
    void skip();

    Process& process_;
    Bytes offset_;
  };

  explicit Chunks(Process& process) : process_(process) {}
  Iterator begin() const;
  Iterator end() const { return {process_, process_.file_size()}; }

private:
  Process& process_;
};

} // namespace copyscope::machine
