// Words in the markup of a page that is in both languages at once: what differs stands twice, and a
// rule shows one of the two.
#pragma once

#include "assets/assets.h"

#include <string>
#include <string_view>

namespace copyscope::exports {

/// A text of the program's own by its key, in both languages. `values` fill it in.
scenario::Text words(std::string_view key, const assets::Values& values = {});
/// The same, as a heading.
scenario::Text headings(std::string_view key);

/// Escaped, on one line; in two elements where the languages differ.
std::string both(const scenario::Text& text);
/// What is markup already.
std::string both_marked(const std::string& en, const std::string& zh);

/// What a person or a scenario wrote, for markup: escaped, on one line.
std::string marked(std::string_view text);

/// "sha256-…" of what stands between the tags of a style or a script, as a policy names it.
std::string policy_hash(std::string_view content);

} // namespace copyscope::exports
