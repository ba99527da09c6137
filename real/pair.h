// A sender and a receiver process and the path between them, which run rounds.
#pragma once

#include "real/messages.h"
#include "real/plan.h"

#include <string>

namespace copyscope::real {

/// The path cannot be made here: no namespaces, no veth. what() says why.
class NoPath : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// What the two processes say of one round.
struct Exchange {
  bool watched = false; ///< the packets were, as far as may be
  bool ran = false;     ///< the method was let loose; else sent and received are empty
  std::string problem;  ///< the round has failed: why
  std::string rejected; ///< the page cache was not in the state that was asked for: how
  std::string congestion_control;
  int congestion_refused = 0; ///< errno, where the one that the run asks for was refused
  Sent sent;
  Received received;
};

class Pair {
public:
  /// `path` is any but automatic. The plan outlives the pair. Throws NoPath, Interrupted,
  /// SystemError.
  Pair(const Plan& plan, Path path, const std::atomic<bool>& cancelled);

  /// One round of a case; `watch`: with tracepoints, which costs time. Throws Interrupted; PeerGone
  /// and TookTooLong, after which the pair is of no more use.
  Exchange round(std::size_t case_index, Drain drain, bool watch, const Patience& patience);

  bool pinned() const { return pinned_; }
  bool own_user_namespace() const { return own_user_namespace_; }

private:
  void start(Path path, const Patience& patience);
  Exchange exchange(std::size_t case_index, Drain drain, bool watch, const Patience& patience);
  PeerGone who_has_gone();

  const Plan& plan_;
  Channel sender_channel_, receiver_channel_;
  ChildProcess sender_, receiver_;
  std::uint16_t port_ = 0;
  bool far_ = false; ///< the receiver is another host's; the sender says what it has answered
  bool pinned_ = false;
  bool own_user_namespace_ = false;
};

} // namespace copyscope::real
