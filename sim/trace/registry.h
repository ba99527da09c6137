// The tables of a trace while they fill: names are interned, everything else is numbered as it
// comes.
#pragma once

#include "sim/trace/header.h"
#include "sim/trace/tables.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace copyscope::trace {

/// Interns texts: the same text gives the same id, in order of first use.
class Interner {
public:
  /// Adds to `texts`. Throws std::length_error when there would be more than `most`.
  std::size_t intern(std::string_view text, std::vector<std::string>& texts, std::size_t most);

private:
  std::unordered_map<std::string, std::size_t> places_; ///< of those after the first few
};

/// What both sinks share. Throws std::length_error where a table is full.
class Registry {
public:
  explicit Registry(Tables& tables); ///< with the well-known names interned

  /// Tasks, flows and objects of the header's case, where it has one.
  void start(const Header& header);

  LaneId lane(const Lane& lane);
  StringId name(std::string_view text);
  StringId label(std::string_view text);
  TaskId task(const Task& task);
  ObjectId object(const Object& object);
  FlowId flow(const Flow& flow);

  /// There is an object at each place that the row names, if it serves a flow.
  void complete(const Span& span) {
    if (span.source != Buffer::none && tables_.object_at(span.flow, span.source) == no_object)
      complete(span.flow, span.source);
    if (span.target != Buffer::none && tables_.object_at(span.flow, span.target) == no_object)
      complete(span.flow, span.target);
  }

private:
  void complete(FlowId flow, Buffer place);

  Tables& tables_;
  Interner lanes_, names_, labels_;
  std::vector<std::string> lane_names_;
};

} // namespace copyscope::trace
