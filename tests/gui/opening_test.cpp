// Large files, which are read beside the window: what was open stays until they are there.
#include "sim/trace/file/save.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/scripted_opener.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class OpeningTest : public testing::Test {
protected:
  OpeningTest() { put_large_file(files_); }

  Services services() {
    Services services = test_services(files_, &exporter_);
    services.opener = &opener_;
    return services;
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_.perform({name, number, text})) << name;
    while (controller_.work(20'000)) {
    }
  }
  /// One step on, which takes its time.
  void step_on() {
    perform(action::step_on);
    for (int i = 0; i < 10'000 && controller_.player().animating(); ++i)
      controller_.tick(0.1);
  }
  nlohmann::ordered_json state() { return state_of(controller_); }
  const Session& session() const { return controller_.session(); }

  TestFiles files_;
  TestExporter exporter_;
  ScriptedOpener opener_;
  Controller controller_{services(), {}, test_stamper(files_)};
};

TEST_F(OpeningTest, what_was_open_stays_and_plays_until_the_file_has_been_read) {
  perform(action::open, 0, "before-dma");
  perform(action::open, 0, large);
  EXPECT_THAT(opener_.started, ElementsAre(large));
  EXPECT_TRUE(session().is_opening());
  EXPECT_TRUE(controller_.is_busy());
  EXPECT_EQ(session().scenario().id, "before-dma");
  step_on();
  EXPECT_EQ(state()["step"], 1);
  opener_.progress = 0.4;
  EXPECT_TRUE(controller_.tick(0.1));
  EXPECT_FALSE(controller_.tick(0.1)); // nothing has changed
  EXPECT_EQ(state()["opening"]["name"], large);
  EXPECT_EQ(state()["opening"]["progress"], 0.4);

  opener_.result = [] { return large_trace(); };
  EXPECT_TRUE(controller_.tick(0.1));
  EXPECT_FALSE(session().is_opening());
  EXPECT_TRUE(state()["opening"].is_null());
  EXPECT_EQ(session().scenario().id, "four-ways");
  EXPECT_TRUE(session().is_saved_trace());
  EXPECT_EQ(session().name(), large);
  EXPECT_EQ(opener_.under_way, 0);
  EXPECT_NE(controller_.trace(), nullptr);
  EXPECT_THAT(controller_.choices().recent.front(), HasSubstr("large.copyscope"));
}

TEST_F(OpeningTest, escape_gives_it_up_and_what_was_open_stays) {
  perform(action::open, 0, "before-dma");
  step_on();
  perform(action::open, 0, large);
  EXPECT_TRUE(controller_.key("escape", false, false));
  EXPECT_FALSE(session().is_opening());
  EXPECT_EQ(opener_.under_way, 0);
  EXPECT_EQ(session().scenario().id, "before-dma");
  EXPECT_EQ(state()["step"], 1);
  opener_.result = [] { return large_trace(); };
  controller_.tick(0.1);
  EXPECT_EQ(session().scenario().id, "before-dma");
}

TEST_F(OpeningTest, so_does_the_button_where_nothing_was_open) {
  perform(action::open, 0, large);
  EXPECT_EQ(controller_.choices().view, View::home);
  perform(action::cancel);
  EXPECT_FALSE(session().is_opening());
  EXPECT_FALSE(session().is_open());
  EXPECT_EQ(controller_.choices().view, View::home);
  EXPECT_TRUE(controller_.choices().recent.empty());
}

TEST_F(OpeningTest, a_file_that_cannot_be_opened_says_why_and_changes_nothing) {
  perform(action::open, 0, "before-dma");
  perform(action::open, 0, large);
  opener_.result = []() -> OpenedFile { throw std::runtime_error("no room"); };
  EXPECT_TRUE(controller_.tick(0.1));
  EXPECT_FALSE(session().is_opening());
  EXPECT_EQ(session().scenario().id, "before-dma");
  ASSERT_EQ(session().complaints().size(), 1u);
  EXPECT_EQ(session().complaints().front().message, "no room");
  EXPECT_TRUE(controller_.choices().notice.empty());
}

TEST_F(OpeningTest, what_is_opened_meanwhile_comes_in_its_place) {
  perform(action::open, 0, large);
  perform(action::open, 0, "before-dma");
  EXPECT_EQ(opener_.under_way, 0);
  EXPECT_FALSE(session().is_opening());
  EXPECT_EQ(session().scenario().id, "before-dma");
  perform(action::open, 0, large);
  perform(action::open, 0, large);
  EXPECT_EQ(opener_.under_way, 1);
  EXPECT_EQ(opener_.started.size(), 3u);
}

TEST_F(OpeningTest, a_large_scenario_is_one_too) {
  perform(action::open, 0, large);
  opener_.result = [this] {
    ScenarioText text = files_.find("four-ways");
    text.name = large;
    return OpenedFile{std::move(text), {}, {}};
  };
  controller_.tick(0.1);
  EXPECT_EQ(session().scenario().id, "four-ways");
  EXPECT_FALSE(session().is_saved_trace());
}

TEST_F(OpeningTest, the_beginning_is_shown_while_the_rest_is_read_and_the_place_is_kept) {
  perform(action::open, 0, large);
  opener_.beginning = large_trace();
  controller_.tick(0.1);
  EXPECT_TRUE(session().is_opening());
  EXPECT_TRUE(session().is_saved_trace());
  perform(action::step, 4);
  opener_.result = [] { return large_trace(); };
  controller_.tick(0.1);
  EXPECT_FALSE(session().is_opening());
  EXPECT_EQ(state()["notice"], "");
  EXPECT_EQ(controller_.player().step(), 4);
}

TEST_F(OpeningTest, what_is_changed_while_the_rest_is_read_stays_changed) {
  perform(action::open, 0, large);
  opener_.beginning = large_trace();
  controller_.tick(0.1);
  perform(action::set, 0, "workload.chunk=4KiB");
  opener_.result = [] { return large_trace(); };
  controller_.tick(0.1);
  EXPECT_FALSE(session().is_opening());
  EXPECT_EQ(state()["settings"].size(), 1U);
  EXPECT_EQ(controller_.trace()->header().current_case().workload.chunk, Bytes(4096));
}

TEST_F(OpeningTest, who_gives_up_reading_keeps_the_beginning_and_is_told_so) {
  perform(action::open, 0, large);
  opener_.beginning = large_trace();
  controller_.tick(0.1);
  EXPECT_TRUE(controller_.key("escape", false, false));
  EXPECT_FALSE(session().is_opening());
  EXPECT_TRUE(session().is_saved_trace());
  EXPECT_EQ(state()["notice"], "file");
  EXPECT_THAT(state()["file_notes"]["damage"].dump(), HasSubstr("only the beginning"));
}

TEST_F(OpeningTest, small_files_are_read_at_once) {
  perform(action::open, 0, "four-ways");
  EXPECT_TRUE(opener_.started.empty());
  EXPECT_TRUE(session().is_open());
}

TEST_F(OpeningTest, what_the_loader_says_of_the_file_is_told_until_it_has_been_read) {
  perform(action::open, 0, large);
  opener_.result = [] {
    return large_trace({{"the file has no end: the run, or what saved it, was cut short"},
                        {"rows.energy"},
                        "9.9"});
  };
  controller_.tick(0.1);
  EXPECT_EQ(state()["notice"], "file");
  EXPECT_THAT(state()["file_notes"]["damage"].dump(), HasSubstr("cut short"));
  EXPECT_EQ(state()["file_notes"]["unknown"], nlohmann::ordered_json({"rows.energy"}));
  EXPECT_TRUE(controller_.key("escape", false, false));
  EXPECT_EQ(state()["notice"], "");
  EXPECT_TRUE(session().is_open());
  perform(action::open, 0, "four-ways"); // of another file there is nothing to be said
  EXPECT_TRUE(session().notes().empty());
  EXPECT_EQ(state()["notice"], "");
}

TEST_F(OpeningTest, a_small_damaged_file_is_told_of_too) {
  std::string bytes;
  trace::save_file(test::trace_of(test::shipped("four-ways"), 1),
                   [&](std::string_view piece) { bytes += piece; });
  files_.write("cut.copyscope", bytes.substr(0, bytes.size() - 20));
  perform(action::open, 0, "cut.copyscope");
  EXPECT_TRUE(session().is_saved_trace());
  EXPECT_EQ(state()["notice"], "file");
  EXPECT_THAT(session().notes().damage, testing::Contains(HasSubstr("the file has no end")));
}

} // namespace
} // namespace copyscope::gui
