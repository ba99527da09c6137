// The scene: what stands on the stage of a run, told by data made from its trace. Every stage,
// large or small, on a wall or on paper, is laid out and drawn from it.
//
// A part is there because the trace has it: an object that holds bytes, a lane on which somebody
// works, a task. What kind it is says how it is drawn, at any size; its texts are looked up by key
// or come with the object. So one more CPU, a pipe or a receiver is one more part, and no picture
// has to know of it.
#pragma once

#include "sim/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// Where a part stands.
enum class Band : unsigned char { user, kernel, hardware, outside };

/// What a part is to a reader, and so what it looks like.
enum class PartKind : unsigned char {
  process,
  memory,    ///< what comes replaces what was there: a user buffer
  mapping,   ///< no memory of its own: pages of a cache at another address
  cache,     ///< keeps what has come
  queue,     ///< lets go of what has gone on: data, or descriptors of it
  pipe,      ///< a queue of references alone
  rings,     ///< of requests and of results
  device,    ///< holds bytes, and works
  engine,    ///< moves bytes for a device
  processor, ///< runs tasks
  wire,
  receiver
};

struct Part {
  std::string id; ///< "page_cache", "cpu"; of further ones "cpu1", "place9": marks, answers, clicks
  PartKind kind = PartKind::memory;
  Band band = Band::kernel;
  std::string text;      ///< of its texts, the last piece of their keys: "page_cache"
  std::string name;      ///< as the trace calls it, in place of a text; may be empty
  int number = -1;       ///< of one of several: 0, 1 …
  std::string serves;    ///< of an engine: the id of its device
  trace::Buffer place{}; ///< of an object in its flow's list; `none` for all others
  trace::ObjectId object = trace::no_object;
  std::vector<trace::LaneId> lanes; ///< the rows on them are its work
  int others = 0;                   ///< more like it, of further flows, which stand behind it
  bool is_spare = false;            ///< not of this run: there for what another one does with it

  bool holds() const { return place != trace::Buffer::none && !is_spare; }
};

struct Scene {
  std::vector<Part> parts; ///< band by band, in the order of the path
  trace::FlowId front = 0; ///< whose objects they show, where flows have their own

  const Part* find(std::string_view id) const;
  const Part* at(trace::Buffer place) const;
  /// Whose work the rows of a lane are.
  const Part* of_lane(trace::LaneId lane) const;
  bool has(PartKind kind) const;
};

/// O(tables of the trace), whatever its rows.
Scene scene_of(const trace::Trace& trace, trace::FlowId front = 0);

} // namespace copyscope::figure
