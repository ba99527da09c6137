#include "gui/control/browsing.h"

namespace copyscope::gui {

Handlers Browsing::actions() {
  return {{action::browse, does(this, &Browsing::browse)},
          {action::browse_all, does(this, &Browsing::browse_all)},
          {action::pick, does(this, &Browsing::pick)}};
}

void Browsing::start() {
  const Session& session = shared_.session;
  FileBrowser& browser = shared_.browser;
  shared_.choices.scrolled.erase(FileBrowser::list);
  if (shared_.export_dialog.is_browsing() &&
      browser.go(folder_of(whole_path(browser.folders(), shared_.export_dialog.path()))))
    return;
  if (session.is_file() && session.name().find('/') != std::string::npos &&
      browser.go(folder_of(whole_path(browser.folders(), session.name()))))
    return;
  if (browser.folder().empty() || !browser.go(browser.folder())) browser.go(".");
}

bool Browsing::looks_into(const std::string& path) {
  const bool is_path = path.find('/') != std::string::npos || path == "~";
  if (!is_path || !shared_.browser.go(path)) return false;
  shared_.choices.scrolled.erase(FileBrowser::list);
  return true;
}

void Browsing::browse(const Action& action) {
  Choices& choices = shared_.choices;
  FileBrowser& browser = shared_.browser;
  const bool went = action.text.empty() ? browser.go_up() : browser.go(action.text);
  if (!went) return;
  choices.scrolled.erase(FileBrowser::list);
  const bool is_export = shared_.export_dialog.is_browsing();
  if (!is_export && choices.menu != "save") return;
  // What is written goes there, under the name that was proposed.
  const std::string before = is_export ? shared_.export_dialog.path() : choices.save_path;
  propose((browser.has_parent() ? browser.folder() : "") + "/" +
          before.substr(before.rfind('/') + 1));
}

void Browsing::browse_all(const Action& action) {
  shared_.browser.show_all(action.number != 0);
  shared_.choices.scrolled.erase(FileBrowser::list);
}

void Browsing::pick(const Action& action) {
  propose(action.text);
}

void Browsing::propose(const std::string& path) {
  if (shared_.export_dialog.is_browsing())
    shared_.export_dialog.type(ExportControl::path, path);
  else
    shared_.choices.save_path = path;
}

} // namespace copyscope::gui
