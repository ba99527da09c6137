// A case of a lesson in one file: a page a step, each with its picture, what is told and asked, the
// listing and the ledger; and the links to all of them.
#pragma once

#include "export/data/writer.h"
#include "export/html/drawing.h"
#include "figure/story/story_steps.h"

#include <functional>
#include <string>
#include <vector>

namespace copyscope::exports {

/// What the cases of one file share.
struct LessonFile {
  Drawing drawing;
  const Runs& runs;
  std::vector<analysis::Result> results;
  std::set<PictureBook::Variants> sets; ///< classes that groups of pictures have
  std::size_t cases = 0;                ///< written so far
  std::size_t questions = 0;            ///< likewise
  std::size_t all_questions = 0;
};

constexpr std::int64_t most_pages = 200; ///< steps of a case that get one

/// Its <section>. `choice` are the steps that get a page, `page_made` is called after each page.
std::string case_markup(const trace::Trace& trace, const figure::StepChoice& choice,
                        LessonFile& file, const std::function<void()>& page_made);

} // namespace copyscope::exports
