#include "export/html/lesson.h"

#include "export/data/source_line.h"
#include "export/html/case_markup.h"
#include "export/html/markup.h"
#include "export/html/questions.h"
#include "export/paper/canvas/typography.h"
#include "export/paper/sheet.h"
#include "figure/words/run_words.h"

#include <fmt/format.h>
#include <stdexcept>

namespace copyscope::exports {

namespace {

using assets::Language;
using figure::Theme;

/// On screens: by the reader's own choice, dark or light, unless one was asked for. On paper:
/// print.
std::vector<const Theme*> themes_for(const Options& options) {
  if (!options.theme.empty()) return {&theme_for(options), &figure::print_theme()};
  return {&figure::light_theme(), &figure::dark_theme(), &figure::print_theme()};
}

std::string_view asset(std::string_view name) {
  if (const auto text = assets::bytes(fmt::format("assets/html/{}", name))) return *text;
  throw std::logic_error(fmt::format("assets/html/{} is not embedded", name));
}

std::string theme_rules(const Palette& palette) {
  const auto& themes = palette.themes();
  const auto scheme = [&](std::size_t i) {
    return fmt::format("color-scheme:{};{}", themes[i]->is_dark ? "dark" : "light",
                       palette.variables(i));
  };
  std::string text = fmt::format(":root{{{}}}\n", scheme(0));
  if (themes.size() == 3)
    text += fmt::format("@media (prefers-color-scheme:dark){{:root{{{}}}}}\n", scheme(1));
  return text + fmt::format("@media print{{:root{{{}}}}}\n", scheme(themes.size() - 1));
}

/// Which groups of the pictures are seen, by language and by what the reader knows yet. On paper
/// everything is known. By variables, since these reach what a <use> shows, and selectors do not.
std::string variant_rules(const std::set<PictureBook::Variants>& sets) {
  const auto rule = [&](const char* state, Language language, Known known) {
    std::string text =
        fmt::format(":root{}:lang({}){{", state, language == Language::zh ? "zh" : "en");
    for (const PictureBook::Variants set : sets)
      text += fmt::format("--v{}:{};", set,
                          (set & variant_of(language, known)) != 0 ? "inline" : "none");
    return text + "}\n";
  };
  std::string text, on_screen;
  for (const PictureBook::Variants set : sets)
    text += fmt::format(".v{0}{{display:var(--v{0})}}\n", set);
  for (const Language language : {Language::en, Language::zh}) {
    text += rule("", language, Known::all);
    on_screen += rule(".no-totals", language, Known::no_totals);
    on_screen += rule(".no-answer", language, Known::no_answer);
  }
  return text + "@media screen{\n" + on_screen + "}\n";
}

std::string styles(const LessonFile& file) {
  std::string text = theme_rules(file.drawing.palette()) + std::string(asset("lesson.css"));
  text += svg_text_styles() + variant_rules(file.sets);
  text += fmt::format("body{{font-family:{}}}\npre,code{{font-family:{}}}\n",
                      css_families(figure::Face::regular), css_families(figure::Face::mono));
  return text;
}

std::string case_links(const Runs& runs) {
  std::string text;
  for (const auto& run : runs)
    text += fmt::format("<li><a href=\"#{0}/0\" data-case=\"{0}\">{1}</a></li>\n",
                        marked(run->header().id()), both(figure::case_title(run->header())));
  return text;
}

/// "0 of 6 right", the first number in an element of its own.
std::string score(std::size_t questions) {
  if (questions == 0) return {};
  const auto in = [&](Language language) {
    return figure::filled("window.lesson.score_of", language,
                          {{"n", "<b>0</b>"}, {"all", fmt::format("{}", questions)}});
  };
  return "<p class=\"score\">" + both_marked(in(Language::en), in(Language::zh)) + "</p>";
}

assets::Values values_for(const Runs& runs, const Options& options, const LessonFile& file,
                          const std::string& body) {
  const trace::Header& header = runs.front()->header();
  const scenario::Text heading = figure::run_title(header);
  const std::string style = styles(file);
  const std::string script(asset("lesson.js"));
  assets::Values values{
      {"language", options.language == Language::zh ? "zh" : "en"},
      {"style_hash", policy_hash(style)},
      {"script_hash", policy_hash(script)},
      {"title", marked(heading.in(options.language))},
      {"title_en", marked(heading.in(Language::en))},
      {"title_zh", marked(heading.in(Language::zh))},
      {"heading", both(heading)},
      {"summary", both(header.scenario.summary)},
      {"style", style},
      {"script", script},
      {"cases", case_links(runs)},
      {"score", score(file.all_questions)},
      {"patterns", file.drawing.definitions()},
      {"body", body},
      {"source", both({source_line(runs, Language::en), source_line(runs, Language::zh)})},
  };
  for (const char* const key : {"skip", "cases", "previous", "next", "show", "keys"})
    values[fmt::format("word_{}", key)] = both(headings(fmt::format("file.{}", key)));
  return values;
}

} // namespace

void write_html(const Runs& runs, const Options& options, const Writer& write,
                const Progress& progress) {
  LessonFile file{.drawing = Drawing(themes_for(options)), .runs = runs};
  std::vector<figure::StepChoice> choices;
  double pages = 0, written = 0;
  for (const auto& run : runs)
    file.results.push_back(analysis::result_of(*run));
  for (const auto& run : runs) {
    choices.push_back(figure::choose_steps(*run, options.from, options.to, most_pages));
    const figure::StepChoice& choice = choices.back();
    pages +=
        static_cast<double>(choice.shown()) + (choice.opening ? 1 : 0) + (choice.closing ? 1 : 0);
    for (const AskedQuestion& each : questions_of(*run, file.results))
      if (choice.shows(each.step, run->steps())) ++file.all_questions;
  }
  if (pages == 0) throw BadOptions("there is no step between --from and --to");
  std::string body;
  for (std::size_t i = 0; i < runs.size(); ++i)
    body += case_markup(*runs[i], choices[i], file, [&] {
      if (progress) progress(++written / pages);
    });
  write(assets::fill(asset("lesson.html"), values_for(runs, options, file, body)));
}

} // namespace copyscope::exports
