#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/worker_connection.h"

#include "host/real_server.h"

#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace copyscope::host {

namespace {

constexpr int most_pieces = 64; // 4 MiB at a time, so that a frame is not held up

} // namespace

Connection::Connection() {
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

Connection::~Connection() {
  ::close(socket_);
  ::waitpid(server_, nullptr, 0); // soon
}

void Connection::send(const Frame& frame) {
  unsent_ += encoded(frame);
  pump();
}

void Connection::pump() {
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

void Connection::flush() {
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

} // namespace copyscope::host
#endif
