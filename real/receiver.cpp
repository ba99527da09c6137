#include "real/receiver.h"

#include "real/checksum.h"
#include "real/messages.h"
#include "real/network.h"
#include "real/probes/computer.h"
#include "real/probes/cpu_time.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr std::size_t trunc_bytes = 1 << 20; // a call that discards

FileDescriptor listen_on(const char* address) {
  FileDescriptor socket(
      static_cast<int>(checked("socket", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))));
  sockaddr_in here{};
  here.sin_family = AF_INET;
  inet_pton(AF_INET, address, &here.sin_addr);
  set_congestion_control(socket.get());
  checked("bind", bind(socket.get(), reinterpret_cast<sockaddr*>(&here), sizeof here));
  checked("listen", listen(socket.get(), 1));
  return socket;
}

/// The connection from that port; whoever else has found the listener is turned away.
FileDescriptor accept_from(int listener, std::uint16_t port) {
  for (;;) {
    sockaddr_in from{};
    socklen_t length = sizeof from;
    FileDescriptor socket(
        accept4(listener, reinterpret_cast<sockaddr*>(&from), &length, SOCK_CLOEXEC));
    if (!socket && errno != EINTR && errno != ECONNABORTED) throw SystemError("accept", errno);
    if (socket && ntohs(from.sin_port) == port) return socket;
  }
}

/// One round: everything that the socket gives, up to the bytes that are expected.
class Reception {
public:
  Reception(int socket, const SharedRecords& records, std::span<std::byte> buffer, Drain drain)
      : socket_(socket), records_(records), buffer_(buffer), drain_(drain),
        log_(records.receiver()) {}

  Received take(std::int64_t expected, pid_t sender) {
    const Turns turns = turns_now();
    const auto before = usage_now();
    while (received_.bytes < expected && take_some(expected - received_.bytes)) {
    }
    received_.cpu_end_ns = cpu_time_of(getpid());
    received_.sender_cpu_end_ns = cpu_time_of(sender);
    received_.last_byte_ns = now_ns();
    received_.usage = usage_now() - before;
    received_.turns = turns_since(turns, cpu_time_ns());
    received_.made = log_.made();
    if (received_.problem.empty() && received_.bytes == expected) expect_end();
    if (drain_ == Drain::copy) {
      checksum_.add(buffer_.first(filled_));
      received_.has_checksum = true;
      received_.checksum = checksum_.value();
    }
    return received_;
  }

private:
  bool take_some(std::int64_t wanted) {
    const std::int64_t offset = received_.bytes;
    const std::int64_t begin = now_ns();
    const ssize_t got = drain_ == Drain::copy ? copy(wanted) : discard(wanted);
    const int error = errno;
    if (got < 0 && error == EINTR) return true;
    if (got < 0) received_.problem = ShortText("recv: " + describe_error(error));
    if (got <= 0) return false;
    log_.add(Call::recv, begin, now_ns(), offset, got);
    received_.bytes += got;
    records_.received().store(received_.bytes, std::memory_order_relaxed);
    return true;
  }

  ssize_t copy(std::int64_t wanted) {
    if (filled_ == buffer_.size()) empty_buffer();
    const std::size_t room = std::min(buffer_.size() - filled_, static_cast<std::size_t>(wanted));
    const ssize_t got = recv(socket_, &buffer_[filled_], room, 0);
    if (got > 0) filled_ += static_cast<std::size_t>(got);
    return got;
  }

  ssize_t discard(std::int64_t wanted) {
    const std::size_t most = std::min(trunc_bytes, static_cast<std::size_t>(wanted));
    return recv(socket_, buffer_.data(), most, MSG_TRUNC);
  }

  /// The file is larger than the buffer: what is there is added to the checksum while the clock
  /// runs. The CPU time of that is measured, and belongs neither to the CPU time nor to the
  /// duration of the round.
  void empty_buffer() {
    const auto cpu = cpu_time_of(getpid());
    const std::int64_t begin = now_ns();
    checksum_.add(buffer_);
    filled_ = 0;
    const std::int64_t passed = now_ns() - begin;
    received_.checksum_ns += (cpu_time_of(getpid()) - cpu).get().value_or(passed);
  }

  void expect_end() {
    std::byte more{};
    ssize_t got = 0;
    do
      got = recv(socket_, &more, 1, 0);
    while (got < 0 && errno == EINTR);
    if (got > 0) received_.problem = ShortText("more bytes came than the file has");
  }

  int socket_;
  const SharedRecords& records_;
  std::span<std::byte> buffer_;
  Drain drain_;
  CallLog log_;
  Checksum checksum_;
  std::size_t filled_ = 0;
  Received received_;
};

} // namespace

void run_receiver(const Channel& run, const Plan& plan, std::optional<Beside> beside) {
  Joined joined;
  Mapping buffer;
  try {
    if (beside) enter_network_beside(beside->sender, beside->in_its_user_namespace);
    joined.pinned = pin_to(plan.cpu);
    buffer = Mapping::present(plan.receive_buffer);
    touch_pages(std::as_writable_bytes(plan.records.receiver()));
  } catch (const std::exception& error) {
    joined.problem = ShortText(error.what());
  }
  run.send(joined);

  run.receive<Go>(); // over veth: the sender has made the pair
  Listening listening;
  FileDescriptor listener;
  try {
    if (beside) bring_up_receiver_end();
    listener = listen_on(beside ? veth_receiver_address : "127.0.0.1");
    sockaddr_in name{};
    socklen_t length = sizeof name;
    checked("getsockname",
            getsockname(listener.get(), reinterpret_cast<sockaddr*>(&name), &length));
    listening.port = ntohs(name.sin_port);
  } catch (const std::exception& error) {
    listening.problem = ShortText(error.what());
  }
  run.send(listening);

  for (;;) {
    const auto order = run.receive<Expect>();
    const FileDescriptor socket = accept_from(listener.get(), order.sender_port);
    std::optional<ReceiveWatch> watch;
    if (order.watch) watch.emplace(order.bytes);
    run.send(Outcome{});
    Received received = Reception(socket.get(), plan.records, buffer.bytes(), order.drain)
                            .take(order.bytes, order.sender);
    if (watch) received.copied = watch->figures();
    run.send(received);
  }
}

} // namespace copyscope::real
