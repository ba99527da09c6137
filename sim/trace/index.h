// The index of a trace: what makes every look-up a binary search and a short replay.
//
// It is made while the run goes; nothing is sorted afterwards. Every 64 rows it keeps a checkpoint
// (when, the ledger, the rows under way), and summaries of kinds and byte ranges in a Pyramid; for
// each lane the list of its rows and a Pyramid of the longest.
#pragma once

#include "sim/trace/asides.h"
#include "sim/trace/block_vector.h"
#include "sim/trace/keyed_rows.h"
#include "sim/trace/lane_index.h"
#include "sim/trace/late_index.h"
#include "sim/trace/ledger.h"
#include "sim/trace/packed_ledgers.h"
#include "sim/trace/pyramid.h"
#include "sim/trace/span.h"
#include "sim/trace/trace.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace copyscope::trace {

/// What is true of 64 rows, or of many times as many.
struct BlockSummary {
  KindSet kinds = 0;        ///< that occur
  std::uint64_t labels = 0; ///< a bit for each 64th label, so one that is not set does not occur
  std::uint32_t into = 0;   ///< which kinds of objects copies, references and other rows lead into
  std::uint64_t lowest = ~std::uint64_t{0}; ///< least offset that a range begins with
  std::uint64_t beyond = 0;                 ///< greatest offset + bytes

  void merge(const BlockSummary& other) {
    kinds |= other.kinds;
    labels |= other.labels;
    into |= other.into;
    lowest = std::min(lowest, other.lowest);
    beyond = std::max(beyond, other.beyond);
  }
  void add(const Span& span, StringId label, Buffer target);
  bool may_hold(std::uint64_t offset) const { return lowest <= offset && offset < beyond; }
};

class Index {
public:
  static constexpr std::uint32_t block = 64; ///< rows between checkpoints

  /// Before the row `id` is added to the fold, whose past it then is.
  void before(SpanId id, const LedgerFold& fold, Time begin);
  /// After the row was added to `spans`.
  /// `label`, `source` and `target` are what its call and its places stand for.
  void add(SpanId id, const Span& span, StringId label, Buffer source, Buffer target,
           const Spans& spans);
  void finish(const Spans& spans);

  const KeyedRows& by_flow() const { return by_flow_; }
  const KeyedRows& by_task() const { return by_task_; }
  const KeyedRows& by_call() const { return by_call_; }
  const KeyedRows& by_cause() const { return by_cause_; }

  const std::vector<Way>& ways() const { return ways_; }

  /// What is made when it is first asked about.
  const LateIndex& late() const { return late_; }

  /// What rows do to others; filled by whoever adds them.
  Asides& asides() { return asides_; }
  const Asides& asides() const { return asides_; }

  /// The ledger at a moment at which `begun` rows have begun; begun ≥ 1.
  Ledger ledger(const Spans& spans, const Tables& tables, Time now, std::uint32_t begun) const;
  /// The rows of which `is_open(row, its id)` is true among those that can be under way then, in
  /// order.
  template <class IsOpen>
  std::vector<SpanId> under_way(const Spans& spans, std::uint32_t begun, IsOpen is_open) const {
    const std::uint32_t at = (begun - 1) / block;
    std::vector<SpanId> rows = open_at(at);
    std::erase_if(rows, [&](SpanId id) { return !is_open(spans[id], id); });
    for (SpanId id = at * block; id < begun; ++id)
      if (is_open(spans[id], id)) rows.push_back(id);
    return rows;
  }

  /// How many rows begin at or before t.
  std::uint32_t begun_at(const Spans& spans, Time t) const;
  SpanId next(const Spans& spans, SpanId from, KindSet kinds) const;
  SpanId previous(const Spans& spans, SpanId before, KindSet kinds) const;
  SpanId next_labelled(const Spans& spans, const Tables& tables, StringId label, SpanId from) const;
  SpanId previous_labelled(const Spans& spans, const Tables& tables, StringId label,
                           SpanId before) const;
  /// Rows of these kinds that lead into an object of that kind.
  SpanId next_into(const Spans& spans, const Tables& tables, Buffer target, KindSet kinds,
                   SpanId from) const;
  SpanId previous_into(const Spans& spans, const Tables& tables, Buffer target, KindSet kinds,
                       SpanId before) const;
  SpanId step(const Spans& spans, std::int64_t number) const;
  std::int64_t steps_before(const Spans& spans, SpanId row) const;
  std::vector<SpanId> journey(const Spans& spans, FlowId flow, Bytes offset) const;

  std::uint32_t checkpoints() const { return checkpoints_.size(); }
  Ledger checkpoint(std::uint32_t i) const { return pasts_[i]; }

  const std::vector<LaneIndex>& lanes() const { return lanes_; } ///< those that have rows
  const LaneIndex* lane(LaneId lane) const {
    return lane < lanes_.size() ? &lanes_[lane] : nullptr;
  }

private:
  template <class MayHave, class Wanted>
  SpanId next_where(const Spans& spans, SpanId from, MayHave may_have, Wanted wanted) const;
  template <class MayHave, class Wanted>
  SpanId previous_where(const Spans& spans, SpanId before, MayHave may_have, Wanted wanted) const;

  void note_way(SpanId id, Kind kind, Buffer source, Buffer target);

  struct Checkpoint {
    std::uint32_t steps = 0;              // before it
    std::uint32_t nested = 0, taking = 0; // the first of the asides that later rows cause
    std::uint32_t changes = 0;            // where its part of changes_ begins
    std::uint32_t came = 0, gone = 0;     // how many of these
    std::uint32_t since = 0; // so many checkpoints back there were all; of 0 all is `came`
  };
  void note_open(Checkpoint& checkpoint, const LedgerFold& fold);
  // The rows that were under way just before row at × block began, in order.
  std::vector<SpanId> open_at(std::uint32_t at) const;

  static constexpr std::uint32_t stride = 16;        // rows between sampled begins
  static constexpr std::uint32_t long_stride = 1024; // of which a cache holds those of a long run

  BlockVector<Time, 10> begins_;     // of every 16th row: fewer rows to touch than from checkpoints
  BlockVector<Time, 10> far_begins_; // of every 1024th
  BlockVector<Checkpoint, 8> checkpoints_;
  PackedLedgers pasts_; // of the checkpoints
  // Rows under way: those that came since the checkpoint before, and those that have ended.
  BlockVector<SpanId, 10> changes_;
  std::vector<SpanId> open_; // at the last checkpoint
  std::vector<SpanId> now_;  // of note_open(), which keeps its memory
  Asides asides_;
  KeyedRows by_flow_{KeyedRows::By::flow}, by_task_{KeyedRows::By::task};
  KeyedRows by_call_{KeyedRows::By::call}, by_cause_{KeyedRows::By::cause};
  Pyramid<BlockSummary> blocks_;
  BlockSummary current_;
  std::vector<LaneIndex> lanes_;
  LateIndex late_;
  std::vector<Way> ways_;
  std::array<std::uint64_t, kind_count> ways_seen_{}; ///< a bit for each source and target
};

} // namespace copyscope::trace
