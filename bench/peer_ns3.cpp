// The hold model (hold.h) with ns-3: `peer_ns3 N EVENTS` prints its events a second.
#include "bench/hold.h"

#include <ns3/nstime.h>
#include <ns3/simulator.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

struct Hold {
  std::vector<copyscope::bench::HoldTimes> times;
  std::uint64_t to_do = 0;
  std::uint64_t measured = 0;
  std::clock_t begin = 0; ///< CPU time, as Google Benchmark's rates are
  double seconds = 0;
};

Hold hold;

void happen(std::size_t which) {
  if (hold.to_do == hold.measured) hold.begin = std::clock(); // the warm-up ends here
  if (hold.to_do-- == 0) {
    hold.seconds = static_cast<double>(std::clock() - hold.begin) / CLOCKS_PER_SEC;
    ns3::Simulator::Stop();
    return;
  }
  ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>(hold.times[which].next())),
                           &happen, which);
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: peer_ns3 N EVENTS\n");
    return 2;
  }
  const std::uint64_t n = std::strtoull(argv[1], nullptr, 10);
  hold.measured = std::strtoull(argv[2], nullptr, 10);
  hold.to_do = hold.measured + 20 * n + 100'000;
  for (std::uint64_t i = 0; i < n; ++i) {
    hold.times.emplace_back(i);
    ns3::Simulator::Schedule(ns3::TimeStep(0), &happen, static_cast<std::size_t>(i));
  }
  ns3::Simulator::Run();
  ns3::Simulator::Destroy();
  std::printf("%.0f\n", static_cast<double>(hold.measured) / hold.seconds);
}
