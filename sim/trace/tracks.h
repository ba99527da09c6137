// Tracks: what each flow, or each task, had cost before some of its rows, so that its ledger at any
// moment is a short replay of its own rows, however many of others lie between them.
//
// Made in one pass over the trace when the first such ledger is asked for; some 3 bytes a row.
#pragma once

#include "sim/trace/asides.h"
#include "sim/trace/keyed_rows.h"
#include "sim/trace/ledger.h"

#include <cstdint>
#include <vector>

namespace copyscope::trace {

class Tracks {
public:
  enum class Of { flow, task };

  /// What it is made from, and reads again for each answer.
  struct From {
    const Spans& spans;
    const Tables& tables;
    const Asides& asides;
    const KeyedRows& rows; ///< by flow or by task
  };

  Tracks(Of of, const From& from);

  /// The fold of a key as it was just after row `begun` − 1 of the trace began.
  LedgerFold fold(const From& from, std::uint32_t key, std::uint32_t begun) const;

private:
  struct Checkpoint {
    Ledger past;
    SpanId row = 0;          ///< before which it is
    std::uint32_t extra = 0; ///< where its part of `open` begins
  };
  struct Interrupted {
    SpanId id = no_span;
    bool is_counted = true;
  };
  struct Track {
    std::vector<Checkpoint> checkpoints;
    std::vector<Interrupted> open;      ///< rows under way at each checkpoint
    std::vector<std::uint32_t> nested;  ///< rows that run within its rows: places in the asides
    std::vector<std::uint32_t> takings; ///< of its bytes
  };
  class Maker;

  void restore(const From& from, const Track& track, std::size_t checkpoint,
               LedgerFold& fold) const;

  std::uint32_t key_of(const Span& span) const;

  Of of_;
  std::vector<Track> tracks_; ///< by key
};

} // namespace copyscope::trace
