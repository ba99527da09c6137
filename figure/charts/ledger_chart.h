// The ledger as bars: what the run has cost so far, beside what it will have cost at the end and,
// where there is a reference, what that one costs.
#pragma once

#include "figure/kit/theme.h"
#include "figure/words/wording.h"
#include "sim/analysis/result.h"
#include "sim/trace/ledger.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

struct LedgerRow {
  enum class Unit { count, bytes, time };
  static Unit unit_of(scenario::FigureType type);

  std::string path; ///< of the figure: "copies.cpu", "cpu.time_ps"
  Unit unit = Unit::count;
  /// So far and in the end. Of a real run nothing where it is not known, and so far nothing where
  /// the rows do not add up to it: only the sum is known then.
  std::optional<std::int64_t> now, in_the_end;
  std::optional<std::int64_t> reference; ///< what the reference comes to at its end
  Ink ink;
  std::string evidence; ///< of a real run, how it is known: "inferred"; else empty
};

/// What rows are made from: the ledgers; of a real run, what its report says in place of the last.
struct Costs {
  trace::Ledger now, in_the_end;
  std::optional<analysis::Result> observed; ///< of a real run
  bool ended = false;
  std::map<std::string, std::string> evidence = {}; ///< of a real run, by the figure's path
};
Costs costs_at(const trace::Trace& trace, trace::Cursor cursor);

/// The rows that say something about this run, in the order of the panel: figures that are 0 both
/// here and in the reference are left out, CPU copies and mode switches apart.
std::vector<LedgerRow> ledger_rows(const Costs& costs, const analysis::Result* reference,
                                   const Theme& theme);

/// "2", "28.8 KiB", "3.05 µs".
std::string amount_text(LedgerRow::Unit unit, std::int64_t amount);
/// "1 / 2", "28.8 / 128 KiB", "3.05 / 13.51 µs": the unit once where both have the same. "– / 2"
/// where only the sum is known, "not observed" where not even that is.
std::string amounts_text(const LedgerRow& row, Language language);

/// A bar for the row: filled so far, outlined up to the end; counts up to 8 in pieces.
void draw_ledger_bar(Picture& picture, Box box, const LedgerRow& row, double longest,
                     const Style& style);

enum class Secret : unsigned char { nothing, totals, everything };

/// Names, figures and bars, one below the other. While a question is open, question marks stand in
/// place of figures; while one is to come, what the run comes to in the end is left out.
/// Regions: {"told", 0, "ledger.PATH"}, which say what the figure counts.
Picture draw_ledger(const std::vector<LedgerRow>& rows, Box box, const Style& style,
                    Secret secret = Secret::nothing);

} // namespace copyscope::figure
