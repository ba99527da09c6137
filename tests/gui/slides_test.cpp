// Every slide of every lesson that ships, in both languages, on the desk and on the wall: what its
// sentence names is what the picture marks, and the run has come to where the sentence is.
#include "gui/views/lesson_text.h"
#include "gui/views/panes.h"
#include "tests/figure/fake_measure.h"
#include "tests/gui/controller_fixture.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>
#include <set>

namespace copyscope::gui {
namespace {

using figure::Language;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// How sentences name what slides show; any of them will do.
struct Names {
  std::vector<std::string> en, zh;
};

const std::map<std::string, Names>& names() {
  static const Names card{{"card", "network"}, {"网卡", "网络"}}, engine{{"DMA"}, {"DMA"}},
      copy{{"cop"}, {"复制", "拷贝"}};
  static const std::map<std::string, Names> all{
      {"cpu", {{"CPU", "processor"}, {"CPU", "处理器"}}},
      {"disk", {{"disk"}, {"磁盘"}}},
      {"disk_dma", engine},
      {"nic_dma", engine},
      {"nic", card},
      {"page_cache", {{"page cache"}, {"页缓存"}}},
      {"user_buffer",
       {{"user buffer", "own buffer", "own memory", "own pages", "buffer of its own", "buffer"},
        {"用户缓冲区", "自己的缓冲区", "自己的内存", "自己内存", "自己的页", "缓冲区"}}},
      {"pipe", {{"pipe"}, {"管道"}}},
      {"socket_buffer", {{"socket"}, {"套接字"}}},
      {"mode_switch", {{"switch", "kernel mode", "user mode"}, {"切换", "内核态", "用户态"}}},
      {"cpu_copy", copy},
      {"dma_copy", {{"cop", "DMA"}, {"复制", "拷贝", "DMA"}}},
      {"pio_copy", {{"PIO", "port"}, {"PIO", "端口"}}},
      {"descriptor", {{"descriptor"}, {"描述符"}}},
      {"page_reference", {{"reference"}, {"引用"}}},
      {"map", {{"mmap", "map"}, {"mmap", "映射"}}},
      {"pin", {{"pin"}, {"钉住", "锁定", "pin"}}},
      {"interrupt", {{"interrupt"}, {"中断"}}},
      {"disk_access", {{"disk"}, {"磁盘"}}},
      {"completion", {{"completion", "notification", "message"}, {"通知", "完成"}}},
  };
  return all;
}

std::string lower(std::string text) {
  for (char& each : text)
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  return text;
}

bool names_it(const std::string& sentence, const std::string& name, Language language) {
  const Names& known = names().at(name);
  return std::ranges::any_of(language == Language::en ? known.en : known.zh,
                             [&](const std::string& word) {
                               return lower(sentence).find(lower(word)) != std::string::npos;
                             });
}

/// What a picture marks; a mark is something drawn in the neutral accent.
std::set<std::string> marked_in(const figure::Picture& picture, const figure::Theme& theme) {
  std::set<std::string> marked;
  std::string current;
  for (const figure::Shape& shape : picture.shapes()) {
    if (const auto* group = std::get_if<figure::Group>(&shape))
      current = group->about.name == "mark" ? group->about.text : std::string();
    else if (std::holds_alternative<figure::Ungroup>(shape))
      current.clear();
    const auto* const ring = std::get_if<figure::Outline>(&shape);
    const auto* const casing = std::get_if<figure::Bend>(&shape);
    if (!current.empty() && ((ring && ring->stroke.color == theme.accent) ||
                             (casing && casing->stroke.color == theme.accent)))
      marked.insert(current);
  }
  return marked;
}

class Slides : public ControllerTest {
protected:
  figure::Picture picture(Language language, const figure::Theme& theme) {
    return draw_window(scene_of(controller_, catalog_), {0, 0, 1280, 800},
                       {theme, measure_, language}, nullptr);
  }

  const Slide& slide() { return *controller_.lesson().current(); }

  /// What is named by the slide's own tags.
  const std::vector<std::string>& tags() {
    return slide().kind == SlideKind::narration ? controller_.lesson().narration(slide()).shows
                                                : controller_.lesson().question(slide()).shows;
  }

  std::string here(Language language) {
    return (language == Language::en ? "en: " : "zh: ") +
           slide_text(controller_.session(), controller_.lesson(), slide(), language);
  }

  void check_sentence(std::vector<std::string>& faults) {
    for (const Language language : {Language::en, Language::zh})
      for (const std::string& tag : tags())
        if (!names_it(here(language), tag, language))
          faults.push_back("not named: " + tag + " in " + here(language));
  }

  void check_picture(std::vector<std::string>& faults) {
    for (const auto& [language, theme] :
         {std::pair{Language::en, &figure::dark_theme()}, {Language::zh, &figure::light_theme()}}) {
      const std::set<std::string> marked = marked_in(picture(language, *theme), *theme);
      for (const std::string& name : controller_.lesson().shows(slide()))
        if (!marked.contains(name))
          faults.push_back("not marked: " + name + " in " + here(language));
    }
  }

  /// What is wrong with the slide that the lesson rests on.
  std::vector<std::string> faults_of_slide() {
    std::vector<std::string> faults;
    if (slide().kind == SlideKind::question) return faults;
    if (tags().empty()) faults.push_back("nothing is shown in " + here(Language::en));
    check_sentence(faults);
    if (controller_.lesson().compares()) return faults; // no stage to mark anything in
    check_picture(faults);
    if (slide().when == scenario::Moment::When::event && controller_.player().cursor().begun == 0)
      faults.push_back("an empty run in " + here(Language::en));
    return faults;
  }

  /// From the first slide to the last with Page Down; what is wrong with any of them.
  std::vector<std::string> faults() {
    std::vector<std::string> all;
    for (std::size_t i = 1; i <= controller_.lesson().of(); ++i) {
      settle();
      EXPECT_EQ(controller_.lesson().index(), i);
      for (std::string& fault : faults_of_slide())
        all.push_back("slide " + std::to_string(i) + ": " + fault);
      if (i < controller_.lesson().of()) press("page_down");
    }
    return all;
  }

  figure::FakeMeasure measure_;
  std::vector<Listed> catalog_ = catalog_of(test_services(files_));
};

class ShippedSlides : public Slides, public testing::WithParamInterface<std::string> {};

TEST_P(ShippedSlides, name_what_the_stage_marks) {
  open(GetParam());
  perform(action::view, 0, "lesson");
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_P(ShippedSlides, name_what_the_presented_stage_marks) {
  open(GetParam());
  press("p");
  EXPECT_THAT(faults(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ShippedSlides, testing::ValuesIn(test::shipped_ids(true)));

std::string lesson_with(const std::string& slide) {
  return "schema = 1\nid = \"own\"\ntitle.en = \"Own\"\nworkload.file_size = 4096\n"
         "[[case]]\nid = \"a\"\nmethod = \"sendfile\"\n[[lesson]]\n" +
         slide;
}

TEST_F(Slides, that_name_what_is_not_on_the_stage_are_found) {
  files_.write("own.toml",
               lesson_with("shows = [\"user_buffer\"]\nat = \"end\"\n"
                           "text = { en = \"A user buffer.\", zh = \"用户缓冲区\" }\n"));
  open("own.toml");
  perform(action::view, 0, "lesson");
  EXPECT_THAT(faults(), Contains(HasSubstr("not marked: user_buffer")));
}

TEST_F(Slides, that_mark_what_they_do_not_name_are_found) {
  files_.write("own.toml", lesson_with("shows = [\"page_cache\"]\nat = \"end\"\n"
                                       "text = { en = \"The page cache.\", zh = \"管道\" }\n"));
  open("own.toml");
  perform(action::view, 0, "lesson");
  EXPECT_THAT(faults(), Contains(HasSubstr("not named: page_cache in zh")));
}

TEST_F(Slides, before_a_question_leave_what_has_been_done_on_the_stage) {
  open("four-ways");
  perform(action::view, 0, "lesson");
  const auto is_before_question = [&] {
    return slide().when == scenario::Moment::When::event && slide().kind == SlideKind::narration &&
           controller_.lesson().hides_counters();
  };
  while (!is_before_question())
    press("page_down");
  settle();
  EXPECT_FALSE(
      marked_in(picture(Language::en, figure::dark_theme()), figure::dark_theme()).empty());
  EXPECT_GT(controller_.trace()->ledger(controller_.player().cursor()).mode_switches, 0);
}

TEST_F(Slides, at_the_end_do_not_replay_the_run) {
  open("true-zero-copy");
  perform(action::view, 0, "lesson");
  for (std::size_t i = 1; i < controller_.lesson().of(); ++i) {
    settle();
    const std::int64_t before = controller_.player().step();
    const std::size_t case_before = controller_.session().shown_case();
    press("page_down");
    work();
    if (slide().when == scenario::Moment::When::end &&
        controller_.session().shown_case() == case_before) {
      EXPECT_GE(controller_.player().step(), before) << here(Language::en);
    }
  }
}

} // namespace
} // namespace copyscope::gui
