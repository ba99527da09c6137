#include "sim/trace/file/save.h"

#include "sim/trace/file/segment_writer.h"
#include "sim/trace/json.h"
#include "sim/trace/ledger.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace copyscope::trace {

namespace {

using file::Amendments;
using file::SegmentWriter;

constexpr std::string_view extension = ".copyscope";
constexpr CallId most_untold = 65536; // calls that one row may be the first to tell of

/// Calls and flows that rows name: they are written with them, the rest with the last.
struct Named {
  std::uint32_t calls = 0;
  FlowId flows = 0;
};

Named named_by(std::span<const Span> rows) {
  Named named;
  for (const Span& row : rows) {
    named.calls = std::max(named.calls, row.call);
    if (row.flow != no_flow) named.flows = std::max(named.flows, FlowId{row.flow} + 1);
  }
  return named;
}

/// The rows in the segments in which they were kept, where that is so.
void save_divided(const Trace& trace, const file::Extras& extras, SegmentWriter& out) {
  std::uint32_t row = 0, calls = 0;
  FlowId flows = 0;
  std::vector<Span> rows;
  for (const file::Extras::Segment& segment : extras.segments) {
    rows.clear();
    for (const std::uint32_t end = row + segment.rows; row < end; ++row)
      rows.push_back(trace[row]);
    out.segment(trace.tables(), calls += segment.calls, flows += segment.flows, rows);
  }
}

} // namespace

void save_file(const Trace& trace, const std::function<void(std::string_view piece)>& write,
               const std::function<void(double done)>& progress) {
  SegmentWriter out(write);
  Header header = trace.header();
  // What was kept belongs to rows that may not be these any more.
  if (header.extras && header.extras->rows != trace.size()) header.extras.reset();
  out.start(header);
  const Tables& tables = trace.tables();
  const auto calls = tables.calls.size();
  const auto flows = static_cast<FlowId>(tables.flows.size());
  if (header.extras && !header.extras->segments.empty()) save_divided(trace, *header.extras, out);
  for (std::uint32_t i = out.rows() / segment_rows;
       i < trace.segments() && out.rows() < trace.size(); ++i) {
    if (progress) progress(static_cast<double>(out.rows()) / trace.size());
    const std::span<const Span> rows = trace.segment(i);
    const Named named = named_by(rows);
    const bool is_last = i + 1 == trace.segments();
    out.segment(tables, is_last ? calls : std::max(out.calls(), named.calls),
                is_last ? flows : std::max(out.flows(), named.flows), rows);
  }
  if (trace.size() == 0) out.segment(tables, calls, flows, {});
  out.finish(trace.end());
}

bool names_trace_file(std::string_view name) {
  return name.ends_with(extension);
}

void save_named(const Trace& trace, std::string_view name,
                const std::function<void(std::string_view piece)>& write,
                const std::function<void(double done)>& progress) {
  if (names_trace_file(name))
    save_file(trace, write, progress);
  else
    save_json(trace, write, progress);
}

FileSink::FileSink(std::function<void(std::string_view piece)> write)
    : registry_(tables_), out_(std::make_unique<SegmentWriter>(std::move(write))),
      amendments_(std::make_unique<Amendments>()) {}

FileSink::~FileSink() = default;

void FileSink::start(const Header& header) {
  ends_on_arrival_ = header.ends_on_arrival();
  registry_.start(header);
  out_->start(header);
}

FlowId FileSink::flow(const Flow& flow) {
  return registry_.flow(flow);
}

CallId FileSink::call(const Call& call) {
  if (tables_.calls.size() == no_span - 1) throw std::length_error("a trace of 2^32 calls");
  tables_.calls.push_back(call);
  close_if_full();
  return tables_.calls.size();
}

void FileSink::amend_call(CallId call) {
  if (call <= out_->calls()) amendments_->calls.emplace_back(call, tables_.calls[call - 1]);
}

void FileSink::end_call(CallId call, Time end, std::int64_t result) {
  if (call == 0 || call > tables_.calls.size())
    throw std::logic_error("only a call that was made can return");
  tables_.calls[call - 1].end = end;
  tables_.calls[call - 1].result = result;
  amend_call(call);
  close_if_full();
}

// As TraceBuilder does it: what its row of kind `syscall` says of a call that was not described.
void FileSink::describe_call(const Span& span) {
  Calls& calls = tables_.calls;
  if (span.call > calls.size() + most_untold)
    throw std::logic_error("a row names a call before it is made");
  while (calls.size() < span.call)
    calls.push_back(Call{Time(), Time(), 0, Call::no_result, 0, no_flow, no_task, 0, 0});
  Call& made = calls[span.call - 1];
  if (span.kind != Kind::syscall || made.name != 0) return;
  made.begin = span.begin;
  made.end = span.end;
  made.flow = span.flow;
  made.task = span.task;
  made.name = span.name;
  amend_call(span.call);
}

// A flow that lacks an object at a place which the row names has got one.
void FileSink::complete(const Span& span) {
  const auto lacks = [&](Buffer place) {
    return span.flow != no_flow && place != Buffer::none &&
           tables_.object_at(span.flow, place) == no_object;
  };
  const bool is_new = lacks(span.source) || lacks(span.target);
  registry_.complete(span);
  if (is_new && span.flow < out_->flows()) amendments_->flows.push_back(span.flow);
}

Ticket FileSink::add(const Span& span) {
  const Ticket ticket = first_ + static_cast<Ticket>(rows_.size());
  if (ticket == no_span - 1) throw std::length_error("a trace of 2^32 rows");
  complete(span);
  if (span.call != 0) describe_call(span);
  rows_.push_back(span);
  enter(ticket, span);
  close_if_full();
  return ticket;
}

void FileSink::enter(Ticket ticket, const Span& span) {
  const CallId call = span.kind == Kind::syscall ? CallId{span.call} : CallId{0};
  const bool awaited =
      ends_on_arrival_ && is_awaited(span.kind, tables_.kind_at(span.flow, span.target));
  if (call == 0 && !awaited) return;
  if (entries_.size() >= entries_checked_) {
    forget_ended(span.begin);
    entries_checked_ = 2 * entries_.size() + 64;
  }
  entries_.push_back({ticket, call, span.begin, span.end, awaited});
}

void FileSink::forget_ended(Time now) {
  std::erase_if(entries_, [&](const Entry& each) {
    if (each.end > now) return false;
    if (each.is_awaited) last_arrival_ = std::max(last_arrival_, each.end);
    return true;
  });
}

void FileSink::end(Ticket row, Time end) {
  if (row >= first_ + rows_.size())
    throw std::logic_error("only a row that is there can be given an end");
  if (row >= first_)
    rows_[row - first_].end = end;
  else
    amendments_->rows.emplace_back(row, end);
  const auto entry = std::find_if(entries_.rbegin(), entries_.rend(),
                                  [&](const Entry& each) { return each.row == row; });
  if (entry != entries_.rend()) {
    entry->end = end;
  }
  if (entry != entries_.rend() && entry->call != 0) {
    Call& call = tables_.calls[entry->call - 1];
    if (call.begin == entry->begin) {
      call.end = end;
      amend_call(entry->call);
    }
  }
  close_if_full();
}

void FileSink::close_if_full() {
  const bool is_full =
      rows_.size() >= segment_rows || tables_.calls.size() - out_->calls() >= segment_rows ||
      amendments_->rows.size() >= segment_rows || amendments_->calls.size() >= segment_rows - 1 ||
      amendments_->flows.size() >= segment_rows;
  if (is_full) close_segment();
}

void FileSink::close_segment() {
  const auto flows = static_cast<FlowId>(tables_.flows.size());
  if (rows_.empty() && amendments_->empty() && tables_.calls.size() == out_->calls() &&
      flows == out_->flows())
    return;
  out_->segment(tables_, tables_.calls.size(), flows, rows_, *amendments_);
  first_ += static_cast<SpanId>(rows_.size());
  rows_.clear();
  *amendments_ = Amendments();
}

void FileSink::finish(Time end) {
  close_segment();
  if (out_->rows() == 0 && out_->calls() == 0 && out_->flows() == 0)
    out_->segment(tables_, 0, 0, {});
  forget_ended(end);
  out_->finish(end, ends_on_arrival_ ? std::optional(last_arrival_) : std::nullopt);
}

} // namespace copyscope::trace
