// Writing a trace: straight from the rows into pieces of text.
#include "sim/trace/json.h"

#include "sim/scenario/save.h"
#include "sim/trace/json_columns.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::trace {

namespace {

using Json = nlohmann::ordered_json;

/// JSON text. Bytes that are not UTF-8, which a system may report of itself, are replaced.
std::string text_of(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json value_json(const Fact::Value& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* const word = std::get_if<std::string>(&value)) return *word;
  return {};
}

/// Of a run without a scenario, how many flows its rows may be of; else those of its clients.
Json header_of(const Header& header, std::size_t flows) {
  Json json = Json::object();
  if (header.has_case()) {
    json["scenario"] = scenario::to_json(header.scenario);
    json["case"] = header.case_id;
  } else {
    json["flows"] = flows;
  }
  json["method"] = header.method;
  json["source"] = name_of(header.source);
  for (const auto& [key, text] :
       {std::pair("level", &header.level), {"title", &header.title}, {"program", &header.program}})
    if (!text->empty()) json[key] = *text;
  if (header.duration) json["duration_ps"] = header.duration->ps();
  if (const Whole& whole = header.whole; !(whole == Whole()))
    json["whole"] = {{"start", whole.start}, {"end", whole.end}, {"lost", whole.lost}};
  json["buffers"] = Json::array();
  for (const BufferInfo& info : header.buffers)
    json["buffers"].push_back({{"buffer", name_of(info.buffer)},
                               {"capacity", info.capacity.count()},
                               {"initial", info.initial.count()}});
  json["observations"] = Json::array();
  for (const Observation& each : header.observations)
    json["observations"].push_back({{"path", each.path},
                                    {"value", each.value ? Json(*each.value) : Json()},
                                    {"evidence", each.evidence}});
  if (!header.facts.empty()) json["facts"] = Json::array();
  for (const Fact& each : header.facts)
    json["facts"].push_back({{"path", each.path}, {"value", value_json(each.value)}});
  json["environment"] = Json::array();
  for (const auto& [key, value] : header.environment)
    json["environment"].push_back({{"key", key}, {"value", value}});
  return json;
}

/// Collects text and hands it on in pieces.
class Pieces {
public:
  explicit Pieces(const std::function<void(std::string_view)>& write) : write_(write) {}

  void text(std::string_view text) { buffer_.append(text.data(), text.data() + text.size()); }
  void number(std::int64_t value) {
    const fmt::format_int digits(value);
    text({digits.data(), digits.size()});
  }
  void member(std::string_view key, const std::string& json) {
    text(fmt::format("  \"{}\": {},\n", key, json));
  }
  void flush_if_full() {
    if (buffer_.size() >= piece) flush();
  }
  void flush() {
    write_({buffer_.data(), buffer_.size()});
    buffer_.clear();
  }

private:
  static constexpr std::size_t piece = 64 * 1024;

  const std::function<void(std::string_view)>& write_;
  fmt::memory_buffer buffer_;
};

std::vector<std::string> lane_names(const Trace& trace) {
  std::vector<std::string> names;
  for (const Lane& lane : trace.lanes())
    names.push_back(lane.name);
  return names;
}

void write_row(const Trace& trace, const Span& span, Pieces& out) {
  out.text("    [");
  out.number(span.begin.ps());
  out.text(",");
  out.number(span.end == Span::open ? trace.end().ps() : span.end.ps());
  out.text(",");
  out.number(span.lane);
  out.text(",\"");
  out.text(name_of(span.kind));
  out.text("\",");
  if (span.flow == no_flow)
    out.text("null");
  else
    out.number(span.flow);
  out.text(",");
  out.number(span.call);
  out.text(",\"");
  out.text(name_of(span.source));
  out.text("\",\"");
  out.text(name_of(span.target));
  out.text("\",");
  if (span.has_range) {
    out.number(span.range().offset.count());
    out.text(",");
    out.number(span.range().bytes.count());
  } else {
    out.text("null,null");
  }
  out.text(",");
  out.number(span.name);
  out.text(",");
  out.number(trace.label_id(span));
  out.text("]");
}

} // namespace

void save_json(const Trace& trace, const std::function<void(std::string_view piece)>& write,
               const std::function<void(double done)>& progress) {
  constexpr SpanId rows_untold = 4096; // from one report of the progress to the next
  Pieces out(write);
  out.text("{\n");
  out.member("format", text_of(json_format));
  out.member("schema", std::to_string(json_schema));
  out.member("program", text_of(COPYSCOPE_VERSION));
  out.member("header", text_of(header_of(trace.header(), trace.tables().flows.size()), 1));
  out.member("lanes", text_of(lane_names(trace)));
  out.member("names", text_of(trace.names()));
  out.member("labels", text_of(trace.labels()));
  out.member("columns", text_of(column_names));
  out.text("  \"spans\": [\n");
  for (SpanId id = 0; id < trace.size(); ++id) {
    if (progress && id % rows_untold == 0)
      progress(static_cast<double>(id) / static_cast<double>(trace.size()));
    write_row(trace, trace[id], out);
    out.text(id + 1 < trace.size() ? ",\n" : "\n");
    out.flush_if_full();
  }
  out.text("  ],\n");
  out.text(fmt::format("  \"end_ps\": {}\n}}\n", trace.end().ps()));
  out.flush();
}

} // namespace copyscope::trace
