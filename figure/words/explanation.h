// A method explained: what it is, its listing, its counts and notes, for whoever shows them. The
// terminal and the window say the same.
#pragma once

#include "assets/assets.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::figure {

/// A method's counts as formulas in n (rounds) and S (bytes) under one setting, by figure:
/// {"copies.cpu", "2n"}.
struct CountFormulas {
  bool scatter_gather = false;
  bool warm = false;
  std::vector<std::pair<std::string, std::string>> figures;
};

/// What is found by simulating it.
struct MethodFacts {
  std::vector<CountFormulas> counts;   ///< cold without and with scatter-gather, warm; or none
  std::vector<std::string_view> notes; ///< keys of those that arise
};

struct Explanation {
  std::string title, summary;
  std::string listing_title; ///< of the method's listing
  std::string text;          ///< some paragraphs, apart by empty lines
  struct Counts {
    std::string title;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows; ///< as many cells as heads; none: not known
  } counts;
  std::string notes_title;
  std::vector<std::string> notes;
  std::string sources_title; ///< of the method's sources
};

Explanation explanation_of(const assets::Method& method, const MethodFacts& facts,
                           assets::Language language);

} // namespace copyscope::figure
