// The cards beside the crossover's chart.
#include "figure/words/real_words.h"
#include "figure/words/wording.h"
#include "gui/session/gestures.h"
#include "gui/views/crossover_panes.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using analysis::SendCurve;
using analysis::SendVerdict;

constexpr float card_inset_x = 14, card_inset_y = 12, choice_high = 34;

/// A card draws from the top of the box and returns how high it is; `brief`: what need not be said
/// is left out.
using CrossoverCard = float (*)(Ui&, const Scene&, Box, bool brief);

/// A name at the left, what it is at the right.
void draw_card_head(Ui& ui, Box& in, const std::string& name, const std::string& what, Font font) {
  const Box row = in.take_top(20, 4);
  ui.picture.text({row.x, row.y + 15}, name, font, ui.theme.text);
  ui.picture.text({row.right(), row.y + 15}, what, type::small, ui.theme.second, Align::right);
}

void draw_card_text(Ui& ui, Box& in, const std::string& text, Font font, figure::Color color) {
  in.take_top(ui.picture.paragraph(in, text, font, color), 4);
}

/// Of those shown that lend their bytes, what the kernel says of them together; without any of
/// which it says something, what is inferred.
SendVerdict verdict_of_shown(const CrossoverWork& work) {
  SendVerdict said, inferred;
  if (!work.crossover()) return said;
  for (const SendCurve& each : work.crossover()->curves) {
    if (!is_shown(work, each) || each.method == "read-write" || each.method == "mmap-write")
      continue;
    const bool by_kernel = each.verdict.evidence == SendVerdict::Evidence::said_by_the_kernel;
    SendVerdict& sum = by_kernel ? said : inferred;
    sum.evidence = each.verdict.evidence;
    sum.copied += each.verdict.copied;
    sum.not_copied += each.verdict.not_copied;
    sum.read_for_checksum += each.verdict.read_for_checksum;
    if (sum.reason.empty() || each.verdict.copied > 0) sum.reason = each.verdict.reason;
  }
  return said.sends() > 0 ? said : inferred;
}

/// A check mark on a disc where nothing was copied, a cross where all was, else a bar.
void draw_verdict_sign(Ui& ui, Point middle, const SendVerdict& verdict) {
  ui.picture.disc(middle, 11, ui.theme.accent);
  const Box icon{middle.x - 7, middle.y - 7, 14, 14};
  const figure::Icon sign = verdict.copied == 0                 ? Icon::check
                            : verdict.copied == verdict.sends() ? Icon::cross
                                                                : Icon::minus;
  figure::draw_icon(ui.picture, sign, icon, ui.theme.on_accent);
}

/// How many of the sends were copied, in the colours of copies and of references.
void draw_verdict_bar(Ui& ui, Box bar, const SendVerdict& verdict) {
  const float copied =
      bar.w * static_cast<float>(verdict.copied) / static_cast<float>(verdict.sends());
  const Box lent = bar.take_left(bar.w - copied);
  if (lent.w > 0)
    figure::fill_with(ui.picture, lent, figure::ink_of(trace::Kind::descriptor, ui.theme), ui.theme,
                      2);
  if (bar.w > 0)
    figure::fill_with(ui.picture, bar, figure::ink_of(trace::Kind::cpu_copy, ui.theme), ui.theme,
                      2);
}

float draw_verdict_card(Ui& ui, const Scene& scene, Box in, bool brief) {
  const float top = in.y;
  const figure::Language language = ui.style.language;
  draw_card_head(ui, in, figure::heading("zero_copy.title", language), "", type::heading);
  const SendVerdict verdict = verdict_of_shown(scene.crossover);
  if (verdict.sends() == 0) {
    draw_card_text(
        ui, in, ui.say(scene.crossover.crossover() ? "crossover.no_curves" : "crossover.not_yet"),
        type::body, ui.theme.second);
    return in.y - top;
  }
  const Box row = in.take_top(26, 4);
  draw_verdict_sign(ui, {row.x + 11, row.center().y}, verdict);
  const std::string text = ui.say(
      "crossover.verdict", {{"not_copied", figure::grouped(verdict.sends() - verdict.copied)},
                            {"sends", figure::grouped(verdict.sends())}});
  Font font = type::strong;
  while (font.size > 12 && ui.width(text, font) > row.w - 32)
    font.size -= 0.5F;
  ui.picture.text_in({row.x + 32, row.y, row.w - 32, row.h}, text, font, ui.theme.text);
  draw_verdict_bar(ui, in.take_top(10, 8), verdict);
  if (verdict.evidence == SendVerdict::Evidence::said_by_the_kernel) {
    draw_card_text(ui, in,
                   ui.say("crossover.said") + (language == figure::Language::zh ? "" : " ") +
                       (verdict.copied == 0 ? ui.say("crossover.flag_unset")
                                            : ui.say("crossover.flag_set",
                                                     {{"n", figure::grouped(verdict.copied)}})),
                   type::small, ui.theme.second);
    draw_card_text(ui, in, "SO_EE_CODE_ZEROCOPY_COPIED", type::code, ui.theme.text);
  } else {
    draw_card_text(ui, in, ui.say("crossover.inferred"), type::small, ui.theme.second);
  }
  if (!brief && verdict.copied > 0)
    draw_card_text(ui, in, figure::translated(verdict.reason, language), type::small,
                   ui.theme.second);
  return in.y - top;
}

float draw_path_card(Ui& ui, const Scene& scene, Box in, bool brief) {
  const float top = in.y;
  const auto& crossover = scene.crossover.crossover();
  draw_card_head(ui, in, ui.title("crossover.path"),
                 brief || !crossover ? "sink" : fmt::format("sink ({})", crossover->device),
                 type::strong);
  draw_card_text(ui, in, ui.say("crossover.path_what"), type::small, ui.theme.second);
  return in.y - top;
}

/// "Mapped   once | each time | not at all", on one line or on two.
void draw_choice_row(Ui& ui, Box& in, const std::string& name,
                     const std::vector<Ui::Segment>& segments, std::size_t chosen) {
  const float wide = ui.segments_width(segments);
  const bool is_one = ui.width(name, type::body) + 12 + wide <= in.w;
  if (!is_one) {
    const Box label = in.take_top(20, 4);
    ui.picture.text_in(label, name, type::body, ui.theme.text);
  }
  Box row = in.take_top(choice_high, 8);
  ui.segments(row.take_right(wide, 12), segments, chosen);
  if (is_one) ui.picture.text_in(row, name, type::body, ui.theme.text);
}

float draw_switches_card(Ui& ui, const Scene& scene, Box in, bool brief) {
  const float top = in.y;
  const CrossoverWork& work = scene.crossover;
  const auto segment = [&](const std::string& text, const std::string& setting, const char* tip) {
    return Ui::Segment{ui.say("crossover." + text),
                       {action::set, 0, "crossover." + setting},
                       ui.say(fmt::format("crossover.tip.{}", tip))};
  };
  draw_choice_row(
      ui, in, ui.title("crossover.over"),
      {segment("chunks", "over=chunk", "over"), segment("files", "over=file-size", "over")},
      work.over() == analysis::Over::chunk ? 0 : 1);
  draw_choice_row(ui, in, ui.title("crossover.gathering"),
                  {segment("on", "scatter_gather=on", "gathering"),
                   segment("off", "scatter_gather=off", "gathering")},
                  work.scatter_gather() ? 0 : 1);
  std::vector<Ui::Segment> mappings;
  std::size_t chosen = 0;
  for (const analysis::SentFrom each : work.mappings()) {
    if (each == work.mapped()) chosen = mappings.size();
    const std::string name(analysis::name_of(each));
    mappings.push_back({ui.say("crossover." + name),
                        {action::set, 0, "crossover.mapping=" + name},
                        say_over(ui, work.over(), "tip.mapping")});
  }
  draw_choice_row(ui, in, ui.title("crossover.mapping"), mappings, chosen);
  draw_choice_row(ui, in, ui.title("crossover.against"),
                  {segment("against_read", "against=read-write", "against"),
                   segment("against_mmap", "against=mmap-write", "against")},
                  work.against() == CrossoverWork::references[0] ? 0 : 1);
  if (!brief && work.crossover() && !work.is_running())
    draw_choice_row(ui, in, ui.title("crossover.time"), crossover_times(ui),
                    chosen_crossover_time(scene));
  return in.y - top - 4;
}

/// An error in percent as a bar, beside those of others; `most` fills it.
void draw_error_row(Ui& ui, Box row, const std::string& name, double error, double most,
                    bool is_ours) {
  const Font font = is_ours ? type::strong : type::body;
  Box rest = row;
  ui.picture.text_in(rest.take_left(92), name, font, is_ours ? ui.theme.text : ui.theme.second);
  const std::string value = fmt::format("{:.{}f} %", 100 * error, error < 0.1 ? 1 : 0);
  ui.picture.text_in(rest.take_right(50, 8), value, font, ui.theme.text, Align::right);
  const Box rail{rest.x, rest.center().y - 7, rest.w, 14};
  ui.picture.fill(rail, ui.theme.well, 3);
  const float share = static_cast<float>(error / most);
  ui.picture.fill({rail.x, rail.y, std::max(2.0F, rail.w * share), rail.h},
                  is_ours ? ui.theme.accent : figure::mix(ui.theme.panel, ui.theme.second, 0.6F),
                  3);
}

float draw_prediction_card(Ui& ui, const Scene& scene, Box in, bool brief) {
  const float top = in.y;
  const CrossoverWork& work = scene.crossover;
  const auto error =
      work.crossover() ? analysis::mean_prediction_error(*work.crossover()) : std::nullopt;
  draw_card_head(ui, in, ui.title("crossover.prediction"),
                 error ? ui.say("crossover.mean_error") : "", type::heading);
  if (error) {
    constexpr std::array<std::pair<const char*, double>, 2> published{
        {{"gem5", 0.13}, {"M5", 0.15}}};
    const double most = std::max(0.16, *error);
    draw_error_row(ui, in.take_top(26, 2), "Copyscope", *error, most, true);
    for (const auto& [name, theirs] : published)
      draw_error_row(ui, in.take_top(26, 2), name, theirs, most, false);
    if (!brief) draw_card_text(ui, in, ui.say("crossover.published"), type::small, ui.theme.second);
    return in.y - top;
  }
  const bool failed = work.failed_calibrating() && work.error() != "cancelled";
  const std::string said =
      failed ? figure::translated(work.error(), ui.style.language)
             : ui.say(work.crossover() ? "crossover.uncalibrated" : "crossover.unmeasured");
  draw_card_text(ui, in, said, type::small, ui.theme.second);
  if (!work.crossover()) return in.y - top;
  const std::string text = ui.title("crossover.calibrate");
  in.take_top(2);
  const bool can = !work.is_running() && !scene.real.is_running();
  Box row = in.take_top(36, 2);
  ui.button(row.take_left(ui.button_width(text)), text, {action::calibrate, 0, ""},
            can ? Ui::Look::plain : Ui::Look::disabled, ui.say("crossover.tip.calibrate"));
  return in.y - top;
}

float draw_refused_card(Ui& ui, const Scene&, Box in, bool brief) {
  const float top = in.y;
  const Box row = in.take_top(24, 4);
  const Point middle{row.x + 11, row.center().y};
  ui.picture.disc(middle, 9, ui.theme.second.faded(0), {ui.theme.second, 1.8F});
  ui.picture.line({middle.x - 6, middle.y - 6}, {middle.x + 6, middle.y + 6},
                  {ui.theme.second, 1.8F});
  ui.picture.text_in({row.x + 30, row.y, row.w - 30, row.h}, ui.say("crossover.veth"), type::strong,
                     ui.theme.second);
  ui.picture.text_in(row, ui.say("crossover.refused"), type::small, ui.theme.second, Align::right);
  draw_card_text(ui, in, ui.say("crossover.why_not"), type::small, ui.theme.second);
  if (!brief) draw_card_text(ui, in, ui.say("crossover.instead"), type::small, ui.theme.second);
  return in.y - top;
}

constexpr std::array<CrossoverCard, 5> cards{draw_verdict_card, draw_path_card, draw_switches_card,
                                             draw_prediction_card, draw_refused_card};

float height_of_card(Ui& ui, const Scene& scene, CrossoverCard card, float width, bool brief) {
  Picture aside(ui.style.measure);
  Ui measuring(aside, ui.style, nullptr);
  return card(measuring, scene, {0, 0, width - 2 * card_inset_x, 1000}, brief) + 2 * card_inset_y;
}

/// A path that cannot tell has no ground, and a dashed edge.
Box enter_refused(Ui& ui, Box box) {
  ui.picture.outline(box, {ui.theme.edge, 1, figure::Dash::dashed}, 8);
  ui.picture.region(box, {region::told, 0, "crossover.veth"}, ui.say("crossover.tip.veth"));
  ui.picture.enter(box);
  return box.inset(card_inset_x, card_inset_y);
}

} // namespace

bool is_shown(const CrossoverWork& work, const SendCurve& curve) {
  return curve.scatter_gather == work.scatter_gather() && !curve.measured.empty() &&
         (curve.from == analysis::SentFrom::file || curve.from == work.mapped());
}

void draw_crossover_cards(Ui& ui, const Scene& scene, Box column) {
  std::array<float, cards.size()> heights{};
  std::array<bool, cards.size()> brief{};
  const auto total = [&] {
    float all = pane_gap * static_cast<float>(cards.size() - 1);
    for (const float each : heights)
      all += each;
    return all;
  };
  for (std::size_t i = 0; i < cards.size(); ++i)
    heights[i] = height_of_card(ui, scene, cards[i], column.w, false);
  for (std::size_t i = cards.size(); i-- > 0 && total() > column.h;) {
    brief[i] = true;
    heights[i] = height_of_card(ui, scene, cards[i], column.w, true);
  }
  // What the last of these has freed may be enough for another.
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (!brief[i]) continue;
    const float whole = height_of_card(ui, scene, cards[i], column.w, false);
    brief[i] = total() - heights[i] + whole > column.h;
    if (!brief[i]) heights[i] = whole;
  }
  for (std::size_t i = 0; i < cards.size() && column.h >= heights[i] - 1; ++i) {
    const Box box = column.take_top(heights[i], pane_gap);
    const Box in = cards[i] == draw_refused_card ? enter_refused(ui, box) : ui.enter_panel(box);
    cards[i](ui, scene, in, brief[i]);
    ui.leave();
  }
}

} // namespace copyscope::gui
