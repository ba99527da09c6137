#include "gui/session/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>
#include <unistd.h>

namespace copyscope::gui {

namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::runtime_error(fmt::format("cannot write {}: {}", path, std::strerror(error)));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// 0, or what went wrong.
int write_to(const std::string& path, std::string_view text) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wbxe"));
  if (!file) return errno;
  if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) return errno;
  if (std::fflush(file.get()) != 0 || ::fsync(::fileno(file.get())) != 0) return errno;
  return std::fclose(file.release()) == 0 ? 0 : errno;
}

} // namespace

void write_whole(const std::string& path, std::string_view text) {
  std::error_code error;
  std::filesystem::path target = std::filesystem::absolute(path, error);
  if (error || path.empty()) fail(path, error ? error.value() : ENOENT);
  // Behind a symbolic link lies the file that is meant.
  if (std::filesystem::is_symlink(target, error))
    if (const auto behind = std::filesystem::canonical(target, error); !error) target = behind;
  if (std::filesystem::is_directory(target, error)) fail(path, EISDIR);
  std::filesystem::create_directories(target.parent_path(), error);

  const std::string temporary = fmt::format("{}.{}.new", target.string(), ::getpid());
  std::filesystem::remove(temporary, error); // one that a crash has left
  int problem = write_to(temporary, text);
  if (problem == 0 && std::rename(temporary.c_str(), target.c_str()) != 0) problem = errno;
  if (problem == 0) return;
  std::filesystem::remove(temporary, error);
  fail(path, problem);
}

std::optional<FileStamp> stamp_of(const std::string& path) {
  std::error_code error;
  const auto modified = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  const auto bytes = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  return FileStamp{modified.time_since_epoch().count(), static_cast<std::int64_t>(bytes)};
}

} // namespace copyscope::gui
