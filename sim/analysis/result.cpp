#include "sim/analysis/result.h"

#include "sim/analysis/figures.h"
#include "sim/analysis/ratios.h"

#include <algorithm>
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

} // namespace

Result result_of(const scenario::Case& which, const trace::Ledger& ledger,
                 const std::vector<std::pair<std::string, std::int64_t>>& calls_by_name,
                 Time duration) {
  Result result = frame_of(which, trace::Source::simulated);
  result.duration_ps = duration.ps();
  result.syscalls = ledger.syscalls;
  result.mode_switches = ledger.mode_switches;
  result.context_switches = ledger.context_switches;
  result.interrupts = ledger.interrupts;
  result.minor_faults = ledger.minor_faults;
  result.major_faults = ledger.major_faults;
  result.descriptors = ledger.descriptors;
  result.cpu_copies = ledger.copies.cpu;
  result.dma_copies = ledger.copies.dma;
  result.pio_copies = ledger.copies.pio;
  result.cpu_bytes = ledger.bytes_copied.cpu;
  result.dma_bytes = ledger.bytes_copied.dma;
  result.pio_bytes = ledger.bytes_copied.pio;
  result.time_ps = (ledger.user + ledger.kernel).ps();
  result.user_ps = ledger.user.ps();
  result.kernel_ps = ledger.kernel.ps();
  result.syscalls_by_name = calls_by_name;
  return result;
}

Result result_of(const trace::Trace& trace) {
  const trace::Header& header = trace.header();
  if (header.source == trace::Source::real) {
    Result result = frame_of(header.current_case(), trace::Source::real);
    take_observations(result, header);
    return result;
  }
  const trace::Ledger ledger = trace.final_ledger();
  return result_of(header.current_case(), ledger, trace.calls_by_name(ledger), trace.end());
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
  Json calls = Json::object();
  for (const auto& [name, made] : result.syscalls_by_name)
    calls[name] = made;
  return {
      {"id", result.id},
      {"method", result.method},
      {"fidelity", result.fidelity == scenario::Fidelity::textbook ? "textbook" : "linux"},
      {"source", trace::name_of(result.source)},
      {"bytes", result.bytes},
      {"duration_ps", count(result.duration_ps)},
      {"throughput_bytes_per_s", number(result.throughput())},
      {"syscalls", count(result.syscalls)},
      {"mode_switches", count(result.mode_switches)},
      {"context_switches", count(result.context_switches)},
      {"interrupts", count(result.interrupts)},
      {"page_faults",
       {{"minor", count(result.minor_faults)}, {"major", count(result.major_faults)}}},
      {"descriptors", count(result.descriptors)},
      {"copies",
       {{"cpu", count(result.cpu_copies)},
        {"dma", count(result.dma_copies)},
        {"pio", count(result.pio_copies)}}},
      {"bytes_copied",
       {{"cpu", count(result.cpu_bytes)},
        {"dma", count(result.dma_bytes)},
        {"pio", count(result.pio_bytes)}}},
      {"cpu",
       {{"time_ps", count(result.time_ps)},
        {"user_ps", count(result.user_ps)},
        {"kernel_ps", count(result.kernel_ps)},
        {"utilization", number(result.utilization())}}},
      {"syscalls_by_name", std::move(calls)},
  };
}

} // namespace copyscope::analysis
