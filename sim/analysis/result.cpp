#include "sim/analysis/result.h"

#include "sim/analysis/duration.h"
#include "sim/analysis/figures.h"
#include "sim/analysis/ratios.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {

namespace {

using Json = nlohmann::ordered_json;

Json count(Count value) {
  return value ? Json(*value) : Json();
}

Json number(std::optional<double> value) {
  return value ? Json(*value) : Json();
}

/// What a real run has observed, in place of a ledger.
void take_observations(Result& result, const trace::Header& header) {
  for (const trace::Observation& each : header.observations) {
    if (const CountedFigure* counted = find_counted_figure(each.path))
      result.*counted->member = each.value;
    else if (each.path == "bytes" && each.value)
      result.bytes = *each.value;
    else if (each.path == "cores" && each.value)
      result.cores = std::max<std::int64_t>(1, *each.value);
    else if (const std::string_view call = call_name_of(each.path); !call.empty() && each.value)
      result.syscalls_by_name.emplace_back(call, *each.value);
  }
}

/// Of a run without a scenario. Its bytes are those of its flows, where they are known.
Result frame_of(const trace::Trace& trace) {
  const trace::Header& header = trace.header();
  Result result;
  result.id = header.id();
  result.method = header.method;
  result.fidelity = header.fidelity();
  result.source = header.source;
  std::int64_t cpus = 0;
  for (const trace::Lane& lane : trace.lanes())
    if (lane.kind == trace::LaneKind::cpu) ++cpus;
  result.cores = std::max<std::int64_t>(1, cpus);
  for (const trace::Flow& flow : trace.tables().flows)
    if (__builtin_add_overflow(result.bytes, flow.bytes.count(), &result.bytes))
      result.bytes = std::numeric_limits<std::int64_t>::max(); // whatever a file claims
  return result;
}

Result frame_of(const scenario::Case& which, trace::Source source) {
  Result result;
  result.id = which.id;
  result.method = which.method;
  result.fidelity = which.machine.fidelity;
  result.source = source;
  // The textbook's machine has one CPU; the parameter has an effect at the linux level only.
  if (result.fidelity == scenario::Fidelity::linux) result.cores = which.machine.cpu.cores;
  result.bytes = (which.workload.file_size * which.workload.clients).count();
  return result;
}

void take_ledger(Result& result, const trace::Ledger& ledger, Time duration) {
  result.duration_ps = duration.ps();
  for (const CountedFigure& each : counted_figures())
    if (each.in_ledger) result.*each.member = each.in_ledger(ledger);
}

} // namespace

Result result_of(const scenario::Case& which, const trace::Ledger& ledger,
                 const std::vector<std::pair<std::string, std::int64_t>>& calls_by_name,
                 Time duration) {
  Result result = frame_of(which, trace::Source::simulated);
  take_ledger(result, ledger, duration);
  result.syscalls_by_name = calls_by_name;
  return result;
}

Result result_of(const trace::Trace& trace) {
  const trace::Header& header = trace.header();
  if (header.source == trace::Source::real && header.has_case()) {
    Result result = frame_of(header.current_case(), trace::Source::real);
    take_observations(result, header);
    return result;
  }
  const trace::Ledger ledger = trace.final_ledger();
  if (header.has_case())
    return result_of(header.current_case(), ledger, trace.calls_by_name(ledger),
                     duration_of(trace));
  // What was counted goes before what is counted of the rows.
  Result result = frame_of(trace);
  take_ledger(result, ledger, duration_of(trace));
  result.syscalls_by_name = trace.calls_by_name(ledger);
  take_observations(result, header);
  return result;
}

std::optional<double> Result::throughput() const {
  const auto ratio = throughput_of(*this);
  return ratio ? std::optional(rounded(*ratio, 10)) : std::nullopt;
}

std::optional<double> Result::utilization() const {
  const auto ratio = utilization_of(*this);
  return ratio ? std::optional(rounded(*ratio, 10'000)) : std::nullopt;
}

Json to_json(const Result& result) {
  Json json{
      {"id", result.id},
      {"method", result.method},
      {"fidelity", result.fidelity == scenario::Fidelity::textbook ? "textbook" : "linux"},
      {"source", trace::name_of(result.source)},
      {"bytes", result.bytes},
      {"duration_ps", count(result.duration_ps)},
      {"throughput_bytes_per_s", number(result.throughput())},
  };
  for (const CountedFigure& each : counted_figures())
    if (each.member != &Result::duration_ps)
      json[Json::json_pointer(pointer_of(each.path))] = count(result.*each.member);
  json["cpu"]["utilization"] = number(result.utilization());
  json["syscalls_by_name"] = Json::object();
  for (const auto& [name, made] : result.syscalls_by_name)
    json["syscalls_by_name"][name] = made;
  return json;
}

} // namespace copyscope::analysis
