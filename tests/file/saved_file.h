// Traces as files, for the tests.
#pragma once

#include "sim/trace/file/directory.h"
#include "sim/trace/file/load.h"
#include "sim/trace/file/save.h"
#include "sim/trace/trace.h"
#include "tests/trace/random_trace.h"
#include "tests/trace/saved_trace.h"

#include <string>

namespace copyscope::trace {

/// Hands a sink what the rows of a trace name: beyond the one client of its scenario so many more
/// tasks, each with a flow, whose objects turn up with the rows.
inline void describe(TraceSink& sink, const Trace& trace, std::size_t flows) {
  for (std::size_t flow = 1; flow < flows; ++flow) {
    Flow further;
    further.task = sink.task({"further" + std::to_string(flow)});
    sink.flow(further);
  }
  for (const Lane& lane : trace.lanes())
    sink.lane(lane);
  for (const std::string& name : trace.names())
    sink.name(name);
  for (const std::string& label : trace.labels())
    sink.label(label);
}

/// Random rows of so many flows, under a header that is whole; each as `edit` gives it back.
inline Trace sample(std::uint32_t seed, int rows, std::int64_t flows = 1,
                    Span (*edit)(Span row, SpanId id) = nullptr) {
  const Trace random = random_trace(seed, rows, flows);
  TraceBuilder builder;
  builder.start(whole_header());
  describe(builder, random, static_cast<std::size_t>(flows));
  for (std::uint32_t i = 0; i < random.tables().calls.size(); ++i)
    builder.call(random.tables().calls[i]);
  for (SpanId id = 0; id < random.size(); ++id)
    builder.add(edit ? edit(random[id], id) : random[id]);
  builder.finish(random.end());
  return builder.take();
}

inline std::string as_file(const Trace& trace) {
  std::string bytes;
  save_file(trace, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

/// The trace as a producer would hand it to a sink that writes as it goes, a segment after each
/// `closing` rows. Ends of rows and calls become known `late` rows after they began.
inline std::string streamed(const Trace& trace, std::uint32_t closing, std::uint32_t late = 0) {
  std::string bytes;
  FileSink sink([&](std::string_view piece) { bytes += piece; });
  const Tables& tables = trace.tables();
  sink.start(trace.header());
  describe(sink, trace, tables.flows.size());
  for (std::uint32_t i = 0; i < tables.calls.size(); ++i) {
    Call call = tables.calls[i];
    if (late != 0) call.end = Span::open;
    sink.call(call);
  }
  const auto end = [&](SpanId row) {
    if (late != 0 && trace[row].end != Span::open) sink.end(row, trace[row].end);
  };
  for (SpanId id = 0; id < trace.size(); ++id) {
    Span span = trace[id];
    if (late != 0) span.end = Span::open;
    sink.add(span);
    if (id >= late) end(id - late);
    if (id % closing == closing - 1) sink.close_segment();
  }
  for (SpanId id = trace.size() - std::min(late, trace.size()); id < trace.size(); ++id)
    end(id);
  for (std::uint32_t i = 0; late != 0 && i < tables.calls.size(); ++i)
    sink.end_call(i + 1, tables.calls[i].end, tables.calls[i].result);
  sink.finish(trace.end());
  return bytes;
}

/// A file whose sections have been changed, with checksums that are right. `edit` gets the number,
/// the description and the columns of each segment.
template <class Edit> std::string rewritten(const std::string& bytes, Edit edit) {
  const file::Directory directory = file::read_directory(bytes, "t.copyscope");
  std::string out = bytes.substr(0, file::FileHead::bytes);
  const auto put = [&](std::string_view tag, std::uint32_t number, const file::Json& meta,
                       std::string_view columns) {
    std::string text = file::text_of(meta);
    text.resize(file::aligned(text.size()), ' ');
    file::SectionHead head;
    head.tag = tag;
    head.id = file::read_file_head(bytes)->id;
    head.number = number;
    head.meta_bytes = static_cast<std::uint32_t>(text.size());
    head.body_bytes = text.size() + columns.size();
    head.meta_sum = file::sum_of(text);
    out += head.text() + text;
    out += columns;
  };
  for (const file::Section& each : directory.segments) {
    file::Json meta = each.meta;
    std::string columns(each.columns);
    edit(each.head.number, meta, columns);
    put(file::segment_tag, each.head.number, meta, columns);
  }
  const std::size_t at = out.size();
  put(file::footer_tag, static_cast<std::uint32_t>(directory.segments.size()), directory.footer,
      directory.footer_columns);
  file::put_u64(out, at);
  return out += file::end_magic;
}

inline void file_head_put_right(std::string& bytes) {
  std::string sum;
  file::put_u64(sum, file::sum_of(std::string_view(bytes).substr(0, 40)));
  bytes.replace(40, 8, sum);
}

} // namespace copyscope::trace
