// Input that wants to crash, hang or exhaust: it gets an answer like any other.
#include "tests/scenario/support.h"

#include <gtest/gtest.h>

namespace copyscope::scenario {
namespace {

constexpr int million = 1'000'000;

std::string repeated(std::string_view part, int bytes) {
  std::string result;
  while (static_cast<int>(result.size()) < bytes)
    result += part;
  return result;
}

/// Any answer will do, if it is an answer.
bool is_answered(const std::string& text) {
  try {
    load_text(text);
    return true;
  } catch (const InputError& error) {
    return !error.problems().empty();
  }
}

TEST(Hostile, nesting_of_any_kind_is_refused_before_it_is_parsed) {
  for (const std::string& text :
       {repeated("a.", million) + "a = 1", "[" + repeated("a.", million) + "a]",
        "a = " + repeated("[", million), "a = " + repeated("{a=", million),
        "a = " + repeated("[{a.a.a=", million), "a = { " + repeated("a . ", million) + "a = 1 }",
        repeated("\"x\".", million) + "a = 1", repeated("''.", million) + "a = 1",
        "a = \"\"\"x\"\"\"\"\"\n" + repeated("a.", million) + "a = 1"}) {
    const std::vector<Problem> problems = problems_of(text);
    EXPECT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().found, "keys or brackets nested too deeply") << text.substr(0, 40);
  }
}

TEST(Hostile, dots_and_brackets_in_strings_and_comments_do_not_nest) {
  const std::string deep = repeated("[a.", 3'000);
  EXPECT_EQ(load_text(small("title = \"" + deep + "\" # " + deep)).cases[0].title.en, deep);
  EXPECT_EQ(load_text(small("title = '" + deep + "'")).cases[0].title.en, deep);
  EXPECT_EQ(load_text(small("title = '''\n" + deep + "'''")).cases[0].title.en, deep);
  EXPECT_EQ(load_text(small("title = \"\\\"" + deep + "\"")).cases[0].title.en, "\"" + deep);
}

TEST(Hostile, a_megabyte_of_anything_is_answered) {
  for (const char* part :
       {"x",  "\n", " ",     "#",  "\"", "'", "=",  "[[a]]\n", "[a]\n",      "0",       "1.",
        "\\", "{",  "a=1\n", "四", "\t", ",", "1_", "\"\"\"",  "[[case]]\n", "a = [\n", "\r"})
    EXPECT_TRUE(is_answered(repeated(part, million))) << part;
}

TEST(Hostile, a_megabyte_of_valid_tables_with_mistakes_is_answered) {
  for (const char* part : {"[[case]]\n", "[[lesson]]\ntext=\"{x.y}\"\n",
                           "[[question]]\nask=\"x\"\n", "[[case]]\nid=\"one\"\nmethod=\"x\"\n"})
    EXPECT_EQ(problems_of(small(repeated(part, million))).size(), 20U) << part;
}

TEST(Hostile, thousands_of_keys_cases_and_references_take_no_quadratic_time) {
  std::string keys, cases, expect = "[case.expect]\n";
  for (int i = 0; i < 30'000; ++i)
    keys += "key" + std::to_string(i) + " = 1\n";
  for (int i = 0; i < 10'000; ++i)
    cases += "[[case]]\nid = \"c" + std::to_string(i) + "\"\nmethod = \"splice\"\n";
  for (int i = 0; i < 20'000; ++i)
    expect += "syscalls_by_name.c" + std::to_string(i) + " = 1\n";
  EXPECT_EQ(problems_of(small(keys)).size(), 20U);
  EXPECT_EQ(load_text(small(cases)).cases.size(), 10'001U);
  EXPECT_EQ(load_text(small(expect)).cases[0].expect.size(), 20'000U);
  const std::string references = repeated("{one.copies.cpu}", million);
  EXPECT_EQ(load_text(small("[[lesson]]\ntext = \"" + references + "\"")).narrations.size(), 1U);
}

TEST(Hostile, a_long_line_of_mistakes_is_answered) {
  std::string line = "title = { ";
  for (int i = 0; i < 50'000; ++i)
    line += "k" + std::to_string(i) + " = 0.5, ";
  EXPECT_EQ(problems_of(small(line + "en = \"x\" }")).size(), 20U);
  EXPECT_EQ(problems_of(small("[[question]]\nask=\"x\"\nanswer=0\nchoices = [" +
                              repeated("0.5, ", million) + "]"))
                .size(),
            1U);
}

TEST(Hostile, long_names_have_no_near_ones) {
  const std::string name(100'000, 'c');
  EXPECT_EQ(problems_of(small(name + " = 1")).front().hint, "");
  EXPECT_EQ(problems_of(with(small(), "read-write", name)).front().hint, "");
  EXPECT_EQ(problems_of(small(), {{name, name}}).front().hint, "");
}

} // namespace
} // namespace copyscope::scenario
