#include "gui/session/knob.h"

#include "gui/session/knob_groups.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using KnobKind = Knob::Kind;

constexpr double zero_share = 0.05;    // of a slider, for the value 0
constexpr double usual_time = 100'000; // ps; around it times are turned that are 0
constexpr double largest_rate = 1e18;  // bits a second
constexpr double twentieth = 0.05;

/// A value in its smallest unit, and as text.
struct Value {
  KnobKind kind = KnobKind::count;
  double amount = 0;
  std::string text;
};

Value value_of_slot(const scenario::Machine& machine, const scenario::Parameter& parameter) {
  scenario::Machine copy = machine; // slots are for writing too
  Value value;
  value.text = scenario::value_of(machine, parameter);
  const auto take = [&value](KnobKind kind, auto amount) {
    value.kind = kind;
    value.amount = static_cast<double>(amount);
  };
  struct Visitor {
    decltype(take)& to;
    void operator()(const Time* time) const { to(KnobKind::time, time->ps()); }
    void operator()(const Bytes* bytes) const { to(KnobKind::bytes, bytes->count()); }
    void operator()(const Bandwidth* rate) const {
      to(KnobKind::rate, static_cast<double>(rate->bits()) / static_cast<double>(rate->divisor()));
    }
    void operator()(const std::int64_t* count) const { to(KnobKind::count, *count); }
    void operator()(const bool* flag) const { to(KnobKind::flag, *flag ? 1 : 0); }
  };
  std::visit(Visitor{take}, parameter.slot(copy));
  return value;
}

Value bytes_value(Bytes bytes) {
  return {KnobKind::bytes, static_cast<double>(bytes.count()), to_string(bytes)};
}

Value residency_value(const Decimal& fraction) {
  const double share = static_cast<double>(fraction.digits) / std::pow(10.0, fraction.decimals);
  return {KnobKind::fraction, share,
          share == 0   ? "cold"
          : share == 1 ? "warm"
                       : to_string(fraction)};
}

/// 1, 2 or 5 times a power of ten, the one that is nearest by ratio.
double nearest_125(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
  double best = decade;
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (std::abs(std::log(decade * step / value)) < std::abs(std::log(best / value)))
      best = decade * step;
  return best;
}

double nearest_power_of_two(double value) {
  return std::exp2(std::round(std::log2(std::max(value, 1.0))));
}

bool is_125(double value) {
  return value > 0 && std::abs(nearest_125(value) / value - 1) < 1e-9;
}

std::int64_t whole(double value) {
  return static_cast<std::int64_t>(std::llround(value));
}

std::string trimmed(double fraction) {
  std::string text = fmt::format("{:.2f}", fraction);
  return text.ends_with('0') ? text.substr(0, text.size() - 1) : text;
}

/// From a 64th to 1,024 times the value, in powers of two.
void scale_by_twos(Knob& knob, double base, double largest) {
  const double center = nearest_power_of_two(base);
  knob.least = std::max(1.0, center / 64);
  knob.most = std::min(std::max(center * 1024, 64.0), std::exp2(std::floor(std::log2(largest))));
}

/// A hundredth to a hundred times the value.
void scale_by_tens(Knob& knob, double base) {
  knob.least = std::max(1.0, nearest_125(base / 100));
  knob.most = std::min(nearest_125(base * 100), largest_rate);
}

void lay_scale(Knob& knob, double base, bool zero_too, double largest) {
  knob.zero_too = zero_too && knob.kind != KnobKind::fraction && knob.kind != KnobKind::flag;
  switch (knob.kind) {
  case KnobKind::bytes:
  case KnobKind::count:
    scale_by_twos(knob, base, largest);
    break;
  case KnobKind::time:
    scale_by_tens(knob, base > 0 ? base : usual_time);
    break;
  case KnobKind::rate:
    // "10 Gbit/s" is a round number of bits, "10 GB/s" one of bytes.
    knob.in_bits = is_125(base) && !is_125(base / 8);
    scale_by_tens(knob, base);
    break;
  case KnobKind::fraction:
  case KnobKind::flag:
    break;
  }
}

double position_of(const Knob& knob, double amount) {
  if (knob.kind == KnobKind::fraction || knob.kind == KnobKind::flag)
    return std::clamp(amount, 0.0, 1.0);
  if (amount <= 0 || knob.most <= knob.least) return 0;
  const double from = knob.zero_too ? zero_share : 0;
  const double share = std::log(amount / knob.least) / std::log(knob.most / knob.least);
  return from + (1 - from) * std::clamp(share, 0.0, 1.0);
}

/// File sizes and chunks have the range that lessons use, whatever theirs is.
void widen(Knob& knob, double least, double most) {
  knob.least = least;
  knob.most =
      std::min(std::max(most, knob.most / 256), static_cast<double>(scenario::largest_size));
}

class Collector {
public:
  Collector(const scenario::Scenario& scenario, const scenario::Scenario& unchanged,
            std::size_t which)
      : scenario_(scenario), unchanged_(unchanged), which_(which) {}

  /// `get` tells the value of a case.
  template <class Get>
  void add(std::string_view layer, std::string_view path, Get get, bool zero_too, double largest) {
    const scenario::Case& shown = scenario_.cases[which_];
    const scenario::Case* const before = unchanged_.find(shown.id);
    const Value value = get(shown), original = before ? get(*before) : value;
    Knob knob;
    knob.may_be_zero = zero_too;
    knob.largest = largest;
    knob.key = fmt::format("{}.{}", layer, path);
    knob.group = group_of_knob(layer, path);
    knob.text_key = layer == "workload" ? fmt::format("parameter.workload.{}", path)
                                        : fmt::format("parameter.{}", path);
    knob.kind = value.kind;
    knob.value = value.text;
    knob.unchanged = original.text;
    knob.on = value.kind == KnobKind::flag && value.amount != 0;
    lay_scale(knob, original.amount, zero_too, largest);
    if (knob.key == "workload.file_size") widen(knob, 1024, std::exp2(30));
    if (knob.key == "workload.chunk") widen(knob, 512, std::exp2(26));
    knob.position = position_of(knob, value.amount);
    for (const scenario::Case& each : scenario_.cases)
      knob.varies = knob.varies || get(each).text != value.text;
    knobs_.push_back(std::move(knob));
  }

  std::vector<Knob> take() { return std::move(knobs_); }

private:
  const scenario::Scenario& scenario_;
  const scenario::Scenario& unchanged_;
  std::size_t which_;
  std::vector<Knob> knobs_;
};

} // namespace

std::string Knob::value_at(double at) const {
  at = std::isfinite(at) ? std::clamp(at, 0.0, 1.0) : 0.0;
  if (kind == KnobKind::flag) return at < 0.5 ? "false" : "true";
  if (kind == KnobKind::fraction) {
    const double share = std::round(at / twentieth) * twentieth;
    return share < twentieth / 2 ? "cold" : share > 1 - twentieth / 2 ? "warm" : trimmed(share);
  }
  const double from = zero_too ? zero_share : 0;
  const bool is_zero = zero_too && at < zero_share / 2;
  const double share = std::max(0.0, (at - from) / (1 - from));
  const double amount = is_zero ? 0 : least * std::pow(most / least, share);
  const auto within = [this](double value) { return std::clamp(value, least, most); };
  switch (kind) {
  case KnobKind::bytes:
    return to_string(Bytes(is_zero ? 0 : whole(within(nearest_power_of_two(amount)))));
  case KnobKind::count:
    return fmt::format("{}", is_zero ? 0 : whole(within(nearest_power_of_two(amount))));
  case KnobKind::time:
    return to_string(Time::from_ps(is_zero ? 0 : whole(within(nearest_125(amount)))));
  default: // a rate: never 0
    return to_string(
        Bandwidth::from_bits(whole(in_bits ? nearest_125(amount) : 8 * nearest_125(amount / 8))));
  }
}

std::vector<Knob> knobs_of(const scenario::Scenario& scenario, const scenario::Scenario& unchanged,
                           std::size_t which) {
  if (which >= scenario.cases.size()) return {};
  const scenario::Case& shown = scenario.cases[which];
  const auto largest = static_cast<double>(scenario::largest_size);
  Collector all(scenario, unchanged, which);
  all.add(
      "workload", "file_size",
      [](const auto& each) { return bytes_value(each.workload.file_size); }, true, largest);
  all.add(
      "workload", "chunk", [](const auto& each) { return bytes_value(each.workload.chunk); }, false,
      largest);
  all.add(
      "workload", "page_cache",
      [](const auto& each) { return residency_value(each.workload.page_cache.fraction); }, true,
      largest);
  const bool linux_too = shown.machine.fidelity == scenario::Fidelity::linux;
  if (linux_too)
    all.add(
        "workload", "clients",
        [](const auto& each) {
          return Value{KnobKind::count, static_cast<double>(each.workload.clients),
                       fmt::format("{}", each.workload.clients)};
        },
        false, 16'384);
  for (const scenario::Parameter& parameter : scenario::parameters()) {
    if (parameter.level == scenario::Fidelity::linux && !linux_too) continue;
    if (!has_effect(parameter.path)) continue;
    all.add(
        "machine", parameter.path,
        [&parameter](const auto& each) { return value_of_slot(each.machine, parameter); },
        parameter.may_be_zero, static_cast<double>(parameter.most));
  }
  return all.take();
}

} // namespace copyscope::gui
