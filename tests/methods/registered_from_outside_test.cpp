// Adding a method touches its own file and its texts only: this one lives in the tests, and gets
// its trace, its ledger, its result and its listing from rooms that have never heard of it.
#include "assets/assets.h"
#include "export/data/writers.h"
#include "sim/analysis/result.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

using machine::Chunk;
using trace::Buffer;

// A mythical call that reads and sends in one go, with one copy by the CPU.
engine::Task teleport(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("teleport");
    co_await m.page_cache.bring_in(chunk);
    co_await p.socket.copy(Buffer::page_cache, chunk);
    co_await p.leave();
    co_await m.nic.transmit(p.socket);
  }
}

constexpr const char* texts = R"toml(
schema  = 1
id      = "teleport"
title   = { en = "teleport", zh = "瞬移" }
summary = { en = "One call does it all.", zh = "一次调用，全部完成。" }
explain = { en = "There is no such call.", zh = "并没有这样的调用。" }
sources = ["teleport(2)"]
listing = [
  { code = "while (left > 0)" },
  { code = "  teleport(sock, fd, chunk);", label = "teleport" },
]
)toml";

TEST(AMethodRegisteredFromOutside, gets_its_figures_and_its_lines_like_any_other) {
  methods::Registry registry = methods::all_methods();
  registry.add({"teleport",
                teleport,
                {Buffer::disk, Buffer::page_cache, Buffer::socket_buffer, Buffer::nic}});
  const assets::Method listing = assets::parse_method(texts, "teleport.toml");

  scenario::Scenario scenario = RandomCases(4).next();
  scenario::Case& which = scenario.cases[0];
  which.method = "teleport";
  which.workload = {.file_size = Bytes(10000), .chunk = Bytes(4096), .page_cache = {}};

  const auto outcome = simulate::outcome_of(scenario, which, registry);
  EXPECT_EQ(outcome.ledger.copies.cpu, 3);
  const trace::Trace trace = simulate::trace_of(scenario, which, registry);
  const analysis::Result result = analysis::result_of(trace);
  EXPECT_EQ(result.syscalls_by_name,
            (std::vector<std::pair<std::string, std::int64_t>>{{"teleport", 3}}));

  std::string csv;
  exports::write_csv({trace, Time(), trace.end()}, &listing,
                     [&](std::string_view piece) { csv += piece; });
  EXPECT_NE(csv.find(",cpu_copy,0,1,page_cache,socket_buffer,0,4096,2,"), std::string::npos) << csv;
}

TEST(AMethodRegisteredFromOutside, is_unknown_where_it_is_not_registered) {
  scenario::Scenario scenario = RandomCases(4).next();
  scenario.cases[0].method = "teleport";
  EXPECT_THROW(simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods()),
               scenario::InputError);
}

} // namespace
} // namespace copyscope
