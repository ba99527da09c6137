// The export dialog: what it is about, and what is asked of it.
#pragma once

#include "gui/control/browsing.h"
#include "gui/control/shared.h"

#include <string>

namespace copyscope::gui {

class Exporting {
public:
  Exporting(Shared& shared, Browsing& browsing) : shared_(shared), browsing_(browsing) {}

  Handlers actions();

  /// Into a field of the dialog; `entered`: Enter was pressed, and it is written.
  void type(ExportControl control, const std::string& text, bool entered);
  /// What is on the stage, and what could be compared with it.
  ExportSubject subject() const;
  void settle();
  bool poll();

private:
  void open_or_close();
  void choose(const Action& action);
  void turn(const Action& action);
  void list(const Action& action);
  void write(const Action& action);
  void copy();

  Shared& shared_;
  Browsing& browsing_;
};

} // namespace copyscope::gui
