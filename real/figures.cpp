#include "real/figures.h"

#include "real/copies.h"
#include "real/probes/computer.h"

#include <algorithm>
#include <fmt/format.h>

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

void set_measured(CaseResult& result, const Round& round, const Sent& sent) {
  analysis::Result& figures = result.figures;
  figures.syscalls = sent.made;
  figures.syscalls_by_name = round.syscalls_by_name;
  for (const char* path : {"bytes", "duration", "syscalls"})
    result.evidence[path] = "measured";
  for (const auto& [name, count] : round.syscalls_by_name)
    result.evidence["syscalls_by_name." + name] = "measured";

  if (const auto usage = round.sender.get()) {
    figures.context_switches = usage->switches();
    figures.minor_faults = usage->minor_faults;
    figures.major_faults = usage->major_faults;
  }
  for (const char* path : {"context_switches", "page_faults.minor", "page_faults.major"})
    result.evidence[path] = evidence_of(round.sender, "measured");
}

/// Of both ends: what one end is spared, the other may have to do. Only the sum of both modes is
/// exact; its division is told where it means something.
void set_cpu_time(CaseResult& result, const Round& round) {
  analysis::Result& figures = result.figures;
  const auto both = round.receiver_cpu_ns.known() ? round.sender_cpu_ns : round.receiver_cpu_ns;
  if (both.known())
    figures.time_ps = (round.sender_cpu_ns.value + round.receiver_cpu_ns.value) * ps_per_ns;
  result.evidence["cpu.time_ps"] = evidence_of(both, "measured");
  result.evidence["cpu.utilization"] = evidence_of(both, "derived");

  const auto usage = round.receiver.known() ? round.sender : round.receiver;
  std::string evidence = evidence_of(usage, "sampled");
  if (usage.known()) {
    const Usage &sender = round.sender.value, &receiver = round.receiver.value;
    if (sender.cpu_us() + receiver.cpu_us() >= least_to_divide_us) {
      figures.user_ps = (sender.user_us + receiver.user_us) * ps_per_us;
      figures.kernel_ps = (sender.kernel_us + receiver.kernel_us) * ps_per_us;
    } else {
      evidence = "unavailable: below 1 s of CPU time";
    }
  }
  for (const char* path : {"cpu.user_ps", "cpu.kernel_ps"})
    result.evidence[path] = evidence;
}

/// No method touches what it sends in user mode, so the only faults are traps inside its calls.
void set_derived(CaseResult& result) {
  result.figures.mode_switches = 2 * *result.figures.syscalls;
  for (const char* path : {"mode_switches", "throughput"})
    result.evidence[path] = "derived";
}

void set_copies(CaseResult& result) {
  result.figures.cpu_copies = result.copies.times();
  result.figures.cpu_bytes = result.copies.bytes();
  result.figures.pio_copies = 0;
  result.figures.pio_bytes = 0;
  result.evidence["copies.cpu"] = result.copies.times() ? "inferred" : unavailable(ENODATA);
  result.evidence["bytes_copied.cpu"] = result.copies.evidence();
  for (const char* path : {"copies.pio", "bytes_copied.pio"})
    result.evidence[path] = "inferred";
}

/// No card works here: its DMA, its interrupts and its descriptors are none.
void set_no_card(CaseResult& result, Path path) {
  for (const char* each : {"copies.dma", "bytes_copied.dma", "interrupts", "descriptors"})
    result.evidence[each] = fmt::format("unavailable: none ({})", name_of(path));
}

/// A file that is not all in the page cache is read from a disk, which is real.
void set_disk(CaseResult& result, const Round& round) {
  result.figures.dma_bytes = round.disk_read_bytes.get();
  result.evidence["bytes_copied.dma"] = evidence_of(round.disk_read_bytes, "derived");
  result.figures.interrupts = round.disk.interrupts.get();
  result.evidence["interrupts"] = evidence_of(round.disk.interrupts, "measured");
  // The disk's requests are this run's where their bytes are.
  const bool alone = round.disk_read_bytes.known() && round.disk.read_bytes.known() &&
                     round.disk_read_bytes.value == round.disk.read_bytes.value;
  if (alone) result.figures.dma_copies = round.disk.reads.get();
  result.evidence["copies.dma"] = !round.disk.reads.known() ? unavailable(round.disk.reads.error)
                                  : !round.disk_read_bytes.known()
                                      ? unavailable(round.disk_read_bytes.error)
                                  : alone ? "derived"
                                          : "unavailable: the disk served others too";
}

void set_durations(CaseResult& result, const std::vector<const RoundMade*>& sorted) {
  const auto at = [&](std::size_t i) { return sorted[i]->round.duration_ns * ps_per_ns; };
  result.shortest_ps = at(0);
  result.longest_ps = at(sorted.size() - 1);
  result.figures.duration_ps = (at((sorted.size() - 1) / 2) + at(sorted.size() / 2)) / 2;
  result.spread_ps = at((3 * (sorted.size() - 1) + 2) / 4) - at((sorted.size() - 1) / 4);
}

/// Whether the packets were watched, and if not, why not.
std::string watch_evidence(const Exchange* watched, Path path) {
  if (path != Path::veth) return fmt::format("unavailable: none ({})", name_of(path));
  if (!watched) return "unavailable: one round has no warm-up to watch";
  return evidence_of(watched->sent.card, "measured");
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

CaseResult result_of(const PlannedCase& planned, const CaseRounds& rounds, Ground ground) {
  CaseResult result;
  result.figures.id = planned.which->id;
  result.figures.method = planned.which->method;
  result.figures.fidelity = planned.which->machine.fidelity;
  result.figures.source = trace::Source::real;
  result.figures.cores = ground.one_cpu ? 1 : std::min(2, processors_online());
  result.figures.bytes = planned.size;
  result.note = rounds.note;
  result.wrong_checksum = rounds.wrong_checksum;
  const Exchange* watched = nullptr;
  for (const RoundMade& each : rounds.made) {
    result.rounds.push_back(each.round);
    if (!each.exchange.ran) continue;
    result.nic = each.exchange.sent.nic;
    if (each.exchange.watched) watched = &each.exchange;
  }
  const RoundMade* median = median_round(rounds);
  if (!rounds.unavailable.empty() || !median) {
    result.status = CaseResult::Status::unavailable;
    result.reason = rounds.unavailable;
    return result;
  }
  result.median = median->round;
  result.copies = copies_of(median->exchange, median->round.drain, ground.path, watched);
  result.watch = watch_evidence(watched, ground.path);
  set_measured(result, median->round, median->exchange.sent);
  set_cpu_time(result, median->round);
  set_derived(result);
  set_copies(result);
  set_no_card(result, ground.path);
  if (planned.prefix < planned.size) set_disk(result, median->round);
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
