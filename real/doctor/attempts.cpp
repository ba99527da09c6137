#include "real/doctor/attempts.h"

#include "real/channel.h"
#include "real/probes/namespaces.h"
#include "real/probes/tcp.h"
#include "real/system.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <linux/errqueue.h>
#include <linux/io_uring.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

FileDescriptor tcp_socket() {
  return FileDescriptor(
      static_cast<int>(checked("socket", socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))));
}

/// Both ends of a connection over 127.0.0.1.
struct LocalConnection {
  FileDescriptor sender = tcp_socket(), receiver;

  LocalConnection() {
    const FileDescriptor listener = tcp_socket();
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const address = reinterpret_cast<sockaddr*>(&here);
    socklen_t length = sizeof here;
    checked("bind", bind(listener.get(), address, length));
    checked("listen", listen(listener.get(), 1));
    checked("getsockname", getsockname(listener.get(), address, &length));
    checked("connect", connect(sender.get(), address, length));
    receiver = FileDescriptor(static_cast<int>(
        checked("accept", accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC))));
  }
};

/// Whether a completion says that the kernel copied.
bool was_copied(int socket) {
  constexpr int patience_ms = 1000;
  pollfd waited{socket, 0, 0}; // POLLERR is always asked for
  if (poll(&waited, 1, patience_ms) <= 0) throw SystemError("a completion", ETIMEDOUT);
  alignas(cmsghdr) std::array<std::byte, 256> control{};
  msghdr message{};
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  checked("recvmsg(MSG_ERRQUEUE)", recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT));
  const cmsghdr* const header = CMSG_FIRSTHDR(&message);
  if (!header) throw SystemError("a completion", ENODATA);
  sock_extended_err said{};
  std::copy_n(reinterpret_cast<const std::byte*>(CMSG_DATA(header)), sizeof said,
              reinterpret_cast<std::byte*>(&said));
  return (said.ee_code & SO_EE_CODE_ZEROCOPY_COPIED) != 0;
}

FileDescriptor ring() {
  io_uring_params parameters{};
  const long made = syscall(SYS_io_uring_setup, 4U, &parameters);
  const int error = errno;
  if (made >= 0) return FileDescriptor(static_cast<int>(made));
  const std::string what = "io_uring_setup: " + describe_error(error);
  if (error == EPERM)
    throw Refused(what, "as root: `sysctl -w kernel.io_uring_disabled=0`; a container's filter of "
                        "system calls may forbid it too");
  if (error == ENOSYS)
    throw Refused(what, "Linux 5.1 has io_uring, where it is built in and no filter forbids it");
  if (error == ENOMEM) throw Refused(what, "`ulimit -l unlimited`");
  throw SystemError("io_uring_setup", error);
}

/// What a child that tried it was refused with; 0: nothing.
struct Answer {
  int error = 0;
  ShortText call;
};

void in_child_of_its_own(const std::function<void()>& attempt) {
  auto [ours, its] = make_channel();
  const ChildProcess child([&attempt, &its = its] {
    Answer answer;
    try {
      attempt();
    } catch (const SystemError& error) {
      answer = {error.error, ShortText(error.what())};
    }
    its.send(answer);
  });
  its = Channel(); // so that a child that dies is noticed
  const auto answer = ours.receive<Answer>();
  if (answer.error != 0) throw Refused(answer.call.str(), namespace_advice(answer.error));
}

} // namespace

std::string ask_tcp_info() {
  const LocalConnection connection;
  if (!tcp_figures(connection.sender.get()).known) throw SystemError("getsockopt(TCP_INFO)", errno);
  return {};
}

std::string ask_congestion_control() {
  const FileDescriptor socket = tcp_socket();
  const CongestionControl control = set_congestion_control(socket.get());
  if (control.refused != 0) throw SystemError(wanted_congestion_control, control.refused);
  return control.name;
}

std::string ask_completions() {
  const LocalConnection connection;
  const int socket = connection.sender.get(), on = 1;
  checked("setsockopt(SO_ZEROCOPY)", setsockopt(socket, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof on));
  const std::vector<std::byte> bytes(std::size_t{4} * 4096);
  checked("send(MSG_ZEROCOPY)", send(socket, bytes.data(), bytes.size(), MSG_ZEROCOPY));
  std::vector<std::byte> taken(bytes.size());
  checked("recv", recv(connection.receiver.get(), taken.data(), taken.size(), MSG_WAITALL));
  return was_copied(socket) ? "over loopback: copied, as it always is there"
                            : "over loopback: not copied";
}

std::string ask_io_uring() {
  ring();
  return {};
}

std::string ask_send_zc() {
  constexpr unsigned operations = 256;
  const FileDescriptor made = ring();
  std::vector<std::byte> memory(sizeof(io_uring_probe) + operations * sizeof(io_uring_probe_op));
  auto* const probe = reinterpret_cast<io_uring_probe*>(memory.data());
  if (syscall(SYS_io_uring_register, made.get(), IORING_REGISTER_PROBE, probe, operations) != 0) {
    const SystemError error("io_uring_register", errno);
    if (error.error == EINVAL) throw error; // before Linux 5.6
    throw Refused(error.what(), "a container's filter of system calls forbids it");
  }
  constexpr unsigned send_zc = 47; // IORING_OP_SEND_ZC, which older headers lack
  if (send_zc > probe->last_op || (probe->ops[send_zc].flags & IO_URING_OP_SUPPORTED) == 0)
    throw SystemError("IORING_OP_SEND_ZC", EOPNOTSUPP);
  return {};
}

std::string ask_user_namespace() {
  in_child_of_its_own([] { checked("unshare(CLONE_NEWUSER)", unshare(CLONE_NEWUSER)); });
  return {};
}

std::string ask_its_privileges() {
  in_child_of_its_own([] {
    checked("unshare(CLONE_NEWUSER | CLONE_NEWNET)", unshare(CLONE_NEWUSER | CLONE_NEWNET));
    const FileDescriptor socket = tcp_socket();
    ifreq loopback{};
    std::ranges::copy(std::string_view("lo"), loopback.ifr_name);
    loopback.ifr_flags = IFF_UP;
    checked("bringing an interface up", ioctl(socket.get(), SIOCSIFFLAGS, &loopback));
  });
  return {};
}

} // namespace copyscope::real
