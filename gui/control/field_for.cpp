#include "gui/control/field_for.h"

#include "gui/session/actions.h"

#include <charconv>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using Purpose = FieldFor::Kind;

// Before the point of the keys that have one; others there belong to the scenario.
constexpr std::string_view exporting_group = "export", vote_group = "vote", real_group = "real",
                           crossover_group = "crossover";

} // namespace

FieldFor field_for(std::string_view key) {
  FieldFor what;
  if (key == action::open || key == action::save) {
    what.kind = key == action::open ? Purpose::open : Purpose::save;
    what.is_path = true;
  } else if (key == field_key::find) {
    what.kind = Purpose::find;
  } else if (key == field_key::knob) {
    what.kind = Purpose::knob;
  } else if (key == field_key::follow) {
    what.kind = Purpose::follow;
  }
  const std::size_t point = key.find('.');
  if (point == std::string_view::npos) return what;
  const std::string_view group = key.substr(0, point), name = key.substr(point + 1);
  if (group == exporting_group) {
    what.kind = Purpose::exporting;
    what.control = export_control_named(name);
    what.is_path = what.control == ExportControl::path;
  } else if (group == vote_group) {
    what.kind = Purpose::vote;
    what.choice = number_in(name);
  } else if (group == real_group) {
    what.kind = Purpose::real;
    what.is_path = key == field_key::real_file;
  } else if (group == crossover_group) {
    what.kind = Purpose::crossover;
  }
  return what;
}

Typed typed_in(std::string_view text) {
  const std::size_t equals = text.find('=');
  Typed typed;
  typed.key = text.substr(0, equals);
  typed.what = field_for(typed.key);
  if (equals != std::string_view::npos) typed.value = text.substr(equals + 1);
  return typed;
}

int number_in(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

namespace field_key {

std::string vote(std::size_t choice) {
  return fmt::format("{}.{}", vote_group, choice);
}

std::string exporting(ExportControl control) {
  return fmt::format("{}.{}", exporting_group, name_of(control));
}

} // namespace field_key

} // namespace copyscope::gui
