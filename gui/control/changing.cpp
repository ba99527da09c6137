#include "gui/control/changing.h"

#include "gui/session/gestures.h"
#include "gui/session/knob_groups.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

// Numbers of a `set`: more of it is to come; it has been asked about.
constexpr std::int64_t more_to_come = 1, agreed = 2;
constexpr std::int64_t pieces = 64; // of a file, for the slider of its bytes
constexpr double little = 0.002;    // of any other one: finer than its values lie

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

Handlers Changing::actions() {
  return {{action::set, does(this, &Changing::set)},
          {action::slide, does(this, &Changing::slide)},
          {action::slid, does(this, &Changing::slid)},
          {action::nudge, does(this, &Changing::nudge)},
          {action::reset, does(this, &Changing::reset)},
          {action::level, does(this, &Changing::level)},
          {action::knob_group, does(this, &Changing::knob_group)},
          {action::undo, does(this, &Changing::undo)},
          {action::redo, does(this, &Changing::redo)},
          {action::branch, does(this, &Changing::start_branch)},
          {action::branching, does(this, &Changing::branching)}};
}

/// Whatever is typed or switched comes by here, and goes to whom it is for.
void Changing::set(const Action& action) {
  const Typed typed = typed_in(action.text);
  if (!typed.value) return set_value(typed, action);
  const std::string& value = *typed.value;
  switch (typed.what.kind) {
  case FieldFor::Kind::exporting:
    if (typed.what.control) exporting_.type(*typed.what.control, value, action.number == 0);
    return;
  case FieldFor::Kind::knob:
    shared_.choices.knobs.sought = value;
    shared_.choices.scrolled.erase(knobs_list);
    return;
  case FieldFor::Kind::find:
    return finding_.type(value, action.number != more_to_come);
  case FieldFor::Kind::vote:
    return teaching_.count_hands(typed.what.choice, number_in(value));
  case FieldFor::Kind::follow:
    if (const auto offset = offset_in(value)) shared_.follow(*offset);
    return;
  case FieldFor::Kind::real:
    if (shared_.real.set(action.text)) return;
    break; // the scenario says what is wrong with it
  case FieldFor::Kind::crossover:
    if (!shared_.crossover.set(action.text)) break;
    shared_.choices.crossover_over = shared_.crossover.over();
    return;
  case FieldFor::Kind::open:
  case FieldFor::Kind::save:
  case FieldFor::Kind::setting:
    break;
  }
  set_value(typed, action);
}

/// Of the scenario.
void Changing::set_value(const Typed& typed, const Action& action) {
  if (!shared_.session.is_open()) return;
  if (!shared_.session.has_scenario()) return shared_.session.complain_of_no_scenario();
  if (!typed.value || typed.key.empty())
    shared_.what_if.set_written(action.text); // which says what is wrong with it
  else if (action.number == agreed)
    shared_.what_if.set(typed.key, *typed.value);
  else
    change(typed.key, *typed.value, action.number == more_to_come);
}

/// False where it was refused, or is asked about first.
bool Changing::change(const std::string& key, const std::string& value, bool dragging) {
  if (!shared_.session.has_scenario()) {
    shared_.session.complain_of_no_scenario();
    return false;
  }
  Confirm& confirm = shared_.confirm;
  if (shared_.choices.branching) {
    branch_off(key, value);
    return true;
  }
  const std::string text = fmt::format("{}={}", key, value);
  if (const std::int64_t rows = shared_.what_if.rows_too_many(key, value); rows > 0) {
    confirm.ask(Confirm::About::long_run, {action::set, agreed, text},
                {{"n", millions(rows)}, {"most", millions(most_rows_kept)}});
    return false;
  }
  // A slider has come back to where runs are short.
  if (confirm.is_open() && confirm.about() == Confirm::About::long_run) confirm.close();
  return shared_.what_if.set(key, value, dragging);
}

void Changing::slide(const Action& action) {
  const Session& session = shared_.session;
  if (!session.is_open()) return;
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  if (field_for(action.text).kind == FieldFor::Kind::follow) {
    const Bytes size = session.which(session.shown_case()).workload.file_size;
    const auto last = static_cast<double>(std::max<std::int64_t>(size.count() - 1, 0));
    return shared_.follow(static_cast<std::int64_t>(share * last));
  }
  const Knob* const knob = shared_.what_if.knob(action.text);
  if (!knob) return; // its scale is the same in a branch
  const std::string value = knob->value_at(share);
  const std::string key = knob->key; // the knob goes with what it shows
  if (value != knob->value || shared_.confirm.is_open() || shared_.choices.branching)
    change(key, value, true);
}

void Changing::slid() {
  shared_.what_if.end_drag();
}

/// To the next value that the slider knows.
void Changing::nudge(const Action& action) {
  const Session& session = shared_.session;
  if (!session.is_open() || action.number == 0) return;
  const int way = action.number > 0 ? 1 : -1;
  if (field_for(action.text).kind == FieldFor::Kind::follow) {
    const std::int64_t size = session.which(session.shown_case()).workload.file_size.count();
    const std::int64_t step = std::max<std::int64_t>(1, size / pieces);
    return shared_.follow(std::clamp<std::int64_t>(shared_.choices.follow + way * step, 0,
                                                   std::max<std::int64_t>(size - 1, 0)));
  }
  const Knob* const knob = shared_.what_if.knob(action.text);
  if (!knob) return;
  for (double at = knob->position + way * little; at > -little && at < 1 + little;
       at += way * little) {
    std::string value = knob->value_at(at);
    if (value == knob->value) continue;
    const std::string key = knob->key; // the knob goes with what it shows
    change(key, value, false);
    return;
  }
}

void Changing::reset(const Action& action) {
  shared_.what_if.reset(action.text);
}

/// In place: case, view and what happens just now stay in front.
void Changing::level(const Action& action) {
  using scenario::Fidelity;
  const bool is_linux = shared_.what_if.level() == Fidelity::linux;
  const Fidelity wanted = action.text == "linux"      ? Fidelity::linux
                          : action.text == "textbook" ? Fidelity::textbook
                          : is_linux                  ? Fidelity::textbook
                                                      : Fidelity::linux;
  shared_.branch.clear(); // it leaves a run that is gone
  shared_.what_if.set_level(wanted);
}

void Changing::knob_group(const Action& action) {
  Choices& choices = shared_.choices;
  if (!choices.knobs.may_fold(action.text)) return;
  choices.knobs.is_open[action.text] =
      !is_open(choices.knobs, action.text, shared_.what_if.level());
}

void Changing::undo() {
  shared_.what_if.undo();
}

void Changing::redo() {
  shared_.what_if.redo();
}

void Changing::start_branch(const Action& action) {
  if (action.text.empty() || (shared_.branch.is_there() && shared_.branch.setting() == action.text))
    return shared_.branch.clear();
  const std::size_t equals = std::min(action.text.find('='), action.text.size());
  if (equals < action.text.size())
    branch_off(action.text.substr(0, equals), action.text.substr(equals + 1));
  else
    shared_.branch.start(action.text);
}

/// Two runs stand beside each other, so what cannot be kept has no branch.
void Changing::branch_off(const std::string& key, const std::string& value) {
  if (shared_.what_if.rows_too_many(key, value) > 0)
    return shared_.session.complain({"", 0, 0, key + ": too long for a branch", "long_branch"});
  const std::string text = fmt::format("{}={}", key, value);
  if (!shared_.branch.is_there() || shared_.branch.setting() != text) shared_.branch.start(text);
}

void Changing::branching(const Action& action) {
  shared_.choices.branching = action.number != 0;
  if (!shared_.choices.branching) shared_.branch.clear();
}

} // namespace copyscope::gui
