#include "gui/views/real_panes.h"

#include "figure/stage/stage.h"
#include "figure/words/real_words.h"
#include "figure/words/sink_words.h"
#include "figure/words/time_words.h"
#include "gui/session/gestures.h"
#include "gui/session/real.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float case_height = static_cast<float>(Choices::durations_pitch) / 10, head_height = 30;

/// How the case compares with the first that ran.
std::string ratio_of(Ui& ui, const analysis::CaseReport& real) {
  if (!real.ratio) return ui.say("compare.baseline");
  const std::string ratio = figure::ratio_with_interval(*real.ratio);
  if (real.ratio->is_tie()) return "≈ " + ratio;
  return "× " + ratio;
}

std::string titles_of(const Scene& scene, const std::vector<std::string>& ids,
                      figure::Language language) {
  std::string titles;
  for (const std::string& id : ids)
    if (const scenario::Case* const which = scene.session.scenario().find(id))
      titles += (titles.empty()                     ? ""
                 : language == figure::Language::zh ? "、"
                                                    : ", ") +
                which->title.in(language);
  return titles;
}

std::string hint_of(Ui& ui, const Scene& scene, const analysis::CaseReport& real) {
  const figure::Language language = ui.style.language;
  if (!real.ran()) return figure::translated(real.reason, language);
  if (!real.note.empty()) return figure::translated(real.note, language);
  if (const std::string ties = titles_of(scene, real.ties, language); !ties.empty())
    return ui.say("real.ties_with", {{"cases", ties}});
  if (!real.ratio) return ui.say("tip.show_case");
  return assets::capitalized(figure::verdict_of(*real.ratio, language));
}

/// The slowest round of all cases, picoseconds: what their scale ends at.
std::int64_t slowest_of(const Scene& scene) {
  std::int64_t slowest = 0;
  if (scene.real.report())
    for (const analysis::CaseReport& each : scene.real.report()->cases)
      slowest = std::max(slowest, each.duration.highest);
  return slowest;
}

/// Every round that counted as a mark, on a scale from 0, with their range and the median.
/// Of a saved run these alone are known.
void draw_rounds(Ui& ui, const Scene& scene, const analysis::CaseReport& real, Box box) {
  const auto slowest = static_cast<float>(slowest_of(scene));
  if (real.duration.rounds == 0 || slowest <= 0) return;
  const auto at = [&](std::int64_t ps) { return box.x + box.w * static_cast<float>(ps) / slowest; };
  const float middle = box.center().y;
  ui.picture.line({box.x, middle}, {box.right(), middle}, {ui.theme.edge.faded(0.6F), 1});
  const float low = at(real.duration.lowest), high = at(real.duration.highest);
  ui.picture.fill({low, middle - 2, std::max(2.0F, high - low), 4},
                  figure::mix(ui.theme.panel, ui.theme.second, 0.45F), 2);
  for (const analysis::Round& each : real.rounds)
    if (each.state == analysis::Round::State::counted)
      if (const analysis::Count took = each.result.duration_ps)
        ui.picture.line({at(*took), middle - 4}, {at(*took), middle + 4}, {ui.theme.second, 1});
  const float median = at(real.duration.median);
  ui.picture.line({median, middle - 6}, {median, middle + 6}, {ui.theme.accent, 2.5F});
}

void draw_case(Ui& ui, const Scene& scene, std::size_t index, Box row) {
  const scenario::Case& which = scene.session.which(index);
  const analysis::CaseReport* const real = scene.real.find(which.id);
  const Action action{action::show_case, static_cast<std::int64_t>(index), ""};
  if (index == scene.session.shown_case() || ui.is_hovered(action))
    ui.picture.fill(row.inset(-6, 1), ui.theme.selected, 5);
  const std::string right =
      real && real->ran() ? figure::time_text(Time::from_ps(real->result.duration_ps.value_or(0)))
      : real              ? figure::word("status.unavailable", ui.style.language)
                          : "–";
  const float used = ui.picture.text({row.right(), row.y + 16}, right, type::small_strong,
                                     ui.theme.text, Align::right);
  ui.picture.text({row.x, row.y + 16},
                  figure::shortened(which.title.in(ui.style.language), type::small_strong,
                                    row.w - used - 10, ui.style.measure),
                  type::small_strong, ui.theme.text);
  if (real) {
    const std::string ratio = real->ran() ? ratio_of(ui, *real) : std::string();
    const float wide = ui.picture.text({row.right(), row.y + 32}, ratio, type::tiny,
                                       ui.theme.second, Align::right);
    const std::string left = real->ran() ? range_text(real->duration)
                                         : figure::translated(real->reason, ui.style.language);
    ui.picture.text({row.x, row.y + 32},
                    figure::shortened(left, type::tiny, row.w - wide - 10, ui.style.measure),
                    type::tiny, ui.theme.second);
    if (real->ran()) draw_rounds(ui, scene, *real, {row.x, row.y + 37, row.w, 14});
  }
  ui.picture.region(row, action, real ? hint_of(ui, scene, *real) : ui.say("tip.show_case"));
}

/// What the marks mean, and what a tie is where there is one.
std::string durations_note(Ui& ui, const Scene& scene) {
  if (!scene.real.report()) return {};
  const auto& cases = scene.real.report()->cases;
  std::string note;
  if (std::ranges::any_of(cases, [](const auto& each) { return each.rounds.size() > 1; }))
    note = ui.say("real.each_round");
  else if (std::ranges::any_of(cases, [](const auto& each) { return each.duration.rounds > 1; }))
    note = ui.say("real.range_alone");
  if (std::ranges::any_of(cases, [](const auto& each) { return !each.ties.empty(); }))
    note += (note.empty() || ui.style.language == figure::Language::zh ? "" : " ") +
            ui.say("real.a_tie");
  return note;
}

float note_height(Ui& ui, const std::string& note, float width) {
  if (note.empty()) return 0;
  Picture aside(ui.style.measure);
  return aside.paragraph({0, 0, width, 400}, note, type::tiny, ui.theme.second) + 6;
}

/// How often the case was sent, what of it counts, and how well its median is known.
std::string sends_of(Ui& ui, const analysis::CaseReport& real) {
  const auto number = [&real](std::string_view path) {
    return fmt::format("{}", real.facts.count(path).value_or(0));
  };
  if (!real.facts.has("sends.made")) return {};
  std::string text = ui.say("real.sends_of", {{"counted", number("sends.counted")},
                                              {"all", number("sends.made")},
                                              {"shared", number("sends.cpu_shared")}});
  if (const auto within = real.duration.within())
    text += (ui.style.language == figure::Language::zh ? "" : " ") +
            ui.say("real.known_to", {{"within", fmt::format("{:.1f}", 100 * *within)}});
  return text;
}

/// Names and values; the reason why the shown case could not run comes first.
std::vector<std::pair<std::string, std::string>> facts_of(Ui& ui, const Scene& scene) {
  std::vector<std::pair<std::string, std::string>> facts;
  const figure::Language language = ui.style.language;
  const auto* const real = scene.real.find(scene.shown().id);
  if (real && !real->ran())
    facts.emplace_back(figure::heading("status.unavailable", language),
                       figure::translated(real->reason, language));
  else if (real && real->verdict)
    facts.emplace_back(figure::heading("zero_copy.title", language),
                       figure::zero_copy_text(*real->verdict, language));
  if (real && real->ran())
    if (const std::string sends = sends_of(ui, *real); !sends.empty())
      facts.emplace_back(ui.title("real.sends"), sends);
  if (real && real->sink)
    facts.emplace_back(figure::heading("sink.case_title", language),
                       figure::sink_text(*real->sink, language));
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

/// "median of 139 to 165 rounds"; empty where there are none.
std::string rounds_of(Ui& ui, const Scene& scene) {
  int fewest = 0, most = 0;
  if (!scene.real.report()) return {};
  for (const analysis::CaseReport& each : scene.real.report()->cases) {
    const int rounds = each.duration.rounds;
    if (rounds == 0) continue;
    fewest = fewest == 0 ? rounds : std::min(fewest, rounds);
    most = std::max(most, rounds);
  }
  if (most == 0) return {};
  const char* const key = fewest == most ? "real.median_of" : "real.median_of_some";
  return ui.say(key, {{"low", std::to_string(fewest)}, {"n", std::to_string(most)}});
}

/// "3 to 7 of 9".
std::string some_of(Ui& ui, std::size_t begin, std::size_t end, std::size_t all) {
  return ui.say("real.facts", {{"first", fmt::format("{}", begin + 1)},
                               {"last", fmt::format("{}", end)},
                               {"all", fmt::format("{}", all)}});
}

/// Where the list was scrolled to; but a case that is shown since then is in sight.
std::size_t first_of_durations(const Scene& scene, std::size_t fit) {
  const Choices& choices = scene.choices;
  const std::size_t shown = scene.session.shown_case();
  const auto scrolled = choices.scrolled.find(Choices::durations_list);
  const auto wanted = scrolled == choices.scrolled.end()
                          ? 0
                          : static_cast<std::size_t>(scrolled->second / Choices::durations_pitch);
  const std::size_t first = std::min(wanted, scene.session.case_count() - fit);
  if (choices.scrolled_at_case == shown && scrolled != choices.scrolled.end()) return first;
  return std::clamp(first, shown + 1 - std::min(fit, shown + 1), shown);
}

} // namespace

std::string range_text(const analysis::Spread& durations) {
  if (durations.rounds == 0) return {};
  std::string low = figure::time_text(Time::from_ps(durations.lowest));
  const std::string high = figure::time_text(Time::from_ps(durations.highest));
  const std::size_t space = high.find(' ');
  if (space != std::string::npos && low.ends_with(high.substr(space)))
    low.resize(low.size() - (high.size() - space));
  return low + " – " + high;
}

bool is_measured_before(const Scene& scene) {
  return scene.real.report() && !scene.session.is_saved_trace() &&
         !scene.real.is_about(scene.session.scenario());
}

float real_durations_height(Ui& ui, const Scene& scene, float width) {
  return 24 + head_height + case_height * static_cast<float>(scene.session.case_count()) +
         note_height(ui, durations_note(ui, scene), width - 32);
}

void draw_real_durations(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const Box head = in.take_top(head_height);
  const float wide = ui.picture.text({head.x, head.y + 14}, ui.title("real.durations"),
                                     type::heading, ui.theme.text);
  const std::string about = rounds_of(ui, scene);
  if (!about.empty()) {
    ui.picture.text({head.right(), head.y + 14},
                    figure::shortened(about, type::small, head.w - wide - 110, ui.style.measure),
                    type::small, ui.theme.second, Align::right);
  }
  // Where there is room for it beside a case.
  const std::string note = durations_note(ui, scene);
  const float high = note_height(ui, note, in.w);
  if (high > 0 && in.h >= case_height + high)
    ui.picture.paragraph(in.take_bottom(high - 6, 6), note, type::tiny, ui.theme.second);
  const std::size_t all = scene.session.case_count();
  const auto fit = std::min(all, static_cast<std::size_t>(std::max(1.0F, in.h / case_height)));
  const std::size_t first = first_of_durations(scene, fit);
  if (fit < all)
    ui.picture.text({head.x + wide + 12, head.y + 14}, some_of(ui, first, first + fit, all),
                    type::small, ui.theme.second);
  for (std::size_t i = first; i < first + fit; ++i)
    draw_case(ui, scene, i, in.take_top(case_height));
  ui.picture.region(box, {region::scroll, 0, Choices::durations_list});
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
    ui.picture.text({head.right(), head.y + 14}, some_of(ui, first, shown, facts.size()),
                    type::small, ui.theme.second, Align::right);
  ui.picture.region(box, {region::scroll, 0, "environment"});
  ui.leave();
}

} // namespace copyscope::gui
