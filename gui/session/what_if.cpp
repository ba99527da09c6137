#include "gui/session/what_if.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr std::size_t most_steps = 1000; // to undo

std::optional<analysis::Result> result_named(const std::vector<analysis::Result>& results,
                                             const std::string& id) {
  const auto found = std::ranges::find(results, id, &analysis::Result::id);
  return found == results.end() ? std::nullopt : std::optional(*found);
}

std::string_view level_name(scenario::Fidelity level) {
  return level == scenario::Fidelity::linux ? "linux" : "textbook";
}

} // namespace

const std::vector<Knob>& WhatIf::knobs() const {
  if (knobs_of_revision_ != session_.revision() || knobs_of_case_ != session_.shown_case()) {
    knobs_.clear();
    if (session_.has_scenario())
      knobs_ = knobs_of(session_.scenario(), session_.unchanged(), session_.shown_case());
    knobs_of_revision_ = session_.revision();
    knobs_of_case_ = session_.shown_case();
  }
  return knobs_;
}

const Knob* WhatIf::knob(std::string_view key) const {
  const auto found = std::ranges::find(knobs(), key, &Knob::key);
  return found == knobs().end() ? nullptr : &*found;
}

/// `chunk` is `workload.chunk`, where no other key ends like that: settings of one parameter shall
/// replace each other.
std::string WhatIf::whole_key(std::string_view key) const {
  if (knob(key)) return std::string(key);
  const std::string tail = "." + std::string(key);
  const Knob* only = nullptr;
  for (const Knob& each : knobs()) {
    if (!each.key.ends_with(tail)) continue;
    if (only) return std::string(key); // ambiguous: the session says so
    only = &each;
  }
  return only ? only->key : std::string(key);
}

bool WhatIf::set(std::string_view key, std::string_view value, bool dragging) {
  const std::string whole = whole_key(key);
  Settings settings = session_.settings();
  const auto present = std::ranges::find(settings, whole, &scenario::Setting::key);
  if (present != settings.end()) settings.erase(present);
  if (std::string text(value); !is_the_files_own(settings, whole, text))
    settings.push_back({whole, std::move(text)});
  const bool goes_on = !dragged_.empty() && dragged_ == whole;
  const auto alike = [](const auto& a, const auto& b) {
    return a.key == b.key && a.value == b.value;
  };
  if (std::ranges::equal(settings, session_.settings(), alike)) return true; // no step to undo
  if (!change(std::move(settings), goes_on ? whole : std::string_view())) return false;
  dragged_ = dragging ? whole : std::string();
  return true;
}

/// Whether the value is what the file says anyway. What the scenario refuses is not.
bool WhatIf::is_the_files_own(const Settings& others, const std::string& key,
                              const std::string& value) const {
  Settings with = others;
  with.push_back({key, value});
  try {
    return session_.load_with(with) == session_.load_with(others);
  } catch (const std::exception&) {
    return false;
  }
}

bool WhatIf::set_written(std::string_view key_and_value, bool dragging) {
  const std::size_t equals = key_and_value.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    session_.complain(
        {"", 0, 0, "found " + std::string(key_and_value) + "; expected KEY=VALUE", "setting"});
    return false;
  }
  return set(key_and_value.substr(0, equals), key_and_value.substr(equals + 1), dragging);
}

std::string WhatIf::problem_with(std::string_view key, std::string_view value) const {
  if (!session_.is_open()) return {};
  Settings settings = session_.settings();
  settings.push_back({whole_key(key), std::string(value)});
  try {
    session_.load_with(settings);
    return {};
  } catch (const scenario::InputError& error) {
    const std::vector<Complaint> complaints = complaints_of(error);
    return complaints.empty() ? std::string(error.what()) : complaints.front().message;
  } catch (const std::exception& error) {
    return error.what();
  }
}

bool WhatIf::reset(std::string_view key) {
  Settings settings = session_.settings();
  if (key.empty())
    settings.clear();
  else
    std::erase_if(settings,
                  [whole = whole_key(key)](const auto& each) { return each.key == whole; });
  if (settings.size() == session_.settings().size()) return false;
  return change(std::move(settings), {});
}

bool WhatIf::has_level() const {
  return session_.is_open() && session_.has_scenario() && !session_.is_saved_real();
}

scenario::Fidelity WhatIf::level() const {
  return session_.is_open() ? session_.which(session_.shown_case()).machine.fidelity
                            : scenario::Fidelity::textbook;
}

/// With that setting too, where the file does not say the same anyway.
WhatIf::Settings WhatIf::with(Settings others, std::string_view key, std::string_view value) const {
  std::erase_if(others, [&](const auto& each) { return each.key == key; });
  if (std::string text(value); !is_the_files_own(others, std::string(key), text))
    others.push_back({std::string(key), std::move(text)});
  return others;
}

bool WhatIf::loads(const Settings& settings) const {
  try {
    session_.load_with(settings);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

bool WhatIf::set_level(scenario::Fidelity wanted) {
  if (!has_level() || level() == wanted) return false;
  constexpr std::string_view clients = "workload.clients";
  const bool is_linux = wanted == scenario::Fidelity::linux;
  Settings others = session_.settings();
  // What was given up for the textbook comes back.
  if (is_linux) std::erase_if(others, [&](const auto& each) { return each.key == clients; });
  Settings settings = with(others, level_key, level_name(wanted));
  if (!is_linux && !loads(settings)) {
    std::erase_if(others, [&](const auto& each) { return each.key == clients; });
    settings = with(others, level_key, level_name(wanted));
    if (!loads(settings)) settings.push_back({std::string(clients), "1"});
  }
  return change(std::move(settings), {});
}

std::string WhatIf::unchanged(std::string_view key) const {
  if (const Knob* const known = knob(key)) return known->unchanged;
  if (key != level_key || !session_.is_open()) return {};
  const scenario::Case* const before =
      session_.unchanged().find(session_.which(session_.shown_case()).id);
  return before ? std::string(level_name(before->machine.fidelity)) : std::string();
}

/// One step; more of the same one where `dragged` is what has been dragged so far.
bool WhatIf::change(Settings settings, std::string_view dragged) {
  Settings present = session_.settings();
  if (!session_.apply(std::move(settings))) return false;
  if (dragged.empty()) {
    past_.push_back(std::move(present));
    if (past_.size() > most_steps) past_.erase(past_.begin());
    before_ = settled_;
    before_settings_ = settled_settings_;
  }
  dragged_.clear();
  future_.clear();
  return true;
}

bool WhatIf::move(std::vector<Settings>& from, std::vector<Settings>& to) {
  if (from.empty()) return false;
  Settings present = session_.settings();
  dragged_.clear();
  if (!session_.apply(from.back())) return false; // the file may have changed meanwhile
  from.pop_back();
  to.push_back(std::move(present));
  before_ = settled_;
  before_settings_ = settled_settings_;
  return true;
}

bool WhatIf::undo() {
  return move(past_, future_);
}

bool WhatIf::redo() {
  return move(future_, past_);
}

std::vector<WhatIf::Change> WhatIf::changes() const {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < session_.case_count(); ++i) {
    Change change{i, result_named(before_, session_.which(i).id), std::nullopt};
    const CaseSlot& slot = session_.slot(i);
    if (const analysis::Result* const now = slot.current_result()) {
      change.after = *now;
    } else if (const Foretold* const told = slot.foretold()) {
      change.after = told->result;
      change.is_estimate = !told->is_exact;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<WhatIf::Difference> WhatIf::differences() const {
  const auto value_in = [this](const Settings& settings, const std::string& key) {
    const auto found = std::ranges::find(settings, key, &scenario::Setting::key);
    return found != settings.end() ? found->value : unchanged(key);
  };
  std::vector<Difference> all;
  for (const Settings* const settings : {&before_settings_, &session_.settings()})
    for (const scenario::Setting& each : *settings) {
      Difference one{each.key, value_in(before_settings_, each.key),
                     value_in(session_.settings(), each.key)};
      if (one.before != one.now && std::ranges::find(all, one) == all.end())
        all.push_back(std::move(one));
    }
  return all;
}

std::int64_t WhatIf::rows_too_many(std::string_view key, std::string_view value) const {
  Settings settings = session_.settings();
  settings.push_back({whole_key(key), std::string(value)});
  try {
    const scenario::Scenario changed = session_.load_with(settings);
    std::int64_t most = 0;
    for (const scenario::Case& each : changed.cases)
      most = std::max(most, rows_beyond(session_.services(), changed, each));
    return most;
  } catch (const std::exception&) {
    return 0;
  }
}

void WhatIf::observe() {
  if (opened_ != session_.opened()) {
    opened_ = session_.opened();
    past_.clear();
    future_.clear();
    dragged_.clear();
    settled_.clear();
    before_.clear();
    settled_settings_.clear();
    before_settings_.clear();
  }
  if (!session_.is_open() || !session_.all_current()) return;
  settled_ = session_.results();
  settled_settings_ = session_.settings();
}

} // namespace copyscope::gui
