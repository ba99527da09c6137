#include "real/facts.h"

namespace copyscope::real {

namespace {

using Known = analysis::Count; // nothing where it could not be read
using analysis::Facts;

/// What a process has used in a round.
void add_usage(Facts& facts, const std::string& process, const Reading<Usage>& reading,
               const Reading<std::int64_t>& cpu_ns) {
  const auto of = [&](std::int64_t value) { return reading.known() ? Known(value) : Known(); };
  const Usage& usage = reading.value;
  const bool divides = usage.cpu_us() >= least_to_divide_us;
  facts.add(process + ".cpu_ps", cpu_ns.known() ? Known(cpu_ns.value * ps_per_ns) : Known());
  facts.add(process + ".user_ps", divides ? of(usage.user_us * ps_per_us) : Known());
  facts.add(process + ".kernel_ps", divides ? of(usage.kernel_us * ps_per_us) : Known());
  facts.add(process + ".page_faults.minor", of(usage.minor_faults));
  facts.add(process + ".page_faults.major", of(usage.major_faults));
  facts.add(process + ".context_switches.voluntary", of(usage.voluntary_switches));
  facts.add(process + ".context_switches.involuntary", of(usage.involuntary_switches));
}

void add_ends(Facts& facts, const Observed& round) {
  add_usage(facts, "sender", round.sender, round.sender_cpu_ns);
  add_usage(facts, "receiver", round.receiver, round.receiver_cpu_ns);
}

/// What the mapping cost, apart: making it is in the duration, taking it away is not.
void add_mapping(Facts& facts, const Observed& round) {
  const auto ps = [](const std::optional<std::int64_t>& ns) {
    return ns ? Known(*ns * ps_per_ns) : Known();
  };
  facts.add("mmap_ps", ps(round.mmap_ns));
  facts.add("munmap_ps", ps(round.munmap_ns));
}

/// All of it is the whole machine's, but for the bytes, which are the sender's.
void add_disk(Facts& facts, const Observed& round) {
  facts.add("disk.read_bytes", round.disk_read_bytes.get());
  facts.add("disk.device_reads", round.disk.reads.get());
  facts.add("disk.device_read_bytes", round.disk.read_bytes.get());
  facts.add("disk.interrupts", round.disk.interrupts.get());
  facts.add("disk.interrupts_of",
            round.interrupts_of.empty() ? std::string("all devices") : round.interrupts_of);
}

void add_tcp(Facts& facts, const TcpFigures& tcp) {
  if (!tcp.known) return facts.add("tcp", Known());
  facts.add("tcp.segments_out", tcp.segments_out);
  facts.add("tcp.data_segments_out", tcp.data_segments_out);
  facts.add("tcp.retransmits", tcp.retransmits);
  facts.add("tcp.retransmitted_bytes", tcp.retransmitted_bytes);
  facts.add("tcp.congestion_window", tcp.congestion_window);
  facts.add("tcp.segment_bytes", tcp.segment_bytes);
  facts.add("tcp.round_trip_us", tcp.round_trip_us);
  facts.add("tcp.pacing_rate", tcp.pacing_rate < 0 ? Known() : Known(tcp.pacing_rate));
  const auto limit = [&](std::int64_t us) { return tcp.knows_limits ? Known(us) : Known(); };
  facts.add("tcp.busy_us", limit(tcp.busy_us));
  facts.add("tcp.limited_by_send_buffer_us", limit(tcp.limited_by_send_buffer_us));
  facts.add("tcp.limited_by_window_us", limit(tcp.limited_by_window_us));
}

void add_copied(Facts& facts, const std::string& which, const Copied& copied) {
  facts.add("copied." + which + ".times", copied.times);
  facts.add("copied." + which + ".bytes", copied.bytes);
  facts.add("copied." + which + ".evidence", copied.evidence);
}

} // namespace

std::string_view name_of(Observed::Checksum checksum) {
  switch (checksum) {
  case Observed::Checksum::equal:
    return "equal";
  case Observed::Checksum::different:
    return "different";
  case Observed::Checksum::not_taken:
    return "not_taken";
  }
  return "";
}

void add_completions(Facts& facts, const Completions& told) {
  if (told.asked == 0) return;
  facts.add("completions.sends", told.told);
  facts.add("completions.notifications", told.notifications);
  facts.add("completions.copied", told.says_whether ? Known(told.copied) : Known());
}

void add_first_touch(Facts& facts, const FirstTouch& touch) {
  facts.add("first_touch.bytes", touch.bytes);
  facts.add("first_touch.first_ps", touch.first_ns * ps_per_ns);
  facts.add("first_touch.again_ps", touch.again_ns * ps_per_ns);
  facts.add("first_touch.virtual_machine", std::string(is_virtual_machine() ? "yes" : "no"));
}

void add_facts_of_case(Facts& facts, const PlannedCase& planned, const CaseRounds& rounds) {
  facts.add(std::string(analysis::work_path::chunk), planned.chunk);
  facts.add(std::string(analysis::work_path::resident), planned.prefix);
  std::int64_t rejected = 0;
  for (const RoundMade& each : rounds.made)
    rejected += each.round.state == Observed::State::rejected ? 1 : 0;
  facts.add("sends.made", static_cast<std::int64_t>(rounds.made.size()));
  facts.add("sends.counted", rounds.counted);
  facts.add("sends.rejected", rejected);
  facts.add("sends.cpu_shared", rounds.crowded); // of the rejected ones
}

Facts facts_of(const Observed& round) {
  Facts facts;
  facts.add("drain", std::string(name_of(round.drain)));
  facts.add("checksum", std::string(name_of(round.checksum)));
  add_ends(facts, round);
  facts.add("received_bytes", round.received_bytes < 0 ? Known() : Known(round.received_bytes));
  facts.add("receive_calls", round.receive_calls);
  facts.add("checksum_ps", round.checksum_ns * ps_per_ns);
  facts.add("waited_for_others_ps", round.waited_for_others_ns < 0
                                        ? Known()
                                        : Known(round.waited_for_others_ns * ps_per_ns));
  add_mapping(facts, round);
  facts.add("page_cache.evidence", round.cache_evidence);
  facts.add("page_cache.resident_pages_before", round.resident_pages_before);
  facts.add("page_cache.resident_pages_after", round.resident_pages_after);
  facts.add("page_cache.disk_read_bytes", round.disk_read_bytes.get());
  add_disk(facts, round);
  add_tcp(facts, round.tcp);
  return facts;
}

Facts facts_told(const Observed& round, const Copies& copies, const std::string& watch,
                 const NicFeatures& nic) {
  Facts facts;
  add_ends(facts, round);
  add_mapping(facts, round);
  add_copied(facts, "read", copies.read);
  add_copied(facts, "send", copies.sent);
  // The card's and, where they were seen, the receiver's are counted in packets.
  add_copied(facts, "card", copies.card);
  add_copied(facts, "local", copies.local);
  add_copied(facts, "receive", copies.receive);
  facts.add("copied.watch", watch);
  add_disk(facts, round);
  for (std::size_t i = 0; i < NicFeatures::names.size(); ++i)
    facts.add("nic_features." + std::string(NicFeatures::names[i]),
              std::string(name_of(nic.states[i])));
  return facts;
}

} // namespace copyscope::real
