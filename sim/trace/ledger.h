// The ledger: what a run has cost so far. Counts, bytes copied and by whom, CPU time, what each
// buffer holds.
//
// LedgerFold is the one function that adds a span to a ledger: the index, TraceBuilder and
// LedgerSink all use it, for a whole run, a flow, a task or a call. Counts go up when a row begins;
// bytes and times grow linearly while it lasts (INTERFACE.md, "A step"). Of rows that nest on a CPU
// the innermost alone takes time, and what an inferred row copies is counted apart.
#pragma once

#include "sim/trace/header.h"
#include "sim/trace/span.h"
#include "sim/trace/tables.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace {

/// What a CPU works at in the kernel; with `user`, what takes CPU time.
constexpr KindSet kernel_kinds =
    set_of(Kind::mode_switch) | set_of(Kind::cpu_copy) | set_of(Kind::pio_copy) |
    set_of(Kind::descriptor) | set_of(Kind::map) | set_of(Kind::unmap) | set_of(Kind::page_fault) |
    set_of(Kind::interrupt) | set_of(Kind::pin) | set_of(Kind::context_switch) |
    set_of(Kind::page_reference) | set_of(Kind::kernel_work) | set_of(Kind::softirq) |
    set_of(Kind::checksum);
constexpr KindSet cpu_time_kinds = kernel_kinds | set_of(Kind::user);

struct Ledger {
  struct ByMover { ///< who moves the bytes
    std::int64_t cpu = 0, dma = 0, pio = 0;

    friend bool operator==(const ByMover&, const ByMover&) = default;
  };
  static constexpr int call_names = 16; ///< different names of system calls that are told apart

  std::int64_t steps = 0; ///< rows that are steps
  std::int64_t syscalls = 0;
  std::int64_t mode_switches = 0;
  std::int64_t context_switches = 0;
  std::int64_t interrupts = 0;
  std::int64_t minor_faults = 0;
  std::int64_t major_faults = 0;
  std::int64_t descriptors = 0;
  ByMover copies;
  ByMover bytes_copied;
  ByMover inferred_copies; ///< that nobody saw, but must have been made; not in `copies`
  ByMover inferred_bytes;  ///< bytes copied by these
  Time user;               ///< CPU time in user mode
  Time kernel; ///< copies by CPU and PIO, descriptors, mappings, interrupts, faults, mode switches
  std::array<std::int64_t, buffer_count> held{};        ///< bytes in each Buffer
  std::array<std::int64_t, call_names> calls_by_name{}; ///< beside the name in call_name
  std::array<StringId, call_names> call_name{};         ///< 0: unused

  std::int64_t held_by(Buffer buffer) const { return held[static_cast<std::size_t>(buffer)]; }

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// The calls made so far by name, in order of first use; `names` resolves ids.
std::vector<std::pair<std::string, std::int64_t>>
calls_by_name(const Ledger& ledger, const std::vector<std::string>& names);

/// With what was inferred among its copies and the bytes of these: what a picture or another
/// program is told, where evidence has no place.
Ledger with_inferred(Ledger ledger);

/// Whether what is sent is not all sent before such a row has ended: a call, or the way of bytes to
/// the card and on to who receives them.
bool is_awaited(Kind kind, Buffer target);

/// `times` more of what `delta` added: a + delta × times, field by field. Throws OverflowError.
Ledger extrapolate(const Ledger& a, const Ledger& delta, std::int64_t times);
/// b − a, field by field, for a and b of one run with a the earlier.
Ledger difference(const Ledger& a, const Ledger& b);

/// Adds rows to a ledger in order of begin, and tells the ledger at any time from the latest row's
/// begin on.
class LedgerFold {
public:
  /// A row that has begun and, at the latest row's begin, not ended: what a ledger needs of it. Not
  /// the row itself, whose fields are still on their way to memory: copying them whole would wait.
  struct Open {
    Time begin, end;
    std::int64_t bytes = 0;
    SpanId id = no_span;
    CallId call = 0;
    LaneId lane = 0;
    Kind kind = Kind::user;
    Buffer source = Buffer::none, target = Buffer::none; ///< kinds of objects
    bool is_inferred = false;
    bool releases_source = false;
    bool is_counted = true;     ///< false: another's, and here only for the time that it takes away
    std::optional<Kind> inside; ///< of the row on the same CPU whose time it takes
  };

  /// `tables` tell what is at places 9 to 15 of a flow, and must outlive it.
  explicit LedgerFold(const Tables* tables = nullptr) : tables_(tables) {}
  void start(const Header& header);

  /// Rows whose end is at or before `now` become past. add() does it by itself.
  void retire(Time now) {
    if (now >= first_end_) retire_ended(now);
  }
  /// A row; `inside` is the kind of the row on the same CPU within which it begins.
  void add(SpanId id, const Span& span, std::optional<Kind> inside = {});
  /// A row that is not counted, but takes time from one that is.
  void add_interruption(SpanId id, const Span& span, Kind inside);
  /// What an object held is gone.
  void take(Buffer kind, std::int64_t bytes);
  /// A row that is still open ends at another time than was said. False where it is past.
  bool end(SpanId id, Time end);

  /// In order of begin.
  const std::vector<Open>& open() const { return open_; }
  /// `now` is not before the latest row's begin.
  Ledger at(Time now) const;

  /// The counts of all rows so far; amounts of those that ended.
  const Ledger& past() const { return past_; }
  void set_past(const Ledger& past) { past_ = past; }

  /// When the last call returned or the last byte came to the card or the receiver, of all rows
  /// that are past.
  Time last_arrival() const { return last_arrival_; }

  /// To go on from a moment: the past as it then was, and the rows that were under way, in order.
  void restore(const Ledger& past);
  void reopen(SpanId id, const Span& span, bool is_counted, std::optional<Kind> inside) {
    open(id, span, is_counted, inside);
  }

private:
  void retire_ended(Time now);
  void open(SpanId id, const Span& span, bool is_counted, std::optional<Kind> inside);

  const Tables* tables_ = nullptr;
  Ledger past_;
  std::vector<Open> open_;       ///< in order of id
  std::size_t endless_ = 0;      ///< of these, so many of the first have no end yet
  Time first_end_ = Time::max(); ///< of the open rows: before it none becomes past
  Time last_arrival_;
};

/// The ledger at one moment, from an earlier one: each row adds what it has come to by then, so
/// that no row has to be remembered.
class LedgerSum {
public:
  /// `past` is what the fold of the same rows was then.
  LedgerSum(const Ledger& past, Time now, const Tables& tables)
      : ledger_(past), now_(now), tables_(tables) {}

  /// A row that has begun since, at `now` or before; `inside` as in LedgerFold::add.
  void add(const Span& span, std::optional<Kind> inside);
  /// A row that had begun before, and was under way.
  void go_on(const Span& span, std::optional<Kind> inside);
  void take(Buffer kind, std::int64_t bytes);

  const Ledger& ledger() const { return ledger_; }

private:
  Ledger ledger_;
  Time now_;
  const Tables& tables_;
};

/// Finds the header's entry of a buffer, or nullptr.
const BufferInfo* find_buffer(const Header& header, Buffer buffer);

} // namespace copyscope::trace
