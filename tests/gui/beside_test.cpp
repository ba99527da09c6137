// Beside a thing: the card of a part, the method explained, what can be done with it, the
// clipboard.
#include "gui/control/input.h"
#include "gui/session/gestures.h"
#include "gui/session/numbers.h"
#include "tests/gui/controller_fixture.h"

#include <gmock/gmock.h>
#include <sstream>

namespace copyscope::gui {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Beside : public ControllerTest {
protected:
  std::vector<std::string> lines() {
    std::vector<std::string> keys;
    if (controller_.choices().menu == "context")
      for (const ContextEntry& entry : controller_.context_menu().entries())
        keys.emplace_back(entry.key);
    return keys;
  }
  std::vector<std::string> ask(const std::string& target, std::int64_t number = 0) {
    perform(action::context, number, target);
    return lines();
  }
  void choose(const std::string& key) {
    const auto keys = lines();
    const auto found = std::ranges::find(keys, key);
    ASSERT_TRUE(found != keys.end()) << key;
    perform(action::context_choose, found - keys.begin());
  }
  std::string copied() {
    const auto copied = controller_.take_copied();
    return copied ? copied->data : std::string();
  }
  static std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> all;
    std::istringstream stream(line.substr(0, line.find('\n')));
    for (std::string cell; std::getline(stream, cell, '\t');)
      all.push_back(cell);
    return all;
  }
  void question() {
    perform(action::view, 0, "lesson");
    while (!controller_.lesson().hides_counters())
      press("page_down");
  }
};

// The card.

TEST_F(Beside, a_card_says_what_a_part_holds_and_escape_closes_it) {
  open("four-ways");
  perform(action::step, 4);
  perform(action::part, 0, "page_cache");
  EXPECT_EQ(state()["inspect"]["holds"]["bytes"], 65536);
  EXPECT_EQ(state()["inspect"]["hidden"], false);
  perform(action::part, 0, "cpu");
  EXPECT_EQ(state()["inspect"]["part"], "cpu");
  press("escape");
  EXPECT_TRUE(state()["inspect"].is_null());
  EXPECT_EQ(state()["step"], 4);
}

TEST_F(Beside, a_row_of_the_card_leads_there) {
  open("four-ways");
  perform(action::part, 0, "nic_dma");
  const auto rows = state()["inspect"]["rows"];
  ASSERT_FALSE(rows.empty());
  perform(action::row, rows[0].get<std::int64_t>());
  EXPECT_EQ(state()["inspect"]["doing"], "works");
  EXPECT_EQ(state()["inspect"]["now"], rows[0]);
}

TEST_F(Beside, a_card_gives_nothing_away_while_a_question_is_open) {
  open("four-ways");
  question();
  perform(action::part, 0, "cpu");
  if (state()["inspect"].is_null()) GTEST_SKIP() << "it is answered by pointing";
  EXPECT_EQ(state()["inspect"]["hidden"], true);
  EXPECT_FALSE(state()["inspect"].contains("so_far"));
}

// The method explained.

TEST_F(Beside, x_explains_the_method_of_the_shown_case) {
  open("four-ways");
  press("x");
  EXPECT_EQ(state()["explain"], "read-write");
  press("]");
  EXPECT_EQ(state()["explain"], "mmap-write");
  press("escape");
  EXPECT_TRUE(state()["explain"].is_null());
  perform(action::view, 0, "whatif");
  press("x");
  EXPECT_EQ(state()["explain"], "mmap-write");
  EXPECT_EQ(state()["view"], "stage");
  press("x");
  EXPECT_TRUE(state()["explain"].is_null());
}

TEST_F(Beside, what_a_question_hides_is_neither_explained_nor_copied) {
  open("four-ways");
  question();
  press("x");
  EXPECT_TRUE(state()["explain"].is_null());
  EXPECT_THAT(ask("ledger|1,1|"), IsEmpty());
  press("c", false, true);
  EXPECT_EQ(copied(), "");
  perform(action::copy_picture, 0, "moment-svg");
  controller_.tick(0.1);
  EXPECT_EQ(copied(), "");
}

// The menu.

TEST_F(Beside, each_thing_has_what_applies_to_it) {
  open("four-ways");
  perform(action::step, 4);
  EXPECT_THAT(ask("part|5,5|page_cache"),
              ElementsAre("inspect", "next", "follow", "stage_svg", "stage_png", "copy_ledger"));
  perform(action::part, 0, "page_cache");
  EXPECT_THAT(ask("part|5,5|page_cache"), Not(Contains("inspect")));
  EXPECT_THAT(ask("part|5,5|nic"), Not(Contains("follow")));
  EXPECT_THAT(ask("byte|5,5|", 4096), Contains("follow"));
  EXPECT_THAT(ask("timeline|5,5|"), Not(Contains("copy_range")));
  perform(action::range_from, 0);
  perform(action::range_to, 500'000);
  EXPECT_THAT(ask("timeline|5,5|"), Contains("copy_range"));
  EXPECT_THAT(ask("ledger|5,5|"), ElementsAre("copy_range", "costs_svg", "costs_png"));
  perform(action::view, 0, "compare");
  EXPECT_THAT(ask("one_case|5,5|", 2),
              ElementsAre("choose", "copy_race", "costs_svg", "costs_png"));
  perform(action::view, 0, "home");
  EXPECT_THAT(ask(""), IsEmpty());
}

TEST_F(Beside, a_row_has_its_begin_end_cause_and_effect) {
  open("four-ways");
  const trace::Trace& trace = *controller_.trace();
  trace::SpanId copy = 0;
  while (trace[copy].kind != trace::Kind::cpu_copy)
    ++copy;
  EXPECT_THAT(ask("row|5,5|", copy), ElementsAre("go", "begin", "end", "cause", "effect", "follow",
                                                 "copy_row", "diagram_svg", "diagram_png"));
  choose("end");
  EXPECT_EQ(state()["menu"], "");
  EXPECT_EQ(state()["time_ps"], trace[copy].end.ps());
  ask("row|5,5|", copy);
  choose("begin");
  EXPECT_EQ(state()["time_ps"], trace[copy].begin.ps());
  ask("row|5,5|", copy);
  choose("cause");
  EXPECT_LT(controller_.player().step_row(), copy);
  ask("row|5,5|", copy);
  choose("follow");
  EXPECT_EQ(state()["view"], "follow");
  // The entry of a call has no bytes.
  EXPECT_THAT(ask("row|5,5|", trace.step(1)), Not(Contains("follow")));
  EXPECT_THAT(ask("row|5,5|", 1'000'000), IsEmpty());
}

TEST_F(Beside, without_a_place_it_is_about_the_selected_row_or_the_view) {
  open("four-ways");
  press("menu");
  EXPECT_THAT(lines(), Contains("stage_png"));
  press("escape");
  EXPECT_EQ(state()["menu"], "");
  perform(action::select, 2);
  press("f10", true);
  EXPECT_THAT(lines(), Contains("copy_row"));
}

TEST(ContextTargets, a_place_of_a_picture_comes_through_as_it_is) {
  const figure::Region part{{0, 0, 9, 9}, {action::part, 0, "cpu"}, ""};
  const auto asked = context_action(&part, {12.4F, 700});
  ASSERT_TRUE(asked);
  const ContextTarget target = context_target(*asked);
  EXPECT_EQ(target.kind, ContextTarget::Kind::part);
  EXPECT_EQ(target.text, "cpu");
  ASSERT_TRUE(target.at);
  EXPECT_EQ(target.at->x, 12);
  EXPECT_EQ(target.at->y, 700);
  const figure::Region button{{0, 0, 9, 9}, {action::theme, 0, ""}, ""};
  EXPECT_FALSE(context_action(&button, {}));
  EXPECT_EQ(context_target(*context_action(nullptr, {})).kind, ContextTarget::Kind::view);
  for (const char* const nonsense : {"", "|", "||", "part|x", "part||cpu", "nothing|1,2|"})
    context_target({action::context, 0, nonsense});
}

// The clipboard.

TEST_F(Beside, control_c_copies_the_ledger_in_front) {
  open("four-ways");
  press("end");
  press("c", false, true);
  const std::string text = copied();
  EXPECT_THAT(text, StartsWith("Figure\tUnit\tSo far\tAt the end\n"));
  EXPECT_THAT(text, HasSubstr("CPU copies\t\t2\t2\n"));
  EXPECT_THAT(text, HasSubstr("Copied by CPU\tB\t131072\t131072\n"));
  EXPECT_THAT(text, HasSubstr("CPU time\tµs\t13.5072\t13.5072\n"));
  EXPECT_EQ(state()["notice"], "copied_numbers");
  for (int i = 0; i < 10; ++i)
    controller_.tick(0.5);
  EXPECT_EQ(state()["notice"], "");
}

TEST_F(Beside, control_c_copies_a_range_or_a_selected_row) {
  open("four-ways");
  perform(action::select, 4);
  press("c", false, true);
  const std::string line = copied();
  EXPECT_EQ(line, row_numbers(*controller_.trace(), 4, figure::Language::en));
  EXPECT_EQ(cells(line).front(), microseconds((*controller_.trace())[4].begin));
  perform(action::range_from, 0);
  perform(action::range_to, 1'000'000);
  press("c", false, true);
  EXPECT_THAT(copied(), HasSubstr("In the range"));
}

TEST_F(Beside, control_c_in_the_race_copies_every_case) {
  open("four-ways");
  perform(action::view, 0, "compare");
  press("c", false, true);
  const std::string text = copied();
  EXPECT_EQ(std::ranges::count(text, '\n'), 5);
  EXPECT_THAT(text, StartsWith("Case\tDuration (µs)\tCPU copies\t"));
  EXPECT_THAT(text, HasSubstr("read + write\t154.4672\t2\t2\t"));
}

#ifdef COPYSCOPE_HAS_PAPER
TEST_F(Beside, a_picture_goes_to_the_clipboard_as_what_it_is) {
  open("four-ways");
  perform(action::step, 5);
  ask("part|5,5|cpu");
  choose("stage_png");
  EXPECT_EQ(state()["notice"], "copying");
  controller_.tick(0.1);
  auto copied = controller_.take_copied();
  ASSERT_TRUE(copied);
  EXPECT_EQ(copied->type, "image/png");
  EXPECT_THAT(copied->data, StartsWith("\x89PNG"));
  EXPECT_EQ(state()["notice"], "copied_picture");
  ASSERT_FALSE(exporter_.jobs.empty());
  EXPECT_EQ(exporter_.jobs.back().options.moment, controller_.player().cursor());
  for (const char* const format : {"svg", "costs-svg", "moment-svg"}) {
    perform(action::copy_picture, 0, format);
    controller_.tick(0.1);
    copied = controller_.take_copied();
    ASSERT_TRUE(copied) << format;
    EXPECT_EQ(copied->type, "image/svg+xml");
    EXPECT_THAT(copied->data, HasSubstr("<svg"));
  }
  EXPECT_EQ(exporter_.jobs[exporter_.jobs.size() - 2].runs.size(), 4U); // costs are of all cases
  perform(action::copy_picture, 0, "no such format");
  EXPECT_FALSE(controller_.take_copied());
}
#endif

#ifdef COPYSCOPE_HAS_PAPER
TEST_F(Beside, the_dialog_copies_pictures_too) {
  open("four-ways");
  perform(action::export_as);
  for (std::size_t i = 0; i < listed_formats().size(); ++i)
    if (listed_formats()[i]->id == "moment-png")
      perform(action::export_choose, static_cast<std::int64_t>(i), "format");
  perform(action::export_copy);
  controller_.tick(0.1);
  const auto copied = controller_.take_copied();
  ASSERT_TRUE(copied);
  EXPECT_EQ(copied->type, "image/png");
}
#endif

TEST(Numbers, microseconds_are_exact_and_short) {
  EXPECT_EQ(microseconds(Time::from_ps(0)), "0");
  EXPECT_EQ(microseconds(Time::from_ps(1)), "0.000001");
  EXPECT_EQ(microseconds(Time::from_ps(13'507'200)), "13.5072");
  EXPECT_EQ(microseconds(Time::from_ps(20'000'000)), "20");
}

} // namespace
} // namespace copyscope::gui
