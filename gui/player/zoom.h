// What of the timeline is seen: from one share of the whole scale to another.
#pragma once

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

struct Zoom {
  double begin = 0, end = 1; ///< 0 ≤ begin < end ≤ 1

  static constexpr double narrowest = 1e-9, step = 1.5;

  double width() const { return end - begin; }
  bool is_whole() const { return begin == 0 && end == 1; }
  /// The share of the scale at a share of what is seen, and the reverse.
  double at(double share) const { return begin + share * width(); }
  double share_of(double place) const { return (place - begin) / width(); }

  /// Shows `factor` times as much; what is at that share of it stays where it is.
  void scale(double factor, double share) {
    const double wide = std::clamp(width() * factor, narrowest, 1.0);
    show(at(share) - share * wide, wide);
  }
  /// What is seen moves to the right by that share of it: earlier things come into sight.
  void pan(double share) { show(begin - share * width(), width()); }
  /// Brings a place of the scale into sight.
  void reveal(double place) {
    if (place < begin || place > end) show(place - width() / 2, width());
  }
  /// The same, moving no farther than needed.
  void keep_in_sight(double place) {
    if (place < begin) show(place, width());
    if (place > end) show(place - width(), width());
  }
  void fit() { *this = {}; }

  friend bool operator==(const Zoom&, const Zoom&) = default;

private:
  void show(double from, double wide) {
    begin = std::clamp(from, 0.0, 1.0 - wide);
    end = wide >= 1 ? 1 : begin + wide;
  }
};

} // namespace copyscope::gui
