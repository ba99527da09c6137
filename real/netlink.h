// The little of rtnetlink(7) that real mode needs, through libnl-route-3: owners of what the
// library lends, and how an interface gets its address and comes up.
#pragma once

#include <memory>
#include <netlink/errno.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/neighbour.h>
#include <new>
#include <string>

namespace copyscope::real::netlink {

template <auto free> struct Freer {
  template <class T> void operator()(T* what) const { free(what); }
};
using Socket = std::unique_ptr<nl_sock, Freer<nl_socket_free>>;
using Message = std::unique_ptr<nl_msg, Freer<nlmsg_free>>;
using Link = std::unique_ptr<rtnl_link, Freer<rtnl_link_put>>;
using Address = std::unique_ptr<rtnl_addr, Freer<rtnl_addr_put>>;
using Neighbour = std::unique_ptr<rtnl_neigh, Freer<rtnl_neigh_put>>;
using Parsed = std::unique_ptr<nl_addr, Freer<nl_addr_put>>;

template <class Owner> Owner owned(auto* pointer) {
  if (pointer == nullptr) throw std::bad_alloc();
  return Owner(pointer);
}

/// Throws std::runtime_error, "WHAT: the library's text; ADVICE", where the result is an error.
void require(const char* what, int result, const std::string& advice = "");

/// In this process's network namespace. Throws std::runtime_error.
Socket connect();

/// "198.18.0.1/30", "02:00:00:00:00:01". Throws std::runtime_error.
Parsed parse(const std::string& address, int family);

/// Gives the interface that IPv4 address and brings it up. Throws std::runtime_error.
void bring_up(const char* interface, const std::string& address);

} // namespace copyscope::real::netlink
