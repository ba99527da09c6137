// The table of the figures: the one place that knows which member of a Result has which path.
#pragma once

#include "sim/analysis/result.h"

#include <span>
#include <string_view>

namespace copyscope::analysis {

/// A figure that a Result keeps as a count. `bytes`, the ratios and the calls by name are apart.
struct CountedFigure {
  std::string_view path;
  scenario::FigureType type;
  Count Result::*member;
};

/// In the order of the JSON.
std::span<const CountedFigure> counted_figures();

/// The one of that path ("copies.cpu", "duration" or "duration_ps"), or nullptr.
const CountedFigure* find_counted_figure(std::string_view path);

/// A path's last part, where it is a call's name below "syscalls_by_name."; else empty.
std::string_view call_name_of(std::string_view path);

} // namespace copyscope::analysis
