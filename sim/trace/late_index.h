// The part of a trace's index that is made when it is first asked about: ledgers of flows and
// tasks, what objects hold. Any number of threads may ask at once.
#pragma once

#include "sim/trace/contents.h"
#include "sim/trace/tracks.h"

#include <memory>
#include <mutex>

namespace copyscope::trace {

class LateIndex {
public:
  const Tracks& flows(const Tracks::From& from) const {
    std::call_once(flows_once_, [&] { flows_ = std::make_unique<Tracks>(Tracks::Of::flow, from); });
    return *flows_;
  }
  const Tracks& tasks(const Tracks::From& from) const {
    std::call_once(tasks_once_, [&] { tasks_ = std::make_unique<Tracks>(Tracks::Of::task, from); });
    return *tasks_;
  }
  const ObjectContents& contents(const ObjectContents::From& from) const {
    std::call_once(contents_once_, [&] { contents_ = std::make_unique<ObjectContents>(from); });
    return *contents_;
  }

private:
  mutable std::once_flag flows_once_, tasks_once_, contents_once_;
  mutable std::unique_ptr<Tracks> flows_, tasks_;
  mutable std::unique_ptr<ObjectContents> contents_;
};

} // namespace copyscope::trace
