// What the fuzz target begins with, and what it has found: opened, saved, and opened again.
#include "sim/trace/file/load.h"
#include "sim/trace/file/save.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace copyscope::trace {
namespace {

TEST(Corpus, what_opens_is_saved_and_opens_again) {
  const std::filesystem::path corpus = COPYSCOPE_SOURCE_DIR "/tests/fuzz/corpus/trace_file";
  int opened = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    SCOPED_TRACE(entry.path().filename());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const Loaded first = load_file(bytes, "first");
    std::string again;
    save_file(first.trace, [&](std::string_view piece) { again += piece; });
    EXPECT_EQ(load_file(again, "again").trace.size(), first.trace.size());
    ++opened;
  }
  EXPECT_GE(opened, 2);
}

} // namespace
} // namespace copyscope::trace
