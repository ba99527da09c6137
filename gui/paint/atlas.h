// One texture with everything that the canvas draws with: characters at the sizes in use, tiles of
// the patterns, and a white spot for plain colour. What is asked for and not there yet is drawn
// into it at once, so that text is crisp at every scale. Grey values; no OpenGL here.
#pragma once

#include "figure/kit/picture.h"
#include "gui/paint/fonts.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace copyscope::gui {

class Atlas {
public:
  explicit Atlas(const FontFaces& fonts);

  /// A place in the texture, in its pixels; for a character also where it lies about the pen.
  struct Patch {
    int x = 0, y = 0, w = 0, h = 0;
    int left = 0, top = 0;
  };

  /// Characters lie at quarters of a pixel while they are small, at whole ones when large.
  struct Pen {
    float x = 0; ///< a whole pixel
    int quarter = 0;
  };
  static Pen pen_at(float x, float pixels);

  /// At `pixels` an em.
  const Patch& glyph(TypefaceId typeface, char32_t code, float pixels, int quarter);
  /// A square of a pattern that continues on all sides, `size` pixels wide.
  const Patch& tile(figure::Pattern pattern, int size);
  /// The top left corner of a box: a quarter of a disc, or of a ring that is `width` wide inside
  /// that radius; all in pixels.
  const Patch& corner(float radius, float width);
  /// Corners are kept by quarters of a pixel: the nearest radius of which there is one. Whoever
  /// draws beside a corner has to count with this one, or a seam is left.
  static float kept_radius(float radius);
  const Patch& white() const { return white_; }

  /// Patches stay where they are as long as this stays the same. When it has changed while a
  /// picture was drawn, the picture is to be drawn again.
  int generation() const { return generation_; }

  const FontFaces& fonts() const { return fonts_; }
  int width() const { return width_; }
  int height() const { return height_; }
  std::span<const std::uint8_t> pixels() const { return pixels_; }

  /// Rows that have changed since this was last called: [first, last[.
  struct Rows {
    int first = 0, last = 0;
  };
  Rows take_changed_rows();

private:
  struct Shelf {
    int y, height, used;
  };

  Patch place(int w, int h);
  Shelf& shelf_for(int w, int h);
  void make_room(int height);
  void start_over();
  void copy_in(const Patch& patch, std::span<const std::uint8_t> rows);

  const FontFaces& fonts_;
  int width_, height_;
  int filled_ = 0; ///< rows that shelves take
  int generation_ = 0;
  Rows changed_;
  std::vector<std::uint8_t> pixels_;
  std::vector<Shelf> shelves_;
  std::unordered_map<std::uint64_t, Patch> patches_;
  Patch white_;
};

} // namespace copyscope::gui
