// How things are looked at: views, cases, what is compared, lists that scroll, language and type.
#pragma once

#include "gui/control/finding.h"
#include "gui/control/shared.h"
#include "gui/control/teaching.h"

namespace copyscope::gui {

class Looking {
public:
  Looking(Shared& shared, Teaching& teaching, Finding& finding)
      : shared_(shared), teaching_(teaching), finding_(finding) {}

  Handlers actions();

  void show(View view);

private:
  void view(const Action& action);
  void show_case(const Action& action);
  void case_on();
  void case_back();
  void reference(const Action& action);
  void follow(const Action& action);
  void align_offsets();
  void choose_case(const Action& action);
  void drop_case(const Action& action);
  void against_real();
  void against_branch();
  void source(const Action& action);
  void scroll(const Action& action);
  void scroll_to(const Action& action);
  void language();
  void theme();
  void type_larger();
  void type_smaller();

  Shared& shared_;
  Teaching& teaching_;
  Finding& finding_;
};

} // namespace copyscope::gui
