#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/crossover_worker.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace copyscope::host {

namespace {

class MeterRun final : public gui::CrossoverRun {
public:
  MeterRun(std::shared_ptr<Connection> connection, std::uint32_t run)
      : connection_(std::move(connection)), run_(run) {}
  ~MeterRun() override {
    if (!is_over_) connection_->send({Frame::Type::cancel, run_, {}});
  }
  MeterRun(const MeterRun&) = delete;
  MeterRun& operator=(const MeterRun&) = delete;

  std::optional<gui::CrossoverOutcome> poll() override {
    connection_->pump();
    while (!is_over_) {
      const std::optional<Frame> frame = connection_->next();
      if (!frame) break;
      if (frame->run == run_) take(*frame); // else it is a run's that was given up
    }
    if (!is_over_ && connection_->is_dead()) {
      outcome_.error = "the process that makes real runs has ended";
      is_over_ = true;
    }
    if (!is_over_) return std::nullopt;
    return std::move(outcome_);
  }

  double progress() const override { return done_; }

  void cancel() override {
    is_cancelled_ = true;
    connection_->send({Frame::Type::cancel, run_, {}});
  }

private:
  void take(const Frame& frame) {
    if (frame.type == Frame::Type::progress) done_ = progress_in(frame.body).done;
    if (frame.type == Frame::Type::failed) outcome_.error = frame.body;
    if (frame.type == Frame::Type::crossover) take_crossover(frame.body);
    if (frame.type == Frame::Type::over) end(frame.body);
  }

  void take_crossover(const std::string& body) {
    try {
      outcome_.crossover = analysis::crossover_in(nlohmann::ordered_json::parse(body));
      has_come_ = true;
    } catch (const std::exception& error) {
      outcome_.error = error.what();
    }
  }

  void end(const std::string& why) {
    is_over_ = true;
    if (has_come_ || !outcome_.error.empty()) return;
    outcome_.error = is_cancelled_ ? "cancelled" : why;
  }

  std::shared_ptr<Connection> connection_;
  std::uint32_t run_;
  double done_ = 0;
  gui::CrossoverOutcome outcome_;
  bool has_come_ = false, is_over_ = false, is_cancelled_ = false;
};

} // namespace

std::unique_ptr<gui::CrossoverRun> CrossoverWorker::start(Frame::Type type, std::string body) {
  const std::uint32_t run = connection_->new_run();
  connection_->send({type, run, std::move(body)});
  return std::make_unique<MeterRun>(connection_, run);
}

std::unique_ptr<gui::CrossoverRun> CrossoverWorker::measure(int seconds) {
  return start(Frame::Type::measure, std::to_string(seconds));
}

std::unique_ptr<gui::CrossoverRun> CrossoverWorker::calibrate(const analysis::Crossover& measured) {
  return start(Frame::Type::calibrate, to_json(measured).dump());
}

} // namespace copyscope::host
#endif
