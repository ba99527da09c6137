// The sentences that say where the two levels differ: always two, each short enough for the pane.
#include "assets/assets.h"
#include "tests/assets/typography.h"

#include <gmock/gmock.h>

namespace copyscope::assets {
namespace {

const std::string_view prefix = "level.";

/// "disk_wait" of "level.disk_wait.linux"; empty for a key of one part.
std::string situation_of(const std::string& key) {
  const std::size_t dot = key.find('.', prefix.size());
  return dot == std::string::npos ? "" : key.substr(prefix.size(), dot - prefix.size());
}

TEST(LevelTexts, come_in_pairs) {
  std::set<std::string> situations;
  for (const auto& [key, text] : texts())
    if (key.starts_with(prefix) && key != "level.tip") {
      situations.insert(situation_of(key));
      EXPECT_TRUE(key.ends_with(".textbook") || key.ends_with(".linux")) << key;
    }
  EXPECT_GT(situations.size(), 2U);
  for (const std::string& situation : situations)
    for (const char* level : {".textbook", ".linux"})
      EXPECT_TRUE(texts().contains("level." + situation + level)) << situation << level;
}

TEST(LevelTexts, are_sentences_of_few_lines_that_go_on_after_their_heading) {
  for (const auto& [key, text] : texts()) {
    const std::string situation = key.starts_with(prefix) ? situation_of(key) : "";
    if (situation.empty() || situation == "switch" || situation == "heading") continue;
    EXPECT_LE(text.en.size(), 135U) << key;
    EXPECT_LE(test::chinese_characters(text.zh), 50) << key;
    EXPECT_TRUE(text.en.ends_with('.')) << key;
    EXPECT_TRUE(text.zh.ends_with("。")) << key;
    EXPECT_FALSE(text.en[0] >= 'A' && text.en[0] <= 'Z') << key;
  }
}

} // namespace
} // namespace copyscope::assets
