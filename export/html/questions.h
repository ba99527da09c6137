// What a scenario asks of a run, with the answers: for those who ask without the program at hand.
#pragma once

#include "sim/analysis/result.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::exports {

struct AskedQuestion {
  std::int64_t step = 0; ///< with which it is asked, as figure::StepTeller numbers them
  std::string id;
  scenario::Text ask, explain;
  std::vector<scenario::Text> choices; ///< as they are read
  std::vector<std::string> parts; ///< beside choices, of the stage; empty: nothing is pointed at
  std::size_t right = 0;          ///< index of the right choice
  std::vector<scenario::Text> mistakes; ///< beside choices: what each mistakes; empty: not said
  std::vector<std::string> shows;       ///< what the explanation names, and who was pointed at
  bool hides_actor = false;             ///< it asks who acts in the step with which it is asked
};

/// Those of the run's case, in the order in which they are asked. One whose moment does not happen,
/// or whose answer is not known from these results, is left out.
std::vector<AskedQuestion> questions_of(const trace::Trace& trace,
                                        const std::vector<analysis::Result>& results);

} // namespace copyscope::exports
