// `--set`: paths in full and shortened, values of every type, the last word.
#include "tests/scenario/support.h"

#include <gtest/gtest.h>

namespace copyscope::scenario {
namespace {

Case set(const std::vector<Setting>& settings) {
  return load_text(small("machine.nic.scatter_gather = true\nworkload.chunk = \"8 KiB\"\n"),
                   settings)
      .cases.front();
}

Problem problem_of(const Setting& setting) {
  return problems_of(small(), {setting}).front();
}

TEST(Set, takes_full_paths_and_those_without_the_first_part) {
  EXPECT_EQ(set({{"workload.chunk", "4096"}}).workload.chunk, Bytes(4'096));
  EXPECT_EQ(set({{"chunk", "4096"}}).workload.chunk, Bytes(4'096));
  EXPECT_FALSE(set({{"machine.nic.scatter_gather", "false"}}).machine.nic.scatter_gather);
  EXPECT_FALSE(set({{"nic.scatter_gather", "false"}}).machine.nic.scatter_gather);
  EXPECT_FALSE(set({{"scatter_gather", "false"}}).machine.nic.scatter_gather);
  EXPECT_EQ(set({{"fidelity", "textbook"}}).machine.fidelity, Fidelity::textbook);
}

TEST(Set, tells_the_resident_fraction_from_the_page_cache_of_the_machine) {
  const Case only = set({{"page_cache", "0.5"}, {"page_cache.capacity", "1 GiB"}});
  EXPECT_EQ(only.workload.page_cache.fraction, (Decimal{5, 1}));
  EXPECT_EQ(only.machine.page_cache.capacity, Bytes(1 << 30));
}

TEST(Set, reads_values_as_toml_or_else_as_strings) {
  EXPECT_EQ(set({{"chunk", "4 KiB"}}).workload.chunk, Bytes(4'096));
  EXPECT_EQ(set({{"chunk", "4KiB"}}).workload.chunk, Bytes(4'096));
  EXPECT_EQ(set({{"chunk", "\"4 KiB\""}}).workload.chunk, Bytes(4'096));
  EXPECT_EQ(set({{"chunk", "0x1000"}}).workload.chunk, Bytes(4'096));
  EXPECT_EQ(set({{"page_cache", "warm"}}).workload.page_cache, (Residency{{1, 0}}));
  EXPECT_EQ(set({{"page_cache", "0.123456789012345678901"}}).workload.page_cache.fraction,
            parse_decimal("0.123456789012345678901"));
  EXPECT_EQ(set({{"cpu.cores", "4"}}).machine.cpu.cores, 4);
  EXPECT_EQ(set({{"cpu.map", "0"}}).machine.cpu.map, Time());
}

TEST(Set, wins_over_the_file_and_over_what_was_set_before) {
  EXPECT_EQ(set({}).workload.chunk, Bytes(8'192));
  EXPECT_EQ(set({{"chunk", "1"}, {"workload.chunk", "2"}}).workload.chunk, Bytes(2));
}

TEST(Set, applies_to_every_case) {
  const Scenario scenario = load_text(
      small("[[case]]\nid = \"two\"\nmethod = \"splice\"\nworkload.chunk = 5\n"), {{"chunk", "7"}});
  EXPECT_EQ(scenario.cases[0].workload.chunk, Bytes(7));
  EXPECT_EQ(scenario.cases[1].workload.chunk, Bytes(7));
}

TEST(Set, may_choose_the_preset_which_stays_below_the_overrides) {
  const Case only = set({{"machine.preset", "fast"}});
  EXPECT_EQ(only.machine.preset, "fast");
  EXPECT_EQ(only.machine.cpu.mode_switch, Time::from_ps(50'000));
  EXPECT_TRUE(only.machine.nic.scatter_gather);
}

TEST(Set, may_give_the_file_its_size) {
  const std::string text = with(small(), "file_size = \"64 KiB\"", "");
  EXPECT_EQ(load_text(text, {{"file_size", "5"}}).cases.front().workload.file_size, Bytes(5));
}

TEST(Set, refuses_a_shortened_path_that_may_mean_several) {
  const Problem problem = problem_of({"bandwidth", "1 GB/s"});
  EXPECT_EQ(problem.found, "the ambiguous key `bandwidth`");
  EXPECT_EQ(problem.expected,
            "`machine.disk.bandwidth`, `machine.dma.bandwidth` or `machine.memory.bandwidth`");
}

TEST(Set, refuses_unknown_paths_with_the_nearest) {
  EXPECT_EQ(problem_of({"chnks", "1"}).found, "the unknown key `chnks`");
  EXPECT_EQ(problem_of({"workload.chnk", "1"}).hint, "did you mean `workload.chunk`?");
  EXPECT_EQ(problem_of({"nic.scatter_gathr", "1"}).hint, "did you mean `nic.scatter_gather`?");
  for (const char* key :
       {"", ".", "id", "title.en", "kernel.readahead", "machine", "machine.nic", "case", "workload",
        "workload.", ".chunk", "workload.chunk.x", "\"chunk\""})
    EXPECT_TRUE(problem_of({key, "1"}).found.starts_with("the unknown key")) << key;
}

TEST(Set, refuses_wrong_values_at_their_place) {
  struct Row {
    Setting setting;
    int column;
    const char* found;
  };
  for (const Row& row : std::vector<Row>{
           {{"chunk", "0"}, 7, "`0`"},
           {{"chunk", "4 kb"}, 9, "the unknown unit `kb`"},
           {{"chunk", "\"4 kb\""}, 10, "the unknown unit `kb`"},
           {{"chunk", ""}, 7, "nothing"},
           {{"chunk", "1\nclients = 2"},
            8,
            "the unknown unit `\xEF\xBF\xBD"
            "clients`"},
           {{"chunk", "[1]"}, 7, "an array"},
           {{"chunk", "1979-05-27"}, 7, "`1979-05-27`, a date or time"},
           {{"nic.scatter_gather", "yes"}, 20, "`yes`, a string"},
           {{"page_cache", "1.5"}, 12, "`1.5`"},
           {{"machine.path", "sink"}, 14, "`sink`"},
           {{"preset", "slow"}, 8, "the unknown preset `slow`"},
           {{"clients", "2"}, 9, "`2`"},
           {{"chunk", "\xff"}, 7, "`\xEF\xBF\xBD`"},
       }) {
    const Problem problem = problem_of(row.setting);
    EXPECT_EQ(problem.file, "--set");
    EXPECT_EQ(problem.line, 1);
    EXPECT_EQ(problem.column, row.column) << row.setting.value;
    EXPECT_EQ(problem.found, row.found) << row.setting.value;
  }
}

TEST(Set, tells_its_mistakes_beside_those_of_the_file) {
  const std::vector<Problem> problems =
      problems_of(small("workload.chunk = 0"), {{"x", "1"}, {"clients", "0"}});
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].file, "--set");
  EXPECT_EQ(problems[1].line, 2);
  EXPECT_EQ(problems[2].file, "small.toml");
}

} // namespace
} // namespace copyscope::scenario
