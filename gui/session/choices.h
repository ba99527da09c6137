// What a person has chosen about the window: looks, language, what is compared, recent files.
//
// Plain values. Those that outlast the program are kept in a small JSON file, whose path is handed
// in; a file that is missing, unreadable or broken means the defaults.
#pragma once

#include "figure/timeline/lane_groups.h"
#include "figure/words/wording.h"
#include "gui/player/zoom.h"
#include "gui/session/knob_groups.h"
#include "gui/session/lesson_progress.h"
#include "sim/analysis/crossover.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::gui {

enum class View : unsigned char { stage, compare, follow, whatif, lesson, real, rows, home };

std::string_view name_of(View view);           ///< as `--view` has it: "whatif"
const View* view_named(std::string_view name); ///< or nullptr

/// The parts of the view of real runs.
enum class RealPart : unsigned char { run, spans, counts, crossover };

std::string_view name_of(RealPart part);                ///< "run"
const RealPart* real_part_named(std::string_view name); ///< or nullptr

constexpr std::size_t most_compared = 4, least_compared = 2;

/// Where the window was, in screen coordinates; width 0: not known.
struct Geometry {
  int x = 0, y = 0, width = 0, height = 0;
  bool maximized = false;

  friend bool operator==(const Geometry&, const Geometry&) = default;
};

struct Choices {
  // Kept from one time to the next.
  figure::Language language = figure::Language::en;
  std::string theme = "dark"; ///< "dark", "light"
  int type_percent = 100;     ///< 70 to 200, beside the monitor's own factor
  int speed = 100;            ///< percent
  bool story_time = true;
  bool stop_after_each_step = true;
  RealPart real_part = RealPart::run;
  analysis::Over crossover_over = analysis::Over::chunk;
  Geometry window;
  std::vector<std::string> recent; ///< paths, the latest first; at most most_recent
  std::string exports;             ///< what the export dialog keeps, as JSON; nobody else reads it
  /// How far lessons have been given, by scenario (its id, or the whole path of its file), the
  /// latest first; at most most_lessons.
  std::vector<std::pair<std::string, LessonProgress>> lessons;

  // For this time only.
  View view = View::home;
  View view_before = View::stage; ///< where Esc leads back to
  bool presenting = false;
  bool blank = false;
  bool help = false, about = false;
  std::string menu;                  ///< the list that has dropped down; empty: none
  std::vector<std::size_t> compared; ///< indices of cases, rising
  std::optional<std::size_t> fifth;  ///< wants to take part; one of the others has to go
  std::size_t reference = 0;         ///< index of the case to compare with
  bool align_offsets = false;
  bool against_real = false, against_branch = false;
  bool branching = false;  ///< what is set is a branch's, not everything's
  KnobChoices knobs;       ///< how the values that can be changed are looked at
  std::string save_path;   ///< that the save dialog proposes
  std::int64_t follow = 0; ///< offset of the byte that is followed
  std::string part;        ///< of the stage, clicked last; empty: none
  // Of a run with several flows.
  std::uint32_t flow = 0;              ///< the one in front; the first where there are not so many
  bool race_flows = false;             ///< they race, and not the cases
  bool lanes_by_flow = false;          ///< in the timeline; else by part
  std::map<std::int64_t, bool> folded; ///< groups of lanes, by key, that were clicked

  std::string notice; ///< what is told until it has been read (window.notice.…); empty: nothing
  bool real_shown = false; ///< the stage plays the real run of the shown case, where there is one
  Zoom zoom;               ///< of the timeline
  std::map<std::string, std::int64_t> scrolled; ///< lists, in tenths of logical units

  std::size_t scrolled_at_case = 0; ///< the one that was shown when durations_list was scrolled

  static constexpr std::size_t most_recent = 12, most_lessons = 40;
  static constexpr int fastest_kept = 1000; ///< percent
  static constexpr int smallest_type = 70, largest_type = 200;

  static constexpr auto lanes_list = "lanes";         ///< among what scrolls
  static constexpr std::int64_t lane_pitch = 210;     ///< of it, in tenths
  static constexpr auto durations_list = "durations"; ///< of cases, as they were really measured
  static constexpr std::int64_t durations_pitch = 540;
  /// As the timeline takes them; `front` is the flow in front.
  figure::LaneArrangement lanes(trace::FlowId front) const;

  void remember(const std::string& path); ///< to the front of the recent files
  /// The same for a lesson; one at its start is forgotten.
  void remember(const std::string& scenario, LessonProgress progress);
  LessonProgress progress_of(const std::string& scenario) const;
  /// What another scenario with so many cases starts with: the first four compared, the first case
  /// the reference, the first byte followed.
  void for_scenario(std::size_t cases);
  /// In or out of the comparison, of which there are two to four, where there are as many: a fifth
  /// one waits until one has been dropped.
  void choose_case(std::size_t index, std::size_t cases);
  void drop_case(std::size_t index); ///< for the fifth
};

Choices load_choices(const std::string& path);
/// Throws a std::runtime_error that says why it could not.
void save_choices(const Choices& choices, const std::string& path);

/// No file is there, or one of ours: anything else is not to be written over.
bool may_save_choices(const std::string& path);

/// The same as text, for tests and for whoever keeps it elsewhere.
std::string to_json(const Choices& choices);
Choices choices_from_json(std::string_view text);

} // namespace copyscope::gui
