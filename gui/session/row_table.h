// The table of all rows: in which order, which part of it is seen, which row it stands on. It
// follows the cursor until it is scrolled, and again once the cursor moves.
#pragma once

#include "gui/session/row_order.h"

#include <cstdint>
#include <memory>

namespace copyscope::gui {

class RowTable {
public:
  /// The rows that are looked at now: the cursor's step, and what is selected; or no_span.
  void settle(std::shared_ptr<const trace::Trace> trace, trace::SpanId step,
              trace::SpanId selection);

  RowOrder& order() { return order_; }
  const RowOrder& order() const { return order_; }
  void sort_by(RowOrder::Column column);
  bool work(std::uint64_t rows);

  /// The row that it stands on: the step or the selection, whichever changed last.
  trace::SpanId current() const { return current_; }
  /// The row so many places farther, or no_span at the ends.
  trace::SpanId beside(std::int64_t places) const;

  void scroll(double rows);     ///< downwards
  void scroll_to(double share); ///< 0: the first rows, 1: the last ones
  /// The place of the row that is seen in the middle.
  double middle() const { return middle_; }
  double share() const; ///< of the whole table

private:
  void follow();
  void keep_within();

  static constexpr double edge = 8; ///< rows that stay around the middle

  RowOrder order_;
  std::shared_ptr<const trace::Trace> trace_;
  trace::SpanId step_ = trace::no_span, selection_ = trace::no_span, current_ = trace::no_span;
  double middle_ = 0;
};

} // namespace copyscope::gui
