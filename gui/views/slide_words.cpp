#include "gui/views/slide_words.h"

#include "gui/views/lesson_choices.h"
#include "gui/views/lesson_text.h"

#include <fmt/format.h>

namespace copyscope::gui {

namespace {

// In sizes of the type.
constexpr float block_gap = 0.42F, pitch = 1.26F, choice_share = 0.72F, side_share = 0.68F;
constexpr float plate_margin = 0.3F, plate_key = 1.05F;

} // namespace

SlideWords::SlideWords(Ui& ui, const Scene& scene)
    : ui_(ui), scene_(scene), slide_(scene.lesson.current()) {
  using Kind = Block::Kind;
  if (scene.trace && !scene.has_trace()) // there is no stage beside it
    blocks_.push_back({Kind::text, ui.say(scene.why_no_trace())});
  if (!slide_) {
    blocks_.push_back({Kind::text, told_without_slide()});
  } else if (slide_->kind == SlideKind::narration) {
    blocks_.push_back(
        {Kind::text, slide_text(scene.session, scene.lesson, *slide_, ui.style.language)});
  } else {
    const std::string about = note_on_change(ui, scene, *slide_);
    if (!about.empty()) blocks_.push_back({Kind::text, about, 0.5F, true});
    if (scene.lesson.is_asking())
      ask(*slide_);
    else
      answer(*slide_);
  }
}

/// The sentence of the step; before the first one, what the scenario is about.
std::string SlideWords::told_without_slide() const {
  const figure::Language language = ui_.style.language;
  if (scene_.has_trace() && scene_.player.step() > 0)
    return figure::sentence_of(*scene_.trace, scene_.player.step_row(), language);
  return scene_.session.scenario().summary.in(language);
}

void SlideWords::ask(const Slide& slide) {
  using Kind = Block::Kind;
  blocks_.push_back(
      {Kind::text, slide_text(scene_.session, scene_.lesson, slide, ui_.style.language)});
  blocks_.push_back({Kind::choices, {}, choice_share});
  const std::string remark = note_on_question(ui_, scene_, slide);
  if (!remark.empty())
    blocks_.push_back({Kind::text, remark, side_share, true});
  else // a wrong answer is not to move what stands there
    blocks_.push_back({Kind::reserve, longest_mistake(slide), side_share, true});
}

std::string SlideWords::longest_mistake(const Slide& slide) const {
  std::string longest;
  for (std::size_t i = 1; i <= scene_.lesson.choices(slide.item); ++i) {
    std::string each = mistake_text(scene_.session, scene_.lesson, slide, i, ui_.style.language);
    if (each.size() > longest.size()) longest = std::move(each);
  }
  return longest;
}

/// Where the class has voted, its bars stand beside all choices; else the right one stands alone.
void SlideWords::answer(const Slide& slide) {
  using Kind = Block::Kind;
  const figure::Language language = ui_.style.language;
  const Lesson::Answers& answers = scene_.lesson.answers(slide.item);
  const bool has_votes = answers.vote.counts() > 0;
  const std::string right = slide_heading(scene_.session, scene_.lesson, slide, language);
  if (has_votes)
    blocks_.push_back({Kind::choices, {}, choice_share});
  else if (!right.empty())
    blocks_.push_back({Kind::right, right, 0.9F});
  blocks_.push_back({Kind::text, slide_text(scene_.session, scene_.lesson, slide, language)});
  if (answers.wrong.empty()) return;
  const std::size_t taken = answers.wrong.back();
  const std::string mistake = mistake_text(scene_.session, scene_.lesson, slide, taken, language);
  const std::string choice = choice_texts(scene_.lesson, slide.item, language).at(taken - 1);
  blocks_.push_back(
      {Kind::wrong,
       mistake.empty() ? choice
                       : ui_.say("lesson.wrong_because", {{"answer", choice}, {"reason", mistake}}),
       side_share});
}

Font SlideWords::font_of(const Block& block, float size) const {
  const bool is_plain = block.is_second || block.kind == Block::Kind::wrong;
  return {block.kind == Block::Kind::right ? Face::bold
          : is_plain                       ? Face::regular
                                           : Face::medium,
          block.share * size};
}

float SlideWords::height_of(const Block& block, float width, float size) const {
  const Font font = font_of(block, size);
  if (block.kind == Block::Kind::choices)
    return fitted_choices(ui_, scene_, *slide_, width, font.size).height;
  const bool is_plate = block.kind == Block::Kind::right || block.kind == Block::Kind::wrong;
  const float room = is_plate ? width - (plate_key + 3 * plate_margin) * font.size : width;
  const auto lines = figure::wrap(block.text, font, room, ui_.style.measure).size();
  const float high = static_cast<float>(lines) * pitch * font.size;
  return is_plate ? high + 2 * plate_margin * font.size : high;
}

float SlideWords::seen_height(float width, float size) const {
  float high = height(width, size);
  if (!blocks_.empty() && blocks_.back().kind == Block::Kind::reserve)
    high -= height_of(blocks_.back(), width, size) + block_gap * size;
  return high;
}

float SlideWords::height(float width, float size) const {
  float high = 0;
  for (const Block& block : blocks_)
    high += height_of(block, width, size) + block_gap * size;
  return high - block_gap * size;
}

void SlideWords::draw_block(const Block& block, Box box, float size) const {
  if (block.kind == Block::Kind::reserve) return;
  const figure::Theme& theme = ui_.theme;
  Font font = font_of(block, size);
  if (block.kind == Block::Kind::choices)
    return draw_choice_list(ui_, scene_, *slide_, box,
                            fitted_choices(ui_, scene_, *slide_, box.w, font.size).look);
  if (block.kind != Block::Kind::text) {
    const bool is_right = block.kind == Block::Kind::right;
    if (is_right) ui_.picture.fill(box, theme.selected, 8);
    ui_.picture.outline(box,
                        is_right ? figure::Stroke{theme.accent, 3}
                                 : figure::Stroke{theme.waiting, 1.5F, figure::Dash::dashed},
                        8);
    const float margin = plate_margin * font.size, edge = plate_key * font.size;
    box = box.inset(margin, margin);
    const Box key{box.x, box.y + (pitch * font.size - edge) / 2, edge, edge};
    ui_.picture.fill(key, is_right ? theme.accent : theme.well, 4);
    figure::draw_icon(ui_.picture, is_right ? Icon::check : Icon::cross, key.inset(edge * 0.2F),
                      is_right ? theme.on_accent : theme.text);
    box.take_left(edge, margin);
  }
  float baseline = box.y + (pitch * font.size + font.ascent() - font.descent()) / 2;
  for (const std::string& line : figure::wrap(block.text, font, box.w, ui_.style.measure)) {
    ui_.picture.text({box.x, baseline}, line, font, block.is_second ? theme.second : theme.text);
    baseline += pitch * font.size;
  }
}

void SlideWords::draw(Box box, float size) const {
  for (const Block& block : blocks_)
    draw_block(block, box.take_top(height_of(block, box.w, size), block_gap * size), size);
}

} // namespace copyscope::gui
