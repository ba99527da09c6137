// What is wrong with a scenario is told with its place: a table of mistakes.
#include "tests/scenario/support.h"

#include <gtest/gtest.h>

namespace copyscope::scenario {
namespace {

/// The one mistake in a text, and where and how it is told. An empty hint expects none.
struct Mistake {
  std::string text;
  int line;
  int column;
  std::string found;
  std::string hint = {};
};

void check(const Mistake& mistake) {
  SCOPED_TRACE(mistake.text);
  const std::vector<Problem> problems = problems_of(mistake.text);
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().line, mistake.line);
  EXPECT_EQ(problems.front().column, mistake.column);
  EXPECT_EQ(problems.front().found, mistake.found);
  EXPECT_EQ(problems.front().hint, mistake.hint);
  EXPECT_NE(problems.front().expected, "");
}

/// `small()` with something instead of a part of it.
std::string changed(std::string_view part, std::string_view instead) {
  return with(small(), part, instead);
}

TEST(Refusal, of_keys) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {changed("id = \"small\"", "id = \"small\"\nlevel = 2"), 3, 1,
            "the unknown key `level`"},
           {changed("id = \"small\"", "id = \"small\"\nsumary = \"x\""), 3, 1,
            "the unknown key `sumary`", "did you mean `summary`?"},
           {changed("file_size =", "chnk = 5\nfile_size ="), 6, 1, "the unknown key `chnk`",
            "did you mean `chunk`?"},
           {changed("id = \"small\"", "id = \"small\"\nchunk = 5"), 3, 1, "the unknown key `chunk`",
            "did you mean `workload.chunk`?"},
           {small("machine.cpu.mode_swich = \"1 ns\""), 12, 13, "the unknown key `mode_swich`",
            "did you mean `mode_switch`?"},
           {small("machine.cpus.cores = 2"), 12, 9, "the unknown key `cpus`",
            "did you mean `cpu`?"},
           {small("machine.scatter_gather = true"), 12, 9, "the unknown key `scatter_gather`",
            "did you mean `machine.nic.scatter_gather`?"},
           {small("chunk = 5"), 12, 1, "the unknown key `chunk`", "did you mean `workload.chunk`?"},
           {small("nic.scatter_gather = true"), 12, 1, "the unknown key `nic`",
            "did you mean `machine.nic`?"},
           {small("machine.kernel.readahead = false"), 12, 9, "the unknown key `kernel`"},
           {small("methd = \"sendfile\""), 12, 1, "the unknown key `methd`",
            "did you mean `method`?"},
           {small("title = { en = \"x\", de = \"y\" }"), 12, 21, "the unknown key `de`"},
           {small("[[lesson]]\ntext = \"x\"\nwhen = \"start\""), 14, 1, "the unknown key `when`"},
           {small("[[cases]]\nid = \"two\""), 12, 3, "the unknown key `cases`",
            "did you mean `case`?"},
       })
    check(mistake);
}

TEST(Refusal, of_what_is_missing) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {"", 1, 1, "an empty file"},
           {"# nothing but a comment\n", 1, 1, "an empty file"},
           {changed("schema = 1\n", ""), 1, 1, "no `schema`"},
           {changed("id = \"small\"\n", ""), 1, 1, "no `id`"},
           {changed("title = { en = \"Small\" }\n", ""), 1, 1, "no `title`"},
           {changed("{ en = \"Small\" }", "{ zh = \"小\" }"), 3, 9, "no `en`"},
           {changed("file_size = \"64 KiB\"", ""), 5, 1, "no `workload.file_size`"},
           {changed("[workload]\nfile_size = \"64 KiB\"", ""), 1, 1, "no `workload.file_size`"},
           {changed("[[case]]\nid = \"one\"\nmethod = \"read-write\"", ""), 1, 1, "no `[[case]]`"},
           {changed("id = \"one\"", ""), 8, 1, "no `id`"},
           {changed("method = \"read-write\"", ""), 8, 1, "no `method`"},
           {small("[[lesson]]\nat = \"start\""), 12, 1, "no `text`"},
           {small("[[lesson]]\ntext = \"x\"\nat = { nth = 1 }"), 14, 6, "no `kind`"},
           {small("[[question]]\nchoices = [1, 2]\nanswer = 0"), 12, 1, "no `ask`"},
           {small("[[question]]\nask = \"x\""), 12, 1, "no `choices`"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2]"), 12, 1, "no `answer`"},
       })
    check(mistake);
}

TEST(Refusal, of_types) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {changed("schema = 1", "schema = \"1\""), 1, 10, "`\"1\"`, a string"},
           {changed("\"small\"", "5"), 2, 6, "`5`, an integer"},
           {changed("{ en = \"Small\" }", "true"), 3, 9, "`true`, a boolean"},
           {changed("\"64 KiB\"", "64.5"), 6, 13, "`64.5`, a decimal number"},
           {changed("\"64 KiB\"", "1979-05-27"), 6, 13, "`1979-05-27`, a date or time"},
           {changed("\"64 KiB\"", "[1]"), 6, 13, "an array"},
           {changed("[workload]\nfile_size = \"64 KiB\"", "workload = 5"), 5, 12,
            "`5`, an integer"},
           {changed("[[case]]", "[case]"), 8, 1, "a table"},
           {changed("id = \"small\"", "id = \"small\"\nlesson = [1]"), 3, 11, "`1`, an integer"},
           {small("machine.cpu = 5"), 12, 15, "`5`, an integer"},
           {small("machine.cpu.mode_switch = true"), 12, 27, "`true`, a boolean"},
           {small("machine.cpu.mode_switch = 5"), 12, 27, "`5`, a number without a unit"},
           {small("machine.disk.bandwidth = 5"), 12, 26, "`5`, a number without a unit"},
           {small("machine.nic.scatter_gather = 1"), 12, 30, "`1`, an integer"},
           {small("machine.cpu.cores = \"2\""), 12, 21, "`\"2\"`, a string"},
           {small("machine.cpu.cores = 2.0"), 12, 21, "`2.0`, a decimal number"},
           {small("expect = 5"), 12, 10, "`5`, an integer"},
           {small("[case.expect]\ncopies.cpu = 1.5"), 13, 14, "`1.5`, a decimal number"},
           {small("[case.expect]\nduration = 5"), 13, 12, "`5`, a number without a unit"},
           {small("[case.expect]\nthroughput = true"), 13, 14, "`true`, a boolean"},
           {small("[[question]]\nask = \"x\"\nchoices = 5\nanswer = 1"), 14, 11, "`5`, an integer"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 1.5]\nanswer = 0"), 14, 15,
            "`1.5`, a decimal number"},
           {small("[[question]]\nask = \"x\"\nchoices = [\"a\", \"b\"]\nanswer = \"one.syscalls\""),
            15, 10, "`\"one.syscalls\"`, a string"},
       })
    check(mistake);
}

TEST(Refusal, of_values) {
  const std::string beyond = "281474976710657"; // 2^48 + 1
  for (const Mistake& mistake : std::vector<Mistake>{
           {changed("schema = 1", "schema = 2"), 1, 10, "the unknown schema 2"},
           {changed("\"small\"", "\"\""), 2, 6, "`\"\"`"},
           {changed("\"small\"", "\"a/b\""), 2, 6, "`\"a/b\"`"},
           {changed("\"Small\"", "\"\""), 3, 16, "an empty text"},
           {changed("\"one\"", "\"One\""), 9, 6, "`\"One\"`"},
           {changed("\"64 KiB\"", "-1"), 6, 13, "`-1`"},
           {changed("\"64 KiB\"", "\"-1 B\""), 6, 14, "`-1 B`, less than zero"},
           {changed("\"64 KiB\"", beyond), 6, 13, "`" + beyond + "`"},
           {changed("\"64 KiB\"", "\"256.5 TiB\""), 6, 13, "`\"256.5 TiB\"`"},
           {changed("\"64 KiB\"", "\"64 kb\""), 6, 17, "the unknown unit `kb`",
            "did you mean `kB`?"},
           {changed("\"64 KiB\"", "\"64\""), 6, 16, "`64`, a number without a unit"},
           {small("workload.chunk = 0"), 12, 18, "`0`"},
           {small("workload.chunk = \"0 B\""), 12, 18, "`\"0 B\"`"},
           {small("workload.chunk = \"10 GHz\""), 12, 22, "`10 GHz`, a frequency"},
           {small("workload.clients = 0"), 12, 20, "`0`"},
           {small("workload.clients = 16385"), 12, 20, "`16385`"},
           {small("workload.clients = 2"), 12, 20, "`2`"},
           {small("workload.page_cache = 1.01"), 12, 23, "`1.01`"},
           {small("workload.page_cache = 2"), 12, 23, "`2`"},
           {small("workload.page_cache = -0.5"), 12, 23, "`-0.5`"},
           {small("workload.page_cache = nan"), 12, 23, "`nan`"},
           {small("workload.page_cache = inf"), 12, 23, "`inf`"},
           {small("workload.page_cache = \"wram\""), 12, 23, "`\"wram\"`", "did you mean `warm`?"},
           {small("machine.preset = \"fastest\""), 12, 18, "the unknown preset `fastest`"},
           {small("machine.preset = \"textbok\""), 12, 18, "the unknown preset `textbok`",
            "did you mean `textbook`?"},
           {small("machine.preset = \"../textbook\""), 12, 18, "the unknown preset `../textbook`",
            "did you mean `textbook`?"},
           {small("machine.preset = \"this-machine\""), 12, 18, "the unknown preset `this-machine`",
            "run `copyscope calibrate`, which measures it"},
           {small("machine.fidelity = \"linus\""), 12, 20, "`\"linus\"`", "did you mean `linux`?"},
           {small("machine.path = \"sink\""), 12, 16, "`\"sink\"`"},
           {small("machine.path = \"sinc\""), 12, 16, "`\"sinc\"`", "did you mean `sink`?"},
           {small("machine.fidelity = \"textbok\""), 12, 20, "`\"textbok\"`",
            "did you mean `textbook`?"},
           {small("machine.disk.bandwidth = \"0 GB/s\""), 12, 26, "`\"0 GB/s\"`"},
           {small("machine.disk.bandwidth = 0"), 12, 26, "`0`"},
           {small("machine.cpu.cores = 0"), 12, 21, "`0`"},
           {small("machine.cpu.quantum = \"0 ns\""), 12, 23, "`\"0 ns\"`"},
           {small("machine.cpu.mode_switch = \"-5 ns\""), 12, 28, "`-5 ns`, less than zero"},
           {small("machine.cpu.mode_switch = \"0.5 ps\""), 12, 28, "`0.5 ps`"},
           {small("machine.cpu.pio_word = 0"), 12, 24, "`0`"},
       })
    check(mistake);
}

TEST(Refusal, of_names) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {changed("\"read-write\"", "\"raed-write\""), 10, 10, "the unknown method `raed-write`",
            "did you mean `read-write`?"},
           {small("[[case]]\nid = \"one\"\nmethod = \"splice\""), 13, 6, "`one` a second time"},
           {small("[case.expect]\ncopies.gpu = 0"), 13, 1, "the unknown figure `copies.gpu`",
            "did you mean `copies.cpu`?"},
           {small("[case.expect.copies]\n  gpu = 0"), 13, 3, "the unknown figure `copies.gpu`",
            "did you mean `copies.cpu`?"},
           {small("[case.expect]\nsyscalls_by_name.a.b = 0"), 13, 1,
            "the unknown figure `syscalls_by_name.a.b`", "did you mean `syscalls_by_name.*`?"},
           {small("[case.expect]\ncopies.cpu = 0\n\"copies.cpu\" = 0"), 14, 1,
            "`copies.cpu` a second time"},
           {small("[[lesson]]\ntext = \"x\"\ncase = \"two\""), 14, 8, "the unknown case `two`"},
           {small("[[lesson]]\ntext = \"x\"\nat = \"strat\""), 14, 6, "`\"strat\"`",
            "did you mean `start`?"},
           {small("[[lesson]]\ntext = \"x\"\nat = { kind = \"cpu_cpy\" }"), 14, 15,
            "the unknown kind `cpu_cpy`", "did you mean `cpu_copy`?"},
           {small("[[lesson]]\ntext = \"x\"\nat = { kind = \"cpu_copy\", target = \"nik\" }"), 14,
            36, "the unknown buffer `nik`", "did you mean `nic`?"},
           {small("[[lesson]]\ntext = \"x\"\nat = { kind = \"cpu_copy\", nth = 0 }"), 14, 33,
            "`0`"},
           {small("[[lesson]]\ntext = \"x\"\nat = { kind = \"cpu_copy\", client = 1 }"), 14, 36,
            "`1`"},
           {small("[[lesson]]\ntext = \"a {one.copies.gpu} b\""), 13, 11, "`{one.copies.gpu}`",
            "did you mean `copies.cpu`?"},
           {small("[[lesson]]\ntext = \"{two.copies.cpu}\""), 13, 9, "`{two.copies.cpu}`"},
           {small("[[lesson]]\ntext = \"{copies.cpu}\""), 13, 9, "`{copies.cpu}`"},
           {small("[[lesson]]\ntext = \"{machine.scater_gather}\""), 13, 9,
            "`{machine.scater_gather}`", "did you mean `scatter_gather`?"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2]\nanswer = \"two.syscalls\""), 15, 10,
            "the unknown case `two`"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2]\nanswer = \"one.sycalls\""), 15, 10,
            "the unknown figure `sycalls`", "did you mean `syscalls`?"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2]\nanswer = \"one.throughput\""), 15,
            10, "`throughput`, which is no whole number"},
       })
    check(mistake);
}

TEST(Refusal, of_expectations) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {small("[case.expect]\nduration = \"<\""), 13, 14, "nothing"},
           {small("[case.expect]\nduration = \"== 1 ms\""), 13, 14, "`=` after the relation"},
           {small("[case.expect]\nduration = \"=< 1 ms\""), 13, 14, "`<` after the relation"},
           {small("[case.expect]\nduration = \"< 1\""), 13, 16, "`1`, a number without a unit"},
           {small("[case.expect]\nduration = \"< 1 GB\""), 13, 17, "`1 GB`, a number of bytes"},
           {small("[case.expect]\nduration = \"soon\""), 13, 13, "`soon`"},
           {small("[case.expect]\ncopies.cpu = \"< 1.5\""), 13, 17, "`1.5`"},
           {small("[case.expect]\ncopies.cpu = -1"), 13, 14, "`-1`"},
           {small("[case.expect]\ncpu.utilization = \"< 1.5\""), 13, 22, "`1.5`"},
           {small("[case.expect]\ncpu.utilization = 2"), 13, 19, "`2`"},
           {small("[case.expect]\ncpu.utilization = 1.5"), 13, 19, "`1.5`"},
       })
    check(mistake);
}

TEST(Refusal, of_questions) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {small("[[question]]\nask = \"x\"\nchoices = [1]\nanswer = 0"), 14, 11, "1 choices"},
           {small("[[question]]\nask = \"x\"\nchoices = [0,1,2,3,4,5,6,7,8,9]\nanswer = 0"), 14, 11,
            "10 choices"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2, 1]\nanswer = 0"), 14, 18,
            "`1` a second time"},
           {small("[[question]]\nask = \"x\"\nchoices = [1, 2]\nanswer = 2"), 15, 10, "`2`"},
           {small("[[question]]\nask = \"x\"\npoint = { kind = \"cpu_copy\" }\nanswer = 2"), 15, 1,
            "`answer` beside `point`"},
           {small("[[question]]\nask = \"x\"\npoint = \"start\""), 14, 9, "`\"start\"`, a string"},
       })
    check(mistake);
}

TEST(Refusal, of_what_a_lesson_shows) {
  const std::string lesson = "[[lesson]]\ntext = \"x\"\n";
  for (const Mistake& mistake : std::vector<Mistake>{
           {small(lesson + "shows = \"cpu\""), 14, 9, "`\"cpu\"`, a string"},
           {small(lesson + "shows = [\"cpu\", 5]"), 14, 17, "`5`, an integer"},
           {small(lesson + "shows = [\"cpu\", \"page_cach\"]"), 14, 17,
            "the unknown part, buffer or kind `page_cach`", "did you mean `page_cache`?"},
           {small(lesson + "shows = [\"cpu\", \"cpu\"]"), 14, 17, "`cpu` a second time"},
           {small(lesson + "view = \"stage\""), 14, 8, "`\"stage\"`"},
           {small(lesson + "view = \"comprae\""), 14, 8, "`\"comprae\"`",
            "did you mean `compare`?"},
           {small(lesson + "view = \"compare\""), 14, 8, "`compare` before the end"},
           {small(lesson + "view = \"compare\"\nat = \"end\""), 14, 8,
            "`compare` where there is one case"},
       })
    check(mistake);
}

TEST(Refusal, of_ids_and_mistakes_of_questions) {
  const std::string question = "[[question]]\nask = \"x\"\n";
  const std::string point = question + "point = { kind = \"cpu_copy\" }\n";
  for (const Mistake& mistake : std::vector<Mistake>{
           {small(point + "id = \"Who\""), 15, 6, "`\"Who\"`"},
           {small(point + "id = \"\""), 15, 6, "`\"\"`"},
           {small(point + "id = \"a\"\n" + point + "id = \"a\""), 19, 6, "`a` a second time"},
           {small(point + "id = \"question-2\"\n" + point), 16, 1, "`question-2` a second time"},
           {small(point + "mistake.gpu = \"x\""), 15, 9, "the unknown key `gpu`",
            "did you mean `cpu`?"},
           {small(point + "mistake = \"x\""), 15, 11, "`\"x\"`, a string"},
           {small(question + "choices = [1, { value = 2, mistak = \"x\" }]\nanswer = 0"), 14, 28,
            "the unknown key `mistak`", "did you mean `mistake`?"},
           {small(question + "choices = [1, { value = \"2\" }]\nanswer = 0"), 14, 25,
            "`\"2\"`, a string"},
           {small(question + "choices = [1, { value = 1 }]\nanswer = 0"), 14, 25,
            "`1` a second time"},
           {small(question + "choices = [1, { value = 2, mistake = \"x\" }]\nanswer = 1"), 14, 28,
            "`mistake` in the right choice"},
           {small(question + "choices = [1, 2]\nanswer = 1\nmistake = \"x\""), 16, 1,
            "`mistake` beside `choices`"},
           {small(question + "choices = [1, { value = 2, mistake = \"{one.copies.gpu}\" }]\n"
                             "answer = 0"),
            14, 39, "`{one.copies.gpu}`", "did you mean `copies.cpu`?"},
       })
    check(mistake);
}

TEST(Refusal, of_bytes_that_are_no_text) {
  for (const Mistake& mistake : std::vector<Mistake>{
           {changed("\"Small\"", "\"四\xff\""), 3, 18, "the byte 0xFF, which is not UTF-8"},
           {changed("\"Small\"", "\"\xC3\""), 3, 17, "the byte 0xC3, which is not UTF-8"},
           {changed("\"Small\"", std::string("\"a\0\"", 4)), 3, 18,
            "the byte 0x00, which is no text"},
           {changed("\"Small\"", "\"ab\\u0000\""), 3, 19, "the character U+0000"},
       })
    check(mistake);
}

TEST(Refusal, of_what_is_no_toml) {
  const auto place = [](const std::string& text) {
    const std::vector<Problem> problems = problems_of(text);
    EXPECT_EQ(problems.size(), 1U);
    EXPECT_TRUE(problems.front().found.starts_with("no valid TOML")) << problems.front().found;
    return std::pair(problems.front().line, problems.front().column);
  };
  EXPECT_EQ(place(changed("[workload]", "[workload")), std::pair(5, 10));
  EXPECT_EQ(place(changed("\"64 KiB\"", "64 KiB")), std::pair(6, 16));
  EXPECT_EQ(place(changed("\"64 KiB\"", "")), std::pair(6, 13));
  EXPECT_EQ(place(changed("id = \"one\"", "id = \"one\"\nid = \"two\"")), std::pair(10, 6));
  EXPECT_EQ(place("四"), std::pair(1, 1));
  EXPECT_EQ(place(small("x = \"\"\"")), std::pair(12, 8));
}

TEST(Refusal, of_what_lacks_its_quotation_marks_says_so) {
  const auto hint = [](std::string_view part, std::string_view instead) {
    return problems_of(changed(part, instead)).front().hint;
  };
  EXPECT_EQ(hint("\"64 KiB\"", "64 KiB # bytes"), "did you mean `\"64 KiB\"`, in quotation marks?");
  EXPECT_EQ(hint("\"read-write\"", "read-write"),
            "did you mean `\"read-write\"`, in quotation marks?");
  EXPECT_EQ(hint("\"read-write\"", "{"), "");
}

TEST(Refusal, of_an_escaped_quantity_stands_at_its_character) {
  // Escapes, line ends and both kinds of quotation marks come before the mistake.
  for (const Mistake& mistake : std::vector<Mistake>{
           {small("workload.chunk = '4 kb'"), 12, 21, "the unknown unit `kb`",
            "did you mean `kB`?"},
           {small("workload.chunk = \"4\\u0020kb\""), 12, 26, "the unknown unit `kb`",
            "did you mean `kB`?"},
           {small("workload.chunk = \"4\\tkb\""), 12, 22, "the unknown unit `kb`",
            "did you mean `kB`?"},
           {small("workload.chunk = \"\"\"\n4 kb\"\"\""), 13, 3, "the unknown unit `kb`",
            "did you mean `kB`?"},
           {small("workload.chunk = \"\"\"4 \\\n   kb\"\"\""), 13, 4, "the unknown unit `kb`",
            "did you mean `kB`?"},
       })
    check(mistake);
}

} // namespace
} // namespace copyscope::scenario
