// What a field, a slider or a switch is for: KEY of the "KEY=VALUE" that regions and action::set
// carry. It is read here, once; whoever gets one switches on its kind. And the keys as they are
// written, for whoever draws such a field.
#pragma once

#include "gui/exporting/export_choices.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

struct FieldFor {
  enum class Kind : unsigned char {
    setting,   ///< of the scenario, as --set has it: whatever is none of the others
    real,      ///< how a real run is made: "real.rounds"
    crossover, ///< how it is measured and looked at: "crossover.mapping"
    exporting, ///< a control of the export dialog: "export.width"
    vote,      ///< hands for a choice: "vote.2"
    find,      ///< what is looked for
    knob,      ///< the same among the values that can be changed
    follow,    ///< the byte that is followed
    open,      ///< a path; Enter opens it
    save       ///< the same: Enter saves there
  };
  Kind kind = Kind::setting;
  std::optional<ExportControl> control; ///< of exporting; nothing: there is none of that name
  int choice = 0;                       ///< of vote, from 1; 0: that is no number
  bool is_path = false;                 ///< a file is named

  /// What is typed there goes with a dialog: Enter is an action of the key's name.
  bool is_of_dialog() const { return kind == Kind::open || kind == Kind::save; }
};

FieldFor field_for(std::string_view key);

struct Typed {
  FieldFor what;
  std::string key;
  std::optional<std::string> value; ///< nothing: there is no "=" in it
};

Typed typed_in(std::string_view text);
int number_in(std::string_view digits); ///< 0 for what is no number

namespace field_key {

constexpr auto find = "find";
constexpr auto knob = "knob";
constexpr auto follow = "follow";
constexpr auto real_file = "real.file";
constexpr auto real_path = "real.path";
std::string vote(std::size_t choice); ///< from 1
std::string exporting(ExportControl control);

} // namespace field_key

} // namespace copyscope::gui
