// The hold model (hold.h) with SimGrid's actors: `peer_simgrid N EVENTS` prints its events a
// second.
#include "bench/hold.h"

#include <simgrid/s4u.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

namespace sg4 = simgrid::s4u;
struct Hold {
  std::uint64_t to_do = 0;
  std::uint64_t measured = 0;
  std::clock_t begin = 0; ///< CPU time, as Google Benchmark's rates are
  double seconds = 0;
};

Hold hold;

void actor(std::uint64_t seed) {
  copyscope::bench::HoldTimes times(seed);
  for (;;) {
    sg4::this_actor::sleep_for(static_cast<double>(times.next()) * 1e-3);
    if (hold.to_do == hold.measured) hold.begin = std::clock(); // the warm-up ends here
    if (hold.to_do-- == 0) {
      hold.seconds = static_cast<double>(std::clock() - hold.begin) / CLOCKS_PER_SEC;
      std::printf("%.0f\n", static_cast<double>(hold.measured) / hold.seconds);
      std::fflush(stdout);
      std::_Exit(0); // taking down the actors one by one is not what is measured
    }
  }
}

} // namespace

int main(int argc, char** argv) {
  sg4::Engine engine(&argc, argv);
  // Small stacks without guard pages, so that 64,000 actors fit.
  sg4::Engine::set_config("contexts/stack-size:16");
  sg4::Engine::set_config("contexts/guard-size:0");
  if (argc != 3) {
    std::fprintf(stderr, "usage: peer_simgrid N EVENTS\n");
    return 2;
  }
  const std::uint64_t n = std::strtoull(argv[1], nullptr, 10);
  hold.measured = std::strtoull(argv[2], nullptr, 10);
  hold.to_do = hold.measured + 2 * n;
  auto* zone = sg4::create_full_zone("zone");
  auto* host = zone->create_host("host", 1e9);
  zone->seal();
  for (std::uint64_t i = 0; i < n; ++i)
    sg4::Actor::create("actor" + std::to_string(i), host, actor, i);
  engine.run();
}
