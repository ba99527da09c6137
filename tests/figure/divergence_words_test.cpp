// Why a figure differs, in words: every cause has a sentence in both languages, without a
// placeholder left over.
#include "figure/words/divergence_words.h"

#include <gmock/gmock.h>

namespace copyscope::figure {
namespace {

using analysis::Cause;
using analysis::Divergence;
using analysis::Fact;
using testing::HasSubstr;
using testing::Not;

/// All that rules ever give as evidence; a sentence takes of it what it has a place for.
std::vector<Fact> evidence_of(Cause cause) {
  const auto n = [](const char* path, std::int64_t value) { return Fact{path, value}; };
  switch (cause) {
  case Cause::not_explained:
    return {};
  case Cause::textbook_times:
    return {{"fidelity", std::string("textbook")}};
  case Cause::blocking:
    return {n("sender.context_switches.voluntary", 2)};
  case Cause::buffer_full:
    return {n("tcp.limited_by_send_buffer_us", 40)};
  case Cause::preempted:
    return {n("sender.context_switches.involuntary", 1)};
  case Cause::cpu_shared:
    return {n("waited_for_others_ps", 40'000'000)};
  case Cause::deferred_copy:

    return {n("copied.local.bytes", 65536), n("copied", 1), n("sends", 1)};
  case Cause::packet_copies:
    return {n("copied.card.bytes", 65536), n("copied.card.times", 3)};
  case Cause::cold_copy:
  case Cause::first_touch:
    return {n("first_touch.first_ps", 20'000'000), n("first_touch.again_ps", 6'000'000),
            n("first_touch.bytes", 65536)};
  case Cause::major_faults:
    return {n("sender.page_faults.major", 1), n("disk.read_bytes", 65536)};
  case Cause::fault_around:
  case Cause::large_folios:

    return {n("sender.page_faults.minor", 1), n("pages", 16)};
  case Cause::pacing:
    return {{"congestion_control", std::string("bbr")}};
  case Cause::merged_completions:
    return {n("completions.sends", 16), n("completions.notifications", 1)};
  case Cause::no_completion_yet:
    return {n("recvmsg_in_vain", 1), n("syscalls_by_name.poll", 1)};
  case Cause::partial_calls:
    return {n("workload.chunk", 4096), n("chunks", 16)};
  case Cause::small_pipe:
    return {n("pipe.bytes", 65536)};
  case Cause::other_calls:
    return {n("syscalls_by_name.recvmsg", -3), n("syscalls_by_name.poll", 1)};
  case Cause::no_card:
    return {{"path", std::string("veth")}};
  case Cause::disk_requests:
    return {n("disk.device_reads", 40)};
  }
  return {};
}

Divergence with(Cause cause, const char* figure = "copies.cpu") {
  Divergence made;
  made.figure = figure;
  made.simulated = 2;
  made.real = 5;
  made.cause = cause;
  made.evidence = evidence_of(cause);
  return made;
}

TEST(DivergenceWords, every_cause_is_a_sentence_with_its_numbers_in_both_languages) {
  for (int i = 0; i < analysis::cause_count; ++i)
    for (const Language language : {Language::en, Language::zh}) {
      const std::string text = cause_text(with(static_cast<Cause>(i)), language);
      EXPECT_THAT(text, Not(HasSubstr("{")));
      EXPECT_THAT(text, Not(HasSubstr("divergence."))) << "no text of that key";
    }
}

TEST(DivergenceWords, the_reason_has_its_numbers_and_the_heading_both_values) {
  EXPECT_EQ(divergence_heading(with(Cause::packet_copies), Language::en), "CPU copies: 2 → 5");
  EXPECT_EQ(divergence_heading(with(Cause::small_pipe, "syscalls_by_name.splice"), Language::en),
            "splice(): 2 → 5");
  EXPECT_EQ(cause_text(with(Cause::packet_copies), Language::en),
            "the card gathers nothing: 3 packets put together by the CPU, 64 KiB");
  EXPECT_EQ(cause_text(with(Cause::other_calls, "syscalls"), Language::en),
            "it follows from the calls: recvmsg() − 3, poll() + 1");
}

TEST(DivergenceWords, of_a_duration_its_ratio_and_spread_are_said) {
  Divergence made = with(Cause::blocking, "duration");
  EXPECT_EQ(times_text(made, Language::en), "");
  made.ratio = 2.5;
  made.ratio_low = 2.25;
  made.ratio_high = 2.75;
  made.evidence.push_back({"waited_ps", std::int64_t{7'000'000}});
  EXPECT_THAT(divergence_heading(made, Language::en), HasSubstr(", × 2.50 (2.25 – 2.75)"));
  EXPECT_EQ(times_text(made, Language::en), "2.50 times as long as simulated (2.25 – 2.75)");
  EXPECT_THAT(cause_text(made, Language::en), HasSubstr("for 7 µs neither process ran"));
}

TEST(DivergenceWords, values_are_shown_as_their_figures_are) {
  EXPECT_EQ(value_of_figure("bytes_copied.cpu", 65536), "64 KiB");
  EXPECT_EQ(value_of_figure("syscalls_by_name.read", 1234), "1,234");
  EXPECT_EQ(name_of_figure("syscalls_by_name.read", Language::zh), "read()");
}

} // namespace
} // namespace copyscope::figure
