// Keyed texts: complete, well set, and filled in.
#include "assets/assets.h"
#include "sim/trace/span.h"
#include "tests/assets/typography.h"

#include <gmock/gmock.h>
#include <set>

namespace copyscope::assets {
namespace {

using testing::HasSubstr;

bool has(const std::string& key) {
  return texts().contains(key);
}

bool has_below(const std::string& prefix) {
  const auto at = texts().lower_bound(prefix);
  return at != texts().end() && at->first.starts_with(prefix);
}

TEST(Texts, are_well_set_in_both_languages) {
  for (const auto& [key, text] : texts()) {
    EXPECT_EQ(test::fault(text.en), "") << key << ": " << text.en;
    EXPECT_EQ(test::chinese_fault(text.zh), "") << key << ": " << text.zh;
  }
}

TEST(Texts, have_the_same_placeholders_in_both_languages) {
  for (const auto& [key, text] : texts())
    EXPECT_EQ(test::placeholders(text.en), test::placeholders(text.zh)) << key;
}

TEST(Texts, name_every_kind_and_every_buffer_of_a_trace) {
  for (int i = 0; i < trace::kind_count; ++i) {
    const std::string kind(name_of(static_cast<trace::Kind>(i)));
    EXPECT_TRUE(has("kind." + kind)) << kind;
    EXPECT_TRUE(has("story." + kind) || has_below("story." + kind + ".")) << kind;
  }
  for (int i = 1; i < trace::buffer_count; ++i) {
    const std::string buffer(name_of(static_cast<trace::Buffer>(i)));
    EXPECT_TRUE(has("buffer." + buffer)) << buffer;
  }
}

TEST(Texts, name_every_figure_and_say_what_it_is) {
  for (const char* path : {"bytes",
                           "duration",
                           "throughput",
                           "syscalls",
                           "mode_switches",
                           "context_switches",
                           "interrupts",
                           "page_faults.minor",
                           "page_faults.major",
                           "descriptors",
                           "copies.cpu",
                           "copies.dma",
                           "copies.pio",
                           "bytes_copied.cpu",
                           "bytes_copied.dma",
                           "bytes_copied.pio",
                           "cpu.time_ps",
                           "cpu.user_ps",
                           "cpu.kernel_ps",
                           "cpu.utilization"}) {
    EXPECT_TRUE(has(std::string("figure.") + path)) << path;
    EXPECT_TRUE(has(std::string("about.") + path)) << path;
  }
}

TEST(Texts, tell_savings_and_losses_of_the_same_figures) {
  const auto below = [](std::string_view prefix) {
    std::vector<std::string> paths;
    for (const auto& [key, text] : texts())
      if (key.starts_with(prefix)) paths.push_back(key.substr(prefix.size()));
    return paths;
  };
  EXPECT_EQ(below("saved."), below("more."));
  EXPECT_THAT(below("saved."), testing::Contains("copies.cpu"));
}

TEST(Texts, the_window_tells_every_kind_of_step_in_a_word) {
  const std::set<std::string> no_steps = {"user", "wait", "syscall"};
  for (int i = 0; i < trace::kind_count; ++i) {
    const std::string kind(name_of(static_cast<trace::Kind>(i)));
    if (no_steps.contains(kind)) continue;
    EXPECT_TRUE(has("window.brief." + kind) || has_below("window.brief." + kind + ".")) << kind;
  }
  for (int i = 1; i < trace::buffer_count; ++i) {
    const std::string buffer(name_of(static_cast<trace::Buffer>(i)));
    EXPECT_TRUE(has("window.short." + buffer)) << buffer;
  }
}

TEST(Texts, the_window_has_a_short_name_for_figures_that_have_a_full_one) {
  const std::string_view prefix = "window.ledger.";
  for (const auto& [key, text] : texts())
    if (key.starts_with(prefix)) {
      EXPECT_TRUE(has("figure." + key.substr(prefix.size()))) << key;
    }
  EXPECT_TRUE(has("window.ledger.copies.cpu"));
}

TEST(Texts, are_short_where_the_window_has_little_room) {
  for (const char* group :
       {"view", "top", "pane", "ledger", "short", "key", "steps", "brief", "transport"}) {
    const std::string prefix = std::string("window.") + group + ".";
    EXPECT_TRUE(has_below(prefix)) << prefix;
    for (const auto& [key, text] : texts()) {
      if (!key.starts_with(prefix)) continue;
      EXPECT_LE(test::english_words(text.en), 5) << key << ": " << text.en;
      EXPECT_LE(test::chinese_characters(text.zh), 7) << key << ": " << text.zh;
    }
  }
}

TEST(Texts, an_unknown_key_is_an_error_that_names_it) {
  EXPECT_EQ(find_text("no.such.key", Language::en), nullptr);
  try {
    text("no.such.key", Language::en);
    FAIL() << "found";
  } catch (const std::out_of_range& error) {
    EXPECT_THAT(error.what(), HasSubstr("no.such.key"));
  }
}

TEST(Texts, speak_both_languages) {
  EXPECT_EQ(text("buffer.page_cache", Language::en), "page cache");
  EXPECT_EQ(text("buffer.page_cache", Language::zh), "页缓存");
}

TEST(Texts, what_is_no_text_is_refused_with_its_place) {
  try {
    parse_texts("schema = 1\n[a]\nb = 3\n", "a.toml");
    FAIL() << "accepted";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::StartsWith("a.toml:3:"));
  }
  EXPECT_THROW(parse_texts("a.b = { en = \"x\", zh = \"y\" }", "a.toml"), std::runtime_error);
  EXPECT_THROW(parse_texts("schema = 1\na = { en = \"x\", zh = \"\" }", "a.toml"),
               std::runtime_error);
  EXPECT_THROW(parse_texts("schema = ", "a.toml"), std::runtime_error);
}

TEST(Fill, replaces_what_it_knows_and_leaves_the_rest) {
  EXPECT_EQ(fill("{a} and {b}", {{"a", "1"}}), "1 and {b}");
  EXPECT_EQ(fill("no braces", Values{}), "no braces");
  EXPECT_EQ(fill("open { brace", {{"a", "1"}}), "open { brace");
  EXPECT_EQ(fill("", Values{}), "");
}

TEST(Fill, does_not_look_into_values) {
  EXPECT_EQ(fill("{a}", {{"a", "{b}"}, {"b", "x"}}), "{b}");
}

TEST(Fill, tells_one_from_many) {
  const std::string_view copies = "{count} {count:copy|copies}";
  EXPECT_EQ(fill(copies, {{"count", "1"}}), "1 copy");
  EXPECT_EQ(fill(copies, {{"count", "2"}}), "2 copies");
  EXPECT_EQ(fill(copies, {{"count", "0"}}), "0 copies");
}

TEST(Capitalized, makes_a_heading_of_an_english_term) {
  EXPECT_EQ(capitalized("page cache"), "Page cache");
  EXPECT_EQ(capitalized("页缓存"), "页缓存");
  EXPECT_EQ(capitalized(""), "");
}

} // namespace
} // namespace copyscope::assets
