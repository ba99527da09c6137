#include "real/sink/sink.h"

#include "real/cache_state.h"
#include "real/equipment.h"
#include "real/sink/passes.h"
#include "real/sink/process.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

constexpr std::int64_t ns_a_ms = 1'000'000;
constexpr std::int64_t ps_a_ns = 1000;
constexpr std::int64_t pass_patience_ns = 30'000 * ns_a_ms;
constexpr std::int64_t fewest_turns = 4 * sink_files;
constexpr std::int64_t most_turns = 5000;
constexpr int most_rejections = 16; // one after another
constexpr const char* no_sink = "no sink here: ";
constexpr const char* measuring = "timing the sends on the sink";

std::string why_not(const SinkSetting& setting, const Method* method) {
  if (!method) {
    const std::string_view why = why_missing(setting.method);
    return why.empty() ? "real mode does not have the method `" + setting.method + "`"
                       : std::string(why);
  }
  if (setting.chunk < 1) return "a chunk of no bytes cannot be sent";
  if (setting.file < 0 || setting.file > sink_file_bytes || setting.file % sink_page != 0)
    return "a file that is sent to the sink has whole pages, and 32 MiB at the most";
  return why_no_datagram(setting.chunk);
}

/// Mapping costs ten times the sends on some machines, and would take their time; its sum decides
/// nothing.
bool is_mapping_due(const SettingPasses& passes) {
  constexpr std::size_t enough = 12, every = 4;
  return passes.with_mapping.size() < enough || passes.alone.size() % every == 0;
}

bool is_settled(const SettingPasses& passes, const PaceWindow& window, double within) {
  if (!passes.unavailable.empty()) return true;
  const auto interval = interval_of(passes.alone, window);
  return interval && interval->within() <= within;
}

class Measurement {
public:
  Measurement(const std::vector<SinkSetting>& settings, const SinkLimits& limits,
              const Progress& progress, const std::atomic<bool>& cancelled)
      : limits_(limits), progress_(progress), cancelled_(cancelled), passes_(settings.size()) {
    plan_.settings = settings;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      plan_.methods.push_back(find_method(settings[i].method));
      passes_[i].unavailable = why_not(settings[i], plan_.methods[i]);
      if (passes_[i].unavailable.empty())
        plan_.user_buffer = std::max(
            {plan_.user_buffer, in_whole_blocks(settings[i].chunk), in_whole_blocks(sink_chunk)});
    }
  }

  void run() {
    if (!any_left()) return;
    try {
      if (const std::string why = why_no_sink(cancelled_); !why.empty()) return give_all_up(why);
      make_files();
      start();
      take_turns();
    } catch (const PeerGone&) {
      give_all_up("the sink's process was ended " + how_it_ended(process_));
    } catch (const TookTooLong&) {
      give_all_up("a pass on the sink took longer than 30 s");
    }
  }

  std::vector<SinkFigure> figures() const {
    std::vector<SinkFigure> all;
    const PaceWindow window = window_of(passes_);
    for (std::size_t i = 0; i < passes_.size(); ++i)
      all.push_back(figure_of(passes_[i], plan_.settings[i], window));
    return all;
  }

  SinkGround ground() const {
    SinkGround ground = ground_;
    ground.pace = window_of(passes_);
    ground.counted = share_that_counts(passes_, ground.pace);
    return ground;
  }

private:
  bool any_left() const {
    return std::ranges::any_of(passes_, &std::string::empty, &SettingPasses::unavailable);
  }

  void give_all_up(const std::string& reason) {
    for (SettingPasses& each : passes_)
      if (each.unavailable.empty()) each.unavailable = reason;
  }

  void make_files() {
    Options options;
    options.directory = limits_.directory;
    const std::string directory = directory_for_files(options, true, sink_files * sink_file_bytes);
    for (std::int64_t i = 0; i < sink_files; ++i) {
      say(0, "writing the file");
      plan_.files.push_back(make_file(
          directory, sink_file_bytes, [](double) {}, cancelled_));
      read_anew(plan_.files.back());
    }
  }

  void start() {
    auto [ours, its] = make_channel();
    channel_ = std::move(ours);
    process_ = ChildProcess([&, &its = its] {
      channel_ = Channel();
      run_sink_process(its, plan_);
    });
    its = Channel();
    const auto ready = channel_.receive<SinkReady>(patience());
    if (!ready.problem.empty()) return give_all_up(no_sink + ready.problem.str());
    ground_ = {ready.device.str(), ready.own_user_namespace, ready.pinned};
  }

  void take_turns() {
    const std::int64_t begin = now_ns();
    const double time = static_cast<double>(limits_.time.count()) * ns_a_ms;
    std::int64_t next_look = fewest_turns;
    for (std::int64_t turn = 0; turn < most_turns && any_left(); ++turn) {
      const double elapsed = static_cast<double>(now_ns() - begin) / time;
      if (turn >= next_look) {
        if (is_all_settled()) return;
        next_look += next_look / 8; // to look takes the longer, the more there are
      }
      if (elapsed >= 1) return say_too_late();
      for (std::size_t i = 0; i < passes_.size(); ++i) {
        if (!passes_[i].unavailable.empty()) continue;
        say(std::min(1.0, elapsed), measuring);
        take_turn(i, turn);
      }
    }
  }

  bool is_all_settled() const {
    const PaceWindow window = window_of(passes_);
    return std::ranges::all_of(passes_, [&](const SettingPasses& each) {
      return is_settled(each, window, limits_.within);
    });
  }

  void say_too_late() {
    const PaceWindow window = window_of(passes_);
    for (SettingPasses& each : passes_)
      if (each.unavailable.empty() && !interval_of(each.alone, window))
        each.unavailable =
            fmt::format("on the sink {} of its passes counted in the {} ms that were given, and a "
                        "median takes 6: give it more time, or let nothing else run{}",
                        each.alone.size(), limits_.time.count(),
                        each.last_rejection.empty() ? "" : "; " + each.last_rejection);
  }

  /// Each setting comes to all files, in turns of its own.
  void take_turn(std::size_t i, std::int64_t turn) {
    SettingPasses& passes = passes_[i];
    const auto send = [&](bool lends) {
      const auto file = (turn + static_cast<std::int64_t>(i)) % sink_files;
      channel_.send(
          SinkOrder{static_cast<std::int32_t>(i), static_cast<std::int32_t>(file), lends});
      return channel_.receive<SinkPass>(patience());
    };
    const bool maps = plan_.methods[i]->maps_file;
    const SinkPass alone = send(maps);
    if (settle(passes, passes.alone, alone)) passes.card = alone.card;
    if (maps && !plan_.settings[i].private_buffer && passes.unavailable.empty() &&
        is_mapping_due(passes))
      settle(passes, passes.with_mapping, send(false));
  }

  /// Returns whether the pass counts.
  static bool settle(SettingPasses& passes, std::vector<CountedPass>& values,
                     const SinkPass& pass) {
    if (!pass.problem.empty()) {
      passes.unavailable = pass.problem.str();
      return false;
    }
    if (pass.rejected.empty()) {
      passes.rejected_in_a_row = 0;
      values.push_back({pass.cpu_ns * ps_a_ns / pass.sends, pass.pace_ps, pass.completions});
      return true;
    }
    ++passes.rejected;
    passes.last_rejection = pass.rejected.str();
    if (++passes.rejected_in_a_row >= most_rejections)
      passes.unavailable = fmt::format("{} passes in a row were rejected; the last: {}",
                                       most_rejections, passes.last_rejection);
    return false;
  }

  Patience patience() const { return {now_ns() + pass_patience_ns, cancelled_, {}}; }

  void say(double done, std::string_view what) const {
    if (progress_) progress_(done, what);
  }

  const SinkLimits& limits_;
  const Progress& progress_;
  const std::atomic<bool>& cancelled_;
  SinkPlan plan_;
  std::vector<SettingPasses> passes_; ///< of the settings
  Channel channel_;
  ChildProcess process_;
  SinkGround ground_;
};

} // namespace

std::string why_no_datagram(std::int64_t bytes) {
  if (bytes <= most_in_datagram) return "";
  return fmt::format("on the sink a chunk is a datagram of UDP, which holds {} B, and one of {} is "
                     "refused by the kernel for every method (EMSGSIZE); 60 KiB is a chunk that it "
                     "takes: --set workload.chunk=60KiB",
                     most_in_datagram, brief(Bytes(bytes)));
}

std::string why_no_sink(const std::atomic<bool>& cancelled) try {
  const SinkPlan nothing;
  auto [ours, its] = make_channel();
  ChildProcess process([&, &ours = ours, &its = its] {
    ours = Channel();
    run_sink_process(its, nothing);
  });
  its = Channel();
  const auto ready = ours.receive<SinkReady>({now_ns() + pass_patience_ns, cancelled, {}});
  return ready.problem.empty() ? "" : no_sink + ready.problem.str();
} catch (const PeerGone& error) {
  return no_sink + std::string(error.what());
} catch (const TookTooLong& error) {
  return no_sink + std::string(error.what());
}

std::vector<SinkFigure> measure_on_sink(const std::vector<SinkSetting>& settings,
                                        const SinkLimits& limits, const Progress& progress,
                                        const std::atomic<bool>& cancelled, SinkGround* ground) {
  Measurement measurement(settings, limits, progress, cancelled);
  measurement.run();
  if (ground) *ground = measurement.ground();
  return measurement.figures();
}

} // namespace copyscope::real
