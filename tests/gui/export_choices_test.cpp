// What is remembered of exports, and how formats are listed.
#include "assets/assets.h"
#include "gui/exporting/export_choices.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::gui {
namespace {

TEST(ExportChoices, come_back_as_they_were_kept) {
  ExportChoices choices;
  choices.format = "vcd";
  choices.language = figure::Language::zh;
  choices.in_story = false;
  choices.width = "8cm";
  choices.type = "8pt";
  choices.is_plain = true;
  choices.theme = "print";
  choices.dpi = "300";
  choices.handout = 4;
  choices.folder = "/tmp/";
  const ExportChoices back = export_choices_from(to_json(choices));
  EXPECT_EQ(to_json(back), to_json(choices));
  EXPECT_EQ(back.in_story, false);
  EXPECT_TRUE(back.is_plain);
  EXPECT_EQ(to_json(export_choices_from(to_json(ExportChoices()))), to_json(ExportChoices()));
}

TEST(ExportChoices, that_make_no_sense_are_not_taken) {
  const auto json = nlohmann::ordered_json::parse(
      R"({"format": "docx", "theme": "pink", "handout": 3, "width": 8, "type": [], "plain": 1,
          "story_time": "no",
          "dpi": ")" +
      std::string(1000, '1') + R"(", "lang": "fr", "folder": null})");
  EXPECT_EQ(to_json(export_choices_from(json)), to_json(ExportChoices()));
  EXPECT_EQ(to_json(export_choices_from(nlohmann::ordered_json::array())),
            to_json(ExportChoices()));
}

TEST(ExportChoices, every_format_is_named_and_described) {
  for (const exports::Format& format : exports::formats())
    for (const char* const kind : {"name", "about"})
      EXPECT_TRUE(assets::texts().contains(fmt::format("window.export.{}.{}", kind, format.id)))
          << format.id;
}

TEST(ExportChoices, lists_every_format_once_and_groups_together) {
  EXPECT_EQ(listed_formats().size(), exports::formats().size());
  EXPECT_TRUE(std::ranges::is_sorted(listed_formats(), {},
                                     [](const auto* format) { return group_of(*format); }));
}

} // namespace
} // namespace copyscope::gui
