#include "gui/control/inspecting.h"

namespace copyscope::gui {

namespace {

using trace::no_span;

constexpr auto context_name = "context";   // of the menu
constexpr std::uint64_t at_once = 200'000; // rows of a part looked at before it is drawn

} // namespace

Handlers Inspecting::actions() {
  return {{action::part, does(this, &Inspecting::part)},
          {action::explain, does(this, &Inspecting::explain)},
          {action::context, does(this, &Inspecting::context)},
          {action::context_choose, does(this, &Inspecting::context_choose)}};
}

// A part looked at.

/// Clicked on the stage: an answer to an open question, else it is looked at; again: not any more.
void Inspecting::part(const Action& action) {
  const Lesson& lesson = shared_.lesson;
  if (lesson.is_asking() && lesson.question(*lesson.current()).point)
    return teaching_.point_at(action.text);
  if (!shared_.shown) return;
  shared_.choices.part = shared_.choices.part == action.text ? std::string() : action.text;
}

bool Inspecting::inspects() const {
  const Choices& choices = shared_.choices;
  const Lesson& lesson = shared_.lesson;
  const bool has_stage =
      choices.view == View::stage || choices.view == View::lesson || choices.view == View::follow;
  const bool points = lesson.is_asking() && lesson.question(*lesson.current()).point;
  return !choices.part.empty() && shared_.shown && has_stage && !choices.presenting && !points &&
         !lesson.compares() && !explains();
}

// The method explained.

bool Inspecting::explains() const {
  const Choices& choices = shared_.choices;
  return explained_.is_open() && shared_.session.is_open() && !choices.presenting &&
         (choices.view == View::stage || choices.view == View::lesson) &&
         !shared_.lesson.compares();
}

/// What a question hides is not explained away.
void Inspecting::explain() {
  if (!shared_.session.is_open() || shared_.choices.presenting || shared_.lesson.hides_counters())
    return;
  shared_.choices.menu.clear();
  const bool is_elsewhere = explained_.is_open() && !explains();
  if (!is_elsewhere) explained_.toggle();
  if (!explains()) looking_.show(View::stage);
}

void Inspecting::settle() {
  Choices& choices = shared_.choices;
  const Session& session = shared_.session;
  const bool looks = inspects() && !shared_.lesson.hides_counters();
  const bool is_new = looks && (!inspector_.is_open() || inspector_.part() != choices.part);
  inspector_.settle(looks ? shared_.shown : nullptr, looks ? choices.part : std::string(),
                    shared_.front());
  if (is_new) inspector_.work(at_once);
  if (shared_.lesson.hides_counters() || !session.is_open()) explained_.close();
  if (!explained_.is_open()) return;
  const std::string& method = session.which(session.shown_case()).method;
  if (method != explained_.method()) choices.scrolled.erase(Explained::list);
  explained_.settle(method, session.services().explain);
}

bool Inspecting::close() {
  if (inspects())
    shared_.choices.part.clear();
  else if (explains())
    explained_.close();
  else
    return false;
  return true;
}

// What can be done with it.

ContextSubject Inspecting::context_subject(const ContextTarget& target) const {
  const Player& player = shared_.player;
  const Session& session = shared_.session;
  ContextSubject subject;
  subject.target = target;
  subject.view = shared_.choices.view;
  subject.trace = shared_.shown.get();
  subject.is_real = shared_.shows_real();
  subject.can_draw = session.services().exporter != nullptr;
  subject.has_costs = !session.is_working() && !session.is_saved_real();
  subject.has_range = player.range().has_value();
  if (inspects()) subject.inspected = shared_.choices.part;
  if (target.kind != ContextTarget::Kind::part || !shared_.shown) return subject;
  Inspector of_it; // for a menu, what it does soon is near enough
  of_it.settle(shared_.shown, target.text);
  of_it.work(at_once);
  subject.next = of_it.next(player.cursor());
  if (const auto holds = of_it.at(player.cursor()).holds) subject.first = holds->offset.count();
  return subject;
}

/// What a question hides is not to be copied either.
void Inspecting::context(const Action& action) {
  Choices& choices = shared_.choices;
  choices.menu.clear();
  if (shared_.lesson.hides_counters() || choices.presenting || choices.help || choices.about)
    return;
  ContextTarget target = context_target(action);
  // Nothing in particular: what is selected.
  if (action.text.empty() && shared_.player.selection() != no_span) {
    target.kind = ContextTarget::Kind::row;
    target.number = shared_.player.selection();
  }
  std::vector<ContextEntry> entries = context_entries(context_subject(target));
  if (entries.empty()) return;
  context_.open(target, std::move(entries));
  choices.menu = context_name;
}

void Inspecting::context_choose(const Action& action) {
  const auto& entries = context_.entries();
  if (shared_.choices.menu != context_name || action.number < 0 ||
      action.number >= static_cast<std::int64_t>(entries.size()))
    return;
  shared_.choices.menu.clear();
  const Action chosen = entries[static_cast<std::size_t>(action.number)].action;
  shared_.perform(chosen);
}

} // namespace copyscope::gui
