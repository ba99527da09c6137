// Files as the window needs them: a text that appears whole or not at all, and a stamp that tells
// whether a file has changed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

/// Writes beside the target under another name and renames: whoever reads the path sees the old
/// text or the new one. Makes the folder where there is none. Throws a std::runtime_error that says
/// what went wrong; the old file is then as it was.
void write_whole(const std::string& path, std::string_view text);

/// What changes when a file does.
struct FileStamp {
  std::int64_t modified = 0; ///< of the file system's clock
  std::int64_t bytes = 0;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Nothing where there is no such file. Tests hand in their own.
using Stamper = std::function<std::optional<FileStamp>(const std::string& path)>;
std::optional<FileStamp> stamp_of(const std::string& path);

} // namespace copyscope::gui
