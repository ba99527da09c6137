#include "figure/pages/film_frame.h"

#include "figure/charts/ledger_chart.h"
#include "figure/kit/fitted_text.h"
#include "figure/pages/board_parts.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using What = Shot::What;

constexpr float frame_margin = 16;
constexpr Font film_title_font{Face::bold, 19}, film_place_font{Face::medium, 16},
    film_about_font{Face::bold, 15}, film_which_font{Face::medium, 14},
    call_font{Face::regular, 14}, words_font{Face::medium, 18}, count_name{Face::regular, 12.5F},
    count_font{Face::medium, 17}, foot_font{Face::regular, 12};

/// The counts that a film has room for.
bool is_shown(const LedgerRow& row) {
  return analysis::find_counted_figure(row.path)->shown.film.rank > 0;
}

} // namespace

FilmFrames::FilmFrames(const Film& film, FilmTitle title, std::string source, float width,
                       const Style& style)
    : film_(film), routes_(routes_of(film.teller().trace())), title_(std::move(title)),
      source_(std::move(source)), style_(style), width_(width) {
  Box box = Box{0, 0, width, 1e6F}.inset(frame_margin, 12);
  head_ = box.take_top(28, 8);
  const Box stage = box.take_top(std::max(400.0F, box.w * 0.46F), 12);
  words_ = box.take_top(54, 12);
  progress_ = box.take_top(5, 8);
  foot_ = box.take_top(16, 10);
  height_ = box.y;
  const trace::Trace& trace = film.teller().trace();
  layout_ = stage_layout(scene_of(trace), stage);
  room_ = title_room();
}

FilmFrames::Room FilmFrames::title_room() const {
  constexpr float gap = 24;
  float place = 0, call = 0, both = 0;
  for (const Shot& shot : film_.shots()) {
    const std::string named = shot.what == What::step ? film_.step_text(shot).call : std::string();
    const float here =
        style_.measure.width(film_.teller().place(shot.number, shot.left_out), film_place_font) +
        gap;
    const float there = named.empty() ? 0 : style_.measure.width(named, call_font) + gap;
    place = std::max(place, here);
    call = std::max(call, there);
    both = std::max(both, here + there);
  }
  return {head_.w - place, head_.w - call, head_.w - both};
}

bool FilmFrames::is_on_one_line() const {
  // What has more bytes than there are units does not fit, and is not measured.
  return static_cast<float>(title_.whole.size()) < room_.both &&
         style_.measure.width(title_.whole, film_title_font) <= room_.both;
}

StageState FilmFrames::state(const Shot& shot, int beat) const {
  StageState state = stage_state(film_.teller().trace(), routes_, film_.cursor(shot, beat));
  if (shot.what == What::closing) clear_stage(state);
  return state;
}

Picture FilmFrames::draw(const Shot& shot, int beat) const {
  Picture picture(style_.measure);
  const StepText step = film_.step_text(shot);
  const StageState state = this->state(shot, beat);
  draw_head(picture, shot, step);
  picture.enter(layout_.all);
  StageOptions options;
  if (beat >= shot.motion && shot.what != What::left_out) options.shows = step.shows;
  picture.add(draw_stage(state, layout_, style_, options));
  picture.leave();
  draw_words(picture, shot, step, state);
  draw_progress(picture, shot);
  picture.text({foot_.x, foot_.y + 12}, shortened(source_, foot_font, foot_.w, style_.measure),
               foot_font, style_.theme.second);
  return picture;
}

void FilmFrames::draw_head(Picture& picture, const Shot& shot, const StepText& step) const {
  const Theme& theme = style_.theme;
  const bool is_one = is_on_one_line();
  const std::string place = film_.teller().place(shot.number, shot.left_out);
  const float wide = picture.text({head_.right(), head_.y + (is_one ? 21 : 11)}, place,
                                  film_place_font, theme.text, Align::right);
  if (shot.what == What::step && !step.call.empty())
    picture.text(is_one ? Point{head_.right() - wide - 24, head_.y + 21}
                        : Point{head_.right(), head_.y + 30},
                 step.call, call_font, theme.second, Align::right);
  draw_title(picture);
}

void FilmFrames::draw_title(Picture& picture) const {
  const Theme& theme = style_.theme;
  if (is_on_one_line()) {
    picture.text({head_.x, head_.y + 21}, title_.whole, film_title_font, theme.text);
    return;
  }
  const auto line = [&](float y, float room, const std::string& text, Font font, Color color) {
    while (font.size > 12 &&
           (static_cast<float>(text.size()) > 3 * room || style_.measure.width(text, font) > room))
      font.size -= 0.5F;
    picture.text({head_.x, head_.y + y}, shortened(text, font, room, style_.measure), font, color);
  };
  line(11, room_.place, title_.about, film_about_font, theme.text);
  line(30, room_.call, title_.which, film_which_font, theme.second);
}

float FilmFrames::draw_counts(Picture& picture, Box box, const StageState& state) const {
  const Theme& theme = style_.theme;
  const std::vector<LedgerRow> rows = ledger_of(state, theme);
  float x = box.right();
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (!is_shown(*row)) continue;
    const std::string name = heading(fmt::format("window.ledger.{}", row->path), style_.language);
    const float wide = std::max(76.0F, style_.measure.width(name, count_name));
    x -= wide;
    picture.text({x, box.y + 14}, name, count_name, theme.second);
    picture.text({x, box.y + 34}, amounts_text(*row, style_.language), count_font, theme.text);
    draw_ledger_bar(picture, {x, box.y + 42, wide, 8}, *row,
                    static_cast<double>(row->in_the_end.value_or(0)), style_);
    x -= 18;
  }
  return x;
}

void FilmFrames::draw_words(Picture& picture, const Shot& shot, const StepText& step,
                            const StageState& state) const {
  const float right = draw_counts(picture, words_, state);
  const bool is_step = shot.what == What::step;
  const std::string kind =
      is_step ? std::string(name_of(film_.teller().trace()[step.row].kind)) : std::string();
  picture.group({"step", is_step ? shot.number : 0, kind});
  picture.enter(words_);
  fitted_paragraph(picture, {words_.x, words_.y, right - words_.x, words_.h}, words(shot),
                   words_font, 13, style_.theme.text);
  picture.leave();
  picture.ungroup();
}

std::string FilmFrames::words(const Shot& shot) const {
  if (shot.what != What::left_out) return film_.step_text(shot).sentence;
  return filled("board.left_out.head", style_.language, {{"n", grouped(shot.left_out)}});
}

void FilmFrames::draw_progress(Picture& picture, const Shot& shot) const {
  const Theme& theme = style_.theme;
  picture.fill(progress_, theme.well, 2.5F);
  const float share = static_cast<float>(shot.end()) / static_cast<float>(film_.length());
  picture.fill({progress_.x, progress_.y, progress_.w * share, progress_.h}, theme.accent, 2.5F);
}

} // namespace copyscope::figure
