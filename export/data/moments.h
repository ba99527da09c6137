// The moments of a run at which anything begins or ends, one after the other, with what is under
// way and what the ledger says there. For formats that tell changes: counters and value changes.
//
//   Moments moments(extract);
//   while (moments.next()) write(moments.time(), moments.ledger());
#pragma once

#include "export/data/extract.h"
#include "sim/trace/ledger.h"

#include <vector>

namespace copyscope::exports {

class Moments {
public:
  explicit Moments(const Extract& extract);

  /// Goes to the next moment. The first is the extract's begin, whatever happens there; moments are
  /// not later than its end. False after the last.
  bool next();

  Time time() const { return time_; }
  /// The rows that begin at this moment: [first, end[. At the first moment, all that began before
  /// it too.
  trace::SpanId first() const { return first_; }
  trace::SpanId end() const { return next_; }
  /// What is under way just after this moment, in order of begin: begun and not ended.
  const std::vector<trace::LedgerFold::Open>& open() const { return fold_.open(); }
  /// Whether bytes moved since the last moment, or begin to move now.
  bool bytes_moved() const { return bytes_moved_; }
  trace::Ledger ledger() const { return with_inferred(fold_.at(time_)); }

private:
  void go_to(Time time);

  const Extract& extract_;
  trace::LedgerFold fold_;
  Time time_, earliest_end_ = Time::max(); // of what is under way
  trace::SpanId first_ = 0, next_ = 0;
  std::size_t gone_ = 0; // so many times
  bool started_ = false, bytes_moved_ = false;
};

} // namespace copyscope::exports
