// What if: the open scenario with other parameters, step by step and back again.
//
// A change is a list of settings on top of the scenario, as `--set` would give them, so every state
// can be had again: undo and redo are lists of lists.
#pragma once

#include "gui/session/knob.h"
#include "gui/session/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class WhatIf {
public:
  explicit WhatIf(Session& session) : session_(session) {}

  /// What can be turned, as it stands for the shown case.
  const std::vector<Knob>& knobs() const;
  const Knob* knob(std::string_view key) const; ///< by its whole key, or nullptr

  /// Sets KEY=VALUE. `dragging`: more of the same is to come, and all of it is one step to undo,
  /// with the set that ends it. False, and nothing changed, where the scenario refuses it: the
  /// session's complaints() say why.
  bool set(std::string_view key, std::string_view value, bool dragging = false);
  bool set_written(std::string_view key_and_value, bool dragging = false); ///< "KEY=VALUE"
  void end_drag() { dragged_.clear(); } ///< the next set() is a step of its own
  /// Without moving anything: what would be wrong with it; empty where nothing is.
  std::string problem_with(std::string_view key, std::string_view value) const;
  bool reset(std::string_view key); ///< to the scenario's own value; empty: all of them

  /// The level of the model is one setting for all cases. It can be chosen where they are
  /// simulated.
  bool has_level() const;
  scenario::Fidelity level() const; ///< of the shown case
  /// The textbook has one client alone, so that goes with it where there are more.
  bool set_level(scenario::Fidelity level);
  static constexpr std::string_view level_key = "machine.fidelity";
  /// What the shown case has by the file: of a knob, or the level; else empty.
  std::string unchanged(std::string_view key) const;
  bool undo();
  bool redo();
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  bool can_reset() const { return !session_.settings().empty(); }

  /// A case before the latest change and now; nothing while it is not known.
  struct Change {
    std::size_t case_index = 0;
    std::optional<analysis::Result> before, after;
    bool is_estimate = false; ///< after
  };
  std::vector<Change> changes() const;
  bool has_before() const { return !before_.empty(); }
  /// What was changed between the two; empty: the values are the same.
  struct Difference {
    std::string key, before, now;

    friend bool operator==(const Difference&, const Difference&) = default;
  };
  std::vector<Difference> differences() const;
  /// With that value, the rows of the longest case, where they are too many to be kept; else 0.
  std::int64_t rows_too_many(std::string_view key, std::string_view value) const;

  /// To be called after the session has worked: notes the results once all are there, and forgets
  /// everything when another scenario was opened.
  void observe();

private:
  using Settings = std::vector<scenario::Setting>;

  bool change(Settings settings, std::string_view dragged);
  bool move(std::vector<Settings>& from, std::vector<Settings>& to);
  std::string whole_key(std::string_view key) const;
  Settings with(Settings others, std::string_view key, std::string_view value) const;
  bool loads(const Settings& settings) const;
  bool is_the_files_own(const Settings& others, const std::string& key,
                        const std::string& value) const;

  Session& session_;
  std::vector<Settings> past_, future_;
  std::string dragged_;                         ///< the key that is being dragged; empty: none
  std::vector<analysis::Result> settled_;       ///< when all of them were current last
  std::vector<analysis::Result> before_;        ///< when the latest change began
  Settings settled_settings_, before_settings_; ///< that those are of
  std::uint64_t opened_ = 0;
  mutable std::vector<Knob> knobs_; // made anew when what they show has changed
  mutable std::uint64_t knobs_of_revision_ = 0;
  mutable std::size_t knobs_of_case_ = 0;
};

} // namespace copyscope::gui
