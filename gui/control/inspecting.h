// What is said beside a thing: a part looked at, the method explained, the menu of what can be
// done.
#pragma once

#include "gui/control/context_menu.h"
#include "gui/control/looking.h"
#include "gui/control/shared.h"
#include "gui/control/teaching.h"
#include "gui/session/explained.h"
#include "gui/session/inspection.h"

#include <cstdint>

namespace copyscope::gui {

class Inspecting {
public:
  Inspecting(Shared& shared, Teaching& teaching, Looking& looking)
      : shared_(shared), teaching_(teaching), looking_(looking) {}

  Handlers actions();

  bool inspects() const; ///< a part is looked at, in the view that is seen
  bool explains() const; ///< the same of the method
  bool close();          ///< the one, or else the other; false: neither is seen
  void settle();
  void work(std::uint64_t budget) { inspector_.work(budget); }
  bool is_working() const { return inspector_.is_working(); }

  const Inspector& inspector() const { return inspector_; }
  const Explained& explained() const { return explained_; }
  const ContextMenu& menu() const { return context_; }

private:
  void part(const Action& action);
  void explain();
  void context(const Action& action);
  void context_choose(const Action& action);
  ContextSubject context_subject(const ContextTarget& target) const;

  Shared& shared_;
  Teaching& teaching_;
  Looking& looking_;
  Inspector inspector_;
  Explained explained_;
  ContextMenu context_;
};

} // namespace copyscope::gui
