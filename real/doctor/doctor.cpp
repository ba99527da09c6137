#include "real/doctor/doctor.h"

#include "real/sink/sink.h"

#include <algorithm>
#include <array>

namespace copyscope::real {

namespace {

constexpr std::int64_t page = 4096;
constexpr std::array tried_paths{Path::veth, Path::loopback, Path::unix_stream};

scenario::Case small_case(const std::string& method) {
  scenario::Case made;
  made.id = method;
  made.method = method;
  made.workload.file_size = Bytes(16 * page);
  made.workload.chunk = Bytes(4 * page);
  made.workload.page_cache.fraction = parse_decimal("1");
  made.machine.nic.scatter_gather = true;
  return made;
}

/// One round of each, whose bytes are checked at the other end.
analysis::Report sent(const std::vector<std::string>& methods, Path path,
                      const std::atomic<bool>& cancelled) {
  scenario::Scenario scenario;
  scenario.id = "doctor";
  std::vector<const scenario::Case*> cases;
  for (const std::string& each : methods)
    scenario.cases.push_back(small_case(each));
  for (const scenario::Case& each : scenario.cases)
    cases.push_back(&each);
  Options options;
  options.rounds = 1;
  options.path = path;
  return run(scenario, cases, options, {}, cancelled);
}

Check check_of(const analysis::CaseReport& report, Check::Kind kind, std::string name) {
  Check check{kind, std::move(name), report.ran(), {}, report.reason, {}};
  // A reason that knows what is to be done says it behind a semicolon.
  if (const auto semicolon = check.refused.rfind("; "); semicolon != std::string::npos) {
    check.remedy = check.refused.substr(semicolon + 2);
    check.refused.resize(semicolon);
  }
  return check;
}

/// The sender alone, for a moment.
Check check_of_sink(const std::atomic<bool>& cancelled) {
  constexpr std::chrono::seconds moment{2}; // at most: it ends as soon as a median is known
  SinkGround ground;
  analysis::CaseReport report;
  try {
    const std::vector<SinkFigure> figures = measure_on_sink(
        {{.method = "read-write"}}, {.time = moment, .within = 1}, {}, cancelled, &ground);
    report.reason = figures.front().unavailable;
  } catch (const SystemError& error) { // no room for its files
    report.reason = error.what();
  }
  if (!report.reason.empty()) report.state = analysis::CaseReport::State::unavailable;
  Check check = check_of(report, Check::Kind::path, "sink");
  if (check.allowed) check.found = ground.device;
  return check;
}

} // namespace

std::string_view name_of(Check::Kind kind) {
  switch (kind) {
  case Check::Kind::path:
    return "path";
  case Check::Kind::method:
    return "method";
  case Check::Kind::probe:
    return "probe";
  }
  return "";
}

std::vector<Check> examine(const std::vector<std::string>& methods, const Progress& progress,
                           const std::atomic<bool>& cancelled) {
  std::vector<Check> checks;
  const auto say = [&](double done, std::string_view what) {
    if (progress) progress(done, what);
  };
  for (const Path path : tried_paths) {
    say(0.1 * static_cast<double>(checks.size()), name_of(path));
    const analysis::Report report = sent({"read-write"}, path, cancelled);
    checks.push_back(check_of(report.cases.front(), Check::Kind::path, std::string(name_of(path))));
  }
  checks.push_back(check_of_sink(cancelled));
  say(0.5, "");
  // Over the first path that there is, without what automatic would time besides.
  const bool has_veth = checks.front().allowed;
  const analysis::Report report = sent(methods, has_veth ? Path::veth : Path::loopback, cancelled);
  for (const analysis::CaseReport& each : report.cases)
    checks.push_back(check_of(each, Check::Kind::method, each.id()));
  say(0.9, "");
  std::ranges::move(examine_probes(), std::back_inserter(checks));
  return checks;
}

} // namespace copyscope::real
