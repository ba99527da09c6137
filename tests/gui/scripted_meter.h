// A meter of crossovers that does what the test says, and what it may come to.
#pragma once

#include "gui/session/crossover_service.h"

#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::gui {

/// A curve of a fixed cost and one by the page, in microseconds.
inline analysis::SendCurve send_curve(const char* method, analysis::SentFrom from, bool gathers,
                                      double fixed_us, double page_us) {
  analysis::SendCurve curve;
  curve.method = method;
  curve.from = from;
  curve.scatter_gather = gathers;
  for (const std::int64_t chunk : {512, 1024, 2048, 4096, 8192, 12288, 16384, 32768, 61440}) {
    const auto ps = std::llround((fixed_us + page_us * static_cast<double>(chunk) / 4096) * 1e6);
    curve.measured.push_back({chunk, ps, ps * 98 / 100, ps * 102 / 100});
  }
  const bool says = std::string_view(method) == "msg-zerocopy";
  curve.verdict.evidence = says ? analysis::SendVerdict::Evidence::said_by_the_kernel
                                : analysis::SendVerdict::Evidence::inferred;
  (gathers ? curve.verdict.not_copied : curve.verdict.copied) = 3'413;
  curve.verdict.reason = "the card does not gather: the CPU copies the bytes into one piece when "
                         "the datagram is queued (__ip_append_data)";
  return curve;
}

/// What the sink shows on some machine over sizes of chunks, without a prediction.
inline analysis::Crossover some_crossover() {
  using analysis::SentFrom;
  analysis::Crossover crossover;
  for (const bool gathers : {true, false}) {
    const double page = gathers ? 0.105 : 0.5;
    crossover.curves.push_back(send_curve("read-write", SentFrom::file, gathers, 2.46, 0.56));
    for (const SentFrom from :
         {SentFrom::mapped_once, SentFrom::mapped_anew, SentFrom::private_buffer})
      crossover.curves.push_back(send_curve("mmap-write", from, gathers,
                                            from == SentFrom::mapped_anew ? 2.6 : 1.93, 0.32));
    crossover.curves.push_back(send_curve("sendfile", SentFrom::file, gathers, 2.55, page));
    for (const SentFrom from :
         {SentFrom::mapped_once, SentFrom::mapped_anew, SentFrom::private_buffer})
      crossover.curves.push_back(send_curve("msg-zerocopy", from, gathers,
                                            from == SentFrom::mapped_anew ? 3.1 : 2.4, page / 2));
    crossover.curves.push_back(send_curve("io-uring-zc", SentFrom::file, gathers, 2.9, 0.4));
  }
  // sendfile has an island where it pays, and a tie behind it.
  crossover.curves[4].measured[0] = {512, 2'300'000, 2'250'000, 2'350'000};
  crossover.crossings = analysis::crossings_of(crossover.curves, "read-write");
  crossover.sends = 3'413;
  crossover.device = "bridge";
  crossover.no_prediction = "there is no preset `this-machine` yet: run `copyscope calibrate`";
  return crossover;
}

/// The same over sizes of files, microseconds a MiB: what is mapped once a file costs more a MiB,
/// the smaller the file is, and there is no memory of a process's own.
inline analysis::Crossover some_file_crossover() {
  using analysis::SentFrom;
  analysis::Crossover crossover = some_crossover();
  crossover.over = analysis::Over::file_size;
  std::erase_if(crossover.curves, [](const analysis::SendCurve& each) {
    return each.from == SentFrom::private_buffer;
  });
  constexpr std::int64_t mib = 1 << 20;
  constexpr std::int64_t sizes[] = {4096,    8192,      16'384,    32'768,    61'440,
                                    245'760, 1'048'576, 8'388'608, 33'554'432};
  for (analysis::SendCurve& each : crossover.curves)
    for (std::size_t i = 0; i < each.measured.size(); ++i) {
      const std::int64_t last = each.measured.back().ps * 17; // sends a MiB
      const std::int64_t map = each.from == SentFrom::mapped_anew ? 2'000'000 * mib / sizes[i] : 0;
      const std::int64_t ps = last + 900'000 * mib / sizes[i] + map;
      each.measured[i] = {sizes[i], ps, ps * 98 / 100, ps * 102 / 100};
    }
  crossover.crossings = analysis::crossings_of(crossover.curves, "read-write");
  return crossover;
}

inline analysis::Crossover some_crossover(analysis::Over over) {
  return over == analysis::Over::chunk ? some_crossover() : some_file_crossover();
}

inline analysis::Crossover predicted(analysis::Crossover crossover) {
  for (analysis::SendCurve& each : crossover.curves) {
    for (const analysis::SendCostPoint& point : each.measured)
      each.predicted.push_back(
          {point.chunk, point.ps * 101 / 100, point.ps * 97 / 100, point.ps * 105 / 100});
    each.prediction_error = analysis::prediction_error(each);
  }
  crossover.crossings = analysis::crossings_of(crossover.curves, "read-write");
  crossover.no_prediction.clear();
  return crossover;
}

/// What the window asks for, and what it gets.
struct MeterScript {
  int started = 0, seconds = 0, calibrations = 0;
  analysis::Over over = analysis::Over::chunk;
  std::vector<analysis::Over> to_predict; ///< over what, of the last calibration
  std::string preset;                     ///< the file that is there
  bool cancelled = false, dropped = false;
  double progress = 0;
  std::optional<CrossoverOutcome> outcome; ///< once it is there, it is over
  std::string refusal;                     ///< why nothing can be started
};

class ScriptedMeter final : public CrossoverMeter {
public:
  std::unique_ptr<CrossoverRun> measure(analysis::Over over, int seconds) override {
    script.over = over;
    script.seconds = seconds;
    return start();
  }
  std::unique_ptr<CrossoverRun>
  calibrate(const std::vector<analysis::Crossover>& measured) override {
    ++script.calibrations;
    script.to_predict.clear();
    for (const analysis::Crossover& each : measured)
      script.to_predict.push_back(each.over);
    return start();
  }
  std::string preset_that_is_there() const override { return script.preset; }
  MeterScript script;

private:
  class Run final : public CrossoverRun {
  public:
    explicit Run(MeterScript& script) : script_(script) {}
    ~Run() override { script_.dropped = true; }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    std::optional<CrossoverOutcome> poll() override {
      return std::exchange(script_.outcome, std::nullopt);
    }
    double progress() const override { return script_.progress; }
    void cancel() override { script_.cancelled = true; }

  private:
    MeterScript& script_;
  };

  std::unique_ptr<CrossoverRun> start() {
    if (!script.refusal.empty()) throw std::runtime_error(script.refusal);
    ++script.started;
    return std::make_unique<Run>(script);
  }
};

/// Measures at once, and calibrates at once.
class InstantMeter final : public CrossoverMeter {
public:
  std::unique_ptr<CrossoverRun> measure(analysis::Over over, int) override {
    return std::make_unique<Run>(std::vector{some_crossover(over)});
  }
  std::unique_ptr<CrossoverRun>
  calibrate(const std::vector<analysis::Crossover>& measured) override {
    std::vector<analysis::Crossover> all;
    for (const analysis::Crossover& each : measured)
      all.push_back(predicted(each));
    return std::make_unique<Run>(std::move(all));
  }
  std::string preset_that_is_there() const override { return {}; }

private:
  class Run final : public CrossoverRun {
  public:
    explicit Run(std::vector<analysis::Crossover> crossovers)
        : crossovers_(std::move(crossovers)) {}

    std::optional<CrossoverOutcome> poll() override { return CrossoverOutcome{crossovers_, {}}; }
    double progress() const override { return 0.5; }
    void cancel() override {}

  private:
    std::vector<analysis::Crossover> crossovers_;
  };
};

} // namespace copyscope::gui
