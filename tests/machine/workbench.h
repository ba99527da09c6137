// A workbench for the parts of a machine: an engine, a trace that is written, one process with a
// file, and the textbook machine with MODEL.md's numbers. A test runs one thing and reads the rows.
#pragma once

#include "sim/machine/process.h"
#include "sim/trace/builder.h"

#include <string>
#include <utility>

namespace copyscope::machine::test {

constexpr Time ns(std::int64_t count) {
  return Time::from_ps(1000 * count);
}

constexpr Bytes kib(std::int64_t count) {
  return Bytes(1024 * count);
}

/// The preset `textbook`, its numbers written out: what a part costs must not follow the file.
inline scenario::Machine textbook() {
  scenario::Machine machine;
  machine.cpu.mode_switch = ns(100);
  machine.cpu.copy_bandwidth = Bandwidth::from_bytes(10'000'000'000);
  machine.cpu.interrupt = Time();
  machine.cpu.descriptor = ns(20);
  machine.cpu.map = Time();
  machine.cpu.pio_word = Bytes(4);
  machine.cpu.pio_time = ns(100);
  machine.disk.access_time = ns(100'000);
  machine.disk.bandwidth = Bandwidth::from_bytes(2'000'000'000);
  machine.dma.bandwidth = Bandwidth::from_bytes(8'000'000'000);
  machine.nic.scatter_gather = false;
  return machine;
}

/// 64 KiB in chunks of 64 KiB, nothing of it in the page cache.
inline scenario::Workload one_chunk() {
  scenario::Workload workload;
  workload.file_size = kib(64);
  workload.chunk = kib(64);
  workload.page_cache = {};
  return workload;
}

struct Workbench {
  explicit Workbench(const scenario::Machine& given = textbook(),
                     const scenario::Workload& workload = one_chunk())
      : parameters(given), recorder(engine, sink), machine(recorder, parameters, workload),
        process(recorder, machine, workload, 0, nullptr) {
    trace::Header header;
    header.case_id = "one";
    header.scenario.cases.resize(1);
    header.scenario.cases.front().id = header.case_id;
    header.scenario.cases.front().workload = workload;
    header.scenario.cases.front().machine = given;
    sink.start(header);
  }

  /// What a part returns lasts as long as it says; the part itself was asked just now.
  template <class Waited> void run(Waited waited) { run(waiting(std::move(waited))); }
  void run(engine::Task task) {
    engine.spawn(std::move(task));
    engine.run();
  }

  /// The trace of what was run; the bench is of no use afterwards.
  trace::Trace rows() {
    sink.finish(engine.now());
    return sink.take();
  }

  Chunk whole() { return process.whole_file(); }

  engine::Engine engine;
  trace::TraceBuilder sink;
  const scenario::Machine parameters;
  Recorder recorder;
  Machine machine;
  Process process;

private:
  template <class Waited> static engine::Task waiting(Waited waited) { co_await waited; }
};

inline Time length_of(const trace::Span& row) {
  return row.end - row.begin;
}

/// "disk", "dma.nic" …
inline std::string lane_of(const trace::Trace& trace, trace::SpanId row) {
  return trace.lane(trace[row]).name;
}

} // namespace copyscope::machine::test
