// The table of the figures: the one place that knows which figures there are, where each comes from
// and where it is shown. What each is called stands in assets/texts/figures.toml, by its path.
#pragma once

#include "sim/analysis/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::analysis {

/// Where among others a figure is shown: from 1 on; 0: it is not.
struct Place {
  int rank = 0;
  bool always = false; ///< where it is 0 in all that is shown, too
};

/// The places that show figures.
struct Places {
  Place table;     ///< columns of the comparison of cases
  Place ledger;    ///< rows of the ledger, on the screen and on paper
  Place race;      ///< of the ledger, the bars of a race
  Place wall;      ///< the same on a slide, the first ones where there is no room for all
  Place film;      ///< of the ledger, what a film has room for
  Place formula;   ///< of `explain`
  Place agreement; ///< simulated beside real
  Place real;      ///< rows of the view of real runs
  Place change;    ///< what a what-if has changed
};

/// A figure that a Result keeps as a count. `bytes`, the ratios and the calls by name are apart.
struct CountedFigure {
  std::string_view path; ///< "copies.cpu"; in the JSON of the results each part is a level
  scenario::FigureType type;
  Count Result::*member;
  std::int64_t (*in_ledger)(const trace::Ledger&); ///< nullptr: a ledger does not tell it
  trace::Kind kind;                                ///< of row that it is about: whose colour it has
  Places shown;
};

/// In the order of the JSON.
std::span<const CountedFigure> counted_figures();

/// Those that are shown there, in their order: shown_in(&Places::ledger).
std::vector<const CountedFigure*> shown_in(Place Places::*where);

/// The one of that path ("copies.cpu", "duration" or "duration_ps"), or nullptr.
const CountedFigure* find_counted_figure(std::string_view path);

/// "copies.cpu" as JSON names places (RFC 6901): "/copies/cpu".
std::string pointer_of(std::string_view path);

/// A path's last part, where it is a call's name below "syscalls_by_name."; else empty.
std::string_view call_name_of(std::string_view path);

} // namespace copyscope::analysis
