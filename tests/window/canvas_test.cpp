// Fonts, atlas and canvas, without a window.
#include "figure/kit/theme.h"
#include "gui/paint/dashes.h"
#include "gui/paint/painter.h"
#include "gui/paint/pattern_tile.h"
#include "gui/paint/surface.h"
#include "gui/platform/find_fonts.h"
#include "gui/platform/hint.h"

#include <array>
#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using figure::Face;
using figure::Font;
using figure::Picture;

const FontFaces& fonts() {
  static const FontFaces faces{find_fonts()};
  return faces;
}

TEST(Fonts, widths_grow_with_the_size_and_add_up) {
  const Font font{Face::regular, 16};
  EXPECT_FLOAT_EQ(fonts().width("read", {Face::regular, 32}), 2 * fonts().width("read", font));
  EXPECT_NEAR(fonts().width("read write", font),
              fonts().width("read ", font) + fonts().width("write", font), 1e-3);
  EXPECT_EQ(fonts().width("", font), 0);
}

TEST(Fonts, a_monospaced_face_is_one) {
  const Font font{Face::mono, 14};
  EXPECT_FLOAT_EQ(fonts().width("iiii", font), fonts().width("MMMM", font));
}

TEST(Fonts, chinese_characters_are_one_em_in_every_face) {
  for (const Face face : {Face::regular, Face::medium, Face::bold, Face::mono, Face::mono_bold})
    EXPECT_NEAR(fonts().width("拷贝", {face, 20}), 40, 0.5);
}

TEST(Fonts, quotation_marks_go_with_what_they_embrace) {
  EXPECT_EQ(fonts().set("“拷”", Face::regular)[0].typeface, chinese_regular);
  EXPECT_EQ(fonts().set("“拷”", Face::regular)[2].typeface, chinese_regular);
  EXPECT_LT(fonts().set("比“read”少", Face::regular)[1].typeface, chinese_regular);
}

TEST(Fonts, bold_chinese_is_darker) {
  const auto ink = [](TypefaceId face) {
    int sum = 0;
    for (const std::uint8_t grey : fonts().typeface(face).render(U'核', 20, 0).coverage)
      sum += grey;
    return sum;
  };
  EXPECT_GT(ink(chinese_bold), ink(chinese_regular) * 11 / 10);
}

TEST(AtlasTest, a_character_is_drawn_once) {
  Atlas atlas(fonts());
  const Atlas::Patch first = atlas.glyph(0, U'g', 15, 0);
  atlas.take_changed_rows();
  const Atlas::Patch again = atlas.glyph(0, U'g', 15, 0);
  EXPECT_EQ(first.x, again.x);
  EXPECT_EQ(first.y, again.y);
  const Atlas::Rows rows = atlas.take_changed_rows();
  EXPECT_EQ(rows.first, rows.last);
}

TEST(AtlasTest, it_grows_and_starts_over_rather_than_fail) {
  Atlas atlas(fonts());
  const int before = atlas.generation();
  for (char32_t code = 0x4E00; code < 0x4E00 + 3000; ++code)
    atlas.glyph(chinese_regular, code, 60, 0);
  EXPECT_GT(atlas.generation(), before);
  EXPECT_LE(atlas.height(), 4096);
  EXPECT_GT(atlas.glyph(0, U'g', 15, 0).w, 0);
}

TEST(AtlasTest, a_corner_is_as_large_as_whoever_draws_beside_it_counts_with) {
  Atlas atlas(fonts());
  // 7.04 and 7 are kept as one corner: whichever comes first.
  for (const float radius : {7.04F, 7.0F, 6.96F, 8.8F, 8.86F, 3.52F, 3.6F, 10.0F, 9.9F}) {
    const float kept = Atlas::kept_radius(radius);
    EXPECT_NEAR(kept, radius, 0.126);
    EXPECT_EQ(atlas.corner(radius, 0).w, static_cast<int>(std::ceil(kept))) << radius;
    EXPECT_EQ(atlas.corner(kept, 2).w, static_cast<int>(std::ceil(kept))) << radius;
  }
}

TEST(PainterTest, the_parts_of_a_round_box_meet_at_every_scale) {
  for (int percent = 60; percent <= 300; percent += 7) {
    const float scale = static_cast<float>(percent) / 100;
    Painter painter(fonts());
    for (const float radius : {8.0F, 6.0F, 4.0F}) {
      Picture picture(fonts());
      picture.fill({20.3F, 10.7F, 90, 40}, figure::dark_theme().panel, radius);
      const std::array<const Picture*, 1> pictures{&picture};
      const ImDrawList& list = painter.paint(pictures, scale, {400 * scale, 200 * scale}, nullptr);
      // Rectangles apart from one another that fill the box between them.
      float area = 0, left = 1e9F, right = 0, top = 1e9F, bottom = 0;
      for (int i = 0; i + 5 < list.IdxBuffer.Size; i += 6) {
        const ImVec2 a = list.VtxBuffer[list.IdxBuffer[i]].pos;
        const ImVec2 c = list.VtxBuffer[list.IdxBuffer[i + 2]].pos;
        area += std::abs(c.x - a.x) * std::abs(c.y - a.y);
        left = std::min({left, a.x, c.x});
        right = std::max({right, a.x, c.x});
        top = std::min({top, a.y, c.y});
        bottom = std::max({bottom, a.y, c.y});
      }
      EXPECT_EQ(area, (right - left) * (bottom - top)) << scale << ", " << radius;
    }
  }
}

TEST(PatternTile, patterns_go_on_from_tile_to_tile) {
  using figure::Pattern;
  for (const Pattern pattern : {Pattern::hatch, Pattern::dots, Pattern::crosses}) {
    for (const int size : {28, 32, 43, 64}) {
      const auto tile = pattern_tile(pattern, size);
      const auto at = [&](int x, int y) {
        return static_cast<int>(tile[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                                     static_cast<std::size_t>(x)]);
      };
      int seam = 0, inside = 0;
      for (int i = 0; i < size; ++i) {
        seam = std::max(seam, std::abs(at(size - 1, i) - at(0, i)));
        for (int x = 1; x < size; ++x)
          inside = std::max(inside, std::abs(at(x, i) - at(x - 1, i)));
      }
      EXPECT_LE(seam, inside) << size;
    }
  }
}

TEST(Dashes, marks_stay_on_the_path_and_cover_part_of_it) {
  const std::vector<ImVec2> path{{0, 0}, {100, 0}, {100, 50}};
  float stroked = 0;
  int dots = 0;
  walk_dashes(
      path, figure::Dash::dash_dot, 2,
      [&](const std::vector<ImVec2>& dash) {
        for (std::size_t i = 1; i < dash.size(); ++i)
          stroked += std::abs(dash[i].x - dash[i - 1].x) + std::abs(dash[i].y - dash[i - 1].y);
      },
      [&](ImVec2 dot) {
        ++dots;
        EXPECT_TRUE(dot.y == 0 || dot.x == 100);
      });
  EXPECT_GT(stroked, 40);
  EXPECT_LT(stroked, 90);
  EXPECT_GT(dots, 5);
}

TEST(SurfaceTest, layouts_get_their_least_size_in_every_window) {
  for (const auto& [w, h] : {std::pair{1, 1}, {300, 200}, {1024, 700}, {1280, 800}, {3840, 2160}}) {
    for (const float content : {0.5F, 1.0F, 2.0F, 3.0F}) {
      for (const float type : {0.7F, 1.0F, 2.0F}) {
        const Surface surface = surface_for(w, h, content, type);
        EXPECT_GE(surface.box.w, least_wide - 0.1F);
        EXPECT_GE(surface.box.h, least_high - 0.1F);
        EXPECT_NEAR(surface.seen.w * surface.scale, w, 0.01);
        EXPECT_NEAR(surface.seen.h * surface.scale, h, 0.01);
        EXPECT_TRUE(surface.box.covers(surface.seen));
        EXPECT_TRUE(type > 1 || surface.shows_all());
      }
    }
  }
  EXPECT_FLOAT_EQ(surface_for(1280, 800, 1, 1).scale, 1);
}

TEST(SurfaceTest, large_type_is_as_large_as_it_is_wished) {
  for (const auto& [w, h] : {std::pair{1280, 800}, {1920, 1080}, {1024, 700}})
    for (const float type : {0.7F, 1.3F, 2.0F})
      EXPECT_FLOAT_EQ(surface_for(w, h, 1, type).scale, surface_for(w, h, 1, 1).scale * type);
}

TEST(SurfaceTest, the_pointer_reaches_every_corner_of_what_is_larger_than_the_window) {
  const Surface large = surface_for(1280, 800, 1, 2);
  const Surface corner = seen_at(large, {1280, 800});
  EXPECT_NEAR(corner.logical({1280, 800}).x, large.box.right(), 0.01);
  EXPECT_NEAR(corner.logical({1280, 800}).y, large.box.bottom(), 0.01);
  EXPECT_EQ(seen_at(corner, {0, 0}).logical({0, 0}), large.box.top_left());
  EXPECT_TRUE(large.box.covers(seen_at(large, {-50, 9000}).seen, 0.01F));
}

TEST(SurfaceTest, what_has_the_focus_is_brought_into_sight) {
  const Surface large = surface_for(1280, 800, 1, 2);
  for (const figure::Box box :
       {figure::Box{1100, 700, 40, 30}, {5, 5, 30, 30}, {0, 300, 1160, 400}})
    EXPECT_TRUE(seen_with(seen_with(large, {1100, 700, 40, 30}), box).seen.overlaps(box));
  const Surface moved = seen_with(large, {1100, 700, 40, 30});
  EXPECT_TRUE(moved.seen.covers({1100, 700, 40, 30}));
  EXPECT_EQ(seen_with(moved, {1090, 690, 20, 20}).seen, moved.seen); // it was
}

TEST(Hint, it_stays_within_the_surface) {
  const figure::Box surface{0, 0, 1280, 800};
  for (const figure::Point at : {figure::Point{2, 2}, {1279, 799}, {1279, 0}, {0, 799}}) {
    const Picture picture = hint_picture("What a click does, at some length, so that it wraps once",
                                         at, surface, figure::dark_theme(), fonts());
    for (const figure::Shape& shape : picture.shapes()) {
      const auto* const fill = std::get_if<figure::Fill>(&shape);
      EXPECT_TRUE(!fill || surface.covers(fill->box));
    }
  }
}

TEST(PainterTest, the_same_picture_is_the_same_triangles) {
  Picture picture(fonts());
  picture.fill({10, 10, 200, 40}, figure::rgb(0xE4632A), 8, figure::Pattern::hatch,
               figure::rgb(0x93350B));
  picture.outline({10, 10, 200, 40}, {figure::rgb(0xFFFFFF), 1, figure::Dash::dashed}, 8);
  picture.curve({{0, 0}, {50, 0}, {50, 100}, {100, 100}},
                {figure::rgb(0x3CCBA3), 2, figure::Dash::dotted});
  picture.text({20, 30}, "64 KiB 拷贝", {Face::bold, 15}, figure::rgb(0xFFFFFF));
  Painter painter(fonts());
  const std::array<const Picture*, 1> pictures{&picture};
  const auto vertices = [&] {
    const ImDrawList& list = painter.paint(pictures, 1.5F, {1280, 800}, nullptr);
    std::vector<float> all;
    for (const ImDrawVert& vertex : list.VtxBuffer)
      all.insert(all.end(), {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y});
    return all;
  };
  vertices(); // the atlas may grow once
  const std::vector<float> first = vertices();
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(vertices(), first);
}

TEST(PainterTest, what_is_clipped_away_costs_nothing) {
  Picture picture(fonts());
  picture.clip({0, 0, 10, 10});
  picture.fill({100, 100, 50, 50}, figure::rgb(0xFFFFFF));
  picture.text({100, 100}, "unseen", {}, figure::rgb(0xFFFFFF));
  picture.unclip();
  Painter painter(fonts());
  const std::array<const Picture*, 1> pictures{&picture};
  EXPECT_EQ(painter.paint(pictures, 1, {1280, 800}, nullptr).VtxBuffer.Size, 0);
}

} // namespace
} // namespace copyscope::gui
