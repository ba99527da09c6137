#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_messages.h"

#include "sim/scenario/save.h"

#include <nlohmann/json.hpp>

namespace copyscope::host {

using Json = nlohmann::ordered_json;

std::string report_message(const analysis::Report& report) {
  return to_json(report).dump(-1, ' ', false, Json::error_handler_t::replace);
}

analysis::Report report_in(std::string_view message) {
  return analysis::report_in(Json::parse(message));
}

std::string request_message(const scenario::Scenario& scenario, const gui::RealSettings& settings) {
  const Json message = {{"scenario", scenario::to_json(scenario)},
                        {"file", settings.file},
                        {"rounds", settings.rounds},
                        {"path", settings.path},
                        {"drain", settings.drain}};
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RealRequest request_in(std::string_view message) {
  const Json json = Json::parse(message);
  RealRequest request{scenario::from_json(json.at("scenario"), ""), {}};
  if (const std::string file = json.at("file"); !file.empty()) request.options.file = file;
  if (const int rounds = json.at("rounds"); rounds > 0) request.options.rounds = rounds;
  set_path(request.options, json.at("path"));
  for (const real::Drain each : {real::Drain::copy, real::Drain::trunc})
    if (json.at("drain") == name_of(each)) request.options.drain = each;
  request.options.traces = true;
  return request;
}

std::string request_message(const MeasureRequest& request) {
  return Json{{"over", name_of(request.over)}, {"seconds", request.seconds}}.dump();
}

MeasureRequest measure_request_in(std::string_view message) {
  const Json json = Json::parse(message);
  const bool over_files = json.at("over") == name_of(analysis::Over::file_size);
  return {over_files ? analysis::Over::file_size : analysis::Over::chunk, json.at("seconds")};
}

std::string crossovers_message(const std::vector<analysis::Crossover>& crossovers) {
  Json all = Json::array();
  for (const analysis::Crossover& each : crossovers)
    all.push_back(to_json(each));
  return all.dump();
}

std::vector<analysis::Crossover> crossovers_in(std::string_view message) {
  std::vector<analysis::Crossover> all;
  for (const Json& each : Json::parse(message))
    all.push_back(analysis::crossover_in(each));
  return all;
}

} // namespace copyscope::host
#endif
