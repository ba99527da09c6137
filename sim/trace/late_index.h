// The part of a trace's index that is made when it is first asked about: ledgers of flows and
// tasks, what objects hold, the rows of lanes taken together. Any number of threads may ask at
// once.
#pragma once

#include "sim/trace/contents.h"
#include "sim/trace/joint.h"
#include "sim/trace/tracks.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

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
  const Joint& joint(const Joint::From& from, const std::vector<LaneId>& lanes, FlowId flow) const {
    const std::scoped_lock lock(joints_mutex_);
    std::unique_ptr<const Joint>& made = joints_[{flow, lanes}];
    if (!made) made = std::make_unique<const Joint>(from, lanes, flow);
    return *made;
  }

private:
  mutable std::once_flag flows_once_, tasks_once_, contents_once_;
  mutable std::unique_ptr<Tracks> flows_, tasks_;
  mutable std::unique_ptr<ObjectContents> contents_;
  mutable std::mutex joints_mutex_;
  mutable std::map<std::pair<FlowId, std::vector<LaneId>>, std::unique_ptr<const Joint>> joints_;
};

} // namespace copyscope::trace
