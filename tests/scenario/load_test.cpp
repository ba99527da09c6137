// What a scenario says is what its value holds.
#include "tests/scenario/support.h"

#include <gtest/gtest.h>

namespace copyscope::scenario {
namespace {

constexpr std::string_view four_ways = R"(
schema  = 1
id      = "four-ways"
title   = { en = "One file, four ways", zh = "一个文件，四种走法" }
summary = { en = "How it goes.", zh = "如何" }

[workload]
file_size  = "64 KiB"
chunk      = "16 KiB"
page_cache = "warm"
clients    = 1

[machine]
preset = "textbook"
fidelity = "textbook"
cpu.mode_switch = "250 ns"
nic.scatter_gather = false

[[case]]
id     = "read-write"
title  = { en = "read + write" }
method = "read-write"

[[case]]
id     = "sendfile-sg"
method = "sendfile"
machine.nic.scatter_gather = true
workload.chunk = 4096

[case.expect]
copies.cpu = 0
"mode_switches" = 2
duration = "< 1 ms"
syscalls_by_name.sendfile = ">= 1"

[[lesson]]
case = "sendfile-sg"
shows = ["page_cache", "nic", "dma_copy"]
at   = { kind = "dma_copy", source = "page_cache", target = "nic", client = 0, nth = 2 }
text = { en = "{sendfile-sg.copies.cpu} copies, gathers: {machine.scatter_gather}", zh = "拷贝" }

[[lesson]]
at   = "end"
view = "compare"
text = "Side by side."

[[question]]
id      = "cpu-copies"
ask     = { en = "How many copies does the CPU make?" }
shows   = ["cpu"]
choices = [0, { value = 1, mistake = { en = "One way only.", zh = "只数了一半" } }, 2, { value = 4 }]
answer  = "read-write.copies.cpu"
explain = { en = "Two." }

[[question]]
case    = "sendfile-sg"
at      = "end"
ask     = "Who?"
choices = [{ en = "CPU", mistake = "{read-write.bytes}" }, { en = "DMA", zh = "直接存储器访问" }]
answer  = 1

[[question]]
at    = { kind = "mode_switch", name = "to_user" }
ask   = { en = "Who comes next?" }
point = { kind = "cpu_copy", nth = 2 }
mistake.disk_dma = { en = "It is idle.", zh = "它空闲" }
)";

TEST(Load, reads_header_workload_and_machine) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_EQ(scenario.id, "four-ways");
  EXPECT_EQ(scenario.title.in(Language::zh), "一个文件，四种走法");
  EXPECT_EQ(scenario.summary.en, "How it goes.");
  ASSERT_EQ(scenario.cases.size(), 2U);
  const Case& first = scenario.cases[0];
  EXPECT_EQ(first.method, "read-write");
  EXPECT_EQ(first.workload.file_size, Bytes(65'536));
  EXPECT_EQ(first.workload.chunk, Bytes(16'384));
  EXPECT_EQ(first.workload.page_cache, (Residency{{1, 0}}));
  EXPECT_EQ(first.machine.cpu.mode_switch, Time::from_ps(250'000));
  EXPECT_EQ(first.machine.cpu.copy_bandwidth, Bandwidth::from_bytes(10'000'000'000));
  EXPECT_FALSE(first.machine.nic.scatter_gather);
}

TEST(Load, a_case_overrides_workload_and_machine_for_itself_alone) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_TRUE(scenario.cases[1].machine.nic.scatter_gather);
  EXPECT_EQ(scenario.cases[1].workload.chunk, Bytes(4'096));
  EXPECT_EQ(scenario.cases[1].machine.cpu.mode_switch, Time::from_ps(250'000));
  EXPECT_FALSE(scenario.cases[0].machine.nic.scatter_gather);
}

TEST(Load, a_case_without_a_title_is_called_by_its_id) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_EQ(scenario.cases[0].title.en, "read + write");
  EXPECT_EQ(scenario.cases[1].title.en, "sendfile-sg");
}

TEST(Load, a_missing_chinese_text_falls_back_to_english) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_EQ(scenario.cases[0].title.zh, "");
  EXPECT_EQ(scenario.cases[0].title.in(Language::zh), "read + write");
}

TEST(Load, expectations_are_nested_or_quoted_paths_in_the_order_of_the_file) {
  using Relation = Expectation::Relation;
  const std::vector<Expectation> expected = {
      {"copies.cpu", Relation::equal, std::int64_t{0}, "0"},
      {"mode_switches", Relation::equal, std::int64_t{2}, "2"},
      {"duration", Relation::less, std::int64_t{1'000'000'000}, "< 1 ms"},
      {"syscalls_by_name.sendfile", Relation::at_least, std::int64_t{1}, ">= 1"}};
  EXPECT_EQ(load_text(four_ways).cases[1].expect, expected);
}

TEST(Load, a_lesson_has_its_case_its_moment_and_its_text) {
  const Scenario scenario = load_text(four_ways);
  ASSERT_EQ(scenario.narrations.size(), 2U);
  EXPECT_EQ(scenario.narrations[0].of_case, "sendfile-sg");
  Moment moment{Moment::When::event, "dma_copy"};
  moment.source = "page_cache";
  moment.target = "nic";
  moment.client = 0;
  moment.nth = 2;
  EXPECT_EQ(scenario.narrations[0].at, moment);
  EXPECT_EQ(scenario.narrations[0].text.zh, "拷贝");
}

TEST(Load, a_lesson_names_what_its_picture_marks_and_how_it_is_seen) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_EQ(scenario.narrations[0].shows,
            (std::vector<std::string>{"page_cache", "nic", "dma_copy"}));
  EXPECT_EQ(scenario.narrations[0].view, Narration::View::stage);
  EXPECT_TRUE(scenario.narrations[1].shows.empty());
  EXPECT_EQ(scenario.narrations[1].view, Narration::View::compare);
}

TEST(Load, everything_that_a_lesson_may_show_has_a_name) {
  std::string names;
  for (const auto& group : {parts_to_show(), kinds_to_show()})
    for (std::string_view name : group)
      names += "\"" + std::string(name) + "\", ";
  for (std::string_view name : {"page_cache", "user_buffer", "pipe", "socket_buffer"})
    names += "\"" + std::string(name) + "\", ";
  const Scenario scenario = load_text(small("[[lesson]]\ntext = \"x\"\nshows = [" + names + "]"));
  EXPECT_EQ(scenario.narrations[0].shows.size(), 20U);
}

TEST(Load, a_question_is_named_by_its_id_or_by_its_place) {
  const std::vector<Question> questions = load_text(four_ways).questions;
  EXPECT_EQ(questions[0].id, "cpu-copies");
  EXPECT_EQ(questions[1].id, "question-2");
  EXPECT_EQ(questions[2].id, "question-3");
  EXPECT_EQ(questions[0].shows, std::vector<std::string>{"cpu"});
}

TEST(Load, a_wrong_choice_may_say_what_it_mistook) {
  const std::vector<Question> questions = load_text(four_ways).questions;
  EXPECT_EQ(questions[0].choices[0].mistake, std::nullopt);
  EXPECT_EQ(questions[0].choices[1].mistake, (Text{"One way only.", "只数了一半"}));
  EXPECT_EQ(std::get<std::int64_t>(questions[0].choices[3].says), 4);
  EXPECT_EQ(questions[1].choices[0].mistake, (Text{"{read-write.bytes}", ""}));
  EXPECT_EQ(questions[2].mistakes.at("disk_dma"), (Text{"It is idle.", "它空闲"}));
}

TEST(Load, a_question_is_answered_by_a_figure_an_index_or_by_pointing) {
  const std::vector<Question> questions = load_text(four_ways).questions;
  ASSERT_EQ(questions.size(), 3U);
  EXPECT_EQ(questions[0].of_case, "read-write");
  EXPECT_EQ(questions[0].at, Moment{});
  EXPECT_EQ(questions[0].choices.size(), 4U);
  EXPECT_EQ(std::get<std::string>(questions[0].answer), "read-write.copies.cpu");
  EXPECT_EQ(questions[1].at.when, Moment::When::end);
  EXPECT_EQ(questions[1].ask.en, "Who?");
  EXPECT_EQ(std::get<Text>(questions[1].choices[1].says).zh, "直接存储器访问");
  EXPECT_EQ(std::get<std::int64_t>(questions[1].answer), 1);
  EXPECT_EQ(questions[2].at.name, "to_user");
  ASSERT_TRUE(questions[2].point.has_value());
  EXPECT_EQ(questions[2].point->nth, 2);
  EXPECT_TRUE(questions[2].choices.empty());
}

TEST(Load, what_is_left_out_has_its_default) {
  const Case only = load_text(small()).cases.front();
  EXPECT_EQ(only.workload.chunk, Bytes(65'536));
  EXPECT_EQ(only.workload.page_cache, Residency{});
  EXPECT_EQ(only.workload.clients, 1);
  EXPECT_EQ(only.machine.preset, "textbook");
  EXPECT_EQ(only.machine.fidelity, Fidelity::textbook);
  EXPECT_EQ(only.machine.cpu.pio_word, Bytes(4));
  EXPECT_TRUE(only.expect.empty());
}

TEST(Load, a_resident_fraction_is_the_decimal_that_is_written) {
  const auto fraction = [](std::string_view written) {
    const std::string text =
        with(small(), "[[case]]", "page_cache = " + std::string(written) + "\n[[case]]");
    return load_text(text).cases.front().workload.page_cache.fraction;
  };
  EXPECT_EQ(fraction("0.1"), (Decimal{1, 1}));
  EXPECT_EQ(fraction("0.50"), (Decimal{5, 1}));
  EXPECT_EQ(fraction("2.5e-1"), (Decimal{25, 2}));
  EXPECT_EQ(fraction("+0.2_5"), (Decimal{25, 2}));
  EXPECT_EQ(fraction("0.123456789012345678901234567"),
            (Decimal{parse_decimal("0.123456789012345678901234567")}));
  EXPECT_EQ(fraction("0"), Decimal{});
  EXPECT_EQ(fraction("1"), (Decimal{1, 0}));
  EXPECT_EQ(fraction("1.0"), (Decimal{1, 0}));
  EXPECT_EQ(fraction("\"0.25\""), (Decimal{25, 2}));
  EXPECT_EQ(fraction("'cold'"), Decimal{});
}

TEST(Load, bytes_may_be_integers_and_times_may_be_zero) {
  const Case only = load_text(with(small("machine.cpu.map = 0\nmachine.cpu.descriptor = \"0\"\n"),
                                   "\"64 KiB\"", "0x1_0000"))
                        .cases.front();
  EXPECT_EQ(only.workload.file_size, Bytes(65'536));
  EXPECT_EQ(only.machine.cpu.map, Time());
  EXPECT_EQ(only.machine.cpu.descriptor, Time());
}

TEST(Load, an_empty_file_can_be_sent) {
  EXPECT_EQ(load_text(with(small(), "\"64 KiB\"", "0")).cases.front().workload.file_size, Bytes(0));
}

TEST(Load, the_largest_file_can_be_sent) {
  EXPECT_EQ(load_text(with(small(), "64 KiB", "256 TiB")).cases.front().workload.file_size,
            Bytes(std::int64_t{1} << 48));
}

TEST(Load, a_case_may_choose_its_own_preset_below_the_scenarios_overrides) {
  const std::string text = with(small("machine.preset = \"fast\"\n"), "[[case]]",
                                "[machine]\ncpu.map = \"5 ns\"\n[[case]]");
  const Machine machine = load_text(text).cases.front().machine;
  EXPECT_EQ(machine.preset, "fast");
  EXPECT_EQ(machine.cpu.mode_switch, Time::from_ps(50'000));
  EXPECT_EQ(machine.cpu.map, Time::from_ps(5'000));
}

TEST(Load, a_case_may_bring_its_own_size_of_file) {
  const std::string text = with(small("workload.file_size = 5\n"), "file_size = \"64 KiB\"", "");
  EXPECT_EQ(load_text(text).cases.front().workload.file_size, Bytes(5));
}

TEST(Load, values_of_every_type_of_figure_are_read_in_its_unit) {
  const std::vector<Expectation> expect = load_text(small(R"([case.expect]
bytes = 65536
bytes_copied.cpu = "<= 128 KiB"
duration = "= 154.4672 us"
cpu.kernel_ps = 13507200
cpu.utilization = "> 0.05"
throughput = ">= 400 MB/s"
)"))
                                              .cases.front()
                                              .expect;
  ASSERT_EQ(expect.size(), 6U);
  EXPECT_EQ(std::get<std::int64_t>(expect[0].value), 65'536);
  EXPECT_EQ(std::get<std::int64_t>(expect[1].value), 131'072);
  EXPECT_EQ(std::get<std::int64_t>(expect[2].value), 154'467'200);
  EXPECT_EQ(std::get<std::int64_t>(expect[3].value), 13'507'200);
  EXPECT_EQ(std::get<Decimal>(expect[4].value), (Decimal{5, 2}));
  EXPECT_EQ(std::get<Bandwidth>(expect[5].value), Bandwidth::from_bytes(400'000'000));
  EXPECT_EQ(expect[5].relation, Expectation::Relation::at_least);
}

TEST(Load, a_value_without_a_relation_means_equal) {
  const Expectation only =
      load_text(small("[case.expect]\nduration = \"2 us\"\n")).cases.front().expect.front();
  EXPECT_EQ(only.relation, Expectation::Relation::equal);
  EXPECT_EQ(std::get<std::int64_t>(only.value), 2'000'000);
}

TEST(Load, braces_around_anything_but_a_path_are_text) {
  const Scenario scenario =
      load_text(small("[[lesson]]\ntext = \"struct { int fd; } {} {a b}\"\n"));
  EXPECT_EQ(scenario.narrations.front().text.en, "struct { int fd; } {} {a b}");
}

TEST(Load, a_byte_order_mark_and_lines_that_end_as_on_windows_are_fine) {
  std::string text = "\xEF\xBB\xBF" + small();
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  EXPECT_EQ(load_text(text), load_text(small()));
}

TEST(Load, long_texts_are_fine) {
  const std::string title(10'000, 'x');
  EXPECT_EQ(load_text(with(small(), "Small", title)).title.en, title);
}

TEST(Find, gives_the_case_of_that_id) {
  const Scenario scenario = load_text(four_ways);
  EXPECT_EQ(scenario.find("sendfile-sg"), &scenario.cases[1]);
  EXPECT_EQ(scenario.find("sendfile"), nullptr);
}

} // namespace
} // namespace copyscope::scenario
