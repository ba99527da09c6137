// The rows of a trace in the order of a column.
#include "gui/session/row_table.h"

#include "tests/trace/random_trace.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace copyscope::gui {
namespace {

using trace::Span;
using trace::SpanId;
using trace::Trace;

using Column = RowOrder::Column;

std::shared_ptr<const Trace> random_rows(std::uint32_t seed, int rows) {
  return std::make_shared<const Trace>(trace::random_trace(seed, rows));
}

template <class Key> void expect_order(const RowOrder& order, const Trace& trace, Key key) {
  std::vector<SpanId> expected(trace.size());
  std::iota(expected.begin(), expected.end(), SpanId{0});
  std::ranges::stable_sort(expected, [&](SpanId a, SpanId b) {
    return order.falls() ? key(trace[b]) < key(trace[a]) : key(trace[a]) < key(trace[b]);
  });
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(order.row(static_cast<std::int64_t>(i)), expected[i]) << i;
    ASSERT_EQ(order.place_of(expected[i]), static_cast<std::int64_t>(i));
  }
}

TEST(RowOrder, sorts_by_every_column_both_ways_in_slices) {
  for (const int rows : {1, 100, 4096, 4097, 20'000}) {
    const auto trace = random_rows(7, rows);
    RowOrder order;
    order.set_trace(trace);
    for (const bool again : {false, true}) {
      const auto sort = [&](Column column) {
        order.sort_by(column);
        if (again) order.sort_by(column);
        while (order.work(1000)) {
        }
        EXPECT_EQ(order.falls(), again);
      };
      sort(Column::duration);
      expect_order(order, *trace, [](const Span& span) { return (span.end - span.begin).ps(); });
      sort(Column::call);
      expect_order(order, *trace, [](const Span& span) { return span.call; });
      sort(Column::offset);
      expect_order(order, *trace, [](const Span& span) {
        return span.has_range ? static_cast<std::int64_t>(span.offset) : -1;
      });
      sort(Column::bytes);
      expect_order(order, *trace, [](const Span& span) {
        return span.has_range ? static_cast<std::int64_t>(span.bytes) : -1;
      });
      sort(Column::kind);
      expect_order(order, *trace, [](const Span& span) {
        return std::pair(static_cast<int>(span.kind), span.name);
      });
      order.sort_by(Column::begin); // from another one: rising
      EXPECT_EQ(order.row(0), 0U);
    }
    order.sort_by(Column::begin);
    EXPECT_EQ(order.row(0), trace->size() - 1);
    EXPECT_EQ(order.place_of(0), order.size() - 1);
  }
}

TEST(RowOrder, shows_the_order_before_until_the_new_one_is_there) {
  const auto trace = random_rows(8, 30'000);
  RowOrder order;
  order.set_trace(trace);
  order.sort_by(Column::duration);
  double progress = 0;
  int slices = 0;
  while (order.work(4096)) {
    ++slices;
    EXPECT_EQ(order.row(17), 17U);
    EXPECT_EQ(order.place_of(17), 17);
    EXPECT_GE(order.progress(), progress);
    progress = order.progress();
  }
  EXPECT_GT(slices, 10);
  EXPECT_NE(order.row(0), 0U);
  order.sort_by(Column::call); // given up halfway
  order.work(4096);
  order.set_trace(random_rows(9, 50));
  while (order.work(4096)) {
  }
  EXPECT_EQ(order.size(), 50);
  order.set_trace(nullptr);
  EXPECT_EQ(order.size(), 0);
  order.sort_by(Column::lane);
  EXPECT_FALSE(order.work(10));
}

TEST(RowTable, follows_the_cursor_and_can_be_scrolled) {
  const auto trace = random_rows(8, 1000);
  RowTable table;
  table.settle(trace, 500, trace::no_span);
  EXPECT_EQ(table.current(), 500U);
  EXPECT_NEAR(table.middle(), 500, 1);
  table.scroll(100);
  EXPECT_NEAR(table.middle(), 600, 1);
  table.settle(trace, 500, trace::no_span); // nothing has moved
  EXPECT_NEAR(table.middle(), 600, 1);
  table.settle(trace, 501, trace::no_span);
  EXPECT_NEAR(table.middle(), 501, 1);
  table.settle(trace, 501, 20); // selected
  EXPECT_EQ(table.current(), 20U);
  table.settle(trace, 502, 20); // and on
  EXPECT_EQ(table.current(), 502U);
  EXPECT_EQ(table.beside(1), 503U);
  EXPECT_EQ(table.beside(-1), 501U);
  table.scroll_to(1);
  EXPECT_GT(table.share(), 0.98);
  table.scroll(-1e9);
  EXPECT_LT(table.share(), 0.02);
  table.settle(trace, trace->size() - 1, 20);
  EXPECT_EQ(table.beside(1), trace::no_span);
  table.sort_by(Column::duration);
  while (table.work(1000)) {
  }
  EXPECT_EQ(table.order().row(table.order().place_of(table.current())), table.current());
}

} // namespace
} // namespace copyscope::gui
