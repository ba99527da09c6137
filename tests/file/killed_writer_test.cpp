// A process that writes a trace as it goes and is killed in the middle of it (SIGKILL): what it had
// written opens up to its last whole segment, with all names, and says that it was cut.
#include "tests/file/saved_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

namespace copyscope::trace {

namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr int kills = 200;
constexpr SpanId rows_a_segment = 40;

/// What the writer does, wherever its bytes go.
void write_run(const Trace& trace, const std::function<void(std::string_view)>& write) {
  FileSink sink(write);
  sink.start(trace.header());
  describe(sink, trace, trace.tables().flows.size());
  for (std::uint32_t i = 0; i < trace.tables().calls.size(); ++i)
    sink.call(trace.tables().calls[i]);
  for (SpanId id = 0; id < trace.size(); ++id) {
    sink.add(trace[id]);
    if (id % rows_a_segment == rows_a_segment - 1) sink.close_segment();
  }
  sink.finish(trace.end());
}

/// The process that is killed, by its own hand: so many bytes are in the file then, in the middle
/// of anything, however slow the machine is.
[[noreturn]] void write_until_killed(const Trace& trace, int file, std::size_t bytes) {
  write_run(trace, [&](std::string_view piece) {
    const std::string_view first = piece.substr(0, bytes);
    if (::write(file, first.data(), first.size()) != static_cast<ssize_t>(first.size())) ::_exit(1);
    bytes -= first.size();
    if (bytes == 0) ::raise(SIGKILL);
  });
  ::_exit(2);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  return all.str();
}

class KilledWriter : public testing::Test {
protected:
  KilledWriter() {
    std::string path = (std::filesystem::temp_directory_path() / "killed.XXXXXX").string();
    folder_ = ::mkdtemp(path.data());
    write_run(trace_, [&](std::string_view piece) {
      whole_ += piece;
      ends_.push_back(whole_.size());
    });
  }
  ~KilledWriter() override { std::filesystem::remove_all(folder_); }

  /// What is in the file of a writer that was killed when it had written so much; at least a byte.
  std::string killed_at(std::size_t bytes) const {
    const std::filesystem::path path = folder_ / "t.copyscope";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT_GE(file, 0);
    const pid_t writer = ::fork();
    if (writer == 0) write_until_killed(trace_, file, bytes);
    int status = 0;
    EXPECT_EQ(::waitpid(writer, &status, 0), writer);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it had ended by itself";
    ::close(file);
    return content_of(path);
  }

  /// Segments that are whole in so many bytes: the first piece is the head of the file, the last
  /// two are the footer and the end.
  SpanId segments_in(std::size_t bytes) const {
    const auto pieces = std::upper_bound(ends_.begin(), ends_.end() - 2, bytes) - ends_.begin();
    return static_cast<SpanId>(std::max<std::ptrdiff_t>(pieces - 1, 0));
  }

  void expect_all_but_the_last_segment(const std::string& bytes) const {
    const SpanId segments = segments_in(bytes.size());
    if (segments == 0) {
      EXPECT_THROW(load_file(bytes, "t.copyscope"), scenario::InputError);
      return;
    }
    const Loaded loaded = load_file(bytes, "t.copyscope");
    ASSERT_EQ(loaded.trace.size(), segments * rows_a_segment);
    for (SpanId id = 0; id < loaded.trace.size(); ++id) {
      const Span row = loaded.trace[id];
      ASSERT_EQ(row, trace_[id]);
      EXPECT_EQ(loaded.trace.name(row), trace_.name(trace_[id]));
      EXPECT_EQ(loaded.trace.lane(row).name, trace_.lane(trace_[id]).name);
      EXPECT_EQ(loaded.trace.label(row), trace_.label(trace_[id]));
    }
    const bool is_whole = bytes.size() == whole_.size();
    const bool has_footer = bytes.size() >= ends_[ends_.size() - 2];
    EXPECT_EQ(loaded.trace.header().whole.end, has_footer);
    EXPECT_EQ(loaded.trace.header().whole.lost, 0);
    if (!has_footer) {
      EXPECT_THAT(loaded.complaints, Contains(HasSubstr("the file has no end")));
    }
    if (is_whole) {
      EXPECT_TRUE(loaded.complaints.empty());
    }
  }

  const Trace trace_ = sample(31, 1200, 3);
  std::filesystem::path folder_;
  std::string whole_;             ///< of a writer that nobody kills
  std::vector<std::size_t> ends_; ///< of its pieces
};

TEST_F(KilledWriter, leaves_all_but_its_last_segment_whenever_that_happens) {
  std::mt19937 random(17);
  for (int i = 0; i < kills && !HasFailure(); ++i) {
    const std::size_t at = 1 + random() % whole_.size();
    const std::string bytes = killed_at(at);
    ASSERT_EQ(bytes, whole_.substr(0, at)); // as far as it came, it wrote the same
    expect_all_but_the_last_segment(bytes);
  }
  expect_all_but_the_last_segment(killed_at(whole_.size()));
}

} // namespace

} // namespace copyscope::trace
