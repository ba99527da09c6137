#include "real/connection.h"

#include "real/errors.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <netinet/in.h>
#include <sys/un.h>

namespace copyscope::real {

namespace {

FileDescriptor stream_socket(int family) {
  return FileDescriptor(
      static_cast<int>(checked("socket", socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0))));
}

/// A first byte of 0 makes the name abstract.
std::pair<sockaddr_un, socklen_t> local_name(pid_t listener) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string text = "copyscope-" + std::to_string(listener);
  std::ranges::copy(text, name.sun_path + 1);
  return {name, static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + text.size())};
}

std::uint16_t port_in(const sockaddr_storage& address) {
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

/// Calls accept(2) until it gives a connection that is wanted.
template <class Wanted> FileDescriptor accept_wanted(int listener, Wanted wanted) {
  for (;;) {
    sockaddr_storage from{};
    socklen_t length = sizeof from;
    FileDescriptor socket(
        accept4(listener, reinterpret_cast<sockaddr*>(&from), &length, SOCK_CLOEXEC));
    if (!socket && errno != EINTR && errno != ECONNABORTED) throw SystemError("accept", errno);
    if (socket && wanted(socket.get(), from)) return socket;
  }
}

const void* host_bytes(const sockaddr& address) {
  if (address.sa_family == AF_INET6)
    return &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  return &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
}

bool same_host(const sockaddr* one, const sockaddr& other) {
  if (!one || one->sa_family != other.sa_family) return false;
  const std::size_t bytes = other.sa_family == AF_INET6 ? sizeof(in6_addr) : sizeof(in_addr);
  return std::memcmp(host_bytes(*one), host_bytes(other), bytes) == 0;
}

} // namespace

SocketAddress address_in(const std::string& text) {
  const auto wrong = [&text] {
    return BadInput("`" + text + "` is no ADDRESS:PORT: 192.0.2.1:7000, or [2001:db8::1]:7000");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) throw wrong();
  std::uint16_t port = 0;
  const char *const first = text.data() + colon + 1, *const last = text.data() + text.size();
  if (const auto read = std::from_chars(first, last, port);
      read.ec != std::errc() || read.ptr != last || port == 0)
    throw wrong();
  std::string host = text.substr(0, colon);
  SocketAddress address;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
    auto& to = reinterpret_cast<sockaddr_in6&>(address.socket);
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    if (inet_pton(AF_INET6, host.c_str(), &to.sin6_addr) != 1) throw wrong();
    address.length = sizeof to;
  } else {
    auto& to = reinterpret_cast<sockaddr_in&>(address.socket);
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    if (inet_pton(AF_INET, host.c_str(), &to.sin_addr) != 1) throw wrong();
    address.length = sizeof to;
  }
  return address;
}

std::string host_of(const SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.socket.ss_family, host_bytes(*address.get()), text.data(), text.size());
  return text.data();
}

FileDescriptor listen_on(const char* address) {
  sockaddr_in here{};
  here.sin_family = AF_INET;
  inet_pton(AF_INET, address, &here.sin_addr);
  SocketAddress any_port;
  std::memcpy(&any_port.socket, &here, sizeof here);
  any_port.length = sizeof here;
  return listen_on(any_port);
}

FileDescriptor listen_on(const SocketAddress& address) {
  FileDescriptor socket = stream_socket(address.socket.ss_family);
  const int on = 1; // the connections of a run before this one may still be in TIME_WAIT
  setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  set_congestion_control(socket.get());
  checked("bind", bind(socket.get(), address.get(), address.length));
  checked("listen", listen(socket.get(), 1));
  return socket;
}

std::uint16_t port_of(int socket) {
  sockaddr_storage name{};
  socklen_t length = sizeof name;
  checked("getsockname", getsockname(socket, reinterpret_cast<sockaddr*>(&name), &length));
  return port_in(name);
}

FileDescriptor accept_from(int listener, std::uint16_t port) {
  return accept_wanted(listener,
                       [port](int, const sockaddr_storage& from) { return port_in(from) == port; });
}

FileDescriptor connect_to(const SocketAddress& address, CongestionControl& control) {
  FileDescriptor socket = stream_socket(address.socket.ss_family);
  // Before the connection is made: BBR switches pacing on then, and it stays on
  // (net/ipv4/tcp_bbr.c, bbr_init).
  control = set_congestion_control(socket.get());
  checked("connect", connect(socket.get(), address.get(), address.length));
  return socket;
}

FileDescriptor listen_locally(pid_t listener) {
  FileDescriptor socket = stream_socket(AF_UNIX);
  const auto [name, length] = local_name(listener);
  checked("bind", bind(socket.get(), reinterpret_cast<const sockaddr*>(&name), length));
  checked("listen", listen(socket.get(), SOMAXCONN)); // those that were given up wait there too
  return socket;
}

FileDescriptor connect_locally(pid_t listener) {
  FileDescriptor socket = stream_socket(AF_UNIX);
  const auto [name, length] = local_name(listener);
  checked("connect", connect(socket.get(), reinterpret_cast<const sockaddr*>(&name), length));
  return socket;
}

FileDescriptor accept_process(int listener, pid_t process) {
  return accept_wanted(listener, [process](int socket, const sockaddr_storage&) {
    ucred peer{};
    socklen_t length = sizeof peer;
    char byte = 0;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
           peer.pid == process && recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
  });
}

std::string interface_towards(const SocketAddress& address) {
  const FileDescriptor probe(socket(address.socket.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  auto* const name = reinterpret_cast<sockaddr*>(&own);
  // Connecting a datagram socket sends nothing; it chooses the way.
  if (!probe || connect(probe.get(), address.get(), address.length) != 0 ||
      getsockname(probe.get(), name, &length) != 0)
    return {};
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return {};
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owner(all, freeifaddrs);
  for (const ifaddrs* each = all; each; each = each->ifa_next)
    if (same_host(each->ifa_addr, *name)) return each->ifa_name;
  return {};
}

} // namespace copyscope::real
