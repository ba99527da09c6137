// What the kernel that runs here reads ahead and maps, beside what the classes say: by mincore()
// and getrusage(), which need no privileges.
//
// The classes follow Linux 6.1. Kernels with large folios (ext4 since 6.16) differ from it in
// places, which are left out here: the end of a window that a marker asked for is cut down to a
// multiple of its folios, four times as many pages with each window in a row; a fault at a marker
// counts as minor (since 6.4, where the lock of the mapping alone is tried first); a marker in a
// window that the end of the file cuts keeps its place.
#if defined(__linux__)

#include "tests/machine/kernel_file.h"
#include "tests/machine/toucher.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace copyscope::machine::test {
namespace {

constexpr std::int64_t file_pages = 8192; // 32 MiB

std::string instead_of(const KernelFile& file, const std::vector<PageRun>& runs) {
  return testing::PrintToString(file.resident()) + " instead of " + testing::PrintToString(runs);
}

class RunningKernel : public testing::Test {
protected:
  static void SetUpTestSuite() { file = std::make_unique<KernelFile>(file_pages); }
  static void TearDownTestSuite() { file.reset(); }
  void SetUp() override {
    if (!file->obstacle().empty()) GTEST_SKIP() << file->obstacle();
    ASSERT_TRUE(file->drop());
  }

  static Reader reader(std::int64_t there = 0) {
    return Reader(file->max_pages(), file_pages, there, file->device_pages());
  }

  static void read(const Descriptor& open, PageRun run) {
    std::vector<char> bytes(static_cast<std::size_t>(page_bytes * run.count()));
    const ssize_t got = ::pread(open.number(), bytes.data(), bytes.size(), page_bytes * run.begin);
    ASSERT_EQ(got, page_bytes * (std::min(run.end, file_pages) - run.begin));
  }

  /// In pieces that are read as they are, so that no marker and no large folio comes of it.
  static void warm(PageRun run) {
    const Descriptor open = file->open(POSIX_FADV_RANDOM);
    for (; !run.empty(); run.begin += 16)
      read(open, overlap(run, {run.begin, run.begin + 16}));
  }

  static void expect_resident(const FilePages& pages) {
    const std::vector<PageRun> runs = resident_runs(pages);
    EXPECT_TRUE(file->becomes_resident(runs)) << instead_of(*file, runs);
  }

  static std::unique_ptr<KernelFile> file;
};

std::unique_ptr<KernelFile> RunningKernel::file;

struct Reads {
  const char* name;
  std::vector<PageRun> calls;
};

std::vector<PageRun> in_turn(std::int64_t begin, std::int64_t pages, std::int64_t calls) {
  std::vector<PageRun> all;
  for (std::int64_t i = 0; i < calls; ++i)
    all.push_back({begin + i * pages, begin + (i + 1) * pages});
  return all;
}

const std::vector<Reads>& patterns() {
  static const std::vector<Reads> all = {
      {"one page", {{0, 1}}},
      {"two pages", {{0, 2}}},
      {"three pages", {{0, 3}}},
      {"four pages", {{0, 4}}},
      {"16 pages", {{0, 16}}},
      {"32 pages", {{0, 32}}},
      {"33 pages", {{0, 33}}},
      {"100 pages", {{0, 100}}},
      {"300 pages", {{0, 300}}},
      {"3000 pages, larger than any window", {{0, 3000}}},
      {"1000 pages amid the file", {{4000, 5000}}},
      {"one page twice", in_turn(0, 1, 2)},
      {"two pages twice", in_turn(0, 2, 2)},
      {"four pages twice", in_turn(0, 4, 2)},
      {"16 pages twice, as sendfile asks", in_turn(0, 16, 2)},
      {"16 pages 20 times", in_turn(0, 16, 20)},
      {"16 pages 60 times", in_turn(0, 16, 60)},
      {"64 pages 30 times", in_turn(0, 64, 30)},
      {"single pages here and there", {{1000, 1001}, {500, 501}, {8000, 8001}, {20, 21}}},
      {"four pages here and there", {{1000, 1004}, {500, 504}, {7000, 7004}, {21, 25}}},
      {"backwards", {{1005, 1006}, {1004, 1005}, {1003, 1004}, {1002, 1003}, {1001, 1002}}},
      {"after a seek, once", {{1000, 1001}, {1001, 1002}}},
      {"after a seek, by four", {{1000, 1004}, {1004, 1008}}},
      {"a page left out", {{1000, 1001}, {1002, 1003}}},
      {"two pages left out", {{1000, 1001}, {1003, 1004}}},
      {"two streams, before they are seen", {{2000, 2001}, {4000, 4001}, {2001, 2002}}},
      {"two streams, seen by their traces",
       {{2000, 2001}, {4000, 4001}, {2001, 2002}, {4001, 4002}, {2002, 2003}, {4002, 4003}}},
      {"the last pages", {{8188, 8192}}},
      {"past the end", {{8100, 8101}, {8101, 8300}}},
  };
  return all;
}

/// Whether kernels with large folios read the same: see above.
bool is_the_same_with_large_folios(const Reader& reader) {
  int order = 0;
  for (std::size_t i = 0; i < reader.windows.size(); ++i) {
    const bool by_marker = reader.windows[i].pages.begin > reader.asked_at[i];
    order = by_marker ? order + 2 : 0;
    if (reader.windows[i].pages.end % (std::int64_t{1} << order) != 0) return false;
  }
  return true;
}

TEST_F(RunningKernel, reads_the_windows_that_the_simulator_says) {
  std::size_t compared = 0;
  for (const Reads& pattern : patterns()) {
    SCOPED_TRACE(pattern.name);
    Reader expected = reader();
    for (const PageRun& call : pattern.calls)
      expected.read(call.begin, call.end);
    if (!is_the_same_with_large_folios(expected)) continue;
    ++compared;
    ASSERT_TRUE(file->drop());
    const Descriptor open = file->open();
    for (const PageRun& call : pattern.calls)
      read(open, call);
    expect_resident(expected.file);
  }
  EXPECT_GE(2 * compared, patterns().size());
  RecordProperty("compared", static_cast<int>(compared));
}

TEST_F(RunningKernel, follows_the_trace_of_another_reader) {
  for (const std::int64_t there : {1, 5, 20}) {
    SCOPED_TRACE(there);
    ASSERT_TRUE(file->drop());
    warm({0, there});
    read(file->open(), {there, there + 1});
    Reader expected = reader(there);
    expected.read(there, there + 1);
    expect_resident(expected.file);
  }
}

TEST_F(RunningKernel, begins_small_where_what_was_read_has_left_the_cache) {
  const Descriptor open = file->open();
  Reader expected = reader();
  const auto both = [&](PageRun run) {
    read(open, run);
    expected.read(run.begin, run.end);
  };
  both({0, 4});
  both({4, 5});
  expect_resident(expected.file);
  ASSERT_TRUE(file->drop());
  expected.evict_all();
  both({5, 9});
  expect_resident(expected.file);
}

TEST_F(RunningKernel, reads_for_whom_reads_at_random_what_is_asked_for) {
  const Descriptor open = file->open(POSIX_FADV_RANDOM);
  Reader expected = reader();
  expected.ahead.advise(ReadAdvice::random);
  for (const PageRun run : {PageRun{0, 4}, PageRun{4, 44}, PageRun{1000, 1001}}) {
    read(open, run);
    expected.read(run.begin, run.end);
  }
  expect_resident(expected.file);
}

struct Touches {
  const char* name;
  std::vector<std::int64_t> pages;
};

std::vector<std::int64_t> every(std::int64_t from, std::int64_t step, int times) {
  std::vector<std::int64_t> pages;
  for (int i = 0; i < times; ++i)
    pages.push_back(from + i * step);
  return pages;
}

// As far as folios do not get larger than what is mapped around a page: two markers.
std::vector<Touches> touches(std::int64_t max_pages) {
  std::vector<Touches> all = {
      {"the first page", {0}},
      {"a page amid the file", {4096}},
      {"its neighbours, too", {4096, 4097, 4095, 4096 + 17, 4096 - 16}},
      {"in turn", every(0, 1, 40)},
      {"in turn, a window each, past a marker", every(0, 16, static_cast<int>(max_pages / 8))},
      {"backwards", every(4101, -1, 40)},
      {"here and there", {5000, 100, 7000, 3000, 200}},
  };
  // The marker is not among what is mapped around: see above.
  if (max_pages > 64) all.push_back({"near the end", {8191, 8150}});
  return all;
}

struct Counted {
  long minor = 0, major = 0;
};

Counted counted() {
  struct rusage usage {};
  ::getrusage(RUSAGE_THREAD, &usage);
  return {usage.ru_minflt, usage.ru_majflt};
}

/// Whether each run lies in one of the others.
bool all_in(const std::vector<PageRun>& runs, const std::vector<PageRun>& others) {
  return std::all_of(runs.begin(), runs.end(), [&](PageRun run) {
    return std::any_of(others.begin(), others.end(),
                       [&](PageRun other) { return overlap(run, other) == run; });
  });
}

std::vector<PageRun> mapped_runs(const FileMapping& mapping) {
  return runs_where(file_pages, [&](std::size_t page) {
    return mapping.mapped(static_cast<std::int64_t>(page));
  });
}

/// Touches them, and waits each time until the disk has read what is expected. Faults that are
/// counted may be of something else too, so they are no fewer than expected. What is mapped is the
/// same where all was there before; else it is not more, as a fault that has waited goes on when
/// its own page is there, and the others of its window may come a moment later.
void compare_faults(const KernelFile& file, Toucher& expected, RealMapping& real,
                    const std::vector<std::int64_t>& pages) {
  for (const std::int64_t page : pages) {
    SCOPED_TRACE(page);
    const bool was_there = expected.file.state(page) == PageState::resident;
    const Fault fault = expected.touch(page);
    const Counted begin = counted();
    real.touch(page);
    const Counted end = counted();
    EXPECT_GE(end.major - begin.major, was_there ? 0 : 1);
    EXPECT_GE(end.minor + end.major - begin.minor - begin.major,
              fault.kind == Fault::Kind::none ? 0 : 1);
    const std::vector<PageRun> mapped = real.mapped();
    EXPECT_TRUE(all_in({{page, page + 1}}, mapped));
    EXPECT_TRUE(all_in(mapped, mapped_runs(expected.mapping)));
    if (expected.windows.empty()) {
      EXPECT_EQ(mapped, mapped_runs(expected.mapping));
    }
    const std::vector<PageRun> runs = resident_runs(expected.file);
    ASSERT_TRUE(file.becomes_resident(runs)) << instead_of(file, runs);
  }
}

TEST_F(RunningKernel, takes_the_faults_of_a_cold_file_that_the_simulator_says) {
  for (const Touches& pattern : touches(file->max_pages())) {
    SCOPED_TRACE(pattern.name);
    ASSERT_TRUE(file->drop());
    Toucher expected(file_pages, 0, around_16, file->max_pages());
    RealMapping real(file->open(), file_pages);
    ASSERT_TRUE(real.works());
    compare_faults(*file, expected, real, pattern.pages);
  }
}

TEST_F(RunningKernel, takes_the_faults_of_a_warm_file_that_the_simulator_says) {
  warm({0, 1000});
  Toucher expected(file_pages, 1000, around_16, file->max_pages());
  RealMapping real(file->open(), file_pages);
  ASSERT_TRUE(real.works());
  compare_faults(*file, expected, real, every(0, 1, 100));
  compare_faults(*file, expected, real, every(900, -7, 30));
}

TEST_F(RunningKernel, reads_single_pages_of_a_mapping_that_is_touched_at_random) {
  Toucher expected(file_pages, 0, around_16, file->max_pages(), ReadAdvice::random);
  RealMapping real(file->open(), file_pages);
  ASSERT_TRUE(real.works());
  real.advise(MADV_RANDOM);
  compare_faults(*file, expected, real, {100, 101, 5000, 100, 99});
}

} // namespace
} // namespace copyscope::machine::test

#endif
