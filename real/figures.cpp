#include "real/figures.h"

#include "real/copies.h"
#include "real/facts.h"
#include "real/probes/computer.h"
#include "real/sink/verdict.h"
#include "real/verdict.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>

namespace copyscope::real {

namespace {

/// What a round that counted comes to.
struct Told {
  analysis::Result figures;
  std::map<std::string, std::string> evidence; // by the figure's path
  Copies copies;
};

void set_measured(Told& result, const Observed& round, const Sent& sent) {
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
void set_cpu_time(Told& result, const Observed& round, Path path) {
  analysis::Result& figures = result.figures;
  const auto both = round.receiver_cpu_ns.known() ? round.sender_cpu_ns : round.receiver_cpu_ns;
  if (both.known())
    figures.time_ps = (round.sender_cpu_ns.value + round.receiver_cpu_ns.value) * ps_per_ns;
  result.evidence["cpu.time_ps"] = evidence_of(both, "measured");
  result.evidence["cpu.utilization"] = evidence_of(both, "derived");

  const bool is_alone = path == Path::sink; // nobody receives
  const auto usage = is_alone || round.receiver.known() ? round.sender : round.receiver;
  std::string evidence = path == Path::remote
                             ? "unavailable: the receiver at the other host does not tell"
                             : evidence_of(usage, "sampled");
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
void set_derived(Told& result) {
  result.figures.mode_switches = 2 * *result.figures.syscalls;
  for (const char* path : {"mode_switches", "throughput"})
    result.evidence[path] = "derived";
}

void set_copies(Told& result) {
  result.figures.cpu_copies = result.copies.times();
  result.figures.cpu_bytes = result.copies.bytes();
  result.figures.pio_copies = 0;
  result.figures.pio_bytes = 0;
  result.evidence["copies.cpu"] = result.copies.times() ? "inferred" : unavailable(ENODATA);
  result.evidence["bytes_copied.cpu"] = result.copies.evidence();
  for (const char* path : {"copies.pio", "bytes_copied.pio"})
    result.evidence[path] = "inferred";
}

/// Where no card works, its DMA, its interrupts and its descriptors are none. A real one does not
/// tell.
std::string card_evidence(Path path) {
  return path == Path::remote ? std::string("unavailable: the card does not tell")
                              : fmt::format("unavailable: none ({})", name_of(path));
}

void set_no_card(Told& result, Path path) {
  for (const char* each : {"copies.dma", "bytes_copied.dma", "interrupts", "descriptors"})
    result.evidence[each] = card_evidence(path);
}

/// A file that is not all in the page cache is read from a disk, which is real.
void set_disk(Told& result, const Observed& round) {
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

/// Whether the packets were watched, and if not, why not.
std::string watch_evidence(const Exchange* watched, Path path) {
  if (path != Path::veth) return card_evidence(path);
  if (!watched) return "unavailable: one round has no warm-up to watch";
  return evidence_of(watched->sent.card, "measured");
}

/// Whether splice() could move whole chunks, as a book has it.
void add_pipe(analysis::Facts& facts, std::int64_t pipe_bytes, const PlannedCase& planned) {
  if (planned.method->need != Need::pipe) return;
  facts.add("pipe.bytes", pipe_bytes);
  const bool holds = pages_around(std::min(planned.chunk, planned.size)) <= pipe_bytes;
  facts.add("pipe.holds_a_chunk", std::string(holds ? "yes" : "no"));
}

analysis::SendVerdict sink_verdict(const PlannedCase& planned, const Sent& sent) {
  const std::int64_t sends = parts(Bytes(planned.size), Bytes(planned.chunk));
  return verdict_on_sink(*planned.method, {sends, planned.chunk, planned.size, 1, 65'535, sent.nic},
                         sent.completions);
}

analysis::Result frame_of(const PlannedCase& planned, Ground ground) {
  analysis::Result result;
  result.id = planned.which->id;
  result.method = planned.which->method;
  result.fidelity = planned.which->machine.fidelity;
  result.source = trace::Source::real;
  result.cores = ground.one_cpu ? 1 : std::min(2, processors_online());
  result.bytes = planned.size;
  return result;
}

Told tell(const PlannedCase& planned, const RoundMade& made, Ground ground,
          const Exchange* watched) {
  const Observed& round = made.round;
  Told told{frame_of(planned, ground), {}, {}};
  told.figures.duration_ps = round.duration_ns * ps_per_ns;
  told.copies = copies_of(*planned.method, made.exchange, round.drain, ground.path, watched);
  set_measured(told, round, made.exchange.sent);
  set_cpu_time(told, round, ground.path);
  set_derived(told);
  set_copies(told);
  set_no_card(told, ground.path);
  if (planned.prefix < planned.size || planned.method->is_direct()) set_disk(told, round);
  return told;
}

analysis::Round round_of(const PlannedCase& planned, const RoundMade& made, Ground ground,
                         const Exchange* watched) {
  const Observed& seen = made.round;
  analysis::Round round{seen.state, seen.turn, seen.reason, frame_of(planned, ground),
                        facts_of(seen)};
  if (seen.state == Observed::State::counted)
    round.result = tell(planned, made, ground, watched).figures;
  round.result.duration_ps = seen.duration_ns * ps_per_ns;
  round.result.syscalls_by_name = seen.syscalls_by_name;
  return round;
}

/// The last round whose packets were watched, or nullptr.
const Exchange* watched_in(const CaseRounds& rounds) {
  const Exchange* watched = nullptr;
  for (const RoundMade& each : rounds.made)
    if (each.exchange.ran && each.exchange.watched) watched = &each.exchange;
  return watched;
}

/// Of the interface that it was sent through, as the last round that ran found it.
NicFeatures nic_of(const CaseRounds& rounds) {
  NicFeatures nic;
  for (const RoundMade& each : rounds.made)
    if (each.exchange.ran) nic = each.exchange.sent.nic;
  return nic;
}

} // namespace

analysis::CaseReport report_on(const PlannedCase& planned, const CaseRounds& rounds,
                               Ground ground) {
  analysis::CaseReport report;
  report.result = frame_of(planned, ground);
  report.note = rounds.note;
  const Exchange* const watched = watched_in(rounds);
  for (const RoundMade& each : rounds.made)
    report.rounds.push_back(round_of(planned, each, ground, watched));
  const auto told = analysis::told_round(report.rounds);
  if (!rounds.unavailable.empty() || !told) {
    report.state = rounds.wrong_checksum ? analysis::CaseReport::State::failed
                                         : analysis::CaseReport::State::unavailable;
    report.reason = rounds.unavailable;
    return report;
  }
  const RoundMade& made = rounds.made[*told];
  Told its = tell(planned, made, ground, watched);
  report.result = std::move(its.figures);
  report.evidence = std::move(its.evidence);
  report.verdict = ground.path == Path::sink
                       ? sink_verdict(planned, made.exchange.sent)
                       : verdict_on(*planned.method, made.exchange.sent, ground.path);
  report.facts =
      facts_told(made.round, its.copies, watch_evidence(watched, ground.path), nic_of(rounds));
  add_completions(report.facts, made.exchange.sent.completions);
  add_pipe(report.facts, made.exchange.sent.pipe_bytes, planned);
  add_facts_of_case(report.facts, planned, rounds);
  return report;
}

MadeRun made_run(const scenario::Scenario& scenario, const Plan& plan,
                 std::vector<CaseRounds> rounds, Ground ground) {
  MadeRun run;
  run.report.scenario = scenario.id;
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    run.report.cases.push_back(report_on(plan.cases[i], rounds[i], ground));
  conclude(run.report);
  run.rounds = std::move(rounds);
  return run;
}

void add_traces(const scenario::Scenario& scenario, const Plan& plan, MadeRun& run) {
  for (std::size_t i = 0; i < run.report.cases.size(); ++i) {
    analysis::CaseReport& each = run.report.cases[i];
    if (!each.ran()) continue;
    const RoundMade& told = run.rounds[i].made[*analysis::told_round(each.rounds)];
    if (told.kept)
      each.trace = std::make_shared<const trace::Trace>(
          trace_of(scenario, plan.cases[i], each, told, run.report.environment));
    else
      each.note +=
          std::string(each.note.empty() ? "" : "; ") + "it makes too many calls for a trace";
  }
}

} // namespace copyscope::real
