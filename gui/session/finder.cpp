#include "gui/session/finder.h"

#include <algorithm>
#include <utility>

namespace copyscope::gui {

namespace {

using trace::SpanId;

} // namespace

void Finder::close() {
  is_open_ = false;
  sought_.reset();
  found_.reset();
}

void Finder::set_trace(std::shared_ptr<const trace::Trace> trace) {
  if (trace == trace_) return;
  trace_ = std::move(trace);
  restart(0);
}

void Finder::set_text(std::string text, SpanId from) {
  if (text == text_) return;
  text_ = std::move(text);
  restart(from);
}

void Finder::restart(SpanId from) {
  counts_.clear();
  counted_ = next_ = 0;
  matches_ = 0;
  sought_.reset();
  found_.reset();
  query_ = trace_ ? RowQuery(text_, *trace_) : RowQuery();
  if (!has_query()) return;
  counts_.assign((trace_->size() + block - 1) / block, unknown);
  if (counts_.empty()) return;
  next_ = std::min<std::size_t>(from / block, counts_.size() - 1);
  if (query_.offset() || query_.kinds() == 0) take_from_index();
}

/// The index knows all rows about a byte: what remains is to ask these. And no row is of no kind.
void Finder::take_from_index() {
  std::ranges::fill(counts_, 0);
  counted_ = counts_.size();
  if (query_.kinds() == 0 || *query_.offset() > (std::uint64_t{1} << 48)) return;
  const Bytes offset(static_cast<std::int64_t>(*query_.offset()));
  const std::size_t flows = trace_->tables().flows.size();
  for (std::size_t flow = 0; flow < flows; ++flow)
    for (const SpanId row : trace_->journey(static_cast<trace::FlowId>(flow), offset))
      if (query_.matches((*trace_)[row])) {
        ++counts_[row / block];
        ++matches_;
      }
}

std::int32_t Finder::count(std::size_t which) {
  if (counts_[which] != unknown) return counts_[which];
  const auto first = static_cast<SpanId>(which * block);
  const SpanId end = std::min(trace_->size(), first + block);
  std::int32_t found = 0;
  for (SpanId row = first; row < end; ++row)
    if (query_.matches((*trace_)[row])) ++found;
  counts_[which] = found;
  matches_ += found;
  ++counted_;
  return found;
}

void Finder::count_next() {
  if (!is_counting()) return;
  while (counts_[next_] != unknown)
    next_ = (next_ + 1) % counts_.size();
  // Where the kinds are rare, whole blocks without them are passed by.
  const auto first = static_cast<SpanId>(next_ * block);
  if (query_.kinds() != trace::all_kinds) {
    const SpanId row = trace_->next(first, query_.kinds());
    const std::size_t until =
        row == trace::no_span ? counts_.size() : static_cast<std::size_t>(row / block);
    for (; next_ < until; ++next_) {
      if (counts_[next_] != unknown) continue;
      counts_[next_] = 0;
      ++counted_;
    }
    if (next_ >= counts_.size()) next_ = 0;
    if (!is_counting() || counts_[next_] != unknown) return;
  }
  count(next_);
}

// What comes next.

void Finder::seek(SpanId from, bool forward) {
  found_.reset();
  sought_.reset();
  if (has_query() && !counts_.empty()) sought_ = Sought{from, forward, 0};
}

std::optional<SpanId> Finder::take_found() {
  return std::exchange(found_, std::nullopt);
}

/// The block that lies so many farther in the direction of what is sought, and round again.
std::size_t Finder::blocks_away(std::size_t blocks) const {
  const std::size_t all = counts_.size();
  const std::size_t start =
      std::min<std::size_t>(sought_->from == trace::no_span ? 0 : sought_->from / block, all - 1);
  return sought_->forward ? (start + blocks) % all : (start + all - blocks % all) % all;
}

std::optional<SpanId> Finder::match_in(std::size_t which, SpanId low, SpanId high,
                                       bool forward) const {
  const auto first = static_cast<SpanId>(which * block);
  low = std::max(low, first);
  high = std::min({high, trace_->size(), first + block});
  for (SpanId i = low; i < high; ++i) {
    const SpanId row = forward ? i : high - 1 - (i - low);
    if (query_.matches((*trace_)[row])) return row;
  }
  return std::nullopt;
}

/// Looks through one more block for what is sought. False where that is over.
bool Finder::look_further() {
  Sought& sought = *sought_;
  const std::size_t which = blocks_away(sought.blocks);
  const bool is_first = sought.blocks == 0, is_last = sought.blocks == counts_.size();
  if (count(which) > 0) {
    SpanId low = 0, high = trace_->size();
    const SpanId from = sought.from;
    // In the block where it began, first what lies beyond, in the end what lies before.
    if (is_first && sought.forward) low = from == trace::no_span ? 0 : from + 1;
    if (is_first && !sought.forward) high = from == trace::no_span ? 0 : from;
    if (const auto row = match_in(which, low, high, sought.forward)) {
      found_ = row;
      sought_.reset();
      return false;
    }
  }
  ++sought.blocks;
  if (is_last) sought_.reset();
  return sought_.has_value();
}

bool Finder::work(std::uint64_t rows) {
  if (!has_query()) return false;
  for (std::uint64_t done = 0; done < rows && is_working(); done += block) {
    if (sought_)
      look_further();
    else
      count_next();
  }
  return is_working();
}

double Finder::progress() const {
  return counts_.empty() ? 1 : static_cast<double>(counted_) / static_cast<double>(counts_.size());
}

bool Finder::is_match(SpanId row) const {
  return has_query() && row < trace_->size() && query_.matches((*trace_)[row]);
}

std::optional<std::int64_t> Finder::number_of(SpanId row) const {
  if (!is_match(row)) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < row / block; ++i) {
    if (counts_[i] == unknown) return std::nullopt;
    number += counts_[i];
  }
  for (auto each = static_cast<SpanId>(row / block * block); each <= row; ++each)
    number += query_.matches((*trace_)[each]) ? 1 : 0;
  return number;
}

} // namespace copyscope::gui
