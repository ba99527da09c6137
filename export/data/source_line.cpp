#include "export/data/source_line.h"

#include "figure/words/run_words.h"
#include "figure/words/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>

namespace copyscope::exports {

using assets::Language;

namespace {

using trace::Source;

/// By what source and level a text is told: "textbook", "linux", "real", "observed", "imported";
/// "both" where cases of both levels stand together.
std::string_view kind_of(Source source, scenario::Fidelity fidelity) {
  if (source != Source::simulated) return name_of(source);
  return fidelity == scenario::Fidelity::linux ? "linux" : "textbook";
}

std::string_view kind_of(const Origin& origin) {
  const bool both = origin.source == Source::simulated && origin.levels_differ;
  return both ? "both" : kind_of(origin.source, origin.fidelity);
}

} // namespace

std::vector<std::pair<std::string, std::string>> provenance(const trace::Header& header) {
  std::vector<std::pair<std::string, std::string>> all{
      {"program", fmt::format("copyscope {}", COPYSCOPE_VERSION)}};
  if (header.has_case()) all.emplace_back("scenario", header.scenario.id);
  all.emplace_back("title", figure::run_title(header).en);
  if (header.has_case()) {
    all.emplace_back("case", header.case_id);
    all.emplace_back("case_title", header.current_case().title.en);
  }
  if (!header.method.empty()) all.emplace_back("method", header.method);
  all.emplace_back("source", name_of(header.source));
  if (header.source == Source::simulated)
    all.emplace_back("fidelity", kind_of(Source::simulated, header.fidelity()));
  return all;
}

std::string title_of(const trace::Header& header, Language language) {
  std::string run = figure::run_title(header).in(language);
  if (!header.has_case()) return run;
  const std::string& which = header.current_case().title.in(language);
  return fmt::format("{}{}{}", run, language == Language::zh ? "：" : ": ", which);
}

namespace {

void note_gaps(Origin& origin, const trace::Whole& whole) {
  origin.lost += whole.lost;
  origin.is_cut |= !whole.start || !whole.end;
}

// What is missing stands beside what is there: sums of it are too small.
std::string with_gaps(std::string text, const Origin& origin, Language language,
                      std::string_view between) {
  if (origin.lost > 0)
    text += std::string(between) +
            figure::filled("export.gaps.lost", language, {{"n", std::to_string(origin.lost)}});
  if (origin.is_cut) text += std::string(between) + figure::word("export.gaps.cut", language);
  return text;
}

} // namespace

std::string origin_line(const Origin& origin, Language language) {
  return with_gaps(figure::filled(fmt::format("export.origin.{}", kind_of(origin)), language,
                                  {{"version", COPYSCOPE_VERSION}}),
                   origin, language, language == Language::zh ? "" : " ");
}

std::string origin_line(const trace::Header& header, Language language) {
  Origin origin{.source = header.source, .fidelity = header.fidelity()};
  note_gaps(origin, header.whole);
  return origin_line(origin, language);
}

std::string source_line(const Origin& origin, Language language) {
  const std::string cases =
      figure::filled(origin.cases.size() == 1 ? "export.cases.one" : "export.cases.many", language,
                     {{"case", fmt::format("{}", fmt::join(origin.cases, ", "))}});
  const bool is_modelled = origin.source == Source::simulated || origin.source == Source::real;
  const bool is_alone = is_modelled && origin.cases.empty();
  const std::string_view kind = is_alone ? "alone" : kind_of(origin);
  return with_gaps(figure::filled(fmt::format("export.source.{}", kind), language,
                                  {{"title", origin.title},
                                   {"scenario", origin.scenario},
                                   {"cases", cases},
                                   {"version", COPYSCOPE_VERSION}}),
                   origin, language, language == Language::zh ? "；" : "; ");
}

std::string source_line(const trace::Header& header, Language language) {
  Origin origin{header.scenario.id,
                {},
                header.source,
                header.fidelity(),
                figure::run_title(header).in(language)};
  if (header.has_case()) origin.cases.push_back(header.case_id);
  note_gaps(origin, header.whole);
  return source_line(origin, language);
}

Origin origin_of(const Runs& runs, Language language) {
  const trace::Header& first = runs.front()->header();
  Origin origin{
      first.scenario.id, {}, first.source, first.fidelity(), figure::run_title(first).in(language)};
  for (const auto& run : runs) {
    if (run->header().has_case()) origin.cases.push_back(run->header().case_id);
    note_gaps(origin, run->header().whole);
    origin.levels_differ |= run->header().fidelity() != origin.fidelity;
  }
  return origin;
}

std::string source_line(const Runs& runs, Language language) {
  return source_line(origin_of(runs, language), language);
}

} // namespace copyscope::exports
