// A stamp that tells whether a file has changed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace copyscope::gui {

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
