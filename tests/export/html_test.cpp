// The parts that the lesson in one file is made of.
#include "export/html/markup.h"
#include "export/html/palette.h"
#include "export/html/picture_book.h"
#include "export/html/questions.h"
#include "figure/story/story_steps.h"
#include "tests/export/exported_runs.h"
#include "tests/figure/fake_measure.h"

#include <gmock/gmock.h>
#include <stdexcept>

namespace copyscope::exports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string long_element(const std::string& name) {
  return "<rect class=\"" + name + std::string(80, '-') + "\"/>\n";
}

TEST(PictureBook, writes_what_pictures_share_once) {
  PictureBook book("p", 1);
  const std::string a = long_element("a"), b = long_element("b"), c = long_element("c");
  const std::size_t first = book.add({{1, {a, b}}}), second = book.add({{1, {a, b, c}}});
  book.bind();
  EXPECT_EQ(book.shared(), "<g id=\"p1\">\n" + a + b + "</g>\n");
  EXPECT_EQ(book.body(first), "<use href=\"#p1\"/>\n");
  EXPECT_EQ(book.body(second), "<use href=\"#p1\"/>\n" + c);
}

TEST(PictureBook, keeps_the_order_of_elements_that_come_twice) {
  PictureBook book("p", 1);
  const std::string a = long_element("a"), b = long_element("b");
  const std::size_t picture = book.add({{1, {a, b, a, a}}});
  book.bind();
  EXPECT_EQ(book.shared(), "<g id=\"p1\">\n" + a + "</g>\n");
  EXPECT_EQ(book.body(picture),
            "<use href=\"#p1\"/>\n" + b + "<use href=\"#p1\"/>\n<use href=\"#p1\"/>\n");
}

TEST(PictureBook, puts_what_only_some_variants_have_into_groups) {
  PictureBook book("p", 0b11);
  const std::size_t picture =
      book.add({{0b01, {"<a/>", "<english/>", "<z/>"}}, {0b10, {"<a/>", "<chinese/>", "<z/>"}}});
  book.bind();
  EXPECT_EQ(book.body(picture), "<a/><g class=\"v1\">\n<english/></g>\n<g class=\"v2\">\n"
                                "<chinese/></g>\n<z/>");
  EXPECT_THAT(book.sets(), ElementsAre(1, 2));
}

TEST(Palette, makes_one_picture_of_those_that_differ_in_colours) {
  Palette palette({&figure::light_theme(), &figure::dark_theme()});
  const figure::FakeMeasure measure;
  std::vector<figure::Picture> pictures;
  for (const figure::Theme* const theme : palette.themes()) {
    figure::Picture& picture = pictures.emplace_back(measure);
    picture.fill({0, 0, 10, 10}, theme->ground);
    picture.fill({0, 0, 5, 5}, theme->raised);
    picture.fill({5, 5, 5, 5}, theme->ground);
  }
  const std::vector<figure::Shape> shapes = palette.merged(pictures);
  const auto color = [&](std::size_t i) { return std::get<figure::Fill>(shapes[i]).color; };
  // White both in the light theme, but not in the dark one.
  EXPECT_EQ(figure::light_theme().ground, figure::light_theme().raised);
  EXPECT_NE(color(0), color(1));
  EXPECT_EQ(color(0), color(2));
  EXPECT_THAT(palette.variables(1), HasSubstr("--c0:#0e1116;"));
  EXPECT_EQ(Palette::styled("<rect fill=\"#000001\"/>"), "<rect fill=\"var(--c1)\"/>");

  pictures.back().disc({1, 1}, 1, figure::dark_theme().text);
  EXPECT_THROW(palette.merged(pictures), std::logic_error);
}

TEST(Markup, is_text_whatever_the_text) {
  EXPECT_EQ(both({"</script>\n\"a\" & b", ""}), "&lt;/script&gt; &quot;a&quot; &amp; b");
  EXPECT_EQ(both({"copy", "复制"}), "<span class=\"en\">copy</span><span class=\"zh\">复制</span>");
  EXPECT_THAT(both({"a\u202Eb", ""}), Not(HasSubstr("\u202E")));
}

TEST(Markup, names_content_as_a_policy_does) {
  // As RFC 6234's examples: the digests of "" and "abc".
  EXPECT_EQ(policy_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(policy_hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(Questions, are_asked_where_they_happen_and_only_where_the_answer_is_known) {
  scenario::Scenario scenario = scenario_of("read-write", 65536);
  scenario.cases.push_back(scenario.cases.front());
  scenario.cases.back().id = "another"; // whose result is not there
  const auto ask = [&](const char* text, scenario::Moment at) -> scenario::Question& {
    scenario::Question& question = scenario.questions.emplace_back();
    question.of_case = "only";
    question.ask.en = text;
    question.at = std::move(at);
    question.choices = {{std::int64_t{1}, {}}, {std::int64_t{2}, {}}};
    question.answer = std::int64_t{1};
    return question;
  };
  const auto event = [](const char* kind, std::int64_t nth) {
    return scenario::Moment{.when = scenario::Moment::When::event, .kind = kind, .nth = nth};
  };
  ask("second", event("cpu_copy", 2));
  ask("never", event("cpu_copy", 3));
  ask("first", {}).answer = "only.copies.cpu";
  ask("unknown", {}).answer = "another.copies.cpu";
  ask("who", event("disk_access", 1)).point = event("dma_copy", 1);
  const trace::Trace trace = run_of(scenario);

  const std::vector<AskedQuestion> asked = questions_of(trace, {analysis::result_of(trace)});
  std::vector<std::string> order;
  for (const AskedQuestion& each : asked)
    order.push_back(each.ask.en);
  EXPECT_THAT(order, ElementsAre("first", "who", "second"));
  EXPECT_EQ(asked[0].right, 1U);
  EXPECT_THAT(asked[1].parts, ElementsAre("disk_dma", "cpu", "nic_dma"));
  EXPECT_EQ(asked[1].right, 0U);
  EXPECT_EQ(trace[trace.step(asked[2].step)].kind, trace::Kind::cpu_copy);
}

TEST(StepChoice, tells_which_steps_it_shows) {
  const trace::Trace trace = run_of("read-write");
  const figure::StepChoice choice = figure::choose_steps(trace, {}, Time::max(), 10);
  std::int64_t shown = 0;
  for (std::int64_t step = 1; step <= trace.steps(); ++step)
    shown += choice.shows(step, trace.steps()) ? 1 : 0;
  EXPECT_EQ(shown, 10);
  EXPECT_TRUE(choice.shows(0, trace.steps()));
  EXPECT_TRUE(choice.shows(trace.steps() + 1, trace.steps()));
}

} // namespace
} // namespace copyscope::exports
