// Traces that earlier versions saved open for ever. tests/compatibility/ has a file of every format
// and schema that was released, each of the same run: sendfile of `four-ways`.
#include "sim/trace/file/load.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace copyscope::trace {

namespace {

TEST(Compatibility, every_file_that_was_ever_released_opens_as_the_same_run) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(COPYSCOPE_SOURCE_DIR "/tests/compatibility")) {
    ++files;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const Loaded loaded = load_any(bytes.str(), entry.path().filename().string());
    EXPECT_TRUE(loaded.complaints.empty()) << entry.path();
    const Trace& trace = loaded.trace;
    EXPECT_EQ(trace.header().scenario.id, "four-ways");
    EXPECT_EQ(trace.header().case_id, "sendfile");
    EXPECT_EQ(trace.size(), 9u);
    const Ledger ledger = trace.final_ledger();
    EXPECT_EQ(ledger.copies.cpu, 1);
    EXPECT_EQ(ledger.copies.dma, 2);
    EXPECT_EQ(ledger.mode_switches, 2);
    EXPECT_EQ(ledger.syscalls, 1);
  }
  EXPECT_GE(files, 3);
}

} // namespace

} // namespace copyscope::trace
