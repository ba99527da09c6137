#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_worker.h"

#include "host/real_messages.h"
#include "sim/trace/file/load.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::host {

namespace {

class WorkerRun final : public gui::RealRun {
public:
  WorkerRun(std::shared_ptr<Connection> connection, std::uint32_t run, trace::BlockMemory memory)
      : connection_(std::move(connection)), run_(run), memory_(memory) {}
  ~WorkerRun() override {
    if (!is_over_) connection_->send({Frame::Type::cancel, run_, {}});
  }
  WorkerRun(const WorkerRun&) = delete;
  WorkerRun& operator=(const WorkerRun&) = delete;

  std::optional<analysis::Report> poll() override {
    connection_->pump();
    while (!is_over_) {
      const std::optional<Frame> frame = connection_->next();
      if (!frame) break;
      if (frame->run == run_) take(*frame); // else it is a run's that was given up
    }
    if (!is_over_ && connection_->is_dead()) {
      report_.error = "the process that makes real runs has ended";
      is_over_ = true;
    }
    if (!is_over_) return std::nullopt;
    return std::move(report_);
  }

  double progress() const override { return progress_.done; }
  std::string current() const override { return progress_.what; }

  void cancel() override {
    is_cancelled_ = true;
    connection_->send({Frame::Type::cancel, run_, {}});
  }

private:
  void take(const Frame& frame) {
    try {
      read(frame);
    } catch (const std::exception& error) {
      report_.error = error.what();
    }
  }

  void read(const Frame& frame) {
    switch (frame.type) {
    case Frame::Type::progress:
      progress_ = progress_in(frame.body);
      break;
    case Frame::Type::trace:
      traces_.push_back(std::make_shared<const trace::Trace>(
          trace::load_file(frame.body, "the real run", {.memory = memory_}).trace));
      break;
    case Frame::Type::report:
      report_ = report_in(frame.body);
      for (auto& each : traces_)
        place(std::move(each));
      break;
    case Frame::Type::failed:
      report_.error = frame.body;
      break;
    case Frame::Type::over:
      is_over_ = true;
      if (report_.error.empty() && report_.cases.empty()) report_.error = frame.body;
      if (is_cancelled_ && report_.cases.empty()) report_.error = "cancelled";
      break;
    default:
      break; // not for us
    }
  }

  void place(std::shared_ptr<const trace::Trace> trace) {
    const auto of =
        std::ranges::find(report_.cases, trace->header().case_id, &analysis::CaseReport::id);
    if (of != report_.cases.end()) of->trace = std::move(trace);
  }

  std::shared_ptr<Connection> connection_;
  std::uint32_t run_;
  trace::BlockMemory memory_;
  ProgressBody progress_;
  analysis::Report report_;
  std::vector<std::shared_ptr<const trace::Trace>> traces_;
  bool is_over_ = false, is_cancelled_ = false;
};

} // namespace

RealWorker::RealWorker(std::shared_ptr<Connection> connection, trace::BlockMemory memory)
    : connection_(std::move(connection)), memory_(memory) {}

std::unique_ptr<gui::RealRun> RealWorker::start(const scenario::Scenario& scenario,
                                                const gui::RealSettings& settings) {
  const std::uint32_t run = connection_->new_run();
  connection_->send({Frame::Type::run, run, request_message(scenario, settings)});
  return std::make_unique<WorkerRun>(connection_, run, memory_);
}

std::unique_ptr<gui::RealRun> NoWorker::start(const scenario::Scenario&, const gui::RealSettings&) {
  throw std::runtime_error(reason_);
}

} // namespace copyscope::host
#endif
