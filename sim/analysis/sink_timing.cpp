#include "sim/analysis/sink_timing.h"

#include <nlohmann/json.hpp>

namespace copyscope::analysis {

nlohmann::ordered_json sink_json(const SinkTiming& timing) {
  nlohmann::ordered_json json{{"chunk", timing.chunk},
                              {"sends", timing.sends},
                              {"cpu_ps_per_send", timing.cpu_ps},
                              {"cpu_ps_per_send_low", timing.low_ps},
                              {"cpu_ps_per_send_high", timing.high_ps},
                              {"mapping_ps", timing.mapping_ps}};
  write_verdict(json, timing.verdict);
  return json;
}

SinkTiming sink_timing_in(const nlohmann::ordered_json& json) {
  SinkTiming timing;
  json.at("chunk").get_to(timing.chunk);
  json.at("sends").get_to(timing.sends);
  json.at("cpu_ps_per_send").get_to(timing.cpu_ps);
  json.at("cpu_ps_per_send_low").get_to(timing.low_ps);
  json.at("cpu_ps_per_send_high").get_to(timing.high_ps);
  json.at("mapping_ps").get_to(timing.mapping_ps);
  timing.verdict = verdict_in(json);
  return timing;
}

} // namespace copyscope::analysis
