// The CPU's run queue against queueing theory: a million threads that arrive, do one row of work on
// a core, and end. The switches between them cost nothing, and a quantum is longer than any job.
#include "sim/engine/queue.h"
#include "sim/machine/work.h"
#include "tests/engine/random.h"

#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace copyscope::machine {
namespace {

constexpr std::int64_t mean_service = 1'000'000; // ps
constexpr int jobs = 1'000'000;

/// Nobody reads a trace of a million jobs.
class NoTrace final : public trace::TraceSink {
public:
  void start(const trace::Header&) override {}
  trace::LaneId lane(const trace::Lane&) override { return 0; }
  trace::StringId name(std::string_view) override { return 0; }
  trace::StringId label(std::string_view) override { return 0; }
  trace::TaskId task(const trace::Task&) override { return 0; }
  trace::ObjectId object(const trace::Object&) override { return 0; }
  trace::FlowId flow(const trace::Flow&) override { return 0; }
  trace::CallId call(const trace::Call&) override { return 0; }
  void end_call(trace::CallId, Time, std::int64_t) override {}
  trace::Ticket add(const trace::Span&) override { return rows_++; }
  void end(trace::Ticket, Time) override {}
  void finish(Time) override {}

private:
  trace::Ticket rows_ = 0;
};

scenario::Machine that_switches_for_nothing() {
  scenario::Machine machine;
  machine.cpu.quantum = Time::from_ps(1'000'000 * mean_service);
  machine.mechanism.blocking = true;
  return machine;
}

using Service = std::int64_t (*)(engine::Random&);

std::int64_t exponential(engine::Random& random) {
  return random.exponential(mean_service);
}
std::int64_t constant(engine::Random&) {
  return mean_service;
}

class Cores {
public:
  Cores(std::size_t cores, Service distribution) : service_(distribution) {
    for (std::size_t i = 0; i < cores; ++i)
      cores_.emplace_back(recorder_, parameters_, bus_, i);
  }

  /// Threads that all run on the first core. In units of the mean time of service.
  double mean_wait_in_its_run_queue(double utilization) {
    engine_.spawn(arrive(utilization));
    return run();
  }

  /// A machine has a run queue for each core. For one queue before several cores, they take jobs
  /// out of one that they share.
  double mean_wait_before_all(double utilization) {
    for (std::size_t core = 0; core < cores_.size(); ++core)
      engine_.spawn(take_jobs(cores_[core], free_thread()));
    engine_.spawn(bring_jobs(utilization));
    return run();
  }

  int unlike_lindley() const { return unlike_lindley_; }

private:
  struct Job {
    Time came, service;
  };

  double run() {
    engine_.run();
    return static_cast<double>(waited_.ps()) / jobs / static_cast<double>(mean_service);
  }

  Time gap(double utilization) {
    const double arrivals = utilization * static_cast<double>(cores_.size());
    return Time::from_ps(random_.exponential(
        static_cast<std::int64_t>(static_cast<double>(mean_service) / arrivals)));
  }
  Time service() { return Time::from_ps(service_(random_)); }

  // Lindley: who comes waits for as long as the one before did, and its service, less the time
  // between the two.
  engine::Task arrive(double utilization) {
    Time wait, before;
    for (int i = 0; i < jobs; ++i) {
      const Time since = gap(utilization);
      wait = std::max(Time(), wait + before - since);
      before = service();
      co_await engine_.delay(since);
      engine_.spawn(live(free_thread(), before, wait));
    }
  }

  engine::Task live(Thread& thread, Time service, Time lindley) {
    const Time came = engine_.now();
    co_await cores_[0].start(thread);
    const Time wait = engine_.now() - came;
    waited_ += wait;
    unlike_lindley_ += wait != lindley;
    co_await Work(recorder_, cores_[0], thread, thread.row(trace::Kind::kernel_work),
                  {service, {}, {}});
    co_await cores_[0].retire(thread);
    free_.push_back(&thread);
  }

  engine::Task bring_jobs(double utilization) {
    for (int i = 0; i < jobs; ++i) {
      co_await engine_.delay(gap(utilization));
      co_await shared_.push({engine_.now(), service()});
    }
  }

  engine::Task take_jobs(Core& core, Thread& thread) {
    for (;;) {
      const Job job = co_await shared_.pop();
      co_await core.start(thread);
      waited_ += engine_.now() - job.came;
      co_await Work(recorder_, core, thread, thread.row(trace::Kind::kernel_work),
                    {job.service, {}, {}});
      co_await core.retire(thread);
    }
  }

  Thread& free_thread() {
    if (free_.empty()) {
      const auto id = static_cast<trace::TaskId>(threads_.size());
      free_.push_back(threads_.emplace_back(std::make_unique<Thread>(recorder_, id, 0)).get());
    }
    Thread* const thread = free_.back();
    free_.pop_back();
    return *thread;
  }

  engine::Engine engine_;
  NoTrace sink_;
  Recorder recorder_{engine_, sink_};
  const scenario::Machine parameters_ = that_switches_for_nothing();
  MemoryBus bus_{engine_, parameters_};
  std::deque<Core> cores_;
  std::vector<std::unique_ptr<Thread>> threads_;
  std::vector<Thread*> free_;
  engine::Queue<Job> shared_{engine_};
  engine::Random random_{1};
  Service service_;
  Time waited_;
  int unlike_lindley_ = 0;
};

void expect_in_theory(const char* what, double measured, double formula) {
  EXPECT_NEAR(measured / formula, 1, 0.02) << what << ": " << measured << ", in theory " << formula;
}

TEST(RunQueueTheory, m_m_1) {
  for (const double u : {0.5, 0.6}) {
    Cores one(1, exponential);
    expect_in_theory("M/M/1", one.mean_wait_in_its_run_queue(u), u / (1 - u));
    EXPECT_EQ(one.unlike_lindley(), 0) << "of a million, to the picosecond";
  }
}

TEST(RunQueueTheory, m_d_1) {
  for (const double u : {0.5, 0.7}) {
    Cores one(1, constant);
    expect_in_theory("M/D/1", one.mean_wait_in_its_run_queue(u), u / (2 * (1 - u)));
    EXPECT_EQ(one.unlike_lindley(), 0) << "of a million, to the picosecond";
  }
}

// Erlang's C: the share of jobs that find all three cores at work, over the rate at which a queue
// then shrinks.
TEST(RunQueueTheory, m_m_3_with_one_queue_before_three_cores) {
  const double u = 0.7, load = 3 * u;
  const double all_busy = load * load * load / 6 / (1 - u);
  const double waits = all_busy / (1 + load + load * load / 2 + all_busy);
  expect_in_theory("M/M/3", Cores(3, exponential).mean_wait_before_all(u), waits / (3 * (1 - u)));
}

} // namespace
} // namespace copyscope::machine
