#include "export/data/writers.h"

#include <algorithm>
#include <string>
#include <vector>

namespace copyscope::exports {

namespace {

/// A field as RFC 4180 writes it: quoted where it holds a comma, a quote or a line break.
std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

void put_unless_zero(Pieces& out, std::int64_t number) {
  if (number != 0) out.put(number);
}

/// What the rows of a trace share, made once.
struct Texts {
  std::vector<std::string> lanes, names, lines, tasks;
  std::size_t longest_row = 0; ///< bytes that one row takes at the most

  Texts(const trace::Trace& trace, const assets::Method* method) {
    for (const trace::Lane& lane : trace.lanes())
      lanes.push_back(quoted(lane.name));
    for (const std::string& name : trace.names())
      names.push_back(quoted(name));
    for (const trace::Task& task : trace.tables().tasks)
      tasks.push_back(quoted(task.name));
    for (const std::string& label : trace.labels()) {
      const int line = method && !label.empty() ? method->line_of(label) : 0;
      lines.push_back(line > 0 ? std::to_string(line) : "");
    }
    std::vector<std::string> kinds;
    if (const auto& other = trace.header().other_kinds)
      for (const std::string& kind : other->names)
        kinds.push_back(quoted(kind));
    longest_row = 256 + longest(lanes) + longest(names) + longest(tasks) + longest(kinds);
  }

  static std::size_t longest(const std::vector<std::string>& texts) {
    std::size_t most = 0;
    for (const std::string& text : texts)
      most = std::max(most, text.size());
    return most;
  }
};

void put_row(Pieces& out, const trace::Trace& trace, trace::SpanId id, const Texts& texts) {
  const trace::Span& span = trace[id];
  out.put(span.begin.ps());
  out.put(',');
  if (span.end != trace::Span::open) out.put(span.end.ps());
  out.put(',');
  out.put(texts.lanes[span.lane]);
  out.put(',');
  if (span.kind == trace::Kind::other)
    out.put(quoted(trace.kind_name(id)));
  else
    out.put(name_of(span.kind));
  out.put(',');
  if (span.flow != trace::no_flow) out.put(static_cast<std::int64_t>(span.flow));
  out.put(',');
  put_unless_zero(out, span.call);
  out.put(',');
  out.put(name_of(trace.source(span)));
  out.put(',');
  out.put(name_of(trace.target(span)));
  out.put(',');
  if (span.has_range) out.put(static_cast<std::int64_t>(span.offset));
  out.put(',');
  if (span.has_range || span.kind == trace::Kind::lost) // of these it is the number of rows
    out.put(static_cast<std::int64_t>(span.bytes));
  out.put(',');
  out.put(texts.lines[trace.label_id(span)]);
  out.put(',');
  out.put(texts.names[span.name]);
  out.put(',');
  if (span.task != trace::no_task) out.put(texts.tasks[span.task]);
  out.put(',');
  if (span.cause != trace::no_span) out.put(std::int64_t{span.cause} + 1); // rows count from 1
  out.put(',');
  out.put(name_of(span.evidence));
  out.put('\n');
}

} // namespace

void write_csv(const Extract& extract, const assets::Method* method, const Writer& write) {
  const trace::Trace& trace = extract.trace;
  const Texts texts(trace, method);
  Pieces out(write, texts.longest_row);
  out.put("begin_ps,end_ps,lane,kind,client,call,source,target,offset,bytes,line,name,"
          "task,cause,evidence\n");
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    const trace::Span& span = trace[id];
    if (span.begin > extract.to) break; // rows are in order of begin
    if (id % Extract::rows_untold == 0) extract.tell(span.begin);
    if (span.end < extract.from) continue;
    out.make_room(texts.longest_row);
    put_row(out, trace, id, texts);
  }
  out.flush();
}

} // namespace copyscope::exports
