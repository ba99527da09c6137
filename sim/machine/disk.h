// The disk: it has the file, and needs its access time before each transfer.
#pragma once

#include "sim/machine/process.h"
#include "sim/machine/recorder.h"
#include "sim/scenario/machine_parameters.h"

namespace copyscope::machine {

class Disk {
public:
  Disk(Recorder& recorder, const scenario::Machine& machine);

  /// Finds the range: disk.access_time. The transfer begins at its end.
  engine::Engine::Delay access(trace::Range range, const Process& process);

private:
  Recorder& recorder_;
  Time access_time_;
  trace::LaneId lane_;
};

} // namespace copyscope::machine
