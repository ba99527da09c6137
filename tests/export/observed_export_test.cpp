// A run that comes from no scenario goes out in every format, in both languages, under its title.
#include "sim/trace/file/load.h"
#include "tests/export/exported_runs.h"
#include "tests/trace/observed_run.h"

#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

const trace::Trace& observed() {
  static const trace::Trace run = trace::test::observed_run();
  return run;
}

/// Some steps of it: a drawing of thousands says no more.
Options part_of(assets::Language language) {
  Options options;
  options.language = language;
  options.to = observed().cursor_on(observed().step(12)).time;
  return options;
}

class ObservedExport : public testing::TestWithParam<std::string_view> {};

TEST_P(ObservedExport, is_written_in_both_languages) {
  for (const assets::Language language : {assets::Language::en, assets::Language::zh})
    EXPECT_GT(exported(observed(), GetParam(), part_of(language)).size(), 100U);
}

std::vector<std::string_view> all_formats() {
  std::vector<std::string_view> ids;
  for (const Format& format : formats())
    ids.push_back(format.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(Formats, ObservedExport, testing::ValuesIn(all_formats()),
                         [](const auto& info) {
                           std::string name(info.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(ObservedExport, texts_have_its_title_and_no_key_in_place_of_a_word) {
  for (const char* const format : {"vcd", "mermaid", "wavejson", "svg", "html", "moment-svg"}) {
    const std::string text = exported(observed(), format, part_of(assets::Language::en));
    EXPECT_NE(text.find("64 connections"), std::string::npos) << format;
    for (const char* const key : {"export.source", "export.origin", "story.start", "timeline.lane"})
      EXPECT_EQ(text.find(key), std::string::npos) << format << ": " << key;
  }
}

TEST(ObservedExport, saved_in_its_own_formats_opens_as_the_same_run) {
  for (const char* const format : {"copyscope", "json"}) {
    const trace::Trace again = trace::load_any(exported(observed(), format), format).trace;
    EXPECT_EQ(again.header(), observed().header()) << format;
    EXPECT_EQ(again.size(), observed().size()) << format;
  }
  const trace::Trace again = trace::load_any(exported(observed(), "copyscope"), "t").trace;
  EXPECT_EQ(exported(again, "vcd"), exported(observed(), "vcd"));
}

} // namespace
} // namespace copyscope::exports
