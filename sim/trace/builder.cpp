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

constexpr CallId most_untold = 65536; // calls that one row may be the first to tell of

/// The kind of a row that is under way.
Kind kind_of(const LedgerFold& fold, SpanId row) {
  const auto& open = fold.open();
  const auto found = std::find_if(open.rbegin(), open.rend(),
                                  [&](const LedgerFold::Open& each) { return each.id == row; });
  return found->kind;
}

} // namespace

TraceBuilder::TraceBuilder(BlockMemory memory)
    : trace_(memory), registry_(trace_.tables_), fold_(&trace_.tables_) {}

void TraceBuilder::start(const Header& header) {
  trace_.header_ = header;
  registry_.start(header);
  fold_.start(header);
}

void TraceBuilder::start(const Header& header, Tables tables) {
  trace_.header_ = header;
  trace_.tables_ = std::move(tables);
  fold_.start(header);
}

CallId TraceBuilder::call(const Call& call) {
  Calls& calls = trace_.tables_.calls;
  if (calls.size() == no_span - 1) throw std::length_error("a trace of 2^32 calls");
  calls.push_back(call);
  return calls.size();
}

void TraceBuilder::end_call(CallId call, Time end, std::int64_t result) {
  require(call > 0 && call <= trace_.tables_.calls.size(), "only a call that was made can return");
  Call& returned = trace_.tables_.calls[call - 1];
  returned.end = end;
  returned.result = result;
}

// What its row of kind `syscall` says of a call that its producer did not describe.
void TraceBuilder::describe_call(const Span& span) {
  Calls& calls = trace_.tables_.calls;
  require(span.call <= calls.size() + most_untold, "a row names a call before it is made");
  while (calls.size() < span.call)
    call(Call{Time(), Time(), 0, Call::no_result, 0, no_flow, no_task, 0, 0});
  Call& made = calls[span.call - 1];
  if (span.kind != Kind::syscall || made.name != 0) return;
  made.begin = span.begin;
  made.end = span.end;
  made.flow = span.flow;
  made.task = span.task;
  made.name = span.name;
}

Ticket TraceBuilder::add(const Span& span) {
  require(span.begin >= last_begin_, "rows are added in order of begin");
  require(span.end >= span.begin, "a row does not end before it begins");
  const Tables& tables = trace_.tables_;
  require(span.lane < tables.lanes.size(), "a row names a lane before it is there");
  const SpanId id = trace_.spans_.size();
  if (id == no_span - 1) throw std::length_error("a trace of 2^32 rows");
  require(span.cause == no_span || span.cause < id, "a row's cause was added before it");
  registry_.complete(span);
  const SpanId outer = nesting_.begin(id, span, tables.lanes[span.lane].kind);
  takings_.clear();
  contents_.begin(id, span, tables, takings_);
  const bool tells_of_call = span.kind == Kind::syscall || span.call > tables.calls.size();
  if (span.call != 0 && tells_of_call) describe_call(span);
  last_begin_ = span.begin;

  fold_.retire(span.begin);
  trace_.index_->before(id, fold_, span.begin);
  if (outer == no_span)
    fold_.add(id, span);
  else
    fold_.add(id, span, Kind(trace_.spans_[outer].kind));
  trace_.spans_.push_back(span);
  const StringId label = span.call == 0 ? StringId{0} : tables.calls[span.call - 1].label;
  trace_.index_->add(id, span, label, tables.kind_at(span.flow, span.source),
                     tables.kind_at(span.flow, span.target), trace_.spans_);
  Asides& asides = trace_.index_->asides();
  if (outer != no_span) asides.nested.push_back({id, outer});
  for (const Taking& taking : takings_) {
    asides.takings.push_back(taking);
    fold_.take(taking.kind, taking.bytes);
  }
  return id;
}

void TraceBuilder::end(Ticket row, Time end) {
  require(row < trace_.spans_.size(), "only a row that is there can be given an end");
  Span& span = trace_.spans_[row];
  require(end >= span.begin, "a row does not end before it begins");
  require(end >= last_begin_ || span.end == Span::open,
          "another end than was said is not before the latest begin");
  nesting_.end(row, span.lane, end);
  require(fold_.end(row, end), "only a row that is under way can be given an end");
  span.end = end;
  if (span.kind != Kind::syscall || span.call == 0) return;
  Call& call = trace_.tables_.calls[span.call - 1];
  if (call.begin == span.begin) call.end = end;
}

void TraceBuilder::finish(Time end) {
  require(end >= last_begin_, "a run does not end before its last row begins");
  fold_.retire(end);
  for (const LedgerFold::Open& open : fold_.open())
    require(open.end == Span::open, "nothing ends later than the run");
  trace_.index_->finish(trace_.spans_);
  trace_.steps_ = fold_.past().steps;
  trace_.end_ = end;
  if (trace_.header_.ends_on_arrival()) trace_.header_.duration = fold_.last_arrival();
  finished_ = true;
}

Trace TraceBuilder::take() {
  require(finished_, "a trace is taken after its run has finished");
  finished_ = false;
  return std::move(trace_);
}

void LedgerSink::start(const Header& header) {
  registry_.start(header);
  fold_.start(header);
  ends_on_arrival_ = header.ends_on_arrival();
}

Ticket LedgerSink::add(const Span& span) {
  ++rows_;
  if (next_ == no_span) next_ = 0; // ids only tell rows under way apart
  const SpanId id = next_++;
  registry_.complete(span);
  const SpanId outer = nesting_.begin(id, span, tables_.lanes[span.lane].kind);
  takings_.clear();
  contents_.begin(id, span, tables_, takings_);
  fold_.retire(span.begin);
  if (outer == no_span)
    fold_.add(id, span);
  else
    fold_.add(id, span, kind_of(fold_, outer));
  for (const Taking& taking : takings_)
    fold_.take(taking.kind, taking.bytes);
  return id;
}

void LedgerSink::end(Ticket row, Time end) {
  const auto& open = fold_.open();
  const auto found = std::find_if(open.rbegin(), open.rend(),
                                  [&](const LedgerFold::Open& each) { return each.id == row; });
  require(found != open.rend(), "only a row that is under way can be given an end");
  nesting_.end(row, found->lane, end);
  fold_.end(row, end);
}

void LedgerSink::finish(Time end) {
  fold_.retire(end);
  for (const LedgerFold::Open& open : fold_.open())
    require(open.end == Span::open, "nothing ends later than the run");
  end_ = end;
  duration_ = ends_on_arrival_ ? fold_.last_arrival() : end;
}

bool LedgerSink::quiet(Time now) {
  fold_.retire(now);
  return std::all_of(fold_.open().begin(), fold_.open().end(), [](const LedgerFold::Open& open) {
    return open.kind == Kind::syscall && open.end == Span::open;
  });
}

void LedgerSink::repeat(const Ledger& delta, std::int64_t rows, std::int64_t times) {
  fold_.set_past(extrapolate(fold_.past(), delta, times));
  std::int64_t more = 0;
  if (__builtin_mul_overflow(rows, times, &more) || __builtin_add_overflow(rows_, more, &rows_))
    throw OverflowError("a count of rows beyond 2^63");
}

} // namespace copyscope::trace
