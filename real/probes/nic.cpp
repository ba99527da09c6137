#include "real/probes/nic.h"

#include "real/system.h"

#include <cerrno>
#include <cstdint>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace copyscope::real {

namespace {

constexpr std::array<std::uint32_t, NicFeatures::names.size()> get_commands{
    ETHTOOL_GRXCSUM, ETHTOOL_GTXCSUM, ETHTOOL_GSG, ETHTOOL_GTSO, ETHTOOL_GGSO, ETHTOOL_GGRO};

/// One ETHTOOL command on an interface; 0, or −1 with errno.
int ethtool(const std::string& interface, ethtool_value& value) {
  const FileDescriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket) return -1;
  ifreq request{};
  interface.copy(request.ifr_name, IFNAMSIZ - 1);
  request.ifr_data = reinterpret_cast<char*>(&value);
  return ioctl(socket.get(), SIOCETHTOOL, &request);
}

struct Switch {
  const char* name; ///< as `ethtool -K` calls it
  std::uint32_t command;
  NicFeatures::State (NicFeatures::*state)() const;
};

void set_feature(const std::string& interface, const Switch& which, bool on) {
  ethtool_value value{which.command, on};
  const std::string what = "ethtool -K " + interface + " " + which.name + (on ? " on" : " off");
  checked(what, ethtool(interface, value));
  if ((nic_features(interface).*which.state)() != (on ? NicFeatures::on : NicFeatures::off))
    throw SystemError(what + " had no effect", EOPNOTSUPP);
}

} // namespace

std::string_view name_of(NicFeatures::State state) {
  if (state == NicFeatures::unknown) return "unknown";
  return state == NicFeatures::on ? "on" : "off";
}

NicFeatures nic_features(const std::string& interface) {
  NicFeatures features;
  for (std::size_t i = 0; i < get_commands.size(); ++i) {
    ethtool_value value{get_commands[i], 0};
    if (ethtool(interface, value) == 0)
      features.states[i] = value.data != 0 ? NicFeatures::on : NicFeatures::off;
  }
  return features;
}

void set_scatter_gather(const std::string& interface, bool on) {
  set_feature(interface, {"sg", ETHTOOL_SSG, &NicFeatures::scatter_gather}, on);
}

void set_checksums(const std::string& interface, bool on) {
  set_feature(interface, {"tx", ETHTOOL_STXCSUM, &NicFeatures::checksums}, on);
}

} // namespace copyscope::real
