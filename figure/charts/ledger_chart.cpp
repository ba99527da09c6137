#include "figure/charts/ledger_chart.h"

#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "sim/analysis/duration.h"
#include "sim/analysis/figures.h"
#include "sim/analysis/report.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;
using Unit = LedgerRow::Unit;

/// Of a real run its report is told; so far, what its rows show, where they add up to that.
void take_observed(LedgerRow& row, const Costs& costs, const analysis::CountedFigure& figure) {
  row.in_the_end = (*costs.observed).*figure.member;
  if (costs.ended)
    row.now = row.in_the_end;
  else if (figure.in_ledger(with_inferred(costs.in_the_end)) == row.in_the_end)
    row.now = figure.in_ledger(with_inferred(costs.now));
  else
    row.now.reset();
  const auto said = costs.evidence.find(row.path);
  if (said != costs.evidence.end() && row.in_the_end) row.evidence = said->second;
}

/// How a figure is known, behind its name, where there is room before its amount.
void draw_evidence(Picture& picture, const LedgerRow& row, Point name_end, float right,
                   Font amounts, const Style& style) {
  if (row.evidence.empty()) return;
  const Font font{Face::regular, 11};
  const std::string text = evidence_text(row.evidence, style.language);
  const float end = right - style.measure.width(amounts_text(row, style.language), amounts);
  if (name_end.x + 8 + style.measure.width(text, font) + 8 <= end)
    picture.text({name_end.x + 8, name_end.y}, text, font, style.theme.second);
}

} // namespace

Unit LedgerRow::unit_of(scenario::FigureType type) {
  if (type == scenario::FigureType::bytes) return Unit::bytes;
  return type == scenario::FigureType::time ? Unit::time : Unit::count;
}

Costs costs_at(const trace::Trace& trace, trace::Cursor cursor) {
  Costs costs{trace.ledger(cursor), trace.final_ledger(), std::nullopt, false};
  if (trace.header().source == trace::Source::real) {
    costs.observed = analysis::result_of(trace);
    costs.evidence = analysis::evidence_in(trace.header());
  }
  costs.ended = cursor.begun > 0 && cursor.time >= analysis::duration_of(trace);
  return costs;
}

std::vector<LedgerRow> ledger_rows(const Costs& costs, const analysis::Result* reference,
                                   const Theme& theme) {
  std::vector<LedgerRow> rows;
  for (const analysis::CountedFigure* const figure :
       analysis::shown_in(&analysis::Places::ledger)) {
    LedgerRow row{std::string(figure->path),
                  LedgerRow::unit_of(figure->type),
                  figure->in_ledger(costs.now),
                  figure->in_ledger(costs.in_the_end),
                  reference ? reference->*figure->member : std::nullopt,
                  ink_of(figure->kind, theme)};
    if (costs.observed) take_observed(row, costs, *figure);
    if (figure->kind == Kind::syscall) row.ink = {theme.waiting, Pattern::solid, Dash::none};
    if (figure->shown.ledger.always || row.in_the_end.value_or(0) != 0 ||
        row.reference.value_or(0) != 0)
      rows.push_back(std::move(row));
  }
  return rows;
}

std::string amount_text(Unit unit, std::int64_t amount) {
  switch (unit) {
  case Unit::count:
    return grouped(amount);
  case Unit::bytes:
    return brief(Bytes(amount));
  case Unit::time:
    return time_text(Time::from_ps(amount));
  }
  return {};
}

std::string amounts_text(const LedgerRow& row, Language language) {
  if (!row.in_the_end) return word("window.stage.not_observed", language);
  const std::string end = amount_text(row.unit, *row.in_the_end);
  if (!row.now) return "– / " + end;
  std::string now = row.unit == Unit::bytes ? brief(Bytes(*row.now), Bytes(*row.in_the_end))
                                            : amount_text(row.unit, *row.now);
  const std::size_t space = end.find(' ');
  const bool same_unit = space != std::string::npos && now.ends_with(end.substr(space));
  if (same_unit) now.resize(now.size() - (end.size() - space));
  if (row.now == 0) now = "0";
  return fmt::format("{} / {}", now, end);
}

void draw_ledger_bar(Picture& picture, Box box, const LedgerRow& row, double longest,
                     const Style& style) {
  const Theme& theme = style.theme;
  if (!row.in_the_end) return;
  const std::int64_t in_the_end = *row.in_the_end, so_far = row.now.value_or(0);
  if (longest <= 0 || in_the_end <= 0)
    return picture.outline(box, {theme.waiting.faded(0.7F), 1, Dash::dashed}, 2);
  const auto whole = static_cast<float>(static_cast<double>(in_the_end) / longest) * box.w;
  if (row.unit == Unit::count && longest <= 8) {
    const float piece = box.w / static_cast<float>(longest);
    for (std::int64_t i = 0; i < in_the_end; ++i) {
      const Box part{box.x + piece * static_cast<float>(i), box.y, piece - 3, box.h};
      if (i < so_far)
        fill_with(picture, part, row.ink, theme, 2);
      else
        picture.outline(part, {theme.line, 1}, 2);
    }
    return;
  }
  const double share = static_cast<double>(so_far) / static_cast<double>(in_the_end);
  picture.outline({box.x, box.y, std::max(2.0F, whole), box.h}, {theme.line, 1}, 2);
  const auto filled = static_cast<float>(share) * whole;
  if (filled > 0)
    fill_with(picture, {box.x, box.y, std::max(1.5F, filled), box.h}, row.ink, theme, 2);
}

Picture draw_ledger(const std::vector<LedgerRow>& rows, Box box, const Style& style,
                    Secret secret) {
  const bool hidden = secret == Secret::everything;
  Picture picture(style.measure);
  const Theme& theme = style.theme;
  picture.enter(box);
  const float pitch =
      std::min(34.0F, box.h / static_cast<float>(std::max<std::size_t>(1, rows.size())));
  const bool bars = pitch >= 26 && secret == Secret::nothing;
  const Font font{Face::regular, pitch >= 20   ? 14.0F
                                 : pitch >= 16 ? 12.5F
                                               : 11.0F},
      figures{Face::medium, font.size};
  float y = box.y;
  for (const LedgerRow& row : rows) {
    picture.region({box.x, y, box.w, pitch}, {"told", 0, "ledger." + row.path},
                   word("about." + row.path, style.language));
    const float baseline = y + font.ascent() + (bars ? 0 : (pitch - font.line()) / 2);
    const float named = picture.text(
        {box.x, baseline}, heading(fmt::format("window.ledger.{}", row.path), style.language), font,
        theme.second);
    if (!hidden)
      draw_evidence(picture, row, {box.x + named, baseline}, box.right(), figures, style);
    if (hidden) {
      const Box plate{box.right() - 40, y + 1, 40, pitch - 3};
      if (pitch >= 20) picture.outline(plate, {theme.waiting, 1, Dash::dashed}, 4);
      picture.text({plate.center().x, baseline}, "?", figures, theme.text, Align::center);
    } else {
      picture.text({box.right(), baseline},
                   secret == Secret::totals && row.now ? amount_text(row.unit, *row.now)
                                                       : amounts_text(row, style.language),
                   figures, theme.text, Align::right);
    }
    const auto longest =
        static_cast<double>(std::max(row.in_the_end.value_or(0), row.reference.value_or(0)));
    if (bars) {
      // Nearer to its own name than to the next one's.
      const Box bar{box.x, baseline + font.descent() + 1, box.w,
                    std::min(8.0F, pitch - font.line() - 2)};
      draw_ledger_bar(picture, bar, row, longest, style);
      if (row.reference && row.in_the_end && *row.reference > *row.in_the_end) {
        picture.line({bar.right() - 1, bar.y - 1}, {bar.right() - 1, bar.bottom() + 1},
                     {theme.second, 2});
      }
    }
    y += pitch;
  }
  picture.leave();
  return picture;
}

} // namespace copyscope::figure
