#include "sim/trace/tables.h"

#include <charconv>

namespace copyscope::trace {

namespace {

struct Named {
  std::string_view stem;
  LaneKind kind;
  LaneKind device = LaneKind::disk;
};

constexpr Named stems[] = {{"cpu", LaneKind::cpu},
                           {"process", LaneKind::task},
                           {"receiver", LaneKind::receiver},
                           {"disk", LaneKind::disk},
                           {"dma.disk", LaneKind::dma, LaneKind::disk},
                           {"dma.nic", LaneKind::dma, LaneKind::nic},
                           {"nic", LaneKind::nic},
                           {"wire", LaneKind::wire},
                           {"memory_bus", LaneKind::memory_bus}};

} // namespace

Lane lane_named(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  const std::string_view stem = name.substr(0, last == name.npos ? 0 : last + 1);
  Lane lane;
  lane.kind = LaneKind::task;
  lane.name = name;
  for (const Named& each : stems) {
    if (each.stem != stem) continue;
    lane.kind = each.kind;
    lane.device = each.device;
    std::from_chars(name.data() + stem.size(), name.data() + name.size(), lane.index);
    if (lane.kind == LaneKind::task) lane.task = lane.index;
  }
  return lane;
}

Discipline usual_discipline(Buffer kind) {
  switch (kind) {
  case Buffer::user_buffer:
    return Discipline::replaces;
  case Buffer::pipe:
  case Buffer::socket_buffer:
  case Buffer::nic:
  case Buffer::wire:
    return Discipline::fifo;
  default:
    return Discipline::keeps;
  }
}

} // namespace copyscope::trace
