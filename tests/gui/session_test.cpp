// What is open: loading, running, live reload, saved traces.
#include "gui/session/session.h"

#include "sim/trace/json.h"
#include "tests/gui/services_for_tests.h"

#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* small = R"(schema = 1
id = "mine"
title = { en = "Mine" }
[workload]
file_size = "64 KiB"
[[case]]
id = "a"
method = "read-write"
[[case]]
id = "b"
method = "sendfile"
)";

class SessionTest : public ::testing::Test {
protected:
  TestFiles files_;
  Session session_{test_services(files_), test_stamper(files_)};
};

TEST_F(SessionTest, nothing_is_open_at_first) {
  EXPECT_FALSE(session_.is_open());
  EXPECT_EQ(session_.case_count(), 0U);
  EXPECT_FALSE(session_.work(1000));
  EXPECT_FALSE(session_.apply({{"workload.chunk", "4 KiB"}}));
  EXPECT_FALSE(session_.check_file());
  EXPECT_FALSE(session_.show_case(0));
}

TEST_F(SessionTest, every_case_of_a_scenario_gets_its_trace) {
  ASSERT_TRUE(session_.open("four-ways"));
  finish(session_);
  ASSERT_EQ(session_.case_count(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_EQ(session_.slot(i).state(), SlotState::ready);
    EXPECT_EQ(session_.slot(i).trace()->header().case_id, session_.which(i).id);
  }
  EXPECT_EQ(session_.slot(0).result()->cpu_copies, 2);
  EXPECT_EQ(session_.slot(0).final_ledger().mode_switches, 4);
  EXPECT_THAT(session_.results(), SizeIs(4));
}

TEST_F(SessionTest, the_shown_case_is_made_first) {
  session_.open("four-ways");
  session_.show_case(2);
  while (session_.slot(2).state() != SlotState::ready)
    session_.work(10);
  EXPECT_EQ(session_.slot(0).state(), SlotState::waiting);
}

TEST_F(SessionTest, a_run_goes_on_slice_by_slice) {
  session_.open("many-small-chunks");
  session_.work(100);
  EXPECT_EQ(session_.shown_slot().state(), SlotState::running);
  const double before = session_.shown_slot().progress();
  session_.work(1000);
  EXPECT_GT(session_.shown_slot().progress(), before);
  EXPECT_EQ(session_.shown_slot().trace(), nullptr);
}

TEST_F(SessionTest, a_wrong_name_leaves_what_is_open) {
  session_.open("four-ways");
  EXPECT_FALSE(session_.open("five-ways"));
  EXPECT_EQ(session_.scenario().id, "four-ways");
  ASSERT_THAT(session_.complaints(), SizeIs(1));
  EXPECT_THAT(session_.complaints()[0].message, HasSubstr("five-ways"));
}

TEST_F(SessionTest, a_file_is_read_again_when_it_changes) {
  files_.write("mine.toml", small);
  session_.open("mine.toml");
  finish(session_);
  EXPECT_FALSE(session_.check_file());
  std::string changed = small;
  changed.replace(changed.find("64 KiB"), 6, "32 KiB");
  files_.write("mine.toml", changed);
  EXPECT_TRUE(session_.check_file());
  EXPECT_EQ(session_.which(0).workload.file_size, Bytes(32 * 1024));
  EXPECT_NE(session_.slot(0).trace(), nullptr); // the old one, until the new one is there
  EXPECT_FALSE(session_.slot(0).is_current());
  finish(session_);
  EXPECT_EQ(session_.slot(0).result()->bytes, 32 * 1024);
}

TEST_F(SessionTest, an_error_in_the_file_keeps_the_last_good_state) {
  files_.write("mine.toml", small);
  session_.open("mine.toml");
  finish(session_);
  const auto trace = session_.slot(0).trace();
  files_.write("mine.toml", std::string(small) + "nonsense = 1\n");
  EXPECT_TRUE(session_.check_file());
  EXPECT_EQ(session_.slot(0).trace(), trace);
  EXPECT_EQ(session_.slot(0).state(), SlotState::ready);
  ASSERT_FALSE(session_.complaints().empty());
  EXPECT_EQ(session_.complaints()[0].file, "mine.toml");
  EXPECT_EQ(session_.complaints()[0].line, 12);
  EXPECT_EQ(session_.complaints()[0].column, 1);
  files_.write("mine.toml", small);
  EXPECT_TRUE(session_.check_file());
  EXPECT_THAT(session_.complaints(), IsEmpty());
}

TEST_F(SessionTest, a_file_that_is_gone_for_a_moment_is_no_error) {
  files_.write("mine.toml", small);
  session_.open("mine.toml");
  files_.remove("mine.toml");
  session_.check_file();
  EXPECT_THAT(session_.complaints(), IsEmpty());
  for (int i = 0; i < 10; ++i)
    session_.check_file();
  EXPECT_THAT(session_.complaints(), SizeIs(1));
  files_.write("mine.toml", small);
  session_.check_file();
  EXPECT_THAT(session_.complaints(), IsEmpty());
}

TEST_F(SessionTest, the_shown_case_stays_when_others_come_and_go) {
  files_.write("mine.toml", small);
  session_.open("mine.toml");
  session_.show_case(1);
  std::string changed = small;
  changed.erase(changed.find("[[case]]"), changed.rfind("[[case]]") - changed.find("[[case]]"));
  files_.write("mine.toml", changed);
  session_.check_file();
  EXPECT_EQ(session_.case_count(), 1U);
  EXPECT_EQ(session_.which(session_.shown_case()).id, "b");
}

TEST_F(SessionTest, settings_run_it_anew_and_bad_ones_change_nothing) {
  session_.open("four-ways");
  finish(session_);
  EXPECT_TRUE(session_.apply({{"machine.nic.scatter_gather", "true"}}));
  finish(session_);
  EXPECT_EQ(session_.slot(2).result()->cpu_copies, 0);
  EXPECT_FALSE(session_.apply({{"workload.chunk", "0"}}));
  EXPECT_THAT(session_.settings(), SizeIs(1));
  EXPECT_EQ(session_.slot(2).state(), SlotState::ready);
  ASSERT_THAT(session_.complaints(), SizeIs(1));
  EXPECT_EQ(session_.complaints()[0].file, "--set");
}

TEST_F(SessionTest, traces_that_do_not_fit_beside_the_shown_one_wait_until_they_are_shown) {
  session_.set_most_rows_aside(25);
  session_.open("four-ways");
  finish(session_);
  EXPECT_EQ(session_.slot(0).state(), SlotState::ready);
  std::int64_t rows = 0;
  bool waits = false;
  for (std::size_t i = 1; i < 4; ++i) {
    rows += session_.slot(i).rows();
    waits = waits || session_.slot(i).is_aside();
  }
  EXPECT_LE(rows, 25);
  EXPECT_TRUE(waits);
  EXPECT_TRUE(session_.all_current());
  for (std::size_t i = 0; i < 4; ++i) {
    session_.show_case(i);
    finish(session_);
    EXPECT_EQ(session_.slot(i).state(), SlotState::ready);
  }
  EXPECT_THAT(session_.results(), SizeIs(4)); // results stay where traces went
}

TEST_F(SessionTest, a_case_that_cannot_be_run_is_that_cases_error) {
  session_.open("four-ways");
  finish(session_);
  // More than 106 days, which no time of a run can be.
  EXPECT_TRUE(session_.apply({{"workload.file_size", "100 TiB"}, {"workload.chunk", "512 B"}}));
  finish(session_);
  EXPECT_EQ(session_.slot(0).state(), SlotState::failed);
  EXPECT_NE(session_.slot(0).trace(), nullptr);
  EXPECT_FALSE(session_.complaints().empty());
  session_.dismiss();
  EXPECT_THAT(session_.complaints(), IsEmpty());
  session_.show_case(1); // another one's is news
  EXPECT_FALSE(session_.complaints().empty());
  session_.show_case(0);
  EXPECT_TRUE(session_.apply({}));
  finish(session_);
  EXPECT_EQ(session_.slot(0).state(), SlotState::ready);
  EXPECT_THAT(session_.complaints(), IsEmpty());
}

TEST_F(SessionTest, a_saved_trace_opens_with_its_scenario_and_only_its_case) {
  session_.open("four-ways");
  finish(session_);
  std::string json;
  trace::save_json(*session_.slot(1).trace(), [&](std::string_view piece) { json += piece; });
  files_.write("saved.json", json);
  ASSERT_TRUE(session_.open("saved.json"));
  EXPECT_TRUE(session_.is_saved_trace());
  ASSERT_EQ(session_.case_count(), 1U);
  EXPECT_EQ(session_.which(0).id, "mmap-write");
  EXPECT_EQ(session_.slot(0).state(), SlotState::ready);
  for (const auto& lesson : session_.scenario().narrations)
    EXPECT_EQ(lesson.of_case, "mmap-write");
  // What if works on it, and the way back leads to the trace that was saved.
  const auto saved = session_.slot(0).trace();
  EXPECT_TRUE(session_.apply({{"workload.file_size", "8 KiB"}}));
  finish(session_);
  EXPECT_EQ(session_.slot(0).result()->bytes, 8192);
  EXPECT_TRUE(session_.apply({}));
  EXPECT_EQ(session_.slot(0).trace(), saved);
}

TEST_F(SessionTest, a_broken_saved_trace_is_refused) {
  session_.open("four-ways");
  files_.write("broken.json", "{\"format\": 1");
  EXPECT_FALSE(session_.open("broken.json"));
  EXPECT_EQ(session_.scenario().id, "four-ways");
  EXPECT_FALSE(session_.complaints().empty());
}

TEST(SessionFiles, saving_writes_the_settings_and_opens_the_file) {
  const auto folder = std::filesystem::temp_directory_path() / "copyscope-session-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  TestFiles files;
  Services services = test_services(files);
  services.find = [&](const std::string& name) -> ScenarioText {
    if (name.starts_with("/")) {
      std::string text(std::filesystem::file_size(name), ' ');
      std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "rb"),
                                                           std::fclose);
      EXPECT_EQ(std::fread(text.data(), 1, text.size(), file.get()), text.size());
      return {name, text, false};
    }
    return files.find(name);
  };
  Session session(services);
  session.open("four-ways");
  session.apply({{"workload.file_size", "128 KiB"}});
  ASSERT_TRUE(session.save_as((folder / "mine.toml").string()));
  EXPECT_EQ(session.name(), (folder / "mine.toml").string());
  EXPECT_TRUE(session.settings().empty());
  EXPECT_EQ(session.which(0).workload.file_size, Bytes(128 * 1024));
  EXPECT_FALSE(session.save_as("/proc/nowhere/mine.toml"));
  EXPECT_EQ(session.name(), (folder / "mine.toml").string());
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace copyscope::gui
