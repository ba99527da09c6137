#include "gui/views/attention_view.h"

#include "gui/session/gestures.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

namespace {

using figure::Align;
using figure::Box;
using figure::Color;
using figure::Face;
using figure::Font;
using figure::Picture;

constexpr float radius = 6, ring_width = 2;
constexpr double least_contrast = 3; // of graphics

class Overlay {
public:
  Overlay(Box surface, const figure::Theme& theme, const figure::Measure& measure)
      : picture(measure), surface_(surface), theme_(theme), measure_(measure) {}

  Picture picture;

  /// Around the control, as far from it as crosses no text.
  void ring(Box box, const Picture& under) {
    box = uncovered(box, under);
    const std::vector<Box> texts = seen_texts(under, box);
    Box ring;
    for (const float gap : {2.0F, 1.0F, 0.0F, -2.0F, -3.0F, 4.0F, 6.0F, 8.0F, -5.0F, -8.0F}) {
      ring = within(box.inset(-(ring_width + gap)));
      if (std::ranges::none_of(texts, [&](const Box& text) { return crosses(ring, text); })) break;
    }
    const Color ground = ground_at({ring.x + ring_width / 2, ring.center().y}, under);
    const bool is_seen = figure::contrast(theme_.accent, ground) >= least_contrast;
    picture.outline(ring, {is_seen ? theme_.accent : theme_.on_accent, ring_width},
                    radius + ring_width);
  }

  void open_field(const Field& field) {
    const Box box = field.box();
    const bool is_wrong = !field.problem().empty();
    ground(box, is_wrong);
    const Box in = Field::inside(box, is_wrong);
    const Font font = Field::font_in(box);
    const TextLine& line = field.line();
    const std::string_view text = line.text();
    const auto place = [&](std::size_t at) {
      at = std::max(at, field.first());
      return in.x + measure_.width(text.substr(field.first(), at - field.first()), font);
    };
    const float edge = in.right();
    if (line.has_selection()) {
      const float from = place(line.begin()), to = std::min(edge, place(line.end()));
      picture.fill({from, box.y + 4, std::max(1.0F, to - from), box.h - 8}, theme_.accent, 2);
    }
    picture.enter(box);
    pieces(field, in, font, place);
    picture.leave();
    const float x = std::min(edge, place(line.cursor()));
    if (!line.has_selection())
      picture.line({x + 0.75F, box.y + 4}, {x + 0.75F, box.bottom() - 4}, {theme_.accent, 1.5F});
    if (is_wrong) problem(box, field.problem());
  }

  /// What could not be taken, while something else has the attention; why is said when the field is
  /// gone back to, or the sentence would lie over what is typed into meanwhile.
  void kept_field(const Field::Kept& kept) {
    const bool is_wrong = !kept.problem.empty();
    ground(kept.box, is_wrong);
    const Font font = Field::font_in(kept.box);
    const Box in = Field::inside(kept.box, is_wrong);
    picture.enter(kept.box);
    picture.text_in(in, figure::shortened(kept.text, font, in.w, measure_), font, theme_.text);
    picture.leave();
  }

private:
  Box within(Box box) const {
    const float x = std::max(box.x, surface_.x + 1), y = std::max(box.y, surface_.y + 1);
    return {x, y, std::min(box.right(), surface_.right() - 1) - x,
            std::min(box.bottom(), surface_.bottom() - 1) - y};
  }

  /// The largest part of it that bars and panels over it leave.
  static Box uncovered(Box box, const Picture& under) {
    constexpr float apart = 4;
    for (const figure::Region& region : under.regions()) {
      const Box& over = region.box;
      if (region.action.name != region::nothing || !over.overlaps(box) || over.covers(box))
        continue;
      const Box parts[] = {
          {box.x, box.y, box.w, over.y - apart - box.y},
          {box.x, over.bottom() + apart, box.w, box.bottom() - over.bottom() - apart},
          {box.x, box.y, over.x - apart - box.x, box.h},
          {over.right() + apart, box.y, box.right() - over.right() - apart, box.h}};
      const auto area = [](const Box& part) {
        return std::max(part.w, 0.0F) * std::max(part.h, 0.0F);
      };
      const Box largest = *std::ranges::max_element(parts, {}, area);
      if (area(largest) > 0) box = largest;
    }
    return box;
  }

  /// What is painted there last: on what is filled with the accent, a ring of it is not seen.
  Color ground_at(figure::Point at, const Picture& under) const {
    Color ground = theme_.ground;
    for (const figure::Shape& shape : under.shapes())
      if (const auto* const fill = std::get_if<figure::Fill>(&shape);
          fill && fill->color.a == 255 && fill->box.contains(at))
        ground = fill->color;
    return ground;
  }

  /// What letters really take, of those that nothing covers there.
  static std::vector<Box> seen_texts(const Picture& under, const Box& around) {
    std::vector<Box> texts;
    for (const figure::Shape& shape : under.shapes()) {
      if (const auto* const label = std::get_if<figure::Label>(&shape)) {
        Box box = label->box();
        box.y += label->font.size * 0.2F;
        box.h -= label->font.size * 0.3F;
        texts.push_back(box);
      } else if (const auto* const fill = std::get_if<figure::Fill>(&shape);
                 fill && fill->color.a == 255) {
        const bool is_ground = fill->box.covers(around.inset(-4));
        std::erase_if(
            texts, [&](const Box& text) { return is_ground || fill->box.contains(text.center()); });
      }
    }
    return texts;
  }
  static bool crosses(const Box& ring, const Box& text) {
    return ring.overlaps(text) && !ring.inset(ring_width).covers(text);
  }

  void ground(Box box, bool is_wrong) {
    picture.fill(box, theme_.well, radius);
    picture.outline(box, {theme_.accent, is_wrong ? 2.5F : 2.0F}, radius);
    if (is_wrong) mark({box.right() - Field::mark_size / 2 - 6, box.center().y});
  }

  void mark(figure::Point at) {
    constexpr float half = Field::mark_size / 2;
    picture.disc(at, half, theme_.error, {theme_.accent, 1});
    picture.line({at.x, at.y - 4.5F}, {at.x, at.y + 1}, {theme_.text, 2});
    picture.disc({at.x, at.y + 4}, 1.2F, theme_.text);
  }

  /// The text before, in and after the selection, as much of it as there is room for.
  template <class Place> void pieces(const Field& field, Box in, Font font, Place place) {
    const TextLine& line = field.line();
    const std::size_t marks[] = {field.first(), std::max(field.first(), line.begin()),
                                 std::max(field.first(), line.end()), line.text().size()};
    for (int i = 0; i < 3; ++i) {
      if (marks[i] >= marks[i + 1]) continue;
      const float x = place(marks[i]);
      const std::string piece =
          fitting(std::string_view(line.text()).substr(marks[i], marks[i + 1] - marks[i]), font,
                  in.right() - x);
      if (!piece.empty())
        picture.text_in({x, in.y, in.w, in.h}, piece, font,
                        i == 1 ? theme_.on_accent : theme_.text);
    }
  }

  /// Whole characters only.
  std::string fitting(std::string_view text, Font font, float room) const {
    while (!text.empty() && measure_.width(text, font) > room + 0.5F) {
      do
        text.remove_suffix(1);
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0 &&
             !ends_character(text));
    }
    return std::string(text);
  }
  static bool ends_character(std::string_view text) {
    TextLine line{std::string(text)};
    return line.text().size() == text.size();
  }

  void problem(Box field, const std::string& sentence) {
    constexpr Font font{Face::regular, 14};
    constexpr float widest = 320, margin = 10, gap = 6;
    const auto lines = figure::wrap(sentence, font, widest, measure_);
    float wide = 0;
    for (const std::string& line : lines)
      wide = std::max(wide, measure_.width(line, font));
    Box box{field.x, field.bottom() + gap, wide + 2 * margin + 1,
            static_cast<float>(lines.size()) * font.line() + margin};
    if (box.bottom() > surface_.bottom() - 4) box.y = field.y - gap - box.h;
    box.x = std::clamp(box.x, 4.0F, std::max(4.0F, surface_.right() - box.w - 4));
    picture.fill(box, theme_.error, radius);
    picture.outline(box, {theme_.accent, 1}, radius);
    picture.enter(box);
    picture.paragraph(box.inset(margin, margin / 2), sentence, font, theme_.text);
    picture.leave();
  }

  Box surface_;
  const figure::Theme& theme_;
  const figure::Measure& measure_;
};

} // namespace

Picture attention_picture(const Attention& attention, const Picture& under, Box surface,
                          const figure::Theme& theme, const figure::Measure& measure) {
  Overlay overlay(surface, theme, measure);
  for (const Field::Kept& kept : attention.field().kept(under))
    overlay.kept_field(kept);
  if (attention.focus().is_shown() && !attention.field().is_open())
    overlay.ring(attention.focus().ring(), under);
  if (attention.field().is_open()) overlay.open_field(attention.field());
  return std::move(overlay.picture);
}

} // namespace copyscope::gui
