#include "gui/paint/atlas.h"

#include "gui/paint/corner.h"
#include "gui/paint/pattern_tile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace copyscope::gui {

namespace {

constexpr int first_width = 1024, first_height = 512;
constexpr int most_rows = 4096; ///< every OpenGL 3.3 can; beyond, the atlas starts over
constexpr int patch_gap = 1;    ///< between patches, so that none bleeds into another

constexpr float shifted_below = 40; ///< pixels an em; larger characters need no quarters

std::uint64_t glyph_key(TypefaceId typeface, char32_t code, float pixels, int quarter) {
  const auto size = static_cast<std::uint64_t>(std::lround(pixels * 64));
  return size << 32U | static_cast<std::uint64_t>(code) << 6U |
         static_cast<std::uint64_t>(typeface) << 2U | static_cast<std::uint64_t>(quarter);
}
std::uint64_t tile_key(figure::Pattern pattern, int size) {
  return std::uint64_t{1} << 63U | static_cast<std::uint64_t>(size) << 8U |
         static_cast<std::uint64_t>(pattern);
}

/// Quarters of a pixel are near enough.
std::uint64_t corner_key(int radius, int width) {
  return std::uint64_t{1} << 62U | static_cast<std::uint64_t>(radius) << 16U |
         static_cast<std::uint64_t>(width);
}

} // namespace

Atlas::Atlas(const FontFaces& fonts) : fonts_(fonts), width_(first_width), height_(first_height) {
  start_over();
}

Atlas::Pen Atlas::pen_at(float x, float pixels) {
  if (pixels >= shifted_below) return {std::floor(x + 0.5F), 0};
  const float quarters = std::floor(x * 4 + 0.5F);
  const float whole = std::floor(quarters / 4);
  return {whole, static_cast<int>(quarters - whole * 4)};
}

const Atlas::Patch& Atlas::glyph(TypefaceId typeface, char32_t code, float pixels, int quarter) {
  const std::uint64_t key = glyph_key(typeface, code, pixels, quarter);
  const auto known = patches_.find(key);
  if (known != patches_.end()) return known->second;
  const Glyph glyph =
      fonts_.typeface(typeface).render(code, pixels, static_cast<float>(quarter) / 4);
  Patch patch = place(glyph.width, glyph.height);
  patch.left = glyph.left;
  patch.top = glyph.top;
  copy_in(patch, glyph.coverage);
  return patches_[key] = patch;
}

const Atlas::Patch& Atlas::tile(figure::Pattern pattern, int size) {
  const std::uint64_t key = tile_key(pattern, size);
  const auto known = patches_.find(key);
  if (known != patches_.end()) return known->second;
  const std::vector<std::uint8_t> tile = pattern_tile(pattern, size);
  const Patch patch = place(size, size);
  copy_in(patch, tile);
  return patches_[key] = patch;
}

namespace {

int quarters(float pixels) {
  return static_cast<int>(std::lround(pixels * 4));
}

} // namespace

float Atlas::kept_radius(float radius) {
  return static_cast<float>(quarters(radius)) / 4;
}

const Atlas::Patch& Atlas::corner(float radius, float width) {
  radius = kept_radius(radius);
  const std::uint64_t key = corner_key(quarters(radius), quarters(width));
  const auto known = patches_.find(key);
  if (known != patches_.end()) return known->second;
  const auto size = static_cast<int>(std::ceil(radius));
  const Patch patch = place(size, size);
  copy_in(patch, corner_of_box(radius, width, size));
  return patches_[key] = patch;
}

/// A character larger than the whole texture is left out: it would be larger than the screen.
Atlas::Patch Atlas::place(int w, int h) {
  if (w <= 0 || h <= 0 || w + 2 * patch_gap > width_ || h + 2 * patch_gap > most_rows) return {};
  Shelf& shelf = shelf_for(w + patch_gap, h + patch_gap);
  const Patch patch{shelf.used, shelf.y, w, h};
  shelf.used += w + patch_gap;
  return patch;
}

Atlas::Shelf& Atlas::shelf_for(int w, int h) {
  const int height = (h + 3) / 4 * 4;
  for (Shelf& shelf : shelves_)
    if (shelf.height == height && shelf.used + w <= width_) return shelf;
  make_room(height);
  shelves_.push_back({filled_, height, patch_gap});
  filled_ += height;
  return shelves_.back();
}

void Atlas::make_room(int height) {
  if (filled_ + height <= height_) return;
  if (filled_ + height > most_rows) return start_over();
  while (filled_ + height > height_)
    height_ *= 2;
  pixels_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  ++generation_;
  changed_ = {0, height_};
}

void Atlas::start_over() {
  pixels_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
  shelves_.clear();
  patches_.clear();
  filled_ = patch_gap;
  ++generation_;
  changed_ = {0, height_};
  white_ = place(4, 4);
  const std::vector<std::uint8_t> full(16, 255);
  copy_in(white_, full);
}

void Atlas::copy_in(const Patch& patch, std::span<const std::uint8_t> rows) {
  for (int row = 0; row < patch.h; ++row)
    std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(row) * patch.w, patch.w,
                pixels_.begin() + static_cast<std::ptrdiff_t>(patch.y + row) * width_ + patch.x);
  if (changed_.first == changed_.last) changed_ = {patch.y, patch.y + patch.h};
  changed_.first = std::min(changed_.first, patch.y);
  changed_.last = std::max(changed_.last, patch.y + patch.h);
}

Atlas::Rows Atlas::take_changed_rows() {
  return std::exchange(changed_, Rows());
}

} // namespace copyscope::gui
