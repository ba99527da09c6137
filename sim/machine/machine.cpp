#include "sim/machine/machine.h"

namespace copyscope::machine {

scenario::Machine at_its_level(scenario::Machine machine) {
  if (machine.fidelity == scenario::Fidelity::linux) return machine;
  machine.mechanism = {};
  machine.path = scenario::Path::wire;
  machine.cpu.cores = 1;
  machine.disk.queue_depth = 1;
  machine.socket.nonblocking = false;
  return machine;
}

} // namespace copyscope::machine
