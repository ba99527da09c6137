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

class HeaderReader {
public:
  HeaderReader(const scenario::Source& source, scenario::Problems& problems)
      : source_(source), reader_(source, problems) {}

  Header read(const Node& node) {
    Header header;
    reader_.only_keys(
        node, {"scenario", "case", "method", "source", "buffers", "observations", "environment"});
    if (const Node* scenario = member(node, "scenario"))
      header.scenario = scenario::read_saved_scenario(*scenario, source_, reader_.problems());
    header.case_id = string(node, "case");
    header.method = string(node, "method");
    const Node* which = node.find("case");
    if (reader_.problems().empty() && !header.scenario.find(header.case_id))
      reader_.wrong_value(*which, "a case of the scenario");
    read_source(node, header);
    each(node, "buffers", [&](const Node& table) { read_buffer(table, header); });
    each(node, "observations", [&](const Node& table) { read_observation(table, header); });
    each(node, "environment", [&](const Node& table) {
      header.environment.emplace_back(string(table, "key"), string(table, "value"));
    });
    return header;
  }

private:
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
    const std::string name = string(node, "source");
    if (name == name_of(Source::real))
      header.source = Source::real;
    else if (const Node* source = node.find("source"); source && name != "simulated")
      reader_.wrong_value(*source, "`simulated` or `real`");
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

  const scenario::Source& source_;
  Reader reader_;
};

} // namespace

std::optional<Header> read_header(const Node& node, const scenario::Source& source,
                                  scenario::Problems& problems) {
  HeaderReader reader(source, problems);
  Header header = reader.read(node);
  return problems.empty() ? std::optional(std::move(header)) : std::nullopt;
}

} // namespace copyscope::trace
