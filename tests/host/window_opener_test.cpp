// Large files on a thread of their own: what is read, what is told meanwhile, and that they can be
// given up.
#ifdef COPYSCOPE_HAS_WINDOW
#include "host/window_opener.h"

#include "program/errors.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/trace/file/save.h"
#include "sim/trace/json.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <thread>

namespace copyscope::host {
namespace {

namespace files = std::filesystem;
using testing::HasSubstr;

class WindowOpenerTest : public testing::Test {
protected:
  WindowOpenerTest() {
    std::string path = (files::temp_directory_path() / "opener.XXXXXX").string();
    folder_ = ::mkdtemp(path.data());
  }
  ~WindowOpenerTest() override { files::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  /// Some ten thousand rows.
  static const trace::Trace& trace() {
    static const trace::Trace trace = [] {
      const scenario::Scenario scenario =
          program::load_scenario("four-ways", {"workload.chunk=4KiB", "workload.file_size=4MiB"});
      return program::simulate_trace(scenario, scenario.cases.front());
    }();
    return trace;
  }
  static std::string as_file() {
    std::string bytes;
    trace::save_file(trace(), [&](std::string_view piece) { bytes += piece; });
    return bytes;
  }
  static std::string as_json() {
    std::string text;
    trace::save_json(trace(), [&](std::string_view piece) { text += piece; });
    return text;
  }
  gui::OpenedFile opened(const std::string& path) {
    const auto opening = opener_.start(path);
    for (double before = 0; !opening->is_over(); std::this_thread::yield()) {
      const double now = opening->progress();
      EXPECT_GE(now, before);
      EXPECT_LE(now, 1);
      before = now;
    }
    return opening->take();
  }

  files::path folder_;
  WindowOpener opener_;
};

TEST_F(WindowOpenerTest, a_trace_is_read_in_either_form) {
  const gui::OpenedFile file = opened(this->file("t.copyscope", as_file()));
  ASSERT_TRUE(file.trace);
  EXPECT_TRUE(*file.trace == trace());
  EXPECT_TRUE(file.notes.empty());
  EXPECT_TRUE(file.text.text.empty());
  EXPECT_THAT(file.text.name, HasSubstr("t.copyscope"));
  const gui::OpenedFile json = opened(this->file("t.json", as_json()));
  ASSERT_TRUE(json.trace);
  EXPECT_EQ(json.trace->size(), trace().size());
}

TEST_F(WindowOpenerTest, a_long_trace_is_there_with_its_first_rows_before_the_rest) {
  const scenario::Scenario scenario =
      program::load_scenario("four-ways", {"workload.chunk=4KiB", "workload.file_size=24MiB"});
  const trace::Trace trace = program::simulate_trace(scenario, scenario.cases.front());
  std::string bytes;
  trace::save_file(trace, [&](std::string_view piece) { bytes += piece; });
  const auto opening = opener_.start(file("long.copyscope", bytes));
  while (!opening->is_over())
    std::this_thread::yield();
  const auto beginning = opening->take_beginning();
  ASSERT_TRUE(beginning && beginning->trace);
  EXPECT_LT(beginning->trace->size(), trace.size());
  EXPECT_FALSE(beginning->trace->header().whole.end);
  for (trace::SpanId row = 0; row < beginning->trace->size(); ++row)
    ASSERT_EQ((*beginning->trace)[row], trace[row]) << row;
  EXPECT_FALSE(opening->take_beginning()); // only once
  EXPECT_TRUE(opening->take().trace == trace);
}

TEST_F(WindowOpenerTest, a_scenario_comes_as_its_text) {
  const std::string text = "schema = 1\n";
  const gui::OpenedFile file = opened(this->file("mine.toml", text));
  EXPECT_FALSE(file.trace);
  EXPECT_EQ(file.text.text, text);
}

TEST_F(WindowOpenerTest, what_is_damaged_is_told) {
  const std::string bytes = as_file();
  const gui::OpenedFile file = opened(this->file("t.copyscope", bytes.substr(0, bytes.size() - 9)));
  ASSERT_TRUE(file.trace);
  EXPECT_FALSE(file.notes.damage.empty());
}

TEST_F(WindowOpenerTest, what_cannot_be_read_throws_where_it_is_taken) {
  EXPECT_THROW(opened((folder_ / "none.copyscope").string()), std::runtime_error);
  EXPECT_THROW(opened(file("bad.json", "{\"format\": 3}")), scenario::InputError);
}

TEST_F(WindowOpenerTest, what_nobody_waits_for_any_more_is_given_up) {
  const std::string path = file("t.json", as_json());
  for (int i = 0; i < 50; ++i) {
    const auto opening = opener_.start(path);
    if (i % 2 == 0) std::this_thread::yield();
  } // none is waited for; the opener's end waits for those that still stop
}

} // namespace
} // namespace copyscope::host
#endif
