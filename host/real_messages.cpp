#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_messages.h"

#include "sim/analysis/figures.h"
#include "sim/scenario/save.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace copyscope::host {

namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

Json result_json(const analysis::Result& result) {
  Json figures = Json::object();
  for (const analysis::CountedFigure& each : analysis::counted_figures())
    if (const analysis::Count& value = result.*each.member)
      figures[std::string(each.path)] = *value;
  return {{"id", result.id},
          {"method", result.method},
          {"linux", result.fidelity == scenario::Fidelity::linux},
          {"cores", result.cores},
          {"bytes", result.bytes},
          {"figures", std::move(figures)},
          {"syscalls_by_name", result.syscalls_by_name}};
}

analysis::Result result_in(const Json& json) {
  analysis::Result result;
  json.at("id").get_to(result.id);
  json.at("method").get_to(result.method);
  result.fidelity =
      json.at("linux").get<bool>() ? scenario::Fidelity::linux : scenario::Fidelity::textbook;
  result.source = trace::Source::real;
  json.at("cores").get_to(result.cores);
  json.at("bytes").get_to(result.bytes);
  for (const auto& [path, value] : json.at("figures").items())
    if (const analysis::CountedFigure* figure = analysis::find_counted_figure(path))
      result.*figure->member = value.get<std::int64_t>();
  json.at("syscalls_by_name").get_to(result.syscalls_by_name);
  return result;
}

} // namespace

namespace {

Json ratio_json(const std::optional<analysis::PairedRatio>& ratio) {
  if (!ratio) return nullptr;
  Json json{{"rounds", ratio->rounds}, {"ratio", ratio->ratio}};
  if (ratio->has_interval()) json.update({{"low", *ratio->low}, {"high", *ratio->high}});
  return json;
}

std::optional<analysis::PairedRatio> ratio_in(const Json& json) {
  if (json.is_null()) return std::nullopt;
  analysis::PairedRatio ratio{json.at("rounds"), json.at("ratio"), std::nullopt, std::nullopt};
  if (json.contains("low")) {
    ratio.low = json.at("low").get<double>();
    ratio.high = json.at("high").get<double>();
  }
  return ratio;
}

} // namespace

std::string report_message(const real::Report& report) {
  Json cases = Json::array();
  for (const real::CaseResult& each : report.cases)
    cases.push_back({{"ran", each.status == real::CaseResult::Status::ok},
                     {"reason", each.reason.empty() ? each.note : each.reason},
                     {"evidence", Pairs(each.evidence.begin(), each.evidence.end())},
                     {"rounds", std::ranges::count(each.rounds, real::Round::State::counted,
                                                   &real::Round::state)},
                     {"shortest_ps", each.shortest_ps},
                     {"longest_ps", each.longest_ps},
                     {"ratio", ratio_json(each.ratio)},
                     {"result", result_json(each.figures)}});
  Pairs environment = report.environment;
  environment.emplace_back("interface", report.interface);
  const Json message = {{"cases", std::move(cases)},
                        {"environment", std::move(environment)},
                        {"cancelled", report.cancelled}};
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

gui::RealReport report_in(std::string_view message) {
  const Json json = Json::parse(message);
  gui::RealReport report;
  for (const Json& each : json.at("cases")) {
    gui::RealCase found;
    each.at("ran").get_to(found.ran);
    each.at("reason").get_to(found.reason);
    each.at("evidence").get_to(found.evidence);
    each.at("rounds").get_to(found.rounds);
    each.at("shortest_ps").get_to(found.shortest_ps);
    each.at("longest_ps").get_to(found.longest_ps);
    found.ratio = ratio_in(each.at("ratio"));
    found.result = result_in(each.at("result"));
    found.id = found.result.id;
    report.cases.push_back(std::move(found));
  }
  json.at("environment").get_to(report.environment);
  json.at("cancelled").get_to(report.cancelled);
  return report;
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
  for (const real::Path each : {real::Path::automatic, real::Path::veth, real::Path::loopback})
    if (json.at("path") == name_of(each)) request.options.path = each;
  for (const real::Drain each : {real::Drain::copy, real::Drain::trunc})
    if (json.at("drain") == name_of(each)) request.options.drain = each;
  request.options.traces = true;
  return request;
}

} // namespace copyscope::host
#endif
