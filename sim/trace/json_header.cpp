#include "sim/trace/json_header.h"

#include "sim/scenario/document/reader.h"
#include "sim/scenario/save.h"

#include <algorithm>
#include <limits>

namespace copyscope::trace {

using scenario::Node;
using scenario::Reader;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
// A buffer of every client together: 2^14 clients of 2^48 bytes.
constexpr std::int64_t most_bytes = std::int64_t{1} << 62;
// Each takes memory before there is a row of it.
constexpr std::int64_t most_flows = std::int64_t{1} << 20;

class HeaderReader {
public:
  HeaderReader(const scenario::Source& source, scenario::Problems& problems)
      : source_(source), reader_(source, problems) {}

  SavedHeader read(const Node& node) {
    SavedHeader saved;
    Header& header = saved.header;
    reader_.only_keys(node,
                      {"scenario", "case", "flows", "method", "source", "level", "title", "program",
                       "duration_ps", "whole", "buffers", "observations", "facts", "environment"});
    if (node.find("flows")) {
      saved.flows = integer(node, "flows", most_flows);
    } else {
      read_case(node, header);
      if (header.has_case()) saved.flows = header.current_case().workload.clients;
    }
    header.method = string(node, "method");
    read_source(node, header);
    header.level = text(node, "level");
    header.title = text(node, "title");
    header.program = text(node, "program");
    if (node.find("duration_ps"))
      header.duration = Time::from_ps(integer(node, "duration_ps", largest - 1));
    if (const Node* whole = node.find("whole")) read_whole(*whole, header.whole);
    each(node, "buffers", [&](const Node& table) { read_buffer(table, header); });
    each(node, "observations", [&](const Node& table) { read_observation(table, header); });
    if (node.find("facts"))
      each(node, "facts", [&](const Node& table) { read_fact(table, header); });
    each(node, "environment", [&](const Node& table) {
      header.environment.emplace_back(string(table, "key"), string(table, "value"));
    });
    return saved;
  }

private:
  void read_case(const Node& node, Header& header) {
    if (const Node* scenario = member(node, "scenario"))
      header.scenario = scenario::read_saved_scenario(*scenario, source_, reader_.problems());
    header.case_id = string(node, "case");
    if (reader_.problems().empty() && !header.has_case())
      reader_.wrong_value(*node.find("case"), "a case of the scenario");
  }

  /// The value under a key, or nullptr, having reported it.
  const Node* member(const Node& table, const std::string& key) {
    const Node* node = table.find(key);
    if (!node) reader_.missing(table, "`" + key + "`", "what a trace is made of");
    return node;
  }

  std::string string(const Node& table, const std::string& key) {
    const Node* node = member(table, key);
    return node ? reader_.string(*node, "a string").value_or("") : "";
  }

  /// That of a key that may be missing.
  std::string text(const Node& table, const std::string& key) {
    return table.find(key) ? string(table, key) : std::string();
  }

  std::int64_t integer(const Node& table, const std::string& key, std::int64_t most) {
    const Node* node = member(table, key);
    return node ? reader_.integer(*node, 0, most).value_or(0) : 0;
  }

  /// The tables of the array under a key.
  template <class Read> void each(const Node& table, const std::string& key, Read read) {
    const Node* array = member(table, key);
    if (!array) return;
    if (array->type != Node::Type::array) {
      reader_.wrong_type(*array, "an array");
      return;
    }
    for (const Node& item : array->items) {
      if (reader_.full()) return;
      if (reader_.is_table(item, "an object")) read(item);
    }
  }

  void read_source(const Node& node, Header& header) {
    const std::optional<Source> named = source_named(string(node, "source"));
    header.source = named.value_or(Source::simulated);
    if (const Node* source = node.find("source"); source && !named)
      reader_.wrong_value(*source, "`simulated`, `real`, `observed` or `imported`");
  }

  void read_whole(const Node& node, Whole& whole) {
    if (!reader_.is_table(node, "an object")) return;
    const auto truth = [&](const char* key) {
      const Node* value = member(node, key);
      return !value || reader_.boolean(*value).value_or(true);
    };
    whole.start = truth("start");
    whole.end = truth("end");
    whole.lost = integer(node, "lost", largest);
  }

  void read_buffer(const Node& table, Header& header) {
    const std::string name = string(table, "buffer");
    const std::optional<Buffer> buffer = name.empty() ? std::nullopt : buffer_named(name);
    if (!buffer) {
      if (const Node* node = table.find("buffer")) reader_.wrong_value(*node, "a buffer");
      return;
    }
    const bool twice = std::any_of(header.buffers.begin(), header.buffers.end(),
                                   [&](const BufferInfo& info) { return info.buffer == *buffer; });
    if (twice) reader_.wrong_value(*table.find("buffer"), "each buffer once");
    header.buffers.push_back({*buffer, Bytes(integer(table, "capacity", most_bytes)),
                              Bytes(integer(table, "initial", most_bytes))});
  }

  void read_observation(const Node& table, Header& header) {
    Observation observation{string(table, "path"), std::nullopt, string(table, "evidence")};
    const Node* value = member(table, "value");
    if (value && value->type != Node::Type::null)
      observation.value = reader_.integer(*value, -largest, largest);
    header.observations.push_back(std::move(observation));
  }

  void read_fact(const Node& table, Header& header) {
    Fact fact{string(table, "path"), {}};
    const Node* value = member(table, "value");
    if (value && value->type == Node::Type::string)
      fact.value = reader_.string(*value, "a string").value_or("");
    else if (value && value->type != Node::Type::null)
      fact.value = reader_.integer(*value, -largest, largest).value_or(0);
    header.facts.push_back(std::move(fact));
  }

  const scenario::Source& source_;
  Reader reader_;
};

} // namespace

std::optional<SavedHeader> read_header(const Node& node, const scenario::Source& source,
                                       scenario::Problems& problems) {
  HeaderReader reader(source, problems);
  SavedHeader saved = reader.read(node);
  return problems.empty() ? std::optional(std::move(saved)) : std::nullopt;
}

} // namespace copyscope::trace
