#include "gui/session/row_table.h"

#include <algorithm>

namespace copyscope::gui {

using trace::no_span;
using trace::SpanId;

void RowTable::settle(std::shared_ptr<const trace::Trace> trace, SpanId step, SpanId selection) {
  const bool is_other = trace != trace_;
  if (is_other) {
    trace_ = trace;
    order_.set_trace(std::move(trace));
    current_ = no_span;
    middle_ = 0;
  }
  const bool stepped = step != step_, selected = selection != selection_;
  step_ = step;
  selection_ = selection;
  if (!is_other && !stepped && !selected) return;
  // Going to a row selects it and moves the step; the row is what was meant.
  current_ = selected && selection != no_span ? selection : step;
  follow();
}

void RowTable::follow() {
  if (current_ != no_span) middle_ = static_cast<double>(order_.place_of(current_)) + 0.5;
  keep_within();
}

void RowTable::sort_by(RowOrder::Column column) {
  order_.sort_by(column);
  if (!order_.is_working()) follow();
}

bool RowTable::work(std::uint64_t rows) {
  if (!order_.is_working()) return false;
  const bool more = order_.work(rows);
  if (!more) follow();
  return more;
}

SpanId RowTable::beside(std::int64_t places) const {
  if (!trace_ || order_.size() == 0) return no_span;
  if (current_ == no_span) return places > 0 ? order_.row(0) : no_span;
  const std::int64_t place = order_.place_of(current_) + places;
  return place < 0 || place >= order_.size() ? no_span : order_.row(place);
}

void RowTable::keep_within() {
  const auto all = static_cast<double>(order_.size());
  middle_ = std::clamp(middle_, std::min(edge, all / 2), std::max(all - edge, all / 2));
}

void RowTable::scroll(double rows) {
  middle_ += rows;
  keep_within();
}

void RowTable::scroll_to(double share) {
  middle_ = std::clamp(share, 0.0, 1.0) * static_cast<double>(order_.size());
  keep_within();
}

double RowTable::share() const {
  return order_.size() == 0 ? 0 : middle_ / static_cast<double>(order_.size());
}

} // namespace copyscope::gui
