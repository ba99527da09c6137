#include "gui/session/choices.h"

#include "gui/session/file_stamp.h"
#include "gui/session/whole_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, View>, 8> view_names{{{"stage", View::stage},
                                                                       {"compare", View::compare},
                                                                       {"follow", View::follow},
                                                                       {"whatif", View::whatif},
                                                                       {"lesson", View::lesson},
                                                                       {"real", View::real},
                                                                       {"rows", View::rows},
                                                                       {"home", View::home}}};

constexpr std::array<std::pair<std::string_view, RealPart>, 4> real_part_names{
    {{"run", RealPart::run},
     {"spans", RealPart::spans},
     {"counts", RealPart::counts},
     {"crossover", RealPart::crossover}}};

constexpr std::size_t most_bytes = 1 << 20; // of the file of choices; more is none of ours

/// Reads values from an object that anybody may have edited: what does not fit is not taken.
class Taker {
public:
  explicit Taker(const Json& object) : object_(object) {}

  void take(const char* key, bool& value) const {
    if (const Json* found = find(key); found && found->is_boolean()) value = found->get<bool>();
  }
  void take(const char* key, int& value, int least, int most) const {
    if (const Json* found = find(key); found && found->is_number_integer())
      value = static_cast<int>(std::clamp<std::int64_t>(found->get<std::int64_t>(), least, most));
  }
  const std::string* text(const char* key) const {
    const Json* found = find(key);
    return found && found->is_string() ? &found->get_ref<const std::string&>() : nullptr;
  }
  const Json* find(const char* key) const {
    if (!object_.is_object()) return nullptr;
    const auto at = object_.find(key);
    return at == object_.end() ? nullptr : &*at;
  }

private:
  const Json& object_;
};

void take_geometry(const Json& json, Geometry& window) {
  constexpr int far = 100'000;
  const Taker taker(json);
  taker.take("x", window.x, -far, far);
  taker.take("y", window.y, -far, far);
  taker.take("width", window.width, 0, far);
  taker.take("height", window.height, 0, far);
  taker.take("maximized", window.maximized);
}

} // namespace

std::string_view name_of(View view) {
  return std::ranges::find(view_names, view, &std::pair<std::string_view, View>::second)->first;
}

const View* view_named(std::string_view name) {
  const auto found = std::ranges::find(view_names, name, &std::pair<std::string_view, View>::first);
  return found == view_names.end() ? nullptr : &found->second;
}

std::string_view name_of(RealPart part) {
  return std::ranges::find(real_part_names, part, &std::pair<std::string_view, RealPart>::second)
      ->first;
}

const RealPart* real_part_named(std::string_view name) {
  const auto found =
      std::ranges::find(real_part_names, name, &std::pair<std::string_view, RealPart>::first);
  return found == real_part_names.end() ? nullptr : &found->second;
}

void Choices::remember(const std::string& path) {
  std::erase(recent, path);
  recent.insert(recent.begin(), path);
  if (recent.size() > most_recent) recent.resize(most_recent);
}

void Choices::remember(const std::string& scenario, LessonProgress progress) {
  if (progress == progress_of(scenario)) return;
  std::erase_if(lessons, [&](const auto& each) { return each.first == scenario; });
  if (progress.is_start) return;
  lessons.emplace(lessons.begin(), scenario, std::move(progress));
  if (lessons.size() > most_lessons) lessons.resize(most_lessons);
}

LessonProgress Choices::progress_of(const std::string& scenario) const {
  const auto found = std::ranges::find(
      lessons, scenario, [](const auto& each) -> const auto& { return each.first; });
  return found == lessons.end() ? LessonProgress() : found->second;
}

void Choices::for_scenario(std::size_t cases) {
  compared.clear();
  for (std::size_t i = 0; i < std::min(cases, most_compared); ++i)
    compared.push_back(i);
  fifth.reset();
  reference = 0;
  follow = 0;
  part.clear();
  flow = 0;
  race_flows = lanes_by_flow = false;
  folded.clear();
  knobs.sought.clear();
}

figure::LaneArrangement Choices::lanes(trace::FlowId front) const {
  figure::LaneArrangement lanes{lanes_by_flow, folded, front, 0};
  if (const auto by = scrolled.find(lanes_list); by != scrolled.end())
    lanes.first = static_cast<std::size_t>((by->second + lane_pitch / 2) / lane_pitch);
  return lanes;
}

void Choices::choose_case(std::size_t index, std::size_t cases) {
  if (index >= cases) return;
  const auto found = std::ranges::find(compared, index);
  if (found != compared.end()) {
    if (compared.size() > least_compared) compared.erase(found);
    return;
  }
  if (compared.size() >= most_compared) {
    fifth = index;
    return;
  }
  compared.insert(std::ranges::upper_bound(compared, index), index);
}

void Choices::drop_case(std::size_t index) {
  const auto out = std::ranges::find(compared, index);
  if (!fifth || out == compared.end()) return;
  compared.erase(out);
  compared.insert(std::ranges::upper_bound(compared, *fifth), *fifth);
  fifth.reset();
}

std::string to_json(const Choices& choices) {
  const Geometry& window = choices.window;
  Json lessons = Json::array();
  for (const auto& [scenario, progress] : choices.lessons) {
    lessons.push_back({{"scenario", scenario}});
    lessons.back().update(to_json(progress));
  }
  Json json = {{"schema", 1},
               {"lang", choices.language == figure::Language::zh ? "zh" : "en"},
               {"theme", choices.theme},
               {"type_percent", choices.type_percent},
               {"speed", choices.speed},
               {"story_time", choices.story_time},
               {"stop_after_each_step", choices.stop_after_each_step},
               {"real_part", name_of(choices.real_part)},
               {"crossover_over", name_of(choices.crossover_over)},
               {"window",
                {{"x", window.x},
                 {"y", window.y},
                 {"width", window.width},
                 {"height", window.height},
                 {"maximized", window.maximized}}},
               {"recent", choices.recent},
               {"lessons", std::move(lessons)}};
  if (!choices.exports.empty()) json["export"] = Json::parse(choices.exports);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Choices choices_from_json(std::string_view text) {
  Choices choices;
  if (text.size() > most_bytes) return choices;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return choices;
  const Taker taker(json);
  if (const std::string* language = taker.text("lang"))
    choices.language = *language == "zh" ? figure::Language::zh : figure::Language::en;
  if (const std::string* theme = taker.text("theme"); theme && *theme == "light")
    choices.theme = *theme;
  taker.take("type_percent", choices.type_percent, Choices::smallest_type, Choices::largest_type);
  taker.take("speed", choices.speed, 10, 1000);
  taker.take("story_time", choices.story_time);
  taker.take("stop_after_each_step", choices.stop_after_each_step);
  if (const std::string* part = taker.text("real_part"))
    if (const RealPart* const named = real_part_named(*part)) choices.real_part = *named;
  if (const std::string* over = taker.text("crossover_over");
      over && *over == name_of(analysis::Over::file_size))
    choices.crossover_over = analysis::Over::file_size;
  if (const Json* window = taker.find("window")) take_geometry(*window, choices.window);
  if (const Json* recent = taker.find("recent"); recent && recent->is_array())
    for (const Json& each : *recent)
      if (each.is_string() && choices.recent.size() < Choices::most_recent)
        choices.recent.push_back(each.get<std::string>());
  if (const Json* lessons = taker.find("lessons"); lessons && lessons->is_array())
    for (const Json& each : *lessons)
      if (const std::string* scenario = Taker(each).text("scenario");
          scenario && choices.lessons.size() < Choices::most_lessons)
        choices.lessons.emplace_back(*scenario, lesson_progress_from(each));
  if (const Json* exports = taker.find("export")) choices.exports = exports->dump();
  return choices;
}

namespace {

/// Its text; nothing where it is too long to be ours, or cannot be read.
std::optional<std::string> text_of_file(const std::string& path) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::optional<FileStamp> stamp = stamp_of(path);
  if (!stamp || static_cast<std::size_t>(stamp->bytes) > most_bytes) return std::nullopt;
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return std::nullopt;
  std::string text(static_cast<std::size_t>(stamp->bytes), '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text;
}

} // namespace

Choices load_choices(const std::string& path) {
  return choices_from_json(text_of_file(path).value_or(""));
}

bool may_save_choices(const std::string& path) {
  if (!stamp_of(path)) return true;
  const std::optional<std::string> text = text_of_file(path);
  if (!text) return false;
  const Json json = Json::parse(*text, nullptr, false);
  return text->empty() || (json.is_object() && json.contains("schema") && json.contains("recent"));
}

void save_choices(const Choices& choices, const std::string& path) {
  std::error_code error; // where it cannot be made, writing says so
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  write_whole(path, to_json(choices));
}

} // namespace copyscope::gui
