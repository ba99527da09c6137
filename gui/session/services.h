// The services that the window is lent: the producers, which the window may not import, and
// what is known of this machine.
#pragma once

#include "export/data/format.h"
#include "figure/words/explanation.h"
#include "gui/session/folders.h"
#include "gui/session/opened_file.h"
#include "sim/analysis/report.h"
#include "sim/scenario/load.h"
#include "sim/trace/block_vector.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class CrossoverMeter; // crossover_service.h

/// How the scenario is run for real; words are those of the command line.
struct RealSettings {
  std::string file;           ///< path of the file to send; empty: the run makes one
  int rounds = 0;             ///< of each case; 0: as many as it takes
  std::string path = "auto";  ///< "auto", "sink", "veth", "loopback", "unix", or ADDRESS:PORT
  std::string drain = "copy"; ///< "copy", "trunc"

  friend bool operator==(const RealSettings&, const RealSettings&) = default;
};

/// A real run under way, in another process. Dropping it cancels it.
class RealRun {
public:
  virtual ~RealRun() = default;

  /// Never blocks. The report, with traces, once the run is over; the error of a run that was
  /// cancelled before any round had counted is "cancelled".
  virtual std::optional<analysis::Report> poll() = 0;
  virtual double progress() const = 0;     ///< 0 to 1
  virtual std::string current() const = 0; ///< what it is doing: "writing the file", a case's id
  virtual void cancel() = 0;               ///< poll() then reports soon
};

class RealRunner {
public:
  virtual ~RealRunner() = default;
  virtual std::unique_ptr<RealRun> start(const scenario::Scenario& scenario,
                                         const RealSettings& settings) = 0;
};

/// What is to be exported, and to what end.
struct ExportJob {
  enum class Aim : unsigned char {
    file,   ///< written to `path`, whole or not at all
    text,   ///< kept, as long as it does not exceed most_bytes
    preview ///< a drawing as it will be; else the text's beginning, of most_bytes
  };
  const exports::Format* format = nullptr;
  exports::Runs runs; ///< at least one
  exports::Options options;
  Aim aim = Aim::preview;
  std::string path;         ///< of the file
  bool may_replace = false; ///< what is there by that name; else it fails
  std::size_t most_bytes = 0;

  friend bool operator==(const ExportJob&, const ExportJob&) = default;
};

struct ExportOutcome {
  enum class Kind : unsigned char { done, too_long, cancelled, failed };
  Kind kind = Kind::done;
  std::string reason;                      ///< why it failed
  std::string path;                        ///< of the file as it is found from anywhere
  std::int64_t bytes = 0;                  ///< that were written
  std::string text;                        ///< what was kept
  bool is_whole = true;                    ///< the text is all that there is
  std::optional<exports::Preview> drawing; ///< of a preview
};

/// An export under way, beside the window. Dropping it stops it; of a file nothing is left then.
class ExportRun {
public:
  virtual ~ExportRun() = default;

  /// Never blocks. The outcome once it is over.
  virtual std::optional<ExportOutcome> poll() = 0;
  virtual double progress() const = 0; ///< 0 to 1
  virtual void cancel() = 0;           ///< poll() then reports soon
};

class Exporter {
public:
  virtual ~Exporter() = default;
  virtual std::unique_ptr<ExportRun> start(ExportJob job) = 0;
};

/// What a case comes to, counted without keeping its rows.
struct Counted {
  analysis::Result result;
  trace::Ledger ledger;  ///< in the end
  std::int64_t rows = 0; ///< that its trace would have
};

/// A file that is being read, beside the window. Dropping it stops it.
class Opening {
public:
  virtual ~Opening() = default;

  virtual bool is_over() const = 0;    ///< never blocks
  virtual OpenedFile take() = 0;       ///< once it is over. Throws what went wrong
  virtual double progress() const = 0; ///< 0 to 1
  /// The first rows of a long trace, once they are there and the rest is not; only once.
  virtual std::optional<OpenedFile> take_beginning() { return {}; }
};

class Opener {
public:
  virtual ~Opener() = default;
  /// A scenario or a saved trace by path or id.
  virtual std::unique_ptr<Opening> start(const std::string& name) = 0;
};

struct Services {
  trace::Producer* simulator = nullptr;
  RealRunner* real = nullptr;          ///< nullptr: this build cannot
  CrossoverMeter* crossover = nullptr; ///< nullptr: cannot be measured
  Exporter* exporter = nullptr;        ///< nullptr: nothing can be exported
  Opener* opener = nullptr;            ///< of large files; nullptr: they too are read at once
  trace::BlockMemory memory;           ///< for the rows of traces
  /// Counts a case, in milliseconds however long it is; empty: all are taken for short. Throws
  /// scenario::InputError.
  std::function<Counted(const scenario::Scenario&, const scenario::Case&)> count;
  /// What simulating a method finds of it, in milliseconds; empty: not known.
  std::function<figure::MethodFacts(std::string_view method)> explain;
  const scenario::Vocabulary* vocabulary = nullptr;
  scenario::PresetLoader presets;
  /// The text of a scenario by path or id. Throws a std::runtime_error that says what is wrong.
  std::function<ScenarioText(const std::string& name)> find;
  Folders folders;                  ///< what dialogs see of the disk
  std::vector<std::string> shipped; ///< ids, in the order of `list`
  /// The card's line of `ethtool -k` ("scatter-gather: on"), or why there is none.
  std::string scatter_gather;
};

} // namespace copyscope::gui
