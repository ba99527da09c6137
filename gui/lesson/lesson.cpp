#include "gui/lesson/lesson.h"

#include "figure/story/routes.h"
#include "sim/analysis/questions.h"

#include <algorithm>
#include <tuple>

namespace copyscope::gui {

namespace {

using When = scenario::Moment::When;

int phase_of(When when) {
  return when == When::start ? 0 : when == When::event ? 1 : 2;
}

/// Start, then events by row (those without a row, in the order of the file, before), then end;
/// narrations before questions.
auto order_of(const Slide& slide) {
  const trace::SpanId row = slide.row == trace::no_span ? 0 : slide.row;
  return std::tuple(phase_of(slide.when), row, static_cast<int>(slide.kind));
}

/// What is known of questions that are still there, however they have been moved.
template <class Known>
std::vector<Known> kept(const std::vector<scenario::Question>& before,
                        const std::vector<Known>& known,
                        const std::vector<scenario::Question>& now) {
  std::vector<Known> kept(now.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto same = std::ranges::find(before, now[i]);
    if (same != before.end()) kept[i] = known[static_cast<std::size_t>(same - before.begin())];
  }
  return kept;
}

} // namespace

std::string part_that_acts(const trace::Trace& trace, const trace::Span& row) {
  if (trace.actor(row) == trace::Actor::receiver) return "receiver";
  return std::string(figure::actor_of(trace, row));
}

void Lesson::open(const scenario::Scenario& scenario) {
  take(scenario);
  answers_.assign(questions_.size(), {});
  originals_.assign(questions_.size(), std::nullopt);
  changed_ = false;
  index_ = 0;
  inside_ = false;
  arrange();
}

void Lesson::reload(const scenario::Scenario& scenario, bool settings) {
  const std::vector<scenario::Question> before = std::move(questions_);
  take(scenario);
  answers_ = kept(before, answers_, questions_);
  originals_ = kept(before, originals_, questions_);
  changed_ = settings;
  arrange();
}

void Lesson::take(const scenario::Scenario& scenario) {
  cases_.clear();
  for (const scenario::Case& each : scenario.cases)
    cases_.push_back(each.id);
  lessons_ = scenario.narrations;
  questions_ = scenario.questions;
  lesson_places_.clear();
  for (const scenario::Narration& each : lessons_)
    lesson_places_.push_back({each.at.when});
  question_places_.clear();
  for (const scenario::Question& each : questions_)
    question_places_.push_back({each.at.when});
  point_places_.assign(questions_.size(), {When::event});
  actors_.assign(questions_.size(), {});
}

std::size_t Lesson::case_of(const std::string& id) const {
  return static_cast<std::size_t>(std::ranges::find(cases_, id) - cases_.begin());
}

void Lesson::resolve(std::size_t case_index, const trace::Trace& trace) {
  const auto place = [&](const scenario::Moment& moment, Place& into) {
    if (moment.when != When::event) return;
    into.row = analysis::find(trace, moment);
    into.happens = into.row != trace::no_span;
  };
  for (std::size_t i = 0; i < lessons_.size(); ++i)
    if (case_of(lessons_[i].of_case) == case_index) place(lessons_[i].at, lesson_places_[i]);
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    if (case_of(questions_[i].of_case) != case_index) continue;
    place(questions_[i].at, question_places_[i]);
    if (!questions_[i].point) continue;
    place(*questions_[i].point, point_places_[i]);
    question_places_[i].happens = question_places_[i].happens && point_places_[i].happens;
    actors_[i] = point_places_[i].happens ? part_that_acts(trace, trace[point_places_[i].row])
                                          : std::string();
  }
  arrange();
}

/// The answer is shown where the question is; where it was asked who acts next, and nothing is said
/// in between, where that one acts.
Slide Lesson::answer_slide(const Slide& question) const {
  Slide answer = question;
  answer.kind = SlideKind::answer;
  const Place& point = point_places_[question.item];
  if (!questions_[question.item].point || point.row == trace::no_span) return answer;
  const Slide there{SlideKind::narration, question.case_index, 0, When::event, point.row};
  const auto lies_between = [&](const Place& place, SlideKind kind, std::size_t item) {
    const Slide each{kind, question.case_index, item, place.when, place.row};
    return place.happens && order_of(question) < order_of(each) && order_of(each) < order_of(there);
  };
  for (std::size_t i = 0; i < lessons_.size(); ++i)
    if (case_of(lessons_[i].of_case) == question.case_index &&
        lies_between(lesson_places_[i], SlideKind::narration, i))
      return answer;
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (i != question.item && case_of(questions_[i].of_case) == question.case_index &&
        lies_between(question_places_[i], SlideKind::question, i))
      return answer;
  answer.when = When::event;
  answer.row = point.row;
  return answer;
}

void Lesson::append_case(std::size_t case_index) {
  std::vector<Slide> own;
  for (std::size_t i = 0; i < lessons_.size(); ++i)
    if (lesson_places_[i].happens && case_of(lessons_[i].of_case) == case_index)
      own.push_back(
          {SlideKind::narration, case_index, i, lesson_places_[i].when, lesson_places_[i].row});
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (question_places_[i].happens && case_of(questions_[i].of_case) == case_index)
      own.push_back(
          {SlideKind::question, case_index, i, question_places_[i].when, question_places_[i].row});
  std::ranges::stable_sort(own, {}, order_of);
  for (const Slide& slide : own) {
    slides_.push_back(slide);
    if (slide.kind == SlideKind::question) slides_.push_back(answer_slide(slide));
  }
}

/// Lays the slides out anew; one stays on the slide that one is on.
void Lesson::arrange() {
  const std::optional<Slide> here =
      index_ == 0 || index_ > slides_.size() ? std::nullopt : std::optional(slides_[index_ - 1]);
  slides_.clear();
  for (std::size_t i = 0; i < cases_.size(); ++i)
    append_case(i);
  if (here) {
    const auto found =
        std::ranges::find_if(slides_, [&](const Slide& each) { return each.same_as(*here); });
    if (found != slides_.end()) index_ = static_cast<std::size_t>(found - slides_.begin()) + 1;
  }
  index_ = std::min(index_, slides_.size());
  if (slides_.empty()) inside_ = false;
}

const Slide* Lesson::current() const {
  return index() == 0 ? nullptr : &slides_[index_ - 1];
}

bool Lesson::enter() {
  if (slides_.empty()) return false;
  index_ = std::max<std::size_t>(index_, 1);
  inside_ = true;
  return true;
}

void Lesson::restart() {
  answers_.assign(questions_.size(), {});
  index_ = 0;
  enter();
}

bool Lesson::go_to(std::size_t index) {
  if (index < 1 || index > slides_.size()) return false;
  if (Vote* const vote = open_vote()) vote->close();
  index_ = index;
  inside_ = true;
  return true;
}

bool Lesson::next() {
  if (index() == 0) return enter();
  return go_to(index_ + 1);
}

bool Lesson::previous() {
  return index() > 1 && go_to(index_ - 1);
}

bool Lesson::opens(const Slide& slide) const {
  return slide.kind == SlideKind::question && !answers_[slide.item].closed;
}

bool Lesson::is_asking() const {
  const Slide* const slide = current();
  return slide && opens(*slide);
}

std::size_t Lesson::question_number() const {
  const Slide* const slide = current();
  return slide && slide->kind != SlideKind::narration ? slide->item + 1 : 0;
}

bool Lesson::answered() const {
  const std::size_t number = question_number();
  return number != 0 && answers_[number - 1].given();
}

} // namespace copyscope::gui
