// The receiving process: reads what comes, stamps the moment of the last byte, takes the checksum.
#pragma once

#include "real/channel.h"
#include "real/plan.h"

#include <optional>

namespace copyscope::real {

/// Which process's user namespace to join; none: this one's own network is private without.
struct Beside {
  pid_t sender = 0;
  bool in_its_user_namespace = false;
};

/// Runs until the channel's other end goes. `beside` over veth only.
/// `path` is not remote: there the receiver is another host's.
void run_receiver(const Channel& run, const Plan& plan, Path path, std::optional<Beside> beside);

} // namespace copyscope::real
