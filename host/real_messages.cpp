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
  request.options.rounds = json.at("rounds");
  for (const real::Path each :
       {real::Path::automatic, real::Path::sink, real::Path::veth, real::Path::loopback})
    if (json.at("path") == name_of(each)) request.options.path = each;
  for (const real::Drain each : {real::Drain::copy, real::Drain::trunc})
    if (json.at("drain") == name_of(each)) request.options.drain = each;
  request.options.traces = true;
  return request;
}

} // namespace copyscope::host
#endif
