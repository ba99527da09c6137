// What the arrow keys do to sliders, and the file browser of the dialogs.
#include "gui/control/controller.h"
#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr auto follow_key = "follow"; // of the slider in the view of that name
constexpr std::int64_t pieces = 64;   // of a file, for that slider
constexpr double little = 0.002;      // of any other one: finer than its values lie

} // namespace

/// To the next value that the slider knows.
void Controller::nudge(const Action& action) {
  if (!session_.is_open() || action.number == 0) return;
  const int way = action.number > 0 ? 1 : -1;
  if (action.text == follow_key) {
    const std::int64_t size = session_.which(session_.shown_case()).workload.file_size.count();
    const std::int64_t step = std::max<std::int64_t>(1, size / pieces);
    return follow_offset(std::clamp<std::int64_t>(choices_.follow + way * step, 0,
                                                  std::max<std::int64_t>(size - 1, 0)));
  }
  const Knob* const knob = what_if_.knob(action.text);
  if (!knob) return;
  for (double at = knob->position + way * little; at > -little && at < 1 + little;
       at += way * little) {
    std::string value = knob->value_at(at);
    if (value == knob->value) continue;
    set({action::set, 0, knob->key + "=" + std::move(value)});
    return;
  }
}

/// Where the file is to go, or where one was last, or beside what is open.
void Controller::start_browsing() {
  choices_.scrolled.erase(FileBrowser::list);
  if (export_.is_browsing() &&
      browser_.go(folder_of(whole_path(browser_.folders(), export_.path()))))
    return;
  if (session_.is_file() && session_.name().find('/') != std::string::npos &&
      browser_.go(folder_of(whole_path(browser_.folders(), session_.name()))))
    return;
  if (browser_.folder().empty() || !browser_.go(browser_.folder())) browser_.go(".");
}

/// A folder is looked into, rather than opened or written.
bool Controller::is_looked_into(const std::string& path) {
  const bool is_path = path.find('/') != std::string::npos || path == "~";
  if (!is_path || !browser_.go(path)) return false;
  choices_.scrolled.erase(FileBrowser::list);
  return true;
}

void Controller::browse(const Action& action) {
  const bool went = action.text.empty() ? browser_.go_up() : browser_.go(action.text);
  if (!went) return;
  choices_.scrolled.erase(FileBrowser::list);
  const bool is_export = export_.is_browsing();
  if (!is_export && choices_.menu != "save") return;
  // What is written goes there, under the name that was proposed.
  const std::string before = is_export ? export_.path() : choices_.save_path;
  pick({action::pick, 0,
        (browser_.has_parent() ? browser_.folder() : "") + "/" +
            before.substr(before.rfind('/') + 1)});
}

void Controller::browse_all(const Action& action) {
  browser_.show_all(action.number != 0);
  choices_.scrolled.erase(FileBrowser::list);
}

void Controller::pick(const Action& action) {
  if (export_.is_browsing())
    export_.type(ExportControl::path, action.text);
  else
    choices_.save_path = action.text;
}

} // namespace copyscope::gui
