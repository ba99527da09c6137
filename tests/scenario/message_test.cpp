// Problems as a terminal shows them: the line, a caret under the spot, the nearest name.
#include "tests/scenario/support.h"

#include <gtest/gtest.h>

namespace copyscope::scenario {
namespace {

std::string message_of(std::string_view text, const std::vector<Setting>& settings = {}) {
  try {
    load_text(text, settings);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Message, of_a_misspelt_key) {
  EXPECT_EQ(
      message_of(with(small(), "file_size =", "chnk = 5\nfile_size =")),
      R"(small.toml:6:1: found the unknown key `chnk`; expected `file_size`, `chunk`, `page_cache` or `clients`
  6 | chnk = 5
    | ^^^^ did you mean `chunk`?)");
}

TEST(Message, of_a_quantity_marks_the_unit_alone) {
  EXPECT_EQ(message_of(small("machine.cpu.mode_switch = \"10 GHz\"")),
            R"(small.toml:12:31: found `10 GHz`, a frequency; expected a time such as `100 ns`
  12 | machine.cpu.mode_switch = "10 GHz"
     |                               ^^^)");
}

TEST(Message, of_several_mistakes_comes_in_the_order_of_the_file) {
  const std::string text = with(small("[case.expect]\ncopies.gpu = 0"), "64 KiB", "64 KB");
  EXPECT_EQ(
      message_of(text),
      R"(small.toml:6:17: found the unknown unit `KB`; expected B, kB, MB, GB, TB, KiB, MiB, GiB or TiB
  6 | file_size = "64 KB"
    |                 ^^ did you mean `kB`?
small.toml:13:1: found the unknown figure `copies.gpu`; expected `bytes`, `duration`, `throughput`, `syscalls`, `mode_switches`, `copies.cpu`, `copies.dma`, `bytes_copied.cpu`, `cpu.kernel_ps`, `cpu.utilization` or `syscalls_by_name.*`
  13 | copies.gpu = 0
     | ^^^^^^^^^^ did you mean `copies.cpu`?)");
}

TEST(Message, of_a_setting_shows_the_setting) {
  EXPECT_EQ(message_of(small(), {{"workload.chunk", "4 KiB"}, {"chunk", "0"}}),
            R"(--set:2:7: found `0`; expected 1 B to 256 TiB
  2 | chunk=0
    |       ^)");
}

TEST(Message, keeps_tabs_so_that_the_caret_stands_under_its_spot) {
  EXPECT_EQ(message_of(small("\tworkload.chunk\t=\t0")),
            "small.toml:12:19: found `0`; expected 1 B to 256 TiB\n"
            "  12 | \tworkload.chunk\t=\t0\n"
            "     | \t              \t \t^");
}

TEST(Message, counts_wide_characters_twice_for_the_caret_and_once_for_the_column) {
  EXPECT_EQ(message_of(small("title = { zh = \"四种走法µ\", en = 5 }")),
            R"(small.toml:12:30: found `5`, an integer; expected a string
  12 | title = { zh = "四种走法µ", en = 5 }
     |                                  ^)");
}

TEST(Message, marks_wide_characters_in_full) {
  EXPECT_EQ(message_of(small("title = { 中文 = \"x\", en = \"x\" }")).substr(0, 50),
            "small.toml:12:11: found no valid TOML (Error while");
  EXPECT_EQ(message_of(small("title = { \"中文\" = \"x\", en = \"x\" }")),
            R"(small.toml:12:11: found the unknown key `中文`; expected `en` or `zh`
  12 | title = { "中文" = "x", en = "x" }
     |           ^^^^^^)");
}

TEST(Message, shows_a_long_line_around_the_spot) {
  const std::string text =
      small("title = { zh = \"" + std::string(5'000, 'x') + "\", en = 5, zz = 1 }");
  EXPECT_EQ(message_of(text),
            "small.toml:12:5025: found `5`, an integer; expected a string\n"
            "  12 | …" +
                std::string(52, 'x') + "\", en = 5, zz = 1 }\n" + "     |  " +
                std::string(60, ' ') +
                "^\n"
                "small.toml:12:5028: found the unknown key `zz`; expected `en` or `zh`\n"
                "  12 | …" +
                std::string(49, 'x') + "\", en = 5, zz = 1 }\n" + "     |  " +
                std::string(60, ' ') + "^^");
}

TEST(Message, shows_no_control_characters) {
  const std::string message = message_of(small("workload.chunk = \"5 \x1b[2J\""));
  EXPECT_EQ(message.find('\x1b'), std::string::npos);
  EXPECT_NE(message.find("\"5 \xEF\xBF\xBD[2J"), std::string::npos) << message;
}

TEST(Message, at_the_end_of_the_file_stands_behind_its_last_line) {
  EXPECT_EQ(
      message_of("schema = 1\nid = \"\"\"x"),
      R"(small.toml:2:10: found no valid TOML (Error while parsing string: encountered end-of-file); expected TOML 1.0
  2 | id = """x
    |          ^)");
}

TEST(Message, of_an_empty_file) {
  EXPECT_EQ(message_of(""),
            "small.toml:1:1: found an empty file; expected a scenario: `schema = 1`, `id`, "
            "`title` …\n  1 | \n    | ^");
}

TEST(Message, tells_twenty_mistakes_at_most) {
  std::string text = small();
  for (int i = 0; i < 1'000; ++i)
    text += "key" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(problems_of(text).size(), 20U);
}

TEST(Headline, is_one_line_with_everything) {
  const Problem problem = problems_of(small("workload.chunk = \"5 kb\"")).front();
  EXPECT_EQ(headline(problem), "small.toml:12:21: found the unknown unit `kb`; expected B, kB, MB, "
                               "GB, TB, KiB, MiB, GiB or TiB; did you mean `kB`?");
}

TEST(Headline, without_a_line_names_the_file) {
  EXPECT_EQ(headline({"trace.json", 0, 0, 1, "", 1, "nothing", "a trace", ""}),
            "trace.json: found nothing; expected a trace");
}

} // namespace
} // namespace copyscope::scenario
