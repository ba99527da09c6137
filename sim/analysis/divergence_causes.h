// The rules by which a divergence is explained: which figures a cause is about, and what has to be
// known for it to be named.
#pragma once

#include "sim/analysis/divergence.h"

#include <optional>
#include <span>
#include <vector>

namespace copyscope::analysis {

/// All that a rule may look at.
class Known {
public:
  Known(const CaseReport& simulated, const CaseReport& real, const Report& run);

  const CaseReport& simulated() const { return simulated_; }
  const CaseReport& real() const { return real_; }
  /// A fact of the real case, or of the round that is told; nothing where it was not read.
  Count count(std::string_view path) const;
  std::string word(std::string_view path) const;
  std::string environment(std::string_view name) const; ///< empty where it does not say
  std::int64_t calls(std::string_view name) const;      ///< of the real case; 0: none

private:
  const CaseReport& simulated_;
  const CaseReport& real_;
  const Report& run_;
  const Facts* told_ = nullptr; ///< of the round that is told; nullptr where rounds are not known
};

using Evidence = std::vector<Fact>;

struct CauseRule {
  Cause cause;
  /// What is known that speaks for it, of that figure; nothing where it is not the cause, or nobody
  /// can tell.
  std::optional<Evidence> (*find)(const Known& known, const Beside& figure);
};

/// In the order in which they are told.
std::span<const CauseRule> cause_rules();

} // namespace copyscope::analysis
