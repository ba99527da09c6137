#include "figure/pages/race.h"

#include "figure/charts/ledger_chart.h"
#include "figure/kit/icons.h"
#include "figure/pages/board_parts.h"
#include "figure/stage/stage.h"
#include "figure/stage/stage_state.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "sim/analysis/figures.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;

constexpr float label_width = 116, gap = 14;
constexpr Font name_font{Face::medium, 15}, racer_font{Face::bold, 15}, body{Face::regular, 13},
    figures{Face::medium, 13};

class Race {
public:
  Race(const std::vector<Racer>& racers, Box box, const Style& style)
      : racers_(racers), style_(style), theme_(style.theme), picture_(style.measure), box_(box) {
    for (std::size_t i = 0; i < racers.size(); ++i)
      bars_.push_back(race_rows(racers[i], theme_));
  }

  Picture draw() {
    Box rest = box_;
    title_lines_ = lines_of_titles();
    const Box head = rest.take_top(50 + below_title(), 4);
    const auto rows = static_cast<float>(row_count());
    const float with_stages = std::min(30 + rows * 25, rest.h * 0.48F);
    const bool has_stages =
        racers_.size() <= most_with_stages && rest.h - with_stages - 46 >= least_stage;
    // Without stages what is to spare lies below, not between.
    const Box from_top = has_stages ? Box() : rest.take_top(32, 8);
    const Box ledger = has_stages ? rest.take_bottom(with_stages, 8)
                                  : rest.take_top(std::min(30 + rows * 46, rest.h));
    const Box delivered = has_stages ? rest.take_bottom(32, 6) : from_top;
    columns(head, [&](std::size_t i, Box column) { title(racers_[i], column); });
    if (has_stages) stages(rest);
    label(delivered, say(racers_[0].flow ? "compare.arrived" : "compare.in_nic"), Face::medium);
    columns(delivered, [&](std::size_t i, Box column) { delivery(racers_[i], column); });
    draw_ledgers(ledger);
    return std::move(picture_);
  }

private:
  std::string say(std::string_view key, const assets::Values& values = {}) const {
    return assets::capitalized(filled(fmt::format("window.{}", key), style_.language, values));
  }
  std::string plain(std::string_view key, const assets::Values& values = {}) const {
    return filled(fmt::format("window.{}", key), style_.language, values);
  }

  void stages(Box rest) {
    labels(small_stage_bands(rest));
    columns(rest, [&](std::size_t i, Box column) {
      StageOptions options;
      options.ghosts = baseline_routes(i);
      options.absent = racers_[i].absent;
      const StageState& state = racers_[i].state;
      Picture stage =
          draw_stage(state, stage_layout(state.scene, column, Detail::small), style_, options);
      stage.clear_regions();
      picture_.add(std::move(stage));
      picture_.region(column, {racers_[i].flow ? "flow" : "show_case", racers_[i].number - 1, ""});
    });
  }

  float column_width(float row) const {
    const auto n = static_cast<float>(racers_.size());
    return (row - label_width - gap * (n - 1)) / n;
  }

  template <class Draw> void columns(Box row, Draw draw) {
    const float width = column_width(row.w);
    row.take_left(label_width);
    for (std::size_t i = 0; i < racers_.size(); ++i) {
      const Box column = row.take_left(width, gap);
      picture_.enter(column);
      draw(i, column);
      picture_.leave();
    }
  }

  void label(Box row, const std::string& text, Face face) {
    const Box cell{row.x, row.y, label_width - 8, row.h};
    picture_.enter(cell);
    picture_.text_in(cell, text, {face, 14}, theme_.text);
    picture_.leave();
  }

  void labels(const Bands& bands) {
    const auto band = [&](Box row, std::string_view key) {
      label({box_.x, row.y, label_width, row.h},
            filled(fmt::format("stage.{}", key), style_.language, {}), Face::medium);
    };
    band(bands.user, "user");
    band(bands.kernel, "kernel");
    band(bands.hardware, "hardware");
  }

  const std::vector<Route>* baseline_routes(std::size_t i) const {
    return i == 0 ? nullptr : &racers_[0].routes;
  }

  /// Nothing where some of them were not observed: they are no zeros.
  static std::optional<std::int64_t> copies(const Racer& racer) {
    if (const auto& seen = racer.state.observed) {
      if (!seen->cpu_copies || !seen->dma_copies || !seen->pio_copies) return std::nullopt;
      return *seen->cpu_copies + *seen->dma_copies + *seen->pio_copies;
    }
    const auto& c = racer.state.in_the_end.copies;
    return c.cpu + c.dma + c.pio;
  }

  /// How its copies compare with the baseline's.
  std::string verdict(const Racer& racer) const {
    if (&racer == &racers_[0]) return plain("compare.baseline");
    const auto there = copies(racers_[0]), here = copies(racer);
    if (!there || !here) return plain("compare.copies_not_observed");
    const std::string count = grouped(std::abs(*there - *here));
    return *there > *here   ? plain("compare.saves", {{"n", count}})
           : *there < *here ? plain("compare.adds", {{"n", count}})
                            : plain("compare.as_many");
  }

  // A flow's title has its number.
  static std::string number_of(const Racer& racer) {
    return racer.flow ? std::string() : fmt::format("{}", racer.number);
  }
  float number_width(const Racer& racer) const {
    return racer.flow ? 0 : style_.measure.width(number_of(racer), name_font) + 9;
  }

  /// Two where many cases leave too little for one: what tells their titles apart is mostly the
  /// end.
  std::size_t lines_of_titles() const {
    if (racers_.size() <= most_with_stages) return 1;
    const float width = column_width(box_.w);
    const bool all_fit = std::ranges::all_of(racers_, [&](const Racer& each) {
      return style_.measure.width(each.title, racer_font) <= width - number_width(each);
    });
    return all_fit ? 1 : 2;
  }
  float below_title() const { return static_cast<float>(title_lines_ - 1) * racer_font.line(); }

  void title(const Racer& racer, Box column) {
    const float wide = number_width(racer);
    picture_.text({column.x, column.y + 17}, number_of(racer), name_font, theme_.second);
    float baseline = column.y + 17;
    for (const std::string& line :
         wrapped_title(racer.title, racer_font, column.w - wide, style_.measure, title_lines_)) {
      picture_.text({column.x + wide, baseline}, line, racer_font, theme_.text);
      baseline += racer_font.line();
    }
    column.y += below_title();
    const std::string left = racer.note.empty() ? verdict(racer) : racer.note;
    const Time end = racer.state.duration;
    const bool over = racer.state.ended || racer.state.cursor.time >= end;
    const std::string right =
        over ? plain("compare.finished")
             : plain("compare.to_go", {{"time", time_text(end - racer.state.cursor.time)}});
    const float needed = style_.measure.width(right, figures) + (over ? 16.0F : 0.0F);
    const float space = column.w - needed - 10;
    if (style_.measure.width(left, body) <= space)
      picture_.text({column.x, column.y + 41}, left, body, theme_.second);
    else if (!racer.note.empty())
      picture_.text({column.x, column.y + 41}, shortened(left, body, space, style_.measure), body,
                    theme_.second);
    if (over) {
      const Box plate{column.right() - needed, column.y + 26, needed, 22};
      picture_.fill(plate, theme_.accent, 4);
      picture_.text_in(plate, right, figures, theme_.on_accent, Align::center);
    } else {
      picture_.text({column.right(), column.y + 41}, right, figures, theme_.text, Align::right);
    }
  }

  void delivery(const Racer& racer, Box column) {
    // What a real run's card had was not observed; what the receiver had read was.
    const bool is_real = racer.state.source == trace::Source::real;
    const Buffer last = is_real ? Buffer::receive_buffer : Buffer::nic;
    const BufferState* const nic = racer.state.find(last);
    const std::int64_t held = racer.flow ? racer.flow->arrived : racer.state.now.held_by(last);
    const std::int64_t most = racer.flow ? racer.flow->bytes : nic ? nic->capacity : 1;
    const std::int64_t all = std::max<std::int64_t>(1, most);
    const std::string bytes = brief(Bytes(held), Bytes(all));
    const std::string text = is_real       ? plain("compare.at_receiver", {{"bytes", bytes}})
                             : held == all ? plain("compare.all", {{"bytes", bytes}})
                                           : bytes;
    const float room = std::max(96.0F, style_.measure.width(text, figures) + 10);
    const Box bar{column.x, column.center().y - 9, column.w - room, 18};
    picture_.fill(bar, theme_.well, 3);
    const auto share = static_cast<float>(static_cast<double>(held) / static_cast<double>(all));
    const trace::Kind by = racer.flow ? racer.flow->brought_by
                           : nic      ? nic->brought_by
                                      : trace::Kind::dma_copy;
    if ((nic || racer.flow) && share > 0)
      fill_with(picture_, {bar.x, bar.y, bar.w * std::min(share, 1.0F), bar.h}, ink_of(by, theme_),
                theme_, 3);
    picture_.outline(bar, {theme_.edge, 1}, 3);
    picture_.text_in(column, text, figures, theme_.text, Align::right);
  }

  /// Rows by path: PIO shows only where some racer uses it.
  std::vector<std::string> paths() const {
    std::vector<std::string> all;
    for (const auto& rows : bars_)
      for (const LedgerRow& row : rows)
        if (std::ranges::find(all, row.path) == all.end()) all.push_back(row.path);
    return all;
  }
  std::size_t row_count() const { return paths().size(); }

  const LedgerRow* find(std::size_t racer, const std::string& path) const {
    const auto found = std::ranges::find(bars_[racer], path, &LedgerRow::path);
    return found == bars_[racer].end() ? nullptr : &*found;
  }

  void draw_ledgers(Box box) {
    picture_.line({box.x, box.y - 4}, {box.right(), box.y - 4}, {theme_.edge.faded(0.6F), 1});
    const Box head = box.take_top(26);
    const float wide =
        picture_.text({head.x, head.y + 19}, say("pane.ledger"), {Face::bold, 15}, theme_.text);
    picture_.text({head.x + std::max(wide + 14, label_width), head.y + 19},
                  plain("compare.ledger_note"), body, theme_.second);
    const std::vector<std::string> all = paths();
    const float pitch = box.h / static_cast<float>(all.size());
    for (const std::string& path : all) {
      const Box row = box.take_top(pitch);
      label(row, say(fmt::format("ledger.{}", path)), Face::regular);
      picture_.region({row.x, row.y, label_width - 8, row.h}, {"told", 0, "ledger." + path},
                      word("about." + path, style_.language));
      double longest = 0;
      for (std::size_t i = 0; i < racers_.size(); ++i)
        if (const LedgerRow* const each = find(i, path))
          longest = std::max(longest, static_cast<double>(each->in_the_end.value_or(0)));
      columns(row, [&](std::size_t i, Box column) {
        const LedgerRow* const each = find(i, path);
        if (!each) return;
        const std::string text = each->in_the_end == 0 ? "0" : amounts_text(*each, style_.language);
        const float room = std::max(116.0F, style_.measure.width(text, figures) + 10);
        draw_ledger_bar(picture_, {column.x, row.center().y - 7, column.w - room, 14}, *each,
                        longest, style_);
        picture_.text_in(column, text, figures, theme_.text, Align::right);
      });
    }
  }

  static constexpr float least_stage = 214;          // its height, below which its words overlap
  static constexpr std::size_t most_with_stages = 4; // beyond, columns are too narrow for them

  const std::vector<Racer>& racers_;
  const Style& style_;
  const Theme& theme_;
  std::size_t title_lines_ = 1;
  Picture picture_;
  Box box_;
  std::vector<std::vector<LedgerRow>> bars_; ///< by racer
};

Racer racer_on(const trace::Trace& trace, trace::Cursor cursor, std::string title, int number) {
  Racer racer;
  racer.trace = &trace;
  racer.routes = routes_of(trace);
  racer.state = stage_state(trace, racer.routes, cursor);
  racer.title = std::move(title);
  racer.number = number;
  return racer;
}

} // namespace

Racer racer_at(const trace::Trace& trace, Time time, std::string title, int number) {
  return racer_on(trace, trace.cursor_at(std::min(time, trace.end())), std::move(title), number);
}

Arrival arrival_of(const trace::Trace& trace, std::int64_t offset, Buffer into) {
  trace::SpanId last = trace::no_span;
  bool arrives = false;
  for (const trace::SpanId row : trace.journey(0, Bytes(offset))) {
    const trace::Span& span = trace[row];
    if (!trace::is_copy(span.kind) || span.target > into) continue;
    last = row;
    arrives = span.target == into;
    if (arrives) break;
  }
  trace::Cursor cursor;
  if (last != trace::no_span) cursor = {std::min(trace[last].end, trace.end()), last + 1};
  // Rows that begin before this one ends have begun too.
  if (last != trace::no_span && last + 1 < trace.size() && trace[last + 1].begin < cursor.time)
    cursor = trace.cursor_at(cursor.time);
  return {cursor, arrives};
}

Racer racer_arrived(const trace::Trace& trace, std::int64_t offset, Buffer into, std::string title,
                    int number) {
  const Arrival arrival = arrival_of(trace, offset, into);
  Racer racer = racer_on(trace, arrival.cursor, std::move(title), number);
  racer.absent = !arrival.arrives;
  return racer;
}

std::vector<LedgerRow> race_rows(const Racer& racer, const Theme& theme) {
  std::vector<LedgerRow> rows;
  LedgerRow time{"duration",
                 LedgerRow::Unit::time,
                 std::min(racer.state.cursor.time, racer.state.duration).ps(),
                 racer.state.duration.ps(),
                 std::nullopt,
                 {theme.waiting, Pattern::solid, Dash::none}};
  rows.push_back(time);
  analysis::Result nothing; // makes rows appear that are 0 here
  nothing.cpu_copies = nothing.dma_copies = 1;
  for (LedgerRow& row : ledger_of(racer.state, theme, &nothing))
    if (analysis::find_counted_figure(row.path)->shown.race.rank > 0)
      rows.push_back(std::move(row));
  return rows;
}

Picture draw_race(const std::vector<Racer>& racers, Box box, const Style& style) {
  if (racers.empty()) return Picture(style.measure);
  return Race(racers, box, style).draw();
}

} // namespace copyscope::figure
