#include "real/calls.h"

#include "real/ring.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

std::int64_t length(std::span<const std::byte> bytes) {
  return static_cast<std::int64_t>(bytes.size());
}

std::int64_t size_or(int file, std::int64_t otherwise) {
  struct stat now {};
  return fstat(file, &now) == 0 ? now.st_size : otherwise;
}

} // namespace

FileShrank::FileShrank(std::int64_t at)
    : std::runtime_error("the file shrank while it was sent: it ends at " + std::to_string(at) +
                         " B") {}

FileShrank::FileShrank(int file, std::int64_t at) : FileShrank(size_or(file, at)) {}

MappingCut::MappingCut(Call call)
    : std::runtime_error("the file shrank while it was mapped: " + std::string(name_of(call)) +
                         "() gets EFAULT for a page that the file no longer has; a program that "
                         "touches one itself gets SIGBUS (mmap(2))") {}

template <class Make> std::int64_t Calls::attempt(Call call, Asked asked, Make make) {
  for (;;) {
    const bool timed = log_.wants_times();
    const std::int64_t begin = timed && last_end_ns_ == 0 ? now_ns() : last_end_ns_;
    const std::int64_t made = make();
    const std::int64_t result = made < 0 ? -errno : made;
    if (timed) last_end_ns_ = now_ns();
    log_.add(call, begin, last_end_ns_, asked, result);
    if (result != -EINTR) return result;
  }
}

template <class Make> std::int64_t Calls::make(Call call, Asked asked, Make make) {
  return or_thrown(call, attempt(call, asked, make));
}

std::int64_t Calls::or_thrown(Call call, std::int64_t result) const {
  if (result >= 0) return result;
  const bool has_mapping = !mapping_.bytes().empty() || !lent_.empty();
  if (result == -EFAULT && has_mapping) throw MappingCut(call);
  throw SystemError(std::string(name_of(call)), static_cast<int>(-result));
}

void Calls::read(int file, std::span<std::byte> into) {
  while (!into.empty()) {
    const auto got = make(Call::read, {read_, length(into)},
                          [&] { return ::read(file, into.data(), into.size()); });
    if (got == 0) throw FileShrank(file, read_);
    read_ += got;
    into = into.subspan(static_cast<std::size_t>(got));
  }
}

void Calls::read_blocks(int file, std::span<std::byte> into, std::int64_t wanted) {
  const auto got = make(Call::read, {read_, length(into)},
                        [&] { return ::read(file, into.data(), into.size()); });
  read_ += got;
  if (got < wanted) throw FileShrank(file, read_); // from within a block nothing can be read on
}

void Calls::write(int socket, std::span<const std::byte> from) {
  while (!from.empty()) {
    const auto taken = make(Call::write, {sent_, length(from)},
                            [&] { return ::write(socket, from.data(), from.size()); });
    sent_ += taken;
    from = from.subspan(static_cast<std::size_t>(taken));
  }
}

void Calls::sendfile(int socket, int file, std::int64_t bytes) {
  while (bytes > 0) {
    const auto sent = make(Call::sendfile, {sent_, bytes}, [&] {
      return ::sendfile(socket, file, nullptr, static_cast<std::size_t>(bytes));
    });
    if (sent == 0) throw FileShrank(file, sent_);
    sent_ += sent;
    bytes -= sent;
  }
}

std::span<const std::byte> Calls::mmap(int file, std::int64_t begin, std::int64_t bytes) {
  const auto size = static_cast<std::size_t>(bytes);
  if (!lent_.empty()) return lent_.subspan(static_cast<std::size_t>(begin), size);
  void* address = MAP_FAILED;
  make(Call::mmap, {0, bytes}, [&] {
    address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, begin);
    return address == MAP_FAILED ? std::int64_t{-1} : bytes;
  });
  mapping_ = Mapping(address, size);
  return mapping_.bytes();
}

std::int64_t Calls::splice_in(int file, const Pipe& pipe, std::int64_t bytes) {
  const auto taken = make(Call::splice_in, {read_, bytes}, [&] {
    return ::splice(file, nullptr, pipe.write_end(), nullptr, static_cast<std::size_t>(bytes), 0);
  });
  if (taken == 0) throw FileShrank(file, read_);
  read_ += taken;
  return taken;
}

std::int64_t Calls::vmsplice(const Pipe& pipe, std::span<const std::byte> from) {
  const iovec part{const_cast<std::byte*>(from.data()), from.size()};
  const auto taken = make(Call::vmsplice, {read_, length(from)},
                          [&] { return ::vmsplice(pipe.write_end(), &part, 1, 0); });
  read_ += taken;
  return taken;
}

void Calls::splice_out(const Pipe& pipe, int socket, std::int64_t bytes) {
  while (bytes > 0) {
    const auto sent = make(Call::splice_out, {sent_, bytes}, [&] {
      return ::splice(pipe.read_end(), nullptr, socket, nullptr, static_cast<std::size_t>(bytes),
                      0);
    });
    if (sent == 0) throw SystemError("splice", EPIPE); // nothing is 0 here but an empty pipe
    sent_ += sent;
    bytes -= sent;
  }
}

void Calls::send_zerocopy(int socket, std::span<const std::byte> from) {
  while (!from.empty()) {
    const auto taken = attempt(Call::send, {sent_, length(from)}, [&] {
      return ::send(socket, from.data(), from.size(), MSG_ZEROCOPY);
    });
    if (taken == -ENOBUFS && completions_.outstanding() > 0) {
      reap_all(socket);
      continue;
    }
    or_thrown(Call::send, taken);
    completions_.note_send(taken);
    sent_ += taken;
    from = from.subspan(static_cast<std::size_t>(taken));
  }
}

void Calls::reap(int socket) {
  reap_one(socket);
}

bool Calls::reap_one(int socket) {
  Notification told;
  bool any = false;
  const auto result = attempt(Call::recvmsg, {completions_.told_bytes, 0}, [&] {
    const int found = receive_notification(socket, told);
    any = found > 0;
    return found < 0 ? std::int64_t{-1} : any ? completions_.take(told) : 0;
  });
  if (result == -EAGAIN) return false;
  or_thrown(Call::recvmsg, result);
  return any;
}

void Calls::reap_all(int socket) {
  while (completions_.outstanding() > 0) {
    if (reap_one(socket)) continue;
    pollfd queue{socket, 0, 0}; // POLLERR is told of unasked
    make(Call::poll, {sent_, 0}, [&] { return ::poll(&queue, 1, -1) < 0 ? -1 : 0; });
    // A connection that has gone has nothing more to tell, and poll() would not wait.
    if ((queue.revents & POLLHUP) != 0 && !reap_one(socket)) throw SystemError("send", EPIPE);
  }
}

std::int64_t Calls::submit_and_wait(Ring& ring, std::int64_t offset, std::int64_t bytes) {
  Completed completed;
  unsigned wanted = ring.completions();
  Asked asked{offset, bytes};
  const auto moved = [&] { return completed.done() ? std::max(completed.sent, 0) : 0; };
  while (!completed.done()) {
    const auto result = attempt(Call::io_uring_enter, asked, [&]() -> std::int64_t {
      if (ring.enter(wanted) < 0) return -1;
      ring.collect(completed);
      return moved();
    });
    if (result == -ETIME)
      ring.collect(completed);
    else
      or_thrown(Call::io_uring_enter, result);
    wanted = 1;
    asked.bytes = 0; // that one submits nothing
  }
  return what_came(ring, completed, offset, bytes);
}

std::int64_t Calls::what_came(Ring& ring, const Completed& completed, std::int64_t offset,
                              std::int64_t bytes) {
  if (completed.read < 0) throw SystemError("io_uring's read", -completed.read);
  if (completed.read < bytes) throw FileShrank(offset + completed.read);
  if (completed.sent == -EINVAL && ring.is_zerocopy() && ring.reports_usage()) {
    ring.forgo_usage(); // the flag is of Linux 6.2
    return 0;
  }
  if (completed.sent < 0) throw SystemError("io_uring's send", -completed.sent);
  if (ring.is_zerocopy())
    completions_.note_told(completed.sent, ring.reports_usage(), completed.copied);
  return completed.sent;
}

std::optional<std::int64_t> Calls::unmap() {
  if (mapping_.bytes().empty()) return std::nullopt;
  const std::int64_t begin = now_ns();
  mapping_ = Mapping();
  return now_ns() - begin;
}

} // namespace copyscope::real
