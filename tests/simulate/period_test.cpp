// A transfer that has become steady costs the same whatever its size, and comes to exactly what it
// comes to round by round, at the level `linux` too.
#include "sim/simulate/outcome.h"
#include "sim/simulate/period.h"
#include "sim/simulate/simulation.h"
#include "tests/sanitized.h"
#include "tests/simulate/linux_case.h"
#include "tests/simulate/shrink.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

bool has_a_period(const scenario::Scenario& scenario) {
  trace::LedgerSink sink;
  simulate::PeriodFinder finder(sink);
  simulate::Simulation run(scenario, scenario.cases[0], methods::all_methods(), sink, &finder);
  while (!run.step(100'000)) {
  }
  return finder.found().has_value();
}

TEST(Periods, come_to_what_every_round_comes_to) {
  RandomLinuxCases random(17);
  const methods::Registry& registry = methods::all_methods();
  int found = 0;
  for (int i = 0; i < test::tries(1000); ++i) {
    scenario::Scenario scenario = random.next();
    scenario::Case& which = scenario.cases[0];
    which.workload.clients = 1;
    which.workload.page_cache.fraction = {random.upto(1), 0};
    const Bytes chunk(static_cast<std::int64_t>(1 + random.upto(20'000)));
    which.workload.chunk = random.upto(1) == 0 ? chunk : Bytes(4096 * (1 + chunk.count() / 4096));
    which.workload.file_size = which.workload.chunk * (300 + static_cast<int>(random.upto(100)));
    switch (random.upto(2)) { // else: smaller than the file, and full where the file is warm
    case 0:
      which.machine.page_cache.capacity = Bytes(1 << 28);
      break;
    case 1:
      which.machine.page_cache.capacity = Bytes(which.workload.file_size.count() / 8);
      break;
    }
    which.machine.page_cache.readahead_max =
        Bytes(static_cast<std::int64_t>(4096 * random.upto(16)));
    which.machine.socket.send_buffer += which.workload.chunk;
    SCOPED_TRACE(i);
    const bool equal = holds(scenario, [&](const scenario::Scenario& each) {
      EXPECT_EQ(simulate::outcome_of(each, each.cases[0], registry),
                simulate::outcome_round_by_round(each, each.cases[0], registry));
    });
    if (!equal) return;
    found += has_a_period(scenario);
  }
  EXPECT_GT(found, test::tries(200)); // in which there was something to leave out
}

TEST(Periods, are_found_in_a_gigantic_transfer) {
  scenario::Scenario scenario = RandomLinuxCases(1).next();
  scenario::Case& which = scenario.cases[0];
  which.machine = scenario::load_preset(assets::preset_toml("textbook").value(), "textbook.toml");
  which.machine.fidelity = scenario::Fidelity::linux;
  which.machine.page_cache.capacity = Bytes(1 << 26); // most of the file has to go again
  for (const char* method : {"read-write", "sendfile", "splice", "io-uring", "direct-io",
                             "mmap-write", "msg-zerocopy", "vmsplice-splice"}) {
    SCOPED_TRACE(method);
    which.method = method;
    which.workload = {};
    which.workload.file_size = Bytes(std::int64_t{1} << 42); // 4 TiB: no time for each round
    const simulate::Outcome outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    EXPECT_EQ(outcome.ledger.held_by(trace::Buffer::nic), std::int64_t{1} << 42);
    EXPECT_GT(outcome.spans, 200'000'000);
  }
}

} // namespace
} // namespace copyscope
