// What a slide says: narration, question, or the answer with its explanation; results filled in.
#pragma once

#include "figure/words/wording.h"
#include "gui/lesson/lesson.h"
#include "gui/session/session.h"

#include <string>
#include <vector>

namespace copyscope::gui {

/// "Right.", "The answer: 2"; empty for what is no answer.
std::string slide_heading(const Session& session, const Lesson& lesson, const Slide& slide,
                          figure::Language language);

std::string slide_text(const Session& session, const Lesson& lesson, const Slide& slide,
                       figure::Language language);

/// The choices as they are read: "0", "page cache to user buffer"; the parts that may be pointed
/// at.
std::vector<std::string> choice_texts(const Lesson& lesson, std::size_t question,
                                      figure::Language language);

/// What whoever takes a choice, from 1, has mistaken; empty where the scenario does not say.
std::string mistake_text(const Session& session, const Lesson& lesson, const Slide& slide,
                         std::size_t choice, figure::Language language);

} // namespace copyscope::gui
