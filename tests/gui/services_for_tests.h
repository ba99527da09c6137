// Services for the tests: the real simulator, the scenarios that ship, and files that live in
// memory.
#pragma once

#include "assets/assets.h"
#include "gui/session/session.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "tests/figure/fake_measure.h"
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

/// Exports at once, when asked how far it is; files live in memory. The path "full/…" cannot be
/// written.
class TestExporter : public Exporter {
public:
  std::unique_ptr<ExportRun> start(ExportJob job) override {
    if (is_exhausted) throw std::runtime_error("no more threads");
    jobs.push_back(job);
    return std::make_unique<Run>(*this, std::move(job));
  }

  std::vector<ExportJob> jobs;              ///< all that were started
  std::map<std::string, std::string> files; ///< what was written
  std::optional<double> stands_at;          ///< files and texts go on no further
  bool draws_empty_sheets = false;          ///< in place of drawings
  bool is_exhausted = false;                ///< nothing can be started

private:
  class Run : public ExportRun {
  public:
    Run(TestExporter& owner, ExportJob job) : owner_(owner), job_(std::move(job)) {}

    std::optional<ExportOutcome> poll() override {
      ExportOutcome outcome;
      if (is_cancelled_) outcome.kind = ExportOutcome::Kind::cancelled;
      if (is_cancelled_) return outcome;
      if (owner_.stands_at && job_.aim != ExportJob::Aim::preview) return std::nullopt;
      if (job_.aim == ExportJob::Aim::preview && job_.format->preview)
        outcome.drawing = drawing();
      else
        write(outcome);
      return outcome;
    }
    double progress() const override { return owner_.stands_at.value_or(0); }
    void cancel() override { is_cancelled_ = true; }

  private:
    exports::Preview drawing() const {
      static const figure::FakeMeasure measure;
      exports::Preview drawing = job_.format->preview(job_.runs, job_.options, measure);
      if (owner_.draws_empty_sheets) drawing.picture = figure::Picture(measure);
      return drawing;
    }
    void write(ExportOutcome& outcome) const {
      job_.format->write(
          job_.runs, job_.options, [&](std::string_view piece) { outcome.text += piece; },
          [](double) {});
      outcome.bytes = static_cast<std::int64_t>(outcome.text.size());
      if (job_.aim == ExportJob::Aim::file) {
        outcome.path = job_.path;
        if (job_.path.starts_with("full/")) {
          outcome.kind = ExportOutcome::Kind::failed;
          outcome.reason = "no space left";
        } else {
          owner_.files[job_.path] = std::exchange(outcome.text, {});
        }
      } else if (outcome.text.size() > job_.most_bytes) {
        outcome.text.resize(job_.most_bytes);
        outcome.is_whole = false;
        if (job_.aim == ExportJob::Aim::text) outcome.kind = ExportOutcome::Kind::too_long;
      }
    }

    TestExporter& owner_;
    ExportJob job_;
    bool is_cancelled_ = false;
  };
};

inline std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> ids;
  for (std::string_view name : assets::names("scenarios/")) {
    name.remove_prefix(std::string_view("scenarios/").size());
    if (name.ends_with(".toml")) ids.emplace_back(name.substr(0, name.size() - 5));
  }
  return ids;
}

/// `files` and `exporter` outlive what they are handed to.
inline Services test_services(const TestFiles& files, Exporter* exporter = nullptr) {
  static simulate::Simulator simulator(methods::all_methods());
  Services services;
  services.simulator = &simulator;
  services.count = [](const scenario::Scenario& scenario, const scenario::Case& which) {
    const simulate::Outcome outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    return Counted{
        analysis::result_of(which, outcome.ledger, outcome.calls_by_name, outcome.duration),
        outcome.ledger, outcome.spans};
  };
  services.explain = [](std::string_view) { // as much of it as there ever is
    const std::vector<std::pair<std::string, std::string>> few{
        {"syscalls", "2n"}, {"copies.cpu", "2n"}, {"bytes_copied.cpu", "2S"}};
    return figure::MethodFacts{
        {{false, false, few},
         {true, false, {{"syscalls", "2n"}, {"copies.cpu", "n"}, {"bytes_copied.cpu", "S"}}},
         {false, true, {{"syscalls", "2n + 1"}, {"copies.cpu", "2n"}, {"bytes_copied.cpu", "2S"}}}},
        {"note.mode_switch_name", "note.zero_copy"}};
  };
  services.vocabulary = &test_vocabulary();
  services.presets = assets::preset_toml;
  services.find = [&files](const std::string& name) { return files.find(name); };
  services.shipped = shipped_scenarios();
  services.scatter_gather = "scatter-gather: on";
  services.exporter = exporter;
  return services;
}

inline Stamper test_stamper(const TestFiles& files) {
  return [&files](const std::string& name) { return files.stamp(name); };
}

inline void finish(Session& session) {
  while (session.work(20'000)) {
  }
}

} // namespace copyscope::gui
