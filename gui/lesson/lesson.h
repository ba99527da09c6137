// The lesson: what the scenario says and asks, as slides in the order in which they are given.
//
// Slides go by case, then by moment; at the same moment first the narration, then the question, and
// right behind a question its answer. One slide on is all that it takes to give the whole lesson: a
// question that is still open is then answered by its answer slide.
//
// Plain state. It plays nothing: the Controller takes the player to where the current slide is.
#pragma once

#include "gui/lesson/vote.h"
#include "gui/session/lesson_progress.h"
#include "sim/analysis/result.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

struct Slide {
  SlideKind kind = SlideKind::narration;
  std::size_t case_index = 0;
  std::size_t item = 0; ///< index into the scenario's lessons, or its questions
  scenario::Moment::When when = scenario::Moment::When::start;
  trace::SpanId row = trace::no_span; ///< of an event; no_span while its case has no trace

  bool same_as(const Slide& other) const { return kind == other.kind && item == other.item; }
};

/// The part of the stage that acts in a row: "cpu", "disk_dma", "nic_dma", "disk", "nic",
/// "receiver".
std::string part_that_acts(const trace::Trace& trace, const trace::Span& row);

class Lesson {
public:
  /// What has been answered to a question so far.
  struct Answers {
    bool closed = false;            ///< answered right, or its answer was shown
    bool right = false;             ///< the class found it
    std::vector<std::size_t> wrong; ///< choices that were tried, from 1, in that order
    Vote vote;                      ///< of the class

    bool given() const { return closed || !wrong.empty(); }
  };

  /// Another scenario: all answers are forgotten, and one is not in the lesson.
  void open(const scenario::Scenario& scenario);
  /// The same one, changed: questions that stayed as they were keep their answers. `settings`: it
  /// runs otherwise than its file has it.
  void reload(const scenario::Scenario& scenario, bool settings = false);
  /// How far it has been given, and that again after open(): one is on the slide that one was on
  /// as soon as one enters. What is no longer there is left out.
  LessonProgress progress() const;
  void resume(const LessonProgress& progress);
  /// The trace of a case is there: its moments become rows. Those that do not happen have no slide.
  void resolve(std::size_t case_index, const trace::Trace& trace);
  /// The results are there of the scenario as its file has it: what is right in it is remembered.
  void note_results(const std::vector<analysis::Result>& results);

  const std::vector<Slide>& slides() const { return slides_; }
  std::size_t of() const { return slides_.size(); }
  std::size_t index() const { return inside_ ? index_ : 0; } ///< from 1; 0: not in the lesson
  const Slide* current() const;                              ///< or nullptr
  const scenario::Narration& narration(const Slide& slide) const { return lessons_.at(slide.item); }
  const scenario::Question& question(const Slide& slide) const { return questions_.at(slide.item); }
  const scenario::Question& question(std::size_t index) const { return questions_.at(index); }

  bool enter(); ///< where one left it, else at the first slide; false where there is none
  void leave() { inside_ = false; }
  void restart();                ///< at the first slide, all answers forgotten
  bool go_to(std::size_t index); ///< from 1; false where there is none
  bool next();                   ///< false at the last slide
  bool previous();               ///< false at the first

  /// The question that is asked on the current slide and not closed.
  bool is_asking() const;
  /// The number, from 1, of the question that is open or just answered; 0: none.
  std::size_t question_number() const;
  std::size_t questions() const { return questions_.size(); }
  const Answers& answers(std::size_t question) const { return answers_.at(question); } ///< from 0
  bool answered() const; ///< whether the current question got an answer, or was shown it

  /// The parts of the stage that may be pointed at, in the order of the number keys: the three that
  /// move bytes, and who else acts.
  std::vector<std::string> candidates(std::size_t question) const;
  /// How many choices a question has, or candidates.
  std::size_t choices(std::size_t question) const;
  /// Whether the run has been changed, and a question is still about the scenario as its file has
  /// it: what is right of the changed run is not among the choices, or not known from a run.
  bool is_about_file(std::size_t question, const std::vector<analysis::Result>& results) const;
  bool is_changed() const { return changed_; }
  /// The right choice, from 1; nothing while the results or the trace that tell are not there.
  std::optional<std::size_t> right_choice(std::size_t question,
                                          const std::vector<analysis::Result>& results) const;
  /// Answers the question that is asked: `choice` from 1. A right one closes it and goes on to the
  /// answer; a wrong one is marked. False where nothing is asked, there is no such choice, or what
  /// is right is not known yet.
  bool answer(std::size_t choice, const std::vector<analysis::Result>& results);
  /// The same by pointing at a part of the stage. False too for a part that is no candidate.
  bool point(std::string_view part, const std::vector<analysis::Result>& results);
  bool skip(); ///< closes it without a point, and goes on to the answer
  /// Opens the count of hands for the question that is asked, or closes it. False where none is.
  bool toggle_vote();
  const Vote* open_vote() const; ///< of the current slide, or nullptr
  Vote* open_vote();

  /// What the picture of a slide marks: what its narration or explanation names, and who acted
  /// where that was asked. Nothing for a question.
  std::vector<std::string> shows(const Slide& slide) const;
  /// Whether all cases are seen side by side in place of the stage.
  bool compares() const;

  int score() const;       ///< questions answered right
  int first_tries() const; ///< of them, those without a wrong choice before

  /// Counts and routes of the current moment would give away what is being asked now, or will be
  /// asked before it goes on.
  bool hides_counters() const;
  /// Who acts at the current moment is being asked, or will be before it goes on.
  bool hides_actor() const;
  /// The final figures of the slide's case would give away what is still to be asked of it.
  bool hides_results() const;
  /// The figures of other cases would.
  bool hides_comparison() const;

private:
  struct Place {
    scenario::Moment::When when = scenario::Moment::When::start;
    trace::SpanId row = trace::no_span;
    bool happens = true;
  };

  void take(const scenario::Scenario& scenario);
  void arrange();
  void append_case(std::size_t case_index);
  std::size_t case_of(const std::string& id) const;
  Slide answer_slide(const Slide& question) const;
  bool opens(const Slide& slide) const; ///< a question that is not closed
  /// An open question that the counters of its moment would answer. They do not where all has run
  /// and what is asked is no figure of the run, but why, or what if.
  bool is_told_by_counters(const Slide& slide) const;
  /// What is right by the results, where they are of the scenario that is asked about.
  std::optional<std::size_t> right_by(std::size_t question,
                                      const std::vector<analysis::Result>& results) const;

  std::vector<std::string> cases_;
  std::vector<scenario::Narration> lessons_;
  std::vector<scenario::Question> questions_;
  std::vector<Place> lesson_places_, question_places_, point_places_;
  std::vector<std::string>
      actors_; ///< by question: the part that acts in its point; empty: unknown
  std::vector<Answers> answers_;
  std::vector<std::optional<std::size_t>> originals_; ///< right choices as the file has them
  bool changed_ = false;
  std::vector<Slide> slides_;
  std::size_t index_ = 0; ///< from 1; 0: never entered
  bool inside_ = false;
};

} // namespace copyscope::gui
