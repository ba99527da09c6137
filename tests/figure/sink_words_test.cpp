// What is said of sends that were timed alone, in both languages.
#include "figure/words/real_words.h"
#include "figure/words/sink_words.h"

#include <gmock/gmock.h>

namespace copyscope::figure {
namespace {

using testing::HasSubstr;
using testing::Not;

analysis::SinkTiming timed(std::int64_t mapping_ps) {
  return {.chunk = 61'440,
          .sends = 2'244,
          .cpu_ps = 3'400'000,
          .low_ps = 3'300'000,
          .high_ps = 3'600'000,
          .mapping_ps = mapping_ps,
          .verdict = {.not_copied = 2'244,
                      .evidence = analysis::SendVerdict::Evidence::said_by_the_kernel,
                      .reason = "the datagram got references to the pinned pages, and the card "
                                "gathers them from there"}};
}

TEST(SinkWords, a_case_says_its_time_its_interval_and_its_verdict) {
  const std::string text = sink_text(timed(0), Language::en);
  EXPECT_THAT(text, HasSubstr("3.4 µs of CPU time a send of 60 KiB (3.3 µs – 3.6 µs; 2244 sends)"));
  EXPECT_THAT(text, HasSubstr("Not copied, said by the kernel: the datagram got references"));
  EXPECT_THAT(text, Not(HasSubstr("mapped anew")));
}

TEST(SinkWords, a_case_that_maps_says_both_sums) {
  EXPECT_THAT(sink_text(timed(1'500'000), Language::en),
              HasSubstr("4.9 µs where the file is mapped anew"));
}

TEST(SinkWords, in_chinese_nothing_is_left_in_english) {
  EXPECT_THAT(sink_text(timed(0), Language::zh), Not(HasSubstr("datagram")));
  for (const char* const said :
       {"no sink here: unshare", "a bridge without ports, chunks of each case's own size",
        "the sink's card took 0 packets of 10 sends, which make 10",
        "the sink's process was ended by SIGKILL (Killed)"})
    EXPECT_NE(translated(said, Language::zh), said);
}

} // namespace
} // namespace copyscope::figure
