// copyscope explain: one method, what it does, its pseudo-code, its counts.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/comparison_text.h"
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "host/output.h"
#include "program/catalog.h"
#include "program/formulas.h"
#include "sim/methods/registry.h"
#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
  std::string method;
  Language language = Language::en;
  bool json = false;
};

const assets::Method& find_method(const std::string& id) {
  if (methods::all_methods().find(id))
    if (const assets::Method* const method = assets::method(id)) return *method;
  std::vector<std::string> ids;
  for (const methods::Method& each : methods::all_methods().all())
    ids.emplace_back(each.id);
  throw UsageError(fmt::format("no method {}{}\n(`copyscope list` shows those that there are)",
                               units::quoted(id), program::suggestion(id, ids)));
}

std::string as_json(const assets::Method& method, Language language) {
  Json listing = Json::array(), counts = Json::array();
  for (const assets::ListingLine& line : method.listing)
    listing.push_back({{"code", line.code}, {"label", line.label}});
  for (const program::CountFormulas& each : program::count_formulas(method.id)) {
    Json one{{"scatter_gather", each.scatter_gather}, {"page_cache", each.warm ? "warm" : "cold"}};
    for (const auto& [path, formula] : each.figures)
      one[path] = formula;
    counts.push_back(std::move(one));
  }
  const Json all{{"schema", 1},
                 {"id", method.id},
                 {"title", method.title.in(language)},
                 {"summary", method.summary.in(language)},
                 {"explain", method.explain.in(language)},
                 {"listing", std::move(listing)},
                 {"counts", std::move(counts)},
                 {"sources", method.sources}};
  return all.dump(2) + "\n";
}

std::string listing_text(const assets::Method& method, const Terminal& terminal) {
  std::string text;
  int number = 0;
  for (const assets::ListingLine& line : method.listing)
    text += terminal.styled(fmt::format("  {:2}", ++number), Look::faint) + "  " +
            printable(line.code) + "\n";
  return text;
}

/// One row a figure that is not 0 everywhere, one column a setting. Settings that change nothing
/// are left out.
Table count_table(const assets::Method& method, Language language) {
  const std::vector<program::CountFormulas> settings = program::count_formulas(method.id);
  const program::CountFormulas &cold = settings[0], &gathering = settings[1], &warm = settings[2];
  const bool gathers = gathering.figures != cold.figures, heats = warm.figures != cold.figures;
  std::vector<Column> columns{{heading("table.figure", language)}};
  columns.push_back(
      {heading(gathers ? "explain.without_scatter_gather" : "cache.cold", language), Align::right});
  if (gathers) columns.push_back({heading("explain.with_scatter_gather", language), Align::right});
  if (heats) columns.push_back({heading("cache.warm", language), Align::right});
  Table table(std::move(columns), 2);
  for (std::size_t i = 0; i < cold.figures.size(); ++i) {
    if (std::ranges::all_of(settings,
                            [i](const auto& each) { return each.figures[i].second == "0"; }))
      continue;
    std::vector<Cell> row{{heading(fmt::format("figure.{}", cold.figures[i].first), language)}};
    row.push_back({cold.figures[i].second});
    if (gathers) row.push_back({gathering.figures[i].second});
    if (heats) row.push_back({warm.figures[i].second});
    table.add(std::move(row));
  }
  return table;
}

std::string as_text(const assets::Method& method, Language language, const Terminal& terminal) {
  const auto section = [&](const std::string& title) {
    return "\n" + terminal.styled(title, Look::heading) + "\n";
  };
  std::string text = terminal.styled(printable(method.title.in(language)), Look::heading);
  if (method.title.in(language) != method.id)
    text += terminal.styled("  " + method.id, Look::faint);
  text += "\n" + indented(method.summary.in(language), 0, terminal.width);
  text += section(heading("explain.listing", language));
  text += listing_text(method, terminal) + "\n";
  text += paragraphs(method.explain.in(language), 0, terminal.width);
  text += section(assets::capitalized(
      filled("explain.counts", language, {{"bytes", "S"}, {"rounds", "n"}, {"chunk", "c"}})));
  text += count_table(method, language).text(terminal);
  if (const std::string notes = notes_text(program::notes_of_method(method.id), language, terminal);
      !notes.empty())
    text += section(heading("explain.notes", language)) + notes;
  text += section(heading("explain.sources", language));
  for (const std::string& source : method.sources)
    text += indented(source, 2, terminal.width);
  return text;
}

} // namespace

void add_explain(CLI::App& program, Chosen& chosen) {
  const auto options = std::make_shared<ExplainOptions>();
  CLI::App& command = add_command(program, "explain", "What a method does, its listing, its counts",
                                  "  copyscope explain sendfile\n"
                                  "  copyscope explain mmap-write --lang zh\n"
                                  "  copyscope explain io-uring --json\n");
  command.add_option("METHOD", options->method, "A method's id (see `copyscope list`)")->required();
  command.add_flag("--json", options->json, "As JSON");
  add_language(command, options->language);
  command.callback([options, &chosen] {
    chosen = [options] {
      const assets::Method& method = find_method(options->method);
      host::print(options->json ? as_json(method, options->language)
                                : as_text(method, options->language, standard_output()));
      return Exit::fine;
    };
  });
}

} // namespace copyscope::cli
