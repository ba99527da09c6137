// What narrations and questions have in common: a case, a moment, texts with references, and the
// names of what their picture marks.
#pragma once

#include "sim/scenario/names.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

class BoundReader {
public:
  BoundReader(const std::vector<Case>& cases, const Names& names, Reader& reader)
      : cases_(cases), names_(names), reader_(reader) {}

  /// The case under `case`, or the first.
  const Case& which(const Node& table);
  Moment at(const Node& table, const Case& of_case);
  /// A text that may hold references; `required` is what is missing where there is none.
  Text text(const Node& table, std::string_view key, const std::string& required);
  /// The names under `shows`.
  std::vector<std::string> shows(const Node& table);
  /// The view under `view`, which only a narration at the end has.
  Narration::View view(const Node& table, const Moment& at);

protected:
  const std::vector<Case>& cases_;
  const Names& names_;
  Reader& reader_;
};

} // namespace copyscope::scenario
