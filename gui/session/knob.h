// A parameter of the open scenario as something to turn: its value as text, and where its slider
// stands.
//
// Sizes, rates, times and counts have a logarithmic scale around the scenario's own value; the
// resident fraction a linear one; what is switched has none.
#pragma once

#include "sim/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

struct Knob {
  enum class Kind : unsigned char { bytes, time, rate, count, fraction, flag };

  std::string key;      ///< as `--set` takes it: "workload.chunk", "machine.nic.scatter_gather"
  std::string group;    ///< window.whatif.group.GROUP: "workload", "cpu", "disk" …
  std::string text_key; ///< "parameter.cpu.mode_switch"
  Kind kind = Kind::count;
  std::string value;     ///< of the shown case: "64 KiB", "10 GB/s", "warm", "true"
  std::string unchanged; ///< the same without settings
  double position = 0;   ///< 0 to 1; of a flag 0 or 1
  bool on = false;       ///< of a flag
  bool varies = false;   ///< another case has another value: to set it makes them equal

  bool changed() const { return value != unchanged; }

  // The scale: the smallest and the largest value, in ps, bytes, bits a second or one.
  double least = 0, most = 1;
  bool zero_too = false; ///< position 0 is the value 0
  bool in_bits = false;  ///< of a rate: round numbers are bits a second, not bytes

  // What may be set, whatever the scale shows.
  bool may_be_zero = false;
  double largest = 0; ///< bytes or one

  /// The value at a position, rounded to what people would write: powers of two for sizes and
  /// counts, 1-2-5 for rates and times, twentieths for the fraction.
  std::string value_at(double position) const;
};

/// The parameters that the case's level has and that make a difference, those of a group together.
/// `unchanged` is the same scenario without settings.
std::vector<Knob> knobs_of(const scenario::Scenario& scenario, const scenario::Scenario& unchanged,
                           std::size_t which);

} // namespace copyscope::gui
