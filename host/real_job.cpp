#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_job.h"

#include "host/output.h"
#include "host/own_preset.h"
#include "host/real_messages.h"
#include "host/signals.h"
#include "predict/crossover.h"
#include "program/errors.h"
#include "real/real.h"
#include "sim/trace/file/save.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace copyscope::host {

namespace {

/// Where there is nothing at all, the reason is all that there is to say.
void require_any(const analysis::Crossover& crossover) {
  const auto was_measured = [](const analysis::SendCurve& each) { return !each.measured.empty(); };
  if (!std::ranges::any_of(crossover.curves, was_measured))
    throw program::EnvironmentError(crossover.curves.front().unavailable);
}

class Job {
public:
  Job(const Frame& request, int pipe) : request_(request), pipe_(pipe) {}

  void go() {
    try {
      if (request_.type == Frame::Type::run) run();
      if (request_.type == Frame::Type::measure) measure();
      if (request_.type == Frame::Type::calibrate) calibrate();
    } catch (const real::Interrupted&) {
      say(Frame::Type::failed, "cancelled");
    } catch (const std::exception& error) {
      say(Frame::Type::failed, error.what());
    }
  }

private:
  void run() {
    const RealRequest request = request_in(request_.body);
    std::vector<const scenario::Case*> cases;
    for (const scenario::Case& each : request.scenario.cases)
      cases.push_back(&each);
    const analysis::Report report =
        real::run(request.scenario, cases, request.options, progress(), stop_.requested());
    for (const analysis::CaseReport& each : report.cases) {
      if (!each.trace) continue;
      std::string file;
      trace::save_file(*each.trace, [&file](std::string_view piece) { file += piece; });
      say(Frame::Type::trace, std::move(file));
    }
    say(Frame::Type::report, report_message(report));
  }

  void measure() {
    const MeasureRequest request = measure_request_in(request_.body);
    predict::CrossoverQuestion question = predict::question_over(request.over);
    question.time = std::chrono::seconds(request.seconds);
    const auto machine =
        predict::calibrated_machine(); // a broken preset is told before it takes long
    analysis::Crossover crossover =
        predict::measure_crossover(question, progress(), stop_.requested());
    require_any(crossover);
    tell(std::move(crossover), machine);
  }

  void calibrate() {
    std::vector<analysis::Crossover> measured = crossovers_in(request_.body);
    Output file(own_preset_path());
    file.write(preset_text_now(predict::calibrate(progress(), stop_.requested())));
    file.commit();
    const auto machine = predict::calibrated_machine();
    for (analysis::Crossover& each : measured)
      tell(std::move(each), machine);
  }

  /// With what is predicted, where this machine is known.
  void tell(analysis::Crossover crossover, const std::optional<scenario::Machine>& machine) {
    const std::string usual = predict::CrossoverQuestion().against; // the window compares anew
    if (machine) predict::add_predictions(crossover, *machine, usual);
    say(Frame::Type::crossover, to_json(crossover).dump());
  }

  void say(Frame::Type type, std::string body) {
    wrote(pipe_, {type, request_.run, std::move(body)});
  }

  real::Progress progress() {
    return [this](double done, std::string_view what) {
      constexpr double step = 0.005; // half a pixel of a bar is soon enough
      if (done < 1 && what == what_ && std::abs(done - done_) < step) return;
      done_ = done;
      what_ = what;
      say(Frame::Type::progress, encoded(ProgressBody{done, std::string(what)}));
    };
  }

  const Frame& request_;
  int pipe_;
  StopRequest stop_;
  double done_ = -1;
  std::string what_;
};

} // namespace

void do_job(const Frame& request, int pipe) {
  Job(request, pipe).go();
}

} // namespace copyscope::host
#endif
