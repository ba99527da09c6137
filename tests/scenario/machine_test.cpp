// The machine's parameters and its presets, and the resident prefix.
#include "tests/scenario/support.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace copyscope::scenario {
namespace {

std::vector<Problem> preset_problems(const std::string& text) {
  try {
    load_preset(text, "p.toml");
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

TEST(Parameters, have_names_and_places_of_their_own) {
  std::set<std::string_view> paths;
  std::set<const void*> slots;
  Machine machine;
  for (const Parameter& parameter : parameters()) {
    EXPECT_TRUE(paths.insert(parameter.path).second) << parameter.path;
    const void* slot =
        std::visit([](auto* value) -> const void* { return value; }, parameter.slot(machine));
    EXPECT_TRUE(slots.insert(slot).second) << parameter.path;
    EXPECT_EQ(find_parameter(parameter.path), &parameter);
    EXPECT_EQ(std::count(parameter.path.begin(), parameter.path.end(), '.'), 1) << parameter.path;
  }
  EXPECT_EQ(find_parameter("cpu.mode"), nullptr);
}

TEST(Parameters, are_in_groups_that_stay_together) {
  std::set<std::string_view> groups;
  std::string_view last;
  for (const Parameter& parameter : parameters()) {
    const std::string_view group = parameter.path.substr(0, parameter.path.find('.'));
    EXPECT_TRUE(group == last || groups.insert(group).second) << group;
    last = group;
  }
}

TEST(Parameters, cover_every_member_of_the_machine) {
  // A member that is new makes its line here fail to compile: the table needs it too.
  const Machine m;
  [[maybe_unused]] const auto& [cpu1, cpu2, cpu3, cpu4, cpu5, cpu6, cpu7, cpu8, cpu9, cpu10, cpu11,
                                cpu12, cpu13, cpu14, cpu15, cpu16] = m.cpu;
  [[maybe_unused]] const auto& [disk1, disk2, disk3] = m.disk;
  [[maybe_unused]] const auto& [dma1] = m.dma;
  [[maybe_unused]] const auto& [nic1, nic2, nic3, nic4, nic5, nic6, nic7, nic8] = m.nic;
  [[maybe_unused]] const auto& [memory1] = m.memory;
  [[maybe_unused]] const auto& [cache1, cache2, cache3, cache4] = m.page_cache;
  [[maybe_unused]] const auto& [mmap1, mmap2, mmap3, mmap4, mmap5, mmap6] = m.mmap;
  [[maybe_unused]] const auto& [pipe1, pipe2] = m.pipe;
  [[maybe_unused]] const auto& [socket1, socket2, socket3, socket4] = m.socket;
  [[maybe_unused]] const auto& [wire1] = m.wire;
  [[maybe_unused]] const auto& [tcp1] = m.tcp;
  [[maybe_unused]] const auto& [receiver1, receiver2, receiver3] = m.receiver;
  [[maybe_unused]] const auto& [zerocopy1, zerocopy2] = m.zerocopy;
  [[maybe_unused]] const auto& [uring1, uring2, uring3] = m.uring;
  [[maybe_unused]] const auto& [mechanism1, mechanism2, mechanism3, mechanism4, mechanism5,
                                mechanism6, mechanism7, mechanism8, mechanism9, mechanism10,
                                mechanism11, mechanism12, mechanism13, mechanism14, mechanism15,
                                mechanism16, mechanism17, mechanism18] = m.mechanism;
  EXPECT_EQ(parameters().size(), 16U + 3 + 1 + 8 + 1 + 4 + 6 + 2 + 4 + 1 + 1 + 3 + 2 + 3 + 18);
}

TEST(Parameters, of_the_textbook_level_are_those_of_the_model) {
  std::set<std::string_view> paths;
  for (const Parameter& parameter : parameters())
    if (parameter.level == Fidelity::textbook) paths.insert(parameter.path);
  EXPECT_EQ(paths, (std::set<std::string_view>{
                       "cpu.mode_switch", "cpu.copy_bandwidth", "cpu.interrupt", "cpu.descriptor",
                       "cpu.map", "cpu.pio_word", "cpu.pio_time", "disk.access_time",
                       "disk.bandwidth", "dma.bandwidth", "nic.scatter_gather"}));
}

TEST(Parameters, are_printed_as_a_scenario_writes_them) {
  const Machine machine = load_preset(*preset_text("textbook"), "t");
  const auto value = [&](const char* path) { return value_of(machine, *find_parameter(path)); };
  EXPECT_EQ(value("cpu.mode_switch"), "100 ns");
  EXPECT_EQ(value("cpu.copy_bandwidth"), "10 GB/s");
  EXPECT_EQ(value("cpu.pio_word"), "4 B");
  EXPECT_EQ(value("cpu.cores"), "1");
  EXPECT_EQ(value("nic.scatter_gather"), "false");
}

TEST(Preset, textbook_is_the_machine_of_the_model) {
  const Machine machine = load_preset(*preset_text("textbook"), "textbook.toml");
  EXPECT_EQ(machine.preset, "textbook");
  EXPECT_EQ(machine.cpu.mode_switch, Time::from_ps(100'000));
  EXPECT_EQ(machine.cpu.copy_bandwidth, Bandwidth::from_bytes(10'000'000'000));
  EXPECT_EQ(machine.cpu.interrupt, Time());
  EXPECT_EQ(machine.cpu.descriptor, Time::from_ps(20'000));
  EXPECT_EQ(machine.cpu.map, Time());
  EXPECT_EQ(machine.cpu.pio_word, Bytes(4));
  EXPECT_EQ(machine.cpu.pio_time, Time::from_ps(100'000));
  EXPECT_EQ(machine.disk.access_time, Time::from_ps(100'000'000));
  EXPECT_EQ(machine.disk.bandwidth, Bandwidth::from_bytes(2'000'000'000));
  EXPECT_EQ(machine.dma.bandwidth, Bandwidth::from_bytes(8'000'000'000));
  EXPECT_FALSE(machine.nic.scatter_gather);
}

TEST(Preset, must_give_every_parameter) {
  const std::string whole = *preset_text("textbook");
  const std::vector<Problem> problems =
      preset_problems(with(whole, "cpu.map            = \"0 ns\"", ""));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].found, "no `cpu.map`");
  EXPECT_EQ(problems[0].source_line, "[machine]");
}

TEST(Preset, of_this_machine_that_lacks_one_is_written_anew) {
  const std::string mine =
      with(*preset_text("textbook"), "id      = \"textbook\"", "id      = \"this-machine\"");
  const std::vector<Problem> problems =
      preset_problems(with(mine, "cpu.map            = \"0 ns\"", ""));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].hint,
            "another version of the program wrote it: `copyscope calibrate` writes it anew");
}

TEST(Preset, has_no_keys_beside) {
  const std::string whole = *preset_text("textbook");
  EXPECT_EQ(preset_problems(whole + "cpu.speed = 5\n").front().found, "the unknown key `speed`");
  EXPECT_EQ(preset_problems(whole + "fidelity = \"textbook\"\n").front().found,
            "the unknown key `fidelity`");
  EXPECT_EQ(preset_problems(with(whole, "schema  = 1", "schema = 1\nlevel = 2")).front().found,
            "the unknown key `level`");
  EXPECT_EQ(preset_problems(with(whole, "schema  = 1", "schema = 2")).front().found, "`2`");
  EXPECT_EQ(preset_problems("").size(), 3U);
}

TEST(Preset, with_mistakes_is_told_by_its_own_places) {
  const std::vector<Problem> problems = problems_of(small("machine.preset = \"half\""));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].file, "half.toml");
  EXPECT_EQ(problems[0].found, "no `cpu.map`");
  EXPECT_EQ(problems[1].found, "`2 GB`, a number of bytes");
}

TEST(Preset, that_is_not_there_is_told_where_it_is_named_or_for_the_file) {
  const auto none = [](std::string_view) { return std::optional<std::string>(); };
  try {
    load(small(), "small.toml", vocabulary(), none);
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems().front().line, 1);
    EXPECT_EQ(error.problems().front().found, "the unknown preset `textbook`");
  }
}

TEST(Preset, is_told_once_for_all_cases) {
  const std::string two = small("[[case]]\nid = \"two\"\nmethod = \"splice\"\n");
  EXPECT_EQ(problems_of(with(two, "[[case]]", "[machine]\npreset = \"x\"\n[[case]]")).size(), 1U);
}

Bytes resident(std::int64_t file_size, const char* fraction) {
  Workload workload;
  workload.file_size = Bytes(file_size);
  workload.page_cache.fraction = parse_decimal(fraction);
  return resident_prefix(workload);
}

TEST(ResidentPrefix, is_whole_pages_rounded_half_up) {
  EXPECT_EQ(resident(65'536, "0"), Bytes(0));
  EXPECT_EQ(resident(65'536, "1"), Bytes(65'536));
  EXPECT_EQ(resident(65'536, "0.5"), Bytes(32'768));
  EXPECT_EQ(resident(65'536, "0.03125"), Bytes(4'096)); // half a page of sixteen
  EXPECT_EQ(resident(65'536, "0.031249999999999999999999999"), Bytes(0));
  EXPECT_EQ(resident(5'000, "1"), Bytes(5'000));
  EXPECT_EQ(resident(5'000, "0.75"), Bytes(5'000));
  EXPECT_EQ(resident(5'000, "0.5"), Bytes(4'096));
  EXPECT_EQ(resident(0, "1"), Bytes(0));
}

TEST(ResidentPrefix, holds_at_the_borders) {
  constexpr std::int64_t largest = std::int64_t{1} << 48;
  EXPECT_EQ(resident(largest, "1"), Bytes(largest));
  EXPECT_EQ(resident(largest, "0.999999999999999999999999999"), Bytes(largest));
  EXPECT_EQ(resident(largest - 1, "1"), Bytes(largest - 1));
}

RC_GTEST_PROP(ResidentPrefixProperty, is_the_formula_of_the_model, ()) {
  const auto size = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 48);
  const auto digits = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  Workload workload;
  workload.file_size = Bytes(size);
  workload.page_cache.fraction = parse_decimal(std::to_string(digits) + "e-6");
  const std::int64_t pages = (size + 4'095) / 4'096;
  // floor(f × pages + 1/2) with f = digits / 10^6, in integers.
  const Int128 rounded = (2 * Int128{digits} * pages + 1'000'000) / 2'000'000;
  const Int128 bytes = 4'096 * rounded;
  RC_ASSERT(resident_prefix(workload).count() ==
            static_cast<std::int64_t>(bytes < size ? bytes : size));
}

} // namespace
} // namespace copyscope::scenario
