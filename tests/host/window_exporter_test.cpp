// Exports on a thread of their own: what they write, and what they leave when they are stopped.
#ifdef COPYSCOPE_HAS_WINDOW
#include "host/window_exporter.h"

#include "export/formats.h"
#include "program/loading.h"
#include "program/running.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <thread>

namespace copyscope::host {
namespace {

namespace files = std::filesystem;
using gui::ExportJob;
using gui::ExportOutcome;
using testing::HasSubstr;

class WindowExporterTest : public testing::Test {
protected:
  WindowExporterTest() {
    std::string path = (files::temp_directory_path() / "exporter.XXXXXX").string();
    folder_ = ::mkdtemp(path.data());
  }
  ~WindowExporterTest() override { files::remove_all(folder_); }

  /// Of some hundred thousand rows where the file is large.
  static exports::Runs run_of(const std::string& size) {
    const scenario::Scenario scenario = program::load_scenario(
        "four-ways", {size == small ? "workload.chunk=64KiB" : "workload.chunk=4KiB",
                      "workload.file_size=" + size});
    return {std::make_shared<const trace::Trace>(
        program::simulate_trace(scenario, scenario.cases.front()))};
  }
  static constexpr const char* small = "64KiB";
  ExportJob job(const char* format, const std::string& size = small) const {
    ExportJob job;
    job.format = exports::find_format(format);
    job.runs = run_of(size);
    job.aim = ExportJob::Aim::file;
    job.path = (folder_ / "out.txt").string();
    return job;
  }
  static ExportOutcome outcome_of(gui::ExportRun& run) {
    for (;; std::this_thread::yield())
      if (std::optional<ExportOutcome> outcome = run.poll()) return std::move(*outcome);
  }
  ExportOutcome carry_out(ExportJob job) {
    const auto run = exporter_.start(std::move(job));
    return outcome_of(*run);
  }
  static std::string written(const ExportJob& job) {
    std::string text;
    job.format->write(
        job.runs, job.options, [&](std::string_view piece) { text += piece; }, [](double) {});
    return text;
  }
  static std::string content(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  std::size_t files_there() const {
    return static_cast<std::size_t>(
        std::distance(files::directory_iterator(folder_), files::directory_iterator()));
  }

  files::path folder_;
  WindowExporter exporter_;
};

TEST_F(WindowExporterTest, writes_what_the_format_writes) {
  for (const exports::Format& format : exports::formats()) {
    ExportJob wanted = job(format.id.data());
    wanted.path = (folder_ / format.id).string();
    const ExportOutcome outcome = carry_out(wanted);
    EXPECT_EQ(outcome.kind, ExportOutcome::Kind::done) << format.id << ": " << outcome.reason;
    EXPECT_EQ(content(wanted.path), written(wanted)) << format.id;
    EXPECT_EQ(outcome.bytes, static_cast<std::int64_t>(files::file_size(wanted.path))) << format.id;
    EXPECT_EQ(outcome.path, wanted.path);
  }
  EXPECT_EQ(files_there(), exports::formats().size());
}

TEST_F(WindowExporterTest, a_path_that_cannot_be_written_is_told_and_the_old_file_stays) {
  ExportJob wanted = job("csv");
  wanted.path = (folder_ / "no" / "folder.csv").string();
  const ExportOutcome missing = carry_out(wanted);
  EXPECT_EQ(missing.kind, ExportOutcome::Kind::failed);
  EXPECT_THAT(missing.reason, HasSubstr("No such file"));
  std::ofstream(folder_ / "out.txt") << "old";
  wanted = job("svg");
  wanted.may_replace = true;
  wanted.options.lanes = {"no-such-lane"};
  EXPECT_EQ(carry_out(wanted).kind, ExportOutcome::Kind::failed);
  EXPECT_EQ(content(folder_ / "out.txt"), "old");
  EXPECT_EQ(files_there(), 1U);
}

TEST_F(WindowExporterTest, a_file_that_is_there_is_replaced_only_where_that_was_agreed_to) {
  ExportJob wanted = job("csv");
  std::ofstream(wanted.path) << "old";
  const ExportOutcome refused = carry_out(wanted);
  EXPECT_EQ(refused.kind, ExportOutcome::Kind::failed);
  EXPECT_THAT(refused.reason, HasSubstr("a file of that name is there by now"));
  EXPECT_EQ(content(wanted.path), "old");
  wanted.may_replace = true;
  EXPECT_EQ(carry_out(wanted).kind, ExportOutcome::Kind::done);
  EXPECT_EQ(content(wanted.path), written(wanted));
  EXPECT_EQ(files_there(), 1U);
}

TEST_F(WindowExporterTest, cancelled_it_leaves_nothing) {
  const auto run = exporter_.start(job("perfetto", "256MiB"));
  run->cancel();
  EXPECT_EQ(outcome_of(*run).kind, ExportOutcome::Kind::cancelled);
  EXPECT_EQ(files_there(), 0U);
}

TEST_F(WindowExporterTest, dropped_it_leaves_nothing) {
  exporter_.start(job("perfetto", "256MiB"));
  EXPECT_EQ(files_there(), 0U);
}

TEST_F(WindowExporterTest, says_how_far_it_is) {
  const auto run = exporter_.start(job("perfetto", "64MiB"));
  double before = 0;
  while (!run->poll()) {
    EXPECT_GE(run->progress(), before);
    before = run->progress();
    EXPECT_LE(before, 1);
    std::this_thread::yield();
  }
  EXPECT_GT(run->progress(), 0.9);
}

TEST_F(WindowExporterTest, keeps_text_up_to_a_limit) {
  ExportJob wanted = job("csv");
  wanted.aim = ExportJob::Aim::text;
  const std::string whole = written(wanted);
  wanted.most_bytes = whole.size();
  EXPECT_EQ(carry_out(wanted).text, whole);
  --wanted.most_bytes;
  EXPECT_EQ(carry_out(wanted).kind, ExportOutcome::Kind::too_long);
  EXPECT_EQ(files_there(), 0U);
}

TEST_F(WindowExporterTest, previews_the_beginning_of_a_text_and_the_whole_of_a_drawing) {
  ExportJob wanted = job("csv");
  wanted.aim = ExportJob::Aim::preview;
  wanted.most_bytes = 100;
  const ExportOutcome text = carry_out(wanted);
  EXPECT_EQ(text.text, written(wanted).substr(0, 100));
  EXPECT_FALSE(text.is_whole);
  wanted.format = exports::find_format("svg");
  const ExportOutcome drawing = carry_out(wanted);
  ASSERT_TRUE(drawing.drawing);
  EXPECT_GT(drawing.drawing->picture.shapes().size(), 10U);
}

TEST_F(WindowExporterTest, previews_that_nobody_waits_for_any_more_are_let_go) {
  ExportJob wanted = job("svg", "16MiB");
  wanted.aim = ExportJob::Aim::preview;
  for (int i = 0; i < 20; ++i)
    exporter_.start(wanted);
  EXPECT_TRUE(carry_out(wanted).drawing);
}

} // namespace
} // namespace copyscope::host
#endif
