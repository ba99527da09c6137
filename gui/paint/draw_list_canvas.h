// The canvas over Dear ImGui's draw list: pictures in logical units become triangles in pixels.
// Edges of boxes and baselines lie on whole pixels, so that what is straight is sharp.
#pragma once

#include "figure/kit/canvas.h"
#include "gui/paint/atlas.h"

#include <imgui.h>
#include <vector>

namespace copyscope::gui {

/// How a large rectangle of plain colour gets into the picture: not as triangles, which are blended
/// and textured, but as a command of its own to OpenGL. The rectangle is the command's clip, the
/// colour its data.
void fill_plainly(const ImDrawList* list, const ImDrawCmd* command);

class DrawListCanvas : public figure::Canvas {
public:
  /// `scale`: pixels a logical unit. The list's texture has to be the atlas'.
  DrawListCanvas(ImDrawList& list, Atlas& atlas, float scale, ImVec2 pixels);

  void fill(const figure::Fill& fill) override;
  void outline(const figure::Outline& outline) override;
  void line(const figure::Line& line) override;
  void bend(const figure::Bend& bend) override;
  void polygon(const figure::Polygon& polygon) override;
  void disc(const figure::Disc& disc) override;
  void label(const figure::Label& label) override;
  void push_clip(figure::Box box) override;
  void pop_clip() override;

private:
  struct Rect {
    ImVec2 min, max;
    bool is_empty() const { return min.x >= max.x || min.y >= max.y; }
  };

  Rect rect_of(const figure::Box& box) const; ///< on whole pixels, at least one wide and high
  bool is_seen(const Rect& rect) const;
  ImVec2 pixel(figure::Point point) const { return {point.x * scale_, point.y * scale_}; }
  float stroke_width(float width) const; ///< in pixels
  /// That the rectangle has room for; 0 where it would be no more than a speck.
  static float radius_of(const Rect& rect, float wanted);
  void box(const Rect& rect, float radius, ImU32 color);
  void plain(const Rect& rect, ImU32 color);
  void corners(const Rect& rect, float radius, float width, ImU32 color);
  void frame(const Rect& rect, float radius, float width, ImU32 color);
  void tile(const Rect& rect, figure::Pattern pattern, ImU32 ink);
  void patch(const Atlas::Patch& patch, ImVec2 at, ImU32 color);
  void stroke(const std::vector<ImVec2>& points, const figure::Stroke& stroke, bool is_closed);
  void solid(const ImVec2* points, std::size_t count, ImU32 color, float width, bool is_closed);

  ImDrawList& list_;
  Atlas& atlas_;
  float scale_;
  std::vector<Rect> clips_;
};

} // namespace copyscope::gui
