#include "figure/charts/cost_chart.h"

#include "figure/kit/legend.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "sim/units/people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr Font title_font{Face::bold, 18}, section_font{Face::bold, 15},
    name_font{Face::medium, 14}, text_font{Face::regular, 13}, source_font{Face::regular, 12};
constexpr float margin = 12, plain_margin = 2, bar_height = 22, narrowest_part = 1;

/// A part of a bar: who, and how much.
struct Part {
  const char* role; ///< of export.chart.*
  Swatch swatch;
  std::int64_t amount = 0;
};

std::vector<Part> time_parts(const CostBar& bar, const Theme& theme) {
  using Look = Swatch::Look;
  const analysis::TimeSplit& split = bar.split;
  return {{"cpu_kernel", {Look::filled, ink_of(Kind::interrupt, theme)}, split.kernel.ps()},
          {"cpu_user", {Look::hollow, ink_of(Kind::user, theme)}, split.user.ps()},
          {"dma", {Look::filled, ink_of(Kind::dma_copy, theme)}, split.dma.ps()},
          {"disk", {Look::quiet, ink_of(Kind::disk_access, theme)}, split.disk.ps()},
          {"waiting", {Look::empty, ink_of(Kind::wait, theme)}, split.waiting.ps()}};
}

std::vector<Part> byte_parts(const CostBar& bar, const Theme& theme) {
  const auto part = [&](const char* role, Kind kind, analysis::Count bytes) {
    return Part{role, {Swatch::Look::filled, ink_of(kind, theme)}, bytes.value_or(0)};
  };
  return {part("copied_cpu", Kind::cpu_copy, bar.result.cpu_bytes),
          part("copied_dma", Kind::dma_copy, bar.result.dma_bytes),
          part("copied_pio", Kind::pio_copy, bar.result.pio_bytes)};
}

std::int64_t sum_of(const std::vector<Part>& parts) {
  std::int64_t sum = 0;
  for (const Part& part : parts)
    sum += part.amount;
  return sum;
}

/// 1, 2 or 5 times a power of ten, or of two where bytes are counted; at most five steps to `most`.
std::int64_t grid_step(std::int64_t most, bool in_bytes) {
  std::int64_t step = 1;
  if (in_bytes) {
    while (most / step > 5)
      step *= 2;
    return step;
  }
  for (int i = 0; most / step > 5; ++i)
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

/// One of the two quantities that the chart shows.
struct Quantity {
  const char* heading; ///< of export.chart.*
  const char* group;   ///< "time", "bytes"
  std::vector<Part> (*parts)(const CostBar& bar, const Theme& theme);
  std::string (*text)(std::int64_t amount, std::int64_t beside);
  bool in_bytes = false;
};

std::string time_amount(std::int64_t ps, std::int64_t) {
  return time_text(Time::from_ps(ps));
}
std::string byte_amount(std::int64_t bytes, std::int64_t beside) {
  return brief(Bytes(bytes), Bytes(beside));
}

class Drawing {
public:
  Drawing(const CostChartPlan& plan, float width, const Style& style)
      : plan_(plan), style_(style), theme_(style.theme), picture_(style.measure),
        margin_(plan.is_plain ? plain_margin : margin), column_{margin_, margin_,
                                                                width - 2 * margin_, 1e6F} {}

  CostChart draw() {
    if (!plan_.is_plain) draw_head();
    draw_section({"time", "time", time_parts, time_amount});
    if (!plan_.is_plain) paragraph(said("rule"), text_font);
    column_.take_top(8);
    draw_section({"bytes", "bytes", byte_parts, byte_amount, true});
    column_.take_top(4);
    if (!plan_.is_plain)
      paragraph(shortened(plan_.source, source_font, 2 * column_.w, style_.measure), source_font);
    return {std::move(picture_), column_.w + 2 * margin_, column_.y + margin_};
  }

private:
  std::string said(const std::string& key) const {
    return word("export.chart." + key, style_.language);
  }

  void draw_head() {
    for (const std::string& each :
         wrapped_title(plan_.title, title_font, column_.w, style_.measure))
      line(each, title_font, theme_.text);
    if (!plan_.about.empty()) paragraph(plan_.about, text_font);
    column_.take_top(8);
  }

  void line(const std::string& text, Font font, Color color) {
    picture_.text_in(column_.take_top(font.line()), text, font, color);
  }
  void paragraph(const std::string& text, Font font) {
    column_.take_top(picture_.paragraph(column_, text, font, theme_.second), 2);
  }

  void draw_section(const Quantity& quantity) {
    line(said(quantity.heading), section_font, theme_.text);
    std::int64_t most = 1;
    for (const CostBar& bar : plan_.bars)
      most = std::max(most, sum_of(quantity.parts(bar, theme_)));
    column_.take_top(draw_legend(quantity), 4);
    for (const CostBar& bar : plan_.bars)
      draw_bar(quantity, bar, most);
    draw_axis(quantity, most);
  }

  // Those that any case has.
  float draw_legend(const Quantity& quantity) {
    LegendFlow flow(picture_, column_, style_);
    const std::vector<Part> parts = quantity.parts(plan_.bars.front(), theme_);
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (std::ranges::any_of(plan_.bars, [&](const CostBar& bar) {
            return quantity.parts(bar, theme_)[i].amount > 0;
          }))
        flow.add(parts[i].swatch, said(parts[i].role));
    return flow.height();
  }

  void draw_bar(const Quantity& quantity, const CostBar& bar, std::int64_t most) {
    const std::vector<Part> parts = quantity.parts(bar, theme_);
    draw_name(bar, total_text(quantity, bar, sum_of(parts)));
    const Box row = column_.take_top(bar_height, 3);
    picture_.fill(row, theme_.well, 3);
    double before = 0;
    for (const Part& part : parts) {
      if (part.amount > 0) draw_part(quantity, bar, part, row, before, static_cast<double>(most));
      before += static_cast<double>(part.amount);
    }
    column_.take_top(
        picture_.paragraph(column_, breakdown(quantity, parts), text_font, theme_.second), 6);
  }

  void draw_part(const Quantity& quantity, const CostBar& bar, const Part& part, Box row,
                 double before, double most) {
    const auto x_of = [&](double amount) {
      return row.x + static_cast<float>(amount / most) * row.w;
    };
    const float left = x_of(before);
    const float right =
        std::max(x_of(before + static_cast<double>(part.amount)), left + narrowest_part);
    picture_.group({quantity.group, part.amount, fmt::format("{} {}", bar.result.id, part.role)},
                   fmt::format("{}: {}, {}", bar.title, said(part.role),
                               quantity.text(part.amount, plan_.bars.front().result.bytes)));
    draw_swatch(picture_, {left, row.y, right - left, row.h}, part.swatch, theme_);
    picture_.ungroup();
  }

  // "154.5 µs, 1.05 times as fast": beside the case's name, or below where there is no room.
  void draw_name(const CostBar& bar, const std::string& total) {
    const float width = style_.measure.width(total, text_font);
    Box row = column_.take_top(name_font.line());
    const std::string name =
        shortened(bar.title, name_font, std::max(40.0F, row.w - width - 16), style_.measure);
    picture_.text_in(row, name, name_font, theme_.text);
    picture_.text_in(row, total, text_font, theme_.text, Align::right);
  }

  std::string total_text(const Quantity& quantity, const CostBar& bar, std::int64_t total) const {
    std::string text = quantity.text(total, plan_.bars.front().result.bytes);
    const CostBar& first = plan_.bars.front();
    if (quantity.in_bytes || &bar == &first || total == 0) return text;
    const double ratio = static_cast<double>(first.split.total().ps()) / static_cast<double>(total);
    return filled("export.chart.ratio", style_.language,
                  {{"time", text}, {"ratio", fmt::format("{:.2f}", ratio)}});
  }

  std::string breakdown(const Quantity& quantity, const std::vector<Part>& parts) const {
    std::string text;
    for (const Part& part : parts)
      if (part.amount > 0)
        text += fmt::format("{}{} {}",
                            text.empty()                      ? ""
                            : style_.language == Language::zh ? "，"
                                                              : ", ",
                            said(part.role),
                            quantity.text(part.amount, plan_.bars.front().result.bytes));
    return text.empty() ? said("nothing") : text;
  }

  void draw_axis(const Quantity& quantity, std::int64_t most) {
    const Box axis = column_.take_top(26, 2);
    picture_.line({axis.x, axis.y}, {axis.right(), axis.y}, {theme_.line, 1});
    const std::int64_t step = grid_step(most, quantity.in_bytes);
    float free_from = axis.x;
    for (std::int64_t at = 0; at <= most; at += step) {
      const float x =
          axis.x + static_cast<float>(static_cast<double>(at) / static_cast<double>(most)) * axis.w;
      picture_.line({x, axis.y}, {x, axis.y + 4}, {theme_.line, 1});
      const std::string text = at == 0 ? "0" : quantity.text(at, plan_.bars.front().result.bytes);
      const float width = style_.measure.width(text, text_font);
      const float left = std::clamp(x - width / 2, axis.x, axis.right() - width);
      if (left < free_from) continue;
      picture_.text_in({left, axis.y + 5, width, 20}, text, text_font, theme_.second);
      free_from = left + width + 10;
    }
  }

  const CostChartPlan& plan_;
  const Style& style_;
  const Theme& theme_;
  Picture picture_;
  float margin_;
  Box column_; // what is left below
};

} // namespace

CostChart draw_cost_chart(const CostChartPlan& plan, float width, const Style& style) {
  return Drawing(plan, width, style).draw();
}

} // namespace copyscope::figure
