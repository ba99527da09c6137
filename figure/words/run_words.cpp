#include "figure/words/run_words.h"

#include "figure/words/wording.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>
#include <utility>

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

std::string ending_of(const scenario::Case& which, trace::Source source, std::string time,
                      Language language) {
  const bool is_linux = which.machine.fidelity == scenario::Fidelity::linux;
  const std::string_view key = source == trace::Source::real ? "story.end_real"
                               : is_linux                    ? "story.end_linux"
                                                             : "story.end";
  const Bytes all = which.workload.file_size * which.workload.clients;
  return filled(key, language, {{"time", std::move(time)}, {"bytes", to_string(all)}});
}

} // namespace copyscope::figure
