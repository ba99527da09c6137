// What the doctor tries that a run does in other ways, or not at all: each says what it found, or
// throws what refused it.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace copyscope::real {

/// A refusal that knows better than its caller what to do.
class Refused : public std::runtime_error {
public:
  Refused(const std::string& what, std::string remedy)
      : std::runtime_error(what), remedy(std::move(remedy)) {}

  std::string remedy;
};

/// TCP_INFO, and whether the congestion control of the runs is to be had, of a connection over
/// loopback.
std::string ask_tcp_info();
std::string ask_congestion_control();
/// Sends with MSG_ZEROCOPY over loopback, and reads the completion from the error queue.
std::string ask_completions();
std::string ask_io_uring();
std::string ask_send_zc();

/// In a child: a user namespace of its own; and whether its owner has privileges in it, for which
/// the child brings the loopback interface of a network namespace up.
std::string ask_user_namespace();
std::string ask_its_privileges();

} // namespace copyscope::real
