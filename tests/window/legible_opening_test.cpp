// A large file while it is read, and what is told of a file, can be read themselves: at every size,
// in both languages and themes, over each view.
#include "tests/gui/scripted_opener.h"
#include "tests/window/legible_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::HasSubstr;
using testing::Not;

class LegibleOpening : public testing::Test {
protected:
  LegibleOpening() : catalog_(catalog_of(test_services(files_))) {
    put_large_file(files_);
    files_.write(std::string(150, 'l') + ".copyscope", std::string(2'000'000, ' '));
  }

  Services services() {
    Services services = test_services(files_, &exporter_);
    services.opener = &opener_;
    return services;
  }
  void perform(const char* name, const std::string& text = "") {
    controller_.perform({name, 0, text});
    while (controller_.work(1'000'000)) {
    }
  }
  figure::Picture drawn(const Size& size, figure::Language language, const figure::Theme& theme) {
    return draw_window(scene_of(controller_, catalog_),
                       surface_for(size.wide, size.high, size.scale, 1).box,
                       {theme, fonts_, language}, nullptr);
  }
  void look(const std::string& where) {
    for (const Size& size : sizes)
      for (const figure::Language language : {figure::Language::en, figure::Language::zh})
        for (const figure::Theme* const theme : {&figure::dark_theme(), &figure::light_theme()})
          for (const std::string& problem : figure::legibility_problems(
                   drawn(size, language, *theme),
                   surface_for(size.wide, size.high, size.scale, 1).box, theme->ground))
            ADD_FAILURE() << where << ", " << size.wide << ": " << problem;
  }
  std::string words(figure::Language language) {
    std::string all;
    const figure::Picture picture = drawn(sizes[1], language, figure::dark_theme());
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape)) all += label->text + "\n";
    return all;
  }

  FontFaces fonts_{find_fonts()};
  TestFiles files_;
  TestExporter exporter_;
  ScriptedOpener opener_;
  Controller controller_{services(), {}, test_stamper(files_)};
  std::vector<Listed> catalog_;
};

TEST_F(LegibleOpening, a_file_that_is_read_says_which_it_is_and_how_far) {
  perform(action::open, large);
  opener_.progress = 0.43;
  look("nothing open");
  perform(action::open, "four-ways");
  perform(action::open, std::string(150, 'l') + ".copyscope");
  for (const char* const view : {"stage", "compare", "rows", "home"}) {
    perform(action::view, view);
    look(view);
  }
  perform(action::view, "lesson");
  perform(action::present);
  look("presented");
  const std::string english = words(figure::Language::en), chinese = words(figure::Language::zh);
  EXPECT_THAT(english, HasSubstr("43 %"));
  EXPECT_THAT(english, HasSubstr("Cancel"));
  EXPECT_THAT(chinese, HasSubstr("正在打开"));
  EXPECT_THAT(chinese, HasSubstr("取消"));
}

TEST_F(LegibleOpening, what_is_told_of_a_file_is_told_in_the_language_of_the_window) {
  perform(action::open, large);
  opener_.result = [] {
    return large_trace(
        {{"the file is cut at byte 1234567, in the middle of a segment",
          "segment 3, rows 196608 to 262143, left out: column `begin`: its checksum "
          "is another",
          "the file has no end: the run, or what saved it, was cut short",
          "the head of the file is damaged"},
         {"rows.energy", "tasks.nice", "weather", "run.mood", "calls.priority", "cgroups", "note"},
         "9.9.9"});
  };
  controller_.tick(0.1);
  while (controller_.work(1'000'000)) {
  }
  look("told");
  const std::string english = words(figure::Language::en), chinese = words(figure::Language::zh);
  EXPECT_THAT(english, HasSubstr("is cut at byte 1234567"));
  EXPECT_THAT(english, HasSubstr("rows.energy"));
  EXPECT_THAT(english, HasSubstr("9.9.9"));
  EXPECT_THAT(chinese, HasSubstr("在第 1234567 字节处截断"));
  EXPECT_THAT(chinese, HasSubstr("校验和不符"));
  EXPECT_THAT(chinese, Not(HasSubstr("segment")));
}

} // namespace
} // namespace copyscope::gui
