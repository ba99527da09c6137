#include "predict/calibrate.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::predict {

namespace {

constexpr const char* preset_head =
    R"(# This machine, as `copyscope calibrate` measured it: for `preset = "this-machine"` in a scenario.
# Write over this file by running it again; what you change by hand stays until then.
#
# Measured {when}: {kernel}, {processor}, {processors} CPUs, one of them used; a {device} without ports as the card,
# which takes every packet; files in the page cache.
#
)";

constexpr const char* preset_table = R"(
schema  = 1
id      = "this-machine"
title   = {{ en = "This machine", zh = "本机" }}
summary = {{ en = "Measured and fitted by copyscope calibrate on {kernel}.", zh = "由 copyscope calibrate 在 {kernel} 上测量并拟合。" }}

[machine]
)";

struct PrimitiveOfParameter {
  std::string_view parameter;
  Primitive primitive;
  std::string_view how;
};

constexpr std::array measured_parameters = {
    PrimitiveOfParameter{"cpu.mode_switch", Primitive::system_call,
                         "half of a call that does nothing"},
    PrimitiveOfParameter{"cpu.map", Primitive::map_page,
                         "mmap, access and munmap of a page, without the calls and the fault"},
    PrimitiveOfParameter{"cpu.context_switch", Primitive::context_switch,
                         "two tasks that wake one another"},
    PrimitiveOfParameter{"disk.access_time", Primitive::disk_access, "one block with O_DIRECT"},
    PrimitiveOfParameter{"disk.bandwidth", Primitive::disk_page, "1 MiB more with O_DIRECT"},
    PrimitiveOfParameter{"mmap.fault", Primitive::populate, "16 pages by MAP_POPULATE"},
    PrimitiveOfParameter{"mmap.unmap_page", Primitive::unmap_page, "munmap of 30 MiB"},
    PrimitiveOfParameter{"pipe.page", Primitive::pipe_page,
                         "splice into a pipe, and half of what page_cache.lookup is more"},
    PrimitiveOfParameter{"zerocopy.pin_page", Primitive::pin_page,
                         "vmsplice beside splice, and the other half"},
    PrimitiveOfParameter{"zerocopy.notification", Primitive::notification,
                         "a byte by MSG_ZEROCOPY beside one by sendfile, without pin and look-up"},
    PrimitiveOfParameter{"uring.request", Primitive::uring_request,
                         "of two linked ones, and half of cpu.per_call"},
};

/// A number that is written, and the comment that says where it is from.
std::string origin_of(const Calibration& calibration, std::string_view path) {
  if (std::ranges::any_of(calibration.fit.costs,
                          [&](const FittedCost& each) { return each.parameter == path; }))
    return "source: fitted";
  if (path == "cpu.hot_set") return "assumed, half of the data cache of the first level";
  if (path == "mmap.access") return "source: fitted, mmap + send with mapping counted";
  for (const PrimitiveOfParameter& each : measured_parameters)
    if (each.parameter == path &&
        calibration.primitives[static_cast<std::size_t>(each.primitive)].unavailable.empty())
      return fmt::format("source: measured, {}", each.how);
  return "assumed, as in the preset sink";
}

std::string toml_value(const scenario::Machine& machine, const scenario::Parameter& parameter) {
  scenario::Machine copy = machine;
  const scenario::Slot slot = parameter.slot(copy);
  const bool is_bare =
      std::holds_alternative<std::int64_t*>(slot) || std::holds_alternative<bool*>(slot);
  const std::string text = scenario::value_of(machine, parameter);
  return is_bare ? text : '"' + text + '"';
}

std::string line_of(const Calibration& calibration, const scenario::Parameter& parameter) {
  return fmt::format(
      "{:<33} # {}\n",
      fmt::format("{} = {}", parameter.path, toml_value(calibration.fit.machine, parameter)),
      origin_of(calibration, parameter.path));
}

std::string in_us(double ps) {
  return fmt::format("{:.3f}", ps / 1e6);
}

std::string primitive_lines(const Calibration& calibration) {
  std::string text = "# Alone, in us, with the 95 % interval of the median:\n#\n";
  for (const PrimitiveFigure& each : calibration.primitives)
    text += each.unavailable.empty()
                ? fmt::format("#     {:<16} {:>9}   {} to {}\n", name_of(each.primitive),
                              in_us(static_cast<double>(each.ps)),
                              in_us(static_cast<double>(each.low_ps)),
                              in_us(static_cast<double>(each.high_ps)))
                : fmt::format("#     {:<16} unavailable: {}\n", name_of(each.primitive),
                              each.unavailable);
  return text + "#\n";
}

std::string cost_lines(const Calibration& calibration) {
  std::string text = "# In the path of a send, fitted, in us (of a copy: a page):\n#\n";
  for (const FittedCost& each : calibration.fit.costs)
    text += fmt::format("#     {:<24} {:>9}\n", each.parameter, in_us(each.ps));
  return text + "#\n";
}

std::string_view note_of(const real::SinkSetting& setting) {
  if (setting.private_buffer) return ", own memory";
  return setting.scatter_gather ? "" : ", no scatter-gather";
}

std::string residual_lines(const Calibration& calibration) {
  std::string text =
      "# CPU time of a send in us, measured (and its 95 % interval), and as fitted:\n#\n";
  for (const Residual& each : calibration.fit.residuals) {
    const SendSample& sample = each.measured;
    text += fmt::format(
        "#     {:<11}{:<20} {:>7} B  {} ({} to {})  {} {:+.1f} %\n", sample.setting.method,
        note_of(sample.setting), sample.setting.chunk, in_us(static_cast<double>(sample.ps)),
        in_us(static_cast<double>(sample.low_ps)), in_us(static_cast<double>(sample.high_ps)),
        in_us(static_cast<double>(each.predicted_ps)), 100 * each.relative());
  }
  return text +
         fmt::format("#\n# Mean error of the fit: {:.1f} %.\n", 100 * calibration.fit.mean_error());
}

/// Of a name that the machine gives itself: nothing that would end a TOML string.
std::string safe(std::string text) {
  std::erase_if(
      text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  return text;
}

} // namespace

std::string preset_text(const Calibration& calibration, const std::string& when) {
  const std::string kernel = safe(calibration.kernel);
  std::string text =
      fmt::format(fmt::runtime(preset_head), fmt::arg("when", when), fmt::arg("kernel", kernel),
                  fmt::arg("processor", safe(calibration.processor)),
                  fmt::arg("processors", calibration.processors),
                  fmt::arg("device", calibration.ground.device));
  text += primitive_lines(calibration) + cost_lines(calibration) + residual_lines(calibration);
  text += fmt::format(fmt::runtime(preset_table), fmt::arg("kernel", kernel));
  std::string_view group;
  for (const scenario::Parameter& parameter : scenario::parameters()) {
    const std::string_view next = parameter.path.substr(0, parameter.path.find('.'));
    if (next != group && !group.empty()) text += "\n";
    group = next;
    text += line_of(calibration, parameter);
  }
  return text;
}

} // namespace copyscope::predict
