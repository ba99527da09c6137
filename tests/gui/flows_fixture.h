// A run with several flows in the window: as a saved trace, from no scenario.
#pragma once

#include "sim/trace/file/save.h"
#include "tests/gui/services_for_tests.h"
#include "tests/trace/observed_run.h"

#include <string>

namespace copyscope::gui {

inline std::string saved_flows(int cpus, int flows, int calls = 600) {
  trace::test::Plan plan;
  plan.cpus = cpus;
  plan.flows = flows;
  plan.calls = calls;
  plan.header = trace::test::observed_header();
  plan.header.title = "worker, " + std::to_string(flows) + " connections";
  std::string bytes;
  trace::save_file(trace::test::many_flows(plan), [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

} // namespace copyscope::gui
