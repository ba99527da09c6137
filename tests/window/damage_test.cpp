// Which parts of the screen are drawn anew.
#include "gui/paint/damage.h"

#include "figure/kit/theme.h"
#include "gui/paint/painter.h"
#include "gui/platform/find_fonts.h"

#include <array>
#include <cmath>
#include <gmock/gmock.h>
#include <random>

namespace copyscope::gui {
namespace {

using figure::Box;
using figure::Color;
using figure::Picture;
using figure::Point;
using testing::IsEmpty;

constexpr int wide = 640, high = 400;
constexpr Color red = figure::rgb(0xE4632A), white = figure::rgb(0xFFFFFF);

const FontFaces& drawn_fonts() {
  static const FontFaces faces{find_fonts()};
  return faces;
}

std::vector<PixelBox> told(Damage& damage, const Picture& picture, float scale = 1) {
  const std::array<const Picture*, 1> pictures{&picture};
  return damage.since_last(pictures, scale, wide, high, white);
}

bool covers(const std::vector<PixelBox>& boxes, int x, int y) {
  return std::ranges::any_of(boxes, [&](const PixelBox& box) {
    return box.overlaps({x, y, x + 1, y + 1});
  });
}

/// A few of everything, the same for the same dice.
Picture pile_of(std::mt19937& dice, int count) {
  Picture picture(drawn_fonts());
  std::uniform_real_distribution<float> across(-20, wide + 20), down(-20, high + 20), length(1, 90),
      width(0.5F, 5);
  const auto point = [&] { return Point{across(dice), down(dice)}; };
  for (int i = 0; i < count; ++i) {
    const Color color = figure::rgb(static_cast<std::uint32_t>(dice()) & 0xFFFFFFU);
    const Box box{across(dice), down(dice), length(dice), length(dice)};
    const figure::Stroke stroke{color, width(dice), static_cast<figure::Dash>(dice() % 4)};
    switch (dice() % 8) {
    case 0:
      picture.fill(box, color, length(dice) / 8, static_cast<figure::Pattern>(dice() % 4), white);
      break;
    case 1:
      picture.outline(box, stroke, length(dice) / 8);
      break;
    case 2:
      picture.line({point(), point(), point(), point()}, stroke);
      break;
    case 3:
      picture.line(point(), point(), stroke);
      break;
    case 4:
      picture.curve({point(), point(), point(), point()}, stroke);
      break;
    case 5:
      picture.polygon({box.top_left(), {box.right(), box.y + 1}, {box.x + 2, box.bottom()}}, color);
      break;
    case 6:
      picture.disc(box.center(), length(dice) / 2, color, stroke);
      break;
    default:
      picture.text(box.top_left(), "fÅg 拷贝", {figure::Face::bold, 10 + length(dice) / 4}, color);
    }
  }
  return picture;
}

TEST(DamageTest, all_of_it_at_first_and_nothing_where_nothing_has_changed) {
  Damage damage;
  std::mt19937 dice(1);
  const Picture picture = pile_of(dice, 50);
  const PixelBox all{0, 0, wide, high};
  EXPECT_THAT(told(damage, picture), testing::ElementsAre(all));
  EXPECT_THAT(told(damage, picture), IsEmpty());
  EXPECT_THAT(told(damage, picture, 1.5F), testing::ElementsAre(all));
  damage.forget();
  EXPECT_THAT(told(damage, picture, 1.5F), testing::ElementsAre(all));
  EXPECT_THAT(told(damage, picture, 1.5F), IsEmpty());
}

TEST(DamageTest, what_has_changed_is_within_it_and_what_is_far_is_not) {
  Damage damage;
  const auto with = [&](const std::string& text) {
    Picture picture(drawn_fonts());
    picture.fill({0, 0, wide, high}, red);
    picture.text({300, 200}, text, {}, white);
    return picture;
  };
  told(damage, with("4 KiB"));
  const std::vector<PixelBox> boxes = told(damage, with("8 KiB"));
  EXPECT_TRUE(covers(boxes, 302, 196));
  EXPECT_FALSE(covers(boxes, 10, 10));
  EXPECT_FALSE(covers(boxes, 500, 196));
}

TEST(DamageTest, what_lies_over_what_counts_and_so_does_what_clips) {
  const auto differ = [](auto first, auto second) {
    Damage damage;
    Picture a(drawn_fonts()), b(drawn_fonts());
    first(a);
    second(b);
    told(damage, a);
    return covers(told(damage, b), 105, 105);
  };
  const auto one = [](Picture& picture) { picture.fill({100, 100, 20, 20}, red); };
  const auto other = [](Picture& picture) { picture.fill({90, 90, 20, 20}, white); };
  const auto clipped = [&](Picture& picture, float width) {
    picture.clip({100, 100, width, 20});
    one(picture);
    picture.unclip();
  };
  EXPECT_TRUE(differ([&](Picture& p) { one(p), other(p); }, [&](Picture& p) { other(p), one(p); }));
  EXPECT_TRUE(differ([&](Picture& p) { clipped(p, 10); }, [&](Picture& p) { clipped(p, 4); }));
  EXPECT_FALSE(differ([&](Picture& p) { clipped(p, 10); }, [&](Picture& p) { clipped(p, 10); }));
}

TEST(DamageTest, its_boxes_do_not_overlap) {
  Damage damage;
  const auto pile_and = [](int more) {
    std::mt19937 dice(2);
    Picture picture = pile_of(dice, 40);
    for (int i = 0; i < more; ++i)
      picture.disc({static_cast<float>(dice() % wide), static_cast<float>(dice() % high)}, 9, red);
    return picture;
  };
  told(damage, pile_and(0));
  const std::vector<PixelBox> boxes = told(damage, pile_and(12));
  EXPECT_GT(boxes.size(), 6U);
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = i + 1; j < boxes.size(); ++j)
      EXPECT_FALSE(boxes[i].overlaps(boxes[j]));
}

TEST(DamageTest, nothing_is_painted_beyond_the_reach_of_its_shape) {
  std::mt19937 dice(3);
  Painter painter(drawn_fonts());
  for (int i = 0; i < 3000; ++i) {
    const Picture picture = pile_of(dice, 1);
    const float scale = 0.6F + static_cast<float>(dice() % 200) / 100;
    const PixelBox reach = reach_of(picture.shapes().front(), scale);
    const std::array<const Picture*, 1> pictures{&picture};
    const ImDrawList& list = painter.paint(pictures, scale, {2000, 2000}, nullptr);
    for (const ImDrawVert& vertex : list.VtxBuffer) {
      ASSERT_GE(vertex.pos.x, static_cast<float>(reach.left)) << i;
      ASSERT_GE(vertex.pos.y, static_cast<float>(reach.top)) << i;
      ASSERT_LE(vertex.pos.x, static_cast<float>(reach.right)) << i;
      ASSERT_LE(vertex.pos.y, static_cast<float>(reach.bottom)) << i;
    }
  }
}

TEST(DamageTest, a_part_that_is_all_of_it_is_painted_as_all_of_it_is) {
  std::mt19937 dice(4);
  const Picture picture = pile_of(dice, 200);
  const std::array<const Picture*, 1> pictures{&picture};
  Painter painter(drawn_fonts());
  const auto places = [](const ImDrawList& list) {
    std::vector<std::array<float, 4>> all;
    for (const ImDrawVert& vertex : list.VtxBuffer)
      all.push_back({vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y});
    return all;
  };
  painter.paint(pictures, 1, {wide, high}, nullptr); // the atlas may grow once
  const auto whole = places(painter.paint(pictures, 1, {wide, high}, nullptr));
  const std::array<PixelBox, 1> part{{{0, 0, wide, high}}};
  auto parts = places(painter.paint_parts(pictures, 1, {wide, high}, nullptr, part, red));
  // Shapes that lie wholly beyond the surface are left out, and nothing else.
  std::size_t at = 0;
  for (const auto& vertex : whole) {
    if (at < parts.size() && vertex == parts[at]) {
      ++at;
      continue;
    }
    const auto [x, y, u, v] = vertex;
    EXPECT_TRUE(x < 0 || y < 0 || x > wide || y > high) << x << ", " << y << " is missing";
  }
  EXPECT_EQ(at, parts.size());
  // And a small part costs little.
  const std::array<PixelBox, 1> small{{{64, 64, 96, 96}}};
  parts = places(painter.paint_parts(pictures, 1, {wide, high}, nullptr, small, red));
  EXPECT_LT(parts.size(), whole.size() / 2);
}

} // namespace
} // namespace copyscope::gui
