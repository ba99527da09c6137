#include "cli/terminal/zero_copy_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "figure/words/real_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

std::string
zero_copy_table(const std::vector<std::pair<std::string, analysis::SendVerdict>>& verdicts,
                Language language, const Terminal& terminal) {
  Table table({{heading("table.case", language)},
               {heading("zero_copy.sends", language), Align::right},
               {heading("zero_copy.verdict", language)},
               {heading("zero_copy.evidence", language)},
               {heading("zero_copy.why", language), Align::right}});
  std::vector<std::string> reasons;
  for (const auto& [id, verdict] : verdicts) {
    const std::string reason = figure::translated(verdict.reason, language);
    const auto known = std::ranges::find(reasons, reason);
    const auto number = known - reasons.begin() + 1;
    if (known == reasons.end()) reasons.push_back(reason);
    table.add({{id, Look::strong},
               {grouped(verdict.sends())},
               {figure::zero_copy_word(verdict, language)},
               {figure::zero_copy_evidence(verdict, language)},
               {fmt::format("{}", number)}});
  }
  if (reasons.empty()) return "";
  std::string text = terminal.styled(heading("zero_copy.title", language), Look::heading) + "\n" +
                     table.text(terminal);
  for (std::size_t i = 0; i < reasons.size(); ++i)
    text += indented(reasons[i], 0, terminal.width, fmt::format("{}  ", i + 1));
  return text + "\n";
}

} // namespace copyscope::cli
