// The session: what is open. A scenario, the settings on top of it, and a slot for each case with
// its run under way or its finished trace.
//
//   Session session(services);
//   session.open("four-ways");
//   while (session.work(20'000)) {}      // the window: until its time for the frame is used up
//   session.slot(session.shown_case()).trace();
//
// Plain state: no clock, no thread, no window. Whatever goes wrong leaves what was open as it was
// and is told by complaints().
#pragma once

#include "gui/session/case_slot.h"
#include "gui/session/file_stamp.h"
#include "gui/session/own_files.h"
#include "gui/session/services.h"
#include "sim/analysis/restated.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::gui {

class Session {
public:
  explicit Session(Services services, Stamper stamp = stamp_of);

  /// A scenario or a saved trace, by path or id. False where it cannot be opened. A large file is
  /// read beside the window: then is_opening(), and what was open stays until the new one is there.
  bool open(const std::string& name);
  bool is_opening() const { return opening_ != nullptr; }
  const std::string& opening() const { return opening_name_; } ///< path, or empty
  double opening_progress() const { return opening_ ? opening_->progress() : 0; }
  /// What is open stays, be it the beginning of that file.
  void cancel_opening();
  /// Takes what has been read meanwhile, or says why it cannot be opened. True where either is so.
  bool poll_opening();
  /// A scenario or a saved trace by its text.
  bool open_text(const ScenarioText& text);
  /// Asks for the open file's stamp, about twice a second, and reads it again where it changed.
  /// True where anything has changed: the scenario, or what is wrong with it.
  bool check_file();
  /// The scenario as it is, settings and all; where there are any, with the expectations and
  /// questions that its runs speak for. Where all_current().
  analysis::Restated restated() const;
  /// Writes restated() and opens the file: `path` has an extension. False where it could not.
  bool save_as(const std::string& path);
  /// Where to save without replacing anything: beside the open file, "FOLDER/mine-changed.toml".
  std::string free_name() const;
  OwnFiles& own_files() { return own_files_; }
  const OwnFiles& own_files() const { return own_files_; }
  void stop_runs(); ///< those under way; the errors bar says so

  /// Loads the scenario again with these settings in place of the present ones. False, and nothing
  /// changed, where it refuses them.
  bool apply(std::vector<scenario::Setting> settings);
  const std::vector<scenario::Setting>& settings() const { return settings_; }
  /// The scenario with other settings, for trying out. Throws scenario::InputError.
  scenario::Scenario load_with(const std::vector<scenario::Setting>& settings) const;

  bool is_open() const { return !scenario_.cases.empty(); }
  const scenario::Scenario& scenario() const { return scenario_; } ///< no cases: nothing is open
  const scenario::Scenario& unchanged() const { return plain_; }   ///< without the settings
  const std::string& name() const { return text_.name; }           ///< id, or path of the file
  bool is_file() const { return is_open() && !text_.ships; }
  bool is_saved_trace() const { return saved_ != nullptr; }
  /// The open saved trace, or nullptr. A simulated one is its case's trace; beside a real one the
  /// case is simulated.
  const std::shared_ptr<const trace::Trace>& saved() const { return saved_; }
  /// Whether what is open is the run of a scenario. Of one that was observed or imported,
  /// scenario() is made up to show it by, and can be neither changed, run nor saved.
  bool has_scenario() const { return !saved_ || saved_->header().has_case(); }
  /// The errors bar says that there is none to change or to save.
  void complain_of_no_scenario();
  const FileNotes& notes() const { return notes_; } ///< of the open saved trace's file
  bool is_saved_real() const { return saved_ && saved_->header().source == trace::Source::real; }
  /// Goes up whenever scenario() becomes another one; opened() only where another one was opened.
  std::uint64_t revision() const { return revision_; }
  std::uint64_t opened() const { return opened_; }

  std::size_t case_count() const { return scenario_.cases.size(); }
  std::size_t shown_case() const { return shown_; } ///< 0 where nothing is open
  bool show_case(std::size_t index);                ///< false: there is none of that number
  const CaseSlot& slot(std::size_t index) const { return slots_.at(index); }
  const CaseSlot& shown_slot() const { return slots_.at(shown_); } ///< where is_open()
  const scenario::Case& which(std::size_t index) const { return scenario_.cases.at(index); }

  /// Rows that the cases that are not shown may have in all, 0.8 GB at first; those that do not fit
  /// wait until they are shown. With the shown case and the run under way, 2 GB in all.
  void set_most_rows_aside(std::int64_t rows) { most_rows_aside_ = rows; }

  /// Runs for about `budget` events, the shown case first; and tells of one long case a call, the
  /// shown one first, what it will come to (foretold.h). True while there is more to do.
  bool work(std::uint64_t budget);
  bool is_working() const { return next_to_work().has_value(); }
  /// The results that there are, in the order of the cases; those of an older state too.
  std::vector<analysis::Result> results() const;
  bool all_current() const; ///< whether every case is ready, has failed, or waits to be shown
  /// Of the scenario without settings, as far as they are known.
  const std::vector<analysis::Result>& unchanged_results() const { return unchanged_results_; }

  /// What is wrong, for the errors bar; the shown case's failure is among it.
  std::vector<Complaint> complaints() const;
  void complain(Complaint complaint) { complaints_ = {std::move(complaint)}; }
  void dismiss(); ///< what has been read need not be seen any more

  const Services& services() const { return services_; }

private:
  /// Bytes: smaller ones take a blink. A million rows that are much alike may need no more.
  static constexpr std::int64_t large_file = 64'000;

  struct Opened; ///< what is put in place at once, when all of it is known to be right

  Opened read(ScenarioText text) const;
  Opened made_of(OpenedFile file) const;
  void take(Opened opened);
  void put_scenario(scenario::Scenario scenario);
  void adopt_saved();
  template <class Action> bool attempt(Action action);
  std::optional<std::size_t> next_to_work() const;
  std::optional<std::size_t> next_to_foretell() const;
  void foretell_next();
  std::int64_t rows_aside() const;
  void make_room();
  void note_unchanged(std::size_t index);

  Services services_;
  Stamper stamp_;
  ScenarioText text_;
  OwnFiles own_files_{stamp_};
  std::optional<FileStamp> stamped_;
  bool poll_beginning();
  void take_rest(Opened opened);

  std::unique_ptr<Opening> opening_; ///< of a file that is to be opened
  std::string opening_name_;
  bool has_beginning_ = false; ///< of it, which is open meanwhile
  std::optional<FileStamp> opening_stamp_;
  int missing_ = 0; ///< times that the file was found gone, one after the other
  std::vector<scenario::Setting> settings_;
  scenario::Scenario scenario_, plain_;
  std::vector<analysis::Result> unchanged_results_; ///< of plain_
  std::shared_ptr<const trace::Trace> saved_;       ///< where a saved trace is open
  FileNotes notes_;
  std::vector<CaseSlot> slots_;
  std::size_t shown_ = 0;
  std::int64_t most_rows_aside_ = 16'000'000;
  std::uint64_t revision_ = 0, opened_ = 0;
  std::vector<Complaint> complaints_;
  std::pair<std::uint64_t, std::size_t> dismissed_; ///< revision and case whose failure was read
};

} // namespace copyscope::gui
