// The values that can be changed, by groups: which there are, what belongs to them, which are open,
// and which values are looked for.
#pragma once

#include "gui/session/knob.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

constexpr auto knobs_list = "knobs"; ///< among what scrolls

/// How they are looked at.
struct KnobChoices {
  std::map<std::string, bool> is_open; ///< groups that were clicked
  std::string sought;                  ///< what is looked for; empty: all

  bool may_fold(std::string_view group) const; ///< there is such a group
};

/// The group of a parameter: "workload", "cpu", "receiver" (wire, TCP and the other end) …
std::string_view group_of_knob(std::string_view layer, std::string_view path);

/// Whether the simulator takes that parameter of the machine into account. Others are no handles.
bool has_effect(std::string_view path);

/// Open until it is clicked: at the textbook's level all are, at the kernel's the first and the
/// mechanisms.
bool is_open(const KnobChoices& choices, std::string_view group, scenario::Fidelity level);

struct KnobGroup {
  std::string name;
  std::vector<const Knob*> knobs; ///< those that are looked for
  std::size_t changed = 0;        ///< of them
  bool is_open = true;
};

/// In the order in which they are read; those in which nothing is looked for are left out, others
/// are open while something is. The knobs have to outlive it.
std::vector<KnobGroup> groups_of(const std::vector<Knob>& knobs, const KnobChoices& choices,
                                 scenario::Fidelity level);

/// Whether every word is in the knob's name, in either language, or in its path; a to z and A to Z
/// are the same.
bool is_sought(const Knob& knob, std::string_view words);

} // namespace copyscope::gui
