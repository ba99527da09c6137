#include "gui/session/whole_file.h"

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

namespace files = std::filesystem;

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::runtime_error(fmt::format("cannot write {}: {}", path, std::strerror(error)));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// 0, or what went wrong.
int write_to(const std::string& path, std::string_view text, bool synchronise) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wbe"));
  if (!file) return errno;
  if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) return errno;
  if (std::fflush(file.get()) != 0) return errno;
  if (synchronise && ::fsync(::fileno(file.get())) != 0) return errno;
  return std::fclose(file.release()) == 0 ? 0 : errno;
}

} // namespace

void write_whole(const std::string& path, std::string_view text) {
  std::error_code error;
  if (path.empty()) fail(path, ENOENT);
  if (files::is_directory(path, error)) fail(path, EISDIR);
  if (files::exists(path, error) && !files::is_regular_file(path, error)) {
    if (const int problem = write_to(path, text, false)) fail(path, problem);
    return;
  }
  // A link stays one: what it leads to is replaced.
  files::path target = files::weakly_canonical(path, error);
  if (error) target = path;
  const std::string temporary = fmt::format("{}.{}.new", target.string(), ::getpid());
  int problem = write_to(temporary, text, true);
  if (problem == 0 && std::rename(temporary.c_str(), target.c_str()) != 0) problem = errno;
  if (problem == 0) return;
  files::remove(temporary, error);
  fail(path, problem);
}

} // namespace copyscope::gui
