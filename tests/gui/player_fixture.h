// A player with the first case of four-ways open.
#pragma once

#include "gui/player/player.h"
#include "tests/figure/shipped.h"

#include <gtest/gtest.h>

namespace copyscope::gui {

class PlayerTest : public testing::Test {
protected:
  PlayerTest() { player.open(&trace, &story); }

  void finish() {
    for (int i = 0; i < 10'000 && player.animating(); ++i)
      player.tick(0.05);
    EXPECT_FALSE(player.animating());
  }
  Cursor whole() const { return {trace.end(), trace.size()}; }
  SpanId row_of(std::int64_t step) const { return trace.step(step); }

  // read + write, once: to kernel, disk, DMA, interrupt, CPU, to user; to kernel, CPU, to user,
  // DMA, interrupt.
  trace::Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  figure::Story story{trace};
  Player player;
};

} // namespace copyscope::gui
