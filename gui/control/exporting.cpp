#include "gui/control/exporting.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr auto menu_name = "export"; // while the dialog is open

} // namespace

Handlers Exporting::actions() {
  return {{action::export_as, does(this, &Exporting::open_or_close)},
          {action::export_choose, does(this, &Exporting::choose)},
          {action::export_turn, does(this, &Exporting::turn)},
          {action::export_list, does(this, &Exporting::list)},
          {action::export_write, does(this, &Exporting::write)},
          {action::export_copy, does(this, &Exporting::copy)}};
}

void Exporting::open_or_close() {
  Choices& choices = shared_.choices;
  ExportDialog& dialog = shared_.export_dialog;
  if (dialog.is_open()) {
    choices.menu.clear();
    return;
  }
  if (!shared_.session.is_open() || !dialog.is_available()) return;
  shared_.player.pause(); // or what the timeline shows would go on under the preview
  choices.help = choices.about = false;
  choices.menu = menu_name;
  dialog.open();
}

void Exporting::choose(const Action& action) {
  if (const auto control = export_control_named(action.text))
    shared_.export_dialog.choose(*control, action.number);
}

void Exporting::turn(const Action& action) {
  if (const auto control = export_control_named(action.text))
    shared_.export_dialog.turn(*control, action.number);
}

void Exporting::list(const Action& action) {
  const auto control = export_control_named(action.text);
  if (!control) return;
  shared_.export_dialog.toggle_list(*control);
  if (shared_.export_dialog.is_browsing()) browsing_.start();
}

/// Number 1: a file that is there may be replaced.
void Exporting::write(const Action& action) {
  ExportDialog& dialog = shared_.export_dialog;
  if (dialog.is_done()) {
    shared_.choices.menu.clear();
  } else if (action.number != 1 && dialog.asks_first()) {
    const std::string path = dialog.file();
    shared_.confirm.ask(Confirm::About::replace, {action::export_write, 1, ""},
                        {{"path", path.substr(path.rfind('/') + 1)}});
  } else {
    dialog.write(action.number == 1);
  }
}

void Exporting::copy() {
  shared_.export_dialog.copy();
}

void Exporting::type(ExportControl control, const std::string& text, bool entered) {
  shared_.export_dialog.type(control, text);
  if (entered) write({});
}

ExportSubject Exporting::subject() const {
  const Player& player = shared_.player;
  const Session& session = shared_.session;
  ExportSubject subject;
  const scenario::Scenario& scenario = session.scenario();
  subject.scenario = scenario.id;
  subject.shown = session.shown_case();
  subject.is_real = shared_.shows_real();
  subject.is_working = session.is_working();
  subject.language = shared_.choices.language;
  if (session.is_file()) subject.folder = session.name().substr(0, session.name().rfind('/') + 1);
  for (std::size_t i = 0; i < session.case_count(); ++i) {
    const CaseSlot& slot = session.slot(i);
    std::shared_ptr<const trace::Trace> trace = slot.is_current() ? slot.trace() : nullptr;
    if (subject.is_real) trace = shared_.real.shared_trace(scenario.cases[i].id);
    subject.runs.push_back({scenario.cases[i].id, scenario.cases[i].title, std::move(trace)});
  }
  if (!shared_.shown) return subject;
  subject.moment = player.cursor();
  subject.front = shared_.front();
  const Zoom& zoom = shared_.choices.zoom;
  const auto time_at = [&](double share) {
    if (player.in_story_time())
      return shared_.story->cursor_at(share * shared_.story->length()).time;
    return Time::from_ps(
        static_cast<std::int64_t>(share * static_cast<double>(shared_.shown->end().ps())));
  };
  if (!zoom.is_whole()) {
    subject.shown_from = time_at(zoom.begin);
    subject.shown_to = time_at(zoom.end);
  }
  const std::vector<Time>& marks = player.marks();
  if (marks.size() == 2) subject.marked = std::minmax(marks[0], marks[1]);
  return subject;
}

void Exporting::settle() {
  ExportDialog& dialog = shared_.export_dialog;
  if (shared_.choices.menu != menu_name) dialog.close();
  if (!dialog.is_open()) return;
  dialog.take(subject());
  shared_.choices.exports = dialog.kept();
}

bool Exporting::poll() {
  if (!shared_.export_dialog.poll()) return false;
  shared_.choices.exports = shared_.export_dialog.kept();
  return true;
}

} // namespace copyscope::gui
