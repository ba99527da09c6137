#include "gui/views/real_overlay.h"

#include "figure/timeline/overlay.h"
#include "figure/words/divergence_words.h"

#include "gui/session/gestures.h"
#include "gui/session/real.h"
#include "gui/views/panes.h"
#include "gui/views/race_cases.h"
#include "gui/views/real_panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float overlay_head = 28, overlay_foot = 22;
constexpr auto divergences_list = "divergences";

/// What the pointer is on, where that is a row of the overlay.
figure::OverlayRow pointed_in(const Ui& ui) {
  const Action* const on = ui.hovered();
  if (!on || on->name != region::told) return {};
  if (on->text == figure::overlay_kernel) return {true, static_cast<trace::SpanId>(on->number)};
  if (on->text == figure::overlay_model) return {false, static_cast<trace::SpanId>(on->number)};
  return {};
}

/// Nothing while one of the two is missing.
std::optional<figure::OverlayPlan> plan_of(const Scene& scene) {
  figure::OverlayPlan plan;
  for (const RaceCase& each : race_cases(scene)) {
    const bool is_real = each.trace->header().source == trace::Source::real;
    (is_real ? plan.kernel : plan.model) = scene.race.story_of(*each.trace);
  }
  if (!plan.model || !plan.kernel) return std::nullopt;
  plan.pairing = scene.race.pairing();
  plan.by_call = scene.choices.align_offsets && plan.pairing;
  plan.begin = scene.choices.zoom.begin;
  plan.end = scene.choices.zoom.end;
  return plan;
}

void draw_overlay_head(Ui& ui, const Scene& scene, Box head, bool can_align) {
  const figure::Language language = ui.style.language;
  if (can_align) {
    const std::string align = figure::heading("overlay.by_call", language);
    const float wide = 26 + ui.width(align, type::body);
    ui.check({head.take_right(wide, 16).x, head.center().y}, align, scene.choices.align_offsets,
             {action::align_offsets, 0, ""}, figure::word("overlay.tip_by_call", language));
  }
  ui.picture.text({head.x, head.center().y + 6},
                  figure::shortened(figure::heading("overlay.title", language), type::heading,
                                    head.w, ui.style.measure),
                  type::heading, ui.theme.text);
}

struct DivergenceRow {
  std::string name, why;
};

std::vector<DivergenceRow> divergence_rows(Ui& ui, const Scene& scene) {
  const figure::Language language = ui.style.language;
  if (is_measured_before(scene)) return {{"", ui.say("real.changed_since")}};
  const auto& slot = scene.session.shown_slot().result();
  const analysis::CaseReport* const real = scene.real.find(scene.shown().id);
  if (!slot || !real || !real->ran() || slot->source == trace::Source::real)
    return {{"", figure::heading("divergence.not_yet", language)}};
  std::vector<DivergenceRow> rows;
  const analysis::CaseReport model = analysis::simulated_case(*slot);
  for (const analysis::Divergence& each :
       analysis::divergences(model, *real, *scene.real.report())) {
    const std::string name = figure::divergence_heading(each, language);
    const bool goes_on = !rows.empty() && rows.back().name == name;
    std::string why = assets::capitalized(figure::cause_text(each, language));
    if (goes_on)
      rows.back().why +=
          (language == figure::Language::zh ? "；" : "; ") + figure::cause_text(each, language);
    else
      rows.push_back({name, std::move(why)});
  }
  if (rows.empty()) rows.push_back({"", figure::word("divergence.none", language)});
  return rows;
}

float height_of_row(Ui& ui, const DivergenceRow& row, float width) {
  Picture aside(ui.style.measure);
  return (row.name.empty() ? 2 : 20) +
         aside.paragraph({0, 0, width, 400}, row.why, type::small, ui.theme.text) + 8;
}

} // namespace

void draw_real_overlay(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const auto plan = plan_of(scene);
  draw_overlay_head(ui, scene, in.take_top(overlay_head), plan && plan->pairing);
  const Box foot = in.take_bottom(overlay_foot);
  const figure::Language language = ui.style.language;
  if (plan) {
    figure::OverlayPlan shown = *plan;
    shown.pointed = pointed_in(ui);
    ui.picture.add(figure::draw_overlay(shown, in, ui.style));
    const std::string pointed = figure::overlay_text(shown, shown.pointed, language);
    const std::string line =
        pointed.empty() ? assets::capitalized(figure::overlay_summary(shown, language)) : pointed;
    ui.picture.text_in(foot, figure::shortened(line, type::small, foot.w, ui.style.measure),
                       type::small, pointed.empty() ? ui.theme.second : ui.theme.text);
  } else {
    ui.picture.paragraph(in, figure::heading("overlay.none", language), type::small,
                         ui.theme.second);
  }
  ui.leave();
}

void draw_real_divergences(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const std::vector<DivergenceRow> rows = divergence_rows(ui, scene);
  // Scrolled by whole rows; the last of them stays in sight.
  constexpr std::int64_t tenths_a_row = 480;
  const auto scrolled = scene.choices.scrolled.find(divergences_list);
  const std::int64_t wanted =
      scrolled == scene.choices.scrolled.end() ? 0 : scrolled->second / tenths_a_row;
  const auto first = static_cast<std::size_t>(
      std::clamp<std::int64_t>(wanted, 0, static_cast<std::int64_t>(rows.size()) - 1));
  const Box head = in.take_top(28);
  const float titled =
      ui.picture.text({head.x, head.y + 14}, figure::heading("divergence.title", ui.style.language),
                      type::heading, ui.theme.text);
  std::size_t shown = first;
  for (; shown < rows.size(); ++shown) {
    const DivergenceRow& each = rows[shown];
    const float height = height_of_row(ui, each, in.w);
    if (height - 8 > in.h) break;
    const Box row = in.take_top(height);
    float y = row.y;
    if (!each.name.empty()) {
      ui.picture.text({row.x, y + 13},
                      figure::shortened(each.name, type::small_strong, row.w, ui.style.measure),
                      type::small_strong, ui.theme.text);
      y += 18;
    }
    ui.picture.paragraph({row.x, y, row.w, height}, each.why, type::small, ui.theme.second);
  }
  if (first > 0 || shown < rows.size())
    ui.picture.text(
        {head.right(), head.y + 14},
        figure::shortened(ui.say("real.facts", {{"first", fmt::format("{}", first + 1)},
                                                {"last", fmt::format("{}", shown)},
                                                {"all", fmt::format("{}", rows.size())}}),
                          type::small, head.w - titled - 10, ui.style.measure),
        type::small, ui.theme.second, Align::right);
  ui.picture.region(box, {region::scroll, 0, divergences_list});
  ui.leave();
}

} // namespace copyscope::gui
