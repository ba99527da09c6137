#include "figure/stage/scene.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;
using trace::LaneKind;

/// What an object of a kind is to a reader.
struct Description {
  Buffer kind;
  PartKind is;
  Band band;
};
constexpr std::array descriptions{
    Description{Buffer::disk, PartKind::device, Band::hardware},
    Description{Buffer::page_cache, PartKind::cache, Band::kernel},
    Description{Buffer::user_buffer, PartKind::memory, Band::user},
    Description{Buffer::pipe, PartKind::pipe, Band::kernel},
    Description{Buffer::socket_buffer, PartKind::queue, Band::kernel},
    Description{Buffer::nic, PartKind::device, Band::hardware},
    Description{Buffer::wire, PartKind::wire, Band::outside},
    Description{Buffer::receive_buffer, PartKind::receiver, Band::outside},
};

const Description& description_of(Buffer kind) {
  return *std::ranges::find(descriptions, kind, &Description::kind);
}

/// From left to right within a band.
int rank_of(const Part& part) {
  switch (part.kind) {
  case PartKind::process:
    return 0;
  case PartKind::rings:
    return 90;
  case PartKind::processor:
    return 40;
  case PartKind::engine:
    return part.serves == "disk" ? 30 : 50;
  case PartKind::device:
    return part.place == Buffer::disk ? 20 : 60 + static_cast<int>(part.place);
  default:
    return 10 + static_cast<int>(part.place);
  }
}

class Making {
public:
  Making(const trace::Trace& trace, trace::FlowId front) : trace_(trace) { scene_.front = front; }

  Scene make() {
    add_objects();
    add_lanes();
    if (trace_.header().scenario.find(trace_.header().case_id)) complete();
    add_process();
    add_rings();
    find_mapping();
    drop_idle_engines();
    number_processors();
    std::ranges::stable_sort(scene_.parts, {},
                             [](const Part& part) { return std::pair(part.band, rank_of(part)); });
    return std::move(scene_);
  }

private:
  Part* find(std::string_view id) {
    const auto found = std::ranges::find(scene_.parts, id, &Part::id);
    return found == scene_.parts.end() ? nullptr : &*found;
  }

  /// The part of that id, made where there is none yet.
  Part& part(const std::string& id, PartKind kind, Band band) {
    if (Part* const there = find(id)) return *there;
    Part& made = scene_.parts.emplace_back();
    made.id = made.text = id;
    made.kind = kind;
    made.band = band;
    return made;
  }

  void add_objects() {
    const trace::Tables& tables = trace_.tables();
    for (int i = 1; i < trace::place_count; ++i) {
      const auto place = static_cast<Buffer>(i);
      const trace::ObjectId id = tables.object_at(scene_.front, place);
      if (id == trace::no_object) continue;
      const trace::Object& object = tables.objects[id];
      const Description& is = description_of(object.kind);
      const std::string kind(name_of(object.kind));
      Part& made = part(i < trace::buffer_count ? kind : fmt::format("place{}", i), is.is, is.band);
      made.text = kind;
      if (i >= trace::buffer_count) made.name = object.name;
      made.place = place;
      made.object = id;
      // Those that all flows share are one.
      made.others =
          static_cast<int>(std::ranges::count(tables.objects, object.kind, &trace::Object::kind)) -
          1;
      for (int other = 1; other < trace::place_count; ++other)
        if (other != i)
          if (const auto own = tables.object_at(scene_.front, static_cast<Buffer>(other));
              own != trace::no_object && tables.objects[own].kind == object.kind)
            --made.others;
    }
  }

  void add_lanes() {
    const std::vector<trace::Lane>& lanes = trace_.lanes();
    for (std::size_t id = 0; id < lanes.size(); ++id)
      if (Part* const worker = worker_of(lanes[id]))
        worker->lanes.push_back(static_cast<trace::LaneId>(id));
  }

  Part* worker_of(const trace::Lane& lane) {
    switch (lane.kind) {
    case LaneKind::cpu: {
      const std::string id = lane.index == 0 ? "cpu" : fmt::format("cpu{}", lane.index);
      Part& made = part(id, PartKind::processor, Band::hardware);
      made.text = "cpu";
      made.number = lane.index;
      return &made;
    }
    case LaneKind::disk:
      return &part("disk", PartKind::device, Band::hardware);
    case LaneKind::dma: {
      const bool of_disk = lane.device == LaneKind::disk;
      Part& made = part(of_disk ? "disk_dma" : "nic_dma", PartKind::engine, Band::hardware);
      made.serves = of_disk ? "disk" : "nic";
      return &made;
    }
    case LaneKind::nic:
      return &part("nic", PartKind::device, Band::hardware);
    case LaneKind::wire:
      return &part("wire", PartKind::wire, Band::outside);
    case LaneKind::receiver:
      return find("receive_buffer");
    default:
      return nullptr;
    }
  }

  /// What the machine of a scenario has, though no row of this run was on it or was seen there; and
  /// the places of what only other methods use.
  void complete() {
    part("disk", PartKind::device, Band::hardware);
    part("nic", PartKind::device, Band::hardware);
    Part& cpu = part("cpu", PartKind::processor, Band::hardware);
    cpu.number = std::max(cpu.number, 0);
    for (const char* const device : {"disk", "nic"})
      part(fmt::format("{}_dma", device), PartKind::engine, Band::hardware).serves = device;
    for (const Buffer kind : {Buffer::page_cache, Buffer::user_buffer, Buffer::socket_buffer}) {
      const Description& is = description_of(kind);
      const std::string id(name_of(kind));
      if (find(id)) continue;
      Part& spare = part(id, is.is, is.band);
      spare.place = kind;
      spare.is_spare = true;
    }
  }

  void add_process() {
    const std::vector<trace::Flow>& flows = trace_.tables().flows;
    if (flows.empty()) return;
    Part& process = part("process", PartKind::process, Band::user);
    std::vector<trace::TaskId> tasks;
    for (const trace::Flow& flow : flows)
      tasks.push_back(flow.task);
    std::ranges::sort(tasks);
    process.others = static_cast<int>(std::unique(tasks.begin(), tasks.end()) - tasks.begin()) - 1;
    if (flows.size() > 1)
      process.number = static_cast<int>(scene_.front) + 1; // as they are counted
  }

  void add_rings() {
    if (std::ranges::any_of(trace_.names(),
                            [](const std::string& name) { return name.starts_with("io_uring"); }))
      part("rings", PartKind::rings, Band::user);
  }

  /// A user buffer into which pages are mapped has no memory of its own.
  void find_mapping() {
    Part* const user = find("user_buffer");
    if (user && !user->is_spare && trace_.next(0, set_of(Kind::map)) != trace::no_span)
      user->kind = PartKind::mapping;
  }

  /// Where the CPU carries what goes to and from devices, the machine has no engines.
  void drop_idle_engines() {
    if (trace_.final_ledger().copies.pio == 0) return;
    std::erase_if(scene_.parts, [&](const Part& each) {
      return each.kind == PartKind::engine && std::ranges::all_of(each.lanes, [&](auto lane) {
               return trace_.lane_size(lane) == 0;
             });
    });
  }

  /// A CPU that is the only one has the number that its text gives it.
  void number_processors() {
    const auto is_processor = [](const Part& each) { return each.kind == PartKind::processor; };
    if (std::ranges::count_if(scene_.parts, is_processor) > 1) return;
    for (Part& each : scene_.parts)
      if (is_processor(each)) each.number = -1;
  }

  const trace::Trace& trace_;
  Scene scene_;
};

} // namespace

const Part* Scene::find(std::string_view id) const {
  const auto found = std::ranges::find(parts, id, &Part::id);
  return found == parts.end() ? nullptr : &*found;
}

const Part* Scene::at(Buffer place) const {
  if (place == Buffer::none) return nullptr;
  const auto found = std::ranges::find(parts, place, &Part::place);
  return found == parts.end() ? nullptr : &*found;
}

const Part* Scene::of_lane(trace::LaneId lane) const {
  const auto found = std::ranges::find_if(parts, [&](const Part& part) {
    return std::ranges::find(part.lanes, lane) != part.lanes.end();
  });
  return found == parts.end() ? nullptr : &*found;
}

bool Scene::has(PartKind kind) const {
  return std::ranges::find(parts, kind, &Part::kind) != parts.end();
}

Scene scene_of(const trace::Trace& trace, trace::FlowId front) {
  return Making(trace, front).make();
}

} // namespace copyscope::figure
