#include "gui/session/lesson_progress.h"

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

} // namespace copyscope::gui
