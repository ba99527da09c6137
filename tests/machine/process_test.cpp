// A process: a call is two mode switches, and the file comes in chunks of which the last is short.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>
#include <vector>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

scenario::Workload workload(Bytes file, Bytes chunk) {
  scenario::Workload workload;
  workload.file_size = file;
  workload.chunk = chunk;
  workload.page_cache = {};
  return workload;
}

std::vector<std::int64_t> chunk_sizes(Workbench& bench) {
  std::vector<std::int64_t> sizes;
  for (const Chunk chunk : bench.process.chunks())
    sizes.push_back(chunk.range.bytes.count());
  return sizes;
}

TEST(Process, crosses_into_the_kernel_and_back_in_each_call) {
  Workbench bench;
  bench.run(bench.process.enter("read"));
  bench.run(bench.process.leave());
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].kind, Kind::syscall);
  EXPECT_EQ(lane_of(rows, 0), "process0");
  EXPECT_EQ(rows.name(rows[0]), "read");
  EXPECT_EQ(rows[0].begin, Time());
  EXPECT_EQ(rows[0].end, ns(200)); // to the end of its second crossing
  EXPECT_EQ(rows[1].kind, Kind::mode_switch);
  EXPECT_EQ(rows[1].name, trace::WellKnown::to_kernel);
  EXPECT_EQ(rows[2].name, trace::WellKnown::to_user);
  EXPECT_EQ(rows.final_ledger().mode_switches, 2);
}

TEST(Process, numbers_its_calls_from_one) {
  Workbench bench;
  for (int call = 0; call < 2; ++call) {
    bench.run(bench.process.enter("splice", "splice in"));
    bench.run(bench.process.leave());
  }
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(rows[0].call, 1u);
  EXPECT_EQ(rows[3].call, 2u);
  EXPECT_EQ(rows.label(rows[3]), "splice in");
}

TEST(Process, sends_whole_chunks_and_a_short_last_one) {
  Workbench bench(textbook(), workload(Bytes(10'000), Bytes(4096)));
  EXPECT_EQ(chunk_sizes(bench), (std::vector<std::int64_t>{4096, 4096, 1808}));
  EXPECT_EQ(bench.process.done(), Bytes(10'000));
}

TEST(Process, has_one_chunk_where_the_file_is_smaller_and_none_where_it_is_empty) {
  Workbench small(textbook(), workload(Bytes(5), Bytes(4096)));
  EXPECT_EQ(chunk_sizes(small), (std::vector<std::int64_t>{5}));
  Workbench empty(textbook(), workload(Bytes(0), Bytes(4096)));
  EXPECT_EQ(chunk_sizes(empty), std::vector<std::int64_t>());
}

TEST(Process, tells_a_completion_by_a_row_of_no_length) {
  Workbench bench;
  bench.process.complete(bench.whole(), "send");
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::completion);
  EXPECT_EQ(rows.name(rows[0]), "send");
  EXPECT_EQ(length_of(rows[0]), Time());
}

/// Is asked at each round, and leaves out as many as it was told to.
class Skipper final : public RoundObserver {
public:
  explicit Skipper(std::int64_t rounds) : rounds_(rounds) {}

  std::int64_t before_round(const RoundShape& shape, std::int64_t alike, Time) override {
    shapes.push_back(shape);
    alikes.push_back(alike);
    return std::exchange(rounds_, 0);
  }
  void loop_boundary() override { ++boundaries; }

  std::vector<RoundShape> shapes;
  std::vector<std::int64_t> alikes;
  int boundaries = 0;

private:
  std::int64_t rounds_;
};

TEST(Process, tells_an_observer_how_many_rounds_are_alike_and_leaves_out_what_it_says) {
  Workbench bench;
  Skipper skipper(2);
  Process process(bench.recorder, bench.machine, workload(Bytes(10'000), Bytes(2048)), 0, &skipper);
  std::vector<std::int64_t> offsets;
  for (const Chunk chunk : process.chunks())
    offsets.push_back(chunk.range.offset.count());
  EXPECT_EQ(offsets, (std::vector<std::int64_t>{4096, 6144, 8192}));
  EXPECT_EQ(skipper.alikes, (std::vector<std::int64_t>{4, 2, 1, 1})); // asked again after skipping
  EXPECT_EQ(skipper.shapes.back(), (RoundShape{Bytes(1808), Bytes(1808)}));
  EXPECT_EQ(skipper.boundaries, 2);
}

} // namespace
} // namespace copyscope::machine::test
