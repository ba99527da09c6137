// The offloads of a network interface, as `ethtool -k` names them (ETHTOOL ioctls), and the switch
// of the one that this program is about.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace copyscope::real {

struct NicFeatures {
  enum State : signed char { unknown = -1, off = 0, on = 1 };
  static constexpr std::array<std::string_view, 6> names{"rx-checksumming",
                                                         "tx-checksumming",
                                                         "scatter-gather",
                                                         "tcp-segmentation-offload",
                                                         "generic-segmentation-offload",
                                                         "generic-receive-offload"};

  std::array<State, names.size()> states{unknown, unknown, unknown, unknown, unknown, unknown};

  State checksums() const { return states[1]; } ///< of what is sent
  State scatter_gather() const { return states[2]; }
};

std::string_view name_of(NicFeatures::State state); ///< "on", "off", "unknown"

/// Of this network namespace's interface.
NicFeatures nic_features(const std::string& interface);

/// Does what `ethtool -K INTERFACE sg on|off` does, and reads it back. Throws SystemError, also
/// where it stays as it was.
void set_scatter_gather(const std::string& interface, bool on);
/// The same with `tx on|off`.
void set_checksums(const std::string& interface, bool on);

} // namespace copyscope::real
