// The machine presets: complete, and readable by the scenario's loader.
#include "assets/assets.h"
#include "sim/scenario/load.h"
#include "tests/assets/typography.h"

#include <gmock/gmock.h>

namespace copyscope::assets {
namespace {

TEST(Presets, are_all_read_by_the_loader) {
  ASSERT_FALSE(presets().empty());
  for (const Preset& preset : presets()) {
    const auto toml = preset_toml(preset.id);
    ASSERT_TRUE(toml) << preset.id;
    EXPECT_NO_THROW(scenario::load_preset(*toml, preset.id)) << preset.id;
  }
  EXPECT_FALSE(preset_toml("no-such-machine"));
}

TEST(Presets, the_textbook_has_the_numbers_of_the_model) {
  const scenario::Machine machine =
      scenario::load_preset(*preset_toml("textbook"), "textbook.toml");
  const auto value = [&](std::string_view path) {
    return scenario::value_of(machine, *scenario::find_parameter(path));
  };
  EXPECT_EQ(value("cpu.mode_switch"), "100 ns");
  EXPECT_EQ(value("cpu.copy_bandwidth"), "10 GB/s");
  EXPECT_EQ(machine.cpu.interrupt, Time());
  EXPECT_EQ(value("cpu.descriptor"), "20 ns");
  EXPECT_EQ(machine.cpu.map, Time());
  EXPECT_EQ(machine.cpu.pio_word, Bytes(4));
  EXPECT_EQ(value("cpu.pio_time"), "100 ns");
  EXPECT_EQ(value("disk.access_time"), "100 us");
  EXPECT_EQ(value("disk.bandwidth"), "2 GB/s");
  EXPECT_EQ(value("dma.bandwidth"), "8 GB/s");
  EXPECT_FALSE(machine.nic.scatter_gather);
}

TEST(Presets, every_parameter_has_a_name_in_words) {
  for (const scenario::Parameter& parameter : scenario::parameters())
    EXPECT_TRUE(texts().contains("parameter." + std::string(parameter.path))) << parameter.path;
}

TEST(Presets, texts_are_well_set_in_both_languages) {
  for (const Preset& preset : presets())
    for (const Text& text : {preset.title, preset.summary}) {
      EXPECT_EQ(test::fault(text.en), "") << preset.id;
      EXPECT_EQ(test::chinese_fault(text.zh), "") << preset.id;
    }
}

} // namespace
} // namespace copyscope::assets
