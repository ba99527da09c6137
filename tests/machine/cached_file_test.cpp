// The page cache by pages, in time: reading ahead beside the reader, one request for all who lack a
// page, and what goes when there is no room.
#include "tests/machine/workbench.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace copyscope::machine::test {
namespace {

using trace::Kind;
using trace::Span;
using trace::Trace;

constexpr std::int64_t gigabyte = 1'000'000'000;

scenario::Machine that_reads_by_pages(Bytes readahead_max) {
  scenario::Machine machine = textbook();
  machine.fidelity = scenario::Fidelity::linux;
  machine.cpu.quantum = ns(1'000'000);
  machine.disk.queue_depth = 32;
  machine.page_cache.readahead_max = readahead_max;
  machine.mechanism.pages = true;
  machine.mechanism.blocking = true;
  machine.mechanism.readahead = readahead_max > Bytes(0);
  return machine;
}

scenario::Workload of_size(Bytes size, std::int64_t clients = 1) {
  scenario::Workload workload;
  workload.file_size = size;
  workload.chunk = kib(128);
  workload.clients = clients;
  return workload;
}

// Reads the file and copies it, with no calls around it.
engine::Task reads(Workbench& bench, Process& process, int times = 1) {
  co_await bench.machine.cpu.begin(process);
  for (int i = 0; i < times; ++i)
    for (const Chunk chunk : process.chunks())
      for (const Chunk part : bench.machine.page_cache.parts(chunk)) {
        co_await bench.machine.page_cache.bring_in(part);
        co_await bench.machine.cpu.copy(Buffer::page_cache, Buffer::user_buffer, part);
      }
  co_await bench.machine.cpu.end(process);
}

Time to_read(const scenario::Machine& machine, Bytes size, int times = 1) {
  Workbench bench(machine, of_size(size));
  bench.run(reads(bench, bench.process, times));
  return bench.engine.now();
}

TEST(CachedFile, without_reading_ahead_a_reader_waits_for_each_chunk_and_copies_it_then) {
  scenario::Machine machine = that_reads_by_pages(Bytes(0));
  machine.cpu.copy_bandwidth = Bandwidth::from_bytes(4 * gigabyte);
  // 128 times: 100 us, 128 KiB at 2 GB/s, 128 KiB at 4 GB/s.
  EXPECT_EQ(to_read(machine, kib(16 * 1024)), ns(128 * (100'000 + 65'536 + 32'768)));
}

TEST(CachedFile, with_reading_ahead_the_disk_and_the_copy_go_on_at_once_so_the_slower_decides) {
  for (const std::int64_t copy : {1, 4}) {
    scenario::Machine machine = that_reads_by_pages(kib(1024));
    machine.cpu.copy_bandwidth = Bandwidth::from_bytes(copy * gigabyte);
    const Bytes size = kib(64 * 1024);
    const Time disk = transfer_time(size, machine.disk.bandwidth);
    const Time slower = std::max(disk, transfer_time(size, machine.cpu.copy_bandwidth));
    const Time took = to_read(machine, size);
    EXPECT_GE(took, slower);
    EXPECT_LT(took, slower + Time::from_ps(slower.ps() / 50)) << copy; // the first window
  }
}

TEST(CachedFile, reads_each_page_once_whether_ahead_or_not) {
  for (const std::int64_t ahead : {0, 64, 128, 1024}) {
    Workbench bench(that_reads_by_pages(kib(ahead)), of_size(Bytes(5'000'001)));
    bench.run(reads(bench, bench.process));
    std::int64_t next = 0;
    const Trace trace = bench.rows();
    for (trace::SpanId row = 0; row < trace.size(); ++row) {
      if (trace[row].kind != Kind::dma_copy) continue;
      EXPECT_EQ(trace[row].range().offset.count(), next);
      next += trace[row].range().bytes.count();
    }
    EXPECT_EQ(next, 5'000'001) << ahead;
  }
}

TEST(CachedFile, two_clients_that_lack_the_same_pages_wait_for_one_request) {
  scenario::Machine machine = that_reads_by_pages(Bytes(0));
  machine.cpu.cores = 2;
  const scenario::Workload workload = of_size(kib(128), 2);
  Workbench bench(machine, workload);
  Process other(bench.recorder, bench.machine, workload, 1, nullptr);
  bench.engine.spawn(reads(bench, bench.process));
  bench.run(reads(bench, other));
  const Trace trace = bench.rows();
  std::vector<Span> waits, fetches;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    if (trace[row].kind == Kind::wait) waits.push_back(trace[row]);
    if (trace[row].kind == Kind::dma_copy) fetches.push_back(trace[row]);
  }
  EXPECT_EQ(fetches.size(), 1u);
  ASSERT_EQ(waits.size(), 2u);
  for (const Span& wait : waits) {
    EXPECT_EQ(trace.name(wait), "disk");
    EXPECT_EQ(wait.begin, Time());
    EXPECT_EQ(wait.end, ns(165'536));
  }
}

struct Kept {
  std::int64_t from_disk = 0, evicted = 0, most_held = 0;
};

Kept read_twice(Bytes capacity, Bytes size) {
  scenario::Machine machine = that_reads_by_pages(kib(128));
  machine.mechanism.cache_limit = true;
  machine.page_cache.capacity = capacity;
  Workbench bench(machine, of_size(size));
  bench.run(reads(bench, bench.process, 2));
  const Trace trace = bench.rows();
  Kept kept;
  std::int64_t held = 0;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    const std::int64_t bytes = trace[row].range().bytes.count();
    if (trace[row].kind == Kind::dma_copy) kept.from_disk += bytes, held += bytes;
    if (trace[row].kind == Kind::evict) kept.evicted += bytes, held -= bytes;
    kept.most_held = std::max(kept.most_held, held);
  }
  return kept;
}

TEST(CachedFile, a_cache_that_holds_the_file_has_it_the_second_time) {
  const Kept kept = read_twice(kib(1024), kib(1024));
  EXPECT_EQ(kept.from_disk, kib(1024).count());
  EXPECT_EQ(kept.evicted, 0);
}

TEST(CachedFile, one_that_is_a_little_smaller_has_none_of_it_as_the_oldest_goes_first) {
  const Kept kept = read_twice(kib(768), kib(1024));
  EXPECT_EQ(kept.from_disk, 2 * kib(1024).count());
  EXPECT_EQ(kept.evicted, 2 * kib(1024).count() - kib(768).count());
  EXPECT_EQ(kept.most_held, kib(768).count());
}

} // namespace
} // namespace copyscope::machine::test
