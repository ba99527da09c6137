#include "sim/trace/registry.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::trace {

namespace {

constexpr std::size_t looked_along = 8; // a search along so few is quicker than a hash

template <class Id, class Value> Id append(std::vector<Value>& table, const Value& value, Id most) {
  if (table.size() >= most) throw std::length_error("a table of a trace is full");
  table.push_back(value);
  return static_cast<Id>(table.size() - 1);
}

/// Whether flows share it: they send one file, through one card.
bool is_shared(Buffer kind) {
  return kind == Buffer::disk || kind == Buffer::page_cache || kind == Buffer::nic ||
         kind == Buffer::wire;
}

} // namespace

std::size_t Interner::intern(std::string_view text, std::vector<std::string>& texts,
                             std::size_t most) {
  const auto few =
      texts.begin() + static_cast<std::ptrdiff_t>(std::min(texts.size(), looked_along));
  const auto found = std::find(texts.begin(), few, text);
  if (found != few) return static_cast<std::size_t>(found - texts.begin());
  if (texts.size() > looked_along)
    if (const auto known = places_.find(std::string(text)); known != places_.end())
      return known->second;
  if (texts.size() >= most) throw std::length_error("too many different names in a trace");
  texts.emplace_back(text);
  if (texts.size() > looked_along) places_.emplace(texts.back(), texts.size() - 1);
  return texts.size() - 1;
}

Registry::Registry(Tables& tables) : tables_(tables) {
  tables_.clocks.emplace_back();
  for (const char* well_known : {"", "to_kernel", "to_user", "minor", "major"})
    name(well_known);
  label("");
}

void Registry::start(const Header& header) {
  if (header.source == Source::real)
    tables_.clocks.front() = {"monotonic", Time::from_ps(1000), {}, {}};
  const scenario::Case* const which = header.scenario.find(header.case_id);
  if (which == nullptr) return;
  const std::int64_t clients = which->workload.clients;
  std::array<ObjectId, place_count> shared;
  shared.fill(no_object);
  for (std::int64_t client = 0; client < clients; ++client) {
    Flow journey;
    journey.bytes = which->workload.file_size;
    journey.task = task({"process" + std::to_string(client)});
    for (const BufferInfo& info : header.buffers) {
      const auto place = static_cast<std::size_t>(info.buffer);
      const bool share = is_shared(info.buffer);
      journey.objects[place] = shared[place];
      if (journey.objects[place] != no_object) continue;
      Object holder{info.buffer, usual_discipline(info.buffer), {}, info.capacity, info.initial};
      if (!share) holder.capacity = Bytes(info.capacity.count() / clients);
      if (!share) holder.initial = Bytes(info.initial.count() / clients);
      if (info.buffer == Buffer::user_buffer) holder.owner = journey.task;
      journey.objects[place] = object(holder);
      if (share) shared[place] = journey.objects[place];
    }
    flow(journey);
  }
}

LaneId Registry::lane(const Lane& lane) {
  const std::size_t id = lanes_.intern(lane.name, lane_names_, 65535);
  if (id == tables_.lanes.size()) tables_.lanes.push_back(lane);
  return static_cast<LaneId>(id);
}

StringId Registry::name(std::string_view text) {
  return static_cast<StringId>(names_.intern(text, tables_.names, 32767));
}

StringId Registry::label(std::string_view text) {
  return static_cast<StringId>(labels_.intern(text, tables_.labels, 32767));
}

TaskId Registry::task(const Task& task) {
  return append(tables_.tasks, task, no_task);
}

ObjectId Registry::object(const Object& object) {
  return append(tables_.objects, object, no_object);
}

FlowId Registry::flow(const Flow& flow) {
  return append(tables_.flows, flow, no_flow);
}

void Registry::complete(FlowId flow, Buffer place) {
  if (flow == no_flow) return;
  if (flow >= tables_.flows.size()) throw std::logic_error("a row names a flow before it is there");
  if (static_cast<int>(place) >= buffer_count)
    throw std::logic_error("a row names a place that its flow does not have");
  Object missing;
  missing.kind = place;
  missing.discipline = usual_discipline(place);
  tables_.flows[flow].objects[static_cast<std::size_t>(place)] = object(missing);
}

} // namespace copyscope::trace
