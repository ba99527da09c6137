#include "figure/words/explanation.h"

#include "figure/words/wording.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

/// One row a figure that is not 0 everywhere, one column a setting. Settings that change nothing
/// are left out.
void add_counts(Explanation::Counts& table, const std::vector<CountFormulas>& settings,
                Language language) {
  if (settings.size() != 3) return;
  const CountFormulas &cold = settings[0], &gathering = settings[1], &warm = settings[2];
  const bool gathers = gathering.figures != cold.figures, heats = warm.figures != cold.figures;
  table.heads = {heading("table.figure", language),
                 heading(gathers ? "explain.without_scatter_gather" : "cache.cold", language)};
  if (gathers) table.heads.push_back(heading("explain.with_scatter_gather", language));
  if (heats) table.heads.push_back(heading("cache.warm", language));
  for (std::size_t i = 0; i < cold.figures.size(); ++i) {
    if (std::ranges::all_of(settings,
                            [i](const auto& each) { return each.figures[i].second == "0"; }))
      continue;
    std::vector<std::string> row{heading(fmt::format("figure.{}", cold.figures[i].first), language),
                                 cold.figures[i].second};
    if (gathers) row.push_back(gathering.figures[i].second);
    if (heats) row.push_back(warm.figures[i].second);
    table.rows.push_back(std::move(row));
  }
}

} // namespace

Explanation explanation_of(const assets::Method& method, const MethodFacts& facts,
                           Language language) {
  Explanation all;
  all.title = method.title.in(language);
  all.summary = method.summary.in(language);
  all.listing_title = heading("explain.listing", language);
  all.text = method.explain.in(language);
  all.counts.title = assets::capitalized(
      filled("explain.counts", language, {{"bytes", "S"}, {"rounds", "n"}, {"chunk", "c"}}));
  add_counts(all.counts, facts.counts, language);
  all.notes_title = heading("explain.notes", language);
  for (const std::string_view note : facts.notes)
    all.notes.push_back(word(note, language));
  all.sources_title = heading("explain.sources", language);
  return all;
}

} // namespace copyscope::figure
