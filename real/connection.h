// The stream that joins sender and receiver: TCP, or a local socket (AF_UNIX, unix(7)).
#pragma once

#include "real/probes/tcp.h"
#include "real/system.h"

#include <cstdint>
#include <string>
#include <sys/socket.h>
#include <sys/types.h>

namespace copyscope::real {

/// An address of the Internet protocols with its port, in numbers.
struct SocketAddress {
  sockaddr_storage socket{};
  socklen_t length = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&socket); }
};

/// "192.0.2.1:7000", "[2001:db8::1]:7000". Names are not looked up. Throws BadInput.
SocketAddress address_in(const std::string& text);

/// "192.0.2.1"
std::string host_of(const SocketAddress& address);

/// Listens on an address of IPv4 and any free port; and on the very address. Throw SystemError.
FileDescriptor listen_on(const char* address);
FileDescriptor listen_on(const SocketAddress& address);
std::uint16_t port_of(int socket); ///< its own end's

/// The connection from that port; whoever else has found the listener is turned away.
FileDescriptor accept_from(int listener, std::uint16_t port);

/// Asks for the congestion control of the runs before it connects. Throws SystemError.
FileDescriptor connect_to(const SocketAddress& address, CongestionControl& control);

/// A local socket of a name that no file system knows (unix(7), "abstract"), which `listener`'s
/// process owns. Throw SystemError.
FileDescriptor listen_locally(pid_t listener);
FileDescriptor connect_locally(pid_t listener);
/// The connection of that process which it has not closed yet; whoever else has found the listener
/// is turned away.
FileDescriptor accept_process(int listener, pid_t process);

/// The interface through which that address is reached, "eth0"; empty where it cannot be told.
std::string interface_towards(const SocketAddress& address);

} // namespace copyscope::real
