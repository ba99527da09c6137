#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_server.h"

#include "host/frames.h"
#include "host/real_job.h"
#include "host/signals.h"
#include "real/real.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace copyscope::host {

namespace {

/// Some of what there is to read; nothing at the end.
std::string read_some(int file) {
  std::string piece(1 << 16, '\0');
  ssize_t got = 0;
  do
    got = ::read(file, piece.data(), piece.size());
  while (got < 0 && errno == EINTR);
  piece.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return piece;
}

class Server {
public:
  explicit Server(int socket) : socket_(socket) {}

  [[noreturn]] void serve() {
    for (;;) {
      std::array<pollfd, 2> waited{{{socket_, POLLIN, 0}, {pipe_, POLLIN, 0}}};
      if (::poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) end();
      if (waited[0].revents != 0) hear_window();
      if (pipe_ >= 0 && waited[1].revents != 0) hear_run();
      if (pipe_ < 0 && wanted_) start();
    }
  }

private:
  void hear_window() {
    const std::string piece = read_some(socket_);
    if (piece.empty()) end();
    from_window_.feed(piece);
    while (std::optional<Frame> frame = from_window_.next()) {
      const bool is_new = frame->type != Frame::Type::cancel;
      // A new run is the end of the one before, too.
      if (is_new || frame->run == run_) stop();
      if (wanted_ && (is_new || frame->run == wanted_->run))
        pass_on({Frame::Type::over, std::exchange(wanted_, std::nullopt)->run, {}});
      if (is_new) wanted_ = std::move(frame);
    }
  }

  /// Once: a second signal would not let it put things in order.
  void stop() {
    if (pipe_ >= 0 && !is_stopping_) ::kill(process_, SIGTERM);
    is_stopping_ = true;
  }

  /// Passes on what is whole: a run that was killed leaves half a message.
  void hear_run() {
    const std::string piece = read_some(pipe_);
    from_run_.feed(piece);
    while (const std::optional<Frame> frame = from_run_.next())
      pass_on(*frame);
    if (piece.empty()) run_is_over();
  }

  void run_is_over() {
    ::close(pipe_);
    pipe_ = -1;
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    std::string why;
    if (WIFSIGNALED(status))
      why = "its process was ended by " + real::describe_signal(WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0)
      why = fmt::format("its process ended with status {}", WEXITSTATUS(status));
    pass_on({Frame::Type::over, run_, why});
  }

  void start() {
    const Frame request = *std::exchange(wanted_, std::nullopt);
    run_ = request.run;
    is_stopping_ = false;
    from_run_ = {};
    int ends[2];
    if (::pipe(ends) != 0) return pass_on({Frame::Type::over, run_, std::strerror(errno)});
    process_ = ::fork();
    if (process_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::close(socket_);
      ::close(ends[0]);
      do_job(request, ends[1]);
      ::_exit(0);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
    if (process_ > 0) return;
    ::close(pipe_);
    pipe_ = -1;
    pass_on({Frame::Type::over, run_, std::strerror(errno)});
  }

  void pass_on(const Frame& frame) {
    if (!wrote(socket_, frame)) end();
  }

  [[noreturn]] void end() const {
    if (pipe_ >= 0) ::kill(process_, SIGKILL); // what it made ends with it
    ::_exit(0);
  }

  int socket_;
  int pipe_ = -1;      // from the run under way; −1: there is none
  pid_t process_ = -1; // of that run
  std::uint32_t run_ = 0;
  bool is_stopping_ = false;
  FrameReader from_window_, from_run_;
  std::optional<Frame> wanted_; // the run to be made next
};

} // namespace

void serve_real_runs(int socket) {
  install_signal_handlers();
  Server(socket).serve();
}

} // namespace copyscope::host
#endif
