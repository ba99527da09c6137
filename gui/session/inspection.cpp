#include "gui/session/inspection.h"

#include <algorithm>
#include <array>

namespace copyscope::gui {

namespace {

using Doing = Inspection::Doing;
using figure::Activity;
using figure::BufferState;
using figure::StageState;
using trace::no_span;
using trace::SpanId;

constexpr std::array<std::string_view, 11> doing_names{"not_begun", "finished", "works", "calls",
                                                       "waits",     "runs",     "free",  "keeps",
                                                       "empty",     "absent",   "unseen"};

constexpr std::size_t rows_before = 3; // of those that are listed, while there are enough

} // namespace

std::string_view name_of(Doing doing) {
  return doing_names.at(static_cast<std::size_t>(doing));
}

void Inspector::settle(std::shared_ptr<const trace::Trace> trace, const std::string& part,
                       trace::FlowId front) {
  rows_.settle(trace, part);
  trace_ = std::move(trace);
  part_ = part;
  front_ = front;
}

Inspection Inspector::at(trace::Cursor cursor) const {
  Inspection seen;
  const StageState state = figure::stage_state(*trace_, figure::routes_of(*trace_), cursor, front_);
  add_holding(seen, state);
  add_doing(seen, state);
  add_rows(seen, cursor);
  seen.all = rows_.all();
  seen.so_far = rows_.before(cursor.begun);
  // What is under way counts for as much of it as is done; the CPU's rows lie one in another.
  if (part_ == "cpu") {
    seen.so_far.busy = state.now.user + state.now.kernel;
    seen.all.busy = state.in_the_end.user + state.in_the_end.kernel;
  }
  return seen;
}

void Inspector::add_holding(Inspection& seen, const StageState& state) const {
  const auto buffer = trace::buffer_named(part_);
  const BufferState* const held = buffer ? state.find(*buffer) : nullptr;
  seen.is_buffer = held != nullptr;
  if (!held) return;
  seen.refers = held->referred;
  if (held->refers_only) seen.refers = std::max(held->held, held->referred);
  if (held->mapped)
    seen.mapped = held->held;
  else if (held->refers_only)
    return;
  else if (held->held > 0)
    seen.holds = trace::Range{Bytes(held->first), Bytes(held->held)};
}

void Inspector::add_process(Inspection& seen, const StageState& state) const {
  seen.call = state.call;
  seen.doing = !state.in_call                        ? Doing::runs
               : state.mode == figure::CpuMode::idle ? Doing::waits
                                                     : Doing::calls;
}

void Inspector::add_doing(Inspection& seen, const StageState& state) const {
  const bool is_dma = part_ == "disk_dma" || part_ == "nic_dma";
  if (is_dma && !state.scene.find(part_)) {
    seen.doing = Doing::absent;
    return;
  }
  if (!state.begun) return;
  const auto concerns = [this](const Activity& each) { return rows_.has(each.span); };
  const auto beside = std::ranges::find_if(state.beside, concerns);
  const Activity* const work = state.current && concerns(*state.current) ? &*state.current
                               : beside != state.beside.end()            ? &*beside
                                                                         : nullptr;
  if (work) seen.row = work->row;
  // What a CPU does between the calls of a real run was not observed either.
  const figure::Part* const part = state.scene.find(part_);
  const bool is_unseen =
      part && (state.is_unseen(*part) ||
               (state.source == trace::Source::real && part->kind == figure::PartKind::processor));
  if (part_ == "process" && !state.ended)
    add_process(seen, state);
  else if (is_unseen && !work)
    seen.doing = Doing::unseen;
  else if (work && !state.ended)
    seen.doing = Doing::works;
  else if (seen.is_buffer && part_ != "disk")
    seen.doing = seen.holds || seen.mapped > 0 || seen.refers > 0 ? Doing::keeps : Doing::empty;
  else if (state.ended)
    seen.doing = Doing::finished;
  else
    seen.doing = Doing::free;
}

void Inspector::add_rows(Inspection& seen, trace::Cursor cursor) const {
  if (rows_.is_working()) return;
  std::vector<SpanId> earlier, later;
  for (SpanId row = rows_.previous(cursor.begun); row != no_span && earlier.size() < most_rows;
       row = rows_.previous(row))
    earlier.push_back(row);
  for (SpanId row = rows_.next(cursor.begun); row != no_span && later.size() < most_rows;
       row = rows_.next(row + 1))
    later.push_back(row);
  if (!earlier.empty()) seen.now = earlier.front();
  const std::size_t after =
      std::min(later.size(), most_rows - std::min(earlier.size(), rows_before));
  const std::size_t before = std::min(earlier.size(), most_rows - after);
  for (std::size_t i = before; i-- > 0;)
    seen.rows.push_back(earlier[i]);
  seen.rows.insert(seen.rows.end(), later.begin(),
                   later.begin() + static_cast<std::ptrdiff_t>(after));
}

} // namespace copyscope::gui
