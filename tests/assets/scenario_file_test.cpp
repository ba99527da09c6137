// The scenarios that ship, as texts: named right, in both languages, short enough to be read out.
// Whether they run and what they come to is checked elsewhere.
#include "assets/assets.h"
#include "assets/toml_file.h"
#include "tests/assets/typography.h"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <set>

namespace copyscope::assets {
namespace {

constexpr int most_english_words = 25;
constexpr int most_chinese_characters = 40;

class Shipped : public testing::TestWithParam<std::string_view> {
protected:
  Shipped() : file_(*bytes(GetParam()), GetParam()) {}

  const toml::table& root() const { return file_.root(); }

  /// The tables of an array of tables that may be missing.
  std::vector<const toml::table*> tables(std::string_view key) const {
    std::vector<const toml::table*> result;
    if (const toml::node* node = root().get(key))
      for (const toml::node& each : *node->as_array())
        result.push_back(each.as_table());
    return result;
  }

  Text text(const toml::table& table, std::string_view key) const { return file_.text(table, key); }
  Text text(const toml::node& node) const { return file_.text(node); }
  std::string string(const toml::table& table, std::string_view key) const {
    return file_.string(table, key);
  }

  void expect_well_set(const Text& text) const {
    EXPECT_EQ(test::fault(text.en), "") << text.en;
    EXPECT_EQ(test::chinese_fault(text.zh), "") << text.zh;
  }

  void expect_short(const Text& text) const {
    expect_well_set(text);
    EXPECT_LE(test::english_words(text.en), most_english_words) << text.en;
    EXPECT_LE(test::chinese_characters(text.zh), most_chinese_characters) << text.zh;
  }

  /// A number or a text, perhaps with what whoever takes it has mistaken.
  void expect_short_choice(const toml::table& choice) const {
    toml::table said = choice;
    said.erase("mistake");
    if (!said.contains("value")) expect_short(text(said));
    if (choice.contains("mistake")) expect_short(text(choice, "mistake"));
  }

private:
  TomlFile file_;
};

TEST_P(Shipped, is_named_after_its_id) {
  EXPECT_EQ("scenarios/" + string(root(), "id") + ".toml", GetParam());
}

TEST_P(Shipped, has_title_and_summary_in_both_languages) {
  expect_well_set(text(root(), "title"));
  expect_well_set(text(root(), "summary"));
}

TEST_P(Shipped, has_titled_cases_of_known_methods_with_expectations) {
  std::set<std::string> ids;
  for (const toml::table* each : tables("case")) {
    const std::string id = string(*each, "id");
    EXPECT_TRUE(ids.insert(id).second) << id;
    expect_well_set(text(*each, "title"));
    EXPECT_TRUE(method(string(*each, "method"))) << id;
    EXPECT_TRUE(each->contains("expect")) << id;
  }
  EXPECT_FALSE(ids.empty());
}

TEST_P(Shipped, has_short_lessons_and_questions) {
  for (const toml::table* lesson : tables("lesson"))
    expect_short(text(*lesson, "text"));
  for (const toml::table* question : tables("question")) {
    expect_short(text(*question, "ask"));
    expect_short(text(*question, "explain"));
    if (const toml::node* choices = question->get("choices"))
      for (const toml::node& choice : *choices->as_array())
        if (choice.is_table()) expect_short_choice(*choice.as_table());
    if (const toml::node* mistakes = question->get("mistake"))
      for (const auto& [part, mistake] : *mistakes->as_table())
        expect_short(text(mistake));
  }
}

TEST_P(Shipped, names_its_questions_and_what_each_slide_marks) {
  for (const toml::table* lesson : tables("lesson"))
    EXPECT_TRUE(lesson->contains("shows")) << text(*lesson, "text").en;
  std::set<std::string> ids;
  for (const toml::table* question : tables("question")) {
    EXPECT_TRUE(question->contains("shows")) << text(*question, "ask").en;
    EXPECT_TRUE(ids.insert(string(*question, "id")).second) << text(*question, "ask").en;
  }
}

TEST_P(Shipped, tells_a_lesson_from_the_start_to_the_end_of_each_case) {
  std::set<std::pair<std::string, std::string>> told; // case, and "start" or "end"
  for (const toml::table* lesson : tables("lesson")) {
    const toml::node_view at = (*lesson)["at"];
    if (const auto word = at.value<std::string>()) told.emplace(string(*lesson, "case"), *word);
    // The card's interrupt is the last that happens.
    if (at["name"].value<std::string>() == "nic") told.emplace(string(*lesson, "case"), "end");
  }
  if (tables("lesson").empty()) return;
  for (const toml::table* each : tables("case"))
    for (const char* at : {"start", "end"})
      EXPECT_TRUE(told.contains({string(*each, "id"), at})) << string(*each, "id") << ' ' << at;
}

TEST_P(Shipped, asks_in_its_lesson_and_lets_the_class_point) {
  if (tables("lesson").empty()) return;
  const auto questions = tables("question");
  EXPECT_GE(questions.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(
      questions, [](const toml::table* question) { return question->contains("point"); }));
}

TEST(ShippedLessons, include_the_four_of_the_course) {
  std::set<std::string_view> with_lesson;
  for (std::string_view name : names("scenarios/"))
    if (TomlFile(*bytes(name), name).root().contains("lesson")) with_lesson.insert(name);
  EXPECT_THAT(with_lesson,
              testing::IsSupersetOf<std::string_view>(
                  {"scenarios/before-dma.toml", "scenarios/four-ways.toml",
                   "scenarios/many-small-chunks.toml", "scenarios/true-zero-copy.toml"}));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Shipped, testing::ValuesIn(names("scenarios/")),
                         [](const auto& info) {
                           std::string name(info.param);
                           for (char& each : name)
                             if (!std::isalnum(static_cast<unsigned char>(each))) each = '_';
                           return name;
                         });

} // namespace
} // namespace copyscope::assets
