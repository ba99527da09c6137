// What if: values are set, slid, undone; a branch is started. What would be too long is asked
// first.
#include "gui/control/controller.h"
#include "gui/session/gestures.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr std::int64_t count_only = 2;  // a `set` that has been asked about
constexpr auto follow_field = "follow"; // of the slider and the field in the view of that name

/// "4096", "4 KiB"; nothing for what is no offset.
std::optional<std::int64_t> offset_in(std::string_view text) {
  try {
    return parse_bytes(text).count();
  } catch (const QuantityError&) {
  }
  std::int64_t offset = 0;
  if (text.empty() || text.size() > 15) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    offset = offset * 10 + (c - '0');
  }
  return offset;
}

/// "109": millions, of what is more than ten of them.
std::string millions(std::int64_t count) {
  return fmt::format("{}", (count + 500'000) / 1'000'000);
}

} // namespace

void Controller::set(const Action& action) {
  if (type_into_export(action) || real_.set(action.text) || type_into_find(action) ||
      type_into_vote(action))
    return;
  const std::string_view text = action.text;
  const std::size_t equals = text.find('=');
  if (text.substr(0, equals) == follow_field && equals != std::string_view::npos) {
    if (const auto offset = offset_in(text.substr(equals + 1))) follow_offset(*offset);
    return;
  }
  if (!session_.is_open()) return;
  if (equals == std::string_view::npos || equals == 0) {
    what_if_.set_written(text); // which says what is wrong with it
    return;
  }
  const std::string key(text.substr(0, equals)), value(text.substr(equals + 1));
  if (action.number == count_only)
    what_if_.set(key, value);
  else
    change(key, value, action.number == 1);
}

/// False where it was refused, or is asked about first.
bool Controller::change(const std::string& key, const std::string& value, bool dragging) {
  if (choices_.branching) {
    branch_off(key, value);
    return true;
  }
  const std::string text = fmt::format("{}={}", key, value);
  if (const std::int64_t rows = what_if_.rows_too_many(key, value); rows > 0) {
    confirm_.ask(Confirm::About::long_run, {action::set, count_only, text},
                 {{"n", millions(rows)}, {"most", millions(most_rows_kept)}});
    return false;
  }
  // A slider has come back to where runs are short.
  if (confirm_.is_open() && confirm_.about() == Confirm::About::long_run) confirm_.close();
  return what_if_.set(key, value, dragging);
}

void Controller::slide(const Action& action) {
  if (!session_.is_open()) return;
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  if (action.text == follow_field) {
    const Bytes size = session_.which(session_.shown_case()).workload.file_size;
    const auto last = static_cast<double>(std::max<std::int64_t>(size.count() - 1, 0));
    return follow_offset(static_cast<std::int64_t>(share * last));
  }
  const Knob* const knob = what_if_.knob(action.text);
  if (!knob) return; // its scale is the same in a branch
  const std::string value = knob->value_at(share);
  const std::string key = knob->key; // the knob goes with what it shows
  if (value != knob->value || confirm_.is_open() || choices_.branching) change(key, value, true);
}

void Controller::slid(const Action&) {
  what_if_.end_drag();
}

void Controller::reset(const Action& action) {
  what_if_.reset(action.text);
}

void Controller::undo(const Action&) {
  what_if_.undo();
}

void Controller::redo(const Action&) {
  what_if_.redo();
}

void Controller::start_branch(const Action& action) {
  if (action.text.empty() || (branch_.is_there() && branch_.setting() == action.text))
    return branch_.clear();
  const std::size_t equals = std::min(action.text.find('='), action.text.size());
  if (equals < action.text.size())
    branch_off(action.text.substr(0, equals), action.text.substr(equals + 1));
  else
    branch_.start(action.text);
}

/// Two runs stand beside each other, so what cannot be kept has no branch.
void Controller::branch_off(const std::string& key, const std::string& value) {
  if (what_if_.rows_too_many(key, value) > 0)
    return session_.complain({"", 0, 0, key + ": too long for a branch", "long_branch"});
  const std::string text = fmt::format("{}={}", key, value);
  if (!branch_.is_there() || branch_.setting() != text) branch_.start(text);
}

void Controller::branching(const Action& action) {
  choices_.branching = action.number != 0;
  if (!choices_.branching) branch_.clear();
}

} // namespace copyscope::gui
