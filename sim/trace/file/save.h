// Writing a trace as a file (docs/TRACE.md): a finished one with save_file(); a run under way with
// FileSink, which needs no more memory than two segments and what the tables take.
#pragma once

#include "sim/trace/registry.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <functional>
#include <memory>
#include <string_view>

namespace copyscope::trace {

namespace file {
class SegmentWriter; // sim/trace/file/segment_writer.h
struct Amendments;   // sim/trace/file/rows.h
} // namespace file

/// Calls `write` with one piece of the file after the other, a section each. `progress` is told how
/// much is done, 0 … 1, at every segment. Both may throw to stop it. Saving what was loaded gives
/// an equal trace again, with what this version does not know of it.
void save_file(const Trace& trace, const std::function<void(std::string_view piece)>& write,
               const std::function<void(double done)>& progress = {});

/// Whether the name ends in `.copyscope`.
bool names_trace_file(std::string_view name);

/// As a file where the name says so, else as JSON.
void save_named(const Trace& trace, std::string_view name,
                const std::function<void(std::string_view piece)>& write,
                const std::function<void(double done)>& progress = {});

/// Writes rows as they come. What is lost when the process dies is what came since the last
/// segment: the producer, who has a clock, calls close_segment() once a second or so.
class FileSink final : public TraceSink {
public:
  explicit FileSink(std::function<void(std::string_view piece)> write);
  ~FileSink() override;

  using TraceSink::lane;
  void start(const Header& header) override;
  LaneId lane(const Lane& lane) override { return registry_.lane(lane); }
  StringId name(std::string_view text) override { return registry_.name(text); }
  StringId label(std::string_view text) override { return registry_.label(text); }
  TaskId task(const Task& task) override { return registry_.task(task); }
  ObjectId object(const Object& object) override { return registry_.object(object); }
  FlowId flow(const Flow& flow) override;
  CallId call(const Call& call) override;
  void end_call(CallId call, Time end, std::int64_t result) override;
  Ticket add(const Span& span) override;
  void end(Ticket row, Time end) override;
  void finish(Time end) override;

  /// Writes what has come since the last segment, if anything has.
  void close_segment();

private:
  struct Entry { ///< a row whose end may yet be another
    Ticket row = no_ticket;
    CallId call = 0; ///< of which it is the row of kind `syscall`; 0: of none
    Time begin, end;
    bool is_awaited = false; ///< without it the run has not ended
  };

  void describe_call(const Span& span);
  void enter(Ticket ticket, const Span& span);
  void forget_ended(Time now);
  void amend_call(CallId call);
  void complete(const Span& span);
  void close_if_full();

  Tables tables_;
  Registry registry_;
  std::unique_ptr<file::SegmentWriter> out_;
  std::unique_ptr<file::Amendments> amendments_;
  std::vector<Span> rows_; ///< since the last segment
  SpanId first_ = 0;       ///< of rows_
  std::vector<Entry> entries_;
  std::size_t entries_checked_ = 64;
  bool ends_on_arrival_ = false;
  Time last_arrival_; ///< of what entries_ has forgotten
};

} // namespace copyscope::trace
