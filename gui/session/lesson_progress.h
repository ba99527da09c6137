// How far a lesson has been given: the slide that one was on, and what was answered until then.
//
// What it names it names as the scenario's file does (which narration, the question's id), not by
// the number of the slide: that changes with what happens in the runs.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace copyscope::gui {

enum class SlideKind : unsigned char { narration, question, answer };

struct LessonProgress {
  /// Of a question, once there was an answer; hands that were counted are of their day only.
  struct Answered {
    bool closed = false, right = false;
    std::vector<std::size_t> wrong; ///< choices, from 1

    friend bool operator==(const Answered&, const Answered&) = default;
  };

  SlideKind kind = SlideKind::narration;
  std::size_t item = 0;                    ///< as Slide has it
  std::map<std::string, Answered> answers; ///< by the question's id

  /// On the first slide, nothing answered: there is nothing to remember.
  bool is_start = true;

  friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

nlohmann::ordered_json to_json(const LessonProgress& progress);
/// What does not fit is left out: anybody may have edited it.
LessonProgress lesson_progress_from(const nlohmann::ordered_json& json);

} // namespace copyscope::gui
