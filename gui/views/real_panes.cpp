#include "gui/views/real_panes.h"

#include "figure/stage/stage.h"
#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "gui/session/gestures.h"
#include "gui/session/real.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float case_height = 40, head_height = 30;

/// How the case compares with the first that ran.
std::string ratio_of(Ui& ui, const RealCase& real) {
  if (!real.ratio) return ui.say("compare.baseline");
  const std::string ratio = figure::ratio_with_interval(*real.ratio);
  if (real.ratio->is_tie()) return "≈ " + ratio;
  return "× " + ratio;
}

std::string hint_of(Ui& ui, const RealCase& real) {
  if (!real.ran || !real.reason.empty()) return figure::translated(real.reason, ui.style.language);
  if (!real.ratio) return ui.say("tip.show_case");
  return assets::capitalized(figure::verdict_of(*real.ratio, ui.style.language));
}

void draw_case(Ui& ui, const Scene& scene, std::size_t index, Box row) {
  const scenario::Case& which = scene.session.which(index);
  const RealCase* const real = scene.real.find(which.id);
  const Action action{action::show_case, static_cast<std::int64_t>(index), ""};
  if (index == scene.session.shown_case() || ui.is_hovered(action))
    ui.picture.fill(row.inset(-6, 1), ui.theme.selected, 5);
  const std::string right =
      real && real->ran ? figure::time_text(Time::from_ps(real->result.duration_ps.value_or(0)))
      : real            ? figure::word("status.unavailable", ui.style.language)
                        : "–";
  const float used = ui.picture.text({row.right(), row.y + 17}, right, type::small_strong,
                                     ui.theme.text, Align::right);
  ui.picture.text({row.x, row.y + 17},
                  figure::shortened(which.title.in(ui.style.language), type::small_strong,
                                    row.w - used - 10, ui.style.measure),
                  type::small_strong, ui.theme.text);
  if (real) {
    const std::string ratio = real->ran ? ratio_of(ui, *real) : std::string();
    const float wide = ui.picture.text({row.right(), row.y + 34}, ratio, type::tiny,
                                       ui.theme.second, Align::right);
    const std::string left =
        real->ran ? range_text(*real) : figure::translated(real->reason, ui.style.language);
    ui.picture.text({row.x, row.y + 34},
                    figure::shortened(left, type::tiny, row.w - wide - 10, ui.style.measure),
                    type::tiny, ui.theme.second);
  }
  ui.picture.region(row, action, real ? hint_of(ui, *real) : ui.say("tip.show_case"));
}

/// Names and values; the reason why the shown case could not run comes first.
std::vector<std::pair<std::string, std::string>> facts_of(Ui& ui, const Scene& scene) {
  std::vector<std::pair<std::string, std::string>> facts;
  const figure::Language language = ui.style.language;
  if (const RealCase* const real = scene.real.find(scene.shown().id); real && !real->ran)
    facts.emplace_back(figure::heading("status.unavailable", language),
                       figure::translated(real->reason, language));
  const std::string& card = scene.session.services().scatter_gather;
  if (!card.empty() && !scene.session.is_saved_real())
    facts.emplace_back(ui.title("real.your_card"), card);
  if (scene.real.report())
    for (const auto& [name, value] : scene.real.report()->environment)
      facts.emplace_back(assets::capitalized(figure::environment_name(name, language)),
                         figure::environment_value(name, value, language));
  return facts;
}

float height_of(Ui& ui, const std::string& value, float width) {
  Picture aside(ui.style.measure);
  return 20 + aside.paragraph({0, 0, width, 400}, value, type::small_strong, ui.theme.text) + 8;
}

} // namespace

std::string range_text(const RealCase& real) {
  if (real.rounds == 0) return {};
  std::string low = figure::time_text(Time::from_ps(real.shortest_ps));
  const std::string high = figure::time_text(Time::from_ps(real.longest_ps));
  const std::size_t space = high.find(' ');
  if (space != std::string::npos && low.ends_with(high.substr(space)))
    low.resize(low.size() - (high.size() - space));
  return low + " – " + high;
}

float real_durations_height(const Scene& scene) {
  return 24 + head_height + case_height * static_cast<float>(scene.session.case_count());
}

void draw_real_durations(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const Box head = in.take_top(head_height);
  const float wide = ui.picture.text({head.x, head.y + 14}, ui.title("real.durations"),
                                     type::heading, ui.theme.text);
  int rounds = 0;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    if (const RealCase* const real = scene.real.find(scene.session.which(i).id))
      rounds = std::max(rounds, real->rounds);
  if (rounds > 0) {
    const std::string about = ui.say("real.median_of", {{"n", fmt::format("{}", rounds)}});
    ui.picture.text({head.right(), head.y + 14},
                    figure::shortened(about, type::small, head.w - wide - 10, ui.style.measure),
                    type::small, ui.theme.second, Align::right);
  }
  // Of many cases those up to the shown one.
  const std::size_t all = scene.session.case_count();
  const auto fit = std::min(all, static_cast<std::size_t>(std::max(1.0F, in.h / case_height)));
  const std::size_t shown = scene.session.shown_case();
  const std::size_t first = shown < fit ? 0 : shown + 1 - fit;
  for (std::size_t i = first; i < first + fit; ++i)
    draw_case(ui, scene, i, in.take_top(case_height));
  ui.leave();
}

void draw_real_environment(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const auto facts = facts_of(ui, scene);
  // Scrolled by whole facts; the last of them stays in sight.
  constexpr std::int64_t tenths_a_fact = 480;
  const auto scrolled = scene.choices.scrolled.find("environment");
  const std::int64_t wanted =
      scrolled == scene.choices.scrolled.end() ? 0 : scrolled->second / tenths_a_fact;
  const auto first = static_cast<std::size_t>(std::clamp<std::int64_t>(
      wanted, 0, std::max<std::int64_t>(0, static_cast<std::int64_t>(facts.size()) - 1)));
  const Box head = in.take_top(28);
  ui.picture.text({head.x, head.y + 14}, ui.title("real.environment"), type::heading,
                  ui.theme.text);
  std::size_t shown = first;
  for (; shown < facts.size(); ++shown) {
    const auto& [name, value] = facts[shown];
    const float height = height_of(ui, value, in.w);
    if (height - 8 > in.h) break;
    const Box row = in.take_top(height);
    ui.picture.text({row.x, row.y + 13},
                    figure::shortened(name, type::small, row.w, ui.style.measure), type::small,
                    ui.theme.second);
    ui.picture.paragraph({row.x, row.y + 18, row.w, height}, value, type::small_strong,
                         ui.theme.text);
  }
  if (facts.size() > 1 && (first > 0 || shown < facts.size()))
    ui.picture.text({head.right(), head.y + 14},
                    ui.say("real.facts", {{"first", fmt::format("{}", first + 1)},
                                          {"last", fmt::format("{}", shown)},
                                          {"all", fmt::format("{}", facts.size())}}),
                    type::small, ui.theme.second, Align::right);
  ui.picture.region(box, {region::scroll, 0, "environment"});
  ui.leave();
}

} // namespace copyscope::gui
