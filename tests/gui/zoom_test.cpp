// What of the timeline is seen.
#include "gui/player/zoom.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace copyscope::gui {
namespace {

TEST(Zooming, keeps_what_is_under_the_pointer_where_it_is) {
  Zoom zoom;
  const double place = zoom.at(0.3);
  for (int i = 0; i < 20; ++i)
    zoom.scale(1 / Zoom::step, 0.3);
  EXPECT_NEAR(zoom.at(0.3), place, 1e-12);
  for (int i = 0; i < 40; ++i)
    zoom.scale(Zoom::step, 0.3);
  EXPECT_TRUE(zoom.is_whole());
}

TEST(Zooming, a_place_out_of_sight_is_brought_into_the_middle) {
  Zoom zoom;
  zoom.scale(0.1, 0);
  zoom.reveal(0.05); // in sight
  EXPECT_EQ(zoom.begin, 0);
  zoom.reveal(0.5);
  EXPECT_NEAR(zoom.share_of(0.5), 0.5, 1e-9);
  zoom.reveal(1);
  EXPECT_EQ(zoom.end, 1);
}

TEST(Zooming, a_place_is_kept_in_sight_without_a_leap) {
  Zoom zoom;
  zoom.scale(0.1, 0.5);
  const double begin = zoom.begin, end = zoom.end;
  zoom.keep_in_sight(end + 0.01);
  EXPECT_NEAR(zoom.begin, begin + 0.01, 1e-12);
  zoom.keep_in_sight(begin);
  EXPECT_NEAR(zoom.begin, begin, 1e-12);
  zoom.keep_in_sight((begin + end) / 2);
  EXPECT_NEAR(zoom.begin, begin, 1e-12);
}

RC_GTEST_PROP(Zooming, never_leaves_the_scale, ()) {
  Zoom zoom;
  for (const int move : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 600))) {
    const double share = move % 100 / 100.0;
    if (move < 200)
      zoom.scale(1 / Zoom::step, share);
    else if (move < 300)
      zoom.scale(Zoom::step, share);
    else if (move < 400)
      zoom.pan(share);
    else if (move < 500)
      zoom.pan(-share);
    else
      zoom.reveal(share);
    RC_ASSERT(zoom.begin >= 0 && zoom.end <= 1 + 1e-12);
    RC_ASSERT(zoom.width() >= Zoom::narrowest / 2);
  }
}

} // namespace
} // namespace copyscope::gui
