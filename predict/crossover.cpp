#include "predict/crossover.h"

#include "predict/calibrate.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "sim/methods/registry.h"
#include "sim/scenario/presets.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace copyscope::predict {

namespace {

using analysis::Crossover;
using analysis::SendCostPoint;
using analysis::SendCurve;
using analysis::SentFrom;

bool maps_file(const std::string& method) {
  const methods::Method* const known = methods::all_methods().find(method);
  return known != nullptr && known->maps_file;
}

/// Files are sent in chunks that a datagram holds.
real::SinkSetting setting_of(analysis::Over over, const std::string& method, std::int64_t size,
                             bool gathers) {
  const bool is_file = over == analysis::Over::file_size;
  return {.method = method,
          .chunk = is_file ? std::min(size, real::sink_chunk) : size,
          .scatter_gather = gathers,
          .file = is_file ? size : 0};
}

std::int64_t size_of(const real::SinkSetting& setting) {
  return setting.file > 0 ? setting.file : setting.chunk;
}

/// What a point tells: of what a send costs, or a MiB of files.
std::int64_t told_of(const real::SinkSetting& setting, std::int64_t ps_per_send) {
  constexpr std::int64_t mib = 1 << 20;
  if (setting.file == 0) return ps_per_send;
  return std::llround(static_cast<double>(ps_per_send * sends_a_file(setting)) * mib /
                      static_cast<double>(setting.file));
}

// Each method once; one that maps the file also of the process's own memory, which is no file and
// has no size of one.
std::vector<real::SinkSetting> settings_of(const CrossoverQuestion& question) {
  std::vector<std::string> methods{question.against};
  for (const std::string& each : question.methods)
    if (std::ranges::find(methods, each) == methods.end()) methods.push_back(each);
  std::vector<real::SinkSetting> settings;
  for (const bool gathers : question.gathering)
    for (const std::string& method : methods)
      for (const bool own_memory : {false, true}) {
        if (own_memory && (!maps_file(method) || question.over == analysis::Over::file_size))
          continue;
        for (const std::int64_t size : question.sizes) {
          settings.push_back(setting_of(question.over, method, size, gathers));
          settings.back().private_buffer = own_memory;
        }
      }
  return settings;
}

SentFrom sent_from(const real::SinkSetting& setting) {
  if (setting.private_buffer) return SentFrom::private_buffer;
  return maps_file(setting.method) ? SentFrom::mapped_once : SentFrom::file;
}

/// The curve that the setting belongs to; new where the one before is another.
SendCurve& curve_for(std::vector<SendCurve>& curves, const real::SinkSetting& setting,
                     SentFrom from) {
  for (SendCurve& each : curves)
    if (each.method == setting.method && each.from == from &&
        each.scatter_gather == setting.scatter_gather)
      return each;
  SendCurve& curve = curves.emplace_back();
  curve.method = setting.method;
  curve.from = from;
  curve.scatter_gather = setting.scatter_gather;
  return curve;
}

/// Of sends of another size too. Where some were copied, the reason is that of those.
void add_verdict(analysis::SendVerdict& all, const analysis::SendVerdict& more) {
  if (all.sends() == 0) {
    all = more;
    return;
  }
  if (more.copied > 0 && all.copied == 0) all.reason = more.reason;
  all.copied += more.copied;
  all.not_copied += more.not_copied;
  all.read_for_checksum += more.read_for_checksum;
}

void add_figure(std::vector<SendCurve>& curves, const real::SinkSetting& setting,
                const real::SinkFigure& figure) {
  const SentFrom from = sent_from(setting);
  const auto add = [&](SentFrom counted, std::int64_t ps, std::int64_t low, std::int64_t high) {
    SendCurve& curve = curve_for(curves, setting, counted);
    if (!figure.unavailable.empty()) {
      curve.unavailable = figure.unavailable;
      return;
    }
    curve.measured.push_back(
        {size_of(setting), told_of(setting, ps), told_of(setting, low), told_of(setting, high)});
    add_verdict(curve.verdict, figure.verdict);
  };
  const std::int64_t sends = figure.ps_per_send;
  add(from, sends, figure.low_ps, figure.high_ps);
  if (from == SentFrom::mapped_once)
    add(SentFrom::mapped_anew, sends + figure.mapping_ps, sends + figure.mapping_low_ps,
        sends + figure.mapping_high_ps);
}

/// The measured sizes and, where these are larger than a page, three more between each two, in
/// whole pages: chunks that end within a page touch one more of them.
std::set<std::int64_t> sizes_between(const std::vector<SendCostPoint>& measured) {
  std::set<std::int64_t> sizes;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    sizes.insert(measured[i].chunk);
    if (i == 0 || measured[i - 1].chunk < scenario::page_size) continue;
    const auto begin = static_cast<double>(measured[i - 1].chunk),
               end = static_cast<double>(measured[i].chunk);
    for (int part = 1; part < 4; ++part)
      sizes.insert(std::llround(begin * std::pow(end / begin, part / 4.0) / scenario::page_size) *
                   scenario::page_size);
  }
  return sizes;
}

std::int64_t predicted_ps(analysis::Over over, const SendCurve& curve, std::int64_t size,
                          const scenario::Machine& machine) {
  real::SinkSetting setting = setting_of(over, curve.method, size, curve.scatter_gather);
  setting.private_buffer = curve.from == SentFrom::private_buffer;
  const SendCost cost = send_cost(machine, setting);
  const Time time = curve.from == SentFrom::mapped_anew ? cost.sends + cost.mapping : cost.sends;
  return told_of(setting, time.ps());
}

/// Both sides of where the kernel finds memory for a datagram in another way
/// (sim/machine/socket.cpp), where that makes a step in this curve.
std::set<std::int64_t> sides_of_steps(const SendCurve& curve, const scenario::Machine& machine) {
  constexpr double seen = 0.03;
  std::set<std::int64_t> sizes;
  for (const std::int64_t step : {7'813, 16'004, 32'388, 32'768}) {
    if (step <= curve.measured.front().chunk || step + 1 >= curve.measured.back().chunk) continue;
    const auto cost_at = [&](std::int64_t chunk) {
      return static_cast<double>(predicted_ps(analysis::Over::chunk, curve, chunk, machine));
    };
    const double below = cost_at(step), above = cost_at(step + 1);
    if (std::abs(above / below - 1) > seen) sizes.insert({step, step + 1});
  }
  return sizes;
}

/// Of the curve's sizes those that the calibration was fitted to: agreement there is no merit.
std::vector<std::int64_t> fitted_chunks(analysis::Over over, const SendCurve& curve) {
  std::vector<std::int64_t> chunks;
  if (over != analysis::Over::chunk || curve.from == SentFrom::private_buffer) return chunks;
  for (const real::SinkSetting& each : fitted_settings())
    if (each.method == curve.method && each.scatter_gather == curve.scatter_gather)
      chunks.push_back(each.chunk);
  return chunks;
}

void predict_curve(analysis::Over over, SendCurve& curve, const scenario::Machine& machine) {
  if (curve.measured.empty()) return;
  std::set<std::int64_t> sizes = sizes_between(curve.measured);
  if (over == analysis::Over::chunk) sizes.merge(sides_of_steps(curve, machine));
  for (const std::int64_t size : sizes) {
    const std::int64_t ps = predicted_ps(over, curve, size, machine);
    curve.predicted.push_back({size, ps, ps, ps});
  }
  curve.prediction_error = analysis::prediction_error(curve, fitted_chunks(over, curve));
  for (SendCostPoint& each : curve.predicted) {
    const auto band =
        std::llround(curve.prediction_error.value_or(0) * static_cast<double>(each.ps));
    each.low_ps -= band;
    each.high_ps += band;
  }
}

} // namespace

std::vector<std::int64_t> crossover_chunks() {
  return {512,     1 << 10,  1536,     2 << 10,  3 << 10, 4 << 10,
          8 << 10, 12 << 10, 16 << 10, 32 << 10, 60 << 10};
}

std::vector<std::int64_t> crossover_file_sizes() {
  constexpr std::int64_t kib = 1 << 10, mib = 1 << 20;
  return {4 * kib, 8 * kib, 16 * kib, 32 * kib, 60 * kib, 240 * kib, mib, 8 * mib, 32 * mib};
}

std::vector<std::string> usual_methods() {
  return {"mmap-write", "sendfile", "msg-zerocopy", "io-uring-zc"};
}

CrossoverQuestion question_over(analysis::Over over) {
  CrossoverQuestion question;
  question.over = over;
  if (over == analysis::Over::file_size) question.sizes = crossover_file_sizes();
  return question;
}

std::optional<scenario::Machine> calibrated_machine() {
  const std::string name(this_machine);
  const auto text = program::find_preset(name);
  if (!text) return std::nullopt;
  return scenario::load_preset(*text, name + ".toml");
}

Crossover measure_crossover(const CrossoverQuestion& question, const real::Progress& progress,
                            const std::atomic<bool>& cancelled) {
  const std::vector<real::SinkSetting> settings = settings_of(question);
  real::SinkGround ground;
  constexpr double sought_interval = 0.01; // the time is used up in any case, or nearly
  const auto figures = real::measure_on_sink(settings, {question.time, sought_interval}, progress,
                                             cancelled, &ground);
  Crossover crossover;
  crossover.over = question.over;
  crossover.device = ground.device;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    add_figure(crossover.curves, settings[i], figures[i]);
    if (!figures[i].unavailable.empty()) continue;
    crossover.sends =
        crossover.sends == 0 ? figures[i].sends : std::min(crossover.sends, figures[i].sends);
  }
  crossover.crossings = analysis::crossings_of(crossover.curves, question.against);
  crossover.no_prediction = not_calibrated;
  return crossover;
}

void add_predictions(Crossover& crossover, const scenario::Machine& machine,
                     const std::string& against) {
  for (SendCurve& curve : crossover.curves)
    if (methods::all_methods().find(curve.method)) predict_curve(crossover.over, curve, machine);
  crossover.crossings = analysis::crossings_of(crossover.curves, against);
  crossover.no_prediction.clear();
}

} // namespace copyscope::predict
