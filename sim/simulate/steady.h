// Steady finds the period of a transfer and jumps over it.
//
// Between two rounds nothing is under way, and what a round does depends on its shape alone: so
// when two rounds of one shape have come out alike, all rounds of that shape that follow will. They
// are added to the ledger by multiplication, and left out.
#pragma once

#include "sim/machine/process.h"
#include "sim/trace/builder.h"

#include <optional>

namespace copyscope::simulate {

class SteadyState final : public machine::RoundObserver {
public:
  explicit SteadyState(trace::LedgerSink& sink) : sink_(sink) {}

  std::int64_t before_round(const machine::RoundShape& shape, std::int64_t alike,
                            Time now) override;
  void loop_boundary() override { forget(); }

  /// The time that the rounds left out would have taken.
  Time skipped() const { return skipped_; }

private:
  struct Moment { // before a round
    machine::RoundShape shape;
    trace::Ledger ledger;
    std::int64_t rows = 0;
    Time now;
  };
  struct Round { // what a round came to
    machine::RoundShape shape;
    trace::Ledger delta;
    std::int64_t rows = 0;
    Time duration;

    friend bool operator==(const Round&, const Round&) = default;
  };

  void forget();

  trace::LedgerSink& sink_;
  std::optional<Moment> last_;
  std::optional<Round> round_;
  Time skipped_;
};

} // namespace copyscope::simulate
