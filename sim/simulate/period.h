// Finds the period of a transfer at the level `linux`, where something is always under way: the
// disk reads ahead, the card works through its queue.
//
// Two moments before a round are alike where all parts of the machine stand alike relative to the
// time and to the place in the file (Standing, and the rows that are under way). From alike moments
// the run goes on alike, until the file's end comes into sight. So three moments at equal
// distances, alike, and with equal sums between them, are a period; rounds further on come to whole
// multiples.
#pragma once

#include "sim/machine/process.h"
#include "sim/trace/builder.h"

#include <deque>
#include <optional>
#include <vector>

namespace copyscope::simulate {

class PeriodFinder final : public machine::RoundObserver {
public:
  struct Period {
    Bytes offset; ///< of a moment from which on the run goes on in periods
    Bytes bytes;  ///< of the file, in a period
    Time time;
    std::int64_t rows = 0;
    std::int64_t mapped_pages = 0;
    trace::Ledger ledger; ///< what a period adds, as of rows and of mapped pages
  };

  /// Periods are looked for from `from` of the file on.
  explicit PeriodFinder(const trace::LedgerSink& sink, Bytes from = Bytes(0))
      : sink_(sink), from_(from) {}

  std::int64_t before_round(const machine::RoundShape&, std::int64_t, Time) override { return 0; }
  void at_round(machine::Process& process, Bytes offset) override;
  void loop_boundary() override { moments_.clear(); }

  const std::optional<Period>& found() const { return found_; }

private:
  struct Moment {
    machine::Standing standing;
    Time now;
    std::int64_t rows = 0;
    std::int64_t mapped_pages = 0;
    trace::Ledger ledger;
  };

  static Period between(const Moment& earlier, const Moment& later);
  void look_back();

  const trace::LedgerSink& sink_;
  Bytes from_;
  std::deque<Moment> moments_; ///< the latest
  std::optional<Period> found_;
};

} // namespace copyscope::simulate
