// What the machine presets say of themselves: where each number is from, and that the numbers fit
// together. That they are complete is seen by the loader (preset_test.cpp).
#include "assets/assets.h"
#include "sim/scenario/load.h"
#include "tests/assets/typography.h"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <sstream>

namespace copyscope::assets {
namespace {

using scenario::Machine;

Machine machine_of(const Preset& preset) {
  return scenario::load_preset(*preset_toml(preset.id), preset.id + ".toml");
}

bool says_where_from(std::string comment) {
  std::ranges::transform(comment, comment.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return comment.find("assumed") != std::string::npos ||
         comment.find("source:") != std::string::npos;
}

/// The parameters for which neither their line nor the comment above their paragraph says it.
std::vector<std::string> without_origin(const std::string& toml) {
  std::istringstream lines(toml);
  std::vector<std::string> found;
  std::string paragraph; // the comment lines since the last empty line
  bool inside = false;   // past [machine]
  for (std::string line; std::getline(lines, line);) {
    if (line == "[machine]") inside = true;
    if (line.empty() || line.starts_with("# ----")) paragraph.clear();
    if (line.starts_with('#')) paragraph += line + "\n";
    const std::size_t equals = line.find(" = ");
    if (!inside || line.starts_with('#') || equals == std::string::npos) continue;
    const std::size_t comment = line.find('#');
    const std::string own = comment == std::string::npos ? "" : line.substr(comment);
    if (!says_where_from(own) && !says_where_from(paragraph)) found.push_back(line);
  }
  return found;
}

TEST(PresetFacts, every_parameter_has_a_source_or_is_said_to_be_assumed) {
  for (const Preset& preset : presets())
    EXPECT_THAT(without_origin(*preset_toml(preset.id)), testing::IsEmpty()) << preset.id;
}

TEST(PresetFacts, a_parameter_without_either_is_found) {
  EXPECT_THAT(without_origin("[machine]\n# assumed\na = 1\n\nb = 2 # fast\n# source: x\nc = 3\n"),
              testing::ElementsAre("b = 2 # fast"));
}

TEST(PresetFacts, are_all_named_after_their_files_and_listed_from_old_to_new) {
  std::vector<std::string> ids;
  for (const Preset& preset : presets())
    ids.push_back(preset.id);
  EXPECT_THAT(ids, testing::ElementsAre("textbook", "desktop-1999", "server-2008", "server-10g",
                                        "server-100g", "loopback", "sink"));
  for (const Preset& preset : presets())
    EXPECT_EQ(machine_of(preset).preset, preset.id);
}

TEST(PresetFacts, both_languages_are_spoken) {
  for (const Preset& preset : presets())
    for (const Text& text : {preset.title, preset.summary}) {
      EXPECT_EQ(test::chinese_characters(text.en), 0) << preset.id;
      EXPECT_GT(test::chinese_characters(text.zh), 0) << preset.id;
    }
}

/// One copy alone, which reads and writes, must not be slowed by the bus: its bandwidth would not
/// be what the preset says. Nor may the card fetch slower than it sends.
TEST(PresetFacts, what_carries_is_wide_enough_for_what_it_carries) {
  for (const Preset& preset : presets()) {
    const Machine machine = machine_of(preset);
    const auto bits = [](Bandwidth rate) {
      return static_cast<double>(rate.bits()) / static_cast<double>(rate.divisor());
    };
    EXPECT_GE(bits(machine.memory.bandwidth), 2 * bits(machine.cpu.copy_bandwidth)) << preset.id;
    EXPECT_GE(machine.cpu.copy_bandwidth, machine.cpu.cold_copy_bandwidth) << preset.id;
    EXPECT_GE(machine.dma.bandwidth, machine.nic.line_rate) << preset.id;
    EXPECT_GE(machine.receiver.rate, machine.nic.line_rate) << preset.id;
  }
}

/// CPU time of a chunk of that many pages, in microseconds, as the level `linux` charges it.
struct OnTheSink {
  Machine machine;
  double pages;

  static double us(Time time) { return static_cast<double>(time.ps()) / 1e6; }
  static double copy(Bandwidth rate) { // of a page
    return 4096 * 8e6 * static_cast<double>(rate.divisor()) / static_cast<double>(rate.bits());
  }
  double call() const { return 2 * us(machine.cpu.mode_switch) + us(machine.cpu.per_call); }
  double datagram() const { return us(machine.cpu.per_packet); }
  double page() const { return us(machine.cpu.per_page); }
  double looked_up() const { return us(machine.page_cache.lookup); }
  double cold() const { return copy(machine.cpu.cold_copy_bandwidth) + page(); }
  double hot() const { return copy(machine.cpu.copy_bandwidth) + page(); }
  double described() const { // up to 16 pages
    return us(machine.cpu.descriptor) + pages * page();
  }

  /// A copied datagram's memory: beyond two pages in one piece, beyond 32 KiB in a second fragment.
  double memory() const {
    return (pages >= 2 && pages < 4) || pages > 8 ? us(machine.socket.allocation) : 0;
  }

  double read_send() const {
    return 2 * call() + datagram() + memory() + pages * (looked_up() + cold() + hot());
  }
  double mmap_send() const {
    return call() + datagram() + memory() + pages * (copy(machine.mmap.copy_bandwidth) + page());
  }
  double sendfile() const { return call() + datagram() + described() + pages * looked_up(); }
  double zerocopy() const { // recvmsg reaps 16 sends
    return call() * 17 / 16 + us(machine.zerocopy.notification) + datagram() + described() +
           pages * us(machine.zerocopy.pin_page);
  }
};

TEST(PresetFacts, the_sink_costs_what_was_measured_on_it_within_5_percent) {
  const Machine sink = scenario::load_preset(*preset_toml("sink"), "sink.toml");
  ASSERT_GE(sink.page_cache.run_pages, 16);
  for (const double pages : {1.0, 4.0, 15.0}) {
    const OnTheSink cost{sink, pages};
    const auto near = [](double measured) { return testing::DoubleNear(measured, measured / 20); };
    EXPECT_THAT(cost.read_send(), near(2.46 + 0.56 * pages)) << pages;
    EXPECT_THAT(cost.mmap_send(), near(1.93 + 0.32 * pages)) << pages;
    EXPECT_THAT(cost.sendfile(), near(2.55 + 0.105 * pages)) << pages;
    EXPECT_THAT(cost.zerocopy(), near(2.40 + 0.050 * pages)) << pages;
  }
  // Between 8 and 16 KiB copying sends were measured 0.5 us above the line.
  for (const double pages : {2.0, 3.0}) {
    const OnTheSink cost{sink, pages};
    EXPECT_NEAR(cost.read_send(), 2.46 + 0.56 * pages + 0.5, 0.25) << pages;
    EXPECT_NEAR(cost.mmap_send(), 1.93 + 0.32 * pages + 0.5, 0.25) << pages;
  }
}

} // namespace
} // namespace copyscope::assets
