// Ledgers that are kept as what was added come back as they were.
#include "sim/trace/packed_ledgers.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <random>

namespace copyscope::trace {
namespace {

TEST(PackedLedgers, come_back_as_they_were) {
  std::mt19937_64 random(5);
  Ledger ledger;
  std::vector<Ledger> all;
  PackedLedgers packed;
  for (int i = 0; i < 300; ++i) {
    packed.push_back(ledger);
    all.push_back(ledger);
    ledger.steps += static_cast<std::int64_t>(random() % 3);
    ledger.bytes_copied.dma += static_cast<std::int64_t>(random() % 2 * (random() >> 20));
    ledger.kernel += Time::from_ps(static_cast<std::int64_t>(random() >> 30));
    ledger.held[random() % buffer_count] += static_cast<std::int64_t>(random() % 9000) - 4500;
    if (i == 70) ledger.user = Time::max();
    if (i == 90) ledger.user = Time();
    if (i % 40 == 7) {
      ledger.call_name[static_cast<std::size_t>(i / 40)] = static_cast<StringId>(i + 1);
      ++ledger.calls_by_name[static_cast<std::size_t>(i / 40)];
    }
  }
  ASSERT_EQ(packed.size(), all.size());
  for (std::uint32_t i = 0; i < packed.size(); ++i)
    EXPECT_EQ(packed[i], all[i]) << i;
}

TEST(PackedLedgers, of_a_trace_are_its_counts_at_each_checkpoint) {
  const Trace trace = random_trace(3, 20'000, 2);
  LedgerFold fold(&trace.tables());
  fold.start(trace.header());
  for (SpanId row = 0; row < trace.size(); ++row) {
    fold.retire(trace[row].begin);
    if (row % Trace::checkpoint_rows == 0) {
      const Ledger at = trace.counts_at_checkpoint(row / Trace::checkpoint_rows);
      ASSERT_EQ(at.steps, fold.past().steps);
      ASSERT_EQ(at.copies, fold.past().copies);
      ASSERT_EQ(at.calls_by_name, fold.past().calls_by_name);
    }
    trace.add_to(fold, row, trace[row]);
  }
}

} // namespace
} // namespace copyscope::trace
