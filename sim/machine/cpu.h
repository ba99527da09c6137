// The CPU: what it does for a transfer, each as a row on its lane.
//
// Durations are MODEL.md's; every function returns what to co_await for the time to pass.
#pragma once

#include "sim/machine/process.h"
#include "sim/machine/recorder.h"
#include "sim/scenario/machine_parameters.h"

namespace copyscope::machine {

class Cpu {
public:
  using Delay = engine::Engine::Delay;

  Cpu(Recorder& recorder, const scenario::Machine& machine);

  /// Copies the chunk: bytes / cpu.copy_bandwidth.
  Delay copy(trace::Buffer source, trace::Buffer target, Chunk chunk);
  /// Programmed I/O, word by word through a device's port: ceil(bytes / cpu.pio_word) × pio_time.
  Delay pio(trace::Buffer source, trace::Buffer target, trace::Range range, const Process& process);
  /// Places a descriptor (address, length) in the socket buffer: cpu.descriptor.
  Delay describe(trace::Buffer source, Chunk chunk);
  /// Puts a reference to the pages into a pipe: no time at the textbook level.
  Delay reference(trace::Buffer source, Chunk chunk);
  /// Maps the page cache's pages into the process: cpu.map.
  Delay map(Chunk whole);
  /// Pins the process's pages for the NIC: no time at the textbook level.
  Delay pin(Chunk chunk);
  /// Serves a device's interrupt: cpu.interrupt. `cause` is "disk" or "nic".
  Delay interrupt(std::string_view cause, const trace::Span& transfer);

private:
  Recorder& recorder_;
  const scenario::Machine& machine_;
  trace::LaneId lane_;
};

} // namespace copyscope::machine
