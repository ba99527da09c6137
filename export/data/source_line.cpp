#include "export/data/source_line.h"

#include "figure/words/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::exports {

using assets::Language;

std::vector<std::pair<std::string, std::string>> provenance(const trace::Header& header) {
  const scenario::Case& which = header.current_case();
  const bool is_linux = which.machine.fidelity == scenario::Fidelity::linux;
  return {{"program", fmt::format("copyscope {}", COPYSCOPE_VERSION)},
          {"scenario", header.scenario.id},
          {"title", header.scenario.title.en},
          {"case", header.case_id},
          {"case_title", which.title.en},
          {"method", header.method},
          {"source", std::string(name_of(header.source))},
          {"fidelity", is_linux ? "linux" : "textbook"}};
}

std::string title_of(const trace::Header& header, Language language) {
  const std::string& scenario = header.scenario.title.in(language);
  const std::string& which = header.current_case().title.in(language);
  return fmt::format("{}{}{}", scenario, language == Language::zh ? "：" : ": ", which);
}

std::string origin_line(trace::Source source, scenario::Fidelity fidelity, Language language) {
  const bool is_linux = fidelity == scenario::Fidelity::linux;
  return figure::filled(source == trace::Source::real ? "export.origin.real"
                        : is_linux                    ? "export.origin.linux"
                                                      : "export.origin.textbook",
                        language, {{"version", COPYSCOPE_VERSION}});
}

std::string origin_line(const trace::Header& header, Language language) {
  return origin_line(header.source, header.current_case().machine.fidelity, language);
}

std::string source_line(const Origin& origin, Language language) {
  const bool is_real = origin.source == trace::Source::real;
  const bool is_linux = origin.fidelity == scenario::Fidelity::linux;
  const std::string cases =
      figure::filled(origin.cases.size() == 1 ? "export.cases.one" : "export.cases.many", language,
                     {{"case", fmt::format("{}", fmt::join(origin.cases, ", "))}});
  return figure::filled(
      is_real    ? "export.source.real"
      : is_linux ? "export.source.linux"
                 : "export.source.textbook",
      language, {{"scenario", origin.scenario}, {"cases", cases}, {"version", COPYSCOPE_VERSION}});
}

std::string source_line(const trace::Header& header, Language language) {
  return source_line(
      {header.scenario.id, {header.case_id}, header.source, header.current_case().machine.fidelity},
      language);
}

std::string source_line(const Runs& runs, Language language) {
  const trace::Header& first = runs.front()->header();
  Origin origin{first.scenario.id, {}, first.source, first.current_case().machine.fidelity};
  for (const auto& run : runs)
    origin.cases.push_back(run->header().case_id);
  return source_line(origin, language);
}

} // namespace copyscope::exports
