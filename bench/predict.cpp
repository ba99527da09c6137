// How well the simulator predicts this machine, on what its calibration has not seen.
//
//     ./dev bench predict          or: bench_predict [SECONDS]
//
// It calibrates, times sends over the sink by methods, chunk sizes and settings that were not
// fitted, and prints each beside its prediction; then the same over veth or loopback, which needs a
// model of TCP that there is not yet, so without a bar. It prints figures and decides nothing: a
// machine that does something else meanwhile spoils them.
#include "bench/predict_crossovers.h"
#include "predict/calibrate.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "program/running.h"
#include "real/real.h"
#include "real/sink/sink.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace copyscope::bench {
namespace {

using real::SinkSetting;

const std::atomic<bool> never{false};
constexpr std::array all_sink_methods{"read-write",      "mmap-write",   "sendfile", "splice",
                                      "vmsplice-splice", "msg-zerocopy", "io-uring", "io-uring-zc"};

/// What was measured beside what was predicted, in us.
struct Pair {
  SinkSetting setting;
  double measured = 0, predicted = 0;
  double known_to = 0; ///< half of the measured median's 95 % interval, as a share of it

  double error() const { return predicted / measured - 1; }
};

bool was_fitted(const SinkSetting& setting) {
  return std::ranges::count(predict::fitted_settings(), setting) > 0;
}

std::vector<SinkSetting> settings_to_predict() {
  std::vector<SinkSetting> settings;
  for (const bool gathers : {true, false})
    for (const char* method : all_sink_methods)
      for (const std::int64_t kib : {2, 4, 8, 16, 24, 32, 48, 60})
        settings.push_back({.method = method, .chunk = kib << 10, .scatter_gather = gathers});
  for (const std::int64_t kib : {4, 16, 60})
    settings.push_back({.method = "msg-zerocopy", .chunk = kib << 10, .private_buffer = true});
  std::erase_if(settings, was_fitted);
  return settings;
}

std::vector<predict::SendSample> measured_sends(std::chrono::milliseconds time) {
  std::vector<SinkSetting> settings = settings_to_predict();
  for (const SinkSetting& fitted : predict::fitted_settings())
    settings.push_back(fitted);
  const auto figures = real::measure_on_sink(
      settings, {time, 0.01}, [](double, std::string_view) {}, never);
  std::vector<predict::SendSample> samples;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const real::SinkFigure& each = figures[i];
    if (each.unavailable.empty())
      samples.push_back({settings[i], each.ps_per_send, each.low_ps, each.high_ps});
    else
      fmt::print("{:<16} {:>6} B unavailable: {}\n", settings[i].method, settings[i].chunk,
                 each.unavailable);
  }
  return samples;
}

/// With the costs of another moment: fitted anew to those of the samples that calibrate() fits.
scenario::Machine fitted_at_once(const scenario::Machine& machine,
                                 const std::vector<predict::SendSample>& samples) {
  std::vector<predict::SendSample> fitted;
  std::ranges::copy_if(samples, std::back_inserter(fitted),
                       [](const predict::SendSample& each) { return was_fitted(each.setting); });
  return predict::fit_to(machine, fitted).machine;
}

std::vector<Pair> predicted_beside_measured(const scenario::Machine& machine,
                                            const std::vector<predict::SendSample>& samples) {
  std::vector<Pair> pairs;
  for (const predict::SendSample& each : samples) {
    if (was_fitted(each.setting)) continue;
    const Time predicted = predict::send_cost(machine, each.setting).sends;
    const auto ps = static_cast<double>(each.ps);
    pairs.push_back({each.setting, ps / 1e6, static_cast<double>(predicted.ps()) / 1e6,
                     static_cast<double>(each.high_ps - each.low_ps) / 2 / ps});
  }
  return pairs;
}

double quantile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  return values[at];
}

void print_errors(const std::string& what, const std::vector<Pair>& pairs) {
  if (pairs.empty()) return;
  std::vector<double> errors;
  double sum = 0;
  for (const Pair& each : pairs) {
    errors.push_back(std::abs(each.error()));
    sum += errors.back();
  }
  const auto within = std::ranges::count_if(errors, [](double error) { return error <= 0.10; });
  fmt::print(
      "{:<34} {:>4} settings: median {:>5.1f} %, 9 of 10 within {:>5.1f} %, worst {:>5.1f} %, "
      "mean {:>5.1f} %; {} % within 10 %\n",
      what, pairs.size(), 100 * quantile(errors, 0.5), 100 * quantile(errors, 0.9),
      100 * quantile(errors, 1), 100 * sum / static_cast<double>(pairs.size()),
      100 * within / static_cast<std::int64_t>(pairs.size()));
}

// No prediction is nearer than what it is held against is known.
void print_spread(const std::vector<Pair>& pairs) {
  std::vector<double> spreads;
  for (const Pair& each : pairs)
    spreads.push_back(each.known_to);
  if (spreads.empty()) return;
  fmt::print("What was measured is known to ±{:.1f} % in the median, 9 of 10 to ±{:.1f} %\n",
             100 * quantile(spreads, 0.5), 100 * quantile(spreads, 0.9));
}

// Of one size and one scatter-gather: methods that really differ by more than 15 %.
void print_order(const std::vector<Pair>& pairs) {
  int differ = 0, right = 0;
  for (const Pair& a : pairs)
    for (const Pair& b : pairs)
      if (a.setting.chunk == b.setting.chunk &&
          a.setting.scatter_gather == b.setting.scatter_gather && a.measured > 1.15 * b.measured) {
        ++differ;
        right += a.predicted > b.predicted ? 1 : 0;
      }
  if (differ > 0)
    fmt::print(
        "Pairs of methods that differ by more than 15 %: {} of {} in the right order ({:.1f} %)\n",
        right, differ, 100.0 * right / differ);
}

constexpr const char* wire_scenario = R"(schema = 1
id = "wire"
title = { en = "wire" }
[workload]
file_size = "64 MiB"
chunk = "64 KiB"
page_cache = "warm"
[machine]
preset = "this-machine"
fidelity = "linux"
[[case]]
id = "read-write"
method = "read-write"
[[case]]
id = "mmap-write"
method = "mmap-write"
[[case]]
id = "sendfile"
method = "sendfile"
machine.nic.scatter_gather = true
)";

void print_wire(const scenario::Machine& machine, real::Path path) {
  scenario::Scenario scenario =
      scenario::load(wire_scenario, "wire.toml", program::vocabulary(),
                     [](std::string_view name) {
                       return program::find_preset(name == predict::this_machine ? "sink" : name);
                     },
                     {});
  std::vector<const scenario::Case*> cases;
  for (scenario::Case& each : scenario.cases) {
    const bool gathers = each.machine.nic.scatter_gather;
    each.machine = machine;
    each.machine.fidelity = scenario::Fidelity::linux;
    each.machine.nic.scatter_gather = gathers;
    cases.push_back(&each);
  }
  const analysis::Report simulated = program::simulate_cases(scenario, cases);
  real::Options options;
  options.path = path;
  options.rounds = 5;
  const analysis::Report report = real::run(
      scenario, cases, options, [](double, std::string_view) {}, never);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const analysis::CaseReport& each = report.cases[i];
    if (!each.ran() || !each.result.duration_ps) {
      fmt::print("  {:<9} {:<11} unavailable: {}\n", real::name_of(path), each.id(), each.reason);
      continue;
    }
    const double measured = static_cast<double>(*each.result.duration_ps) / 1e9;
    const double predicted =
        static_cast<double>(simulated.cases[i].result.duration_ps.value_or(0)) / 1e9;
    fmt::print("  {:<9} {:<11} {:>8.2f} ms, predicted {:>8.2f} ms, {:+.0f} %\n",
               real::name_of(path), each.id(), measured, predicted,
               100 * (predicted / measured - 1));
  }
}

void print_prediction(const std::vector<Pair>& pairs) {
  for (const Pair& each : pairs)
    fmt::print("  {:<16} {:>6} B  SG {:<3} {:<11} {:>7.2f} us, predicted {:>7.2f} us  {:+5.1f} %\n",
               each.setting.method, each.setting.chunk, each.setting.scatter_gather ? "on" : "off",
               each.setting.private_buffer ? "own memory" : "", each.measured, each.predicted,
               100 * each.error());
  for (const char* method : all_sink_methods) {
    std::vector<Pair> of_it;
    std::ranges::copy_if(pairs, std::back_inserter(of_it),
                         [&](const Pair& each) { return each.setting.method == method; });
    print_errors(method, of_it);
  }
  for (const bool gathers : {true, false}) {
    std::vector<Pair> of_it;
    std::ranges::copy_if(pairs, std::back_inserter(of_it),
                         [&](const Pair& each) { return each.setting.scatter_gather == gathers; });
    print_errors(gathers ? "scatter-gather on" : "scatter-gather off", of_it);
  }
  print_errors("all", pairs);
  print_spread(pairs);
  print_order(pairs);
}

/// As somebody would who is told to try again where it is too noisy; the last one whatever it is.
predict::Calibration calibrated() {
  constexpr int attempts = 6;
  for (int attempt = 1;; ++attempt) {
    fmt::print("Calibrating …\n");
    predict::Calibration calibration =
        predict::calibrate([](double, std::string_view) {}, never,
                           {.most_spread = 1, .most_pace = 1, .most_mean_error = 1});
    try {
      predict::require_sound(calibration, {});
      return calibration;
    } catch (const predict::CannotCalibrate& error) {
      fmt::print("`copyscope calibrate` would write nothing now: {}\n", error.what());
    }
    if (attempt == attempts) return calibration;
  }
}

void measure_and_print(std::chrono::milliseconds time) {
  const predict::Calibration calibration = calibrated();
  const scenario::Machine& machine = calibration.fit.machine;
  fmt::print("Mean error of the fit: {:.1f} % over {} samples\n",
             100 * calibration.fit.mean_error(), calibration.fit.residuals.size());
  for (const predict::FittedCost& each : calibration.fit.costs)
    fmt::print("  {:<24} {:>8.3f} us\n", each.parameter, each.ps / 1e6);
  for (const auto& [name, cost] :
       {std::pair{"zerocopy.pin_page", machine.zerocopy.pin_page},
        std::pair{"zerocopy.notification", machine.zerocopy.notification}})
    fmt::print("  {:<24} {:>8.3f} us\n", name, static_cast<double>(cost.ps()) / 1e6);

  for (const predict::Residual& each : calibration.fit.residuals)
    fmt::print("  fitted {:<11} {:>6} B {:<10} {:>7.2f} as fitted {:>7.2f} {:+5.1f} %\n",
               each.measured.setting.method, each.measured.setting.chunk,
               each.measured.setting.private_buffer ? "own memory" : "",
               static_cast<double>(each.measured.ps) / 1e6,
               static_cast<double>(each.predicted_ps) / 1e6, 100 * each.relative());

  const std::vector<predict::SendSample> samples = measured_sends(time);
  fmt::print("\nCPU time of a send over the sink on what was not fitted; costs fitted before it "
             "was measured\n");
  print_prediction(predicted_beside_measured(machine, samples));
  fmt::print("\nThe same with costs fitted in the same turns: what the model is off, without what "
             "the machine "
             "has changed meanwhile\n");
  print_prediction(predicted_beside_measured(fitted_at_once(machine, samples), samples));
  const analysis::Crossover crossover = measured_crossover(time);
  fmt::print("\nCrossovers: from which size on the method always pays; costs fitted before\n");
  print_crossovers(crossover, machine);
  fmt::print("\nThe same with costs fitted in the same turns\n");
  print_crossovers(crossover, fitted_at_once(machine, samples_of(crossover)));
  fmt::print("\nOver TCP, duration (TCP is not modelled yet: no bar)\n");
  for (const real::Path path : {real::Path::veth, real::Path::loopback})
    print_wire(machine, path);
  fmt::print(
      "\nPublished mean absolute errors, of other loads and machines: gem5 on ARM, SPEC, 13 % "
      "after "
      "tuning; M5's TCP/IP bandwidth within 15 % in most cases (Saidi 2005); Network Simulation "
      "Cradle, goodput, about 10 % at first\n");
}

} // namespace
} // namespace copyscope::bench

int main(int argc, char** argv) try {
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 40;
  copyscope::bench::measure_and_print(std::chrono::seconds(std::max(1, seconds)));
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "bench_predict: {}\n", error.what());
  return 3;
}
