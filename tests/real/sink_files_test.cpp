// Files of a size on the sink: every send of them comes to the card, the short ones too, and each
// file is mapped for itself.
#include "real/sink/process.h"
#include "real/sink/sink.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>

namespace copyscope::real {
namespace {

std::vector<SinkFigure> timed(const std::vector<SinkSetting>& settings) {
  const std::atomic<bool> cancelled{false};
  return measure_on_sink(settings, {.time = std::chrono::milliseconds(60'000), .within = 1e9}, {},
                         cancelled);
}

SinkSetting file_of(const char* method, std::int64_t size, std::int64_t mtu = 65'535) {
  return {.method = method, .chunk = std::min(size, sink_chunk), .mtu = mtu, .file = size};
}

TEST(SinkFiles, a_pass_sends_as_many_as_lie_side_by_side) {
  const auto pieces = [](std::int64_t size) { return pieces_of(file_of("sendfile", size)); };
  EXPECT_EQ(pieces(4096).count, 1024);
  EXPECT_EQ(pieces(64 << 10).sends, 2);
  EXPECT_EQ(pieces(64 << 10).count, 512);
  EXPECT_EQ(pieces(32 << 20).count, 1);
  EXPECT_EQ(pieces(32 << 20).sends, 547);
  for (std::int64_t size = 4096; size <= sink_file_bytes; size *= 2)
    EXPECT_LE(pieces(size).count * size, sink_file_bytes);
}

TEST(SinkFiles, all_their_sends_come_to_the_card) {
  if (const std::string why = why_no_sink(std::atomic<bool>(false)); !why.empty())
    GTEST_SKIP() << why;
  std::vector<SinkSetting> settings;
  for (const char* const method : {"read-write", "mmap-write", "sendfile", "msg-zerocopy"})
    for (const std::int64_t size : {4 << 10, 64 << 10, 1 << 20, 32 << 20})
      settings.push_back(file_of(method, size));
  settings.push_back(file_of("read-write", 64 << 10, 9000)); // in fragments, the last chunk in one
  const auto figures = timed(settings);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    SCOPED_TRACE(settings[i].method + " " + std::to_string(settings[i].file));
    ASSERT_EQ(figures[i].unavailable, "");
    EXPECT_EQ(figures[i].last_rejection, "");
    EXPECT_EQ(figures[i].sends, figures[i].passes * pieces_of(settings[i]).all_sends());
    EXPECT_EQ(figures[i].verdict.sends(), figures[i].sends);
    if (settings[i].method == "msg-zerocopy") {
      EXPECT_EQ(figures[i].verdict.copied, 0);
    }
  }
}

TEST(SinkFiles, of_other_than_whole_pages_or_too_large_are_refused) {
  for (const std::int64_t size :
       {std::int64_t{-4096}, std::int64_t{1000}, sink_file_bytes + 4096}) {
    SinkSetting setting{.method = "sendfile"};
    setting.file = size;
    EXPECT_THAT(timed({setting}).front().unavailable, testing::HasSubstr("whole pages"));
  }
}

} // namespace
} // namespace copyscope::real
