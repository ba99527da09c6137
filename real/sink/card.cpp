#include "real/sink/card.h"

#include "real/netlink.h"
#include "real/probes/namespaces.h"
#include "real/probes/nic.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <netlink/route/neighbour.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/uio.h>

namespace copyscope::real {

namespace {

/// A locally administered address that nobody has: the bridge floods what goes there to its ports,
/// of which it has none.
constexpr const char* nobody = "02:00:00:00:00:01";
constexpr std::uint16_t discard_port = 9;
constexpr unsigned largest_mtu = 65535;

/// Asks the kernel for a device of that kind; the library's error, negative, where it refuses. Put
/// together by hand: the library knows nothing of multicast snooping, whose queries would be
/// packets of nobody's. The address is left to the kernel: a bridge that is given one looks for
/// ports that are up, finds none, and drops all (net/bridge/br_stp.c, br_port_state_selection).
int make_device(const char* kind, bool snoops) {
  const auto message =
      netlink::owned<netlink::Message>(nlmsg_alloc_simple(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL));
  ifinfomsg header{};
  bool fits = nlmsg_append(message.get(), &header, sizeof header, NLMSG_ALIGNTO) == 0 &&
              nla_put_string(message.get(), IFLA_IFNAME, sink_interface) == 0 &&
              nla_put_u32(message.get(), IFLA_MTU, largest_mtu) == 0;
  nlattr* const info = nla_nest_start(message.get(), IFLA_LINKINFO);
  fits = fits && info && nla_put_string(message.get(), IFLA_INFO_KIND, kind) == 0;
  if (snoops) {
    nlattr* const data = nla_nest_start(message.get(), IFLA_INFO_DATA);
    fits = fits && data && nla_put_u8(message.get(), IFLA_BR_MCAST_SNOOPING, 0) == 0;
    nla_nest_end(message.get(), data);
  }
  if (!fits) throw std::bad_alloc();
  nla_nest_end(message.get(), info);
  const netlink::Socket socket = netlink::connect();
  const int sent = nl_send_auto(socket.get(), message.get());
  return sent < 0 ? sent : nl_wait_for_ack(socket.get());
}

std::string make_any_device() {
  const int bridge = make_device("bridge", true);
  if (bridge >= 0) return "bridge";
  const int dummy = make_device("dummy", false);
  if (dummy >= 0) return "dummy";
  if (bridge == -NLE_PERM || bridge == -NLE_NOACCESS)
    netlink::require("making a bridge", bridge, namespace_advice(EPERM));
  netlink::require("making a bridge or a dummy device", dummy,
                   "this kernel has neither; as root: `modprobe bridge`");
  return {};
}

/// Or the kernel itself would send some ten packets when the device comes up. Where /proc does not
/// let us, they show in the number of packets.
void keep_quiet() {
  const std::string path =
      std::string("/proc/sys/net/ipv6/conf/") + sink_interface + "/disable_ipv6";
  const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  char on[] = "1";
  const iovec whole{on, 1};
  // By writev, which leaves the name write to the methods, where calls are traced.
  if (file && writev(file.get(), &whole, 1) != 1) errno = 0;

  const auto which = netlink::owned<netlink::Link>(rtnl_link_alloc());
  const auto change = netlink::owned<netlink::Link>(rtnl_link_alloc());
  rtnl_link_set_ifindex(which.get(), static_cast<int>(if_nametoindex(sink_interface)));
  rtnl_link_unset_flags(change.get(), IFF_MULTICAST);
  netlink::require("switching multicast off",
                   rtnl_link_change(netlink::connect().get(), which.get(), change.get(), 0));
}

/// Without it times look plausible and nothing is sent: the kernel asks for an answer that never
/// comes, and keeps the last few packets for it.
void know_the_peer() {
  const auto entry = netlink::owned<netlink::Neighbour>(rtnl_neigh_alloc());
  const netlink::Parsed address = netlink::parse(sink_peer, AF_INET);
  const netlink::Parsed hardware = netlink::parse(nobody, AF_LLC);
  rtnl_neigh_set_ifindex(entry.get(), static_cast<int>(if_nametoindex(sink_interface)));
  rtnl_neigh_set_family(entry.get(), AF_INET);
  rtnl_neigh_set_state(entry.get(), NUD_PERMANENT);
  netlink::require("the peer's address", rtnl_neigh_set_dst(entry.get(), address.get()));
  rtnl_neigh_set_lladdr(entry.get(), hardware.get());
  netlink::require("the peer's address",
                   rtnl_neigh_add(netlink::connect().get(), entry.get(), NLM_F_CREATE));
}

} // namespace

SinkCard::SinkCard() : kind_(make_any_device()), mtu_(largest_mtu) {
  keep_quiet();
  netlink::bring_up(sink_interface, std::string(sink_address) + "/30");
  know_the_peer();
}

/// Checksums first: the kernel takes scatter-gather away with them, on some devices.
void SinkCard::set(bool gathers, bool computes_checksums, unsigned mtu) {
  const auto wanted = [](bool on) { return on ? NicFeatures::on : NicFeatures::off; };
  if (nic_features(sink_interface).checksums() != wanted(computes_checksums))
    set_checksums(sink_interface, computes_checksums);
  if (nic_features(sink_interface).scatter_gather() != wanted(gathers))
    set_scatter_gather(sink_interface, gathers);
  if (mtu == mtu_) return;
  const auto which = netlink::owned<netlink::Link>(rtnl_link_alloc());
  const auto change = netlink::owned<netlink::Link>(rtnl_link_alloc());
  rtnl_link_set_ifindex(which.get(), static_cast<int>(if_nametoindex(sink_interface)));
  rtnl_link_set_mtu(change.get(), mtu);
  netlink::require("setting the MTU",
                   rtnl_link_change(netlink::connect().get(), which.get(), change.get(), 0));
  mtu_ = mtu;
}

std::int64_t SinkCard::packets() const {
  rtnl_link* found = nullptr;
  netlink::require("the sink's packets",
                   rtnl_link_get_kernel(netlink::connect().get(), 0, sink_interface, &found));
  return static_cast<std::int64_t>(
      rtnl_link_get_stat(netlink::Link(found).get(), RTNL_LINK_TX_PACKETS));
}

FileDescriptor socket_to_sink() {
  FileDescriptor socket(
      static_cast<int>(checked("socket", ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(discard_port);
  inet_pton(AF_INET, sink_peer, &to.sin_addr);
  checked("connect", ::connect(socket.get(), reinterpret_cast<sockaddr*>(&to), sizeof to));
  return socket;
}

std::string other_packets(std::int64_t taken, std::int64_t expected, std::int64_t sends) {
  if (taken == expected) return "";
  return fmt::format("the sink's card took {} packets of {} sends, which make {}", taken, sends,
                     expected);
}

bool packets_are_watched() {
  const std::string sockets = read_text("/proc/self/net/packet");
  return std::ranges::count(sockets, '\n') > 1; // the first line names the columns
}

} // namespace copyscope::real
