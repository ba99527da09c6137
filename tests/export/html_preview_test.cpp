// The first page of a lesson in one file, as it is shown before the file is written.
#include "export/html/lesson.h"
#include "export/paper/canvas/pango_measure.h"
#include "tests/export/exported_runs.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>

namespace copyscope::exports {
namespace {

class HtmlPreview : public testing::Test {
protected:
  static Runs runs_of(const std::string& scenario) {
    Runs runs;
    const scenario::Scenario shipped = test::shipped(scenario);
    for (std::size_t i = 0; i < shipped.cases.size(); ++i)
      runs.push_back(std::make_shared<const trace::Trace>(test::trace_of(shipped, i)));
    return runs;
  }
  Preview preview(const Runs& runs, const Options& options = {}) const {
    return html_preview(runs, options, measure_);
  }
  static std::vector<std::string> texts_of(const Preview& preview) {
    std::vector<std::string> texts;
    for (const figure::Shape& shape : preview.picture.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape))
        texts.push_back(label->text);
    return texts;
  }

  PangoMeasure measure_;
};

TEST_F(HtmlPreview, can_be_read) {
  for (const char* const scenario : {"four-ways", "before-dma", "true-zero-copy", "every-way"}) {
    const Runs runs = runs_of(scenario);
    for (const char* const theme : {"", "print", "light", "dark"})
      for (const assets::Language language : {assets::Language::en, assets::Language::zh}) {
        Options options;
        options.theme = theme;
        options.language = language;
        const Preview page = preview(runs, options);
        EXPECT_THAT(
            figure::legibility_problems(page.picture, {0, 0, page.width, page.height}, page.ground),
            testing::IsEmpty())
            << scenario << ", " << theme;
      }
  }
}

TEST_F(HtmlPreview, can_be_read_whatever_the_titles) {
  scenario::Scenario hostile = hostile_scenario();
  const Runs runs{std::make_shared<const trace::Trace>(run_of(hostile))};
  const Preview page = preview(runs);
  EXPECT_THAT(
      figure::legibility_problems(page.picture, {0, 0, page.width, page.height}, page.ground),
      testing::IsEmpty());
}

TEST_F(HtmlPreview, gives_no_answer_away) {
  const std::vector<std::string> texts = texts_of(preview(runs_of("four-ways")));
  EXPECT_THAT(texts, testing::Contains(testing::HasSubstr("How many times must the CPU")));
  EXPECT_THAT(texts, testing::Not(testing::Contains(testing::HasSubstr("of 4"))));
}

TEST_F(HtmlPreview, begins_where_the_part_begins) {
  const Runs runs = runs_of("four-ways");
  Options options;
  options.from = Time::from_ps(110'000'000);
  EXPECT_THAT(texts_of(preview(runs, options)), testing::Contains(testing::HasSubstr("Step 3")));
  options.from = Time::from_ps(1'000'000'000'000);
  EXPECT_THROW(preview(runs, options), BadOptions);
}

} // namespace
} // namespace copyscope::exports
