// How everything stands at a moment: the state of the machine's parts relative to the time and to
// the place in the file, so that two moments of a steady transfer can be found to be alike.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/units/bytes.h"
#include "sim/units/time.h"
#include "sim/units/wide.h"

#include <cstdint>
#include <vector>

namespace copyscope::machine {

class Standing {
public:
  /// At `now`, when everything before `offset` has been sent, as far as the program can tell.
  Standing(Time now, Bytes offset) : now_(now), offset_(offset) {}

  Bytes offset() const { return offset_; }
  std::int64_t page() const { return offset_.count() / scenario::page_size; }

  void number(std::int64_t number) { numbers_.push_back(number); }
  void wide(Int128 number) {
    this->number(static_cast<std::int64_t>(number >> 64));
    this->number(static_cast<std::int64_t>(number));
  }
  void time(Time time) { number(time == Time::max() ? INT64_MAX : (time - now_).ps()); }
  void place(Bytes place) { number((place - offset_).count()); }
  void page(std::int64_t page) { number(page - this->page()); }

  /// Alike in all that was told, in the same order.
  friend bool operator==(const Standing& a, const Standing& b) { return a.numbers_ == b.numbers_; }

private:
  Time now_;
  Bytes offset_;
  std::vector<std::int64_t> numbers_;
};

} // namespace copyscope::machine
