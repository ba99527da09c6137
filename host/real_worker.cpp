#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_worker.h"

#include "host/frames.h"
#include "host/real_messages.h"
#include "host/real_server.h"
#include "sim/trace/file/load.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace copyscope::host {

/// The window's end of the socket, which never blocks. The server ends when it is closed.
class Connection {
public:
  Connection() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw std::system_error(errno, std::generic_category(), "socketpair");
    server_ = ::fork();
    if (server_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::close(ends[0]);
      serve_real_runs(ends[1]);
    }
    ::close(ends[1]);
    socket_ = ends[0];
    if (server_ > 0) return;
    const int error = errno;
    ::close(socket_);
    throw std::system_error(error, std::generic_category(), "fork");
  }
  ~Connection() {
    ::close(socket_);
    ::waitpid(server_, nullptr, 0); // soon: it kills its run and ends
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void send(const Frame& frame) {
    unsent_ += encoded(frame);
    pump();
  }

  /// Sends and receives what can be without waiting.
  void pump() {
    flush();
    std::string piece(1 << 16, '\0');
    for (int i = 0; i < most_pieces && !is_dead_; ++i) {
      const ssize_t got = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
      if (got <= 0)
        is_dead_ = true;
      else
        reader_.feed({piece.data(), static_cast<std::size_t>(got)});
    }
  }

  std::optional<Frame> next() { return reader_.next(); }
  bool is_dead() const { return is_dead_; }

private:
  static constexpr int most_pieces = 64; // 4 MiB at a time, so that a frame is not held up

  void flush() {
    while (!unsent_.empty() && !is_dead_) {
      const ssize_t sent =
          ::send(socket_, unsent_.data(), unsent_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
      if (sent <= 0)
        is_dead_ = true;
      else
        unsent_.erase(0, static_cast<std::size_t>(sent));
    }
  }

  int socket_ = -1;
  pid_t server_ = -1;
  std::string unsent_;
  FrameReader reader_;
  bool is_dead_ = false;
};

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
    case Frame::Type::run:
    case Frame::Type::cancel:
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

RealWorker::RealWorker(trace::BlockMemory memory)
    : connection_(std::make_shared<Connection>()), memory_(memory) {}

RealWorker::~RealWorker() = default;

std::unique_ptr<gui::RealRun> RealWorker::start(const scenario::Scenario& scenario,
                                                const gui::RealSettings& settings) {
  ++runs_;
  connection_->send({Frame::Type::run, runs_, request_message(scenario, settings)});
  return std::make_unique<WorkerRun>(connection_, runs_, memory_);
}

std::unique_ptr<gui::RealRun> NoWorker::start(const scenario::Scenario&, const gui::RealSettings&) {
  throw std::runtime_error(reason_);
}

} // namespace copyscope::host
#endif
