#include "gui/lesson/lesson.h"

#include <algorithm>

namespace copyscope::gui {

LessonProgress Lesson::progress() const {
  LessonProgress progress;
  for (std::size_t i = 0; i < questions_.size(); ++i)
    if (const Answers& each = answers_[i]; each.given())
      progress.answers[questions_[i].id] = {each.closed, each.right, each.wrong};
  progress.is_start = index_ <= 1 && progress.answers.empty();
  if (index_ == 0 || progress.is_start) return progress;
  progress.kind = slides_[index_ - 1].kind;
  progress.item = slides_[index_ - 1].item;
  return progress;
}

void Lesson::resume(const LessonProgress& progress) {
  if (progress.is_start) return;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const auto found = progress.answers.find(questions_[i].id);
    if (found == progress.answers.end()) continue;
    Answers& answers = answers_[i];
    answers.closed = found->second.closed;
    answers.right = found->second.right;
    for (const std::size_t wrong : found->second.wrong)
      if (const std::size_t most = questions_[i].point ? 9 : questions_[i].choices.size();
          wrong >= 1 && wrong <= most)
        answers.wrong.push_back(wrong);
  }
  const auto slide = std::ranges::find_if(slides_, [&](const Slide& each) {
    return each.kind == progress.kind && each.item == progress.item;
  });
  if (slide != slides_.end()) index_ = static_cast<std::size_t>(slide - slides_.begin()) + 1;
}

} // namespace copyscope::gui
