#include "gui/app/program.h"

#include "gui/control/field_for.h"
#include "gui/control/field_problem.h"
#include "gui/control/state_json.h"
#include "gui/views/panes.h"

#include <chrono>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace copyscope::gui {

namespace {

using Clock = std::chrono::steady_clock;

/// Of a frame, for simulating: what is left is for drawing.
constexpr std::chrono::milliseconds work_time{8};
constexpr std::uint64_t events_a_slice = 5'000;

Choices choices_for(const Options& options) {
  Choices choices = options.choices_path.empty() ? Choices() : load_choices(options.choices_path);
  if (options.language) choices.language = *options.language;
  if (options.theme) choices.theme = *options.theme;
  return choices;
}

} // namespace

Program::Program(const Options& options, const Services& services, const figure::Measure& measure)
    : measure_(measure), controller_(services, choices_for(options)),
      catalog_(catalog_of(services)), choices_path_(options.choices_path),
      kept_(to_json(controller_.choices())), at_(options.at), step_(options.step),
      takes_slide_(options.present && (at_ || step_ || !options.case_id.empty())) {
  if (!options.scenario.empty()) {
    controller_.perform({action::open, 0, options.scenario});
    asked_ = options;
    take_asked();
  }
  if (!options.choices_path.empty() && !may_save_choices(options.choices_path))
    controller_.choices_are_anothers(options.choices_path);
}

/// How to look at what was asked for, once it is open.
void Program::take_asked() {
  const Session& session = controller_.session();
  if (!asked_ || session.is_opening()) return;
  const Options options = *std::exchange(asked_, std::nullopt);
  if (options.present) controller_.perform({action::present, 0, {}});
  if (options.view) controller_.perform({action::view, 0, std::string(name_of(*options.view))});
  // Where a lesson has begun, it has begun with a case of its own.
  for (std::size_t i = 0; i < session.case_count(); ++i)
    if (session.which(i).id == options.case_id)
      controller_.perform({action::show_case, static_cast<std::int64_t>(i), {}});
  if (options.case_id.empty() && takes_slide_) controller_.perform({action::show_case, 0, {}});
}

/// The cursor goes where it was asked to as soon as there is something to stand on.
void Program::take_place() {
  if (!controller_.trace() || !(at_ || step_ || takes_slide_)) return;
  if (at_) controller_.place_at(*at_);
  if (step_) controller_.perform({action::step, *step_, {}});
  if (takes_slide_ && (at_ || step_))
    controller_.take_slide_here();
  else if (takes_slide_)
    controller_.take_slide_of_case();
  at_.reset();
  step_.reset();
  takes_slide_ = false;
}

bool Program::tick(double seconds) {
  bool changed = controller_.tick(seconds);
  take_asked();
  const Clock::time_point begin = Clock::now();
  while (controller_.has_work()) {
    changed = true;
    if (!controller_.work(events_a_slice) || Clock::now() - begin > work_time) break;
  }
  take_place();
  keep_choices();
  return changed;
}

/// As soon as something else is chosen, so that whatever ends the program, it is there the next
/// time.
void Program::keep_choices() {
  if (choices_path_.empty() || !std::exchange(may_have_chosen_, false)) return;
  std::string now = to_json(controller_.choices());
  if (now == kept_ || !may_save_choices(choices_path_)) return;
  try {
    save_choices(controller_.choices(), choices_path_);
  } catch (const std::runtime_error&) {
    // Where nothing may be written, nothing is remembered; the work is done all the same.
  }
  kept_ = std::move(now);
}

void Program::settle() {
  while (controller_.work(100 * events_a_slice)) {
  }
  take_place();
  for (int i = 0; i < 1000 && controller_.player().animating(); ++i)
    controller_.tick(1);
}

figure::Picture Program::lay_out(figure::Box surface, const figure::Action* hovered) {
  return draw_window(scene_of(controller_, catalog_), surface,
                     {theme(), measure_, controller_.choices().language}, hovered);
}

std::string Program::problem_with(const figure::Action& typed) const {
  const std::optional<FieldProblem> problem = field_problem(controller_, typed);
  if (!problem) return {};
  return figure::filled(fmt::format("window.field.{}", problem->key),
                        controller_.choices().language, problem->values);
}

std::string Program::completed(const std::string& key, const std::string& path) const {
  return field_for(key).is_path ? gui::completed(controller_.browser().folders(), path) : path;
}

const figure::Theme& Program::theme() const {
  const figure::Theme* const theme = figure::find_theme(controller_.choices().theme);
  return theme ? *theme : figure::dark_theme();
}

/// A slide makes its own type larger, and fills the screen whatever its size.
float Program::type_size() const {
  if (fills_screen() && controller_.session().is_open()) return 1;
  return static_cast<float>(controller_.choices().type_percent) / 100;
}

std::string Program::title() const {
  const Session& session = controller_.session();
  if (!session.is_open()) return "Copyscope";
  const std::string title = session.scenario().title.in(controller_.choices().language);
  if (!session.is_file()) return fmt::format("{} – Copyscope", title);
  const std::string& path = session.name();
  return fmt::format("{} ({}) – Copyscope", title, path.substr(path.rfind('/') + 1));
}

nlohmann::ordered_json Program::state() const {
  return state_of(controller_);
}

} // namespace copyscope::gui
