// The part of a trace's index that is made when it is first asked about: ledgers of flows and
// tasks, what objects hold, how busy lanes were. Any number of threads may ask at once.
#pragma once

#include "sim/trace/contents.h"
#include "sim/trace/lane_time.h"
#include "sim/trace/tracks.h"

#include <memory>
#include <mutex>
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
  const LaneTime& lane(LaneId lane, const Spans& spans, const LaneTime::Ids& ids) const {
    const std::lock_guard lock(lanes_mutex_);
    if (lane >= lanes_.size()) lanes_.resize(lane + std::size_t{1});
    if (!lanes_[lane]) lanes_[lane] = std::make_unique<LaneTime>(spans, ids);
    return *lanes_[lane];
  }

private:
  mutable std::once_flag flows_once_, tasks_once_, contents_once_;
  mutable std::unique_ptr<Tracks> flows_, tasks_;
  mutable std::unique_ptr<ObjectContents> contents_;
  mutable std::mutex lanes_mutex_;
  mutable std::vector<std::unique_ptr<LaneTime>> lanes_;
};

} // namespace copyscope::trace
