#include "gui/app/field.h"

#include "gui/session/actions.h"
#include "gui/session/gestures.h"

#include <cmath>
#include <imgui_stdlib.h>

namespace copyscope::gui {

namespace {

struct KeyAndValue {
  std::string key, value;
};

KeyAndValue parts_of(const figure::Region& region) {
  const std::string& text = region.action.text;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return {text, {}};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

/// Dear ImGui's size of a font is from ascent to descent; ours is the em.
float imgui_size(float pixels) {
  return std::round(pixels * 1.21F); // of Inter
}

ImVec4 colour(figure::Color color) {
  return ImGui::ColorConvertU32ToFloat4(IM_COL32(color.r, color.g, color.b, color.a));
}

/// Something lies over it, such as a question.
bool is_covered(const figure::Picture& picture, const figure::Region& field) {
  const figure::Region* const top = picture.region_at(field.box.center());
  return top && !(*top == field);
}

constexpr ImGuiWindowFlags bare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                  ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                  ImGuiWindowFlags_NoBackground;

constexpr int colours_pushed = 5;

void push_look(float scale, const figure::Theme& theme) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, 4 * scale);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, std::max(1.0F, std::round(1.5F * scale)));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, colour(theme.well));
  ImGui::PushStyleColor(ImGuiCol_Text, colour(theme.text));
  ImGui::PushStyleColor(ImGuiCol_Border, colour(theme.accent));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, colour(theme.kernel.faded(0.5F)));
  ImGui::PushStyleColor(ImGuiCol_NavHighlight, colour(theme.accent.faded(0)));
}

} // namespace

void Field::open(const figure::Region& region) {
  KeyAndValue parts = parts_of(region);
  key_ = std::move(parts.key);
  text_ = std::move(parts.value);
  box_ = region.box;
  is_live_ = (region.action.number & region::told_as_typed) != 0;
  frames_ = 0;
  ++serial_;
  is_confirmed_ = false;
  dismissed_.clear();
}

bool Field::is_open_at(const figure::Region& region) const {
  return is_open() && parts_of(region).key == key_;
}

figure::Action Field::told() const {
  return {action::set, 1, key_ + "=" + text_};
}

void Field::settle(const figure::Picture& picture) {
  const figure::Region* mine = nullptr;
  const figure::Region* eager = nullptr;
  bool is_dismissed_there = false;
  for (const figure::Region& region : picture.regions()) {
    if (region.action.name != region::field || is_covered(picture, region)) continue;
    const std::string key = parts_of(region).key;
    if (key == key_) mine = &region;
    if ((region.action.number & region::typing_begins) != 0 && key != dismissed_) eager = &region;
    is_dismissed_there = is_dismissed_there || key == dismissed_;
  }
  if (!is_dismissed_there) dismissed_.clear();
  if (is_open() && mine)
    box_ = mine->box;
  else if (is_open())
    close();
  if (!is_open() && eager) open(*eager);
}

bool Field::prepare(float pixels) {
  if (pixels == pixels_) return false;
  pixels_ = pixels;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  const FoundFonts& files = fonts_->files();
  ImFontConfig config;
  config.FontNo = files.regular.index;
  atlas.AddFontFromFileTTF(files.regular.path.c_str(), imgui_size(pixels), &config);
  config.MergeMode = true;
  config.FontNo = files.chinese.index;
  atlas.AddFontFromFileTTF(files.chinese.path.c_str(), imgui_size(pixels), &config,
                           atlas.GetGlyphRangesChineseSimplifiedCommon());
  return true;
}

std::optional<figure::Action> Field::show(float scale, const figure::Theme& theme) {
  push_look(scale, theme);
  ImGui::SetNextWindowPos({box_.x * scale, box_.y * scale});
  ImGui::SetNextWindowSize({box_.w * scale, box_.h * scale});
  ImGui::Begin("##field", nullptr, bare);
  const float spare = box_.h * scale - ImGui::GetFontSize();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8 * scale, std::max(0.0F, spare / 2)});
  ImGui::SetNextItemWidth(box_.w * scale);
  const bool begins = frames_++ == 0;
  if (begins) ImGui::SetKeyboardFocusHere();
  ImGui::PushID(serial_);
  const std::string before = text_;
  const bool is_entered = ImGui::InputText(
      "##text", &text_, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopID();
  const bool is_done = is_entered || is_confirmed_;
  is_confirmed_ = false;
  const bool is_left = !begins && ImGui::IsItemDeactivated() && !is_done;
  ImGui::PopStyleVar();
  ImGui::End();
  ImGui::PopStyleColor(colours_pushed);
  ImGui::PopStyleVar(5);
  if (is_done) {
    const bool is_file = key_ == action::open || key_ == action::save;
    const figure::Action typed = is_file ? figure::Action{key_, 0, text_}
                                         : figure::Action{action::set, 0, key_ + "=" + text_};
    if (!is_live_) dismissed_ = key_; // a live one is gone while what was asked for is done
    close();
    return typed;
  }
  if (is_left) {
    dismissed_ = key_;
    close();
    return std::nullopt;
  }
  return is_live_ && text_ != before ? std::optional(told()) : std::nullopt;
}

} // namespace copyscope::gui
