#include "sim/analysis/send_verdict.h"

#include <nlohmann/json.hpp>

namespace copyscope::analysis {

std::string_view name_of(const SendVerdict& verdict) {
  const std::int64_t sends = verdict.sends();
  if (sends == 0) return "none";
  if (verdict.copied == sends) return "copied";
  if (verdict.not_copied == sends) return "not_copied";
  if (verdict.read_for_checksum == sends) return "read_for_checksum";
  if (verdict.read_for_checksum == 0) return "partly_copied";
  return verdict.copied == 0 ? "partly_read_for_checksum" : "partly_copied_and_read";
}

std::string_view name_of(SendVerdict::Evidence evidence) {
  return evidence == SendVerdict::Evidence::inferred ? "inferred" : "said_by_the_kernel";
}

void write_verdict(nlohmann::ordered_json& json, const SendVerdict& verdict) {
  json["copied"] = verdict.copied;
  json["not_copied"] = verdict.not_copied;
  json["read_for_checksum"] = verdict.read_for_checksum;
  json["verdict"] = name_of(verdict);
  json["verdict_evidence"] = name_of(verdict.evidence);
  json["reason"] = verdict.reason;
}

SendVerdict verdict_in(const nlohmann::ordered_json& json) {
  SendVerdict verdict;
  json.at("copied").get_to(verdict.copied);
  json.at("not_copied").get_to(verdict.not_copied);
  json.at("read_for_checksum").get_to(verdict.read_for_checksum);
  if (json.at("verdict_evidence") == name_of(SendVerdict::Evidence::said_by_the_kernel))
    verdict.evidence = SendVerdict::Evidence::said_by_the_kernel;
  json.at("reason").get_to(verdict.reason);
  return verdict;
}

} // namespace copyscope::analysis
