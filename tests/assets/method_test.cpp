// The methods' texts: there for every method, with the labels that spans carry.
#include "assets/assets.h"
#include "sim/methods/registry.h"
#include "tests/assets/typography.h"

#include <gmock/gmock.h>

namespace copyscope::assets {
namespace {

using testing::HasSubstr;
using Labels = std::vector<std::string>;

const std::map<std::string, Labels> labels_of_methods = {
    {"pio-read-write", {"read", "write"}},
    {"read-write", {"read", "write"}},
    {"mmap-write", {"mmap", "write"}},
    {"sendfile", {"sendfile"}},
    {"splice", {"splice_in", "splice_out"}},
    {"vmsplice-splice", {"mmap", "vmsplice", "splice_out"}},
    {"msg-zerocopy", {"mmap", "send", "recvmsg"}},
    {"io-uring", {"io_uring_enter"}},
    {"io-uring-zc", {"io_uring_enter"}},
    {"direct-io", {"read", "write"}},
};

TEST(Methods, every_registered_method_has_texts_and_no_other) {
  for (const methods::Method& each : methods::all_methods().all())
    EXPECT_TRUE(method(each.id)) << each.id;
  EXPECT_EQ(assets::methods().size(), methods::all_methods().all().size());
  EXPECT_EQ(method("teleport"), nullptr);
}

TEST(Methods, a_file_is_named_after_its_method) {
  for (const auto& [id, each] : assets::methods())
    EXPECT_TRUE(bytes("assets/methods/" + id + ".toml")) << id;
}

TEST(Methods, labels_are_those_that_spans_carry_each_on_one_line) {
  for (const auto& [id, expected] : labels_of_methods) {
    const Method* found = method(id);
    ASSERT_TRUE(found) << id;
    Labels labels;
    for (const ListingLine& line : found->listing)
      if (!line.label.empty()) labels.push_back(line.label);
    EXPECT_EQ(labels, expected) << id;
  }
}

TEST(Methods, a_labelled_line_shows_its_call) {
  for (const auto& [id, each] : assets::methods())
    for (const ListingLine& line : each.listing) {
      if (line.label.empty()) continue;
      const std::string call = line.label.starts_with("splice_") ? "splice("
                               : line.label == "io_uring_enter"  ? "io_uring_submit_and_wait("
                                                                 : line.label + "(";
      EXPECT_THAT(line.code, HasSubstr(call)) << id;
    }
}

TEST(Methods, listings_fit_their_pane) {
  for (const auto& [id, each] : assets::methods()) {
    EXPECT_GE(each.listing.size(), 5u) << id;
    EXPECT_LE(each.listing.size(), 16u) << id;
    for (const ListingLine& line : each.listing) {
      EXPECT_LE(line.code.size(), 46u) << id << ": " << line.code;
      EXPECT_EQ(line.code.find('\t'), std::string::npos) << id;
    }
  }
}

TEST(Methods, line_numbers_count_from_one_and_zero_is_none) {
  const Method* read_write = method("read-write");
  ASSERT_TRUE(read_write);
  const int line = read_write->line_of("read");
  ASSERT_GT(line, 0);
  EXPECT_EQ(read_write->listing[static_cast<std::size_t>(line) - 1].label, "read");
  EXPECT_EQ(read_write->line_of("mmap"), 0);
  EXPECT_EQ(read_write->line_of(""), 0);
}

TEST(Methods, texts_are_well_set_in_both_languages) {
  for (const auto& [id, each] : assets::methods())
    for (const Text& text : {each.title, each.summary, each.explain}) {
      EXPECT_EQ(test::fault(text.en), "") << id << ": " << text.en;
      EXPECT_EQ(test::chinese_fault(text.zh), "") << id << ": " << text.zh;
    }
}

TEST(Methods, explanations_have_as_many_paragraphs_in_both_languages) {
  const auto paragraphs = [](std::string_view text) {
    int count = 1;
    for (std::size_t at = text.find("\n\n"); at != text.npos; at = text.find("\n\n", at + 2))
      ++count;
    return count;
  };
  for (const auto& [id, each] : assets::methods()) {
    EXPECT_EQ(paragraphs(each.explain.en), paragraphs(each.explain.zh)) << id;
    EXPECT_GE(paragraphs(each.explain.en), 4) << id;
  }
}

TEST(Methods, paragraphs_are_joined_lines) {
  const Method made = parse_method(R"toml(
schema = 1
id = "x"
title = { en = "X", zh = "X" }
summary = { en = "X.", zh = "X。" }
listing = [ { code = "x();", label = "x" } ]
sources = ["x(2)"]
[explain]
en = """
One
line.

Two."""
zh = """
一，
行。

二。""")toml",
                                   "x.toml");
  EXPECT_EQ(made.explain.en, "One line.\n\nTwo.");
  EXPECT_EQ(made.explain.zh, "一，行。\n\n二。");
}

TEST(Methods, a_missing_translation_is_refused_with_its_place) {
  try {
    parse_method("schema = 1\nid = \"x\"\ntitle = { en = \"X\" }\n", "x.toml");
    FAIL() << "accepted";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::StartsWith("x.toml:3:"));
    EXPECT_THAT(error.what(), HasSubstr("zh"));
  }
}

} // namespace
} // namespace copyscope::assets
