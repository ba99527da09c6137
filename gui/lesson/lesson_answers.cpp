// Questions of a lesson: what is right, what was answered, what is hidden until then.
#include "gui/lesson/lesson.h"

#include "sim/analysis/questions.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace copyscope::gui {

std::vector<std::string> Lesson::candidates(std::size_t question) const {
  std::vector<std::string> parts{"disk_dma", "cpu", "nic_dma"};
  const std::string& actor = actors_.at(question);
  if (!actor.empty() && std::ranges::find(parts, actor) == parts.end()) parts.push_back(actor);
  return parts;
}

std::size_t Lesson::choices(std::size_t question) const {
  const scenario::Question& asked = questions_.at(question);
  return asked.point ? candidates(question).size() : asked.choices.size();
}

void Lesson::note_results(const std::vector<analysis::Result>& results) {
  if (changed_) return;
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (const auto right = right_by(i, results)) originals_[i] = right;
}

std::optional<std::size_t> Lesson::right_by(std::size_t question,
                                            const std::vector<analysis::Result>& results) const {
  const scenario::Question& asked = questions_.at(question);
  if (!asked.point) {
    const auto index = analysis::right_choice(asked, results);
    return index ? std::optional(*index + 1) : std::nullopt;
  }
  const std::vector<std::string> parts = candidates(question);
  const auto found = std::ranges::find(parts, actors_[question]);
  if (found == parts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts.begin()) + 1;
}

bool Lesson::is_about_file(std::size_t question,
                           const std::vector<analysis::Result>& results) const {
  if (!changed_) return false;
  // An index was written down for the scenario as it is; a figure and an actor come from the run.
  const scenario::Question& asked = questions_.at(question);
  const bool is_written = !asked.point && std::holds_alternative<std::int64_t>(asked.answer);
  return is_written || !right_by(question, results);
}

std::optional<std::size_t>
Lesson::right_choice(std::size_t question, const std::vector<analysis::Result>& results) const {
  if (!is_about_file(question, results)) return right_by(question, results);
  const auto& original = originals_.at(question);
  return original ? original : right_by(question, results);
}

bool Lesson::answer(std::size_t choice, const std::vector<analysis::Result>& results) {
  if (!is_asking()) return false;
  const std::size_t question = current()->item;
  const auto right = right_choice(question, results);
  if (!right || choice < 1 || choice > choices(question)) return false;
  Answers& answers = answers_[question];
  if (choice == *right) {
    answers.closed = answers.right = true;
    next();
  } else if (std::ranges::find(answers.wrong, choice) == answers.wrong.end()) {
    answers.wrong.push_back(choice);
  }
  return true;
}

bool Lesson::point(std::string_view part, const std::vector<analysis::Result>& results) {
  if (!is_asking() || !question(*current()).point) return false;
  const std::vector<std::string> parts = candidates(current()->item);
  const auto found = std::ranges::find(parts, part);
  return found != parts.end() &&
         answer(static_cast<std::size_t>(found - parts.begin()) + 1, results);
}

bool Lesson::skip() {
  if (!is_asking()) return false;
  answers_[current()->item].closed = true;
  return next();
}

bool Lesson::toggle_vote() {
  if (!is_asking()) return false;
  Vote& vote = answers_[current()->item].vote;
  if (vote.is_open())
    vote.close();
  else
    vote.open(choices(current()->item));
  return true;
}

const Vote* Lesson::open_vote() const {
  const Slide* const slide = current();
  if (!slide || slide->kind != SlideKind::question) return nullptr;
  const Vote& vote = answers_[slide->item].vote;
  return vote.is_open() ? &vote : nullptr;
}

Vote* Lesson::open_vote() {
  return std::as_const(*this).open_vote() ? &answers_[current()->item].vote : nullptr;
}

std::vector<std::string> Lesson::shows(const Slide& slide) const {
  if (slide.kind == SlideKind::question) return {};
  if (slide.kind == SlideKind::narration) return lessons_.at(slide.item).shows;
  std::vector<std::string> names = questions_.at(slide.item).shows;
  const std::string& actor = actors_.at(slide.item);
  if (!actor.empty() && std::ranges::find(names, actor) == names.end()) names.push_back(actor);
  return names;
}

bool Lesson::compares() const {
  const Slide* const slide = current();
  return slide && slide->kind == SlideKind::narration &&
         lessons_.at(slide->item).view == scenario::Narration::View::compare;
}

int Lesson::score() const {
  return static_cast<int>(std::ranges::count_if(answers_, &Answers::right));
}

int Lesson::first_tries() const {
  return static_cast<int>(std::ranges::count_if(
      answers_, [](const Answers& each) { return each.right && each.wrong.empty(); }));
}

bool Lesson::is_told_by_counters(const Slide& slide) const {
  if (!opens(slide)) return false;
  const scenario::Question& question = questions_[slide.item];
  return slide.when != scenario::Moment::When::end || question.point ||
         std::holds_alternative<std::string>(question.answer);
}

bool Lesson::hides_counters() const {
  const Slide* const here = current();
  return here && std::ranges::any_of(slides_, [&](const Slide& each) {
           return is_told_by_counters(each) && each.case_index == here->case_index &&
                  each.when == here->when && each.row == here->row;
         });
}

bool Lesson::hides_actor() const {
  const Slide* const here = current();
  return here && here->row != trace::no_span &&
         std::ranges::any_of(slides_, [&](const Slide& each) {
           return opens(each) && each.case_index == here->case_index && each.row == here->row &&
                  questions_[each.item].point && point_places_[each.item].row == here->row;
         });
}

bool Lesson::hides_results() const {
  const Slide* const here = current();
  return here && std::ranges::any_of(slides_, [&](const Slide& each) {
           return each.case_index == here->case_index && opens(each);
         });
}

bool Lesson::hides_comparison() const {
  return current() && std::ranges::any_of(slides_, [&](const Slide& each) { return opens(each); });
}

} // namespace copyscope::gui
