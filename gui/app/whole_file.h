// Files that others read while we write them: each appears whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace copyscope::gui {

/// Writes it under a temporary name beside its target, and renames it. A target that is no regular
/// file (/dev/stdout) is written to. Throws std::runtime_error that says what is wrong.
void write_whole(const std::string& path, std::string_view content);

} // namespace copyscope::gui
