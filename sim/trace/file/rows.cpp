#include "sim/trace/file/rows.h"

#include <array>
#include <unordered_map>

namespace copyscope::trace::file {

namespace {

constexpr std::array<std::string_view, 14> row_names = {
    "begin",  "end",    "lane",   "kind",  "name",  "task",     "flow",
    "source", "target", "offset", "bytes", "cause", "evidence", "flags"};
constexpr std::string_view call_name = "call";

// Bits of `flags`.
constexpr std::uint64_t has_range = 1, continued = 2, releases = 4, replaces = 8, soft_begin = 16,
                        soft_end = 32;

constexpr std::uint64_t largest_range = std::uint64_t{1} << 48; // bytes
constexpr std::uint64_t latest = INT64_MAX;                     // as an end: not known

std::uint64_t flags_of(const Span& span) {
  return (span.has_range ? has_range : 0) | (span.continued ? continued : 0) |
         (span.releases_source ? releases : 0) | (span.replaces_target ? replaces : 0) |
         (span.soft_begin ? soft_begin : 0) | (span.soft_end ? soft_end : 0);
}

std::uint64_t number_of(TaskId task) {
  return task == no_task ? 0 : task + std::uint64_t{1};
}
std::uint64_t number_of_flow(FlowId flow) {
  return flow == no_flow ? 0 : flow + std::uint64_t{1};
}
TaskId task_of(std::uint64_t number) {
  return number == 0 ? no_task : static_cast<TaskId>(number - 1);
}
FlowId flow_of(std::uint64_t number) {
  return (number == 0 ? no_flow : static_cast<FlowId>(number - 1)) & no_flow;
}
std::uint64_t ps(Time time) {
  return static_cast<std::uint64_t>(time.ps());
}
Time time_of(std::uint64_t ps) {
  return Time::from_ps(static_cast<std::int64_t>(ps));
}
std::uint64_t length_of(Time begin, Time end) {
  return end == Span::open ? 0 : ps(end) - ps(begin) + 1;
}

/// The differences of one column along each flow.
class Chain {
public:
  void add(Values& values, FlowId flow, std::uint64_t value) {
    if (!last_ || flow != flow_) last_ = &lasts_[flow_ = flow];
    values.push_back(1 + folded(value - *last_));
    *last_ = value;
  }

private:
  std::unordered_map<FlowId, std::uint64_t> lasts_;
  std::uint64_t* last_ = nullptr; // of the flow of the row before: nodes stay where they are
  FlowId flow_ = 0;
};

/// A column out of a member of the rows.
template <class Row, class Get> Values each(std::span<const Row> rows, Get get) {
  Values values(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    values[i] = static_cast<std::uint64_t>(get(rows[i]));
  return values;
}

std::vector<std::string_view> names_of_row() {
  std::vector<std::string_view> names(row_names.begin(), row_names.end());
  names.push_back(call_name);
  return names;
}

std::string place_name(std::size_t place) {
  return "object" + std::to_string(place);
}

/// The place that a number in the file means. Those beyond the ones of a kind each have no text.
Buffer place_of(const Bounds& bounds, std::uint64_t number) {
  const auto& places = bounds.meanings->places;
  if (number >= buffer_count) return static_cast<Buffer>(number);
  if (number >= places.size()) throw Damaged{"a place that the file does not name"};
  if (!places[number]) throw Damaged{"a place that this version does not know"};
  return *places[number];
}

} // namespace

std::span<const std::string_view> row_columns() {
  static const std::vector<std::string_view> names = names_of_row();
  return names;
}

Json write_rows(std::span<const Span> rows, SpanId first, const TextNumbers& numbers,
                ColumnWriter writer) {
  const auto plain = [&](std::string_view name, auto get) {
    writer.put(name, As::plain, each(rows, get));
  };
  writer.put_deltas("begin", each(rows, [](const Span& span) { return ps(span.begin); }));
  writer.put("end", As::length,
             each(rows, [](const Span& span) { return length_of(span.begin, span.end); }));
  plain("lane", [](const Span& span) { return span.lane; });
  writer.put("kind", As::plain, numbers.kinds);
  plain("name", [](const Span& span) { return span.name; });
  plain("task", [](const Span& span) { return number_of(span.task); });
  plain("flow", [](const Span& span) { return number_of_flow(span.flow); });
  plain("source", [](const Span& span) { return static_cast<int>(span.source); });
  plain("target", [](const Span& span) { return static_cast<int>(span.target); });
  Values calls, offsets, causes;
  calls.reserve(rows.size());
  offsets.reserve(rows.size());
  causes.reserve(rows.size());
  Chain call, offset;
  SpanId id = first;
  for (const Span& span : rows) {
    if (span.call == 0)
      calls.push_back(0);
    else
      call.add(calls, span.flow, span.call - 1);
    if (span.has_range)
      offset.add(offsets, span.flow, span.offset);
    else
      offsets.push_back(0);
    causes.push_back(span.cause == no_span ? 0 : id - span.cause);
    ++id;
  }
  writer.put("call", As::chain, calls);
  writer.put("offset", As::chain, offsets);
  plain("bytes", [](const Span& span) { return span.bytes; });
  writer.put("cause", As::back, causes);
  writer.put("evidence", As::plain, numbers.evidences);
  plain("flags", flags_of);
  return writer.table(first, rows.size());
}

ReadRows read_rows(ColumnReader& reader, const Bounds& bounds) {
  ReadRows result;
  std::vector<Span>& rows = result.rows;
  rows.resize(reader.count());
  const auto column = [&](std::string_view name, std::uint64_t most, auto set) {
    const Values values = reader.values(name, most);
    for (std::size_t i = 0; i < rows.size(); ++i)
      set(rows[i], values[i]);
  };
  const auto last_of = [](std::size_t count) { return count == 0 ? 0 : count - 1; };
  if (!rows.empty() && bounds.lanes == 0) throw Damaged{"rows without a lane"};
  column("begin", latest - 1, [](Span& row, std::uint64_t v) { row.begin = time_of(v); });
  column("end", latest, [](Span& row, std::uint64_t v) { row.end = time_of(v); });
  if (!reader.has("end"))
    for (Span& row : rows)
      row.end = Span::open;
  for (const Span& row : rows)
    if (row.end < row.begin) throw Damaged{"a row that ends before it begins"};
  column("lane", last_of(bounds.lanes),
         [](Span& row, std::uint64_t v) { row.lane = static_cast<LaneId>(v); });
  column("name", last_of(bounds.names),
         [](Span& row, std::uint64_t v) { row.name = static_cast<StringId>(v) & 0x7FFF; });
  column("task", bounds.tasks, [](Span& row, std::uint64_t v) { row.task = task_of(v); });
  column("flow", bounds.flows, [](Span& row, std::uint64_t v) { row.flow = flow_of(v); });
  column("call", bounds.calls,
         [](Span& row, std::uint64_t v) { row.call = static_cast<CallId>(v); });
  column("source", place_count - 1,
         [&](Span& row, std::uint64_t v) { row.source = place_of(bounds, v); });
  column("target", place_count - 1,
         [&](Span& row, std::uint64_t v) { row.target = place_of(bounds, v); });
  // Bits that a later version may have added say nothing to this one.
  column("flags", ~std::uint64_t{0}, [](Span& row, std::uint64_t v) {
    row.continued = (v & continued) != 0;
    row.releases_source = (v & releases) != 0;
    row.replaces_target = (v & replaces) != 0;
    row.soft_begin = (v & soft_begin) != 0;
    row.soft_end = (v & soft_end) != 0;
  });
  column("offset", largest_range + 1, [](Span& row, std::uint64_t v) {
    row.has_range = v != 0; // the flag says the same, for those who read no offsets
    row.offset = (v == 0 ? 0 : v - 1) & 0x1FFFFFFFFFFFF;
  });
  column("bytes", largest_range,
         [](Span& row, std::uint64_t v) { row.bytes = v & 0x1FFFFFFFFFFFF; });
  column("cause", reader.first() + rows.size(), [](Span& row, std::uint64_t v) {
    row.cause = v == 0 ? no_span : static_cast<SpanId>(v - 1);
  });
  for (const Span& row : rows)
    if (row.offset > largest_range - row.bytes) throw Damaged{"a range beyond 2^48 bytes"};
  const auto text = [&](std::string_view name, const auto& meanings, ReadRows::Unknown& unknown,
                        auto set) {
    const Values numbers = reader.values(name, last_of(meanings.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      set(rows[i], meanings[numbers[i]]);
      if (!meanings[numbers[i]])
        unknown.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(numbers[i]));
    }
  };
  text("kind", bounds.meanings->kinds, result.kinds,
       [](Span& row, std::optional<Kind> kind) { row.kind = kind.value_or(kind_of_unknown); });
  text("evidence", bounds.meanings->evidences, result.evidences,
       [](Span& row, std::optional<Evidence> evidence) {
         row.evidence = evidence.value_or(Evidence::inferred); // the least that could be claimed
       });
  return result;
}

namespace {

constexpr std::array<std::string_view, 9> call_names = {
    "begin", "end", "asked", "result", "parent", "flow", "task", "name", "label"};

} // namespace

std::span<const std::string_view> call_columns() {
  return call_names;
}

Json write_calls(const Calls& calls, std::uint32_t first, std::uint32_t end, ColumnWriter writer) {
  std::vector<Call> some;
  for (std::uint32_t i = first; i < end; ++i)
    some.push_back(calls[i]);
  const std::span<const Call> rows(some);
  const auto plain = [&](std::string_view name, auto get) {
    writer.put(name, As::plain, each(rows, get));
  };
  const auto folded_result = [](const Call& call) {
    return call.result == Call::no_result ? 0 : 1 + folded(static_cast<std::uint64_t>(call.result));
  };
  writer.put_deltas("begin", each(rows, [](const Call& call) { return ps(call.begin); }));
  writer.put("end", As::length,
             each(rows, [](const Call& call) { return length_of(call.begin, call.end); }));
  plain("asked", [](const Call& call) { return call.asked; });
  writer.put("result", As::integer, each(rows, folded_result));
  writer.put_deltas("parent", each(rows, [](const Call& call) { return call.parent; }));
  plain("flow", [](const Call& call) { return number_of_flow(call.flow); });
  plain("task", [](const Call& call) { return number_of(call.task); });
  plain("name", [](const Call& call) { return call.name; });
  plain("label", [](const Call& call) { return call.label; });
  return writer.table(first, rows.size());
}

std::vector<Call> read_calls(ColumnReader& reader, const Bounds& bounds) {
  std::vector<Call> calls(reader.count());
  const auto column = [&](std::string_view name, std::uint64_t most, auto set) {
    const Values values = reader.values(name, most);
    for (std::size_t i = 0; i < calls.size(); ++i)
      set(calls[i], values[i]);
  };
  const auto last_of = [](std::size_t count) { return count == 0 ? 0 : count - 1; };
  column("begin", latest - 1, [](Call& call, std::uint64_t v) { call.begin = time_of(v); });
  column("end", latest, [](Call& call, std::uint64_t v) { call.end = time_of(v); });
  if (!reader.has("end"))
    for (Call& call : calls)
      call.end = Span::open;
  for (const Call& call : calls)
    if (call.end < call.begin) throw Damaged{"a call that ends before it begins"};
  column("asked", latest,
         [](Call& call, std::uint64_t v) { call.asked = static_cast<std::int64_t>(v); });
  column("result", ~std::uint64_t{0},
         [](Call& call, std::uint64_t v) { call.result = static_cast<std::int64_t>(v); });
  if (!reader.has("result"))
    for (Call& call : calls)
      call.result = Call::no_result;
  column("parent", bounds.calls,
         [](Call& call, std::uint64_t v) { call.parent = static_cast<CallId>(v); });
  column("flow", bounds.flows, [](Call& call, std::uint64_t v) { call.flow = flow_of(v); });
  column("task", bounds.tasks, [](Call& call, std::uint64_t v) { call.task = task_of(v); });
  column("name", last_of(bounds.names),
         [](Call& call, std::uint64_t v) { call.name = static_cast<StringId>(v); });
  column("label", last_of(bounds.labels),
         [](Call& call, std::uint64_t v) { call.label = static_cast<StringId>(v); });
  return calls;
}

std::span<const std::string_view> flow_columns() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> names = {"bytes", "task", "flow"};
    for (std::size_t place = 1; place < place_count; ++place)
      names.push_back(place_name(place));
    return names;
  }();
  static const std::vector<std::string_view> names(texts.begin(), texts.end());
  return names;
}

Json write_flows(const std::vector<Flow>& flows, std::span<const FlowId> which,
                 ColumnWriter writer) {
  const auto plain = [&](std::string_view name, auto get) {
    writer.put(name, As::plain, each(which, get));
  };
  const auto object_at = [&](FlowId flow, std::size_t place) {
    const ObjectId object = flows[flow].objects[place];
    return object == no_object ? std::uint64_t{0} : object + std::uint64_t{1};
  };
  plain("bytes", [&](FlowId flow) { return flows[flow].bytes.count(); });
  plain("task", [&](FlowId flow) { return number_of(flows[flow].task); });
  for (std::size_t place = 1; place < place_count; ++place)
    writer.put_deltas(place_name(place),
                      each(which, [&](FlowId flow) { return object_at(flow, place); }));
  return writer.table(which.empty() ? 0 : which.front(), which.size());
}

std::vector<Flow> read_flows(ColumnReader& reader, const Bounds& bounds) {
  std::vector<Flow> flows(reader.count());
  const Values bytes = reader.values("bytes", latest);
  const Values tasks = reader.values("task", bounds.tasks);
  for (std::size_t i = 0; i < flows.size(); ++i) {
    flows[i].bytes = Bytes(static_cast<std::int64_t>(bytes[i]));
    flows[i].task = task_of(tasks[i]);
  }
  for (std::size_t place = 1; place < place_count; ++place) {
    const Values objects = reader.values(place_name(place), bounds.objects);
    for (std::size_t i = 0; i < flows.size(); ++i)
      if (objects[i] != 0)
        flows[i].objects[static_cast<std::size_t>(place_of(bounds, place))] =
            static_cast<ObjectId>(objects[i] - 1);
  }
  return flows;
}

} // namespace copyscope::trace::file
