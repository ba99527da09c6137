// What lies over the view: lists that drop down, the help, notices; and Esc, which closes what lies
// on top.
#pragma once

#include "gui/control/browsing.h"
#include "gui/control/filing.h"
#include "gui/control/finding.h"
#include "gui/control/inspecting.h"
#include "gui/control/looking.h"
#include "gui/control/shared.h"
#include "gui/control/teaching.h"

namespace copyscope::gui {

class Overlays {
public:
  Overlays(Shared& shared, Browsing& browsing, Filing& filing, Finding& finding,
           Inspecting& inspecting, Looking& looking, Teaching& teaching)
      : shared_(shared), browsing_(browsing), filing_(filing), finding_(finding),
        inspecting_(inspecting), looking_(looking), teaching_(teaching) {}

  Handlers actions();

private:
  void help();
  void about();
  void menu(const Action& action);
  void notice();
  void back();
  bool closes_one();

  Shared& shared_;
  Browsing& browsing_;
  Filing& filing_;
  Finding& finding_;
  Inspecting& inspecting_;
  Looking& looking_;
  Teaching& teaching_;
};

} // namespace copyscope::gui
