// Numbers as tab-separated lines, for a spreadsheet: a head, then a figure or a case a line. Counts
// and bytes are whole, times are microseconds, to the picosecond.
#pragma once

#include "figure/charts/ledger_chart.h"
#include "sim/analysis/result.h"

#include <string>
#include <vector>

namespace copyscope::gui {

/// "13.5072"
std::string microseconds(Time time);

/// Figure, unit, so far (of a range: in it), at the end. What was not observed is empty.
std::string ledger_numbers(const std::vector<figure::LedgerRow>& rows, bool is_range,
                           figure::Language language);

struct NamedResult {
  std::string title;
  const analysis::Result* result = nullptr;
};
/// A case a line, a figure a column; figures that are 0 everywhere are left out.
std::string case_numbers(const std::vector<NamedResult>& cases, figure::Language language);

/// Begin, duration, lane, what, call, way, offset, bytes: as the table of rows has them. One line.
std::string row_numbers(const trace::Trace& trace, trace::SpanId row, figure::Language language);

} // namespace copyscope::gui
