#include "gui/session/foretold.h"

#include "sim/trace/builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace copyscope::gui {

namespace {

using analysis::Count;
using analysis::Result;

constexpr std::int64_t most_tried = 48;         ///< chunks of a client
constexpr std::int64_t tried_in_all = 750;      ///< chunks, of all clients
constexpr std::int64_t bytes_tried = 128 << 20; ///< the same
constexpr std::int64_t least_tried = 6;
constexpr std::int64_t clients_tried = 64; ///< of more, the machine is busy with these as well
constexpr std::int64_t worth_it = 4;       ///< times as long as what is tried
constexpr std::int64_t few_calls = 2'000;  ///< of which the run itself takes milliseconds

constexpr std::array counts = {
    &Result::duration_ps, &Result::syscalls,     &Result::mode_switches, &Result::context_switches,
    &Result::interrupts,  &Result::minor_faults, &Result::major_faults,  &Result::descriptors,
    &Result::cpu_copies,  &Result::dma_copies,   &Result::pio_copies,    &Result::cpu_bytes,
    &Result::dma_bytes,   &Result::pio_bytes,    &Result::time_ps,       &Result::user_ps,
    &Result::kernel_ps};

std::int64_t clients_to_try(const scenario::Workload& workload) {
  return std::min(workload.clients, clients_tried);
}

std::int64_t chunks_of(const scenario::Workload& workload) {
  return workload.file_size.count() / workload.chunk.count();
}

struct Trial {
  Result result;
  std::int64_t rows = 0;
};

/// The case with its first chunks alone.
Trial try_chunks(const Services& services, const scenario::Scenario& scenario, scenario::Case which,
                 std::int64_t chunks) {
  which.workload.file_size = which.workload.chunk * chunks;
  which.workload.clients = clients_to_try(which.workload);
  trace::LedgerSink sink;
  const std::unique_ptr<trace::Run> run = services.simulator->start(scenario, which, sink);
  while (!run->step(std::numeric_limits<std::uint64_t>::max() / 2)) {
  }
  const trace::Ledger ledger = sink.ledger(sink.end_time());
  return {analysis::result_of(which, ledger, trace::calls_by_name(ledger, sink.names()),
                              sink.duration()),
          sink.rows()};
}

/// A straight line through what the shorter and the longer one came to; and as many times that as
/// there are more clients.
class Line {
public:
  Line(std::int64_t shorter, std::int64_t longer, double whole, double times)
      : times_(times),
        share_((whole - static_cast<double>(longer)) / static_cast<double>(longer - shorter)) {}

  std::int64_t at_end(std::int64_t shorter, std::int64_t longer) const {
    const double more = static_cast<double>(longer - shorter) * share_;
    constexpr double most = 9e18;
    return static_cast<std::int64_t>(
        std::llround(std::clamp((static_cast<double>(longer) + more) * times_, 0.0, most)));
  }

private:
  double times_, share_;
};

Foretold estimated(const Services& services, const scenario::Scenario& scenario,
                   const scenario::Case& which, std::int64_t longer) {
  const std::int64_t shorter = longer / 3;
  const Trial few = try_chunks(services, scenario, which, shorter);
  const Trial more = try_chunks(services, scenario, which, longer);
  const scenario::Workload& workload = which.workload;
  const Line line(
      shorter, longer,
      static_cast<double>(workload.file_size.count()) / static_cast<double>(workload.chunk.count()),
      static_cast<double>(workload.clients) / static_cast<double>(clients_to_try(workload)));
  Foretold told{more.result, line.at_end(few.rows, more.rows), false};
  for (Count Result::*const count : counts)
    if (few.result.*count && more.result.*count)
      told.result.*count = line.at_end(*(few.result.*count), *(more.result.*count));
  for (auto& [name, calls] : told.result.syscalls_by_name) {
    const auto& before = few.result.syscalls_by_name;
    const auto same = std::ranges::find(
        before, name, [](const auto& each) -> const auto& { return each.first; });
    calls = line.at_end(same == before.end() ? 0 : same->second, calls);
  }
  told.result.bytes = workload.file_size.count() * workload.clients;
  return told;
}

} // namespace

std::int64_t chunks_to_try(const scenario::Workload& workload) {
  const std::int64_t chunk = workload.chunk.count(), clients = clients_to_try(workload);
  const std::int64_t by_bytes =
      bytes_tried / std::max<std::int64_t>(1, std::min(chunk, bytes_tried)) / clients;
  const std::int64_t tried =
      std::max(least_tried, std::min({most_tried, tried_in_all / clients, by_bytes}));
  return chunks_of(workload) < tried * worth_it ? 0 : tried;
}

std::optional<Foretold> foretold(const Services& services, const scenario::Scenario& scenario,
                                 const scenario::Case& which) {
  if (which.machine.fidelity == scenario::Fidelity::linux) {
    const std::int64_t chunks = chunks_to_try(which.workload);
    if (chunks == 0) return std::nullopt;
    return estimated(services, scenario, which, chunks);
  }
  if (!services.count || chunks_of(which.workload) < few_calls) return std::nullopt;
  Counted counted = services.count(scenario, which);
  return Foretold{std::move(counted.result), counted.rows, true};
}

} // namespace copyscope::gui
