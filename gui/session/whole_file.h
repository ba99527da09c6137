// Files that others read while we write them: each appears whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace copyscope::gui {

/// Writes beside the target under another name and renames: whoever reads the path sees the old
/// text or the new one. What is no regular file (/dev/null) is written to as it is. Throws a
/// std::runtime_error that says what went wrong; the old file is then as it was.
void write_whole(const std::string& path, std::string_view text);

} // namespace copyscope::gui
