#include "figure/words/run_words.h"

#include "figure/words/wording.h"

#include <fmt/format.h>

namespace copyscope::figure {

scenario::Text run_title(const trace::Header& header) {
  if (header.has_case()) return header.scenario.title;
  if (!header.title.empty()) return {header.title, {}};
  const std::string key = fmt::format("run.{}", name_of(header.source));
  return {word(key, Language::en), word(key, Language::zh)};
}

scenario::Text case_title(const trace::Header& header) {
  return header.has_case() ? header.current_case().title : run_title(header);
}

} // namespace copyscope::figure
