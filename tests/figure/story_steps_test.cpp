#include "figure/story/story_steps.h"

#include "tests/figure/shipped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::figure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using trace::Trace;

Trace run_of(std::string_view scenario, std::size_t which = 0) {
  return test::trace_of(test::shipped(scenario), which);
}

TEST(StepTeller, tells_every_step_as_a_reader_of_all_rows_does) {
  for (const Language language : {Language::en, Language::zh}) {
    const Trace trace = run_of("warm-cache");
    const Story story(trace);
    const StepTeller teller(story, language, {});
    Storyteller all(trace, language);
    std::int64_t number = 0;
    for (trace::SpanId row = 0; row < trace.size(); ++row) {
      const std::string sentence = all.tell(row).sentence;
      if (!trace::is_step(trace[row].kind)) continue;
      const StepText step = teller.tell(++number);
      EXPECT_EQ(step.sentence, sentence);
      EXPECT_EQ(step.row, row);
      EXPECT_EQ(step.rest, story.rest(number));
    }
    EXPECT_EQ(number, teller.steps());
  }
}

TEST(StepTeller, says_which_call_and_line_a_step_belongs_to) {
  const Trace trace = run_of("four-ways");
  const Story story(trace);
  const StepTeller teller(story, Language::en, {});
  EXPECT_EQ(teller.tell(1).call, "Call 1: read()");
  EXPECT_EQ(teller.tell(1).line, 3);
  EXPECT_EQ(teller.tell(8).call, "Call 2: write()");
  EXPECT_EQ(teller.tell(8).line, 5);
}

TEST(StepTeller, names_how_many_clients_and_cpus_there_are_where_there_are_several) {
  scenario::Scenario scenario = test::shipped("blocking"); // at the level `linux`
  scenario::Case& which = scenario.cases[1];
  const auto begins = [&](std::int64_t clients, std::int64_t cpus, Language language) {
    which.workload.clients = clients;
    which.machine.cpu.cores = cpus;
    const Trace trace = test::trace_of(scenario, 1);
    const Story story(trace);
    return StepTeller(story, language, {}).tell(0).sentence;
  };
  EXPECT_EQ(begins(64, 4, Language::en), "64 clients each get the same file of 64 KiB, in chunks "
                                         "of 64 KiB; the page cache is cold; 4 CPUs.");
  EXPECT_EQ(begins(64, 4, Language::zh),
            "向 64 个客户端发送同一个 64 KiB 的文件，每次 64 KiB；文件不在页缓存中；4 个 CPU。");
  EXPECT_EQ(begins(1, 4, Language::en),
            "A file of 64 KiB is sent in chunks of 64 KiB; the page cache is cold; 4 CPUs.");
  EXPECT_EQ(begins(1, 1, Language::en),
            "A file of 64 KiB is sent in chunks of 64 KiB; the page cache is cold.");
  which.machine.fidelity = scenario::Fidelity::textbook; // which has one, whatever is asked for
  EXPECT_EQ(begins(1, 4, Language::en),
            "A file of 64 KiB is sent in chunks of 64 KiB; the page cache is cold.");
}

TEST(StepTeller, gives_each_narration_where_it_is_bound) {
  const Trace trace = run_of("four-ways");
  const Story story(trace);
  const StepTeller teller(story, Language::en, {});
  EXPECT_THAT(teller.tell(0).narration, ElementsAre(StartsWith("A program wants to send")));
  EXPECT_THAT(teller.tell(1).narration, ElementsAre(StartsWith("Programs run in user mode")));
  EXPECT_THAT(teller.tell(5).narration, ElementsAre(StartsWith("Copy 2:")));
  EXPECT_THAT(teller.tell(teller.closing()).narration, ElementsAre(StartsWith("Four copies")));
  const StepTeller other(story, Language::zh, {});
  EXPECT_THAT(other.tell(5).narration, ElementsAre(StartsWith("第二次复制")));
}

TEST(StepTeller, begins_and_ends_with_what_is_to_be_done_and_was) {
  const Trace trace = run_of("four-ways");
  const Story story(trace);
  const StepTeller teller(story, Language::en, {});
  EXPECT_EQ(teller.tell(0).rest, trace::Cursor{});
  EXPECT_THAT(teller.tell(0).sentence, HasSubstr("64 KiB"));
  const trace::Cursor end{trace.end(), trace.size()};
  EXPECT_EQ(teller.tell(teller.closing()).rest, end);
  EXPECT_THAT(teller.tell(teller.closing()).sentence, HasSubstr("154.5 µs"));
}

TEST(ChooseSteps, takes_all_where_there_is_room) {
  const Trace trace = run_of("four-ways");
  const StepChoice all = choose_steps(trace, Time(), Time::max(), 100);
  EXPECT_EQ(all.first, 1);
  EXPECT_EQ(all.last, trace.steps());
  EXPECT_EQ(all.shown(), trace.steps());
  EXPECT_TRUE(all.opening && all.closing);
}

TEST(ChooseSteps, takes_those_that_a_part_of_the_run_touches) {
  const Trace trace = run_of("four-ways");
  for (std::int64_t a = 1; a <= trace.steps(); ++a)
    for (std::int64_t b = a; b <= trace.steps(); ++b) {
      const Time from = trace[trace.step(a)].begin, to = trace[trace.step(b)].begin;
      const StepChoice part = choose_steps(trace, from, to, 100);
      EXPECT_EQ(part.opening, from == Time());
      for (std::int64_t i = 1; i <= trace.steps(); ++i) {
        const trace::Span& span = trace[trace.step(i)];
        const bool is_in = i >= part.first && i <= part.last;
        const bool overlaps = span.begin <= to && (span.end > from || span.begin >= from);
        EXPECT_EQ(is_in, overlaps) << a << ", " << b << ", " << i;
      }
    }
  const Time late = trace.end() + Time::from_ps(1);
  EXPECT_EQ(choose_steps(trace, late, Time::max(), 100).shown(), 0);
}

TEST(ChooseSteps, leaves_out_the_middle_of_many) {
  const Trace trace = run_of("big-file");
  const StepChoice some = choose_steps(trace, Time(), Time::max(), 100);
  EXPECT_EQ(some.shown(), 100);
  EXPECT_EQ(some.gap, 81);
  EXPECT_EQ(some.gap_end, trace.steps() - 19);
  EXPECT_EQ(some.left_out(), trace.steps() - 100);
}

} // namespace
} // namespace copyscope::figure
