// The rows of a real run's trace: all that its report says of calls, mode switches and copies is in
// them, under its evidence, and nothing that is not known stands as if it were.
#include "tests/real/support.h"

#include <gmock/gmock.h>

namespace copyscope::real {
namespace {

using trace::Buffer;
using trace::Evidence;
using trace::Kind;

constexpr std::int64_t sent = 300'000, a_call = 64'000;

Report traced(const std::vector<scenario::Case>& cases, Path path = Path::loopback) {
  Options options = options_of(2, path);
  options.traces = true;
  return run_all(scenario_of(cases), options);
}

/// Copies and bytes, whether seen or inferred.
std::int64_t copies_in(const trace::Ledger& ledger) {
  return ledger.copies.cpu + ledger.inferred_copies.cpu;
}
std::int64_t bytes_in(const trace::Ledger& ledger) {
  return ledger.bytes_copied.cpu + ledger.inferred_bytes.cpu;
}

/// What its report claims, its rows show.
void expect_shown(const CaseReport& report) {
  SCOPED_TRACE(report.id());
  const trace::Ledger ledger = report.trace->final_ledger();
  EXPECT_EQ(ledger.syscalls, report.result.syscalls);
  EXPECT_EQ(ledger.mode_switches, report.result.mode_switches);
  EXPECT_EQ(copies_in(ledger), report.result.cpu_copies);
  const std::int64_t again = told(report).facts.count("tcp.retransmitted_bytes").value_or(0);
  EXPECT_GE(bytes_in(ledger), report.result.cpu_bytes.value_or(0) - again);
  EXPECT_LE(bytes_in(ledger), report.result.cpu_bytes.value_or(0));
  EXPECT_EQ(ledger.copies.cpu, 0); // nobody saw one
  EXPECT_EQ(ledger.descriptors + ledger.interrupts, 0);
  EXPECT_EQ(ledger.kernel + ledger.user, Time()); // and nobody knows how long any of it took
  const analysis::CaseReport kept = analysis::case_of(report.trace);
  EXPECT_EQ(kept.duration, report.duration);
  EXPECT_EQ(analysis::evidence_of(kept, "copies.cpu"), "inferred");
}

/// Every row says how it is known, and one that is inferred spans its call.
void expect_honest(const trace::Trace& trace) {
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    const trace::Span row = trace[id];
    const bool is_seen = row.kind == Kind::syscall || row.kind == Kind::receive ||
                         row.kind == Kind::completion; // which the kernel has told
    EXPECT_EQ(row.evidence, is_seen                         ? Evidence::measured
                            : row.kind == Kind::mode_switch ? Evidence::derived
                                                            : Evidence::inferred);
    EXPECT_EQ(row.soft_begin && row.soft_end, row.evidence == Evidence::inferred);
    if (row.cause != trace::no_span) {
      EXPECT_LT(row.cause, id);
    }
    if (row.evidence != Evidence::inferred || row.kind == Kind::free) continue;
    ASSERT_NE(row.call, 0U);
    EXPECT_EQ(row.begin, trace.call(row.call).begin);
    EXPECT_EQ(row.end, trace.call(row.call).end);
  }
}

/// At no moment does anything hold less than nothing, or more than there is.
void expect_possible(const trace::Trace& trace) {
  for (trace::SpanId id = 0; id < trace.size(); ++id)
    for (const Time time : {trace[id].begin, trace[id].end}) {
      const trace::Ledger ledger = trace.ledger(trace.cursor_at(time));
      for (const Buffer buffer : {Buffer::page_cache, Buffer::user_buffer, Buffer::socket_buffer,
                                  Buffer::nic, Buffer::receive_buffer}) {
        EXPECT_GE(ledger.held_by(buffer), 0) << name_of(buffer) << " at row " << id;
        EXPECT_LE(ledger.held_by(buffer), sent) << name_of(buffer) << " at row " << id;
      }
    }
  const trace::Ledger end = trace.final_ledger();
  EXPECT_EQ(end.held_by(Buffer::socket_buffer), 0);
  EXPECT_EQ(end.held_by(Buffer::receive_buffer), sent);
  EXPECT_EQ(end.held_by(Buffer::page_cache), sent);
}

std::int64_t rows_between(const trace::Trace& trace, Kind kind, Buffer source, Buffer target) {
  std::int64_t found = 0;
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    const trace::Span row = trace[id];
    found += row.kind == kind && row.source == source && row.target == target;
  }
  return found;
}

/// Bytes that the calls of that name asked for, each of which got all of it.
std::int64_t asked_by(const trace::Trace& trace, std::string_view name) {
  std::int64_t sum = 0;
  for (trace::CallId id = 1; id <= trace.tables().calls.size(); ++id) {
    const trace::Call call = trace.call(id);
    if (trace.names()[call.name] != name) continue;
    EXPECT_EQ(call.result, call.asked) << name;
    sum += call.asked;
  }
  return sum;
}

TEST(Rows, of_the_methods_that_books_leave_out_show_what_their_reports_say) {
  std::vector<scenario::Case> cases;
  for (const char* method :
       {"splice", "vmsplice-splice", "msg-zerocopy", "io-uring", "io-uring-zc"})
    cases.push_back(case_of(method, sent, a_call));
  const Report report = traced(cases);
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue; // io_uring is forbidden in many containers; other tests say so
    expect_shown(each);
    expect_honest(*each.trace);
    expect_possible(*each.trace);
  }
  const auto rows = [&](std::size_t i, Kind kind, Buffer source, Buffer target) {
    const CaseReport& each = report.cases[i];
    return each.ran() ? rows_between(*each.trace, kind, source, target) : 5;
  };
  EXPECT_EQ(rows(0, Kind::page_reference, Buffer::page_cache, Buffer::pipe), 5);
  EXPECT_EQ(rows(0, Kind::page_reference, Buffer::page_cache, Buffer::socket_buffer), 5);
  EXPECT_EQ(rows(1, Kind::page_reference, Buffer::user_buffer, Buffer::pipe), 5);
  EXPECT_EQ(rows(2, Kind::pin, Buffer::user_buffer, Buffer::none), 5);
  EXPECT_EQ(rows(2, Kind::cpu_copy, Buffer::page_cache, Buffer::socket_buffer), 5);
  EXPECT_EQ(rows(3, Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer), 5);
  EXPECT_EQ(rows(4, Kind::cpu_copy, Buffer::user_buffer, Buffer::socket_buffer), 5);
  EXPECT_EQ(rows(3, Kind::completion, Buffer::none, Buffer::none), 10 - 5 * !report.cases[3].ran());
}

TEST(Rows, of_every_method_show_what_its_report_says) {
  const Report report =
      traced({case_of("read-write", sent, a_call), case_of("mmap-write", sent, a_call),
              case_of("sendfile", sent, a_call)});
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    ASSERT_TRUE(each.trace) << each.note;
    expect_shown(each);
    expect_honest(*each.trace);
    expect_possible(*each.trace);
  }
  const trace::Trace& reads = *report.cases[0].trace;
  EXPECT_EQ(rows_between(reads, Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer), 5);
  EXPECT_EQ(rows_between(reads, Kind::cpu_copy, Buffer::user_buffer, Buffer::socket_buffer), 5);
  EXPECT_EQ(asked_by(reads, "read"), sent);
  EXPECT_EQ(asked_by(reads, "write"), sent);
  const trace::Trace& maps = *report.cases[1].trace;
  EXPECT_EQ(asked_by(maps, "mmap"), sent);
  EXPECT_EQ(rows_between(maps, Kind::map, Buffer::page_cache, Buffer::user_buffer), 1);
  EXPECT_EQ(rows_between(maps, Kind::cpu_copy, Buffer::page_cache, Buffer::socket_buffer), 5);
  const trace::Trace& refers = *report.cases[2].trace;
  EXPECT_EQ(rows_between(refers, Kind::page_reference, Buffer::page_cache, Buffer::socket_buffer),
            5);
}

TEST(Rows, show_the_copies_for_a_card_that_cannot_gather) {
  const Report report =
      traced({case_of("read-write", sent, a_call, false), case_of("sendfile", sent, a_call, false)},
             Path::automatic);
  if (said_of(report, "interface") == "lo") GTEST_SKIP() << "no veth here";
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    expect_shown(each);
    expect_honest(*each.trace);
    expect_possible(*each.trace);
    EXPECT_EQ(rows_between(*each.trace, Kind::cpu_copy, Buffer::socket_buffer, Buffer::nic),
              each.facts.count("copied.card.times"));
    EXPECT_EQ(each.trace->final_ledger().held_by(Buffer::nic), sent);
  }
}

TEST(Rows, show_what_came_from_the_disk) {
  scenario::Case cold = case_of("sendfile", sent, a_call);
  cold.workload.page_cache.fraction = parse_decimal("0");
  const Report report = traced({cold});
  const CaseReport& only = report.cases[0];
  if (!only.ran()) GTEST_SKIP() << only.reason; // the file may lie on no disk
  if (only.result.dma_bytes.value_or(0) < sent) GTEST_SKIP() << "not told what the disk has read";
  const trace::Ledger ledger = only.trace->final_ledger();
  EXPECT_EQ(ledger.inferred_bytes.dma, sent);
  EXPECT_EQ(ledger.copies.dma, 0);
  if (only.result.dma_copies) {
    EXPECT_EQ(ledger.inferred_copies.dma, only.result.dma_copies);
  }
  expect_honest(*only.trace);
  expect_possible(*only.trace);
}

} // namespace
} // namespace copyscope::real
