#include "sim/trace/builder.h"

#include "sim/trace/index.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::trace {

namespace {

// A broken rule is a producer's mistake, never the user's; it is refused in release builds too.
void require(bool holds, const char* rule) {
  if (!holds) throw std::logic_error(rule);
}

} // namespace

std::size_t Interner::intern(std::string_view text, std::size_t most) {
  const auto found = std::find(texts_.begin(), texts_.end(), text);
  if (found != texts_.end()) return static_cast<std::size_t>(found - texts_.begin());
  if (texts_.size() == most) throw std::length_error("too many different names in a trace");
  texts_.emplace_back(text);
  return texts_.size() - 1;
}

Strings::Strings() {
  for (const char* well_known : {"", "to_kernel", "to_user", "minor", "major"})
    name(well_known);
  label("");
}

LaneId Strings::lane(std::string_view name) {
  return static_cast<LaneId>(lanes_.intern(name, 65535));
}
StringId Strings::name(std::string_view text) {
  return static_cast<StringId>(names_.intern(text, 256));
}
StringId Strings::label(std::string_view text) {
  return static_cast<StringId>(labels_.intern(text, 256));
}

void TraceBuilder::start(const Header& header) {
  trace_.header_ = header;
  fold_.start(header);
}

SpanId TraceBuilder::add(const Span& span) {
  require(span.begin >= last_begin_, "rows are added in order of begin");
  require(span.end >= span.begin, "a row does not end before it begins");
  if (trace_.spans_.size() == no_span - 1) throw std::length_error("a trace of 2^32 rows");
  const SpanId id = trace_.spans_.size();
  last_begin_ = span.begin;
  fold_.retire(span.begin);
  trace_.index_->before(id, fold_, span.begin);
  fold_.add(id, span);
  trace_.spans_.push_back(span);
  trace_.index_->add(id, span, trace_.spans_);
  return id;
}

void TraceBuilder::end(SpanId span, Time end) {
  require(end >= last_begin_, "a row's end is not before the latest begin");
  require(fold_.end(span, end), "only a row that is under way can be given an end");
  trace_.spans_[span].end = end;
}

void TraceBuilder::finish(Time end) {
  require(end >= last_begin_, "a run does not end before its last row begins");
  fold_.retire(end);
  require(fold_.open().empty(), "every row has ended when the run ends");
  trace_.index_->finish(trace_.spans_);
  trace_.lanes_ = strings_.lanes();
  trace_.names_ = strings_.names();
  trace_.labels_ = strings_.labels();
  trace_.steps_ = fold_.past().steps;
  trace_.end_ = end;
  finished_ = true;
}

Trace TraceBuilder::take() {
  require(finished_, "a trace is taken after its run has finished");
  finished_ = false;
  return std::move(trace_);
}

SpanId LedgerSink::add(const Span& span) {
  ++rows_;
  if (next_ == no_span) next_ = 0; // ids only tell rows under way apart
  fold_.add(next_, span);
  return next_++;
}

void LedgerSink::end(SpanId span, Time end) {
  require(fold_.end(span, end), "only a row that is under way can be given an end");
}

void LedgerSink::finish(Time end) {
  fold_.retire(end);
  require(fold_.open().empty(), "every row has ended when the run ends");
  end_ = end;
}

bool LedgerSink::quiet(Time now) {
  fold_.retire(now);
  return std::all_of(fold_.open().begin(), fold_.open().end(), [](const LedgerFold::Open& open) {
    return open.span.kind == Kind::syscall && open.span.end == Span::open;
  });
}

void LedgerSink::repeat(const Ledger& delta, std::int64_t rows, std::int64_t times) {
  const std::vector<std::int64_t> user_buffers(fold_.user_buffers().begin(),
                                               fold_.user_buffers().end());
  fold_.restore(extrapolate(fold_.past(), delta, times), user_buffers, fold_.open());
  std::int64_t more = 0;
  if (__builtin_mul_overflow(rows, times, &more) || __builtin_add_overflow(rows_, more, &rows_))
    throw OverflowError("a count of rows beyond 2^63");
}

} // namespace copyscope::trace
