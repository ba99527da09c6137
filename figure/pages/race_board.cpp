#include "figure/pages/race_board.h"

#include "figure/kit/icons.h"
#include "figure/pages/race_way.h"
#include "figure/words/wording.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;

/// In sizes of the type: what a row needs for its name and its figures, with the bars below them.
constexpr float least_row = 2.1F, row_with_way = 1.9F + race_way_height + 0.35F;
constexpr float head_lines = 2, head_pitch = 1.2F;

std::string figure_text(const LedgerRow& row) {
  if (!row.now) return "–";
  return *row.now == 0 ? "0" : amount_text(row.unit, *row.now);
}

std::string heading_of(const std::string& path, Language language) {
  return assets::capitalized(word(fmt::format("window.ledger.{}", path), language));
}

class RaceBoard {
public:
  RaceBoard(const std::vector<Racer>& racers, Box box, float size, int chosen, const Style& style)
      : racers_(racers), box_(box), size_(size), chosen_(chosen), style_(style),
        theme_(style.theme), picture_(style.measure) {
    for (const Racer& racer : racers)
      rows_.push_back(race_rows(racer, theme_));
    choose_columns();
  }

  Picture draw() {
    Box rest = box_;
    heads(rest.take_top(head_lines * head_pitch * size_, 0.2F * size_));
    const float pitch = rest.h / static_cast<float>(racers_.size());
    const bool has_way =
        pitch >= row_with_way * size_ && race_way_fits(racers_, box_.w, size_, style_);
    for (std::size_t i = 0; i < racers_.size(); ++i) {
      const Box row = rest.take_top(pitch);
      picture_.line({row.x, row.y}, {row.right(), row.y}, {theme_.edge.faded(0.7F), 1});
      Box in = row.inset(
          0, (pitch - std::min(pitch, (has_way ? row_with_way + 0.2F : 3.2F) * size_)) / 2);
      if (has_way)
        draw_race_way(picture_, racers_, i, in.take_bottom(race_way_height * size_), size_, style_);
      racer(i, in);
      picture_.region(row, {racers_[i].flow ? "flow" : "show_case", racers_[i].number - 1, ""});
    }
    return std::move(picture_);
  }

private:
  Font font(Face face, float share = 1) const { return {face, size_ * share}; }
  float width(const std::string& text, Font font) const { return style_.measure.width(text, font); }

  const LedgerRow* find(std::size_t racer, std::string_view path) const {
    const auto found = std::ranges::find(rows_[racer], path, &LedgerRow::path);
    return found == rows_[racer].end() ? nullptr : &*found;
  }

  /// As wide as its figures, now and in the end, and the longest word above them.
  float column_width(const std::string& path) const {
    float wide = 0;
    const std::string heading = heading_of(path, style_.language);
    const float whole = width(heading, font(Face::medium));
    constexpr float wraps = 5; // sizes; what is shorter is not broken, which Chinese would be
    std::size_t lines = head_lines + 1;
    for (float room = whole <= wraps * size_ ? whole + 0.1F : 2 * size_; lines > head_lines;
         room += 0.5F * size_) {
      wide = room;
      lines = wrap(heading, font(Face::medium), room, style_.measure).size();
    }
    for (std::size_t i = 0; i < racers_.size(); ++i)
      if (const LedgerRow* const row = find(i, path))
        for (const std::optional<std::int64_t>& amount : {row->now, row->in_the_end})
          if (amount)
            wide = std::max(wide, width(amount_text(row->unit, *amount), font(Face::bold)));
    return wide + size_;
  }

  float longest_title() const {
    float wide = 0;
    for (const Racer& racer : racers_)
      wide = std::max(wide, width(racer.title, font(Face::bold)));
    return wide + 3 * size_; // the number before it, the tick behind it
  }

  void choose_columns() {
    constexpr float smallest = 14; // of the type; then titles are cut
    for (;; size_ -= 1) {
      columns_.clear();
      float left = box_.w - std::min(longest_title(), box_.w * 0.5F);
      for (const analysis::CountedFigure* const each :
           analysis::shown_in(&analysis::Places::wall)) {
        const std::string_view path = each->path;
        bool is_there = false;
        for (std::size_t i = 0; i < racers_.size(); ++i)
          is_there = is_there || find(i, path);
        if (!is_there) continue;
        const float wide = column_width(std::string(path));
        if (wide > left) continue;
        left -= wide;
        columns_.push_back({std::string(path), wide});
      }
      if (columns_.size() >= 3 || size_ <= smallest) return;
    }
  }

  template <class Draw> void columns(Box row, Draw draw) {
    for (std::size_t i = columns_.size(); i-- > 0;) {
      Box cell = row.take_right(columns_[i].width);
      cell.take_left(size_);
      draw(columns_[i].path, cell);
    }
  }

  void heads(Box row) {
    columns(row, [&](const std::string& path, Box cell) {
      const Font small = font(Face::medium);
      const auto lines = wrap(heading_of(path, style_.language), small, cell.w, style_.measure);
      float y =
          cell.bottom() - 0.35F * size_ - head_pitch * size_ * static_cast<float>(lines.size() - 1);
      for (const std::string& line : lines) {
        picture_.text({cell.right(), y}, line, small, theme_.second, Align::right);
        y += head_pitch * size_;
      }
    });
  }

  bool is_over(const Racer& racer) const {
    return racer.state.ended || racer.state.cursor.time >= racer.state.duration;
  }

  void racer(std::size_t i, Box row) {
    const Racer& racer = racers_[i];
    const float bar = std::clamp(row.h - 1.5F * size_, 0.4F * size_, 0.8F * size_);
    const float top = row.center().y - (1.3F * size_ + bar) / 2;
    const float baseline = top + size_, bars = top + 1.3F * size_;
    Box name = row;
    columns(name, [&](const std::string& path, Box cell) {
      const LedgerRow* const each = find(i, path);
      if (!each) return;
      picture_.text({cell.right(), baseline}, figure_text(*each), font(Face::bold), theme_.text,
                    Align::right);
      draw_ledger_bar(picture_, {cell.x, bars, cell.w, bar}, *each, longest(path), style_);
    });
    for (const Column& column : columns_)
      name.take_right(column.width);
    title(racer, {name.x, baseline}, name.w);
    delivered(racer, {name.x, bars, name.w, bar});
  }

  double longest(const std::string& path) const {
    double most = 0;
    for (std::size_t i = 0; i < racers_.size(); ++i)
      if (const LedgerRow* const each = find(i, path))
        most = std::max(most, static_cast<double>(each->in_the_end.value_or(0)));
    return most;
  }

  void title(const Racer& racer, Point at, float room) {
    const Font own = font(Face::bold);
    const bool is_chosen = racer.number == chosen_;
    const float before = picture_.text(at, fmt::format("{}", racer.number), own,
                                       is_chosen ? theme_.accent : theme_.second) +
                         0.5F * size_;
    const float tick = is_over(racer) ? 1.3F * size_ : 0;
    const std::string text = shortened(racer.title, own, room - before - tick, style_.measure);
    const float wide = picture_.text({at.x + before, at.y}, text, own, theme_.text);
    if (tick == 0) return;
    const Box box{at.x + before + wide + 0.35F * size_, at.y - 0.82F * size_, 0.95F * size_,
                  0.95F * size_};
    picture_.fill(box, theme_.accent, 0.2F * size_);
    draw_icon(picture_, Icon::check, box.inset(0.18F * size_), theme_.on_accent);
  }

  /// How much of the file the card has; the bar of the race proper.
  void delivered(const Racer& racer, Box bar) {
    // What a real run's card had was not observed; what the receiver had read was.
    const bool is_real = racer.state.source == trace::Source::real;
    const Buffer last = is_real ? Buffer::receive_buffer : Buffer::nic;
    const BufferState* const there = racer.state.find(last);
    const double all = there ? static_cast<double>(std::max<std::int64_t>(1, there->capacity)) : 1;
    const double share =
        std::clamp(static_cast<double>(racer.state.now.held_by(last)) / all, 0.0, 1.0);
    picture_.fill(bar, theme_.well, 3);
    if (there && share > 0)
      fill_with(picture_, {bar.x, bar.y, bar.w * static_cast<float>(share), bar.h},
                ink_of(there->brought_by, theme_), theme_, 3);
    picture_.outline(bar, {theme_.edge, 1}, 3);
  }

  struct Column {
    std::string path;
    float width; ///< with the gap before it
  };

  const std::vector<Racer>& racers_;
  Box box_;
  float size_;
  int chosen_;
  const Style& style_;
  const Theme& theme_;
  Picture picture_;
  std::vector<std::vector<LedgerRow>> rows_; ///< by racer
  std::vector<Column> columns_;
};

} // namespace

Picture draw_race_board(const std::vector<Racer>& racers, Box box, float size, int chosen,
                        const Style& style) {
  if (racers.empty()) return Picture(style.measure);
  return RaceBoard(racers, box, size, chosen, style).draw();
}

float least_board_height(std::size_t racers, float size) {
  return (head_lines * head_pitch + 0.2F + least_row * static_cast<float>(racers)) * size;
}

} // namespace copyscope::figure
