#include "gui/paint/dashes.h"

#include "figure/kit/patterns.h"

#include <cmath>
#include <span>

namespace copyscope::gui {

namespace {

/// A place that moves along a path and never back.
class Walker {
public:
  explicit Walker(const std::vector<ImVec2>& path) : path_(path) {}

  bool has_arrived() const { return segment_ + 1 >= path_.size(); }

  ImVec2 place() const {
    if (has_arrived()) return path_.back();
    const ImVec2 a = path_[segment_], b = path_[segment_ + 1];
    const float length = segment_length();
    const float share = length > 0 ? done_ / length : 0;
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
  }

  /// Appends the corners that it passes, where there is somewhere to append them.
  void advance(float distance, std::vector<ImVec2>* passed) {
    while (!has_arrived()) {
      const float rest = segment_length() - done_;
      if (distance < rest) {
        done_ += distance;
        return;
      }
      distance -= rest;
      done_ = 0;
      ++segment_;
      if (passed) passed->push_back(path_[segment_]);
    }
  }

private:
  float segment_length() const {
    const ImVec2 a = path_[segment_], b = path_[segment_ + 1];
    return std::hypot(b.x - a.x, b.y - a.y);
  }

  const std::vector<ImVec2>& path_;
  std::size_t segment_ = 0;
  float done_ = 0; ///< of the segment
};

float length_of(const std::vector<ImVec2>& path) {
  float length = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  return length;
}

} // namespace

void walk_dashes(const std::vector<ImVec2>& path, figure::Dash pattern, float width,
                 const std::function<void(const std::vector<ImVec2>&)>& dash,
                 const std::function<void(ImVec2)>& dot) {
  // No path is cut into millions.
  const float length = length_of(path);
  const float unit = std::max(figure::dash_unit(width), length / 20'000);
  const std::span<const figure::DashMark> marks = figure::marks_of(pattern);
  if (marks.empty()) return;
  Walker walker(path);
  std::vector<ImVec2> points;
  for (std::size_t i = 0; !walker.has_arrived(); i = (i + 1) % marks.size()) {
    if (marks[i].stroke == 0) {
      dot(walker.place());
    } else {
      points.assign(1, walker.place());
      walker.advance(marks[i].stroke * unit, &points);
      if (!walker.has_arrived()) points.push_back(walker.place());
      if (points.size() > 1) dash(points);
    }
    walker.advance(marks[i].space * unit, nullptr);
  }
}

} // namespace copyscope::gui
