// The spans of a round: every call of the sender on `process0`, every receive on `receiver0`.
#include "real/figures.h"

#include "sim/analysis/figures.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <limits>

namespace copyscope::real {

namespace {

using trace::Buffer;
using trace::Kind;

std::string evidence_of(const CaseResult& result, const std::string& path) {
  const auto found = result.evidence.find(path);
  return found == result.evidence.end() ? "" : found->second;
}

std::vector<trace::Observation> observations_of(const CaseResult& result) {
  std::vector<trace::Observation> all{
      {"bytes", result.figures.bytes, evidence_of(result, "bytes")}};
  // Said only where the processes could not be pinned to one CPU.
  if (result.figures.cores != 1) all.push_back({"cores", result.figures.cores, "measured"});
  for (const analysis::CountedFigure& each : analysis::counted_figures()) {
    std::string path(each.path);
    std::string evidence = evidence_of(result, path);
    all.push_back({std::move(path), result.figures.*each.member, std::move(evidence)});
  }
  for (const auto& [name, made] : result.figures.syscalls_by_name)
    all.push_back({"syscalls_by_name." + name, made, "measured"});
  return all;
}

/// Of the buffers on the way only what was asked for is known: what is in them was not observed.
std::vector<trace::BufferInfo> buffers_of(const PlannedCase& planned) {
  const Bytes size(planned.size);
  std::vector<trace::BufferInfo> buffers{{Buffer::disk, size, size},
                                         {Buffer::page_cache, size, Bytes(planned.prefix)}};
  if (planned.method->needs_buffer)
    buffers.push_back({Buffer::user_buffer, Bytes(std::min(planned.chunk, planned.size)), Bytes()});
  buffers.push_back({Buffer::socket_buffer, size, Bytes()});
  buffers.push_back({Buffer::receive_buffer, size, Bytes()});
  return buffers;
}

trace::Header header_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                        const CaseResult& result,
                        const std::vector<std::pair<std::string, std::string>>& environment) {
  trace::Header header;
  header.scenario = scenario;
  for (scenario::Case& each : header.scenario.cases) // the user's file has a size of its own
    if (each.id == planned.which->id) each.workload.file_size = Bytes(planned.size);
  header.case_id = planned.which->id;
  header.method = planned.which->method;
  header.source = trace::Source::real;
  header.program = "copyscope " COPYSCOPE_VERSION;
  if (result.figures.duration_ps) header.duration = Time::from_ps(*result.figures.duration_ps);
  header.buffers = buffers_of(planned);
  header.observations = observations_of(result);
  header.environment = environment;
  return header;
}

/// Writes both processes' calls into the sink, in order of begin.
class Writer {
public:
  Writer(trace::TraceSink& sink, std::int64_t start_ns)
      : sink_(sink), start_ns_(start_ns), process_(sink.lane("process0")),
        receiver_(sink.lane("receiver0")) {
    for (std::size_t i = 0; i < call_count; ++i) {
      if (static_cast<Call>(i) == Call::recv) continue; // a receive is no system call of the method
      names_[i] = sink.name(call_names[i]);
      labels_[i] = sink.label(call_names[i]);
    }
  }

  void add(const CallRecord& record) {
    trace::Span span;
    span.begin = since_start(record.begin_ns);
    span.end = since_start(record.end_ns);
    span.evidence = trace::Evidence::measured;
    span.set_range({Bytes(static_cast<std::int64_t>(record.offset)), Bytes(record.bytes)});
    if (record.call == Call::recv) {
      span.kind = Kind::receive;
      span.lane = receiver_;
      span.target = Buffer::receive_buffer;
    } else {
      const auto call = static_cast<std::size_t>(record.call);
      span.kind = Kind::syscall;
      span.lane = process_;
      span.task = 0;
      span.name = names_[call];
      span.call = sink_.call(made(record, span, labels_[call]));
    }
    last_end_ = std::max(last_end_, span.end);
    sink_.add(span);
  }

  Time last_end() const { return last_end_; }

private:
  static trace::Call made(const CallRecord& record, const trace::Span& span,
                          trace::StringId label) {
    trace::Call call;
    call.begin = span.begin;
    call.end = span.end;
    if (record.bytes > 0) call.result = record.bytes;
    call.flow = span.flow;
    call.task = span.task;
    call.name = span.name;
    call.label = label;
    return call;
  }

  /// The receiver waits before the first call is made: its wait is not part of the run.
  Time since_start(std::int64_t ns) const {
    return Time::from_ps(std::max<std::int64_t>(0, ns - start_ns_) * 1000);
  }

  trace::TraceSink& sink_;
  std::int64_t start_ns_;
  trace::LaneId process_, receiver_;
  std::array<trace::StringId, call_count> names_{}, labels_{};
  Time last_end_;
};

} // namespace

trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const CaseResult& result, const KeptRecords& records,
                      const std::vector<std::pair<std::string, std::string>>& environment) {
  trace::TraceBuilder builder;
  builder.start(header_of(scenario, planned, result, environment));
  const std::int64_t start = records.sender.empty() ? 0 : records.sender.front().begin_ns;
  Writer writer(builder, start);
  const auto begin = [&](const CallRecord& record) { return std::max(record.begin_ns, start); };
  auto sent = records.sender.begin();
  auto received = records.receiver.begin();
  while (sent != records.sender.end() || received != records.receiver.end()) {
    const bool next_is_sent = received == records.receiver.end() ||
                              (sent != records.sender.end() && begin(*sent) <= begin(*received));
    writer.add(next_is_sent ? *sent++ : *received++);
  }
  builder.finish(
      std::max(Time::from_ps(result.figures.duration_ps.value_or(0)), writer.last_end()));
  return builder.take();
}

} // namespace copyscope::real
