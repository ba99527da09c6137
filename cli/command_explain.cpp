// copyscope explain: one method, what it does, its pseudo-code, its counts.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/comparison_text.h"
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/explanation.h"
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

Table count_table(const figure::Explanation& explanation) {
  std::vector<Column> columns;
  for (const std::string& head : explanation.counts.heads)
    columns.push_back({head, columns.empty() ? Align::left : Align::right});
  Table table(std::move(columns), 2);
  for (const std::vector<std::string>& each : explanation.counts.rows) {
    std::vector<Cell> row;
    for (const std::string& cell : each)
      row.push_back({cell});
    table.add(std::move(row));
  }
  return table;
}

std::string as_text(const assets::Method& method, Language language, const Terminal& terminal) {
  const figure::MethodFacts facts = program::facts_of_method(method.id);
  const figure::Explanation all = figure::explanation_of(method, facts, language);
  const auto section = [&](const std::string& title) {
    return "\n" + terminal.styled(title, Look::heading) + "\n";
  };
  std::string text = terminal.styled(printable(all.title), Look::heading);
  if (all.title != method.id) text += terminal.styled("  " + method.id, Look::faint);
  text += "\n" + indented(all.summary, 0, terminal.width);
  text += section(all.listing_title);
  text += listing_text(method, terminal) + "\n";
  text += paragraphs(all.text, 0, terminal.width);
  text += section(all.counts.title);
  text += count_table(all).text(terminal);
  if (const std::string notes = notes_text(facts.notes, language, terminal); !notes.empty())
    text += section(all.notes_title) + notes;
  text += section(all.sources_title);
  for (const std::string& source : method.sources)
    text += indented(source, 2, terminal.width);
  return text;
}

} // namespace

void add_explain(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<ExplainOptions>();
  Command command = program.add_command("explain", "What a method does, its listing, its counts",
                                        "  copyscope explain sendfile\n"
                                        "  copyscope explain mmap-write --lang zh\n"
                                        "  copyscope explain io-uring --json\n");
  command.add("METHOD", options->method, "A method's id (see `copyscope list`)").required();
  command.add_flag("--json", options->json, "As JSON");
  add_language(command, options->language);
  command.when_given([options, &chosen] {
    chosen = [options] {
      const assets::Method& method = find_method(options->method);
      host::print(options->json ? as_json(method, options->language)
                                : as_text(method, options->language, standard_output()));
      return Exit::fine;
    };
  });
}

} // namespace copyscope::cli
