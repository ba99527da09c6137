#include "real/network.h"

#include "real/netlink.h"
#include "real/probes/namespaces.h"
#include "real/system.h"

#include <cerrno>
#include <fcntl.h>
#include <netlink/route/link/veth.h>
#include <sched.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

/// The kernel takes such a file in one write only. By writev, which leaves the name write to the
/// methods, where calls are traced.
void write_text(const char* path, const std::string& text) {
  const FileDescriptor file(static_cast<int>(checked(path, open(path, O_WRONLY | O_CLOEXEC))));
  const iovec whole{const_cast<char*>(text.data()), text.size()};
  checked(path, writev(file.get(), &whole, 1));
}

/// Maps this user and group to themselves and nobody else (user_namespaces(7)).
void map_own_ids(uid_t user, gid_t group) {
  const auto itself = [](auto id) { return std::to_string(id) + " " + std::to_string(id) + " 1"; };
  write_text("/proc/self/uid_map", itself(user));
  write_text("/proc/self/setgroups", "deny"); // demanded before a group is mapped without privilege
  write_text("/proc/self/gid_map", itself(group));
}

/// Another index than the other end's: the kernel then sees at once that an end has a carrier, else
/// up to a second later (net/core/link_watch.c, linkwatch_urgent_event).
constexpr int sender_index = 100;

std::string with_advice(const std::string& failed, int error) {
  const std::string advice = namespace_advice(error);
  return advice.empty() ? failed : failed + "; " + advice;
}

/// A namespace may be had whose owner has no privilege in it.
std::string why_no_veth(int result) {
  switch (-result) {
  case NLE_OPNOTSUPP:
    return "this kernel does not have veth; as root: `modprobe veth`";
  case NLE_PERM:
  case NLE_NOACCESS:
    return namespace_advice(EPERM);
  default:
    return "";
  }
}

} // namespace

NoNamespace::NoNamespace(const SystemError& failed)
    : std::runtime_error(with_advice(failed.what(), failed.error)) {}

bool enter_private_network() try {
  if (unshare(CLONE_NEWNET) == 0) return false;
  if (errno != EPERM) throw SystemError("unshare(CLONE_NEWNET)", errno);
  // Or, where this process has changed its user without an exec, /proc/self is root's (proc(5)).
  prctl(PR_SET_DUMPABLE, 1);
  const uid_t user = geteuid();
  const gid_t group = getegid();
  checked("unshare(CLONE_NEWUSER | CLONE_NEWNET)", unshare(CLONE_NEWUSER | CLONE_NEWNET));
  end_with_parent();
  map_own_ids(user, group);
  return true;
} catch (const SystemError& error) {
  throw NoNamespace(error);
}

void enter_network_beside(pid_t other, bool in_its_user_namespace) try {
  if (in_its_user_namespace) {
    const std::string path = "/proc/" + std::to_string(other) + "/ns/user";
    const FileDescriptor space(
        static_cast<int>(checked(path, open(path.c_str(), O_RDONLY | O_CLOEXEC))));
    checked("setns", setns(space.get(), CLONE_NEWUSER));
    end_with_parent();
  }
  checked("unshare(CLONE_NEWNET)", unshare(CLONE_NEWNET));
} catch (const SystemError& error) {
  throw NoNamespace(error);
}

void make_veth_pair(pid_t peer) {
  const auto link = netlink::owned<netlink::Link>(rtnl_link_veth_alloc());
  rtnl_link_set_name(link.get(), veth_sender_interface);
  rtnl_link_set_mtu(link.get(), veth_mtu);
  rtnl_link_set_ifindex(link.get(), sender_index);
  const auto other = netlink::owned<netlink::Link>(rtnl_link_veth_get_peer(link.get()));
  rtnl_link_set_name(other.get(), veth_receiver_interface);
  rtnl_link_set_mtu(other.get(), veth_mtu);
  rtnl_link_set_ns_pid(other.get(), peer);
  const int result = rtnl_link_add(netlink::connect().get(), link.get(), NLM_F_CREATE | NLM_F_EXCL);
  netlink::require("making a veth pair", result, why_no_veth(result));
  netlink::bring_up(veth_sender_interface, std::string(veth_sender_address) + "/30");
}

void bring_up_receiver_end() {
  netlink::bring_up(veth_receiver_interface, std::string(veth_receiver_address) + "/30");
}

void wait_for_carrier() {
  constexpr int most_looks = 2000;
  constexpr int operational = 6; // IF_OPER_UP of linux/if.h, which cannot stand beside net/if.h
  const netlink::Socket socket = netlink::connect();
  for (int i = 0; i < most_looks; ++i) {
    rtnl_link* found = nullptr;
    netlink::require("the sender's interface",
                     rtnl_link_get_kernel(socket.get(), sender_index, nullptr, &found));
    if (rtnl_link_get_operstate(netlink::Link(found).get()) == operational) return;
    constexpr timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
  }
}

} // namespace copyscope::real
