#include "figure/sequence/sequence.h"

#include "figure/kit/icons.h"
#include "figure/kit/legend.h"
#include "figure/sequence/sequence_rows.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <map>

namespace copyscope::figure {

namespace {

using How = Message::How;
using trace::Kind;
using trace::Span;
using trace::Trace;

constexpr Font title_font{Face::bold, 18}, head_font{Face::medium, 14},
    text_font{Face::regular, 13}, source_font{Face::regular, 12};
constexpr float wide_margin = 12, plain_margin = 2, text_height = 20, arrow_height = 14,
                disc_radius = 8, activation = 8;
constexpr int decimals = 3;

/// How a message's arrow looks.
struct Arrow {
  Stroke stroke;
  Color tip;
  bool is_open = false; ///< the tip: two strokes, not filled
};

Arrow arrow_of(const Message& message, Kind kind, const Theme& theme) {
  switch (message.how) {
  case How::returns:
    return {{theme.text, 1.5F, Dash::dashed}, theme.text, true};
  case How::signal:
    return {{theme.kernel, 1.5F}, theme.kernel, true};
  case How::bytes: {
    const Ink ink = ink_of(kind, theme);
    return {{edge_of(ink, theme), trace::is_copy(kind) ? 3.5F : 2.0F, ink.dash},
            edge_of(ink, theme)};
  }
  default:
    return {{theme.text, 1.5F}, theme.text};
  }
}

class Drawing {
public:
  Drawing(const SequencePlan& plan, float width, const Style& style)
      : plan_(plan), trace_(*plan.trace), style_(style), theme_(style.theme), width_(width),
        margin_(plan.is_plain ? plain_margin : wide_margin), routes_(routes_of(trace_)),
        actors_(actors_of(trace_)),
        rows_(sequence_rows(trace_, plan.from, plan.to, routes_, style.language)),
        unit_(unit_for(std::min(plan.to, trace_.end()))), ground_(style.measure),
        picture_(style.measure) {
    place_lines();
  }

  Sequence draw() {
    y_ = margin_;
    if (!plan_.is_plain) {
      for (const std::string& each :
           wrapped_title(plan_.title, title_font, width_ - 2 * margin_, style_.measure))
        line(each, title_font);
      y_ += 6;
    }
    const float top = y_;
    draw_heads();
    body_ = y_;
    y_ += 10;
    for (const SequenceRow& row : rows_.first)
      draw_row(row);
    if (rows_.left_out > 0) draw_gap();
    for (const SequenceRow& row : rows_.last)
      draw_row(row);
    y_ += 8;
    end_activation();
    draw_ground(top);
    draw_below();
    ground_.add(std::move(picture_));
    return {std::move(ground_), width_, y_ + margin_};
  }

private:
  // Time on the left; the life lines share what is left, each in the middle of its column.
  void place_lines() {
    const float gutter =
        std::max(style_.measure.width(time_of(std::min(plan_.to, trace_.end())), text_font),
                 style_.measure.width("000.000", text_font));
    left_ = margin_ + gutter + 12;
    column_ = (width_ - margin_ - left_) / static_cast<float>(actors_.size());
  }

  float x_of(Actor actor) const {
    const auto at = std::ranges::find(actors_, actor) - actors_.begin();
    return left_ + column_ * (static_cast<float>(at) + 0.5F);
  }

  std::string time_of(Time time) const { return number_in(unit_, time, decimals); }

  void line(const std::string& text, Font font) {
    picture_.text_in({margin_, y_, 0, font.line()}, text, font, theme_.text);
    y_ += font.line();
  }

  // On two lines where a column is narrow, between words if there are any.
  std::vector<std::string> name_of(Actor actor) const {
    const std::string name = actor_name(actor, style_.language);
    const std::size_t space = name.find(' ');
    if (space == std::string::npos || style_.measure.width(name, head_font) <= column_ - 10)
      return wrap(name, head_font, column_ - 10, style_.measure);
    return {name.substr(0, space), name.substr(space + 1)};
  }

  // Names over the life lines.
  void draw_heads() {
    std::size_t most = 1;
    std::vector<std::vector<std::string>> names;
    for (const Actor actor : actors_) {
      names.push_back(name_of(actor));
      most = std::max(most, names.back().size());
    }
    const float height = static_cast<float>(most) * 18 + 10;
    for (std::size_t i = 0; i < actors_.size(); ++i) {
      const Box head{x_of(actors_[i]) - column_ / 2 + 3, y_, column_ - 6, height};
      picture_.fill(head, theme_.raised, 4);
      picture_.outline(head, {theme_.edge, 1}, 4);
      float y = head.center().y - static_cast<float>(names[i].size()) * 9;
      for (const std::string& name : names[i]) {
        picture_.text_in({head.center().x, y, 0, 18}, name, head_font, theme_.text, Align::center);
        y += 18;
      }
    }
    picture_.text_in({margin_, y_, left_ - margin_ - 12, height}, std::string(unit_.name),
                     text_font, theme_.second, Align::right);
    y_ += height;
  }

  void draw_row(const SequenceRow& row) {
    const Span& span = trace_[row.row];
    picture_.group({"row", row.row, trace_.header().id()}, row.message.text);
    draw_time(span.begin);
    draw_text(row.message);
    if (row.message.how != How::note) draw_arrow(row.message, span.kind);
    picture_.ungroup();
    follow_call(row.message);
  }

  void draw_time(Time time) {
    const std::string text = time_of(time);
    if (text == last_time_) return;
    last_time_ = text;
    picture_.text_in({margin_, y_, left_ - margin_ - 12, text_height}, text, text_font,
                     theme_.second, Align::right);
  }

  // Over its arrow, on a plate that hides the life lines, kept within them.
  void draw_text(const Message& message) {
    const float disc = message.number > 0 ? 2 * disc_radius + 4 : 0;
    const float room = width_ - margin_ - left_ - disc - 8;
    float from = y_;
    const std::vector<std::string> lines = wrap(message.text, text_font, room, style_.measure);
    float widest = 0;
    for (const std::string& each : lines)
      widest = std::max(widest, style_.measure.width(each, text_font));
    const float whole = widest + disc + 8;
    const float middle = (x_of(message.from) + x_of(message.to)) / 2;
    const float x =
        std::clamp(middle - whole / 2, left_, std::max(left_, width_ - margin_ - whole));
    const Box plate{x, y_, whole, text_height * static_cast<float>(lines.size())};
    picture_.fill(plate, theme_.ground, 4);
    if (message.how == How::note) picture_.outline(plate, {theme_.edge, 1}, 4);
    if (message.number > 0)
      numbered_disc(picture_, {x + 4 + disc_radius, from + text_height / 2}, disc_radius,
                    message.number, theme_.text, theme_.ground, theme_.text);
    for (const std::string& each : lines) {
      picture_.text_in({x + 4 + disc, from, 0, text_height}, each, text_font, theme_.text);
      from += text_height;
    }
    y_ = from + (message.how == How::note ? 4 : 0);
  }

  void draw_arrow(const Message& message, Kind kind) {
    const Arrow arrow = arrow_of(message, kind, theme_);
    const float y = y_ + arrow_height / 2 - 2;
    const float from = x_of(message.from), to = x_of(message.to);
    y_ += arrow_height;
    if (from == to) return draw_loop(arrow, from, y);
    const float way = to > from ? 1 : -1;
    const Point tip{to - way * 3, y};
    const float size = arrow.is_open ? 7 : 10;
    picture_.line({from + way * 3, y}, {arrow.is_open ? tip.x : tip.x - way * size * 0.8F, y},
                  arrow.stroke);
    draw_tip(arrow, tip, way, size);
  }

  void draw_tip(const Arrow& arrow, Point tip, float way, float size) {
    if (!arrow.is_open) return arrow_tip(picture_, tip, {way, 0}, size, arrow.tip);
    picture_.line(
        {{tip.x - way * size, tip.y - size * 0.7F}, tip, {tip.x - way * size, tip.y + size * 0.7F}},
        {arrow.tip, 1.5F});
  }

  // From a life line to itself.
  void draw_loop(const Arrow& arrow, float x, float y) {
    constexpr float reach = 26, rise = 5;
    picture_.line(
        {{x + 3, y - rise}, {x + reach, y - rise}, {x + reach, y + rise}, {x + 12, y + rise}},
        arrow.stroke);
    draw_tip(arrow, {x + 3, y + rise}, -1, arrow.is_open ? 7 : 10);
  }

  // The kernel is active from a call to its return.
  void follow_call(const Message& message) {
    if (message.how == How::call && message.from == Actor::process && !active_from_)
      active_from_ = y_ - arrow_height / 2;
    if (message.how == How::returns) end_activation();
  }
  void end_activation() {
    if (active_from_)
      activations_.push_back({x_of(Actor::kernel) - activation / 2, *active_from_, activation,
                              y_ - arrow_height / 2 - *active_from_});
    active_from_.reset();
  }

  void draw_gap() {
    y_ += 6;
    const std::string text = filled("export.sequence.left_out", style_.language,
                                    {{"n", grouped(rows_.left_out)},
                                     {"begin", time_text(rows_.gap_begin)},
                                     {"end", time_text(rows_.gap_end)}});
    const Box room{left_ + 8, y_ + 4, width_ - margin_ - left_ - 16, 1e6F};
    const auto lines = static_cast<float>(wrap(text, text_font, room.w, style_.measure).size());
    const Box plate{left_, y_, width_ - margin_ - left_, lines * text_font.line() + 8};
    picture_.fill(plate, theme_.ground);
    picture_.outline(plate, {theme_.edge, 1, Dash::dashed}, 4);
    picture_.paragraph(room, text, text_font, theme_.text);
    y_ += plate.h + 8;
    last_time_.clear();
  }

  // Below everything: who is in user space, in the kernel, in hardware; life lines; activations.
  void draw_ground(float top) {
    const float height = y_ - top;
    for (const Actor actor : actors_) {
      const Color band = actor == Actor::process  ? theme_.user_band
                         : actor == Actor::kernel ? theme_.kernel_band
                                                  : theme_.hardware_band;
      ground_.fill({x_of(actor) - column_ / 2, top, column_, height}, band);
    }
    const float boundary = x_of(Actor::kernel) - column_ / 2;
    ground_.line({boundary, top}, {boundary, y_}, {theme_.line, 1, Dash::dotted});
    for (const Actor actor : actors_)
      ground_.line({x_of(actor), body_}, {x_of(actor), y_}, {theme_.line, 1, Dash::dashed});
    for (const Box& box : activations_) {
      ground_.fill(box, theme_.kernel, 2);
      ground_.outline(box, {theme_.ground, 1}, 2);
    }
  }

  void draw_below() {
    y_ += 8;
    LegendFlow flow(picture_, {margin_, y_, width_ - 2 * margin_, 1e6F}, style_);
    std::map<How, Kind> seen;
    std::map<Kind, bool> copies;
    for (const auto* const rows : {&rows_.first, &rows_.last})
      for (const SequenceRow& row : *rows) {
        const Kind kind = trace_[row.row].kind;
        if (row.message.how != How::bytes)
          seen.emplace(row.message.how, kind);
        else
          copies[kind] = true;
      }
    for (const auto& [how, kind] : seen)
      if (how != How::note) add_sign(flow, how, kind, word(key_of(how), style_.language));
    for (const auto& [kind, is_there] : copies)
      add_sign(flow, How::bytes, kind, kind_word(kind, style_.language));
    y_ += flow.height() + 4;
    if (plan_.is_plain) return;
    const std::string source =
        shortened(plan_.source, source_font, 2 * (width_ - 2 * margin_), style_.measure);
    y_ += picture_.paragraph({margin_, y_, width_ - 2 * margin_, 1e6F}, source, source_font,
                             theme_.second);
  }

  static const char* key_of(How how) {
    return how == How::call      ? "export.sequence.call"
           : how == How::returns ? "export.sequence.returns"
                                 : "export.sequence.signal";
  }

  void add_sign(LegendFlow& flow, How how, Kind kind, const std::string& text) {
    Message message;
    message.how = how;
    const Arrow arrow = arrow_of(message, kind, theme_);
    flow.add(
        34,
        [&](Box sign) {
          const float y = sign.center().y, size = arrow.is_open ? 7 : 10;
          const Point tip{sign.right(), y};
          picture_.line({sign.x, y}, {arrow.is_open ? tip.x : tip.x - size * 0.8F, y},
                        arrow.stroke);
          draw_tip(arrow, tip, 1, size);
        },
        text);
  }

  const SequencePlan& plan_;
  const Trace& trace_;
  const Style& style_;
  const Theme& theme_;
  float width_, margin_;
  std::vector<Route> routes_;
  std::vector<Actor> actors_;
  SequenceRows rows_;
  TimeUnit unit_;
  Picture ground_, picture_; // what lies below, and on it
  float left_ = 0, column_ = 0, y_ = 0, body_ = 0;
  std::string last_time_;
  std::optional<float> active_from_;
  std::vector<Box> activations_;
};

} // namespace

Sequence draw_sequence(const SequencePlan& plan, float width, const Style& style) {
  return Drawing(plan, width, style).draw();
}

} // namespace copyscope::figure
