// What is true on the stage at a moment of a run: what each part holds, who works at what, what
// moves. Plain values, read from the trace's index; every stage is a picture of them (stage.h).
#pragma once

#include "figure/stage/scene.h"
#include "figure/story/routes.h"
#include "sim/analysis/report.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

struct BufferState {
  trace::Buffer buffer{};      ///< its place in the flow's list of objects
  std::int64_t held = 0;       ///< bytes, as the ledger has it
  std::int64_t capacity = 0;   ///< bytes that its strip stands for: the file, or a chunk
  std::int64_t first = 0;      ///< offset of the first byte that it holds
  std::int64_t strip_from = 0; ///< offset of the byte at the strip's left end
  trace::Kind brought_by = trace::Kind::dma_copy; ///< who brought what it holds
  bool mapped = false;       ///< no memory of its own: the page cache at another address
  std::int64_t referred = 0; ///< bytes that descriptors or page references in it stand for
  bool refers_only = false;  ///< a pipe, or a socket that was handed pages: what it holds are
                             ///< references, and the bytes lie elsewhere
  std::int64_t coming = 0; ///< bytes that come in at a time within their row that is not known, and
                           ///< that are not yet in `held`
  bool is_soft = false;    ///< such a row is under way
};

/// A row that the stage shows at work: under way, or the one that the cursor stands on.
struct Activity {
  trace::SpanId row = trace::no_span;
  trace::Span span;
  std::optional<Route> route; ///< where it moves along one
  double progress = 0;        ///< 0 to 1 of its time
  std::int64_t done = 0;      ///< bytes moved
  bool under_way = false;     ///< false: it has ended
  bool at_rest = false;       ///< it ends at this very moment, and the cursor rests on it
  bool is_others = false;     ///< it serves another flow than the one in front: has no route

  bool is_seen() const { return under_way || at_rest; } ///< at work, or has just been
  /// It lies somewhere within its time, and how far it is at a moment is not known.
  bool is_soft() const { return span.soft_begin && span.soft_end; }
};

enum class CpuMode { user, kernel, idle };

/// A part at that moment.
struct PartState {
  std::optional<BufferState> holds;
  std::optional<Activity> work;        ///< the innermost of the rows seen on its lanes
  CpuMode mode = CpuMode::idle;        ///< of a processor
  trace::TaskId task = trace::no_task; ///< whom a processor serves; none where it idles
  trace::FlowId flow = trace::no_flow; ///< of several, the one that it works for
};

struct StageState {
  trace::Cursor cursor;
  std::int64_t step = 0, steps = 0;
  trace::Ledger now, in_the_end;
  Scene scene;
  std::vector<PartState> parts; ///< beside the scene's
  std::vector<Route> routes;
  std::vector<std::int64_t> taken; ///< beside routes: whether a row has taken it, and it has ended
  std::optional<Activity> current; ///< the step that the cursor stands on
  std::vector<Activity> beside;    ///< other rows under way, calls and waits left out
  CpuMode mode = CpuMode::user;    ///< of the CPU that serves the process in front
  std::string call;                ///< the call under way, or the last one; empty before the first
  bool in_call = false;
  std::string sleeps_for; ///< what the process in front waits for; empty: it does not, or not known
  bool has_several_flows = false; ///< of which the one in front is shown
  bool interrupt_by_disk = false; ///< who interrupts, where the current step is an interrupt
  bool begun = false, ended = false;
  trace::Source source = trace::Source::simulated;
  std::optional<analysis::Result> observed;    ///< of a real run: what its spans do not tell
  std::map<std::string, std::string> evidence; ///< of its figures, by path
  Time duration;                               ///< of the whole run

  const BufferState* find(trace::Buffer buffer) const;
  const PartState* find(std::string_view part) const;
  /// Whether a row of this kind is at work.
  const Activity* at_work(trace::Kind kind) const;
  /// A part of which a real run knows nothing, not even by inference.
  bool is_unseen(const Part& part) const;
  /// The part that does the work of a row.
  const Part* worker(const Activity& work) const { return scene.of_lane(work.span.lane); }
};

/// Reads the trace at the cursor. O(log n), whatever the trace's size. `routes` are those of
/// routes_of(trace). Of several flows `front` is shown: its objects, its call, and what moves for
/// it; of the others only the work that parts have with them.
StageState stage_state(const trace::Trace& trace, const std::vector<Route>& routes,
                       trace::Cursor cursor, trace::FlowId front = 0);

/// Takes off the stage what is at work there: what a run looks like when it is over.
void clear_stage(StageState& state);

} // namespace copyscope::figure
