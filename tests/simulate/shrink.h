// What to look at when a random case of the level `linux` fails: the simplest case that still does.
//
//   if (!holds(random.next(), [](const scenario::Scenario& each) { EXPECT_…; })) return;
//
// A case is simplified one step at a time, as long as it fails: mechanisms off, parameters to those
// of the ideal machine, one client, a smaller file.
#pragma once

#include "tests/simulate/ideal_machine.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace copyscope {

/// Says by gtest's EXPECT and ASSERT, or by throwing, what does not hold of a scenario's first
/// case.
using Check = std::function<void(const scenario::Scenario&)>;

/// Whether the check finds anything; what it says is kept from the test's report.
inline bool fails(const scenario::Scenario& scenario, const Check& check) {
  testing::TestPartResultArray found;
  const testing::ScopedFakeTestPartResultReporter kept(
      testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &found);
  try {
    check(scenario);
  } catch (const std::exception&) {
    return true;
  }
  for (int i = 0; i < found.size(); ++i)
    if (found.GetTestPartResult(i).failed()) return true;
  return false;
}

/// A parameter of one machine becomes that of another.
inline void take(scenario::Machine& machine, scenario::Machine from,
                 const scenario::Parameter& parameter) {
  std::visit([&](auto* to) { *to = *std::get<decltype(to)>(parameter.slot(from)); },
             parameter.slot(machine));
}

/// The cases that are one step simpler.
inline std::vector<scenario::Scenario> simpler(const scenario::Scenario& scenario) {
  std::vector<scenario::Scenario> all;
  const scenario::Case& which = scenario.cases[0];
  const auto with = [&]() -> scenario::Case& { return all.emplace_back(scenario).cases[0]; };
  if (which.workload.clients > 1) {
    with().workload.clients = 1;
    with().workload.clients = which.workload.clients - 1;
  }
  const std::int64_t size = which.workload.file_size.count();
  if (size > 0) {
    with().workload.file_size = Bytes(size / 2);
    with().workload.file_size = Bytes(size - std::min(size, which.workload.chunk.count()));
    with().workload.file_size = Bytes(size - 1);
  }
  scenario::Machine ideal = ideal_machine();
  ideal.mechanism = {};
  for (const scenario::Parameter& each : scenario::parameters())
    if (value_of(which.machine, each) != value_of(ideal, each)) take(with().machine, ideal, each);
  return all;
}

/// As simple as `failing` can be while the check still fails.
inline scenario::Scenario shrunk(scenario::Scenario failing, const Check& check) {
  for (bool found = true; found;) {
    found = false;
    for (scenario::Scenario& each : simpler(failing)) {
      if (!fails(each, check)) continue;
      failing = std::move(each);
      found = true;
      break;
    }
  }
  return failing;
}

/// The case in words, with what differs from the ideal machine as the command line takes it.
inline std::string told(const scenario::Case& which) {
  std::string text = which.method + ", " + to_string(which.workload.file_size) + " by " +
                     to_string(which.workload.chunk) + ", " +
                     std::to_string(which.workload.clients) + " clients, resident " +
                     to_string(scenario::resident_prefix(which.workload));
  scenario::Machine ideal = ideal_machine();
  ideal.mechanism = {};
  for (const scenario::Parameter& each : scenario::parameters())
    if (value_of(which.machine, each) != value_of(ideal, each))
      text +=
          " --set machine." + std::string(each.path) + "='" + value_of(which.machine, each) + "'";
  return text;
}

/// Whether the check finds nothing. Else the test fails with what it says of the simplest case.
inline bool holds(const scenario::Scenario& scenario, const Check& check) {
  if (!fails(scenario, check)) return true;
  const scenario::Scenario simple = shrunk(scenario, check);
  SCOPED_TRACE("the simplest case that fails: " + told(simple.cases[0]));
  check(simple);
  return false;
}

} // namespace copyscope
