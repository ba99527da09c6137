#include "gui/session/stand_in.h"

#include "figure/words/run_words.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr std::int64_t most_stood_for = 16384; // clients of a workload

/// Bytes of the first flow's journey: as its producer says, else up to where its last row reaches.
Bytes bytes_of_first_flow(const trace::Trace& trace) {
  const auto& flows = trace.tables().flows;
  if (flows.empty()) return {};
  if (flows.front().bytes > Bytes(0))
    return std::min(flows.front().bytes, Bytes(scenario::largest_size));
  trace::SpanId row = trace.previous_of_flow(0, trace.size());
  while (row != trace::no_span && !trace[row].has_range)
    row = trace.previous_of_flow(0, row);
  if (row == trace::no_span) return {};
  const trace::Range range = trace[row].range();
  return Bytes(std::min(range.offset.count() + range.bytes.count(), scenario::largest_size));
}

} // namespace

scenario::Scenario stand_in_for(const trace::Trace& trace) {
  const trace::Header& header = trace.header();
  scenario::Case only;
  only.id = header.id();
  only.title = figure::case_title(header);
  only.method = header.method;
  only.workload.file_size = bytes_of_first_flow(trace);
  only.workload.clients = std::clamp<std::int64_t>(
      static_cast<std::int64_t>(trace.tables().flows.size()), 1, most_stood_for);
  scenario::Scenario scenario;
  scenario.id = header.id();
  scenario.title = figure::run_title(header);
  scenario.cases.push_back(std::move(only));
  return scenario;
}

} // namespace copyscope::gui
