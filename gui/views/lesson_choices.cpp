#include "gui/views/lesson_choices.h"

#include "gui/control/field.h"
#include "gui/session/gestures.h"
#include "gui/views/lesson_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// "1, 2, 3".
std::string keys_to(std::size_t last) {
  std::string keys = "1";
  for (std::size_t key = 2; key <= last; ++key)
    keys += fmt::format(", {}", key);
  return keys;
}

int most_hands(const Vote& vote) {
  int most = 1;
  for (std::size_t i = 0; i < vote.counts(); ++i)
    for (const int hands : vote.count(i))
      most = std::max(most, hands);
  return most;
}

constexpr float cell_margin = 8;

/// A field for hundreds of hands, and room for the number of a bar that has none.
float least_field(Font font) {
  return font.size * 2.6F;
}
float number_width(Font font) {
  return std::max(28.0F, font.size * 1.8F);
}

/// Of a cell's room, for a vote: its bars, or a field beside the number of the count before.
float votes_width(float room, Font font) {
  const float least = std::max(84.0F, least_field(font) + 6 + number_width(font));
  return std::clamp(room * 0.42F, least, std::max(least, font.size * 10));
}

class ChoiceList {
public:
  ChoiceList(Ui& ui, const Scene& scene, const Slide& slide, const ChoiceLook& look)
      : ui_(ui), lesson_(scene.lesson), look_(look), answers_(scene.lesson.answers(slide.item)),
        vote_(answers_.vote), is_closed_(slide.kind == SlideKind::answer),
        texts_(choice_texts(scene.lesson, slide.item, ui.style.language)) {
    if (is_closed_) right_ = lesson_.right_choice(slide.item, scene.session.results()).value_or(0);
  }

  void draw(Box box) {
    const std::size_t columns = look_.columns > 0 ? look_.columns : texts_.size() > 2 ? 2 : 1;
    const std::size_t rows = (texts_.size() + columns - 1) / columns;
    const auto across = static_cast<float>(columns), down = static_cast<float>(rows);
    const float width = (box.w - look_.gap * (across - 1)) / across;
    const float height = std::min(look_.height, (box.h - look_.gap * (down - 1)) / down);
    settle_votes({0, 0, width, height});
    settle_type({0, 0, width, height});
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::size_t column = i % columns, row = i / columns;
      cell(i, {box.x + static_cast<float>(column) * (width + look_.gap),
               box.y + static_cast<float>(row) * (height + look_.gap), width, height});
    }
  }

private:
  void cell(std::size_t i, Box cell) {
    const figure::Theme& theme = ui_.theme;
    const bool wrong = std::ranges::find(answers_.wrong, i + 1) != answers_.wrong.end();
    const bool right = right_ == i + 1;
    const Action answer{action::answer, static_cast<std::int64_t>(i + 1), ""};
    const bool hovered = !is_closed_ && ui_.is_hovered(answer);
    ui_.picture.fill(cell, hovered || right ? theme.selected : theme.raised, 6);
    const bool lively = right || (!wrong && !is_closed_);
    ui_.picture.outline(cell,
                        {wrong    ? theme.waiting
                         : lively ? theme.accent
                                  : theme.edge,
                         right ? 2.5F : 1.2F, wrong ? figure::Dash::dashed : figure::Dash::none},
                        6);
    ui_.picture.enter(cell);
    const float margin = margin_in(cell);
    key({cell.x + margin + 1, cell.center().y - look_.key / 2, look_.key, look_.key}, i, right,
        wrong);
    Box in = beside_key(cell);
    if (vote_.counts() > 0) votes(i, in.take_right(votes_width_, 8));
    words(texts_[i], in, wrong ? theme.second : theme.text);
    ui_.picture.leave();
    if (!is_closed_ && !vote_.is_open()) ui_.picture.region(cell, answer);
  }

  void key(Box box, std::size_t i, bool right, bool wrong) {
    const bool is_lit = right || (!wrong && !is_closed_);
    ui_.picture.fill(box, is_lit ? ui_.theme.accent : ui_.theme.well, 4);
    if (right)
      figure::draw_icon(ui_.picture, Icon::check, box.inset(box.w * 0.2F), ui_.theme.on_accent);
    else if (wrong)
      figure::draw_icon(ui_.picture, Icon::cross, box.inset(box.w * 0.2F), ui_.theme.text);
    else
      ui_.picture.text_in(box, fmt::format("{}", i + 1), {Face::medium, box.h * 0.62F},
                          is_lit ? ui_.theme.on_accent : ui_.theme.text, Align::center);
  }

  float margin_in(const Box& cell) const { return std::min(cell_margin, (cell.h - look_.key) / 2); }

  /// Where words and votes stand.
  Box beside_key(const Box& cell) const {
    const float margin = margin_in(cell);
    return {cell.x + look_.key + 2 * margin + 6, cell.y, cell.w - look_.key - 3 * margin - 8,
            cell.h};
  }

  /// Bars are as long as words leave room for, and to one scale in all cells.
  void settle_votes(const Box& cell) {
    if (vote_.counts() == 0) return;
    const Box in = beside_key(cell);
    const Font font = look_.font;
    const bool is_first = vote_.is_open() && vote_.counts() == 1;
    const float field = std::clamp(in.w * 0.3F, least_field(font), font.size * 4);
    const float least = is_first          ? field
                        : vote_.is_open() ? least_field(font) + 6 + number_width(font)
                                          : number_width(font);
    votes_width_ = is_first ? field : votes_width(in.w, font);
    const auto fits = [&](const std::string& text) {
      return height_of(text, font, in.w - votes_width_ - 8) <= in.h;
    };
    while (votes_width_ - 4 > least && !std::ranges::all_of(texts_, fits))
      votes_width_ -= 4;
  }

  /// One size for all, or the odd one would look like a hint: all on one line, or some on two, or
  /// as small as it takes.
  void settle_type(const Box& cell) {
    constexpr float smallest = 10.5F;
    Box room = beside_key(cell);
    if (vote_.counts() > 0) room.take_right(votes_width_, 8);
    font_ = look_.font;
    const auto on_a_line = [&](const std::string& text) {
      return ui_.width(text, font_) <= room.w;
    };
    const auto fits = [&](const std::string& text) {
      return height_of(text, font_, room.w) <= room.h;
    };
    if (std::ranges::all_of(texts_, fits)) return;
    while (font_.size > look_.least_size && !std::ranges::all_of(texts_, on_a_line))
      font_.size -= 0.5F;
    while (font_.size > smallest && !std::ranges::all_of(texts_, fits))
      font_.size -= 0.5F;
  }

  float height_of(const std::string& text, Font font, float width) const {
    return font.line() *
           static_cast<float>(figure::wrap(text, font, width, ui_.style.measure).size());
  }

  void words(const std::string& text, Box room, figure::Color color) {
    if (ui_.width(text, font_) <= room.w)
      return void(ui_.picture.text_in(room, text, font_, color));
    const float high = height_of(text, font_, room.w);
    ui_.picture.paragraph({room.x, room.center().y - high / 2, room.w, high}, text, font_, color);
  }

  /// Before the discussion above, after it below; what is being counted is a field.
  void votes(std::size_t i, Box box) {
    const std::size_t done = vote_.counts() - (vote_.is_open() ? 1 : 0);
    const float bars = done > 0 ? number_width(look_.font) + 6 : 0;
    if (vote_.is_open()) field(i, box.take_right(std::min(look_.font.size * 4, box.w - bars), 6));
    const float pitch = std::min(look_.font.size * 1.15F, box.h / 2);
    Box rows{box.x, box.center().y - pitch * static_cast<float>(done) / 2, box.w,
             pitch * static_cast<float>(done)};
    for (std::size_t count = 0; count < done; ++count)
      bar(rows.take_top(pitch), vote_.count(count).at(i), count == 0);
  }

  void bar(Box row, int hands, bool is_before) {
    const Font font{Face::medium, std::max(11.0F, row.h * 0.72F)};
    const std::string number = fmt::format("{}", hands);
    const float room = font.size * 2.2F;
    ui_.picture.text_in(row, number, font, ui_.theme.text, Align::right);
    const float whole = row.w - room;
    if (whole < 8) return;
    const Box bar{
        row.x, row.y + row.h * 0.2F,
        std::max(2.0F, whole * static_cast<float>(hands) / static_cast<float>(most_hands(vote_))),
        row.h * 0.6F};
    if (is_before)
      ui_.picture.outline(bar, {ui_.theme.accent, 1.5F}, 2);
    else
      ui_.picture.fill(bar, ui_.theme.accent, 2);
  }

  void field(std::size_t i, Box box) {
    const Box field = box.inset(0, std::max(3.0F, (box.h - look_.font.size * 1.9F) / 2));
    const std::string number = fmt::format("{}", vote_.count(vote_.counts() - 1).at(i));
    ui_.picture.fill(field, ui_.theme.well, 4);
    ui_.picture.outline(field, {ui_.theme.edge, 1}, 4);
    ui_.picture.text_in(Field::inside(field, false), number, Field::font_in(field), ui_.theme.text);
    // The first one has the attention as soon as the count begins.
    const int begins = i == 0 ? region::typing_begins : 0;
    ui_.picture.region(field,
                       {region::field, begins | region::told_as_typed | region::is_count,
                        fmt::format("{}={}", field_key::vote(i + 1), number)},
                       ui_.say("tip.vote_field"));
  }

  Ui& ui_;
  const Lesson& lesson_;
  const ChoiceLook& look_;
  const Lesson::Answers& answers_;
  const Vote& vote_;
  bool is_closed_;
  std::size_t right_ = 0;
  float votes_width_ = 0;
  Font font_; ///< of all choices
  std::vector<std::string> texts_;
};

} // namespace

bool has_choice_list(const Scene& scene, const Slide& slide) {
  if (slide.kind == SlideKind::narration) return false;
  const bool is_pointed = scene.lesson.question(slide).point.has_value();
  return !is_pointed || scene.lesson.answers(slide.item).vote.counts() > 0;
}

void draw_choice_list(Ui& ui, const Scene& scene, const Slide& slide, Box box,
                      const ChoiceLook& look) {
  ChoiceList(ui, scene, slide, look).draw(box);
}

FittedChoices fitted_choices(Ui& ui, const Scene& scene, const Slide& slide, float width,
                             float size) {
  const std::vector<std::string> texts = choice_texts(scene.lesson, slide.item, ui.style.language);
  const bool has_votes = scene.lesson.answers(slide.item).vote.counts() > 0;
  const Font font{Face::regular, size};
  ChoiceLook look{0, 0.3F * size, 1.3F * size, font, 0.7F * size};
  const auto room_in = [&](std::size_t columns) {
    const auto n = static_cast<float>(columns);
    const float cell = (width - look.gap * (n - 1)) / n;
    const float room = cell - look.key - 3 * cell_margin - 9;
    return has_votes ? room - votes_width(room, font) - 8 : room;
  };
  look.columns = std::min<std::size_t>(texts.size(), 4);
  const auto fits = [&](const std::string& text) {
    return ui.width(text, font) <= room_in(look.columns);
  };
  while (look.columns > 1 && !std::ranges::all_of(texts, fits))
    look.columns = look.columns > 2 ? 2 : 1;
  std::size_t lines = 1;
  for (const std::string& text : texts)
    lines =
        std::max(lines, figure::wrap(text, font, room_in(look.columns), ui.style.measure).size());
  look.height = std::max(static_cast<float>(lines) * font.line() + 0.5F * size, look.key + 10);
  const std::size_t rows =
      (texts.size() + look.columns - 1) / std::max<std::size_t>(1, look.columns);
  return {look, static_cast<float>(rows) * (look.height + look.gap) - look.gap};
}

std::string note_on_question(Ui& ui, const Scene& scene, const Slide& slide) {
  const Lesson::Answers& answers = scene.lesson.answers(slide.item);
  if (answers.vote.is_open())
    return ui.say(answers.vote.counts() == 1 ? "lesson.vote_first" : "lesson.vote_second");
  if (!answers.wrong.empty()) {
    const std::string mistake =
        mistake_text(scene.session, scene.lesson, slide, answers.wrong.back(), ui.style.language);
    return mistake.empty() ? ui.say("lesson.wrong") : mistake;
  }
  if (!scene.lesson.question(slide).point) return {};
  return ui.say("lesson.click_part", {{"keys", keys_to(scene.lesson.choices(slide.item))}});
}

std::string note_on_change(Ui& ui, const Scene& scene, const Slide& slide) {
  if (!scene.lesson.is_changed() || slide.kind == SlideKind::narration) return {};
  return ui.say(scene.lesson.is_about_file(slide.item, scene.session.results())
                    ? "lesson.about_file"
                    : "lesson.about_changed");
}

} // namespace copyscope::gui
