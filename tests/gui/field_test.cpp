// Fields: what is typed, taken, refused, kept.
#include "gui/control/field.h"

#include "gui/session/gestures.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using figure::Picture;
using testing::ElementsAre;
using testing::IsEmpty;

class NoMeasure : public figure::Measure {
public:
  float width(std::string_view text, figure::Font) const override {
    return static_cast<float>(text.size()) * 8;
  }
};

/// Two fields of parameters; those of dialogs are put in where they are wanted.
struct FieldTest : testing::Test {
  NoMeasure measure;
  Picture picture{measure};
  std::string clipboard;
  std::string refused; ///< a value that is refused
  Field field{
      measure,
      {[this](const Action& typed) {
         return !refused.empty() && typed.text.ends_with("=" + refused) ? "A sentence." : "";
       },
       [](const std::string& key, const std::string& path) {
         return key == action::open && path == "/sce" ? "/scenarios/" : path;
       },
       [this] { return clipboard; }, [this](const std::string& text) { clipboard = text; }}};

  FieldTest() { draw("64 KiB", "1 MiB"); }

  void draw(const std::string& chunk, const std::string& size) {
    picture = Picture(measure);
    put("chunk=" + chunk, 0, 0);
    put("size=" + size, 0, 50);
    field.settle(picture);
  }
  void put(const std::string& text, int number, float y) {
    picture.region({0, y, 116, 24}, {region::field, number, text});
  }
  void open(int which) { field.open(picture.regions()[static_cast<std::size_t>(which)]); }
  void type(std::string_view text) {
    for (const char c : text)
      field.type(static_cast<char32_t>(c));
  }
  Field::Actions press(std::string_view key, bool shift = false, bool ctrl = false) {
    return field.key(key, shift, ctrl).actions;
  }
  static Action set(const std::string& text, int number = 0) { return {action::set, number, text}; }
};

TEST_F(FieldTest, one_is_filled_after_the_other) {
  open(0);
  type("8 KiB");
  EXPECT_THAT(press("enter"), ElementsAre(set("chunk=8 KiB")));
  EXPECT_FALSE(field.is_open());
  draw("8 KiB", "1 MiB");
  open(1);
  type("2 MiB");
  EXPECT_THAT(press("enter"), ElementsAre(set("size=2 MiB")));
}

TEST_F(FieldTest, enter_without_a_change_asks_for_nothing) {
  open(0);
  EXPECT_THAT(press("enter"), IsEmpty());
  EXPECT_FALSE(field.is_open());
}

TEST_F(FieldTest, all_of_it_is_selected_at_first) {
  open(0);
  EXPECT_EQ(field.line().selected(), "64 KiB");
}

TEST_F(FieldTest, escape_restores) {
  open(0);
  type("9");
  EXPECT_THAT(press("escape"), IsEmpty());
  EXPECT_FALSE(field.is_open());
  open(0);
  EXPECT_EQ(field.line().text(), "64 KiB");
}

TEST_F(FieldTest, tab_takes_what_was_typed) {
  open(0);
  type("9 B");
  const Field::Reply reply = field.key("tab", false, false);
  EXPECT_THAT(reply.actions, ElementsAre(set("chunk=9 B")));
  EXPECT_EQ(reply.then, Field::Then::on);
  EXPECT_EQ(field.key("tab", true, false).then, Field::Then::back);
}

TEST_F(FieldTest, what_is_refused_stays_with_the_reason) {
  refused = "0";
  open(0);
  type("0");
  EXPECT_THAT(press("enter"), IsEmpty());
  EXPECT_TRUE(field.is_open());
  EXPECT_EQ(field.problem(), "A sentence.");
  EXPECT_EQ(field.line().text(), "0");
  type("5");
  EXPECT_EQ(field.problem(), "");
}

TEST_F(FieldTest, what_is_refused_is_kept_while_something_else_is_done) {
  refused = "0";
  open(0);
  type("0");
  EXPECT_THAT(field.leave(), IsEmpty());
  EXPECT_FALSE(field.is_open());
  const auto kept = field.kept(picture);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].text, "0");
  EXPECT_EQ(kept[0].problem, "A sentence.");
  open(1);
  press("escape");
  open(0);
  EXPECT_EQ(field.line().text(), "0");
  EXPECT_EQ(field.problem(), "A sentence.");
}

TEST_F(FieldTest, what_was_kept_goes_when_the_value_is_another_one) {
  refused = "0";
  open(0);
  type("0");
  field.leave();
  draw("32 KiB", "1 MiB");
  EXPECT_THAT(field.kept(picture), IsEmpty());
  open(0);
  EXPECT_EQ(field.line().text(), "32 KiB");
}

TEST_F(FieldTest, a_value_that_changes_from_elsewhere_is_shown) {
  open(0);
  type("9");
  draw("32 KiB", "1 MiB");
  EXPECT_EQ(field.line().text(), "32 KiB");
}

TEST_F(FieldTest, the_clipboard_goes_both_ways) {
  open(0);
  press("c", false, true);
  EXPECT_EQ(clipboard, "64 KiB");
  press("x", false, true);
  EXPECT_EQ(field.line().text(), "");
  clipboard = "7 kB\n";
  press("v", false, true);
  press("v", false, true);
  EXPECT_EQ(field.line().text(), "7 kB7 kB");
  press("a", false, true);
  EXPECT_EQ(field.line().selected(), "7 kB7 kB");
}

TEST_F(FieldTest, a_click_puts_the_cursor_and_a_drag_selects) {
  open(0);
  const float x = Field::inside(field.box(), false).x;
  field.press({x + 17, 10});
  EXPECT_EQ(field.line().cursor(), 2U);
  EXPECT_FALSE(field.line().has_selection());
  field.drag({x + 50, 10});
  EXPECT_EQ(field.line().selected(), " KiB");
  field.press({x - 50, 10});
  EXPECT_EQ(field.line().cursor(), 0U);
}

TEST_F(FieldTest, a_long_text_is_scrolled_to_the_cursor) {
  open(0);
  type("/a/long/way/to/a/file.toml");
  EXPECT_GT(field.first(), 0U);
  press("home");
  EXPECT_EQ(field.first(), 0U);
  press("end");
  const float x = Field::inside(field.box(), false).x;
  field.press({x + 1, 10});
  EXPECT_EQ(field.line().cursor(), field.first());
}

TEST_F(FieldTest, lectures_and_the_program_keep_their_keys) {
  open(0);
  for (const char* const key : {"page_down", "page_up", "f1", "f5"})
    EXPECT_EQ(field.key(key, false, false).then, Field::Then::content) << key;
  EXPECT_EQ(field.key("q", false, true).then, Field::Then::content);
  EXPECT_EQ(field.key("z", false, true).then, Field::Then::nothing);
  EXPECT_EQ(field.key("home", false, false).then, Field::Then::nothing);
}

TEST_F(FieldTest, a_live_one_tells_every_change) {
  put("export.path=a.svg", region::told_as_typed, 100);
  open(2);
  EXPECT_THAT(field.type(U'b'), ElementsAre(set("export.path=b", 1)));
  EXPECT_THAT(press("enter"), ElementsAre(set("export.path=b")));
}

TEST_F(FieldTest, escape_tells_what_a_live_one_had_at_first) {
  put("real.file=/a", region::told_as_typed, 100);
  open(2);
  field.type(U'b');
  EXPECT_THAT(press("escape"), ElementsAre(set("real.file=/a", 1)));
}

TEST_F(FieldTest, a_dialog_s_own_opens_by_itself_until_it_is_left) {
  put("open=", region::typing_begins, 100);
  field.settle(picture);
  ASSERT_EQ(field.key(), action::open);
  field.leave();
  field.settle(picture);
  EXPECT_FALSE(field.is_open());
  draw("64 KiB", "1 MiB");
  put("open=", region::typing_begins, 100);
  field.settle(picture);
  EXPECT_TRUE(field.is_open());
}

TEST_F(FieldTest, tab_leaves_one_that_opens_by_itself_and_tells_all) {
  put("find=copy", region::typing_begins | region::told_as_typed, 100);
  field.settle(picture);
  ASSERT_EQ(field.key(), "find");
  EXPECT_EQ(field.key("tab", false, false).then, Field::Then::on);
  field.settle(picture);
  EXPECT_FALSE(field.is_open());
}

TEST_F(FieldTest, a_count_takes_digits_and_leads_on) {
  constexpr int count = region::told_as_typed | region::is_count;
  put("vote.1=0", count | region::typing_begins, 100);
  put("vote.2=0", count, 150);
  field.settle(picture);
  ASSERT_EQ(field.key(), "vote.1");
  EXPECT_THAT(field.type(U'x'), IsEmpty());
  EXPECT_THAT(field.type(U'7'), ElementsAre(set("vote.1=7", 1)));
  for (int i = 0; i < 6; ++i)
    field.type(U'1');
  EXPECT_EQ(field.line().text(), "7111");
  EXPECT_EQ(field.key("v", false, false).then, Field::Then::content);
  EXPECT_EQ(field.key("enter", false, false).then, Field::Then::on);
  open(3);
  EXPECT_EQ(field.key("up", false, false).then, Field::Then::back);
  field.settle(picture); // the first one does not take the attention again
  EXPECT_FALSE(field.is_open());
  open(3);
  EXPECT_EQ(field.key("escape", false, false).then, Field::Then::content);
}

TEST_F(FieldTest, a_path_stays_until_its_dialog_goes) {
  put("open=", region::typing_begins, 100);
  field.settle(picture);
  type("/no/such");
  EXPECT_THAT(press("enter"), ElementsAre(Action{action::open, 0, "/no/such"}));
  field.settle(picture);
  EXPECT_EQ(field.line().text(), "/no/such");
  draw("64 KiB", "1 MiB");
  EXPECT_FALSE(field.is_open());
  put("open=", region::typing_begins, 100);
  field.settle(picture);
  EXPECT_EQ(field.line().text(), "");
}

TEST_F(FieldTest, a_question_over_the_dialog_is_answered_first) {
  put("save=a.toml", region::typing_begins, 100);
  field.settle(picture);
  type("b.toml");
  Picture asked = picture;
  asked.region({0, 0, 500, 500}, {region::nothing, 0, ""});
  field.settle(asked);
  EXPECT_FALSE(field.is_open());
  field.settle(picture);
  ASSERT_TRUE(field.is_open());
  EXPECT_EQ(field.line().text(), "b.toml");
}

TEST_F(FieldTest, tab_completes_a_path_and_then_leads_on) {
  put("open=", region::typing_begins | region::is_path, 100);
  field.settle(picture);
  type("/sce");
  EXPECT_EQ(field.key("tab", false, false).then, Field::Then::nothing);
  EXPECT_EQ(field.line().text(), "/scenarios/");
  EXPECT_EQ(field.key("tab", false, false).then, Field::Then::on);
}

} // namespace
} // namespace copyscope::gui
