// The run: what the first segment says of it, and whether the tables fit it.
#include "sim/scenario/document/problem.h"
#include "sim/scenario/save.h"
#include "sim/trace/file/small_tables.h"
#include "sim/trace/ledger.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::trace::file {

namespace {

constexpr std::uint64_t most_run_bytes = (std::uint64_t{1} << 62) - 1;
constexpr std::uint64_t longest_run = INT64_MAX - 1; // picoseconds; the largest is `not known`

const Json& array_in(const Json& run, const char* key) {
  static const Json none = Json::array();
  const auto found = run.find(key);
  if (found == run.end()) return none;
  if (!found->is_array()) throw Damaged{fmt::format("`{}` is no array", key)};
  for (const Json& item : *found)
    if (!item.is_object()) throw Damaged{fmt::format("an entry of `{}` is no object", key)};
  return *found;
}

// A missing one is a model's; whatever a newer version calls it, somebody has seen it.
Source source_in(const Json& run) {
  if (!run.contains("source")) return Source::simulated;
  return source_named(text_in(run, "source")).value_or(Source::observed);
}

Json json_of(const Observation& each) {
  Json item{{"path", each.path}, {"evidence", each.evidence}};
  if (each.value) item["value"] = *each.value;
  return item;
}

Json json_of(const Fact& each) {
  Json item{{"path", each.path}};
  if (const auto* const number = std::get_if<std::int64_t>(&each.value)) item["value"] = *number;
  if (const auto* const word = std::get_if<std::string>(&each.value)) item["value"] = *word;
  return item;
}

void read_buffers(const Json& run, Header& header) {
  for (const Json& item : array_in(run, "buffers")) {
    const auto buffer = buffer_named(text_in(item, "buffer"));
    if (!buffer || *buffer == Buffer::none || find_buffer(header, *buffer)) continue;
    const auto bytes = [&](const char* key) {
      return Bytes(static_cast<std::int64_t>(number_in(item, key, 0, most_run_bytes)));
    };
    header.buffers.push_back({*buffer, bytes("capacity"), bytes("initial")});
  }
}

/// Nothing where it is no whole number, or too large a one.
std::optional<std::int64_t> whole_number_in(const Json& item) {
  const auto value = item.find("value");
  if (value == item.end() || !value->is_number_integer() ||
      (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX))
    return std::nullopt;
  return value->get<std::int64_t>();
}

void read_observations(const Json& run, Header& header) {
  for (const Json& item : array_in(run, "observations"))
    header.observations.push_back(
        {text_in(item, "path"), whole_number_in(item), text_in(item, "evidence")});
}

void read_facts(const Json& run, Header& header) {
  for (const Json& item : array_in(run, "facts")) {
    Fact fact{text_in(item, "path"), {}};
    const auto word = item.find("value");
    if (const auto number = whole_number_in(item))
      fact.value = *number;
    else if (word != item.end() && word->is_string())
      fact.value = word->get<std::string>();
    header.facts.push_back(std::move(fact));
  }
}

std::string left_out(const scenario::InputError& error) {
  const scenario::Problem& problem = error.problems().front();
  return fmt::format("the scenario is left out: found {}; expected {}", problem.found,
                     problem.expected);
}

/// Rows can be shown without a scenario; one that cannot be read is kept with its case.
void read_scenario(const Json& run, ReadRun& read) {
  Header& header = read.header;
  const auto scenario = run.find("scenario");
  if (scenario == run.end()) return;
  try {
    header.scenario = scenario::from_json(nlohmann::ordered_json(*scenario), "");
    if (header.has_case()) return;
    read.complaint = "the scenario is left out: it does not have the run's case";
  } catch (const scenario::InputError& error) {
    read.complaint = left_out(error);
  }
  header.scenario = {};
  header.case_id.clear();
  read.kept["scenario"] = *scenario;
  if (run.contains("case")) read.kept["case"] = run["case"];
}

} // namespace

Json write_run(const Header& header, const Json& kept) {
  Json run{{"source", name_of(header.source)}};
  for (const auto& [key, text] : {std::pair("method", &header.method),
                                  {"case", &header.case_id},
                                  {"level", &header.level},
                                  {"title", &header.title},
                                  {"program", &header.program}})
    if (!text->empty()) run[key] = *text;
  if (header.duration) run["duration"] = header.duration->ps();
  if (!header.scenario.cases.empty()) run["scenario"] = scenario::to_json(header.scenario);
  for (const BufferInfo& info : header.buffers)
    run["buffers"].push_back({{"buffer", name_of(info.buffer)},
                              {"capacity", info.capacity.count()},
                              {"initial", info.initial.count()}});
  for (const Observation& each : header.observations)
    run["observations"].push_back(json_of(each));
  for (const Fact& each : header.facts)
    run["facts"].push_back(json_of(each));
  for (const auto& [key, value] : header.environment)
    run["environment"].push_back({{"key", key}, {"value", value}});
  if (!(header.whole == Whole()))
    run["whole"] = {
        {"start", header.whole.start}, {"end", header.whole.end}, {"lost", header.whole.lost}};
  run.update(kept);
  return run;
}

ReadRun read_run(const Json& run) {
  if (!run.is_object()) throw Damaged{"the run is no object"};
  ReadRun read;
  Header& header = read.header;
  header.source = source_in(run);
  header.method = text_in(run, "method");
  header.case_id = text_in(run, "case");
  header.level = text_in(run, "level");
  header.title = text_in(run, "title");
  header.program = text_in(run, "program");
  if (run.contains("duration"))
    header.duration =
        Time::from_ps(static_cast<std::int64_t>(number_in(run, "duration", 0, longest_run)));
  read_buffers(run, header);
  read_observations(run, header);
  read_facts(run, header);
  for (const Json& item : array_in(run, "environment"))
    header.environment.emplace_back(text_in(item, "key"), text_in(item, "value"));
  if (const auto whole = run.find("whole"); whole != run.end() && whole->is_object()) {
    header.whole.start = truth_in(*whole, "start", true);
    header.whole.end = truth_in(*whole, "end", true);
    header.whole.lost = static_cast<std::int64_t>(number_in(*whole, "lost", 0, INT64_MAX));
  }
  Json& kept = read.kept = run;
  for (const char* key : {"source", "method", "case", "level", "title", "program", "duration",
                          "scenario", "buffers", "observations", "facts", "environment", "whole"})
    kept.erase(key);
  read_scenario(run, read);
  if (run.contains("source") && !source_named(text_in(run, "source")))
    kept["source"] = run["source"];
  const auto is_known = [](const Json& item) {
    return buffer_named(text_in(item, "buffer")).has_value();
  };
  const Json& buffers = array_in(run, "buffers");
  if (!std::all_of(buffers.begin(), buffers.end(), is_known)) kept["buffers"] = buffers;
  return read;
}

namespace {

void require(bool holds, const char* rule) {
  if (!holds) throw Damaged{rule};
}

/// A run with a scenario has tasks and flows for its clients (sink.h).
void check_clients(const Tables& tables, const Header& header) {
  const scenario::Case* const which = header.scenario.find(header.case_id);
  if (!which) return;
  const auto clients = static_cast<std::size_t>(which->workload.clients);
  require(tables.tasks.size() >= clients, "there are fewer tasks than clients");
  require(tables.flows.size() >= clients, "there are fewer flows than clients");
  for (std::size_t client = 0; client < clients; ++client)
    for (const BufferInfo& info : header.buffers)
      require(tables.flows[client].objects[static_cast<std::size_t>(info.buffer)] != no_object,
              "a client's flow lacks an object that the run has");
}

} // namespace

void check(const Tables& tables, const Header& header) {
  require(tables.names.size() >= well_known_names.size() &&
              std::equal(well_known_names.begin(), well_known_names.end(), tables.names.begin()),
          "the names do not begin with those that every trace has");
  require(!tables.labels.empty() && tables.labels.front().empty(),
          "the labels do not begin with the empty one");
  const std::size_t tasks = tables.tasks.size();
  const auto is_task = [&](TaskId task) { return task == no_task || task < tasks; };
  for (const Task& task : tables.tasks)
    require(is_task(task.parent), "a task's parent is no task");
  // Each lane with a row takes memory of its own, so their number is held near what a run has.
  require(tables.lanes.size() <= 2 * tasks + 2000, "there are far more lanes than tasks");
  for (const Lane& lane : tables.lanes)
    require(is_task(lane.task) && lane.clock < tables.clocks.size(),
            "a lane's task or clock is none");
  for (const Object& object : tables.objects)
    require(is_task(object.owner), "an object's owner is no task");
  check_clients(tables, header);
}

} // namespace copyscope::trace::file
