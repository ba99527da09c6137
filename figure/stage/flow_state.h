// How far a flow is at a moment, what it does, and which CPUs work for it: read from the trace's
// questions. The flow in front has the whole stage; the others are cells of a strip (flow_strip.h).
#pragma once

#include "assets/assets.h"
#include "figure/stage/stage_state.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::figure {

/// A CPU at a moment, and the flow that it works for.
struct CpuService {
  trace::LaneId lane = 0;
  int number = 0;                      ///< of the CPU
  trace::FlowId flow = trace::no_flow; ///< none: it idles, or works for several
  CpuMode mode = CpuMode::idle;

  friend bool operator==(const CpuService&, const CpuService&) = default;
};
/// Of every CPU, in rising order of their numbers. A row says for which flow it is; between rows
/// the CPU is the task's that runs there, and that of the flow whose call it is in.
std::vector<CpuService> cpu_services(const trace::Trace& trace, trace::Cursor cursor);

struct FlowState {
  enum class Does : unsigned char {
    nothing_yet, ///< no row of it has begun
    runs,        ///< a CPU works for it
    waits,       ///< in `call`
    in_call,     ///< and no CPU works for it
    between,     ///< in no call
    done         ///< all of its rows have ended
  };
  trace::FlowId flow = 0;
  std::int64_t arrived = 0; ///< bytes in the last object of its path
  std::int64_t bytes = 0;   ///< of the journey, or else what arrives in the end; 0: not known
  trace::Kind brought_by = trace::Kind::dma_copy; ///< what brings bytes to the last object
  Does does = Does::nothing_yet;
  std::string call;             ///< that it is in; may be empty
  std::vector<CpuService> cpus; ///< that work for it

  double share() const {
    return bytes > 0 ? static_cast<double>(arrived) / static_cast<double>(bytes) : 0;
  }
};
/// O(log n); `services` are those of the same cursor.
FlowState flow_state(const trace::Trace& trace, trace::FlowId flow, trace::Cursor cursor,
                     const std::vector<CpuService>& services);

/// Where bytes of a flow end up: the last object of its path, or no_object.
trace::ObjectId last_object(const trace::Tables& tables, trace::FlowId flow);

/// When the last of its rows has ended; 0 for a flow without any.
Time end_of_flow(const trace::Trace& trace, trace::FlowId flow);

/// "Client 3": as they are counted, from 1.
std::string flow_name(trace::FlowId flow, assets::Language language);
/// The same, with what the trace calls its task and its file or connection, where it does: "Client
/// 3 (worker2)".
std::string flow_name_in_full(const trace::Trace& trace, trace::FlowId flow,
                              assets::Language language);
/// How far it is and what it does, in a sentence.
std::string flow_hint(const trace::Trace& trace, const FlowState& state, assets::Language language);

} // namespace copyscope::figure
