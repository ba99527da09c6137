// The trail of a transfer: which rows the next ones follow from. At the textbook level a row is
// caused by the row before it about its first byte, where there is one; else by the entry of its
// call. The parts of the machine keep the trail as they work, so every row can say its cause.
#pragma once

#include "sim/trace/sink.h"

#include <vector>

namespace copyscope::machine {

class Trail {
public:
  /// What a step about the range follows from.
  trace::Ticket before(trace::Range range) const {
    if (range.bytes == Bytes(0)) return entry_;
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
      if (row->range.offset <= range.offset && range.offset < row->range.offset + row->range.bytes)
        return row->ticket;
    const bool at_start = range.offset == Bytes(0) && rows_.empty() && first_ != trace::no_ticket;
    const trace::Ticket before = at_start ? first_ : mapping_;
    return before != trace::no_ticket ? before : entry_;
  }

  /// A row was written.
  void add(const trace::Span& row, trace::Ticket ticket) {
    if (row.has_range) return add_about(row, ticket);
    if (row.kind != trace::Kind::mode_switch) return;
    (row.name == trace::WellKnown::to_kernel ? entry_ : return_) = ticket;
  }
  /// The range came by that row, which was written before.
  void bring(trace::Range range, trace::Ticket ticket) { rows_.push_back({range, ticket}); }

  /// The next chunk: nothing about its bytes yet, but what brought the whole file in.
  void next_chunk() { rows_.clear(); }

  trace::Ticket entry() const { return entry_; }        ///< of the current or latest call
  trace::Ticket last_return() const { return return_; } ///< to user mode: the program ran on
  trace::Ticket latest() const { return latest_; }      ///< row about bytes

private:
  struct About {
    trace::Range range;
    trace::Ticket ticket;
  };

  void add_about(const trace::Span& row, trace::Ticket ticket) {
    const trace::Range range = row.range();
    latest_ = ticket;
    if (range.bytes > Bytes(0)) rows_.push_back({range, ticket});
    if (range.offset == Bytes(0) && range.bytes > Bytes(0)) first_ = ticket;
    if (row.kind == trace::Kind::map) map(ticket);
  }

  void map(trace::Ticket mapping) {
    mapping_ = mapping;
    first_ = trace::no_ticket;
    rows_.clear();
  }

  std::vector<About> rows_;                ///< about the current chunk
  trace::Ticket first_ = trace::no_ticket; ///< the latest about the file's first byte
  trace::Ticket mapping_ = trace::no_ticket;
  trace::Ticket entry_ = trace::no_ticket, return_ = trace::no_ticket;
  trace::Ticket latest_ = trace::no_ticket;
};

} // namespace copyscope::machine
