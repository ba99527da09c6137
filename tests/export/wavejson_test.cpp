// WaveJSON: a tick a step on every lane, and a datum for each box.
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::exports {
namespace {

using Json = nlohmann::json;

TEST(WaveJson, every_wave_is_as_long_as_the_run_has_steps) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    const Json json = Json::parse(exported(trace, "wavejson"));
    for (const Json& signal : json["signal"]) {
      const std::string wave = signal["wave"];
      EXPECT_EQ(static_cast<std::int64_t>(wave.size()), trace.steps()) << method;
      const auto boxes = std::ranges::count_if(wave, [](char c) { return c >= '2' && c <= '9'; });
      EXPECT_EQ(boxes, static_cast<std::int64_t>(signal["data"].size())) << method << wave;
    }
  }
}

TEST(WaveJson, its_copies_are_those_of_the_ledger) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    std::int64_t copies = 0;
    const Json json = Json::parse(exported(trace, "wavejson"));
    for (const Json& signal : json["signal"])
      for (const Json& datum : signal["data"])
        copies += datum.get<std::string>().starts_with("(") ? 1 : 0;
    const trace::Ledger::ByMover made = trace.final_ledger().copies;
    EXPECT_EQ(copies, made.cpu + made.dma + made.pio) << method;
  }
}

TEST(WaveJson, a_call_lasts_until_the_step_after_its_return) {
  const trace::Trace trace = run_of(scenario_of("read-write", 65536));
  const Json json = Json::parse(exported(trace, "wavejson"));
  EXPECT_EQ(json["signal"][1],
            (Json{{"name", "Calls"}, {"wave", "2.....2..0."}, {"data", {"read()", "write()"}}}));
}

TEST(WaveJson, any_title_is_valid_json_on_one_line) {
  const Json json = Json::parse(exported(run_of(hostile_scenario()), "wavejson"));
  const std::string title = json["head"]["text"];
  EXPECT_EQ(title.find_first_of("\n\r\x01"), std::string::npos);
  EXPECT_EQ(title.find("\xE2\x80\xAE"), std::string::npos); // turns the direction
}

} // namespace
} // namespace copyscope::exports
