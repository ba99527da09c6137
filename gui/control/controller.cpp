#include "gui/control/controller.h"

#include "gui/control/browsing.h"
#include "gui/control/changing.h"
#include "gui/control/copying.h"
#include "gui/control/exporting.h"
#include "gui/control/filing.h"
#include "gui/control/finding.h"
#include "gui/control/flowing.h"
#include "gui/control/inspecting.h"
#include "gui/control/keys.h"
#include "gui/control/looking.h"
#include "gui/control/measuring.h"
#include "gui/control/moving.h"
#include "gui/control/overlays.h"
#include "gui/control/racing.h"
#include "gui/control/scrubbing.h"
#include "gui/control/teaching.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <map>
#include <utility>

namespace copyscope::gui {

namespace {

constexpr double seconds_between_checks = 0.5; // of the open file

} // namespace

/// Those that a subject needs stand before it.
struct Controller::Subjects {
  Subjects(Shared& shared, Stamper stamp)
      : racing(shared), scrubbing(shared, racing), moving(shared, racing, scrubbing),
        teaching(shared, moving), finding(shared), flowing(shared),
        looking(shared, teaching, finding), measuring(shared, looking),
        inspecting(shared, teaching, looking), browsing(shared), exporting(shared, browsing),
        copying(shared, finding, exporting),
        filing(shared, browsing, looking, teaching, std::move(stamp)),
        changing(shared, exporting, finding, teaching),
        overlays(shared, browsing, filing, finding, inspecting, looking, teaching) {
    own(racing, scrubbing, moving, teaching, finding, flowing, looking, measuring, inspecting,
        browsing, exporting, copying, filing, changing, overlays);
  }

  Racing racing;
  Scrubbing scrubbing;
  Moving moving;
  Teaching teaching;
  Finding finding;
  Flowing flowing;
  Looking looking;
  Measuring measuring;
  Inspecting inspecting;
  Browsing browsing;
  Exporting exporting;
  Copying copying;
  Filing filing;
  Changing changing;
  Overlays overlays;
  std::map<std::string_view, Perform> by_name; ///< of every action, who performs it

private:
  template <class... Subject> void own(Subject&... subjects) {
    const auto take = [this](Handlers handlers) {
      for (Handler& handler : handlers)
        by_name.emplace(handler.name, std::move(handler.perform));
    };
    (take(subjects.actions()), ...);
  }
};

Controller::Controller(Services services, Choices choices, Stamper stamp)
    : shared_(std::move(services), std::move(choices), stamp),
      subjects_(std::make_unique<Subjects>(shared_, std::move(stamp))) {
  shared_.perform = [this](const Action& action) { perform(action); };
}

Controller::~Controller() = default;

bool Controller::perform(const Action& action) {
  if (action.name == region::nothing || action.name == region::disabled ||
      action.name == region::told)
    return true;
  const auto found = subjects_->by_name.find(action.name);
  if (found == subjects_->by_name.end()) return false;
  found->second(action);
  shared_.last_action = action.name;
  refresh();
  return true;
}

bool Controller::key(std::string_view key, bool shift, bool ctrl) {
  if (shared_.confirm.is_open())
    return perform(ctrl ? Action{} : shared_.confirm.action_of(key, shift));
  if (shared_.export_dialog.is_open() && !ctrl)
    return perform(shared_.export_dialog.action_of(key));
  const std::optional<Action> action = action_for(key, shift, ctrl);
  return action && perform(*action);
}

/// The open list of stops has keys of its own; while a question is open, digits answer it, but not
/// while hands are counted.
std::optional<Action> Controller::action_for(std::string_view key, bool shift, bool ctrl) const {
  if (shared_.choices.menu == "until" && !ctrl)
    if (const auto stop = std::ranges::find(stop_keys, key, &StopKey::key); stop != stop_keys.end())
      return Action{action::stop_at, 0, std::string(stop->what)};
  std::optional<Action> action = action_of(key, shift, ctrl);
  if (!action || action->name != action::show_case) return action;
  if (shared_.lesson.open_vote()) return Action{};
  if (shared_.lesson.is_asking() && !shared_.presents_race())
    return Action{action::answer, action->number + 1, {}};
  return action;
}

bool Controller::tick(double seconds) {
  bool changed = shared_.player.tick(seconds);
  changed = shared_.race.tick(seconds, shared_.player.speed()) || changed;
  since_check_ += std::max(seconds, 0.0);
  if (since_check_ >= seconds_between_checks) {
    since_check_ = 0;
    changed = shared_.session.check_file() || changed;
  }
  changed = shared_.real.poll() || changed;
  changed = shared_.crossover.poll() || changed;
  changed = subjects_->exporting.poll() || changed;
  changed = subjects_->copying.poll(seconds) || changed;
  changed = subjects_->filing.poll(seconds) || changed;
  refresh();
  return changed;
}

bool Controller::work(std::uint64_t budget) {
  if (shared_.session.is_working()) {
    shared_.session.work(budget);
  } else if (shared_.branch.is_working()) {
    shared_.branch.work(budget);
  } else {
    subjects_->finding.work(budget);
    subjects_->inspecting.work(budget);
  }
  refresh();
  return has_work();
}

bool Controller::has_work() const {
  return shared_.session.is_working() || shared_.branch.is_working() ||
         subjects_->finding.is_working() || subjects_->inspecting.is_working();
}

bool Controller::is_busy() const {
  return shared_.player.animating() || shared_.race.playing() || has_work() ||
         shared_.session.is_opening() || shared_.real.is_running() ||
         shared_.crossover.is_running() || shared_.export_dialog.is_busy() ||
         subjects_->copying.is_drawing();
}

// In step.

void Controller::refresh() {
  Choices& choices = shared_.choices;
  Subjects& all = *subjects_;
  shared_.what_if.observe();
  if (opened_ != shared_.session.opened()) {
    take_opened();
  } else if (revision_ != shared_.session.revision()) {
    revision_ = shared_.session.revision();
    all.teaching.take_changed();
    const std::size_t cases = shared_.session.case_count();
    std::erase_if(choices.compared, [cases](std::size_t i) { return i >= cases; });
    if (choices.reference >= cases) choices.reference = 0;
  }
  all.teaching.resolve();
  all.moving.take_run();
  all.teaching.settle();
  all.finding.settle();
  all.inspecting.settle();
  if (!shared_.branch.is_there()) choices.against_branch = false;
  all.racing.settle();
  all.teaching.remember();
  all.scrubbing.settle();
  all.filing.settle();
  all.exporting.settle();
}

/// Another scenario was opened.
void Controller::take_opened() {
  Choices& choices = shared_.choices;
  Session& session = shared_.session;
  opened_ = session.opened();
  revision_ = session.revision();
  subjects_->teaching.take_opened();
  choices.for_scenario(session.case_count());
  choices.zoom.fit();
  choices.scrolled.clear();
  choices.menu.clear();
  choices.real_shown = choices.against_real = session.is_saved_real();
  choices.against_branch = choices.branching = false;
  subjects_->filing.give_up_saving();
  shared_.branch.clear();
  shared_.real.clear();
  if (session.is_saved_real()) shared_.real.adopt(session.saved());
  shared_.player.close();
  shared_.shown.reset();
  shared_.story.reset();
  if (choices.view == View::home) choices.view = View::stage;
  if (choices.view == View::lesson || (choices.presenting && !shared_.presents_race()))
    subjects_->teaching.enter();
}

// What is seen and asked from outside.

bool Controller::wants_to_quit() const {
  return subjects_->filing.wants_to_quit();
}

std::vector<std::string_view> Controller::actions() const {
  std::vector<std::string_view> names;
  for (const auto& [name, performs] : subjects_->by_name)
    names.push_back(name);
  return names;
}

const std::optional<Saved>& Controller::saved() const {
  return subjects_->filing.saved();
}

bool Controller::is_saving() const {
  return subjects_->filing.is_saving();
}

void Controller::choices_are_anothers(const std::string& path) {
  shared_.session.complain({path, 0, 0, "no file of choices; it stays as it is", "choices"});
}

const Finder& Controller::finder() const {
  return subjects_->finding.finder();
}

const RowTable& Controller::rows() const {
  return std::as_const(subjects_->finding).rows();
}

std::optional<Copied> Controller::take_copied() {
  return subjects_->copying.take_copied();
}

const Inspector& Controller::inspector() const {
  return subjects_->inspecting.inspector();
}

bool Controller::inspects() const {
  return subjects_->inspecting.inspects();
}

bool Controller::explains() const {
  return subjects_->inspecting.explains();
}

const Explained& Controller::explained() const {
  return subjects_->inspecting.explained();
}

const ContextMenu& Controller::context_menu() const {
  return subjects_->inspecting.menu();
}

void Controller::place_at(Time time) {
  if (shared_.in_race())
    subjects_->racing.go_to(time, true);
  else
    shared_.player.seek(time);
  refresh();
}

void Controller::take_slide_here() {
  subjects_->teaching.take_slide_here();
}

void Controller::take_slide_of_case() {
  subjects_->teaching.take_slide_of_case();
}

} // namespace copyscope::gui
