// What a row does to others when it begins: it takes CPU time from the row that it interrupts, and
// it may end what an object held. Both are found while rows come in, and kept beside the rows, so
// that a ledger is a plain sum from any checkpoint on.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/span.h"
#include "sim/trace/tables.h"

#include <cstdint>
#include <vector>

namespace copyscope::trace {

/// A row on a CPU, and the innermost one within which it runs.
struct Nested {
  SpanId inner = no_span;
  SpanId outer = no_span;
};

/// What a flow had in an object, gone when a row begins.
struct Taking {
  SpanId row = no_span;
  FlowId flow = no_flow;
  ObjectId object = no_object;
  Buffer kind = Buffer::none; ///< of the object
  std::int64_t bytes = 0;
};

/// Both, in order of the rows that cause them.
struct Asides {
  BlockVector<Nested, 10> nested;
  BlockVector<Taking, 10> takings;

  /// The first of nested or takings whose row is `row` or a later one.
  std::uint32_t first_nested(SpanId row) const;
  std::uint32_t first_taking(SpanId row) const;
  /// The row on the same CPU within which a row runs, or no_span.
  SpanId outer_of(SpanId row) const;
};

/// Rows on CPUs that are under way: who runs within whom.
class Nesting {
public:
  /// The row within which a row begins, or no_span. Throws std::logic_error for one that ends
  /// after it: what is preempted ends there, and goes on as another row.
  SpanId begin(SpanId id, const Span& span, LaneKind lane) {
    if (lane != LaneKind::cpu || span.end == span.begin) return no_span;
    return begin_on_cpu(id, span);
  }
  /// A row that was open ends, or ends at another time than was said. Throws std::logic_error
  /// where rows within it end later.
  void end(SpanId id, LaneId lane, Time end);

private:
  SpanId begin_on_cpu(SpanId id, const Span& span);

  struct Entry {
    SpanId id;
    Time end;
    Time inner_end; ///< of the last row within it
  };

  std::vector<std::vector<Entry>> stacks_; ///< by lane, the innermost last
};

/// What the objects hold that lose all at once: user buffers, and pipes whose pages move on.
class Contents {
public:
  /// Appends to `takings` what is gone when the row begins.
  void begin(SpanId id, const Span& span, const Tables& tables, std::vector<Taking>& takings) {
    if (span.target != Buffer::none || span.releases_source) move(id, span, tables, takings);
  }

private:
  struct Held {
    FlowId flow = no_flow;
    std::int64_t bytes = 0;
  };

  void move(SpanId id, const Span& span, const Tables& tables, std::vector<Taking>& takings);
  std::vector<Held>& held(ObjectId object);
  void leave(const Span& span, const Tables& tables);
  void take_from_pipe(SpanId id, const Span& span, const Tables& tables,
                      std::vector<Taking>& takings);

  std::vector<std::vector<Held>> held_; ///< by object
};

} // namespace copyscope::trace
