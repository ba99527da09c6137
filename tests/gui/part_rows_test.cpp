// The rows that a part has to do with: counted in blocks, and as whoever counts one by one would.
#include "gui/session/inspection.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

constexpr const char* parts[] = {"process", "cpu",   "disk",         "disk_dma",
                                 "nic_dma", "nic",   "page_cache",   "user_buffer",
                                 "pipe",    "rings", "socket_buffer"};

class PartRowsTest : public ControllerTest {
protected:
  std::shared_ptr<const trace::Trace> trace_of(const std::string& scenario, std::size_t which) {
    open(scenario);
    return controller_.session().slot(which).trace();
  }
  PartRows rows_of(const std::shared_ptr<const trace::Trace>& trace, const std::string& part) {
    PartRows rows;
    rows.settle(trace, part);
    while (rows.work(1000)) {
    }
    return rows;
  }
};

/// One after the other, as the header says.
PartRows::Sums counted(const PartRows& rows, const trace::Trace& trace, std::string_view part,
                       trace::SpanId before) {
  PartRows::Sums sums;
  const auto buffer = trace::buffer_named(part);
  for (trace::SpanId row = 0; row < before; ++row) {
    const trace::Span& span = trace[row];
    if (!rows.has(span)) continue;
    ++sums.rows;
    if (!buffer || !trace::is_copy(span.kind)) continue;
    if (span.target == *buffer) sums.came += static_cast<std::int64_t>(span.bytes);
    if (span.source == *buffer) sums.left += static_cast<std::int64_t>(span.bytes);
  }
  return sums;
}

TEST_F(PartRowsTest, what_is_counted_in_blocks_is_what_there_is) {
  const auto trace = trace_of("many-small-chunks", 0);
  ASSERT_GT(trace->size(), 1000U);
  for (const char* const part : parts) {
    const PartRows rows = rows_of(trace, part);
    for (const trace::SpanId before :
         {0U, 1U, 777U, 4095U, 4096U, 4097U, trace->size() - 1, trace->size()}) {
      if (before > trace->size()) continue;
      const PartRows::Sums expected = counted(rows, *trace, part, before),
                           found = rows.before(before);
      EXPECT_EQ(found.rows, expected.rows) << part << " before " << before;
      EXPECT_EQ(found.came, expected.came) << part << " before " << before;
      EXPECT_EQ(found.left, expected.left) << part << " before " << before;
    }
  }
}

TEST_F(PartRowsTest, its_rows_are_gone_through_both_ways) {
  const auto trace = trace_of("many-small-chunks", 0);
  for (const char* const part : parts) {
    const PartRows rows = rows_of(trace, part);
    std::int64_t on = 0, back = 0;
    for (trace::SpanId row = rows.next(0); row != trace::no_span; row = rows.next(row + 1))
      on += rows.has((*trace)[row]) ? 1 : 0;
    for (trace::SpanId row = rows.previous(trace->size()); row != trace::no_span;
         row = rows.previous(row))
      ++back;
    EXPECT_EQ(on, rows.all().rows) << part;
    EXPECT_EQ(back, rows.all().rows) << part;
  }
}

TEST_F(PartRowsTest, an_unfinished_count_promises_nothing_that_it_has_not_seen) {
  const auto trace = trace_of("many-small-chunks", 0);
  PartRows rows;
  rows.settle(trace, "cpu");
  EXPECT_TRUE(rows.work(10));
  EXPECT_EQ(rows.next(10), trace::no_span);
  EXPECT_LE(rows.all().rows, 10);
}

class InspectorTest : public PartRowsTest {
protected:
  Inspection at(const std::string& part, std::int64_t step) {
    Inspector inspector;
    const auto trace = controller_.session().slot(0).trace();
    inspector.settle(trace, part);
    inspector.work(1'000'000);
    perform(action::step, step);
    return inspector.at(controller_.player().cursor());
  }
};

TEST_F(InspectorTest, before_the_run_nothing_has_begun) {
  open("four-ways");
  for (const char* const part : {"cpu", "disk", "process", "page_cache"})
    EXPECT_EQ(at(part, 0).doing, Inspection::Doing::not_begun) << part;
}

TEST_F(InspectorTest, the_page_cache_holds_what_the_disk_has_brought) {
  open("four-ways"); // read + write: to kernel, disk, DMA, interrupt, copy …
  EXPECT_FALSE(at("page_cache", 2).holds);
  const Inspection seen = at("page_cache", 4);
  ASSERT_TRUE(seen.holds);
  EXPECT_EQ(seen.holds->offset.count(), 0);
  EXPECT_EQ(seen.holds->bytes.count(), 65536);
  EXPECT_EQ(seen.doing, Inspection::Doing::keeps);
  EXPECT_EQ(seen.so_far.came, 65536);
  EXPECT_EQ(seen.so_far.left, 0);
}

TEST_F(InspectorTest, whoever_copies_works_and_the_others_are_free) {
  open("four-ways");
  const trace::Trace& trace = *controller_.trace();
  std::int64_t step = 1;
  while (trace[trace.step(step)].kind != trace::Kind::dma_copy)
    ++step;
  EXPECT_EQ(at("disk_dma", step).doing, Inspection::Doing::works);
  EXPECT_EQ(at("disk_dma", step).row, trace.step(step));
  EXPECT_EQ(at("cpu", step).doing, Inspection::Doing::free);
  EXPECT_EQ(at("nic_dma", step).doing, Inspection::Doing::free);
}

TEST_F(InspectorTest, the_process_waits_in_its_call_while_the_disk_works) {
  open("four-ways");
  const trace::Trace& trace = *controller_.trace();
  std::int64_t step = 1;
  while (trace[trace.step(step)].kind != trace::Kind::disk_access)
    ++step;
  const Inspection seen = at("process", step);
  EXPECT_EQ(seen.doing, Inspection::Doing::waits);
  EXPECT_EQ(seen.call, "read");
}

TEST_F(InspectorTest, a_machine_without_dma_says_so) {
  open("before-dma");
  EXPECT_EQ(at("disk_dma", 3).doing, Inspection::Doing::absent);
}

TEST_F(InspectorTest, its_rows_stand_around_the_moment) {
  open("many-small-chunks");
  const Inspection seen = at("cpu", controller_.player().steps() / 2);
  ASSERT_EQ(seen.rows.size(), Inspector::most_rows);
  EXPECT_TRUE(std::ranges::is_sorted(seen.rows));
  EXPECT_TRUE(std::ranges::find(seen.rows, seen.now) != seen.rows.end());
  EXPECT_LT(seen.now, controller_.player().cursor().begun);
  EXPECT_GE(seen.rows.back(), controller_.player().cursor().begun);
}

} // namespace
} // namespace copyscope::gui
