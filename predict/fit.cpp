#include "predict/fit.h"

#include "predict/least_squares.h"
#include "predict/send_cost.h"
#include "sim/scenario/scenario.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace copyscope::predict {

namespace {

using scenario::Machine;

constexpr double unit_ps = 1e6; // large beside the picosecond to which rows are rounded
constexpr std::int64_t boundless = 1'000'000'000'000'000; // bytes a second: a page in 4 ps
constexpr double most_bytes_per_second = 1e12;

/// In the order of the report. Of copies the simulator charges the slower of two rates, of which
/// the first is of all: what is fitted beside it is by how much the others are dearer.
constexpr std::array<std::string_view, 8> fitted_parameters{
    "cpu.per_call",       "cpu.per_packet",        "cpu.descriptor",      "page_cache.lookup",
    "cpu.copy_bandwidth", "socket.copy_bandwidth", "mmap.copy_bandwidth", "socket.allocation"};
constexpr std::size_t all_copies = 4, first_dearer_copies = 5, last_dearer_copies = 6;
/// Both copy from the page cache what no cache of the CPU holds, and are taken for equal (fit.h).
constexpr std::string_view into_socket = "socket.copy_bandwidth",
                           into_user_buffer = "cpu.cold_copy_bandwidth";

scenario::Slot slot_of(Machine& machine, std::string_view path) {
  return scenario::find_parameter(path)->slot(machine);
}

/// Sets what costs time, with what is taken for equal to it; in picoseconds, of a bandwidth for a
/// page.
void set_cost(Machine& machine, std::string_view path, double ps) {
  const scenario::Slot slot = slot_of(machine, path);
  if (Time* const* time = std::get_if<Time*>(&slot)) **time = Time::from_ps(std::llround(ps));
  if (Bandwidth* const* rate = std::get_if<Bandwidth*>(&slot)) **rate = bandwidth_of_page_time(ps);
  if (path == into_socket) set_cost(machine, into_user_buffer, ps);
}

/// One on which nothing that can be fitted costs anything.
Machine without_fitted_costs(Machine machine) {
  machine.mechanism.bus = false;
  machine.cpu.per_page = Time();
  machine.cpu.cold_copy_bandwidth = Bandwidth::from_bytes(boundless);
  for (const std::string_view path : fitted_parameters) {
    const scenario::Slot slot = slot_of(machine, path);
    if (Time* const* time = std::get_if<Time*>(&slot)) **time = Time();
    if (Bandwidth* const* rate = std::get_if<Bandwidth*>(&slot))
      **rate = Bandwidth::from_bytes(boundless);
  }
  return machine;
}

double cost_ps(const Machine& machine, const SendSample& sample) {
  return static_cast<double>(send_cost(machine, sample.setting).sends.ps());
}

/// How often the sample pays each cost, and what it pays beside all of them.
struct Charges {
  std::vector<double> times;
  double beside_ps = 0;
};

Charges charges_of(const Machine& free, const SendSample& sample) {
  Charges charges;
  charges.beside_ps = cost_ps(free, sample);
  for (const std::string_view path : fitted_parameters) {
    Machine machine = free;
    set_cost(machine, path, unit_ps);
    charges.times.push_back((cost_ps(machine, sample) - charges.beside_ps) / unit_ps);
  }
  return charges;
}

} // namespace

Bandwidth bandwidth_of_page_time(double ps) {
  const double rate = ps > 0 ? scenario::page_size * 1e12 / ps : most_bytes_per_second;
  return Bandwidth::from_bytes(std::llround(std::clamp(rate, 1e6, most_bytes_per_second)));
}

double Fit::mean_error() const {
  double sum = 0;
  for (const Residual& each : residuals)
    sum += std::abs(each.relative());
  return residuals.empty() ? 0 : sum / static_cast<double>(residuals.size());
}

Fit fit_to(const Machine& machine, const std::vector<SendSample>& samples) {
  if (samples.empty()) throw std::invalid_argument("a fit needs samples");
  const Machine free = without_fitted_costs(machine);
  std::vector<std::vector<double>> rows;
  std::vector<double> wanted;
  for (const SendSample& sample : samples) {
    const Charges charges = charges_of(free, sample);
    const auto measured = static_cast<double>(sample.ps);
    std::vector<double> row;
    for (const double times : charges.times)
      row.push_back(times / measured);
    rows.push_back(std::move(row));
    wanted.push_back((measured - charges.beside_ps) / measured);
  }

  Fit fit{machine, {}, {}};
  fit.machine.cpu.per_page = Time();
  std::vector<double> costs = non_negative_least_squares(rows, wanted);
  for (std::size_t k = first_dearer_copies; k <= last_dearer_copies; ++k)
    costs[k] += costs[all_copies];
  for (std::size_t k = 0; k < costs.size(); ++k)
    fit.costs.push_back({fitted_parameters[k], costs[k]});
  fit.costs.push_back({into_user_buffer, costs[first_dearer_copies]});
  for (const FittedCost& each : fit.costs)
    set_cost(fit.machine, each.parameter, each.ps);
  for (const SendSample& sample : samples)
    fit.residuals.push_back({sample, send_cost(fit.machine, sample.setting).sends.ps()});
  return fit;
}

} // namespace copyscope::predict
