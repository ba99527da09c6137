#include "real/figures.h"

#include <algorithm>

namespace copyscope::real {

namespace {

constexpr std::int64_t ps_per_ns = 1000, ps_per_us = 1'000'000;

std::vector<const RoundMade*> by_duration(const CaseRounds& rounds) {
  std::vector<const RoundMade*> counted;
  for (const RoundMade& each : rounds.made)
    if (each.round.state == Round::State::counted) counted.push_back(&each);
  std::ranges::stable_sort(counted, {},
                           [](const RoundMade* each) { return each->round.duration_ns; });
  return counted;
}

std::int64_t sum(const std::array<std::int64_t, call_count>& by_call,
                 std::initializer_list<Call> calls) {
  std::int64_t total = 0;
  for (const Call each : calls)
    total += by_call[static_cast<std::size_t>(each)];
  return total;
}

void set_measured(CaseResult& result, const Round& round, const Sent& sent) {
  analysis::Result& figures = result.figures;
  figures.duration_ps = round.duration_ns * ps_per_ns;
  figures.syscalls = sent.made;
  figures.syscalls_by_name = round.syscalls_by_name;
  figures.context_switches = round.sender.voluntary_switches + round.sender.involuntary_switches;
  figures.minor_faults = round.sender.minor_faults;
  figures.major_faults = round.sender.major_faults;
  // Of both ends: what one end is spared, the other may have to do.
  figures.user_ps = (round.sender.user_us + round.receiver.user_us) * ps_per_us;
  figures.kernel_ps = (round.sender.kernel_us + round.receiver.kernel_us) * ps_per_us;
  for (const char* path : {"bytes", "duration", "syscalls", "context_switches", "page_faults.minor",
                           "page_faults.major", "cpu.user_ps", "cpu.kernel_ps"})
    result.evidence[path] = "measured";
  for (const auto& [name, count] : round.syscalls_by_name)
    result.evidence["syscalls_by_name." + name] = "measured";
}

/// No method touches what it sends in user mode, so the only faults are traps inside its calls.
void set_derived(CaseResult& result) {
  result.figures.mode_switches = 2 * *result.figures.syscalls;
  for (const char* path : {"mode_switches", "throughput", "cpu.utilization"})
    result.evidence[path] = "derived";
}

/// read() copies into the user's buffer and write() into the socket's. sendfile() hands over pages;
/// the CPU copies them where the packet must be made linear for a card that cannot gather
/// (net/core/dev.c, validate_xmit_skb). The receiver's copy is beyond the picture.
void set_inferred(CaseResult& result, const Sent& sent) {
  const bool gathers = sent.nic.scatter_gather() != NicFeatures::off;
  std::int64_t copies = sum(sent.counts, {Call::read, Call::write});
  std::int64_t bytes = sum(sent.bytes, {Call::read, Call::write});
  if (!gathers) {
    copies += sum(sent.counts, {Call::sendfile});
    bytes += sum(sent.bytes, {Call::sendfile});
  }
  result.figures.cpu_copies = copies;
  result.figures.cpu_bytes = bytes;
  result.figures.pio_copies = 0;
  result.figures.pio_bytes = 0;
  for (const char* path : {"copies.cpu", "bytes_copied.cpu", "copies.pio", "bytes_copied.pio"})
    result.evidence[path] = "inferred";
}

void set_unavailable(CaseResult& result, bool over_veth) {
  const std::string none =
      std::string("unavailable: none (") + (over_veth ? "veth" : "loopback") + ")";
  for (const char* path : {"copies.dma", "bytes_copied.dma", "interrupts", "descriptors"})
    result.evidence[path] = none;
}

void set_durations(CaseResult& result, const std::vector<const RoundMade*>& sorted) {
  const auto at = [&](std::size_t i) { return sorted[i]->round.duration_ns * ps_per_ns; };
  result.shortest_ps = at(0);
  result.longest_ps = at(sorted.size() - 1);
  result.spread_ps = at((3 * (sorted.size() - 1) + 2) / 4) - at((sorted.size() - 1) / 4);
}

std::vector<analysis::Timing> timings(const CaseResult& result) {
  std::vector<analysis::Timing> counted;
  for (const Round& each : result.rounds)
    if (each.state == Round::State::counted)
      counted.push_back({each.turn, each.duration_ns * ps_per_ns});
  return counted;
}

} // namespace

const RoundMade* median_round(const CaseRounds& rounds) {
  const auto sorted = by_duration(rounds);
  return sorted.empty() ? nullptr : sorted[(sorted.size() - 1) / 2];
}

CaseResult result_of(const PlannedCase& planned, const CaseRounds& rounds, bool over_veth) {
  CaseResult result;
  result.figures.id = planned.which->id;
  result.figures.method = planned.which->method;
  result.figures.fidelity = planned.which->machine.fidelity;
  result.figures.source = trace::Source::real;
  result.figures.cores = 1; // both ends are pinned to one CPU
  result.figures.bytes = planned.size;
  result.note = rounds.note;
  result.wrong_checksum = rounds.wrong_checksum;
  for (const RoundMade& each : rounds.made) {
    result.rounds.push_back(each.round);
    if (each.exchange.ran) result.nic = each.exchange.sent.nic;
  }
  const RoundMade* median = median_round(rounds);
  if (!rounds.unavailable.empty() || !median) {
    result.status = CaseResult::Status::unavailable;
    result.reason = rounds.unavailable;
    return result;
  }
  set_measured(result, median->round, median->exchange.sent);
  set_derived(result);
  set_inferred(result, median->exchange.sent);
  set_unavailable(result, over_veth);
  set_durations(result, by_duration(rounds));
  return result;
}

void compare_durations(std::vector<CaseResult>& results) {
  const auto ran = std::ranges::find(results, CaseResult::Status::ok, &CaseResult::status);
  if (ran == results.end()) return;
  for (CaseResult& here : results) {
    const std::vector<analysis::Timing> its = timings(here);
    if (&here != &*ran) here.ratio = analysis::paired_ratio(timings(*ran), its);
    for (const CaseResult& other : results) {
      if (&here == &other) continue;
      const auto ratio = analysis::paired_ratio(timings(other), its);
      if (ratio && ratio->is_tie()) here.ties.push_back(other.figures.id);
    }
  }
}

} // namespace copyscope::real
