#include "gui/exporting/export_choices.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 15> control_names{
    "format", "range", "cases",   "lanes",    "time", "width", "type", "plain",
    "theme",  "dpi",   "handout", "language", "path", "copy",  "write"};

template <class List, class Value> std::size_t index_of(const List& list, const Value& value) {
  const auto found = std::ranges::find(list, value);
  return found == list.end() ? ExportChoices::none : static_cast<std::size_t>(found - list.begin());
}

std::string text_in(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

constexpr std::size_t longest_typed = 40;
constexpr std::array<std::string_view, 3> group_names{"pictures", "pages", "data"};
constexpr std::array<std::string_view, 4> many_pages{"storyboard", "html", "animated-svg", "gif"};

} // namespace

std::string_view name_of(ExportControl control) {
  return control_names.at(static_cast<std::size_t>(control));
}

std::optional<ExportControl> export_control_named(std::string_view name) {
  const std::size_t index = index_of(control_names, name);
  if (index == ExportChoices::none) return std::nullopt;
  return static_cast<ExportControl>(index);
}

std::string_view name_of(ExportGroup group) {
  return group_names.at(static_cast<std::size_t>(group));
}

ExportGroup group_of(const exports::Format& format) {
  if (index_of(many_pages, format.id) != ExportChoices::none) return ExportGroup::pages;
  return format.preview ? ExportGroup::pictures : ExportGroup::data;
}

const std::vector<const exports::Format*>& listed_formats() {
  static const std::vector<const exports::Format*> all = [] {
    std::vector<const exports::Format*> list;
    for (const exports::Format& each : exports::formats())
      list.push_back(&each);
    std::ranges::stable_sort(list, {}, [](const exports::Format* each) { return group_of(*each); });
    return list;
  }();
  return all;
}

const exports::Format& ExportChoices::chosen_format() const {
  const exports::Format* const found = exports::find_format(format);
  return found ? *found : *listed_formats().front();
}

std::optional<int> ExportChoices::typed_dpi() const {
  if (dpi.empty()) return 0;
  int number = 0;
  const char* const end = dpi.data() + dpi.size();
  const auto read = std::from_chars(dpi.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < least_dpi || number > most_dpi)
    return std::nullopt;
  return number;
}

std::optional<std::optional<exports::Length>> ExportChoices::typed_width() const {
  if (width.empty()) return std::optional<exports::Length>();
  const std::optional<exports::Length> length = exports::length_in(width);
  if (!length) return std::nullopt;
  return length;
}

std::optional<std::optional<exports::TypeSize>> ExportChoices::typed_type() const {
  if (type.empty()) return std::optional<exports::TypeSize>();
  const std::optional<exports::TypeSize> size = exports::type_size_in(type);
  if (!size) return std::nullopt;
  return size;
}

std::size_t ExportChoices::count(ExportControl control) const {
  switch (control) {
  case ExportControl::format:
    return listed_formats().size();
  case ExportControl::range:
    return export_ranges.size();
  case ExportControl::time:
  case ExportControl::plain:
  case ExportControl::language:
    return 2;
  case ExportControl::width:
    return widths.size();
  case ExportControl::type:
    return types.size();
  case ExportControl::theme:
    return themes.size();
  case ExportControl::dpi:
    return resolutions.size();
  case ExportControl::handout:
    return handouts.size();
  default:
    return 0;
  }
}

std::size_t ExportChoices::chosen(ExportControl control) const {
  switch (control) {
  case ExportControl::format:
    return index_of(listed_formats(), &chosen_format());
  case ExportControl::range:
    return static_cast<std::size_t>(range);
  case ExportControl::time:
    return !in_story ? none : *in_story ? 0 : 1;
  case ExportControl::language:
    return !language ? none : *language == figure::Language::zh ? 1 : 0;
  case ExportControl::width:
    return index_of(widths, width);
  case ExportControl::type:
    return index_of(types, type);
  case ExportControl::plain:
    return is_plain ? 1 : 0;
  case ExportControl::theme:
    return index_of(themes, theme);
  case ExportControl::dpi:
    return index_of(resolutions, dpi);
  case ExportControl::handout:
    return index_of(handouts, handout);
  default:
    return none;
  }
}

void ExportChoices::choose(ExportControl control, std::size_t index) {
  if (index >= count(control)) return;
  switch (control) {
  case ExportControl::format:
    format = listed_formats()[index]->id;
    break;
  case ExportControl::range:
    range = static_cast<ExportRange>(index);
    break;
  case ExportControl::time:
    in_story = index == 0;
    break;
  case ExportControl::language:
    language = index == 1 ? figure::Language::zh : figure::Language::en;
    break;
  case ExportControl::width:
    width = widths.at(index);
    break;
  case ExportControl::type:
    type = types.at(index);
    break;
  case ExportControl::plain:
    is_plain = index == 1;
    break;
  case ExportControl::theme:
    theme = themes.at(index);
    break;
  case ExportControl::dpi:
    dpi = resolutions.at(index);
    break;
  case ExportControl::handout:
    handout = handouts.at(index);
    break;
  default:
    break;
  }
}

Json to_json(const ExportChoices& choices) {
  Json json = {{"format", choices.format},   {"width", choices.width},  {"type", choices.type},
               {"plain", choices.is_plain},  {"theme", choices.theme},  {"dpi", choices.dpi},
               {"handout", choices.handout}, {"folder", choices.folder}};
  if (choices.in_story) json["story_time"] = *choices.in_story;
  if (choices.language) json["lang"] = *choices.language == figure::Language::zh ? "zh" : "en";
  return json;
}

ExportChoices export_choices_from(const Json& json) {
  ExportChoices choices;
  if (!json.is_object()) return choices;
  if (const std::string format = text_in(json, "format"); exports::find_format(format))
    choices.format = format;
  if (const auto story = json.find("story_time"); story != json.end() && story->is_boolean())
    choices.in_story = story->get<bool>();
  if (const std::string width = text_in(json, "width"); width.size() <= longest_typed)
    choices.width = width;
  if (const std::string type = text_in(json, "type"); type.size() <= longest_typed)
    choices.type = type;
  if (const auto plain = json.find("plain"); plain != json.end() && plain->is_boolean())
    choices.is_plain = plain->get<bool>();
  if (const std::string theme = text_in(json, "theme");
      index_of(ExportChoices::themes, theme) != ExportChoices::none)
    choices.theme = theme;
  if (const std::string dpi = text_in(json, "dpi"); dpi.size() <= longest_typed) choices.dpi = dpi;
  if (const auto handout = json.find("handout");
      handout != json.end() && handout->is_number_integer())
    if (index_of(ExportChoices::handouts, handout->get<std::int64_t>()) != ExportChoices::none)
      choices.handout = handout->get<int>();
  choices.folder = text_in(json, "folder");
  if (const std::string lang = text_in(json, "lang"); lang == "zh" || lang == "en")
    choices.language = lang == "zh" ? figure::Language::zh : figure::Language::en;
  return choices;
}

} // namespace copyscope::gui
