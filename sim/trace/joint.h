// The rows of some lanes taken together, of all flows or of one: found and summed up when they are
// first asked for; some 6 bytes for each of these rows.
#pragma once

#include "sim/trace/joint_time.h"
#include "sim/trace/keyed_rows.h"
#include "sim/trace/lane_index.h"

#include <vector>

namespace copyscope::trace {

class Joint {
public:
  /// What it is made from.
  struct From {
    const Spans& spans;
    const Tables& tables;
    const std::vector<LaneIndex>& lanes;
    const KeyedRows& by_flow;
  };

  Joint(const From& from, const std::vector<LaneId>& lanes, FlowId flow)
      : items_(items(from, lanes, flow)), time_(from.spans, items_, from.tables.lanes.size()) {}
  Joint(const Joint&) = delete;
  Joint& operator=(const Joint&) = delete;

  const RowList& rows() const { return items_.own; }
  JointTime::Reader time(const Spans& spans) const { return {time_, spans, items_}; }

private:
  static JointItems items(const From& from, const std::vector<LaneId>& lanes, FlowId flow);

  JointItems items_;
  JointTime time_;
};

} // namespace copyscope::trace
