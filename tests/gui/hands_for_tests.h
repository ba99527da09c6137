// Hands for the tests: the real simulator, the scenarios that ship, and files that live in memory.
#pragma once

#include "assets/assets.h"
#include "gui/session/session.h"
#include "sim/simulate/simulation.h"
#include "tests/figure/shipped.h"

#include <fmt/format.h>
#include <map>
#include <stdexcept>
#include <string>

namespace copyscope::gui {

inline const scenario::Vocabulary& test_vocabulary() {
  static const scenario::Vocabulary all = test::vocabulary();
  return all;
}

/// Files by name, each with a stamp that goes up when it is written.
class TestFiles {
public:
  void write(const std::string& name, std::string text) {
    files_[name] = {std::move(text), ++clock_};
  }
  void remove(const std::string& name) { files_.erase(name); }

  ScenarioText find(const std::string& name) const {
    if (const auto file = files_.find(name); file != files_.end())
      return {name, file->second.text, false};
    const std::string shipped = fmt::format("scenarios/{}.toml", name);
    if (const auto text = assets::bytes(shipped)) return {shipped, std::string(*text), true};
    throw std::runtime_error(fmt::format("no scenario `{}`", name));
  }
  std::optional<FileStamp> stamp(const std::string& name) const {
    const auto file = files_.find(name);
    if (file == files_.end()) return std::nullopt;
    return FileStamp{file->second.stamp, static_cast<std::int64_t>(file->second.text.size())};
  }

private:
  struct File {
    std::string text;
    std::int64_t stamp = 0;
  };
  std::map<std::string, File> files_;
  std::int64_t clock_ = 0;
};

inline std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> ids;
  for (std::string_view name : assets::names("scenarios/")) {
    name.remove_prefix(std::string_view("scenarios/").size());
    if (name.ends_with(".toml")) ids.emplace_back(name.substr(0, name.size() - 5));
  }
  return ids;
}

/// `files` outlives what it is handed to.
inline Hands test_hands(const TestFiles& files) {
  static simulate::Simulator simulator(methods::all_methods());
  Hands hands;
  hands.simulator = &simulator;
  hands.vocabulary = &test_vocabulary();
  hands.presets = assets::preset_toml;
  hands.find = [&files](const std::string& name) { return files.find(name); };
  hands.shipped = shipped_scenarios();
  hands.scatter_gather = "scatter-gather: on";
  return hands;
}

inline Stamper test_stamper(const TestFiles& files) {
  return [&files](const std::string& name) { return files.stamp(name); };
}

inline void finish(Session& session) {
  while (session.work(20'000)) {
  }
}

} // namespace copyscope::gui
