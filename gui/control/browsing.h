// The file browser of the dialogs that open, save and export.
#pragma once

#include "gui/control/shared.h"

#include <string>

namespace copyscope::gui {

class Browsing {
public:
  explicit Browsing(Shared& shared) : shared_(shared) {}

  Handlers actions();

  void start(); ///< where the file is to go, or where one was last, or beside what is open
  /// A folder is looked into, rather than opened or written; false where it is none.
  bool looks_into(const std::string& path);

private:
  void browse(const Action& action);
  void browse_all(const Action& action);
  void pick(const Action& action);
  void propose(const std::string& path);

  Shared& shared_;
};

} // namespace copyscope::gui
