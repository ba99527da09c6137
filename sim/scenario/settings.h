// `--set KEY=VALUE`: the last layer of every case.
#pragma once

#include "sim/scenario/load.h"
#include "sim/scenario/overrides.h"

#include <deque>
#include <vector>

namespace copyscope::scenario {

/// Settings read as one layer. Keeps the texts and nodes that places point into, so it must outlive
/// the reading of the scenario, and stays where it is.
class SettingLayer {
public:
  SettingLayer(const std::vector<Setting>& settings, Problems& problems);
  SettingLayer(const SettingLayer&) = delete;
  SettingLayer& operator=(const SettingLayer&) = delete;

  const Overrides& overrides() const { return overrides_; }

private:
  void read(const Setting& setting, int number, Problems& problems);

  std::deque<std::string> texts_;
  std::deque<Source> sources_;
  std::deque<Node> nodes_;
  Overrides overrides_;
};

} // namespace copyscope::scenario
