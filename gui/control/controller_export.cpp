// The export dialog: what it is about, and what is asked of it.
#include "gui/control/controller.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr std::string_view typed_prefix = "export."; // of the keys of its fields

} // namespace

void Controller::export_as(const Action&) {
  if (export_.is_open()) {
    choices_.menu.clear();
    return;
  }
  if (!session_.is_open() || !export_.is_available()) return;
  player_.pause(); // or what the timeline shows would go on under the preview
  choices_.help = choices_.about = false;
  choices_.menu = "export";
  export_.open();
}

void Controller::export_choose(const Action& action) {
  if (const auto control = export_control_named(action.text))
    export_.choose(*control, action.number);
}

void Controller::export_turn(const Action& action) {
  if (const auto control = export_control_named(action.text)) export_.turn(*control, action.number);
}

void Controller::export_list(const Action& action) {
  const auto control = export_control_named(action.text);
  if (!control) return;
  export_.toggle_list(*control);
  if (export_.is_browsing()) start_browsing();
}

/// Number 1: a file that is there may be replaced.
void Controller::export_write(const Action& action) {
  if (export_.is_done()) {
    choices_.menu.clear();
  } else if (action.number != 1 && export_.asks_first()) {
    const std::string path = export_.file();
    confirm_.ask(Confirm::About::replace, {action::export_write, 1, ""},
                 {{"path", path.substr(path.rfind('/') + 1)}});
  } else {
    export_.write(action.number == 1);
  }
}

void Controller::export_copy(const Action&) {
  export_.copy();
}

/// "export.path=FILE", as a field of the dialog tells it while it is typed, and when Enter is
/// pressed.
bool Controller::type_into_export(const Action& action) {
  if (!action.text.starts_with(typed_prefix)) return false;
  const std::size_t equals = std::min(action.text.find('='), action.text.size());
  const auto control = export_control_named(
      std::string_view(action.text).substr(typed_prefix.size(), equals - typed_prefix.size()));
  if (!control || equals == action.text.size()) return true;
  export_.type(*control, action.text.substr(equals + 1));
  if (action.number == 0) export_write({});
  return true;
}

/// What is on the stage, and what could be compared with it.
ExportSubject Controller::export_subject() const {
  ExportSubject subject;
  const scenario::Scenario& scenario = session_.scenario();
  subject.scenario = scenario.id;
  subject.shown = session_.shown_case();
  subject.is_real = shows_real();
  subject.is_working = session_.is_working();
  subject.language = choices_.language;
  if (session_.is_file())
    subject.folder = session_.name().substr(0, session_.name().rfind('/') + 1);
  for (std::size_t i = 0; i < session_.case_count(); ++i) {
    const CaseSlot& slot = session_.slot(i);
    std::shared_ptr<const trace::Trace> trace = slot.is_current() ? slot.trace() : nullptr;
    if (subject.is_real) trace = real_.shared_trace(scenario.cases[i].id);
    subject.runs.push_back({scenario.cases[i].id, scenario.cases[i].title, std::move(trace)});
  }
  if (!shown_) return subject;
  subject.moment = player_.cursor();
  const Zoom& zoom = choices_.zoom;
  const auto time_at = [&](double share) {
    if (player_.in_story_time()) return story_->cursor_at(share * story_->length()).time;
    return Time::from_ps(
        static_cast<std::int64_t>(share * static_cast<double>(shown_->end().ps())));
  };
  if (!zoom.is_whole()) {
    subject.shown_from = time_at(zoom.begin);
    subject.shown_to = time_at(zoom.end);
  }
  const std::vector<Time>& marks = player_.marks();
  if (marks.size() == 2) subject.marked = std::minmax(marks[0], marks[1]);
  return subject;
}

} // namespace copyscope::gui
