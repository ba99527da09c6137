#include "gui/control/field.h"

#include "gui/session/gestures.h"

#include <algorithm>
#include <array>

namespace copyscope::gui {

namespace {

using figure::Box;
using figure::Picture;
using figure::Region;

constexpr std::size_t most_drafts = 64, most_digits = 4;
constexpr float margin = 8;

/// Whether a click in its middle would reach it.
bool is_on_top(const Region& region, const Picture& picture) {
  return picture.region_at(region.box.center()) == &region;
}

bool is_flag(const Region& region, int flag) {
  return (region.action.number & flag) != 0;
}

} // namespace

void Field::open(const Region& region) {
  Typed parts = typed_in(region.action.text);
  what_ = parts.what;
  key_ = std::move(parts.key);
  original_ = std::move(parts.value).value_or("");
  initial_ = original_;
  line_.set(original_);
  problem_.clear();
  if (const auto draft = drafts_.find(key_); draft != drafts_.end()) {
    line_.set(draft->second.text);
    problem_ = draft->second.problem;
    drafts_.erase(draft);
  }
  line_.select_all();
  box_ = region.box;
  take_flags(region);
  dismissed_.clear();
  first_ = 0;
  scroll();
}

bool Field::is_open_at(const Region& region) const {
  return is_open() && region.action.name == region::field &&
         typed_in(region.action.text).key == key_;
}

void Field::take_flags(const Region& region) {
  is_live_ = is_flag(region, region::told_as_typed);
  is_eager_ = is_flag(region, region::typing_begins);
  is_path_ = is_flag(region, region::is_path);
  is_count_ = is_flag(region, region::is_count);
}

Action Field::set_action(std::int64_t number) const {
  if (what_.is_of_dialog()) return {key_, 0, line_.text()};
  return {action::set, number, key_ + "=" + line_.text()};
}

void Field::close() {
  key_.clear();
  problem_.clear();
}

void Field::drop() {
  drafts_.erase(key_);
  close();
}

// What is typed.

Field::Actions Field::changed() {
  problem_.clear();
  scroll();
  if (!is_live_) return {};
  return {set_action(1)};
}

Field::Actions Field::type(char32_t character) {
  if (!is_open() || character < U' ') return {};
  if (is_count_) {
    const bool is_full = !line_.has_selection() && line_.text().size() >= most_digits;
    if (character < U'0' || character > U'9' || is_full) return {};
  }
  line_.insert(character);
  return changed();
}

Field::Reply Field::key(std::string_view key, bool shift, bool ctrl) {
  const bool is_vertical = key == "up" || key == "down";
  if (is_count_ && (key == "enter" || is_vertical)) return leads_on(key == "up");
  if (key == "enter") {
    if (what_.is_of_dialog()) dismissed_.clear();
    return {take(false), Then::nothing};
  }
  if (key == "tab") return tab(shift);
  if (key == "escape") {
    const bool was_asked_for = is_eager_ || is_count_;
    Actions actions;
    if (was_asked_for) {
      dismissed_ = key_;
    } else if (is_live_ && line_.text() != initial_) {
      line_.set(initial_);
      actions = changed();
    }
    drop();
    return {std::move(actions), was_asked_for ? Then::content : Then::nothing};
  }
  if (is_vertical && is_path_) return leads_on(key == "up");
  if (is_vertical && is_live_) {
    close();
    return {{}, Then::content};
  }
  // What a lecture or the program itself hangs on stays theirs; letters with Ctrl as well, but for
  // those that a text knows.
  static constexpr std::array own{"a", "c", "v", "x", "z", "y"};
  const bool is_letter = key.size() == 1;
  if (is_count_ && is_letter && !ctrl && (key < "0" || key > "9")) return {{}, Then::content};
  const bool is_ours = is_letter ? ctrl && std::ranges::find(own, key) != own.end() : true;
  if (key.starts_with("page_") || (key.starts_with('f') && key.size() > 1) ||
      (is_letter && ctrl && !is_ours))
    return {{}, Then::content};
  return edit(key, shift, ctrl);
}

Field::Reply Field::edit(std::string_view key, bool shift, bool ctrl) {
  using Move = TextLine::Move;
  if (key == "backspace" || key == "delete") {
    if (key == "backspace")
      line_.erase_back(ctrl);
    else
      line_.erase_on(ctrl);
    return {changed(), Then::nothing};
  }
  if (key == "left")
    line_.move(ctrl ? Move::word_back : Move::back, shift);
  else if (key == "right")
    line_.move(ctrl ? Move::word_on : Move::on, shift);
  else if (key == "home")
    line_.move(Move::home, shift);
  else if (key == "end")
    line_.move(Move::end, shift);
  else if (ctrl && key == "a")
    line_.select_all();
  else if (ctrl) {
    const std::string before = line_.text();
    clip(key);
    if (line_.text() != before) return {changed(), Then::nothing};
  }
  scroll();
  return {};
}

void Field::clip(std::string_view key) {
  if ((key == "c" || key == "x") && line_.has_selection() && help_.copy) {
    help_.copy(std::string(line_.selected()));
    if (key == "x") line_.erase_back(false);
  }
  if (key == "v" && help_.clipboard) line_.insert(help_.clipboard());
}

/// Completes a path as long as there is anything to complete; then it leads on.
Field::Reply Field::tab(bool shift) {
  const bool at_end = !line_.has_selection() || line_.end() == line_.text().size();
  if (!shift && at_end && is_path_ && help_.completed) {
    const std::string completed = help_.completed(key_, line_.text());
    if (completed.size() > line_.text().size() || line_.text().starts_with('~')) {
      if (completed != line_.text()) {
        line_.set(completed);
        return {changed(), Then::nothing};
      }
    }
  }
  return leads_on(shift);
}

/// To the next control, or the one before. What was typed is taken, or kept and marked.
Field::Reply Field::leads_on(bool back) {
  return {leave(), back ? Then::back : Then::on};
}

// What becomes of it.

/// What was typed, as an action; nothing where it is what was there, or cannot be.
Field::Actions Field::take(bool is_leaving) {
  const Action typed = set_action(0);
  if (!what_.is_of_dialog() && !is_live_ && line_.text() == original_) {
    drop();
    return {};
  }
  problem_ = help_.problem_with ? help_.problem_with(typed) : std::string();
  if (!problem_.empty()) {
    line_.select_all();
    scroll();
    return {};
  }
  const bool goes_with_dialog = what_.is_of_dialog() || (is_path_ && is_eager_);
  if (goes_with_dialog && !is_leaving) return {typed};
  drop();
  return {typed};
}

Field::Actions Field::leave() {
  if (!is_open()) return {};
  if (!eager_.empty()) dismissed_ = eager_; // or it would have the attention again at once
  if (is_live_) {
    close();
    return {};
  }
  Actions actions;
  if (!what_.is_of_dialog()) actions = take(true);
  if (is_open()) {
    if (line_.text() != original_ && drafts_.size() < most_drafts)
      drafts_[key_] = {original_, line_.text(), problem_};
    close();
  }
  return actions;
}

void Field::settle(const Picture& picture) {
  const Region* mine = nullptr;
  const Region* eager = nullptr;
  bool is_still_asked_for = false;
  std::string wanting;
  std::vector<std::string> seen;
  for (const Region& region : picture.regions()) {
    if (region.action.name != region::field) continue;
    Typed parts = typed_in(region.action.text);
    const bool wants = is_flag(region, region::typing_begins);
    is_still_asked_for = is_still_asked_for || (wants && parts.key == dismissed_);
    if (wants) wanting = parts.key;
    if (parts.key == key_)
      mine = &region;
    else if (const auto draft = drafts_.find(parts.key);
             draft != drafts_.end() && draft->second.original != parts.value.value_or(""))
      drafts_.erase(draft); // it has another value by now
    if (wants && parts.key != dismissed_ && is_on_top(region, picture)) eager = &region;
    seen.push_back(std::move(parts.key));
  }
  if (!is_still_asked_for) dismissed_.clear();
  eager_ = std::move(wanting);
  // What was typed into a dialog goes with it.
  for (const char* const key : {action::open, action::save})
    if (std::ranges::find(seen, key) == seen.end()) drafts_.erase(key);
  if (is_open() && !mine) {
    close();
  } else if (is_open() && !is_on_top(*mine, picture)) {
    drafts_[key_] = {original_, line_.text(), problem_};
    close();
  } else if (is_open()) {
    box_ = mine->box;
    take_flags(*mine);
    if (const std::string value = typed_in(mine->action.text).value.value_or("");
        value != original_) {
      original_ = value;
      if (value != line_.text()) { // it was changed from elsewhere
        line_.set(value);
        line_.select_all();
        problem_.clear();
      }
    }
    scroll();
  }
  if (!is_open() && eager) open(*eager);
}

// Where things are.

figure::Font Field::font_in(const Box& box) {
  // A field on a slide is taller, by so much of its own type.
  constexpr float on_desk = 40, lines = 1.9F;
  const float size = box.h > on_desk ? box.h / lines : std::clamp(box.h * 0.58F, 11.0F, 15.0F);
  return {figure::Face::regular, size};
}

Box Field::inside(const Box& box, bool has_mark) {
  Box in = box.inset(std::min(margin, box.w * 0.1F), 0);
  if (has_mark) in.take_right(mark_size + 4);
  return in;
}

/// As little as it takes for the cursor to be seen.
void Field::scroll() {
  const std::string_view text = line_.text();
  const figure::Font font = font_in(box_);
  const float room = inside(box_, !problem_.empty()).w - 2;
  first_ = std::min({first_, line_.cursor(), text.size()});
  const auto step = [&](std::size_t at, int by) {
    TextLine place{std::string(text)};
    place.place(at, false);
    place.move(by > 0 ? TextLine::Move::on : TextLine::Move::back, false);
    return place.cursor();
  };
  while (first_ < line_.cursor() &&
         measure_->width(text.substr(first_, line_.cursor() - first_), font) > room)
    first_ = step(first_, 1);
  // Nothing is left empty at the right while there is more at the left.
  while (first_ > 0) {
    const std::size_t before = step(first_, -1);
    if (measure_->width(text.substr(before), font) > room) break;
    first_ = before;
  }
}

std::size_t Field::offset_at(float x) const {
  const std::string_view text = line_.text();
  const figure::Font font = font_in(box_);
  const float from = x - inside(box_, !problem_.empty()).x;
  TextLine place{std::string(text)};
  place.place(first_, false);
  float before = 0;
  while (place.cursor() < text.size()) {
    const std::size_t here = place.cursor();
    place.move(TextLine::Move::on, false);
    const float after = measure_->width(text.substr(first_, place.cursor() - first_), font);
    if (from < (before + after) / 2) return here;
    before = after;
  }
  return text.size();
}

void Field::press(figure::Point at) {
  line_.place(offset_at(at.x), false);
  scroll();
}

void Field::drag(figure::Point at) {
  line_.place(offset_at(at.x), true);
  scroll();
}

std::vector<Field::Kept> Field::kept(const Picture& picture) const {
  std::vector<Kept> all;
  for (const Region& region : picture.regions()) {
    if (region.action.name != region::field || drafts_.empty()) continue;
    const Typed parts = typed_in(region.action.text);
    const auto draft = drafts_.find(parts.key);
    if (draft == drafts_.end() || parts.key == key_ || !is_on_top(region, picture)) continue;
    if (draft->second.original != parts.value.value_or("")) continue;
    all.push_back({region.box, draft->second.text, draft->second.problem});
  }
  return all;
}

} // namespace copyscope::gui
