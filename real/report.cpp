// The JSON of `real` (INTERFACE.md, "Results"), and the names in it.
#include "real/real.h"

#include <nlohmann/json.hpp>

namespace copyscope::real {

namespace {

using Json = nlohmann::ordered_json;

template <class Value> Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json calls_json(const std::vector<std::pair<std::string, std::int64_t>>& calls) {
  Json json = Json::object();
  for (const auto& [name, made] : calls)
    json[name] = made;
  return json;
}

/// What a process has used in a round. What could not be read is null.
Json usage_json(const Reading<Usage>& reading, const Reading<std::int64_t>& cpu_ns) {
  constexpr std::int64_t ps_per_us = 1'000'000, ps_per_ns = 1000;
  const auto of = [&](std::int64_t value) { return reading.known() ? Json(value) : Json(); };
  const Usage& usage = reading.value;
  const bool divides = usage.cpu_us() >= least_to_divide_us;
  return {{"cpu_ps", cpu_ns.known() ? Json(cpu_ns.value * ps_per_ns) : Json()},
          {"user_ps", divides ? of(usage.user_us * ps_per_us) : Json()},
          {"kernel_ps", divides ? of(usage.kernel_us * ps_per_us) : Json()},
          {"page_faults", {{"minor", of(usage.minor_faults)}, {"major", of(usage.major_faults)}}},
          {"context_switches",
           {{"voluntary", of(usage.voluntary_switches)},
            {"involuntary", of(usage.involuntary_switches)}}}};
}

Json copied_json(const Copied& copied) {
  return {{"times", or_null(copied.times)},
          {"bytes", or_null(copied.bytes)},
          {"evidence", copied.evidence}};
}

/// Copy by copy; the card's and, where they were seen, the receiver's are counted in packets.
Json copies_json(const CaseResult& result) {
  return {{"read", copied_json(result.copies.read)},
          {"send", copied_json(result.copies.sent)},
          {"card", copied_json(result.copies.card)},
          {"receive", copied_json(result.copies.receive)},
          {"watch", result.watch}};
}

/// All of it is the whole machine's, but for the bytes, which are the sender's.
Json disk_json(const Round& round) {
  return {{"read_bytes", or_null(round.disk_read_bytes.get())},
          {"device_reads", or_null(round.disk.reads.get())},
          {"device_read_bytes", or_null(round.disk.read_bytes.get())},
          {"interrupts", or_null(round.disk.interrupts.get())},
          {"interrupts_of", round.interrupts_of.empty() ? "all devices" : round.interrupts_of}};
}

Json munmap_json(const Round& round) {
  return round.munmap_ns ? Json(*round.munmap_ns * 1000) : Json();
}

Json tcp_json(const TcpFigures& tcp) {
  if (!tcp.known) return nullptr;
  return {{"segments_out", tcp.segments_out},
          {"data_segments_out", tcp.data_segments_out},
          {"retransmits", tcp.retransmits},
          {"retransmitted_bytes", tcp.retransmitted_bytes},
          {"congestion_window", tcp.congestion_window},
          {"segment_bytes", tcp.segment_bytes},
          {"round_trip_us", tcp.round_trip_us}};
}

Json nic_json(const NicFeatures& nic) {
  Json json = Json::object();
  for (std::size_t i = 0; i < NicFeatures::names.size(); ++i)
    json[std::string(NicFeatures::names[i])] = name_of(nic.states[i]);
  return json;
}

/// What all cases had; over veth, switching scatter-gather changes others with it.
Json common_nic_json(const Report& report) {
  Json common;
  for (const CaseResult& each : report.cases) {
    if (each.status != CaseResult::Status::ok) continue;
    const Json its = nic_json(each.nic);
    if (common.is_null()) common = its;
    for (const auto& [name, state] : its.items())
      if (common[name] != state) common[name] = "see each case";
  }
  return common;
}

Json round_json(const Round& round) {
  constexpr std::int64_t ps_per_ns = 1000;
  Json json{{"state", name_of(round.state)}, {"turn", round.turn}};
  if (!round.reason.empty()) json["reason"] = round.reason;
  json.update(Json{
      {"duration_ps", round.duration_ns * ps_per_ns},
      {"drain", name_of(round.drain)},
      {"checksum", name_of(round.checksum)},
      {"syscalls_by_name", calls_json(round.syscalls_by_name)},
      {"sender", usage_json(round.sender, round.sender_cpu_ns)},
      {"receiver", usage_json(round.receiver, round.receiver_cpu_ns)},
      {"received_bytes", round.received_bytes},
      {"receive_calls", round.receive_calls},
      {"checksum_ps", round.checksum_ns * ps_per_ns},
      {"munmap_ps", munmap_json(round)},
      {"page_cache",
       {{"evidence", round.cache_evidence},
        {"resident_pages_before", or_null(round.resident_pages_before)},
        {"resident_pages_after", or_null(round.resident_pages_after)},
        {"disk_read_bytes", or_null(round.disk_read_bytes.get())}}},
      {"disk", disk_json(round)},
      {"tcp", tcp_json(round.tcp)},
  });
  return json;
}

Json ratio_json(const CaseResult& result, const Report& report) {
  if (!result.ratio) return nullptr;
  const analysis::PairedRatio& ratio = *result.ratio;
  return {{"to", report.reference()->figures.id},
          {"value", ratio.ratio},
          {"low", or_null(ratio.low)},
          {"high", or_null(ratio.high)},
          {"rounds", ratio.rounds},
          {"tie", ratio.has_interval() ? Json(ratio.is_tie()) : Json()}};
}

Json case_json(const CaseResult& result, const Report& report) {
  const bool ok = result.status == CaseResult::Status::ok;
  Json json = analysis::to_json(result.figures);
  json["status"] = ok ? "ok" : "unavailable";
  if (!ok) json["reason"] = result.reason;
  if (!result.note.empty()) json["note"] = result.note;
  json["evidence"] = result.evidence;
  if (ok) {
    json["shortest_ps"] = result.shortest_ps;
    json["longest_ps"] = result.longest_ps;
    json["spread_ps"] = result.spread_ps;
    json["ratio"] = ratio_json(result, report);
    json["ties"] = result.ties;
    json["sender"] = usage_json(result.median.sender, result.median.sender_cpu_ns);
    json["receiver"] = usage_json(result.median.receiver, result.median.receiver_cpu_ns);
    json["munmap_ps"] = munmap_json(result.median);
    json["copied"] = copies_json(result);
    json["disk"] = disk_json(result.median);
    json["nic_features"] = nic_json(result.nic);
  }
  json["rounds"] = Json::array();
  for (const Round& each : result.rounds)
    json["rounds"].push_back(round_json(each));
  return json;
}

Json environment_json(const Report& report) {
  Json json = Json::object();
  for (const auto& [name, value] : report.environment)
    json[name] = value;
  json["interface"] = report.interface;
  json["nic_features"] = common_nic_json(report);
  return json;
}

} // namespace

std::string_view name_of(Drain drain) {
  return drain == Drain::copy ? "copy" : "trunc";
}

std::string_view name_of(Path path) {
  switch (path) {
  case Path::automatic:
    return "auto";
  case Path::veth:
    return "veth";
  case Path::loopback:
    return "loopback";
  }
  return "";
}

std::string_view name_of(Round::State state) {
  switch (state) {
  case Round::State::counted:
    return "counted";
  case Round::State::warm_up:
    return "warm_up";
  case Round::State::rejected:
    return "rejected";
  case Round::State::failed:
    return "failed";
  }
  return "";
}

std::string_view name_of(Round::Checksum checksum) {
  switch (checksum) {
  case Round::Checksum::equal:
    return "equal";
  case Round::Checksum::different:
    return "different";
  case Round::Checksum::not_taken:
    return "not_taken";
  }
  return "";
}

Json to_json(const Report& report) {
  Json json{{"schema", 1},
            {"scenario", report.scenario},
            {"cancelled", report.cancelled},
            {"cases", Json::array()}};
  for (const CaseResult& each : report.cases)
    json["cases"].push_back(case_json(each, report));
  json["environment"] = environment_json(report);
  return json;
}

} // namespace copyscope::real
