#include "predict/fit.h"

#include "predict/calibrate.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "sim/scenario/presets.h"

#include <gmock/gmock.h>

namespace copyscope::predict {
namespace {

using real::SinkSetting;
using scenario::Machine;

Machine sink() {
  return scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
}

double us(const Machine& machine, const SinkSetting& setting) {
  return static_cast<double>(send_cost(machine, setting).sends.ps()) / 1e6;
}

TEST(SendCost, is_what_the_preset_was_fitted_to) {
  // The lines of assets/machines/sink.toml, in us.
  EXPECT_NEAR(us(sink(), {"read-write", 16 << 10}), 2.46 + 4 * 0.56, 0.2);
  EXPECT_NEAR(us(sink(), {"mmap-write", 16 << 10}), 1.93 + 4 * 0.32, 0.16);
  EXPECT_NEAR(us(sink(), {"sendfile", 60 << 10}), 2.55 + 15 * 0.105, 0.2);
  EXPECT_NEAR(us(sink(), {"msg-zerocopy", 60 << 10}), 2.40 + 15 * 0.050, 0.15);
}

TEST(SendCost, steps_where_the_kernel_takes_whole_pages) {
  const auto step = [](std::int64_t below, std::int64_t above) {
    return us(sink(), {"mmap-write", above}) - us(sink(), {"mmap-write", below});
  };
  EXPECT_NEAR(step(7'813, 7'814), 0.4, 0.01);
  EXPECT_NEAR(step(16'004, 16'005), -0.4, 0.01);
  EXPECT_NEAR(step(32'768, 32'769), 0.4 + 0.015, 0.01); // and a ninth page
}

TEST(SendCost, a_card_that_cannot_gather_brings_the_copy_back) {
  const SinkSetting on{"sendfile", 60 << 10}, off{"sendfile", 60 << 10, false};
  EXPECT_GT(us(sink(), off), us(sink(), on) + 15 * 0.25);
  const SinkSetting read_on{"read-write", 60 << 10}, read_off{"read-write", 60 << 10, false};
  // 64 KiB in one piece, at twice the price, instead of a second fragment of 32 KiB.
  EXPECT_NEAR(us(sink(), read_off), us(sink(), read_on) + 0.4, 0.01);
}

TEST(SendCost, mapping_is_apart_and_nothing_of_a_private_buffer) {
  const SinkSetting mapped{"msg-zerocopy", 60 << 10},
      own{.method = "msg-zerocopy", .chunk = 60 << 10, .private_buffer = true};
  EXPECT_NEAR(static_cast<double>(send_cost(sink(), mapped).mapping.ps()) / 1e6, 1.3, 0.3);
  EXPECT_EQ(send_cost(sink(), own).mapping, Time());
}

TEST(SendCost, of_a_method_that_there_is_not_is_refused) {
  EXPECT_THROW(send_cost(sink(), {"carrier-pigeon", 4096}), std::out_of_range);
}

/// What would be measured on a machine of which all is known.
std::vector<SendSample> samples_on(const Machine& machine) {
  std::vector<SendSample> samples;
  for (const SinkSetting& setting : fitted_settings()) {
    const std::int64_t ps = send_cost(machine, setting).sends.ps();
    samples.push_back({setting, ps, ps * 99 / 100, ps * 101 / 100});
  }
  return samples;
}

double page_ps(Bandwidth rate) {
  return 4096 * 8e12 * static_cast<double>(rate.divisor()) / static_cast<double>(rate.bits());
}

Machine another_machine() {
  Machine machine = sink();
  machine.cpu.mode_switch = Time::from_ps(500'000);
  machine.cpu.per_call = Time::from_ps(700'000);
  machine.cpu.per_packet = Time::from_ps(1'200'000);
  machine.cpu.descriptor = Time::from_ps(420'000);
  machine.cpu.per_page = Time();
  machine.page_cache.lookup = Time::from_ps(70'000);
  machine.cpu.copy_bandwidth = bandwidth_of_page_time(90'000);
  machine.cpu.cold_copy_bandwidth = bandwidth_of_page_time(180'000);
  machine.mmap.copy_bandwidth = bandwidth_of_page_time(120'000);
  machine.socket.copy_bandwidth = bandwidth_of_page_time(180'000);
  machine.socket.allocation = Time::from_ps(430'000);
  return machine;
}

TEST(Fit, finds_the_costs_of_a_machine_again) {
  const Machine known = another_machine();
  Machine start = sink();
  start.cpu.mode_switch = known.cpu.mode_switch;
  const Fit fit = fit_to(start, samples_on(known));
  EXPECT_LT(fit.mean_error(), 0.001);
  const auto ps = [](Time time) { return static_cast<double>(time.ps()); };
  EXPECT_NEAR(ps(fit.machine.cpu.per_call), 700'000, 5'000);
  EXPECT_NEAR(ps(fit.machine.cpu.per_packet), 1'200'000, 5'000);
  EXPECT_NEAR(ps(fit.machine.cpu.descriptor), 420'000, 5'000);
  EXPECT_NEAR(ps(fit.machine.page_cache.lookup), 70'000, 1'000);
  EXPECT_GT(fit.machine.mmap.copy_bandwidth, bandwidth_of_page_time(122'000));
  EXPECT_LT(fit.machine.mmap.copy_bandwidth, bandwidth_of_page_time(118'000));
  EXPECT_NEAR(page_ps(fit.machine.cpu.copy_bandwidth), 90'000, 1'000);
  EXPECT_NEAR(page_ps(fit.machine.socket.copy_bandwidth), 180'000, 1'000);
  EXPECT_NEAR(ps(fit.machine.socket.allocation), 430'000, 5'000);
}

TEST(Fit, knows_only_the_sum_of_the_copies_of_read_and_send) {
  Machine known = another_machine(), start = sink();
  start.cpu.mode_switch = known.cpu.mode_switch;
  known.cpu.cold_copy_bandwidth = bandwidth_of_page_time(140'000); // 40,000 less than sendfile's
  const Fit fit = fit_to(start, samples_on(known));
  EXPECT_LT(fit.mean_error(), 0.01);
  EXPECT_NEAR(page_ps(fit.machine.cpu.copy_bandwidth), 90'000 - 40'000, 1'000);
  EXPECT_EQ(fit.machine.cpu.cold_copy_bandwidth, fit.machine.socket.copy_bandwidth);
}

TEST(Fit, predicts_what_it_has_not_seen) {
  Machine known = another_machine(), start = sink();
  start.cpu.mode_switch = known.cpu.mode_switch;
  start.zerocopy.pin_page = known.zerocopy.pin_page;
  const Fit fit = fit_to(start, samples_on(known));
  for (const SinkSetting& setting :
       {SinkSetting{"splice", 20 << 10}, SinkSetting{"splice", 60 << 10, false},
        SinkSetting{"read-write", 9'000}, SinkSetting{"vmsplice-splice", 4 << 10, false}})
    EXPECT_NEAR(us(fit.machine, setting), us(known, setting), us(known, setting) / 100)
        << setting.method << " " << setting.chunk;
}

TEST(Fit, of_nothing_is_refused) {
  EXPECT_THROW(fit_to(sink(), {}), std::invalid_argument);
}

} // namespace
} // namespace copyscope::predict
