#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "cli/real_messages.h"

#include "sim/analysis/figures.h"

#include <nlohmann/json.hpp>

namespace copyscope::cli {

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

std::string report_message(const real::Report& report) {
  Json cases = Json::array();
  for (const real::CaseResult& each : report.cases)
    cases.push_back({{"ran", each.status == real::CaseResult::Status::ok},
                     {"reason", each.reason.empty() ? each.note : each.reason},
                     {"evidence", Pairs(each.evidence.begin(), each.evidence.end())},
                     {"result", result_json(each.figures)}});
  const Json message = {{"cases", std::move(cases)}, {"environment", report.environment}};
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
    found.result = result_in(each.at("result"));
    found.id = found.result.id;
    report.cases.push_back(std::move(found));
  }
  json.at("environment").get_to(report.environment);
  return report;
}

} // namespace copyscope::cli
#endif
