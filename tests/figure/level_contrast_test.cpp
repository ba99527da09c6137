// Where the kernel's level differs from the textbook's, the right sentence is found: each situation
// in a run in which it occurs, and at rows of its kind alone.
#include "figure/words/level_contrast.h"

#include "figure/words/wording.h"
#include "tests/figure/shipped.h"

#include <gmock/gmock.h>
#include <map>
#include <set>

namespace copyscope::figure {
namespace {

using trace::Kind;

struct Occurrence {
  std::string_view situation;
  std::set<Kind> at; ///< rows of these kinds alone
  std::string scenario, of_case;
  std::vector<std::string> settings; ///< "KEY=VALUE"
};

void PrintTo(const Occurrence& run, std::ostream* out) {
  *out << run.situation;
}

trace::Trace trace_of(const Occurrence& run, std::string_view level) {
  std::vector<std::string> settings = run.settings;
  settings.push_back("machine.fidelity=" + std::string(level));
  const scenario::Scenario scenario = program::load_scenario(run.scenario, settings);
  for (std::size_t i = 0; i < scenario.cases.size(); ++i)
    if (scenario.cases[i].id == run.of_case) return test::trace_of(scenario, i);
  throw std::logic_error("no such case");
}

std::map<std::string_view, std::vector<trace::SpanId>> found_in(const trace::Trace& trace) {
  std::map<std::string_view, std::vector<trace::SpanId>> found;
  for (trace::SpanId row = trace.next(0, trace::step_kinds); row != trace::no_span;
       row = trace.next(row + 1, trace::step_kinds))
    if (const std::string_view situation = situation_at(trace, row); !situation.empty())
      found[situation].push_back(row);
  return found;
}

const std::vector<Occurrence>& runs() {
  static const std::vector<Occurrence> all = {
      {"disk_wait",
       {Kind::context_switch, Kind::disk_access, Kind::dma_copy},
       "four-ways",
       "read-write",
       {}},
      {"read_ahead",
       {Kind::disk_access, Kind::dma_copy},
       "four-ways",
       "read-write",
       {"file_size=1 MiB", "chunk=16 KiB"}},
      {"page_fault", {Kind::page_fault}, "four-ways", "mmap-write", {}},
      {"queued", {Kind::mode_switch}, "four-ways", "read-write", {}},
      {"socket_full",
       {Kind::context_switch},
       "four-ways",
       "read-write",
       {"file_size=1 MiB", "chunk=256 KiB", "socket.send_buffer=64 KiB"}},
      {"cold_copy", {Kind::cpu_copy}, "four-ways", "read-write", {}},
      {"bus",
       {Kind::cpu_copy, Kind::dma_copy},
       "four-ways",
       "read-write",
       {"file_size=1 MiB", "memory.bandwidth=6 GB/s"}},
      {"fragments", {Kind::descriptor}, "four-ways", "sendfile-sg", {}},
      {"pipe_limit",
       {Kind::page_reference},
       "every-way",
       "splice",
       {"file_size=1 MiB", "chunk=256 KiB"}},
      {"eviction",
       {Kind::evict},
       "four-ways",
       "read-write",
       {"file_size=2 MiB", "page_cache.capacity=512 KiB"}},
      {"merged_completions",
       {Kind::completion},
       "every-way",
       "msg-zerocopy",
       {"file_size=1 MiB", "chunk=16 KiB", "workload.page_cache=warm"}},
      {"stolen_time",
       {Kind::interrupt, Kind::softirq},
       "four-ways",
       "read-write",
       {"file_size=1 MiB"}},
      {"preemption",
       {Kind::context_switch},
       "four-ways",
       "read-write",
       {"file_size=1 MiB", "workload.page_cache=warm", "clients=3", "cpu.quantum=20 us"}}};
  return all;
}

class LevelContrast : public testing::TestWithParam<Occurrence> {};

TEST_P(LevelContrast, is_told_where_it_occurs_and_at_rows_of_its_kind) {
  const trace::Trace trace = trace_of(GetParam(), "linux");
  const auto found = found_in(trace);
  const auto rows = found.find(GetParam().situation);
  ASSERT_NE(rows, found.end());
  for (const trace::SpanId row : rows->second)
    EXPECT_TRUE(GetParam().at.contains(trace[row].kind)) << name_of(trace[row].kind);
  for (const auto language : {assets::Language::en, assets::Language::zh}) {
    const auto told = level_contrast(trace, rows->second.front(), language);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->here, word("level." + std::string(GetParam().situation) + ".linux", language));
    EXPECT_NE(told->textbook, told->here);
  }
}

INSTANTIATE_TEST_SUITE_P(Situations, LevelContrast, testing::ValuesIn(runs()),
                         [](const auto& info) { return std::string(info.param.situation); });

TEST(LevelContrasts, each_situation_has_a_run_and_its_texts) {
  std::set<std::string_view> with_run;
  for (const Occurrence& run : runs())
    with_run.insert(run.situation);
  const std::vector<std::string_view> all = situations();
  EXPECT_EQ(with_run, std::set<std::string_view>(all.begin(), all.end()));
  for (const std::string_view key : all)
    for (const char* const level : {"textbook", "linux"})
      EXPECT_NE(assets::find_text("level." + std::string(key) + "." + level, assets::Language::zh),
                nullptr)
          << key;
}

TEST(LevelContrasts, the_textbook_has_none_and_the_kernel_without_mechanisms_few) {
  for (const char* const of_case : {"read-write", "mmap-write", "sendfile", "sendfile-sg"}) {
    const trace::Trace books = trace_of({"", {}, "four-ways", of_case, {}}, "textbook");
    EXPECT_TRUE(found_in(books).empty()) << of_case;
    EXPECT_FALSE(level_contrast(books, 0, assets::Language::en));
    std::vector<std::string> off;
    for (const scenario::Parameter& each : scenario::parameters())
      if (each.path.starts_with("mechanism."))
        off.push_back("machine." + std::string(each.path) + "=false");
    const trace::Trace plain = trace_of({"", {}, "four-ways", of_case, off}, "linux");
    for (const auto& [situation, rows] : found_in(plain))
      EXPECT_EQ(situation, "queued") << of_case;
  }
}

TEST(LevelContrasts, a_copy_that_is_hot_and_alone_is_as_in_the_books) {
  const trace::Trace trace = trace_of({"", {}, "four-ways", "read-write", {}}, "linux");
  const trace::SpanId first = trace.next(0, set_of(Kind::cpu_copy));
  const trace::SpanId second = trace.next(first + 1, set_of(Kind::cpu_copy));
  EXPECT_EQ(situation_at(trace, first), "cold_copy"); // from the page cache, where DMA has put it
  EXPECT_EQ(situation_at(trace, second), "");         // from the user buffer, just written
}

} // namespace
} // namespace copyscope::figure
