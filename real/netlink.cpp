#include "real/netlink.h"

#include <net/if.h>
#include <stdexcept>
#include <sys/socket.h>

namespace copyscope::real::netlink {

void require(const char* what, int result, const std::string& advice) {
  if (result >= 0) return;
  const std::string why = std::string(what) + ": " + nl_geterror(result);
  throw std::runtime_error(advice.empty() ? why : why + "; " + advice);
}

Socket connect() {
  auto socket = owned<Socket>(nl_socket_alloc());
  require("netlink", nl_connect(socket.get(), NETLINK_ROUTE));
  return socket;
}

Parsed parse(const std::string& address, int family) {
  nl_addr* parsed = nullptr;
  require("an address", nl_addr_parse(address.c_str(), family, &parsed));
  return Parsed(parsed);
}

void bring_up(const char* interface, const std::string& address) {
  const Socket socket = connect();
  const int index = static_cast<int>(if_nametoindex(interface));

  const Parsed local = parse(address, AF_INET);
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

} // namespace copyscope::real::netlink
