// An export that is stopped ends at once and in order, wherever it has come to: by a writer that
// cannot take any more, and by whoever is told how far it is.
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace copyscope::exports {
namespace {

/// Of the tests alone.
struct Stopped {};

/// Two steps of a run, so that a format has many places to be stopped at, and is soon done.
class StoppedExport : public testing::TestWithParam<const char*> {
protected:
  void export_to(const Writer& write, const Progress& progress) const {
    static const auto trace = std::make_shared<const trace::Trace>(run_of("sendfile"));
    Options options;
    options.to = trace->cursor_on(trace->step(2)).time;
    find_format(GetParam())->write({trace}, options, write, progress);
  }
};

TEST_P(StoppedExport, a_writer_that_fails_at_any_piece_is_never_called_again) {
  // A writer that has room for so many bytes fails at the piece that they end in: to fail at every
  // piece is to fail at every count of bytes.
  std::size_t pieces = 0;
  export_to([&](std::string_view) { ++pieces; }, [](double) {});
  ASSERT_GT(pieces, 0U);
  const std::size_t stride = pieces / 200 + 1;
  for (std::size_t fails_at = 0; fails_at < pieces; fails_at += stride) {
    std::size_t taken = 0;
    bool has_failed = false;
    const auto write = [&](std::string_view) {
      EXPECT_FALSE(has_failed) << "called again after piece " << fails_at;
      has_failed = taken++ == fails_at;
      if (has_failed) throw std::runtime_error("no space left");
    };
    EXPECT_THROW(export_to(write, [](double) {}), std::runtime_error) << fails_at;
    EXPECT_TRUE(has_failed) << fails_at;
  }
}

TEST_P(StoppedExport, whoever_is_told_how_far_it_is_can_stop_it_each_time) {
  std::size_t told = 0;
  export_to([](std::string_view) {}, [&](double) { ++told; });
  for (std::size_t stops_at = 0; stops_at < told; ++stops_at) {
    std::size_t now = 0;
    bool is_stopped = false;
    EXPECT_THROW(export_to([&](std::string_view) { EXPECT_FALSE(is_stopped) << stops_at; },
                           [&](double) {
                             is_stopped = now++ == stops_at;
                             if (is_stopped) throw Stopped();
                           }),
                 Stopped);
  }
}

TEST_P(StoppedExport, what_was_stopped_leaves_the_next_one_whole) {
  std::string whole, again;
  export_to([&](std::string_view piece) { whole += piece; }, [](double) {});
  EXPECT_THROW(export_to([](std::string_view) { throw Stopped(); }, [](double) {}), Stopped);
  export_to([&](std::string_view piece) { again += piece; }, [](double) {});
  EXPECT_EQ(whole, again);
}

INSTANTIATE_TEST_SUITE_P(Formats, StoppedExport,
                         testing::Values("pdf", "storyboard", "png", "svg", "sequence-svg",
                                         "animated-svg", "gif", "html"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

} // namespace
} // namespace copyscope::exports
