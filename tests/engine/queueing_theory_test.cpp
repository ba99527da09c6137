// Truth from outside: the mean waiting times of queueing theory, from a million customers each.
#include "sim/engine/engine.h"
#include "sim/engine/resource.h"
#include "tests/engine/ps.h"
#include "tests/engine/random.h"

#include <gtest/gtest.h>

#include <functional>

namespace copyscope::engine {
namespace {

constexpr std::int64_t mean_service = 1'000'000; // ps
constexpr int customers = 1'000'000;

using Service = std::int64_t (*)(Random&);

std::int64_t exponential_service(Random& random) {
  return random.exponential(mean_service);
}
std::int64_t constant_service(Random&) {
  return mean_service;
}

class Station {
public:
  Station(std::int64_t servers, Service service, std::uint64_t seed)
      : servers_(engine_, servers), service_(service), random_(seed) {}

  /// In units of the mean time of service.
  double mean_wait(double utilisation) {
    const double arrivals = utilisation * static_cast<double>(servers_.capacity());
    mean_gap_ = static_cast<std::int64_t>(static_cast<double>(mean_service) / arrivals);
    engine_.spawn(arrive());
    engine_.run();
    return static_cast<double>(waited_ps_) / customers / static_cast<double>(mean_service);
  }

private:
  Task arrive() {
    for (int i = 0; i < customers; ++i) {
      co_await engine_.delay(ps(random_.exponential(mean_gap_)));
      engine_.spawn(visit());
    }
  }

  Task visit() {
    const Time arrived = engine_.now();
    Resource::Lease server = co_await servers_.acquire();
    waited_ps_ += (engine_.now() - arrived).ps();
    co_await engine_.delay(ps(service_(random_)));
  }

  Engine engine_;
  Resource servers_;
  Service service_;
  Random random_;
  std::int64_t mean_gap_ = 0;
  std::int64_t waited_ps_ = 0;
};

// Erlang's C formula, over the rate at which a line of waiting customers shrinks.
double wait_of_m_m_c(int c, double utilisation) {
  const double load = c * utilisation;
  double term = 1; // load^k / k!
  double sum = 0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= load / (k + 1);
  }
  const double all_busy = term / (1 - utilisation);
  return all_busy / (sum + all_busy) / (c * (1 - utilisation));
}

void expect_within_two_percent(double measured, double formula) {
  EXPECT_NEAR(measured / formula, 1, 0.02) << "measured " << measured << ", formula " << formula;
}

TEST(QueueingTheory, the_mean_wait_of_m_m_1_is_that_of_the_formula) {
  for (const double u : {0.5, 0.6})
    expect_within_two_percent(Station(1, exponential_service, 1).mean_wait(u), u / (1 - u));
}

TEST(QueueingTheory, the_mean_wait_of_m_d_1_is_that_of_pollaczek_and_khinchine) {
  for (const double u : {0.5, 0.7})
    expect_within_two_percent(Station(1, constant_service, 1).mean_wait(u), u / (2 * (1 - u)));
}

TEST(QueueingTheory, the_mean_wait_of_m_m_c_is_that_of_erlang) {
  for (const int c : {2, 4})
    expect_within_two_percent(Station(c, exponential_service, 1).mean_wait(0.7),
                              wait_of_m_m_c(c, 0.7));
}

} // namespace
} // namespace copyscope::engine
