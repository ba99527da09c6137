// What a slide says: narration, question, or the answer with its explanation; results filled in.
#pragma once

#include "figure/wording.h"
#include "gui/session/lesson.h"
#include "gui/session/session.h"

#include <string>
#include <vector>

namespace copyscope::gui {

/// "Right.", "The answer: 2"; empty for what is no answer.
std::string slide_heading(const Session& session, const Lesson& lesson, const Slide& slide,
                          figure::Language language);

std::string slide_text(const Session& session, const Lesson& lesson, const Slide& slide,
                       figure::Language language);

/// The choices as they are read: "0", "page cache to user buffer".
std::vector<std::string> choice_texts(const scenario::Question& question,
                                      figure::Language language);

} // namespace copyscope::gui
