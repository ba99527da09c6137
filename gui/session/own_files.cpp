#include "gui/session/own_files.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

namespace files = std::filesystem;

/// One name for a file, however its path is written.
std::string key_of(const std::string& path) {
  std::error_code error;
  const files::path whole = files::weakly_canonical(files::absolute(path, error), error);
  return error ? path : whole.string();
}

} // namespace

std::string whole_path(std::string_view typed, std::string_view extension) {
  std::string path(typed);
  const char* const home = std::getenv("HOME");
  if ((path == "~" || path.starts_with("~/")) && home && *home != '\0') path.replace(0, 1, home);
  std::error_code error;
  const bool is_bare = !path.empty() && !path.ends_with('/') && !files::path(path).has_extension();
  if (is_bare && !files::exists(path, error)) path += extension;
  return path;
}

bool OwnFiles::is_anothers(const std::string& path) const {
  const std::optional<FileStamp> stamp = stamp_(path);
  if (!stamp) return false;
  const auto ours = made_.find(key_of(path));
  return ours == made_.end() || !(ours->second == *stamp);
}

void OwnFiles::made(const std::string& path) {
  if (const std::optional<FileStamp> stamp = stamp_(path)) made_[key_of(path)] = *stamp;
}

std::string OwnFiles::free_name(const std::string& stem, std::string_view extension) const {
  std::string path = fmt::format("{}{}", stem, extension);
  for (int i = 2; i < 1000 && is_there(path); ++i)
    path = fmt::format("{}-{}{}", stem, i, extension);
  return path;
}

} // namespace copyscope::gui
