#include "real/network.h"

#include "real/probes/namespaces.h"
#include "real/system.h"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <net/if.h>
#include <netlink/errno.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
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

template <auto free> struct Freer {
  template <class T> void operator()(T* what) const { free(what); }
};
using Socket = std::unique_ptr<nl_sock, Freer<nl_socket_free>>;
using Link = std::unique_ptr<rtnl_link, Freer<rtnl_link_put>>;
using Address = std::unique_ptr<rtnl_addr, Freer<rtnl_addr_put>>;
using NetworkAddress = std::unique_ptr<nl_addr, Freer<nl_addr_put>>;

void require(const char* what, int result, const std::string& advice = "") {
  if (result >= 0) return;
  const std::string why = std::string(what) + ": " + nl_geterror(result);
  throw std::runtime_error(advice.empty() ? why : why + "; " + advice);
}

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

template <class Owner> Owner owned(auto* pointer) {
  if (pointer == nullptr) throw SystemError("netlink", ENOMEM);
  return Owner(pointer);
}

Socket netlink() {
  auto socket = owned<Socket>(nl_socket_alloc());
  require("netlink", nl_connect(socket.get(), NETLINK_ROUTE));
  return socket;
}

void bring_up(const char* interface, const char* address) {
  const Socket socket = netlink();
  const int index = static_cast<int>(if_nametoindex(interface));

  nl_addr* parsed = nullptr;
  require("an address", nl_addr_parse((std::string(address) + "/30").c_str(), AF_INET, &parsed));
  const NetworkAddress local(parsed);
  const auto entry = owned<Address>(rtnl_addr_alloc());
  rtnl_addr_set_ifindex(entry.get(), index);
  require("an address", rtnl_addr_set_local(entry.get(), local.get()));
  require("setting an address", rtnl_addr_add(socket.get(), entry.get(), 0));

  const auto which = owned<Link>(rtnl_link_alloc());
  const auto change = owned<Link>(rtnl_link_alloc());
  rtnl_link_set_ifindex(which.get(), index);
  rtnl_link_set_flags(change.get(), IFF_UP);
  require("bringing an interface up", rtnl_link_change(socket.get(), which.get(), change.get(), 0));
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
  const auto link = owned<Link>(rtnl_link_veth_alloc());
  rtnl_link_set_name(link.get(), veth_sender_interface);
  rtnl_link_set_mtu(link.get(), veth_mtu);
  rtnl_link_set_ifindex(link.get(), sender_index);
  const auto other = owned<Link>(rtnl_link_veth_get_peer(link.get()));
  rtnl_link_set_name(other.get(), veth_receiver_interface);
  rtnl_link_set_mtu(other.get(), veth_mtu);
  rtnl_link_set_ns_pid(other.get(), peer);
  const int result = rtnl_link_add(netlink().get(), link.get(), NLM_F_CREATE | NLM_F_EXCL);
  require("making a veth pair", result, why_no_veth(result));
  bring_up(veth_sender_interface, veth_sender_address);
}

void bring_up_receiver_end() {
  bring_up(veth_receiver_interface, veth_receiver_address);
}

void wait_for_carrier() {
  constexpr int most_looks = 2000;
  constexpr int operational = 6; // IF_OPER_UP of linux/if.h, which cannot stand beside net/if.h
  const Socket socket = netlink();
  for (int i = 0; i < most_looks; ++i) {
    rtnl_link* found = nullptr;
    require("the sender's interface",
            rtnl_link_get_kernel(socket.get(), sender_index, nullptr, &found));
    if (rtnl_link_get_operstate(Link(found).get()) == operational) return;
    constexpr timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
  }
}

} // namespace copyscope::real
