// What is told over the view until it has been read, with what can be done about it.
#include "figure/words/real_words.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::gui {

namespace {

struct Answer {
  std::string text;
  Action action;
};

/// "31 h", "2 days": how long somebody would have to watch.
std::string long_time(Ui& ui, double seconds) {
  const double hours = seconds / 3600;
  if (hours < 48) return ui.say("notice.hours", {{"n", fmt::format("{:.0f}", hours)}});
  return ui.say("notice.days", {{"n", figure::grouped(static_cast<std::int64_t>(hours / 24))}});
}

void draw_message(Ui& ui, const Scene& scene, Box surface, const std::string& text,
                  const std::vector<Answer>& answers) {
  constexpr float most = 620;
  const float wide = std::min(most, surface.w - 2 * margin);
  const auto lines = figure::wrap(text, type::body, wide - 84, ui.style.measure).size();
  const float words = static_cast<float>(lines) * type::body.line();
  const float height = words + 28 + (answers.empty() ? 0 : 46);
  const Box box{surface.center().x - wide / 2, surface.y + view_top(scene) + 12, wide, height};
  ui.picture.fill(box, ui.theme.raised, 8);
  ui.picture.outline(box, {ui.theme.accent, 1.5F}, 8);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  ui.picture.paragraph({box.x + 20, box.y + 14, wide - 84, words}, text, type::body, ui.theme.text);
  Box row{box.x + 20, box.bottom() - 50, wide - 40, 36};
  for (const Answer& each : answers)
    ui.button(row.take_left(ui.button_width(each.text), 10), each.text, each.action);
  ui.icon_button({box.right() - 44, box.y + 10, 32, 32}, Icon::cross, {action::notice, 0, ""},
                 ui.say("tip.back"));
  ui.picture.leave();
}

/// What the file of the open trace has that has to be told: the first of it, and how much more.
std::string told_of_file(Ui& ui, const FileNotes& notes) {
  constexpr std::size_t most = 3;
  std::string text;
  const auto add = [&](const std::string& sentence) {
    text += (text.empty() ? "" : "\n") + assets::capitalized(sentence);
  };
  for (std::size_t i = 0; i < std::min(most, notes.damage.size()); ++i)
    add(ui.say("file.damage", {{"what", figure::translated(notes.damage[i], ui.style.language)}}));
  if (notes.damage.size() > most)
    add(ui.say("file.more", {{"n", fmt::format("{}", notes.damage.size() - most)}}));
  if (notes.unknown.empty()) return text;
  const std::size_t shown = std::min<std::size_t>(notes.unknown.size(), 6);
  std::string names = fmt::format(
      "{}", fmt::join(notes.unknown.begin(),
                      notes.unknown.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (notes.unknown.size() > shown) names += " …";
  add(ui.say("file.unknown", {{"version", notes.program}, {"what", names}}));
  return text;
}

} // namespace

void draw_notice(Ui& ui, const Scene& scene, Box surface) {
  const std::string& notice = scene.choices.notice;
  if (notice == "file" && scene.session.is_open())
    return draw_message(ui, scene, surface, told_of_file(ui, scene.session.notes()), {});
  if (notice.empty() || !scene.has_trace()) return;
  if (notice != "long_story")
    return draw_message(ui, scene, surface, ui.say("notice." + notice), {});
  const double seconds = scene.player.story_seconds() * 100 / scene.player.speed();
  const auto in_seconds = [&](const char* key, int n) {
    return ui.title(key, {{"n", fmt::format("{}", n)}});
  };
  draw_message(
      ui, scene, surface, ui.say("notice.long_story", {{"time", long_time(ui, seconds)}}),
      {{in_seconds("notice.in_true_time", Player::true_time_run), {action::play_whole, 0, ""}},
       {in_seconds("notice.all_in", Player::quickest_story), {action::play_whole, 1, ""}}});
}

} // namespace copyscope::gui
