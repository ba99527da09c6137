#include "sim/simulate/simulation.h"

#include "sim/simulate/outcome.h"
#include "sim/simulate/refusal.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

namespace copyscope::simulate {

using trace::Buffer;

namespace {

constexpr Bytes one_page{scenario::page_size}; // a pipe has room for one at least
constexpr Bytes largest_datagram{65'507};      // udp(7): 65,535 less the headers of IPv4 and UDP

const methods::Method& find_method(const scenario::Scenario& scenario, const scenario::Case& which,
                                   const methods::Registry& registry) {
  if (const methods::Method* method = registry.find(which.method)) return *method;
  throw refusal(scenario, which, fmt::format("the method `{}`", which.method),
                "a method that this program simulates");
}

// What a buffer can hold and holds at the start: of one client's where each has its own. At the
// textbook level a call takes as much as it is given, so a buffer is as large as what passes it at
// once.
trace::BufferInfo describe(Buffer buffer, const scenario::Case& which, bool maps_file) {
  const scenario::Workload& workload = which.workload;
  const scenario::Machine machine = machine::at_its_level(which.machine);
  const scenario::Machine::Mechanism& on = machine.mechanism;
  const Bytes file = workload.file_size;
  const Bytes chunk = std::min(workload.chunk, file);
  switch (buffer) {
  case Buffer::disk:
    return {buffer, file, file};
  case Buffer::page_cache: {
    const Bytes most = std::min(file, one_page * machine::cache_pages(machine, workload));
    return {buffer, most, std::min(most, scenario::resident_prefix(workload))};
  }
  case Buffer::user_buffer:
    return {buffer, maps_file ? file : chunk, Bytes(0)};
  case Buffer::pipe:
    return {buffer,
            on.pipe_limit ? std::min(chunk, std::max(one_page, machine.pipe.capacity)) : chunk,
            Bytes(0)};
  case Buffer::socket_buffer:
    return {buffer,
            on.send_buffer ? machine.socket.send_buffer
            : on.blocking  ? file
                           : chunk,
            Bytes(0)};
  default:
    return {buffer, file * workload.clients, Bytes(0)};
  }
}

// All clients' together.
trace::BufferInfo for_all_clients(trace::BufferInfo info, std::int64_t clients) {
  const bool own = info.buffer == Buffer::user_buffer || info.buffer == Buffer::pipe ||
                   info.buffer == Buffer::socket_buffer;
  if (own) info.capacity = info.capacity * clients;
  return info;
}

trace::Header header_of(const scenario::Scenario& scenario, const scenario::Case& which,
                        const methods::Method& method) {
  trace::Header header;
  header.scenario = scenario;
  header.case_id = which.id;
  header.method = which.method;
  header.source = trace::Source::simulated;
  header.level = which.machine.fidelity == scenario::Fidelity::linux ? "linux" : "textbook";
  header.program = "copyscope " COPYSCOPE_VERSION;
  for (const Buffer buffer : method.buffers)
    header.buffers.push_back(
        for_all_clients(describe(buffer, which, method.maps_file), which.workload.clients));
  return header;
}

scenario::InputError too_many_rows(const std::string& scenario, const std::string& which,
                                   const std::string& rows) {
  return refusal(
      scenario, which, fmt::format("a trace of {} rows", rows),
      fmt::format("at most {}; a larger chunk or a smaller file makes fewer", most_spans));
}

// Refuses what would have too many rows where that is known before: at the textbook level.
// Elsewhere the run itself ends with that error.
void require_bearable(const scenario::Scenario& scenario, const scenario::Case& which,
                      const methods::Registry& registry) {
  if (which.machine.fidelity != scenario::Fidelity::textbook) return;
  const std::int64_t spans = outcome_of(scenario, which, registry).spans;
  if (spans > most_spans) throw too_many_rows(scenario.id, which.id, fmt::format("{}", spans));
}

// Datagrams have a largest size, and nothing but a socket leads to the card that takes everything.
void require_possible(const scenario::Scenario& scenario, const scenario::Case& which) {
  if (machine::at_its_level(which.machine).path != scenario::Path::sink) return;
  if (which.method == "pio-read-write")
    throw refusal(scenario, which, "programmed I/O over the sink", "a method that uses a socket");
  if (which.workload.chunk > largest_datagram)
    throw refusal(scenario, which, fmt::format("a chunk of {}", to_string(which.workload.chunk)),
                  fmt::format("at most {}, what a UDP datagram holds: the sink is sent datagrams",
                              to_string(largest_datagram)));
}

// First for mmap(), then to send it.
bool goes_through_twice(const scenario::Case& which, const methods::Method& method) {
  return method.maps_file && machine::reads_what_is_mapped(machine::at_its_level(which.machine));
}

} // namespace

struct Simulation::State {
  State(const scenario::Scenario& scenario, const scenario::Case& which,
        const methods::Method& method, trace::TraceSink& to, machine::RoundObserver* observer)
      : sink(to), recorder(engine, started(scenario, which, method)),
        machine(recorder, which.machine, which.workload), scenario_id(scenario.id),
        case_id(which.id), work(which.workload.file_size * which.workload.clients *
                                (goes_through_twice(which, method) ? 2 : 1)) {
    require_possible(scenario, which);
    for (std::int64_t client = 0; client < which.workload.clients; ++client) {
      machine::Process& process = processes.emplace_back(
          recorder, machine, which.workload, static_cast<trace::TaskId>(client), observer);
      engine.spawn(life_of(process, method));
    }
  }

  /// A program from its begin to its end, with the core that it runs on.
  engine::Task life_of(machine::Process& process, const methods::Method& method) {
    co_await machine.cpu.begin(process);
    co_await method.send(machine, process);
    co_await machine.cpu.end(process);
    ++ended;
  }

  Bytes done() const {
    Bytes sum;
    for (const machine::Process& each : processes)
      sum += each.done();
    return sum;
  }

  trace::TraceSink& started(const scenario::Scenario& scenario, const scenario::Case& which,
                            const methods::Method& method) {
    sink.start(header_of(scenario, which, method));
    return sink;
  }

  trace::TraceSink& sink;
  engine::Engine engine;
  machine::Recorder recorder;
  machine::Machine machine;
  // At the textbook level it is known before that neither time nor rows are too many.
  void run(std::uint64_t budget) try {
    finished = engine.step(budget);
    const bool linux_level = machine.parameters.fidelity == scenario::Fidelity::linux;
    if (linux_level && recorder.rows() > most_spans)
      throw too_many_rows(scenario_id, case_id, fmt::format("more than {}", most_spans));
  } catch (const OverflowError&) {
    if (machine.parameters.fidelity == scenario::Fidelity::textbook) throw;
    throw too_long(scenario_id, case_id);
  }

  std::string scenario_id, case_id;
  std::deque<machine::Process> processes;
  std::size_t ended = 0;
  Bytes work; ///< a mapped file is gone through twice: brought in, then sent
  bool finished = false;
};

Simulation::Simulation(const scenario::Scenario& scenario, const scenario::Case& which,
                       const methods::Registry& registry, trace::TraceSink& sink,
                       machine::RoundObserver* observer)
    : state_(std::make_unique<State>(scenario, which, find_method(scenario, which, registry), sink,
                                     observer)) {}

Simulation::~Simulation() = default;

bool Simulation::step(std::uint64_t budget) {
  if (state_->finished) return true;
  state_->run(budget);
  if (state_->finished)
    engine::require(state_->ended == state_->processes.size(), "every program comes to its end");
  if (state_->finished) state_->sink.finish(state_->engine.now());
  return state_->finished;
}

double Simulation::progress() const {
  if (state_->finished) return 1.0;
  const auto work = static_cast<double>(state_->work.count());
  return work > 0 ? std::min(1.0, static_cast<double>(state_->done().count()) / work) : 0.0;
}

Time Simulation::now() const {
  return state_->engine.now();
}

trace::Trace trace_of(const scenario::Scenario& scenario, const scenario::Case& which,
                      const methods::Registry& registry, trace::BlockMemory memory) {
  require_bearable(scenario, which, registry);
  trace::TraceBuilder builder(memory);
  Simulation run(scenario, which, registry, builder);
  while (!run.step(1'000'000)) {
  }
  return builder.take();
}

std::unique_ptr<trace::Run> Simulator::start(const scenario::Scenario& scenario,
                                             const scenario::Case& which, trace::TraceSink& sink) {
  require_bearable(scenario, which, registry_);
  return std::make_unique<Simulation>(scenario, which, registry_, sink);
}

} // namespace copyscope::simulate
