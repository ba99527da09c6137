// MODEL.md's invariant 6, read off the trace: what came to a queue, waited in it and left.
//
// Little's law: the mean number of those who are there is the rate at which they come times the
// mean time that each stays. Over a whole run it is exact, in picoseconds. And no queue waits for
// nothing: who serves it is busy as long as somebody waits.
#include "sim/simulate/simulation.h"
#include "tests/simulate/linux_case.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace copyscope {
namespace {

using trace::Kind;
using trace::LaneKind;
using trace::Span;
using trace::Trace;

struct Visit {
  Time came, begun, left;
};
using Visits = std::vector<Visit>;

// The numbers who wait and who are served, from moment to moment.
struct Queue {
  std::map<Time, std::pair<std::int64_t, std::int64_t>> changes;

  explicit Queue(const Visits& visits) {
    for (const Visit& each : visits) {
      ++changes[each.came].first;
      --changes[each.begun].first;
      ++changes[each.begun].second;
      --changes[each.left].second;
    }
  }
};

void expect_littles_law(const Visits& visits, Time end) {
  std::int64_t waiting = 0, served = 0, area = 0, stay = 0;
  Time before;
  for (const auto& [at, change] : Queue(visits).changes) {
    area += (waiting + served) * (at - before).ps();
    waiting += change.first;
    served += change.second;
    EXPECT_GE(waiting, 0);
    before = at;
  }
  EXPECT_EQ(waiting + served, 0) << "all have left";
  EXPECT_LE(before, end);
  for (const Visit& each : visits) {
    EXPECT_LE(each.came, each.begun);
    EXPECT_LE(each.begun, each.left);
    stay += (each.left - each.came).ps();
  }
  EXPECT_EQ(area, stay); // number × time = rate × time × mean stay
}

// As long as somebody waits, all who serve are at work; they are never more than there are.
void expect_no_idle_server(const Visits& visits, std::int64_t servers) {
  std::int64_t waiting = 0, served = 0;
  for (const auto& [at, change] : Queue(visits).changes) {
    waiting += change.first;
    served += change.second;
    EXPECT_LE(served, servers);
    EXPECT_TRUE(waiting == 0 || served == servers)
        << waiting << " wait at " << to_string(at) << ", served are " << served;
  }
}

void expect_first_come_first_served(Visits visits) {
  std::stable_sort(visits.begin(), visits.end(),
                   [](const Visit& a, const Visit& b) { return a.came < b.came; });
  for (std::size_t i = 1; i < visits.size(); ++i)
    EXPECT_TRUE(visits[i - 1].came == visits[i].came || visits[i - 1].begun <= visits[i].begun);
}

// The rows of a run that a queue is read off, by the flow that they are of.
struct Rows {
  std::map<trace::FlowId, std::vector<Span>> disk_waits, accesses, disk_interrupts, queued, fetched;
  std::map<trace::LaneId, std::vector<Span>> cpus;
  std::vector<Span> gave_way;

  explicit Rows(const Trace& trace) {
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      const Span row = trace[id];
      const LaneKind lane = trace.lane(row).kind;
      if (lane == LaneKind::cpu) cpus[row.lane].push_back(row);
      if (row.kind == Kind::wait) {
        if (trace.name(row) == "disk") disk_waits[row.flow].push_back(row);
        if (trace.name(row) == "run queue") gave_way.push_back(row);
      }
      if (row.kind == Kind::disk_access) accesses[row.flow].push_back(row);
      if (row.kind == Kind::interrupt && trace.name(row) == "disk")
        disk_interrupts[row.flow].push_back(row);
      if (row.kind == Kind::cpu_copy) queued[row.flow].push_back(row);
      if (row.kind == Kind::dma_copy && row.target == trace::Buffer::nic)
        fetched[row.flow].push_back(row);
    }
  }
};

// A thread asks when it begins to wait; the disk has done with the request after its interrupt.
Visits of_the_disk(const Rows& rows) {
  Visits visits;
  for (const auto& [flow, waits] : rows.disk_waits) {
    const std::vector<Span>& accesses = rows.accesses.at(flow);
    const std::vector<Span>& done = rows.disk_interrupts.at(flow);
    EXPECT_EQ(waits.size(), accesses.size());
    EXPECT_EQ(waits.size(), done.size());
    for (std::size_t i = 0; i < waits.size(); ++i)
      visits.push_back({waits[i].begin, accesses[i].begin, done[i].end});
  }
  return visits;
}

// A copy into the socket buffer is in the card's queue when it has ended.
Visits of_the_card(const Rows& rows) {
  Visits visits;
  for (const auto& [flow, copies] : rows.queued) {
    const std::vector<Span>& fetches = rows.fetched.at(flow);
    EXPECT_EQ(copies.size(), fetches.size());
    for (std::size_t i = 0; i < copies.size(); ++i) {
      EXPECT_EQ(copies[i].range(), fetches[i].range());
      visits.push_back({copies[i].end, fetches[i].begin, fetches[i].end});
    }
  }
  return visits;
}

// Who waited for the disk waits for its core once the disk has interrupted; who gives way, at once.
std::map<std::size_t, Visits> of_the_run_queues(const Rows& rows, std::size_t cores) {
  std::map<std::size_t, Visits> visits;
  for (const auto& [flow, waits] : rows.disk_waits)
    for (std::size_t i = 0; i < waits.size(); ++i) {
      const Time ready = rows.disk_interrupts.at(flow)[i].end;
      visits[flow % cores].push_back({ready, waits[i].end, waits[i].end});
    }
  for (const Span& wait : rows.gave_way)
    visits[wait.flow % cores].push_back({wait.begin, wait.end, wait.end});
  return visits;
}

// Rows of a lane cover each moment at which somebody waits for it.
void expect_busy_meanwhile(const std::vector<Span>& rows, const Visits& visits) {
  std::vector<std::pair<Time, Time>> busy;
  for (const Span& row : rows) {
    if (busy.empty() || row.begin > busy.back().second)
      busy.push_back({row.begin, row.end});
    else
      busy.back().second = std::max(busy.back().second, row.end);
  }
  for (const Visit& each : visits) {
    if (each.came == each.begun) continue;
    const bool covered = std::any_of(busy.begin(), busy.end(), [&](const auto& time) {
      return time.first <= each.came && each.begun <= time.second;
    });
    EXPECT_TRUE(covered) << "from " << to_string(each.came) << " to " << to_string(each.begun);
  }
}

// A method that asks the disk for each chunk, and a card that takes what is copied, so that what
// came when can be read off the rows.
scenario::Scenario next_with_queues(RandomLinuxCases& random) {
  scenario::Scenario scenario = random.next(20);
  scenario::Case& which = scenario.cases[0];
  which.method = "direct-io";
  which.workload.clients = static_cast<std::int64_t>(1 + random.upto(7));
  scenario::Machine& machine = which.machine;
  machine.path = scenario::Path::wire;
  machine.mechanism.blocking = true;
  machine.mechanism.pages = machine.mechanism.send_buffer = false;
  // Near to one another, so that each is the bottleneck now and then.
  machine.cpu.cores = static_cast<std::int64_t>(1 + random.upto(2));
  machine.disk.queue_depth = static_cast<std::int64_t>(1 + random.upto(3));
  machine.disk.access_time = Time::from_ps(static_cast<std::int64_t>(random.upto(20'000'000)));
  if (random.upto(1) == 0)
    machine.dma.bandwidth =
        Bandwidth::from_bytes(static_cast<std::int64_t>(100'000'000 + random.upto(400'000'000)));
  return scenario;
}

TEST(Queues, keep_littles_law_and_never_wait_for_nothing) {
  RandomLinuxCases random(6);
  std::size_t disk = 0, card = 0, cpu = 0;
  const auto waited = [](const Visits& visits) {
    return static_cast<std::size_t>(std::count_if(
        visits.begin(), visits.end(), [](const Visit& each) { return each.came < each.begun; }));
  };
  for (int i = 0; i < 400; ++i) {
    const scenario::Scenario scenario = next_with_queues(random);
    const scenario::Case& which = scenario.cases[0];
    SCOPED_TRACE(i);
    const Trace trace = simulate::trace_of(scenario, which, methods::all_methods());
    const Rows rows(trace);

    const Visits at_disk = of_the_disk(rows);
    expect_littles_law(at_disk, trace.end());
    expect_no_idle_server(at_disk, which.machine.disk.queue_depth);
    expect_first_come_first_served(at_disk);
    disk += waited(at_disk);

    const Visits at_card = of_the_card(rows);
    expect_littles_law(at_card, trace.end());
    expect_no_idle_server(at_card, 1);
    expect_first_come_first_served(at_card);
    card += waited(at_card);

    const auto cores = static_cast<std::size_t>(which.machine.cpu.cores);
    for (const auto& [core, visits] : of_the_run_queues(rows, cores)) {
      expect_littles_law(visits, trace.end());
      for (const auto& [lane, on_cpu] : rows.cpus)
        if (trace.lanes()[lane].index == core) expect_busy_meanwhile(on_cpu, visits);
      cpu += waited(visits);
    }
    if (HasFailure()) return;
  }
  for (const std::size_t each : {disk, card, cpu})
    EXPECT_GT(each, 500u) << "a queue that nobody waits in tells nothing";
}

} // namespace
} // namespace copyscope
