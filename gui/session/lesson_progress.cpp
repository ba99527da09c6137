#include "gui/session/lesson_progress.h"

#include "gui/session/lesson.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<SlideKind, std::string_view>, 3> slide_kinds{
    {{SlideKind::narration, "narration"},
     {SlideKind::question, "question"},
     {SlideKind::answer, "answer"}}};

constexpr std::size_t most_answers = 200, most_wrong = 16; ///< that are read from a file

bool flag(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

LessonProgress::Answered answered_from(const Json& json) {
  LessonProgress::Answered answered;
  if (!json.is_object()) return answered;
  answered.closed = flag(json, "closed");
  answered.right = answered.closed && flag(json, "right");
  if (const auto wrong = json.find("wrong"); wrong != json.end() && wrong->is_array())
    for (const Json& each : *wrong)
      if (each.is_number_unsigned() && answered.wrong.size() < most_wrong)
        answered.wrong.push_back(each.get<std::size_t>());
  return answered;
}

} // namespace

Json to_json(const LessonProgress& progress) {
  Json answers = Json::object();
  for (const auto& [id, each] : progress.answers)
    answers[id] = {{"closed", each.closed}, {"right", each.right}, {"wrong", each.wrong}};
  return {{"on", std::ranges::find(slide_kinds, progress.kind,
                                   &std::pair<SlideKind, std::string_view>::first)
                     ->second},
          {"item", progress.item},
          {"answers", std::move(answers)}};
}

LessonProgress lesson_progress_from(const Json& json) {
  LessonProgress progress;
  if (!json.is_object()) return progress;
  const auto on = json.find("on"), item = json.find("item"), answers = json.find("answers");
  if (on != json.end() && on->is_string() && item != json.end() && item->is_number_unsigned())
    for (const auto& [kind, name] : slide_kinds)
      if (name == on->get<std::string>()) {
        progress.kind = kind;
        progress.item = item->get<std::size_t>();
        progress.is_start = false;
      }
  if (answers != json.end() && answers->is_object())
    for (const auto& [id, each] : answers->items())
      if (progress.answers.size() < most_answers) progress.answers[id] = answered_from(each);
  return progress;
}

LessonProgress Lesson::progress() const {
  LessonProgress progress;
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (const Answers& each = answers_[i]; each.given())
      progress.answers[questions_[i].id] = {each.closed, each.right, each.wrong};
  progress.is_start = index_ <= 1 && progress.answers.empty();
  if (index_ == 0 || progress.is_start) return progress;
  progress.kind = slides_[index_ - 1].kind;
  progress.item = slides_[index_ - 1].item;
  return progress;
}

void Lesson::resume(const LessonProgress& progress) {
  if (progress.is_start) return;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const auto found = progress.answers.find(questions_[i].id);
    if (found == progress.answers.end()) continue;
    Answers& answers = answers_[i];
    answers.closed = found->second.closed;
    answers.right = found->second.right;
    for (const std::size_t wrong : found->second.wrong)
      if (const std::size_t most = questions_[i].point ? 9 : questions_[i].choices.size();
          wrong >= 1 && wrong <= most)
        answers.wrong.push_back(wrong);
  }
  const auto slide = std::ranges::find_if(slides_, [&](const Slide& each) {
    return each.kind == progress.kind && each.item == progress.item;
  });
  if (slide != slides_.end()) index_ = static_cast<std::size_t>(slide - slides_.begin()) + 1;
}

} // namespace copyscope::gui
