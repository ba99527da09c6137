// What is wrong with an input, with its place; and the error that carries it to who prints it.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace copyscope::scenario {

/// One thing that is wrong, with its place. Line and column count from 1, columns in characters.
struct Problem {
  std::string file;
  int line = 0; ///< 0: the place is the file as a whole
  int column = 0;
  int width = 1; ///< characters that the caret line marks
  std::string source_line;
  int line_start = 1; ///< the column at which source_line begins: a long line is cut
  std::string found;
  std::string expected;
  std::string hint; ///< "did you mean `chunk`?"; empty where nothing is near
};

/// "file:line:column: found …; expected …; did you mean …?", in one line.
std::string headline(const Problem& problem);

/// Bad input: up to 20 problems. what() is the text for a terminal: for each, `file:line:column`,
/// what was found and expected, the line itself, a caret under the spot and the nearest name.
class InputError : public std::runtime_error {
public:
  explicit InputError(std::vector<Problem> problems);

  const std::vector<Problem>& problems() const { return problems_; }

private:
  std::vector<Problem> problems_;
};

} // namespace copyscope::scenario
