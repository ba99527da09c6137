// The rows of a round. Every call of the sender stands on `process0` and every receive on
// `receiver0`, as they were measured; inside the calls stand what follows from them (mode switches:
// derived) and what the kernel must have done there (copies, references, reads from the disk:
// inferred). An inferred row spans its call, since where in it it lies is not known.
#include "real/figures.h"

#include "sim/analysis/figures.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace copyscope::real {

namespace {

using trace::Buffer;
using trace::Evidence;
using trace::Kind;

std::vector<trace::Observation> observations_of(const analysis::CaseReport& report) {
  const auto evidence = [&](std::string_view path) {
    return std::string(analysis::evidence_of(report, path));
  };
  std::vector<trace::Observation> all{{"bytes", report.result.bytes, evidence("bytes")}};
  // Said only where the processes could not be pinned to one CPU.
  if (report.result.cores != 1) all.push_back({"cores", report.result.cores, "measured"});
  for (const analysis::CountedFigure& each : analysis::counted_figures())
    all.push_back({std::string(each.path), report.result.*each.member, evidence(each.path)});
  for (const auto& [name, made] : report.result.syscalls_by_name)
    all.push_back({"syscalls_by_name." + name, made, "measured"});
  all.push_back({"inside_calls", std::nullopt, "inferred"}); // for files without a row's evidence
  // Quotients: what they come to follows from the figures, how they are known does not.
  for (const char* const path : {"throughput", "cpu.utilization"})
    all.push_back({path, std::nullopt, evidence(path)});
  for (trace::Observation& each : analysis::observations_of(report.duration))
    all.push_back(std::move(each));
  return all;
}

/// What each can hold is what was asked for; what it holds at the start was checked.
std::vector<trace::BufferInfo> buffers_of(const PlannedCase& planned,
                                          const analysis::CaseReport& report) {
  const Bytes size(planned.size);
  std::vector<trace::BufferInfo> buffers{{Buffer::disk, size, size},
                                         {Buffer::page_cache, size, Bytes(planned.prefix)}};
  if (planned.method->needs_buffer)
    buffers.push_back({Buffer::user_buffer, Bytes(std::min(planned.chunk, planned.size)), Bytes()});
  else if (planned.method->maps_file) // pages of the cache are mapped there
    buffers.push_back({Buffer::user_buffer, size, Bytes()});
  if (planned.method->need == Need::pipe) buffers.push_back({Buffer::pipe, size, Bytes()});
  buffers.push_back({Buffer::socket_buffer, size, Bytes()});
  if (report.facts.count("copied.card.bytes").value_or(0) > 0)
    buffers.push_back({Buffer::nic, size, Bytes()});
  buffers.push_back({Buffer::receive_buffer, size, Bytes()});
  return buffers;
}

trace::Header header_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                        const analysis::CaseReport& report,
                        const std::vector<std::pair<std::string, std::string>>& environment) {
  trace::Header header;
  header.scenario = scenario;
  for (scenario::Case& each : header.scenario.cases) // the user's file has a size of its own
    if (each.id == planned.which->id) each.workload.file_size = Bytes(planned.size);
  header.case_id = planned.which->id;
  header.method = planned.which->method;
  header.source = trace::Source::real;
  header.program = "copyscope " COPYSCOPE_VERSION;
  if (report.result.duration_ps) header.duration = Time::from_ps(*report.result.duration_ps);
  header.buffers = buffers_of(planned, report);
  header.observations = observations_of(report);
  header.facts = analysis::facts_to_keep(report);
  header.environment = environment;
  return header;
}

/// Pieces of the file, one behind the other and as even as can be: where transfers are counted and
/// summed, but nobody has seen which bytes each of them moved.
class Pieces {
public:
  /// Of [from, from + bytes[; none where `count` is 0.
  Pieces(std::int64_t from, std::int64_t bytes, std::int64_t count)
      : from_(from), bytes_(bytes), count_(bytes > 0 ? std::min(count, bytes) : 0) {}

  /// The next one, where it begins before `end` of the file.
  std::optional<trace::Range> next_begun_before(std::int64_t end) {
    return made_ < count_ && begin_of(made_) < end ? next() : std::nullopt;
  }
  /// The next one, where it ends at `end` of the file or before.
  std::optional<trace::Range> next_ended_by(std::int64_t end) {
    return made_ < count_ && begin_of(made_ + 1) <= end ? next() : std::nullopt;
  }
  bool is_empty() const { return count_ == 0; }

private:
  std::optional<trace::Range> next() {
    const std::int64_t begin = begin_of(made_++);
    return trace::Range{Bytes(begin), Bytes(begin_of(made_) - begin)};
  }
  std::int64_t begin_of(std::int64_t piece) const {
    __extension__ using Wide = __int128;
    return from_ + static_cast<std::int64_t>(Wide{bytes_} * piece / count_);
  }

  std::int64_t from_, bytes_, count_, made_ = 0;
};

/// Makes the rows of both processes, and hands them to a sink in order of begin.
class Rows {
public:
  Rows(trace::TraceSink& sink, const PlannedCase& planned, const analysis::CaseReport& report,
       const RoundMade& told)
      : sink_(sink), method_(*planned.method), records_(*told.kept),
        start_ns_(records_.sender.empty() ? 0 : records_.sender.front().begin_ns),
        process_(sink.lane("process0")), receiver_(sink.lane("receiver0")),
        disk_reads_(from_disk(planned), read_from_disk(planned, report),
                    report.result.dma_copies.value_or(calls())),
        card_copies_(0, report.facts.count("copied.card.bytes").value_or(0) > 0 ? planned.size : 0,
                     report.facts.count("copied.card.times").value_or(calls())),
        local_copies_(report.facts.count("copied.local.times").value_or(0)) {
    if (read_from_disk(planned, report) > 0) disk_dma_ = sink.lane("dma.disk");
    cpu_ = sink.lane("cpu0");
  }

  void write() {
    for (const CallRecord& record : records_.sender)
      add_call(record);
    for (const CallRecord& record : records_.receiver)
      add_receive(record);
    hand_over();
  }

  Time last_end() const { return last_end_; }

private:
  using Index = std::uint32_t;
  static constexpr Index none = ~Index{0};

  std::int64_t calls() const { return static_cast<std::int64_t>(records_.sender.size()); }

  /// The first byte that the disk has to bring: of O_DIRECT all of them.
  static std::int64_t from_disk(const PlannedCase& planned) {
    return planned.method->is_direct() ? 0 : planned.prefix;
  }
  static std::int64_t read_from_disk(const PlannedCase& planned,
                                     const analysis::CaseReport& report) {
    return std::min(report.result.dma_bytes.value_or(0), planned.size - from_disk(planned));
  }

  /// The receiver waits before the first call is made: its wait is not part of the run.
  Time since_start(std::int64_t ns) const {
    return Time::from_ps(std::max<std::int64_t>(0, ns - start_ns_) * 1000);
  }

  static trace::Range range_of(const CallRecord& record) {
    return {Bytes(static_cast<std::int64_t>(record.offset)), Bytes(record.bytes)};
  }

  /// A row that spans the record, its cause an index into rows_.
  trace::Span spanning(const CallRecord& record, Kind kind, trace::LaneId lane, Evidence evidence,
                       Index cause = none) const {
    trace::Span span;
    span.begin = since_start(record.begin_ns);
    span.end = since_start(record.end_ns);
    span.kind = kind;
    span.lane = lane;
    span.cause = cause;
    span.evidence = evidence;
    span.soft_begin = span.soft_end = evidence == Evidence::inferred;
    return span;
  }

  Index keep(const trace::Span& span) {
    last_end_ = std::max(last_end_, span.end);
    rows_.push_back(span);
    return static_cast<Index>(rows_.size() - 1);
  }

  void add_call(const CallRecord& record) {
    const std::string_view name = name_of(record.call);
    trace::Span entry = spanning(record, Kind::syscall, process_, Evidence::measured, latest_);
    entry.task = 0;
    entry.name = sink_.name(name);
    entry.set_range(range_of(record));
    trace::Call call;
    call.begin = entry.begin;
    call.end = entry.end;
    call.asked = record.asked;
    if (record.bytes > 0) call.result = record.bytes;
    if (record.error != 0) call.result = -static_cast<std::int64_t>(record.error);
    call.flow = entry.flow;
    call.task = entry.task;
    call.name = entry.name;
    if (!label_of(record.call).empty()) call.label = sink_.label(label_of(record.call));
    entry.call = call_ = sink_.call(call);
    const Index began = keep(entry);
    const Index entered = cross(entry.begin, trace::WellKnown::to_kernel, began);
    latest_ = entered;
    add_disk_reads(record);
    add_work(record);
    add_card_copies(record);
    latest_ = cross(entry.end, trace::WellKnown::to_user, entered);
  }

  /// Every call enters the kernel and comes back. How long that takes is not known.
  Index cross(Time when, trace::StringId name, Index cause) {
    trace::Span span;
    span.begin = span.end = when;
    span.kind = Kind::mode_switch;
    span.lane = cpu_;
    span.task = 0;
    span.call = call_;
    span.name = name;
    span.cause = cause;
    span.evidence = Evidence::derived;
    return keep(span);
  }

  Index add_inside(const CallRecord& record, Kind kind, trace::LaneId lane, Buffer from, Buffer to,
                   trace::Range range) {
    trace::Span span = spanning(record, kind, lane, Evidence::inferred, latest_);
    if (lane == cpu_) span.task = 0;
    span.call = call_;
    span.set_way(from, to);
    span.set_range(range);
    return keep(span);
  }

  /// Within the first call that needs what is not in the page cache: mmap() only promises it.
  void add_disk_reads(const CallRecord& record) {
    if (record.call != method_.touches_with()) return;
    const Buffer target = method_.is_direct() ? Buffer::user_buffer : Buffer::page_cache;
    const std::int64_t end = static_cast<std::int64_t>(record.offset) + record.bytes;
    while (const auto range = disk_reads_.next_begun_before(end))
      latest_ = add_inside(record, Kind::dma_copy, disk_dma_, Buffer::disk, target, *range);
  }

  /// What the call is for.
  void add_work(const CallRecord& record) {
    const auto add = [&](Kind kind, Buffer from, Buffer to) {
      latest_ = add_inside(record, kind, cpu_, from, to, range_of(record));
    };
    switch (record.call) {
    case Call::read: // O_DIRECT: it is the disk that copies
      return method_.is_direct() ? void()
                                 : add(Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer);
    case Call::write:
      return add(Kind::cpu_copy, method_.needs_buffer ? Buffer::user_buffer : Buffer::page_cache,
                 Buffer::socket_buffer);
    case Call::mmap:
      return add(Kind::map, Buffer::page_cache, Buffer::user_buffer);
    case Call::splice_in:
      return add(Kind::page_reference, Buffer::page_cache, Buffer::pipe);
    case Call::vmsplice:
      return add(Kind::page_reference, Buffer::user_buffer, Buffer::pipe);
    case Call::sendfile:
    case Call::splice_out:
      return add(Kind::page_reference, Buffer::page_cache, Buffer::socket_buffer);
    case Call::send:
      if (record.bytes == 0) return;
      add(Kind::pin, Buffer::user_buffer, Buffer::none);
      return add_pinned(record, Buffer::page_cache);
    case Call::io_uring_enter:
      return add_ring(record);
    case Call::recvmsg:
      return record.bytes == 0 ? void() : add_completion(record, "");
    case Call::poll:
    case Call::recv:
      break;
    }
  }

  /// The socket gets references, but of as many sends as the kernel says the bytes were copied
  /// after all. Which they were where it is only some is not kept: the first are drawn so.
  void add_pinned(const CallRecord& record, Buffer from) {
    const bool copied = local_copies_ > 0;
    local_copies_ -= copied;
    latest_ = add_inside(record, copied ? Kind::cpu_copy : Kind::page_reference, cpu_, from,
                         Buffer::socket_buffer, range_of(record));
  }

  /// A read and a send, and what the ring says of each when the call returns.
  void add_ring(const CallRecord& record) {
    if (record.bytes == 0) return;
    latest_ = add_inside(record, Kind::cpu_copy, cpu_, Buffer::page_cache, Buffer::user_buffer,
                         range_of(record));
    const Index read = latest_;
    if (method_.asks_for_zerocopy())
      add_pinned(record, Buffer::user_buffer);
    else
      latest_ = add_inside(record, Kind::cpu_copy, cpu_, Buffer::user_buffer, Buffer::socket_buffer,
                           range_of(record));
    const Index sent = std::exchange(latest_, read);
    add_completion(record, "read");
    latest_ = sent;
    add_completion(record, "send");
    if (method_.asks_for_zerocopy()) add_completion(record, "notification");
  }

  /// What the process is told as the call returns.
  void add_completion(const CallRecord& record, std::string_view name) {
    trace::Span told = spanning(record, Kind::completion, process_, Evidence::measured, latest_);
    told.begin = told.end;
    told.task = 0;
    told.call = call_;
    if (!name.empty()) told.name = sink_.name(name);
    told.set_range(range_of(record));
    keep(told);
  }

  /// For a card that cannot gather, packet by packet. Which bytes were sent again, and so copied
  /// again, is not known: the report's figure alone has them.
  void add_card_copies(const CallRecord& record) {
    if (record.call != method_.sends_with) return;
    const std::int64_t end = static_cast<std::int64_t>(record.offset) + record.bytes;
    while (const auto range = card_copies_.next_ended_by(end))
      add_inside(record, Kind::cpu_copy, cpu_, Buffer::socket_buffer, Buffer::nic, *range);
  }

  void add_receive(const CallRecord& record) {
    trace::Span span = spanning(record, Kind::receive, receiver_, Evidence::measured);
    span.target = Buffer::receive_buffer;
    span.set_range(range_of(record));
    const Index read = keep(span);
    // What was not put together for the card lies in the socket until the receiver has it.
    if (record.bytes <= 0 || !card_copies_.is_empty()) return;
    trace::Span freed = span;
    freed.begin = freed.end =
        std::max(span.end, handed_over_by(static_cast<std::int64_t>(record.offset) + record.bytes));
    freed.kind = Kind::free;
    freed.set_way(Buffer::socket_buffer, Buffer::none);
    freed.evidence = Evidence::inferred;
    freed.soft_begin = freed.soft_end = true;
    freed.cause = read;
    keep(freed);
  }

  /// When, as it is drawn, the socket has been given the file's bytes before `end`. What is read at
  /// the other end earlier than that was copied early in its call.
  Time handed_over_by(std::int64_t end) {
    const auto sends = [&](const CallRecord& each) { return each.call == method_.sends_with; };
    for (; sent_ < records_.sender.size(); ++sent_) {
      const CallRecord& each = records_.sender[sent_];
      const auto from = static_cast<std::int64_t>(each.offset);
      if (!sends(each) || each.bytes <= 0 || from + each.bytes < end) continue;
      const Time begin = since_start(each.begin_ns), all = since_start(each.end_ns) - begin;
      const double share = static_cast<double>(end - from) / static_cast<double>(each.bytes);
      // Not a picosecond too early, whatever the rounding.
      const double most = std::ceil(share * static_cast<double>(all.ps())) + 1;
      return begin + std::min(all, Time::from_ps(static_cast<std::int64_t>(most)));
    }
    return {};
  }

  /// A sink takes rows in order of begin, and causes before what they cause.
  void hand_over() {
    std::vector<Index> order(rows_.size());
    for (Index i = 0; i < order.size(); ++i)
      order[i] = i;
    std::ranges::stable_sort(order, {}, [&](Index i) { return rows_[i].begin; });
    std::vector<trace::Ticket> tickets(rows_.size(), trace::no_ticket);
    for (const Index i : order) {
      trace::Span span = rows_[i];
      span.cause = span.cause == none ? trace::no_span : tickets[span.cause];
      tickets[i] = sink_.add(span);
    }
  }

  trace::TraceSink& sink_;
  const Method& method_;
  const KeptRecords& records_;
  std::int64_t start_ns_;
  trace::LaneId process_, receiver_, cpu_ = 0, disk_dma_ = 0;
  Pieces disk_reads_, card_copies_;
  std::int64_t local_copies_;     ///< sends that are still to be drawn as copied
  std::vector<trace::Span> rows_; ///< their causes are indexes into it
  trace::CallId call_ = 0;        ///< of the rows that are being made
  Index latest_ = none;           ///< what the next one follows from
  std::size_t sent_ = 0;          ///< records of the sender that handed_over_by() is done with
  Time last_end_;
};

} // namespace

trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const analysis::CaseReport& report, const RoundMade& told,
                      const std::vector<std::pair<std::string, std::string>>& environment) {
  trace::TraceBuilder builder;
  builder.start(header_of(scenario, planned, report, environment));
  Rows rows(builder, planned, report, told);
  rows.write();
  builder.finish(std::max(Time::from_ps(report.result.duration_ps.value_or(0)), rows.last_end()));
  return builder.take();
}

} // namespace copyscope::real
