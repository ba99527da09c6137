// A trace that is not whole goes out in every format, and says that it is not; what was inferred
// counts.
#include "sim/trace/builder.h"
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

trace::Tables copy_of(const trace::Tables& tables) {
  trace::Tables copy;
  copy.clocks = tables.clocks;
  copy.tasks = tables.tasks;
  copy.lanes = tables.lanes;
  copy.objects = tables.objects;
  copy.flows = tables.flows;
  copy.names = tables.names;
  copy.labels = tables.labels;
  for (std::uint32_t call = 0; call < tables.calls.size(); ++call)
    copy.calls.push_back(tables.calls[call]);
  return copy;
}

/// The run without its end: the last transfer has begun, and more is not known of it.
trace::Trace cut(const trace::Trace& run) {
  trace::Header header = run.header();
  header.whole = {true, false, 3};
  trace::TraceBuilder builder;
  builder.start(header, copy_of(run.tables()));
  const trace::SpanId last = run.previous(run.size(), set_of(trace::Kind::dma_copy));
  for (trace::SpanId row = 0; row < run.size(); ++row) {
    trace::Span span = run[row];
    if (row == last) span.end = trace::Span::open;
    builder.add(span);
  }
  builder.finish(run.end());
  return builder.take();
}

TEST(CutExport, is_written_in_every_format) {
  const trace::Trace run = cut(run_of(scenario_of("read-write", 65536)));
  for (const Format& format : formats())
    EXPECT_GT(exported(run, format.id, {}).size(), 100U) << format.id;
}

TEST(CutExport, says_that_something_is_missing) {
  const trace::Trace whole = run_of("sendfile");
  for (const char* const format : {"svg", "moment-svg", "sequence-svg", "costs-svg", "html"}) {
    const std::string text = exported(cut(whole), format, {});
    EXPECT_NE(text.find("3 rows are missing"), std::string::npos) << format;
    EXPECT_NE(text.find("cut off"), std::string::npos) << format;
    EXPECT_EQ(exported(whole, format, {}).find("missing:"), std::string::npos) << format;
  }
}

TEST(InferredExport, copies_that_nobody_saw_are_counted) {
  const trace::Trace run = run_of("sendfile");
  trace::TraceBuilder builder;
  builder.start(run.header(), copy_of(run.tables()));
  for (trace::SpanId row = 0; row < run.size(); ++row) {
    trace::Span span = run[row];
    if (span.kind == trace::Kind::cpu_copy) span.evidence = trace::Evidence::inferred;
    builder.add(span);
  }
  builder.finish(run.end());
  const trace::Trace inferred = builder.take();
  ASSERT_GT(inferred.final_ledger().inferred_copies.cpu, 0);
  const auto last_count = [](const std::string& text) {
    const std::size_t at = text.rfind("\"name\":\"copies\"");
    return text.substr(at, text.find('}', at) - at);
  };
  EXPECT_EQ(last_count(exported(inferred, "perfetto", {})).find("\"cpu\":0"), std::string::npos);
}

} // namespace
} // namespace copyscope::exports
