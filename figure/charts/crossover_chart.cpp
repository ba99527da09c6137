#include "figure/charts/crossover_chart.h"

#include "figure/charts/crossover_legend.h"
#include "figure/charts/crossover_marks.h"
#include "figure/words/crossover_words.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using analysis::Crossing;
using analysis::SendCostPoint;
using analysis::SendCurve;
using analysis::SentFrom;

constexpr Font chart_title{Face::bold, 17}, label_name{Face::bold, 13},
    small_text{Face::regular, 13};
constexpr float chart_margin = 12, axis_width = 44, label_gap = 14, label_mark = 16,
                row_of_crossing = 26;

bool copies_bytes(const SendCurve& curve) {
  constexpr std::array<std::string_view, 5> copying{"read-write", "mmap-write", "io-uring",
                                                    "direct-io", "pio-read-write"};
  return !curve.scatter_gather || std::ranges::find(copying, curve.method) != copying.end();
}

bool is_shown(const CrossoverChartPlan& plan, const SendCurve& curve) {
  return curve.scatter_gather == plan.scatter_gather && !curve.measured.empty() &&
         (curve.from == SentFrom::file || curve.from == plan.mapped);
}

/// A curve and how it looks.
struct Drawn {
  const SendCurve* curve;
  std::size_t index; ///< of Crossover::curves
  Color color;
  CurveMark mark;
};

/// A logarithmic scale.
struct LogScale {
  double least, most;
  float from, to; ///< where these lie

  float at(double value) const {
    return from +
           static_cast<float>(std::log(value / least) / std::log(most / least)) * (to - from);
  }
};

class CrossoverDrawing {
public:
  CrossoverDrawing(const CrossoverChartPlan& plan, float width, float plot_height,
                   const Style& style)
      : plan_(plan), style_(style), theme_(style.theme), picture_(style.measure),
        width_(width), column_{chart_margin, chart_margin, width - 2 * chart_margin, 1e6F} {
    choose_curves();
    float widest = 0;
    for (const Drawn& each : drawn_)
      widest = std::max({widest, style.measure.width(name_of(each), label_name),
                         style.measure.width(end_text(each), small_text)});
    draw_head();
    Box row = column_.take_top(plot_height);
    row.take_left(axis_width);
    label_width_ = std::min(widest + label_mark + 4, row.w * 0.45F);
    row.take_right(label_width_ + label_gap);
    plot_ = row;
    choose_scales();
  }

  /// To be called once.
  CrossoverChart draw() {
    picture_.fill(plot_, theme_.well, 3);
    draw_axes();
    picture_.clip(plot_.inset(-8, -8));
    for (const Drawn& each : drawn_)
      draw_band(each);
    for (const Drawn& each : drawn_)
      draw_curve(each);
    picture_.unclip();
    draw_names();
    draw_crossings();
    draw_legend();
    return {std::move(picture_), width_, column_.y + chart_margin, std::move(places_)};
  }

private:
  std::string said(const char* key) const {
    return word(std::string("crossover.") + key, style_.language);
  }
  analysis::Over over() const { return plan_.crossover->over; }
  std::string name_of(const Drawn& each) const {
    return name_of_curve(*each.curve, style_.language, plan_.names_mapping);
  }
  std::string end_text(const Drawn& each) const {
    const SendCostPoint& last = each.curve->measured.back();
    return filled(
        "crossover.at", style_.language,
        {{"time", fmt::format("{:.1f} {}", static_cast<double>(last.ps) / 1e6, cost_unit(over()))},
         {"size", size_words(static_cast<double>(last.chunk))}});
  }

  /// "sendfile, 8 KiB: 2.85 µs (2.80 … 2.91)", and what was predicted of it.
  std::string point_text(const Drawn& each, const SendCostPoint& point) const {
    const auto us = [](std::int64_t ps) { return static_cast<double>(ps) / 1e6; };
    std::string text = fmt::format("{}, {}: {:.2f} {} ({:.2f} … {:.2f})", name_of(each),
                                   size_words(static_cast<double>(point.chunk)), us(point.ps),
                                   cost_unit(over()), us(point.low_ps), us(point.high_ps));
    const auto& predicted = each.curve->predicted;
    const auto same = std::ranges::find(predicted, point.chunk, &SendCostPoint::chunk);
    if (same != predicted.end())
      text += (style_.language == assets::Language::zh ? "；" : "; ") +
              filled("crossover.predicted", style_.language,
                     {{"size", fmt::format("{:.2f} {}", us(same->ps), cost_unit(over()))}});
    return text;
  }

  // A method has its mark whatever the card can do and whoever moves its bytes: among all that were
  // measured, not among those that are shown.
  void choose_curves() {
    std::vector<std::string> methods;
    const auto& curves = plan_.crossover->curves;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      const auto found = std::ranges::find(methods, curves[i].method);
      const auto nth = static_cast<std::size_t>(found - methods.begin());
      if (found == methods.end()) methods.push_back(curves[i].method);
      if (!is_shown(plan_, curves[i])) continue;
      const trace::Kind kind =
          copies_bytes(curves[i]) ? trace::Kind::cpu_copy : trace::Kind::descriptor;
      drawn_.push_back({&curves[i], i, edge_of(ink_of(kind, theme_), theme_), curve_mark(nth)});
    }
  }

  void choose_scales() {
    double least = 1e18, most = 0, smallest = 1e18, largest = 0;
    for (const Drawn& each : drawn_)
      for (const auto* points : {&each.curve->measured, &each.curve->predicted})
        for (const SendCostPoint& point : *points) {
          least = std::min(least, static_cast<double>(point.low_ps) / 1e6);
          most = std::max(most, static_cast<double>(point.high_ps) / 1e6);
          smallest = std::min(smallest, static_cast<double>(point.chunk));
          largest = std::max(largest, static_cast<double>(point.chunk));
        }
    const float inset = 16;
    x_ = {smallest, std::max(largest, smallest * 1.01), plot_.x + inset, plot_.right() - inset};
    y_ = {std::max(0.001, least * 0.94), std::max(most, 0.002) * 1.06, plot_.bottom(), plot_.y};
  }

  void draw_head() {
    if (!plan_.title.empty())
      column_.take_top(picture_.paragraph(column_, plan_.title, chart_title, theme_.text), 2);
    if (!plan_.about.empty())
      column_.take_top(picture_.paragraph(column_, plan_.about, small_text, theme_.second), 6);
    const bool is_chinese = style_.language == assets::Language::zh;
    const std::string axis = word(key_over(over(), "axis"), style_.language) +
                             (is_chinese ? "（" : " (") + said("logarithmic") +
                             (is_chinese ? "）" : ")");
    column_.take_top(picture_.paragraph(column_, axis, small_text, theme_.text), 6);
  }

  Point place(std::int64_t chunk, std::int64_t ps) const {
    return {x_.at(static_cast<double>(chunk)), y_.at(static_cast<double>(ps) / 1e6)};
  }

  void draw_axes() {
    constexpr std::array nice{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0};
    float free_above = plot_.bottom() + 20;
    for (double decade = 0.01; decade < 1e6; decade *= 10)
      for (const double step : nice) {
        const double value = decade * step;
        if (value < y_.least || value > y_.most) continue;
        const float y = y_.at(value);
        if (free_above - y < 17) continue;
        free_above = y;
        picture_.line({plot_.x, y}, {plot_.right(), y}, {theme_.line.faded(0.5F), 1});
        picture_.text_in({plot_.x - axis_width, y - 9, axis_width - 8, 18},
                         fmt::format("{:g}", value), small_text, theme_.second, Align::right);
      }
    draw_sizes();
  }

  // The measured sizes, as many as have room; the largest always has.
  void draw_sizes() {
    const auto& points = drawn_.front().curve->measured;
    float free_before = plot_.right() + 200;
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
      const float x = x_.at(static_cast<double>(point->chunk));
      picture_.line({x, plot_.y}, {x, plot_.bottom()}, {theme_.line.faded(0.5F), 1});
      const std::string text = size_words(static_cast<double>(point->chunk));
      const float half = style_.measure.width(text, small_text) / 2;
      if (x + half > free_before) continue;
      picture_.text({x, plot_.bottom() + 18}, text, small_text, theme_.second, Align::center);
      free_before = x - half - 8;
    }
    picture_.text({plot_.right() + label_gap, plot_.bottom() + 18},
                  word(key_over(over(), "size"), style_.language), small_text, theme_.text);
    column_.take_top(26);
  }

  void draw_band(const Drawn& each) {
    const auto& points = each.curve->predicted;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const SendCostPoint &a = points[i - 1], &b = points[i];
      picture_.polygon({place(a.chunk, a.high_ps), place(b.chunk, b.high_ps),
                        place(b.chunk, b.low_ps), place(a.chunk, a.low_ps)},
                       each.color.faded(0.22F));
    }
  }

  void draw_curve(const Drawn& each) {
    const SendCurve& curve = *each.curve;
    std::vector<Point> line;
    for (const SendCostPoint& point : curve.predicted.empty() ? curve.measured : curve.predicted)
      line.push_back(place(point.chunk, point.ps));
    picture_.line(line, {each.color, 1.8F, each.mark.dash});
    for (const SendCostPoint& point : curve.measured) {
      const Point at = place(point.chunk, point.ps);
      const float high = place(point.chunk, point.high_ps).y,
                  low = place(point.chunk, point.low_ps).y;
      const std::string hint = point_text(each, point);
      picture_.group({"point", point.chunk, curve.method}, hint);
      places_.push_back({{at.x - 9, at.y - 9, 18, 18}, hint});
      picture_.line({at.x, high}, {at.x, low}, {each.color, 1.5F});
      for (const float end : {high, low})
        picture_.line({at.x - 5, end}, {at.x + 5, end}, {each.color, 1.5F});
      draw_curve_mark(picture_, at, each.mark, each.color, theme_.well);
      picture_.ungroup();
    }
  }

  // Beside the last points, apart where these lie close together.
  void draw_names() {
    constexpr float height = 36;
    std::vector<const Drawn*> order;
    for (const Drawn& each : drawn_)
      order.push_back(&each);
    const auto y_of = [&](const Drawn* each) {
      const SendCostPoint& last = each->curve->measured.back();
      return place(last.chunk, last.ps).y;
    };
    std::ranges::sort(order, {}, y_of);
    std::vector<float> tops;
    float free_from = plot_.y - 6;
    for (const Drawn* each : order) {
      tops.push_back(std::max(free_from, y_of(each) - height / 2));
      free_from = tops.back() + height;
    }
    float limit = plot_.bottom() + 8;
    for (std::size_t i = tops.size(); i-- > 0;) {
      tops[i] = std::min(tops[i], limit - height);
      limit = tops[i];
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Box box{plot_.right() + label_gap, tops[i], label_width_, height};
      draw_curve_mark(picture_, {box.x + 5, box.y + 9}, order[i]->mark, order[i]->color,
                      theme_.well);
      const std::string name =
          shortened(name_of(*order[i]), label_name, box.w - label_mark, style_.measure);
      picture_.text({box.x + label_mark, box.y + 14}, name, label_name, theme_.text);
      picture_.text({box.x, box.y + 30}, end_text(*order[i]), small_text, theme_.second);
    }
  }

  const Drawn* shown(std::size_t index) const {
    const auto found = std::ranges::find(drawn_, index, &Drawn::index);
    return found == drawn_.end() ? nullptr : &*found;
  }

  // The cost at a size between measured ones, on the straight line between these.
  double cost_at(const SendCurve& curve, double size) const {
    const auto& points = curve.measured;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const double begin = static_cast<double>(points[i - 1].chunk),
                   end = static_cast<double>(points[i].chunk);
      if (size > end) continue;
      const double share = std::clamp(std::log(size / begin) / std::log(end / begin), 0.0, 1.0);
      return static_cast<double>(points[i - 1].ps) +
             share * static_cast<double>(points[i].ps - points[i - 1].ps);
    }
    return static_cast<double>(points.back().ps);
  }

  // From the lowest up: a line down to one of them passes behind those above it.
  void draw_crossings() {
    std::vector<std::pair<const Crossing*, Box>> rows;
    for (const Crossing& each : plan_.crossover->crossings)
      if (shown(each.method) && shown(each.against))
        rows.emplace_back(&each, column_.take_top(row_of_crossing));
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
      draw_crossing(*row->first, row->second);
    column_.take_top(4);
  }

  void draw_crossing(const Crossing& crossing, Box row) {
    const SendCurve &method = *shown(crossing.method)->curve,
                    &against = *shown(crossing.against)->curve;
    const auto& from = crossing.measured.from_bytes;
    const std::string text =
        crossing_words(*plan_.crossover, crossing, style_.language, plan_.names_mapping);
    picture_.group(
        {"crossing", from ? std::llround(*from) : 0, method.method + " " + against.method}, text);
    float x = plot_.x;
    if (from && !crossing.measured.everywhere) {
      x = x_.at(*from);
      const float axis = plot_.bottom();
      const Point at{x, y_.at(cost_at(method, *from) / 1e6)};
      picture_.disc(at, 7, theme_.text.faded(0), {theme_.text, 1.6F});
      picture_.line({x, at.y + 7}, {x, axis}, {theme_.second, 1, Dash::dashed});
      picture_.line({x, axis + 24}, {x, row.y + 2}, {theme_.second, 1});
      picture_.polygon({{x, axis}, {x + 5, axis + 7}, {x - 5, axis + 7}}, theme_.second);
    }
    draw_tag(row, x, text, crossing);
    picture_.ungroup();
  }

  /// "; it also pays at 8 KiB": as much of the details as there is room for.
  std::string details_within(float room, const Crossing& crossing) const {
    for (const bool says_ties : {true, false}) {
      std::string details = behind_words(crossing, says_ties);
      if (style_.measure.width(details, small_text) <= room) return details;
    }
    return {};
  }
  std::string behind_words(const Crossing& crossing, bool says_ties) const {
    const std::string details = crossing_details(crossing, style_.language, says_ties);
    if (details.empty()) return {};
    return (style_.language == assets::Language::zh ? "；" : "; ") + details;
  }

  void draw_tag(Box row, float x, const std::string& words, const Crossing& crossing) {
    const std::string text = shortened(words, small_text, column_.w - 20, style_.measure);
    const float wide = style_.measure.width(text, small_text) + 16;
    const std::string details = details_within(column_.w - wide, crossing);
    const float more = style_.measure.width(details, small_text), width = wide + more;
    const float left = std::clamp(x - 10, column_.x, column_.right() - width);
    const Box box{left, row.y + 2, width, row.h - 4};
    picture_.fill(box, theme_.panel, 4);
    picture_.outline(box, {theme_.edge, 1}, 4);
    picture_.text_in(box.inset(8, 0), text, small_text, theme_.text);
    if (!details.empty())
      picture_.text_in({box.x + wide - 8, box.y, more + 4, box.h}, details, small_text,
                       theme_.second);
    places_.push_back({box, words + behind_words(crossing, true)});
  }

  void draw_legend() {
    CrossoverSigns signs;
    for (const Drawn& each : drawn_) {
      (copies_bytes(*each.curve) ? signs.copying : signs.lending) = true;
      signs.predicted = signs.predicted || !each.curve->predicted.empty();
    }
    column_.take_top(draw_crossover_legend(picture_, column_, signs, style_));
  }

  const CrossoverChartPlan& plan_;
  const Style& style_;
  const Theme& theme_;
  Picture picture_;
  float width_, label_width_ = 0;
  Box column_; // what is left below
  Box plot_;
  std::vector<Drawn> drawn_;
  LogScale x_{}, y_{};
  std::vector<CrossoverChart::Place> places_;
};

} // namespace

bool has_curves(const CrossoverChartPlan& plan) {
  return std::ranges::any_of(plan.crossover->curves,
                             [&](const SendCurve& each) { return is_shown(plan, each); });
}

CrossoverChart draw_crossover_chart(const CrossoverChartPlan& plan, float width, float plot_height,
                                    const Style& style) {
  return CrossoverDrawing(plan, width, plot_height, style).draw();
}

CrossoverChart draw_crossover_chart_within(const CrossoverChartPlan& plan, float width,
                                           float height, const Style& style) {
  constexpr float lowest_plot = 160;
  const float around = draw_crossover_chart(plan, width, lowest_plot, style).height - lowest_plot;
  return draw_crossover_chart(plan, width, std::max(lowest_plot, height - around), style);
}

} // namespace copyscope::figure
