// The export dialog: what is chosen in it, where the file goes, and what has become of it. Plain
// state: no window, no clock, no thread. The keyboard goes through its controls as everywhere.
//
//   dialog.open();
//   dialog.take(subject);                         // with each change of what is shown
//   controller.perform(dialog.action_of("enter")); // keys that are no control's
//   dialog.poll();
#pragma once

#include "gui/exporting/export_choices.h"
#include "gui/exporting/export_work.h"
#include "gui/session/actions.h"
#include "gui/session/copied.h"
#include "gui/session/own_files.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::gui {

/// What could be exported now.
struct ExportSubject {
  struct Run {
    std::string id;                            ///< of the case
    scenario::Text title;                      ///< of the case
    std::shared_ptr<const trace::Trace> trace; ///< nullptr: it has not been run yet
  };
  std::string scenario;    ///< its id
  std::vector<Run> runs;   ///< by case
  std::size_t shown = 0;   ///< which of them
  bool is_real = false;    ///< what was measured
  bool is_working = false; ///< there are cases that will have been run soon
  std::string folder;      ///< the scenario's; empty: the one that the program was started in
  Time shown_from, shown_to = Time::max();          ///< of the timeline
  std::optional<std::pair<Time, Time>> marked;      ///< where there are two marks
  trace::Cursor moment;                             ///< that the stage shows
  trace::FlowId front = 0;                          ///< the flow in front there
  figure::Language language = figure::Language::en; ///< the window's
};

class ExportDialog {
public:
  /// `kept` is what kept() said in another session; empty: nothing yet. Files have to outlive it.
  ExportDialog(Exporter* exporter, std::string_view kept, OwnFiles& own_files);

  bool is_available() const { return work_.is_available(); }
  bool is_open() const { return is_open_; }
  void open();
  void close(); ///< ends what is under way
  void take(ExportSubject subject);
  bool poll();
  bool is_busy() const { return work_.is_running() || work_.is_previewing(); }

  /// What a key asks for that no control has taken; every key asks for something, if only for
  /// nothing at all.
  Action action_of(std::string_view key) const;

  // What is asked for. All of it is refused while an export is under way, but to cancel it.
  void choose(ExportControl control, std::int64_t index); ///< of a list: in or out
  void turn(ExportControl control, std::int64_t by);      ///< to the value before or after
  void toggle_list(ExportControl control); ///< of the path: the folders to choose from
  /// A text is typed: of the path, the width, the type, the dpi.
  void type(ExportControl control, const std::string& text);
  void write(bool may_replace);
  void copy();
  void cancel() { work_.cancel(); }
  /// Closes what lies on top of the dialog, or cancels. False: there was nothing; close() it.
  bool steps_back();

  // What is seen.
  const ExportSubject& subject() const { return subject_; }
  const ExportChoices& choices() const { return choices_; }
  std::string kept() const; ///< of the choices, what lasts from one time to the next; JSON
  const ExportWork& work() const { return work_; }
  const exports::Format& format() const { return choices_.chosen_format(); }
  std::vector<ExportControl> controls() const;                ///< that go with the format
  std::optional<ExportControl> list() const { return list_; } ///< that has dropped down
  bool is_browsing() const { return list_ == ExportControl::path; }
  bool can_choose(ExportControl control, std::size_t index) const;
  std::size_t chosen(ExportControl control) const; ///< as choices(), with what it falls back to
  const std::vector<std::string>& lanes() const { return lanes_; } ///< of what would be drawn
  bool has_lane(std::string_view name) const;
  bool has_case(std::string_view id) const;
  std::string path() const;
  /// There is a file of that path that the window has not made: it is asked about first.
  bool replaces() const { return replaces_; }
  bool asks_first();        ///< the same, looked at anew
  std::string file() const; ///< path(), as it is found
  /// Key of window.export.… that says why nothing can be written now; empty: it can.
  std::string_view problem() const;
  bool can_copy() const; ///< text and pictures go to the clipboard
  /// The file is written: nothing is left to do.
  bool is_done() const;
  /// What is for the clipboard, once.
  std::optional<Copied> take_copied() { return std::exchange(copied_, std::nullopt); }
  /// What would be exported; `problem()` has to be empty.
  exports::Options options() const;
  exports::Runs runs() const;

  static constexpr std::size_t most_copied = std::size_t{4} << 20U, most_seen = 4000;

private:
  const ExportSubject::Run* shown_run() const;
  ExportRange range() const;
  ExportJob job(ExportJob::Aim aim, std::size_t most_bytes) const;
  std::string* typed(ExportControl control);
  std::string suggested_stem() const;
  void changed();
  void read_lanes();
  void look_at_path();

  ExportChoices choices_;
  ExportWork work_;
  OwnFiles& own_files_;
  bool is_open_ = false;
  ExportSubject subject_;
  exports::Runs read_; ///< whose lanes these are
  std::vector<std::string> lanes_;
  std::optional<ExportControl> list_;
  std::optional<std::string> typed_; ///< path
  std::string typed_for_;            ///< the stem that was suggested then
  std::string looked_at_;            ///< the file of which replaces_ tells
  bool replaces_ = false;
  std::optional<Copied> copied_;
};

} // namespace copyscope::gui
