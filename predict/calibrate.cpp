#include "predict/calibrate.h"

#include "predict/primitive_operations.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "real/probes/computer.h"
#include "real/sent_file.h"
#include "sim/scenario/presets.h"
#include "sim/scenario/scenario.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::predict {

namespace {

using scenario::Machine;

constexpr double share_of_primitives = 0.2;          // of the whole time
constexpr std::int64_t sends_reaped_at_once = 16;    // mechanism.merged_completions
constexpr std::int64_t usual_first_level = 48 << 10; // bytes, where it is not known

const PrimitiveFigure& figure(const std::vector<PrimitiveFigure>& figures, Primitive which) {
  return figures[static_cast<std::size_t>(which)];
}

void set_where_known(Time& time, const PrimitiveFigure& figure, std::int64_t least_ps = 0) {
  if (figure.unavailable.empty()) time = Time::from_ps(std::max(least_ps, figure.ps));
}

/// The preset `sink`, for what is not measured here, with the single operations of this machine.
Machine with_primitives(const std::vector<PrimitiveFigure>& figures) {
  Machine machine = scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
  machine.preset = this_machine;
  machine.cpu.mode_switch =
      Time::from_ps(figure(figures, Primitive::system_call).ps / 2); // two a call
  // Source and target of a copy have to lie there side by side.
  machine.cpu.hot_set = Bytes(real::first_level_cache().value_or(usual_first_level) / 2);
  set_where_known(machine.cpu.context_switch, figure(figures, Primitive::context_switch));
  set_where_known(machine.mmap.fault, figure(figures, Primitive::populate));
  set_where_known(machine.mmap.unmap_page, figure(figures, Primitive::unmap_page));
  set_where_known(machine.disk.access_time, figure(figures, Primitive::disk_access));
  const PrimitiveFigure& disk = figure(figures, Primitive::disk_page);
  if (disk.unavailable.empty() && disk.ps > 0)
    machine.disk.bandwidth = bandwidth_of_page_time(static_cast<double>(disk.ps));
  return machine;
}

/// What follows from primitives and fit together.
void complete(Machine& machine, const std::vector<PrimitiveFigure>& figures) {
  const std::int64_t call = figure(figures, Primitive::system_call).ps;
  const std::int64_t work = machine.cpu.per_call.ps();
  // The call that submits pays for the work of one; each of the two requests is such work.
  const PrimitiveFigure& request = figure(figures, Primitive::uring_request);
  machine.uring.request = Time::from_ps(work / 2 + (request.unavailable.empty() ? request.ps : 0));
  // What a page of sendfile costs beyond its way through a pipe that is emptied: to take it out
  // into the packet, and the packet's own part, each taken for half.
  const PrimitiveFigure &pinned = figure(figures, Primitive::pin_page),
                        &piped = figure(figures, Primitive::pipe_page);
  if (pinned.unavailable.empty() && piped.unavailable.empty()) {
    const std::int64_t half =
        std::max<std::int64_t>(0, machine.page_cache.lookup.ps() - piped.ps) / 2;
    machine.zerocopy.pin_page = Time::from_ps(pinned.ps + half);
    machine.pipe.page = Time::from_ps(piped.ps + half);
  }
  // Beyond what both are charged anyway: the one for a pin and its share of a call that reaps, the
  // other for a look-up.
  const PrimitiveFigure& noticed = figure(figures, Primitive::notification);
  if (noticed.unavailable.empty())
    machine.zerocopy.notification = Time::from_ps(std::max<std::int64_t>(
        0, noticed.ps + machine.page_cache.lookup.ps() - machine.zerocopy.pin_page.ps() -
               (call + work) / sends_reaped_at_once));
  // mmap and munmap with a page table, without what a call, a fault and unmapping are charged
  // anyway.
  machine.cpu.map = Time::from_ps(
      std::max<std::int64_t>(0, figure(figures, Primitive::map_page).ps - call - work -
                                    machine.mmap.fault.ps() - machine.mmap.unmap_page.ps()));
  // So wide that a copy alone, which reads and writes, is not slowed by it.
  const Bandwidth copies = Bandwidth::from_bits(4 * machine.cpu.copy_bandwidth.bits() /
                                                machine.cpu.copy_bandwidth.divisor());
  machine.memory.bandwidth = std::max(machine.memory.bandwidth, copies);
}

/// What a copy pays for the first access to a page of a mapping: what mapping the file anew was
/// measured to cost mmap + send, beyond the mapping, its faults and unmapping.
Time first_access(Machine machine, const std::vector<real::SinkSetting>& settings,
                  const std::vector<real::SinkFigure>& figures) {
  machine.mmap.access = Time();
  double beyond = 0, pages = 0; // of all together: of few pages it is lost in what varies
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (settings[i].method != "mmap-write" || settings[i].private_buffer) continue;
    beyond +=
        static_cast<double>(figures[i].mapping_ps - send_cost(machine, settings[i]).mapping.ps());
    pages += static_cast<double>(settings[i].chunk) / static_cast<double>(scenario::page_size);
  }
  return Time::from_ps(beyond > 0 ? std::llround(beyond / pages) : 0);
}

std::vector<SendSample> samples_of(const std::vector<real::SinkSetting>& settings,
                                   const std::vector<real::SinkFigure>& figures) {
  std::vector<SendSample> samples;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (!figures[i].unavailable.empty())
      throw CannotCalibrate(fmt::format("sends by {} cannot be timed on the sink here: {}",
                                        settings[i].method, figures[i].unavailable));
    samples.push_back({settings[i], figures[i].ps_per_send, figures[i].low_ps, figures[i].high_ps});
  }
  return samples;
}

std::string named(const real::SinkSetting& setting) {
  return fmt::format("{}{} at {}", setting.method, setting.private_buffer ? " of own memory" : "",
                     brief(Bytes(setting.chunk)));
}

void require_pace(const std::vector<PrimitiveFigure>& primitives, const CalibrationLimits& limits) {
  const PrimitiveFigure& pace = figure(primitives, Primitive::pace);
  if (static_cast<double>(pace.high_ps - pace.low_ps) >
      limits.most_pace * static_cast<double>(pace.ps))
    throw CannotCalibrate(
        fmt::format("the CPU does not keep its pace: the same arithmetic took {} to {}. It may be "
                    "throttled (heat, "
                    "a saving mode, a virtual machine's share); try again when it is not",
                    brief(Time::from_ps(pace.low_ps)), brief(Time::from_ps(pace.high_ps))));
}

} // namespace

std::vector<real::SinkSetting> fitted_settings() {
  std::vector<real::SinkSetting> settings;
  // In each of the kernel's ways to find memory for a datagram: small (one where a call costs more
  // than what it carries), whole pages, one fragment (that a cache of the first level holds beside
  // its source, or does not), several.
  for (const std::int64_t kib : {2, 4, 12, 16, 24, 60})
    for (const char* method : {"read-write", "mmap-write", "sendfile"})
      settings.push_back({.method = method, .chunk = kib << 10});
  for (const std::int64_t kib : {12, 60}) // copied from where it lies
    settings.push_back({.method = "sendfile", .chunk = kib << 10, .scatter_gather = false});
  return settings;
}

Fit fitted(const std::vector<PrimitiveFigure>& primitives,
           const std::vector<real::SinkSetting>& settings,
           const std::vector<real::SinkFigure>& figures) {
  Fit fit = fit_to(with_primitives(primitives), samples_of(settings, figures));
  complete(fit.machine, primitives);
  fit.machine.mmap.access = first_access(fit.machine, settings, figures);
  return fit;
}

void require_sound(const Calibration& calibration, const CalibrationLimits& limits) {
  require_pace(calibration.primitives, limits);
  for (const Residual& each : calibration.fit.residuals) {
    const SendSample& sample = each.measured;
    const double half = static_cast<double>(sample.high_ps - sample.low_ps) / 2;
    if (half > limits.most_spread * static_cast<double>(sample.ps))
      throw CannotCalibrate(fmt::format("too noisy: a send by {} is known to ±{:.0f} % only, and "
                                        "±{:.0f} % would do. Let nothing else "
                                        "run on this machine, and try again",
                                        named(sample.setting),
                                        100 * half / static_cast<double>(sample.ps),
                                        100 * limits.most_spread));
  }
  if (calibration.fit.mean_error() > limits.most_mean_error)
    throw CannotCalibrate(
        fmt::format("what was measured does not fit the model: {:.0f} % off in the mean, and at "
                    "most {:.0f} % would "
                    "do. Other programs may have disturbed it: try again when the machine is idle",
                    100 * calibration.fit.mean_error(), 100 * limits.most_mean_error));
}

Calibration calibrate(const real::Progress& progress, const std::atomic<bool>& cancelled,
                      const CalibrationLimits& limits) {
  Calibration calibration;
  calibration.kernel = real::kernel_name();
  calibration.processor = real::processor_name();
  calibration.processors = real::processors_online();
  calibration.primitives = measure_primitives(
      real::directory_for_files({}, true, primitive_file_bytes),
      [&](double done, std::string_view what) { progress(share_of_primitives * done, what); },
      cancelled);

  require_pace(calibration.primitives, limits); // before the longer part
  const std::vector<real::SinkSetting> settings = fitted_settings();
  const auto figures = real::measure_on_sink(
      settings, {limits.sends, 0.01},
      [&](double done, std::string_view what) {
        progress(share_of_primitives + (1 - share_of_primitives) * done, what);
      },
      cancelled, &calibration.ground);
  calibration.fit = fitted(calibration.primitives, settings, figures);
  require_sound(calibration, limits);
  return calibration;
}

} // namespace copyscope::predict
