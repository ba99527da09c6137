#include "sim/trace/file/small_tables.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <initializer_list>

namespace copyscope::trace::file {

namespace {

constexpr std::array<std::string_view, lane_kind_count> lane_kinds = {
    "cpu", "task", "disk", "dma", "nic", "wire", "memory_bus", "receiver"};
constexpr std::array<std::string_view, 3> disciplines = {"keeps", "replaces", "fifo"};
constexpr std::uint64_t most_in_table = (std::uint64_t{1} << 62) - 1;

std::span<const std::string_view> object_kinds() {
  static const auto names = [] {
    std::array<std::string_view, buffer_count> all;
    for (std::size_t kind = 0; kind < all.size(); ++kind)
      all[kind] = name_of(static_cast<Buffer>(kind));
    return all;
  }();
  return names;
}

template <class E> std::string_view name_in(std::span<const std::string_view> names, E value) {
  return names[static_cast<std::size_t>(value)];
}
/// A name that is not known means the same as none.
template <class E>
E value_in(std::span<const std::string_view> names, const Json& item, const char* key,
           E otherwise) {
  const auto found = std::find(names.begin(), names.end(), text_in(item, key));
  return found == names.end() ? otherwise : static_cast<E>(found - names.begin());
}

std::int64_t signed_in(const Json& item, const char* key) {
  const auto found = item.find(key);
  if (found == item.end()) return 0;
  if (!found->is_number_integer() ||
      (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX))
    throw Damaged{fmt::format("`{}` is no integer", key)};
  return found->get<std::int64_t>();
}

template <class T> void put_unless(Json& item, const char* key, const T& value, const T& usual) {
  if (value != usual) item[key] = value;
}

/// A number that counts from 1, 0 for none.
void put_number(Json& item, const char* key, std::uint64_t id, std::uint64_t none) {
  if (id != none) item[key] = id + 1;
}

Json json_of(const Clock& clock) {
  Json item{{"domain", clock.domain}};
  put_unless<std::int64_t>(item, "resolution_ps", clock.resolution.ps(), 1);
  put_unless<std::int64_t>(item, "offset_ps", clock.offset.ps(), 0);
  put_unless<std::int64_t>(item, "uncertainty_ps", clock.uncertainty.ps(), 0);
  return item;
}
Json json_of(const Task& task) {
  Json item{{"name", task.name}};
  put_number(item, "parent", task.parent, no_task);
  if (task.pid) item["pid"] = *task.pid;
  if (task.tid) item["tid"] = *task.tid;
  put_unless(item, "is_kernel", task.is_kernel, false);
  return item;
}
Json json_of(const Lane& lane) {
  Json item{{"name", lane.name}, {"kind", name_in(lane_kinds, lane.kind)}};
  put_unless<std::uint64_t>(item, "index", lane.index, 0);
  if (lane.device != LaneKind::disk) item["device"] = name_in(lane_kinds, lane.device);
  put_number(item, "task", lane.task, no_task);
  put_unless<std::uint64_t>(item, "clock", lane.clock, 0);
  return item;
}
Json json_of(const Object& object) {
  Json item{{"kind", name_of(object.kind)},
            {"discipline", name_in(disciplines, object.discipline)}};
  put_unless(item, "name", object.name, std::string());
  put_unless<std::int64_t>(item, "capacity", object.capacity.count(), 0);
  put_unless<std::int64_t>(item, "initial", object.initial.count(), 0);
  put_number(item, "owner", object.owner, no_task);
  return item;
}
Json json_of(const std::string& text) {
  return text;
}

template <class Id> Id id_in(const Json& item, const char* key, Id none) {
  const std::uint64_t number = number_in(item, key, 0, none);
  return number == 0 ? none : static_cast<Id>(number - 1);
}

const Json& object(const Json& item) {
  if (!item.is_object()) throw Damaged{"an entry of a table that is no object"};
  return item;
}

void read(const Json& item, Clock& clock) {
  clock.domain = text_in(object(item), "domain", clock.domain);
  if (item.contains("resolution_ps"))
    clock.resolution = Time::from_ps(signed_in(item, "resolution_ps"));
  clock.offset = Time::from_ps(signed_in(item, "offset_ps"));
  clock.uncertainty = Time::from_ps(signed_in(item, "uncertainty_ps"));
}
void read(const Json& item, Task& task) {
  task.name = text_in(object(item), "name");
  task.parent = id_in(item, "parent", no_task);
  if (item.contains("pid")) task.pid = signed_in(item, "pid");
  if (item.contains("tid")) task.tid = signed_in(item, "tid");
  task.is_kernel = truth_in(item, "is_kernel", false);
}
void read(const Json& item, Lane& lane) {
  lane.name = text_in(object(item), "name");
  lane.kind = value_in(lane_kinds, item, "kind", LaneKind::task);
  lane.index = static_cast<std::uint16_t>(number_in(item, "index", 0, 65535));
  lane.device = value_in(lane_kinds, item, "device", LaneKind::disk);
  lane.task = id_in(item, "task", no_task);
  lane.clock = static_cast<ClockId>(number_in(item, "clock", 0, 255));
}
void read(const Json& item, Object& read) {
  read.kind = buffer_named(text_in(object(item), "kind")).value_or(Buffer::none);
  read.discipline = value_in(disciplines, item, "discipline", usual_discipline(read.kind));
  read.name = text_in(item, "name");
  read.capacity = Bytes(static_cast<std::int64_t>(number_in(item, "capacity", 0, most_in_table)));
  read.initial = Bytes(static_cast<std::int64_t>(number_in(item, "initial", 0, most_in_table)));
  read.owner = id_in(item, "owner", no_task);
}
void read(const Json& item, std::string& text) {
  if (!item.is_string()) throw Damaged{"an entry of a table that is no text"};
  text = item.get<std::string>();
}

using Keys = std::initializer_list<std::string_view>;

/// The members of an object that are none of these.
Json others_of(const Json& item, Keys known) {
  Json others = Json::object();
  if (!item.is_object()) return others;
  for (const auto& [key, value] : item.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) others[key] = value;
  return others;
}

template <class T>
void write(Json& additions, const char* name, const std::vector<T>& table, std::size_t& written,
           const Json& kept) {
  if (written >= table.size()) return;
  Json items = Json::array();
  const auto keys = kept.find(name);
  for (std::size_t i = written; i < table.size(); ++i) {
    Json item = json_of(table[i]);
    if (keys != kept.end())
      if (const auto found = keys->find(std::to_string(i)); found != keys->end())
        item.update(*found);
    items.push_back(std::move(item));
  }
  additions[name] = {{"first", written}, {"items", std::move(items)}};
  written = table.size();
}

/// A key whose value is one of some texts.
struct Choice {
  std::string_view key;
  std::span<const std::string_view> texts;
};

/// What a table may hold, and the keys of an entry that are known.
struct Rules {
  std::size_t most, gap;
  Keys keys;
  std::initializer_list<Choice> choices = {};
};

/// The members of an entry that are not known, by their key or by their text.
Json unknown_of(const Json& item, const Rules& rules) {
  Json unknown = others_of(item, rules.keys);
  for (const Choice& each : rules.choices)
    if (const auto found = item.find(each.key); found != item.end())
      if (std::find(each.texts.begin(), each.texts.end(), *found) == each.texts.end())
        unknown[std::string(each.key)] = *found;
  return unknown;
}

template <class T>
void read_table(const Json& additions, const char* name, const Rules& rules, std::vector<T>& table,
                Json& kept) {
  const auto found = additions.find(name);
  if (found == additions.end()) return;
  if (!found->is_object()) throw Damaged{fmt::format("the table `{}` is no object", name)};
  const std::size_t first = number_in(*found, "first", table.size(), rules.most);
  const auto items = found->find("items");
  if (items == found->end() || !items->is_array())
    throw Damaged{fmt::format("the table `{}` has no items", name)};
  if (first < table.size() || first - table.size() > rules.gap)
    throw Damaged{fmt::format("the table `{}` goes on at another place than it ended", name)};
  if (items->size() > rules.most - first)
    throw Damaged{fmt::format("the table `{}` has more than {} entries", name, rules.most)};
  table.resize(first);
  for (const Json& item : *items) {
    T entry;
    read(item, entry);
    Json unknown = unknown_of(item, rules);
    if (!unknown.empty()) kept[name][std::to_string(table.size())] = std::move(unknown);
    table.push_back(std::move(entry));
  }
}

} // namespace

Json write_additions(const Tables& tables, const Texts& texts, Written& written, const Json& kept) {
  Json additions = Json::object();
  write(additions, "clocks", tables.clocks, written.clocks, kept);
  write(additions, "tasks", tables.tasks, written.tasks, kept);
  write(additions, "lanes", tables.lanes, written.lanes, kept);
  write(additions, "objects", tables.objects, written.objects, kept);
  write(additions, "names", tables.names, written.names, kept);
  write(additions, "labels", tables.labels, written.labels, kept);
  write(additions, "kinds", texts.kinds, written.kinds, kept);
  write(additions, "places", texts.places, written.places, kept);
  write(additions, "evidences", texts.evidences, written.evidences, kept);
  return additions;
}

void put_usual(Tables& tables) {
  if (tables.clocks.empty()) tables.clocks.emplace_back();
  if (tables.names.empty()) tables.names.assign(well_known_names.begin(), well_known_names.end());
  if (tables.labels.empty()) tables.labels.emplace_back();
}

void read_additions(const Json& additions, std::size_t gap, Tables& tables, Texts& texts,
                    Json& kept, Json& others) {
  if (!additions.is_object()) throw Damaged{"tables that are no object"};
  read_table(additions, "clocks",
             {255, gap, {"domain", "resolution_ps", "offset_ps", "uncertainty_ps"}}, tables.clocks,
             kept);
  read_table(additions, "tasks", {no_task, gap, {"name", "parent", "pid", "tid", "is_kernel"}},
             tables.tasks, kept);
  read_table(additions, "lanes",
             {65535,
              gap,
              {"name", "kind", "index", "device", "task", "clock"},
              {{"kind", lane_kinds}, {"device", lane_kinds}}},
             tables.lanes, kept);
  read_table(additions, "objects",
             {no_object,
              gap,
              {"kind", "discipline", "name", "capacity", "initial", "owner"},
              {{"kind", object_kinds()}, {"discipline", disciplines}}},
             tables.objects, kept);
  read_table(additions, "names", {32767, gap, {}}, tables.names, kept);
  read_table(additions, "labels", {32767, gap, {}}, tables.labels, kept);
  read_table(additions, "kinds", {65535, gap, {}}, texts.kinds, kept);
  read_table(additions, "places", {65535, gap, {}}, texts.places, kept);
  read_table(additions, "evidences", {65535, gap, {}}, texts.evidences, kept);
  others = others_of(additions, {"clocks", "tasks", "lanes", "objects", "names", "labels", "kinds",
                                 "places", "evidences"});
}

} // namespace copyscope::trace::file
