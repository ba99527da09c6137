// A process that sends a file to a client: its system calls, and the chunks that it sends.
//
//   for (const Chunk c : process.chunks()) {
//     co_await process.enter("read");
//     …
//     co_await process.leave();
//   }
#pragma once

#include "sim/machine/machine.h"
#include "sim/machine/socket.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <string_view>

namespace copyscope::machine {

class Chunks;
class Process;

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
  /// Before every round, whatever is under way.
  virtual void at_round(Process&, Bytes) {}
  /// A loop over chunks begins or has ended.
  virtual void loop_boundary() = 0;
  /// Pages that the mapping of the whole transfer has, and that of the rounds that are run has not:
  /// munmap() takes them down as well.
  virtual std::int64_t mapped_pages_left_out() const { return 0; }
};

class Process : public Thread {
public:
  /// `observer` may be nullptr. Client n runs on core n modulo cpu.cores.
  Process(Recorder& recorder, Machine& machine, const scenario::Workload& workload,
          trace::TaskId client, RoundObserver* observer);

  /// Crosses into the kernel: begins the next system call. The label is the line of the listing
  /// that makes it; where there is one such line only, it is the call's name.
  Work enter(std::string_view call, std::string_view label) { return enter(call, label, {}); }
  Work enter(std::string_view call) { return enter(call, call); }
  /// The same of a call that asks for so many bytes, those of the chunk.
  Work enter(std::string_view call, const Chunk& chunk) { return enter(call, chunk, call); }
  Work enter(std::string_view call, const Chunk& chunk, std::string_view label) {
    return enter(call, label, chunk.range.bytes);
  }

  /// send(2) with MSG_ZEROCOPY, which prepares a notification.
  Work enter_zerocopy_send(const Chunk& chunk);

  /// io_uring_enter: submits so many requests and works on them, each at uring.request. A
  /// notification has no entry to submit, but one that tells, and is taken for half a request.
  Work submit(std::int64_t requests, std::int64_t notifications = 0);

  /// Crosses back into user mode: the call ends.
  class Leave;
  Leave leave();
  /// The same, and it returns how many bytes it has moved.
  Leave leave(Bytes moved);

  /// A request has completed: the kernel tells so by a row of no length. `name` may be empty.
  void complete(Chunk chunk, std::string_view name = {});

  /// Waits until the NIC has let go of all that was sent (at the textbook level it has).
  Work until_sent();
  /// Whether the program reaps completions after this chunk: of each send, or where they merge
  /// (mechanism.merged_completions) of 16 sends; and at the end.
  bool has_to_reap(const Chunk& sent);
  /// What was sent since it did so last.
  Chunk reaped();
  /// On a non-blocking socket that is full: poll(), which waits until it is not.
  Work until_writable();

  /// The file in the pieces in which it is sent; the last may be short. None for an empty file. A
  /// call takes so many pages at the most.
  Chunks chunks(std::int64_t most_pages = no_limit);
  /// The pages that fit into a pipe (mechanism.pipe_limit): a splice moves no more.
  std::int64_t pipe_pages() const;
  /// The file as one piece.
  Chunk whole_file() { return {{Bytes(0), workload_.file_size}, this}; }
  /// munmap(), at the end: takes the mapping of the file away.
  Work unmap_file();
  std::int64_t mapped_pages(); ///< of its mapping of the file

  /// How the machine and this program stand before the round at `offset`; the only one that runs.
  Standing standing(Bytes offset);

  Bytes file_size() const { return workload_.file_size; }

  /// Bytes of the rounds that are over, in all loops over the chunks.
  Bytes done() const { return done_; }

  Socket socket;

private:
  friend class Chunks;
  static constexpr std::int64_t no_limit = INT64_MAX;

  Work enter(std::string_view call, std::string_view label, Bytes asked);
  Leave return_with(std::int64_t result); ///< bytes, or Call::no_result
  engine::Task poll();
  Bytes end_of_round(Bytes offset, std::int64_t most_pages) const;
  RoundShape shape_at(Bytes offset, std::int64_t most_pages) const;
  std::int64_t alike_from(Bytes offset) const;
  std::int64_t rounds_to_skip(Bytes offset);

  const scenario::Machine& machine_;
  Cpu& cpu_;
  Machine& parts_;
  scenario::Workload workload_;
  Bytes resident_;
  Chunk unreaped_;
  int sends_unreaped_ = 0;
  RoundObserver* observer_;
  trace::Ticket call_row_ = trace::no_ticket;
  Bytes done_;
};

/// `co_await process.leave()`
class [[nodiscard]] Process::Leave : public Work {
public:
  Leave(Process& process, Work work, std::int64_t result)
      : Work(std::move(work)), process_(process), result_(result) {}
  void await_resume();

private:
  Process& process_;
  std::int64_t result_;
};

/// The range that Process::chunks() gives to a range-for.
class Chunks {
public:
  class Iterator {
  public:
    Iterator(Process& process, Bytes offset, std::int64_t most_pages)
        : process_(process), offset_(offset), most_pages_(most_pages) {}
    Chunk operator*() const;
    Iterator& operator++();
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.offset_ == b.offset_; }

  private:
    friend class Chunks;
    void skip();

    Process& process_;
    Bytes offset_;
    std::int64_t most_pages_;
  };

  Chunks(Process& process, std::int64_t most_pages) : process_(process), most_pages_(most_pages) {}
  Iterator begin() const;
  Iterator end() const { return {process_, process_.file_size(), most_pages_}; }

private:
  Process& process_;
  std::int64_t most_pages_;
};

} // namespace copyscope::machine
