// The rows of a trace as messages between those who take part: for sequence diagrams.
#pragma once

#include "assets/assets.h"
#include "figure/story/routes.h"
#include "sim/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

/// The life lines, from left to right.
enum class Actor : unsigned char { process, kernel, disk, dma, nic, receiver };
constexpr int actor_count = 6;

struct Message {
  enum class How : unsigned char {
    call,    ///< into the kernel, or a request to a device
    returns, ///< back to the caller
    bytes,   ///< bytes, or what stands for them, go to another place
    signal,  ///< an interrupt, a completion
    note,    ///< something at one life line
  };
  How how = How::note;
  Actor from = Actor::kernel, to = Actor::kernel;
  int number = 0;   ///< of a copy, as its route is numbered; 0: no copy
  std::string text; ///< on one line
};

/// What a row says; nothing for one that others tell (a call, by its crossings).
std::optional<Message> message_of(const trace::Trace& trace, trace::SpanId row,
                                  const std::vector<Route>& routes, assets::Language language);

/// The life lines that a run has, in order. Looks at lanes and buffers only.
std::vector<Actor> actors_of(const trace::Trace& trace);

/// "Process", "Disk": a heading.
std::string actor_name(Actor actor, assets::Language language);

} // namespace copyscope::figure
