// This machine's own network card: whether it gathers, as `ethtool -k` says it.
#pragma once

#include <string>

namespace copyscope::host {

/// The interface of the default route, else the first that is not loopback; empty: there is none.
std::string own_interface();

/// "scatter-gather: on", "scatter-gather: off [fixed]"; empty where it cannot be read.
std::string scatter_gather_line(const std::string& interface);

} // namespace copyscope::host
