#include "real/channel.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace copyscope::real {

ShortText::ShortText(std::string_view text) {
  text_[text.copy(text_, sizeof text_ - 1)] = 0;
}

std::pair<Channel, Channel> make_channel() {
  int ends[2];
  checked("socketpair", socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends));
  return {Channel(FileDescriptor(ends[0])), Channel(FileDescriptor(ends[1]))};
}

void Channel::send_bytes(const void* message, std::size_t size) const {
  if (::send(end_.get(), message, size, MSG_NOSIGNAL) != static_cast<ssize_t>(size))
    throw PeerGone();
}

void Channel::receive_bytes(void* message, std::size_t size) const {
  ssize_t got = 0;
  do
    got = recv(end_.get(), message, size, 0);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(size)) throw PeerGone();
}

void Channel::await(const Patience& patience) const {
  constexpr int tick_ms = 50;
  for (;;) {
    if (patience.cancelled) throw Interrupted();
    pollfd ready{end_.get(), POLLIN, 0};
    if (poll(&ready, 1, tick_ms) > 0) return;
    if (now_ns() > patience.deadline_ns) throw TookTooLong();
    if (patience.tick) patience.tick();
  }
}

} // namespace copyscope::real
