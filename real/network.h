// Private network namespaces and the veth pair between them: a network card, in software, whose
// scatter-gather can be switched. Without root where user namespaces are allowed.
//
// Everything here concerns the calling process, which is a forked one with one thread, and is gone
// when the last process of the namespace ends (namespaces(7), veth(4)).
#pragma once

#include "real/errors.h"

#include <stdexcept>
#include <string>
#include <sys/types.h>

namespace copyscope::real {

/// The addresses of the two ends: RFC 2544's range for benchmarks, which exists on no network.
inline constexpr const char* veth_sender_address = "198.18.0.1";
inline constexpr const char* veth_receiver_address = "198.18.0.2";
inline constexpr const char* veth_sender_interface = "copyscope0";
inline constexpr const char* veth_receiver_interface = "copyscope1";
/// The largest there is, so that the cost of a packet does not drown that of the copy.
inline constexpr unsigned veth_mtu = 65535;

/// what() names the call that failed, what is missing, and how to get it.
class NoNamespace : public std::runtime_error {
public:
  explicit NoNamespace(const SystemError& failed);
};

/// Moves this process into a network namespace of its own: directly with the privilege for it, else
/// inside a user namespace of its own. Returns whether it is in such a user namespace. Throws
/// NoNamespace.
bool enter_private_network();

/// The same beside another process: in its user namespace, where it has one of its own. Throws
/// NoNamespace.
void enter_network_beside(pid_t other, bool in_its_user_namespace);

/// In the sender's namespace: makes the pair, with the other end in the namespace of process
/// `peer`, and brings this end up. Throws std::runtime_error.
void make_veth_pair(pid_t peer);
/// In the receiver's namespace: brings its end up. Throws std::runtime_error.
void bring_up_receiver_end();

/// In the sender's namespace: waits until the kernel has noticed that the other end is up too. What
/// is sent before is lost, and TCP tries again a second later only.
void wait_for_carrier();

} // namespace copyscope::real
