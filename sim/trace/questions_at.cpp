// The trace's answers about a moment: what a flow, a task or a call has cost, what objects hold,
// who runs.
#include "sim/trace/index.h"
#include "sim/trace/trace.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

LedgerFold task_fold(const Index& index, const Spans& spans, const Tables& tables, TaskId task,
                     std::uint32_t begun) {
  const Tracks::From from{spans, tables, index.asides(), index.by_task()};
  return index.late().tasks(from).fold(from, task, begun);
}

/// Whether no other object is of its kind: the summaries of all rows then tell what leads into it.
bool is_only_one(const Tables& tables, ObjectId object) {
  for (ObjectId other = 0; other < tables.objects.size(); ++other)
    if (other != object && tables.objects[other].kind == tables.objects[object].kind) return false;
  return true;
}

} // namespace

Ledger Trace::flow_ledger(FlowId flow, Cursor at) const {
  const Tracks::From from{spans_, tables_, index_->asides(), index_->by_flow()};
  return index_->late().flows(from).fold(from, flow, at.begun).at(at.time);
}

Ledger Trace::task_ledger(TaskId task, Cursor at) const {
  Ledger ledger = task_fold(*index_, spans_, tables_, task, at.begun).at(at.time);
  ledger.held = {};
  return ledger;
}

Ledger Trace::call_ledger(CallId call) const {
  struct Item {
    SpanId id;
    std::optional<Kind> inside; ///< of a row that takes time away from one of the call's
  };
  std::vector<SpanId> own;
  index_->by_call().list(spans_, call, 0, size(), no_span, own);
  const Asides& asides = index_->asides();
  std::vector<Item> items;
  for (const SpanId id : own) {
    items.push_back({id, {}});
    const Span& outer = spans_[id];
    if (lane(outer).kind != LaneKind::cpu || asides.nested.empty()) continue;
    for (SpanId inner = next_in_lane(outer.lane, id + 1);
         inner != no_span && spans_[inner].begin < outer.end;
         inner = next_in_lane(outer.lane, inner + 1))
      if (asides.outer_of(inner) == id) items.push_back({inner, Kind(outer.kind)});
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.id < b.id; });
  LedgerFold fold(&tables_);
  for (const Item& item : items) {
    if (item.inside)
      fold.add_interruption(item.id, spans_[item.id], *item.inside);
    else
      fold.add(item.id, spans_[item.id]);
  }
  Ledger ledger = fold.at(end_);
  ledger.held = {};
  return ledger;
}

std::int64_t Trace::held(ObjectId object, Cursor at) const {
  const ObjectContents::From from{spans_, tables_, index_->asides()};
  return index_->late().contents(from).held(from, object, at.time, at.begun);
}

std::int64_t Trace::held(ObjectId object, FlowId flow, Cursor at) const {
  const ObjectContents::From from{spans_, tables_, index_->asides()};
  return index_->late().contents(from).held(from, object, flow, at.time, at.begun);
}

std::vector<Range> Trace::ranges(ObjectId object, FlowId flow, Cursor at) const {
  const ObjectContents::From from{spans_, tables_, index_->asides()};
  return index_->late().contents(from).ranges(from, object, flow, at.time, at.begun);
}

SpanId Trace::latest_into(ObjectId object, KindSet kinds, SpanId before) const {
  if (object >= tables_.objects.size()) return no_span;
  if (is_only_one(tables_, object))
    return index_->previous_into(spans_, tables_, tables_.objects[object].kind, kinds, before);
  const ObjectContents::From from{spans_, tables_, index_->asides()};
  return index_->late().contents(from).latest_into(object, kinds, before);
}

SpanId Trace::next_into(ObjectId object, KindSet kinds, SpanId from_row) const {
  if (object >= tables_.objects.size()) return no_span;
  if (is_only_one(tables_, object))
    return index_->next_into(spans_, tables_, tables_.objects[object].kind, kinds, from_row);
  const ObjectContents::From from{spans_, tables_, index_->asides()};
  return index_->late().contents(from).next_into(object, kinds, from_row);
}

TaskId Trace::task_on(LaneId cpu, Cursor at) const {
  const LaneIndex* const rows = index_->lane(cpu);
  if (rows == nullptr) return no_task;
  const std::uint32_t begun = rows->rows().rows_before(at.begun, rows->size());
  // Mostly the latest of a few that run within one another; more only where these are of no task.
  for (std::size_t most = 16; true; most *= 16) {
    const std::vector<SpanId> latest = rows->rows().reaching(spans_, begun, at.time, most);
    for (const SpanId row : latest)
      if (spans_[row].task != no_task) return spans_[row].task;
    if (latest.size() < most) return no_task;
  }
}

Doing Trace::doing(TaskId task, Cursor at) const {
  Doing doing;
  const LedgerFold fold = task_fold(*index_, spans_, tables_, task, at.begun);
  for (const LedgerFold::Open& open : fold.open()) {
    if (!open.is_counted || open.end <= at.time) continue;
    if (doing.row == no_span || open.id > doing.row) doing.row = open.id;
    if (open.kind == Kind::wait) doing.wait = open.id;
    if (open.kind == Kind::syscall) doing.call = open.call;
  }
  return doing;
}

} // namespace copyscope::trace
