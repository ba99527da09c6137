// A text that a learner reads, in both languages of the program.
#pragma once

#include <string>

namespace copyscope::scenario {

enum class Language { en, zh };

struct Text {
  std::string en;
  std::string zh; ///< empty: not translated; readers then get English

  const std::string& in(Language language) const {
    return language == Language::zh && !zh.empty() ? zh : en;
  }

  friend bool operator==(const Text&, const Text&) = default;
};

} // namespace copyscope::scenario
