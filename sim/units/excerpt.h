// Foreign text shown in a message: cut to a readable length, control characters made harmless.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace copyscope::units {

/// At most `most` characters and "…" where there are more. Control characters (tabs, where they are
/// not to be kept, too), and bytes that are not UTF-8, become U+FFFD, so that the result is always
/// UTF-8 that a terminal can be trusted with.
std::string excerpt(std::string_view text, std::size_t most = 40, bool keep_tabs = false);

/// The excerpt between backquotes.
std::string quoted(std::string_view text);

/// The length in bytes of the UTF-8 character that `text` begins with; 0 where there is none (not
/// UTF-8, overlong, a surrogate, beyond U+10FFFF, or empty).
std::size_t character_length(std::string_view text);

} // namespace copyscope::units
