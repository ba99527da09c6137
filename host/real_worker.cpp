#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_worker.h"

#include "host/asked_run.h"
#include "host/real_messages.h"
#include "sim/trace/file/load.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::host {

namespace {

class WorkerRun final : public gui::RealRun {
public:
  WorkerRun(std::shared_ptr<Connection> connection, std::string request, trace::BlockMemory memory)
      : asked_(std::move(connection), Frame::Type::run, std::move(request)), memory_(memory) {}

  std::optional<analysis::Report> poll() override {
    if (!asked_.poll([this](const Frame& frame) { take(frame); })) return std::nullopt;
    if (report_.cases.empty() && report_.error.empty()) report_.error = asked_.why_nothing();
    return std::move(report_);
  }

  double progress() const override { return asked_.progress().done; }
  std::string current() const override { return asked_.progress().what; }
  void cancel() override { asked_.cancel(); }

private:
  void take(const Frame& frame) {
    if (frame.type == Frame::Type::trace)
      traces_.push_back(std::make_shared<const trace::Trace>(
          trace::load_file(frame.body, "the real run", {.memory = memory_}).trace));
    if (frame.type != Frame::Type::report) return;
    report_ = report_in(frame.body);
    for (auto& each : traces_)
      place(std::move(each));
  }

  void place(std::shared_ptr<const trace::Trace> trace) {
    const auto of =
        std::ranges::find(report_.cases, trace->header().case_id, &analysis::CaseReport::id);
    if (of != report_.cases.end()) of->trace = std::move(trace);
  }

  AskedRun asked_;
  trace::BlockMemory memory_;
  analysis::Report report_;
  std::vector<std::shared_ptr<const trace::Trace>> traces_;
};

} // namespace

RealWorker::RealWorker(std::shared_ptr<Connection> connection, trace::BlockMemory memory)
    : connection_(std::move(connection)), memory_(memory) {}

std::unique_ptr<gui::RealRun> RealWorker::start(const scenario::Scenario& scenario,
                                                const gui::RealSettings& settings) {
  return std::make_unique<WorkerRun>(connection_, request_message(scenario, settings), memory_);
}

std::unique_ptr<gui::RealRun> NoWorker::start(const scenario::Scenario&, const gui::RealSettings&) {
  throw std::runtime_error(reason_);
}

} // namespace copyscope::host
#endif
