// The steps of a run, told one by one: what happens, what the lesson says there, which line of the
// listing runs, and where the cursor rests. For what goes through a run step by step: storyboards,
// films, lessons.
//
//   const StepTeller teller(story, language, results);
//   for (std::int64_t i = 0; i <= teller.closing(); ++i) show(teller.tell(i));
#pragma once

#include "figure/story/story.h"
#include "figure/words/wording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

/// A step, or what is seen before the first (the opening) and after the last (the closing); or,
/// behind the closing, all cases side by side.
struct StepText {
  std::int64_t number = 0; ///< 0: the opening; steps() + 1: the closing; + 2: the comparison
  trace::SpanId row = trace::no_span; ///< no_span for opening and closing
  trace::Cursor rest;                 ///< where the stage shows what it has done
  std::string call;                   ///< "Call 1: read()"; empty outside calls
  std::string headline;               ///< in a few words: "CPU copy: page cache → user buffer"
  std::string sentence;               ///< "The CPU copies 64 KiB from …"
  std::vector<std::string> narration; ///< what the scenario's lesson says there, if anything
  std::string note;                   ///< what the books leave out, where it arises first
  std::vector<std::string> shows;     ///< what that names, to be marked (stage_marks.h)
  int line = 0;                       ///< of the method's listing, from 1; 0: none
};

/// The step that a moment of a lesson is told with, as StepTeller numbers them; nothing where the
/// moment does not happen.
std::optional<std::int64_t> step_of_moment(const trace::Trace& trace,
                                           const scenario::Moment& moment);

class StepTeller {
public:
  /// `results` are those of all cases that are known, for texts that name them. The story and its
  /// trace have to outlive the teller.
  StepTeller(const Story& story, Language language, const std::vector<analysis::Result>& results);

  const Story& story() const { return story_; }
  const trace::Trace& trace() const { return story_.trace(); }
  std::int64_t steps() const { return trace().steps(); }
  std::int64_t closing() const { return steps() + 1; }
  std::int64_t comparison() const { return steps() + 2; }
  /// Whether the lesson has a slide for it.
  bool has_comparison() const;

  /// 0 … comparison(). O(log n), whatever the trace's size.
  StepText tell(std::int64_t number) const;
  /// "Step 5 of 11", "Before the first step"; "Steps 81 – 120 of 900" where as many as `left_out`
  /// are, from that number on.
  std::string place(std::int64_t number, std::int64_t left_out = 0) const;

private:
  std::string opening() const; ///< what is said before the first step, and after the last
  std::string ending() const;
  struct Narration {
    std::int64_t step = 0;
    std::string text;
    std::vector<std::string> shows;
  };

  StepText tell_row(trace::SpanId row) const;

  const Story& story_;
  Language language_;
  const assets::Method* method_;
  std::vector<Narration> narrations_; // in the order of the file
};

/// The steps that something made step by step shows: those in a part of the run, and of many the
/// first and the last ones.
struct StepChoice {
  std::int64_t first = 1, last = 0;      ///< numbers, both included; first > last: none
  std::int64_t gap = 0;                  ///< the first that is left out; 0: none is
  std::int64_t gap_end = 0;              ///< the first that is shown again
  bool opening = false, closing = false; ///< whether the part begins, ends where the run does

  std::int64_t left_out() const { return gap_end - gap; }
  std::int64_t shown() const { return last - first + 1 - left_out(); }
  /// Whether a step is, or the opening (0) or the closing (`steps` + 1).
  bool shows(std::int64_t number, std::int64_t steps) const {
    if (number == 0) return opening;
    if (number > steps) return closing;
    return number >= first && number <= last && (gap == 0 || number < gap || number >= gap_end);
  }
};

/// `most` steps at the most, of which the last fifth are the last ones. Rows under way at `from`
/// are in the part.
StepChoice choose_steps(const trace::Trace& trace, Time from, Time to, std::int64_t most);

} // namespace copyscope::figure
