#include "gui/session/file_stamp.h"

#include <filesystem>

namespace copyscope::gui {

std::optional<FileStamp> stamp_of(const std::string& path) {
  std::error_code error;
  const auto modified = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  const auto bytes = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  return FileStamp{modified.time_since_epoch().count(), static_cast<std::int64_t>(bytes)};
}

} // namespace copyscope::gui
