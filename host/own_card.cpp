// ETHTOOL ioctls (linux/ethtool.h), as ethtool.c of the program of that name uses them.
#include "host/own_card.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <optional>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace copyscope::host {

namespace {

constexpr const char* feature = "tx-scatter-gather"; // the kernel's name of what is one word there

class Ethtool {
public:
  explicit Ethtool(const std::string& interface)
      : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    interface.copy(request_.ifr_name, IFNAMSIZ - 1);
  }
  ~Ethtool() {
    if (socket_ >= 0) ::close(socket_);
  }
  Ethtool(const Ethtool&) = delete;
  Ethtool& operator=(const Ethtool&) = delete;

  bool ask(void* command) {
    request_.ifr_data = static_cast<char*>(command);
    return socket_ >= 0 && ::ioctl(socket_, SIOCETHTOOL, &request_) == 0;
  }

private:
  int socket_;
  ifreq request_{};
};

/// Memory for a command that ends in an array, aligned for any of them.
class Command {
public:
  explicit Command(std::size_t bytes) : words_(bytes / sizeof(std::uint64_t) + 1) {}
  template <class Head> Head* as() { return reinterpret_cast<Head*>(words_.data()); }

private:
  std::vector<std::uint64_t> words_;
};

/// The number of the feature among those that the driver lists.
std::optional<std::uint32_t> number_of_feature(Ethtool& card, std::uint32_t& count) {
  Command info(sizeof(ethtool_sset_info) + sizeof(std::uint32_t));
  auto* const sets = info.as<ethtool_sset_info>();
  sets->cmd = ETHTOOL_GSSET_INFO;
  sets->sset_mask = 1ULL << ETH_SS_FEATURES;
  if (!card.ask(sets) || sets->sset_mask == 0) return std::nullopt;
  std::memcpy(&count, sets->data, sizeof count);
  constexpr std::uint32_t most = 4096;
  if (count == 0 || count > most) return std::nullopt;
  Command names(sizeof(ethtool_gstrings) + std::size_t{count} * ETH_GSTRING_LEN);
  auto* const strings = names.as<ethtool_gstrings>();
  strings->cmd = ETHTOOL_GSTRINGS;
  strings->string_set = ETH_SS_FEATURES;
  strings->len = count;
  if (!card.ask(strings)) return std::nullopt;
  for (std::uint32_t i = 0; i < count; ++i)
    if (std::strncmp(reinterpret_cast<const char*>(strings->data) + i * ETH_GSTRING_LEN, feature,
                     ETH_GSTRING_LEN) == 0)
      return i;
  return std::nullopt;
}

/// Whether nobody can switch it; false where that is not known.
bool is_fixed(Ethtool& card) {
  std::uint32_t count = 0;
  const std::optional<std::uint32_t> number = number_of_feature(card, count);
  if (!number) return false;
  const std::uint32_t blocks = (count + 31) / 32;
  Command all(sizeof(ethtool_gfeatures) + blocks * sizeof(ethtool_get_features_block));
  auto* const features = all.as<ethtool_gfeatures>();
  features->cmd = ETHTOOL_GFEATURES;
  features->size = blocks;
  if (!card.ask(features)) return false;
  const ethtool_get_features_block& block = features->features[*number / 32];
  const std::uint32_t bit = 1U << *number % 32;
  return (block.available & bit) == 0 || (block.never_changed & bit) != 0;
}

/// proc_pid_net(5), route: the interface whose destination is 0 with the smallest metric.
std::string interface_of_default_route() {
  std::ifstream routes("/proc/net/route");
  std::string line, best;
  long best_metric = std::numeric_limits<long>::max();
  std::getline(routes, line); // the heads of the columns
  while (std::getline(routes, line)) {
    std::istringstream columns(line);
    std::string interface, destination, gateway, flags, references, uses;
    long metric = 0;
    if (columns >> interface >> destination >> gateway >> flags >> references >> uses >> metric &&
        destination == "00000000" && metric < best_metric) {
      best = interface;
      best_metric = metric;
    }
  }
  return best;
}

} // namespace

std::string own_interface() {
  if (std::string routed = interface_of_default_route(); !routed.empty()) return routed;
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator("/sys/class/net", error))
    if (each.path().filename() != "lo" && each.path().filename() != "bonding_masters")
      names.push_back(each.path().filename().string());
  std::ranges::sort(names);
  return names.empty() ? std::string() : names.front();
}

std::string scatter_gather_line(const std::string& interface) {
  if (interface.empty()) return {};
  Ethtool card(interface);
  ethtool_value value{ETHTOOL_GSG, 0};
  if (!card.ask(&value)) return {};
  return std::string("scatter-gather: ") + (value.data != 0 ? "on" : "off") +
         (is_fixed(card) ? " [fixed]" : "");
}

} // namespace copyscope::host
