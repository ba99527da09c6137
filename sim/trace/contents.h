// What objects hold: for each object, and for each flow where several share one, the rows that
// bring something or take it away, with a sum every 128 of them.
//
// Made in one pass over the trace when the first question about an object is asked; some 8 bytes
// for each row that moves something.
#pragma once

#include "sim/trace/asides.h"
#include "sim/trace/span.h"
#include "sim/trace/tables.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace copyscope::trace {

class ObjectContents {
public:
  struct From {
    const Spans& spans;
    const Tables& tables;
    const Asides& asides;
  };

  explicit ObjectContents(const From& from);

  /// Bytes at a moment at which `begun` rows have begun; what the object held at the start is in
  /// that of all flows.
  std::int64_t held(const From& from, ObjectId object, Time now, std::uint32_t begun) const;
  std::int64_t held(const From& from, ObjectId object, FlowId flow, Time now,
                    std::uint32_t begun) const;
  std::vector<Range> ranges(const From& from, ObjectId object, FlowId flow, Time now,
                            std::uint32_t begun) const;

  SpanId latest_into(ObjectId object, KindSet kinds, SpanId before) const;
  SpanId next_into(ObjectId object, KindSet kinds, SpanId from) const;

private:
  struct Touch { ///< a row that moves bytes
    SpanId row = no_span;
    bool comes = true; ///< into the object, else out of it
  };
  struct Checkpoint {
    std::int64_t settled = 0; ///< what the moves that were over by then came to
    std::uint32_t open = 0;   ///< where its part of `open` begins
  };
  struct Content {
    std::vector<Touch> touches;
    std::vector<Checkpoint> checkpoints;                ///< before touches 0, 128, 256 …
    std::vector<Touch> open;                            ///< under way at each checkpoint
    std::vector<std::pair<SpanId, std::int64_t>> taken; ///< row, and all that was taken up to it
  };
  using Into = std::vector<std::pair<Kind, std::vector<SpanId>>>;

  void touch(const From& from, Content& content, Touch touch, std::vector<Touch>& under_way);
  const Content* content(ObjectId object, FlowId flow) const;
  static std::int64_t sum(const From& from, const Content& content, Time now, std::uint32_t begun);

  std::vector<Content> objects_;
  std::vector<Into> into_; ///< by object, the rows that bring something, by kind
  std::unordered_map<std::uint64_t, Content> shares_; ///< by object and flow
};

} // namespace copyscope::trace
