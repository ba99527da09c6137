// Problems as text for a terminal: place, found and expected, the line, a caret under the spot.
#include "sim/scenario/document/problem.h"

#include "sim/scenario/document/width.h"
#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

/// Blanks as wide as the text is on a screen; its tabs stay tabs, so that they end where they do in
/// the line above.
std::string blanks_under(std::string_view text, int characters) {
  std::string blanks;
  for (; characters > 0 && !text.empty(); --characters) {
    const std::string_view character = first_character(text);
    blanks += character == "\t"
                  ? std::string("\t")
                  : std::string(static_cast<std::size_t>(screen_width(character)), ' ');
    text.remove_prefix(character.size());
  }
  return blanks + std::string(static_cast<std::size_t>(characters), ' ');
}

std::string carets_under(std::string_view text, int characters) {
  std::string carets;
  for (; characters > 0 && !text.empty(); --characters) {
    const std::string_view character = first_character(text);
    carets += std::string(static_cast<std::size_t>(screen_width(character)), '^');
    text.remove_prefix(character.size());
  }
  return carets.empty() ? "^" : carets;
}

std::string place_of(const Problem& problem) {
  if (problem.line == 0) return problem.file;
  return fmt::format("{}:{}:{}", problem.file, problem.line, problem.column);
}

std::string text_of(const Problem& problem) {
  std::string text = fmt::format("{}: found {}; expected {}\n", place_of(problem), problem.found,
                                 problem.expected);
  if (problem.line == 0) return problem.hint.empty() ? text : text + "  " + problem.hint + "\n";

  const std::string cut = problem.line_start > 1 ? "…" : "";
  const std::string number = std::to_string(problem.line);
  const int before = problem.column - problem.line_start;
  std::string_view rest = problem.source_line;
  const std::string blanks = blanks_under(rest, before);
  for (int i = 0; i < before && !rest.empty(); ++i)
    rest.remove_prefix(first_character(rest).size());

  text += fmt::format("  {} | {}{}\n", number, cut, problem.source_line);
  text += fmt::format("  {:{}} | {}{}{}{}\n", "", number.size(), cut.empty() ? "" : " ", blanks,
                      carets_under(rest, problem.width),
                      problem.hint.empty() ? "" : " " + problem.hint);
  return text;
}

std::string text_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems)
    text += text_of(problem);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

} // namespace

std::string headline(const Problem& problem) {
  return fmt::format("{}: found {}; expected {}{}", place_of(problem), problem.found,
                     problem.expected, problem.hint.empty() ? "" : "; " + problem.hint);
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(text_of(problems)), problems_(std::move(problems)) {}

} // namespace copyscope::scenario
