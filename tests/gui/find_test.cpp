// Finding rows, stopping at one and the table of rows, as a person asks for them.
#include "gui/control/keys.h"
#include "gui/session/gestures.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

using trace::Kind;

class FindAndBreak : public ControllerTest {
protected:
  FindAndBreak() { open("four-ways"); }

  const Player& player() const { return controller_.player(); }
  const trace::Trace& trace() const { return *controller_.trace(); }
  void type(const std::string& text) {
    perform(action::set, 1, "find=" + text);
    work();
  }
  void enter(const std::string& text) {
    perform(action::set, 0, "find=" + text);
    work();
  }
  Kind kind_here() const { return trace()[player().step_row()].kind; }
};

TEST_F(FindAndBreak, ctrl_f_asks_enter_and_f3_go_on_shift_f3_goes_back) {
  press("f", false, true);
  EXPECT_EQ(state()["find"]["text"], "");
  type("cpu copy");
  EXPECT_EQ(player().step(), 0); // it is only counted
  EXPECT_EQ(state()["find"]["matches"], 2);
  enter("cpu copy");
  EXPECT_EQ(kind_here(), Kind::cpu_copy);
  EXPECT_EQ(state()["find"]["number"], 1);
  const std::int64_t first = player().step();
  press("f3");
  work();
  EXPECT_EQ(state()["find"]["number"], 2);
  EXPECT_GT(player().step(), first);
  press("f3");
  work();
  EXPECT_EQ(player().step(), first); // round again
  press("f3", true);
  work();
  EXPECT_EQ(state()["find"]["number"], 2);
  press("up");
  work();
  EXPECT_EQ(state()["find"]["number"], 1);
  press("escape");
  EXPECT_TRUE(state()["find"].is_null());
  press("f3"); // opens it again, with what was looked for
  EXPECT_EQ(state()["find"]["text"], "cpu copy");
}

TEST_F(FindAndBreak, nothing_that_fits_leaves_the_cursor_where_it_is) {
  perform(action::step, 4);
  perform(action::find);
  enter("xylophone");
  EXPECT_EQ(player().step(), 4);
  EXPECT_EQ(state()["find"]["matches"], 0);
  EXPECT_EQ(state()["find"]["working"], false);
}

TEST_F(FindAndBreak, another_case_is_searched_for_the_same) {
  perform(action::find);
  type("cpu copy");
  perform(action::show_case, 3); // sendfile with scatter-gather
  work();
  EXPECT_EQ(state()["find"]["text"], "cpu copy");
  EXPECT_EQ(state()["find"]["matches"], 0);
}

TEST_F(FindAndBreak, what_a_question_hides_is_not_found) {
  perform(action::view, 0, "lesson");
  ASSERT_TRUE(controller_.lesson().hides_counters());
  press("f", false, true);
  EXPECT_TRUE(state()["find"].is_null());
}

TEST_F(FindAndBreak, it_plays_on_to_the_next_copy_switch_byte_or_return) {
  press("g");
  EXPECT_EQ(state()["menu"], "until");
  press("1");
  EXPECT_EQ(state()["menu"], "");
  settle();
  EXPECT_EQ(kind_here(), Kind::cpu_copy);
  EXPECT_EQ(trace()[player().step_row()].target, trace::Buffer::user_buffer);
  perform(action::stop_at, 0, "return");
  settle();
  const trace::Span& back = trace()[player().step_row()];
  EXPECT_EQ(back.kind, Kind::mode_switch);
  EXPECT_EQ(back.name, trace::WellKnown::to_user);
  EXPECT_EQ(back.call, 1U);
  perform(action::stop_at, 0, "switch");
  settle();
  EXPECT_EQ(trace()[player().step_row()].name, trace::WellKnown::to_kernel);
  perform(action::stop_at, 0, "byte");
  settle();
  EXPECT_EQ(trace()[player().step_row()].target, trace::Buffer::socket_buffer);
  perform(action::stop_at, 0, "return");
  settle();
  EXPECT_EQ(trace()[player().step_row()].call, 2U);
  perform(action::stop_at, 0, "copy");
  EXPECT_EQ(state()["notice"], "none_left");
  EXPECT_FALSE(player().playing());
}

TEST_F(FindAndBreak, a_stop_is_for_once) {
  perform(action::stop_each); // runs on
  perform(action::stop_at, 0, "copy");
  settle();
  press("home");
  press("space");
  settle();
  EXPECT_TRUE(player().at_end());
}

TEST_F(FindAndBreak, what_is_far_away_is_not_played) {
  open("many-small-chunks");
  perform(action::end);
  const std::int64_t last = player().steps();
  press("home");
  perform(action::find);
  perform(action::step, 1);
  std::int64_t most = 0;
  for (int i = 0; i < 40; ++i) {
    const std::int64_t before = player().step();
    perform(action::stop_at, 0, "copy");
    most = std::max(most, player().step() - before);
    settle();
  }
  EXPECT_LT(most, last);
  EXPECT_EQ(kind_here(), Kind::cpu_copy);
}

TEST_F(FindAndBreak, the_table_follows_the_cursor_and_the_arrows_go_through_it) {
  press("d");
  EXPECT_EQ(state()["view"], "rows");
  perform(action::step, 5);
  const auto row = state()["rows"]["row"].get<std::uint32_t>();
  EXPECT_EQ(row, trace().step(5));
  press("down");
  EXPECT_EQ(state()["rows"]["row"], row + 1);
  press("up");
  EXPECT_EQ(state()["rows"]["row"], row);
  perform(action::sort_rows, 0, "duration");
  perform(action::sort_rows, 0, "duration");
  work();
  EXPECT_EQ(state()["rows"]["sorted_by"], "duration");
  EXPECT_EQ(state()["rows"]["falls"], true);
  press("down");
  const auto next = state()["rows"]["row"].get<std::uint32_t>();
  EXPECT_LE(trace()[next].end - trace()[next].begin, trace()[row].end - trace()[row].begin);
  perform(action::sort_rows, 0, "colour");
  EXPECT_EQ(state()["rows"]["sorted_by"], "duration");
  press("escape");
  EXPECT_EQ(state()["view"], "stage");
}

TEST_F(FindAndBreak, the_table_is_scrolled_by_wheel_and_rail) {
  open("big-file");
  press("d");
  perform(action::scroll_to, whole_width, "rows");
  EXPECT_GT(state()["rows"]["middle"], 1000);
  const auto middle = state()["rows"]["middle"].get<double>();
  perform(action::scroll, -2400, "rows");
  EXPECT_NEAR(state()["rows"]["middle"].get<double>(), middle - 10, 0.01);
  perform(action::step, 3); // follows again
  EXPECT_LT(state()["rows"]["middle"], 20);
}

} // namespace
} // namespace copyscope::gui
