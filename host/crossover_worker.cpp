#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/crossover_worker.h"

#include "host/asked_run.h"
#include "host/own_preset.h"
#include "host/real_messages.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace copyscope::host {

namespace {

class MeterRun final : public gui::CrossoverRun {
public:
  MeterRun(std::shared_ptr<Connection> connection, Frame::Type type, std::string body)
      : asked_(std::move(connection), type, std::move(body)) {}

  std::optional<gui::CrossoverOutcome> poll() override {
    const auto take = [this](const Frame& frame) {
      if (frame.type == Frame::Type::crossover)
        outcome_.crossovers.push_back(
            analysis::crossover_in(nlohmann::ordered_json::parse(frame.body)));
    };
    if (!asked_.poll(take)) return std::nullopt;
    outcome_.error = outcome_.crossovers.empty() ? asked_.why_nothing() : asked_.error();
    return std::move(outcome_);
  }

  double progress() const override { return asked_.progress().done; }
  void cancel() override { asked_.cancel(); }

private:
  AskedRun asked_;
  gui::CrossoverOutcome outcome_;
};

} // namespace

std::unique_ptr<gui::CrossoverRun> CrossoverWorker::measure(analysis::Over over, int seconds) {
  return std::make_unique<MeterRun>(connection_, Frame::Type::measure,
                                    request_message(MeasureRequest{over, seconds}));
}

std::unique_ptr<gui::CrossoverRun>
CrossoverWorker::calibrate(const std::vector<analysis::Crossover>& measured) {
  return std::make_unique<MeterRun>(connection_, Frame::Type::calibrate,
                                    crossovers_message(measured));
}

std::string CrossoverWorker::preset_that_is_there() const {
  return own_preset_that_is_there();
}

} // namespace copyscope::host
#endif
