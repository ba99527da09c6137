// What goes to the clipboard: numbers as text, pictures once they are drawn.
#pragma once

#include "gui/control/exporting.h"
#include "gui/control/finding.h"
#include "gui/control/shared.h"
#include "gui/exporting/export_work.h"
#include "gui/session/copied.h"

#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

class Copying {
public:
  Copying(Shared& shared, Finding& finding, Exporting& exporting)
      : shared_(shared), finding_(finding), exporting_(exporting),
        drawing_(shared.session.services().exporter) {}

  Handlers actions();

  std::optional<Copied> take_copied(); ///< once
  bool poll(double seconds);
  bool is_drawing() const { return drawing_.is_running(); }

private:
  void copy(const Action& action);
  void copy_picture(const Action& action);
  void copy_text(std::string text, std::string_view notice);
  std::string numbers_in_front() const;
  std::string race_numbers() const;
  std::string ledger_numbers_of(bool range) const;
  void tell_briefly(std::string_view notice);

  Shared& shared_;
  Finding& finding_;
  Exporting& exporting_;
  ExportWork drawing_;           ///< of a picture
  std::string drawn_type_;       ///< what that picture will be
  std::optional<Copied> copied_; ///< beside the export dialog's
  std::string told_;             ///< the notice that goes by itself
  double told_for_ = 0;          ///< seconds that it is still seen; 0: until it is read
};

} // namespace copyscope::gui
