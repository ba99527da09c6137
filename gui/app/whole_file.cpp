#include "gui/app/whole_file.h"

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

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

void write(const std::string& path, const std::string& shown, std::string_view content) {
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wbe"));
  if (!file) fail(shown, errno);
  if (std::fwrite(content.data(), 1, content.size(), file.get()) != content.size())
    fail(shown, errno);
  if (std::fclose(file.release()) != 0) fail(shown, errno);
}

} // namespace

void write_whole(const std::string& path, std::string_view content) {
  std::error_code error;
  if (files::is_directory(path, error)) fail(path, EISDIR);
  if (files::exists(path, error) && !files::is_regular_file(path, error))
    return write(path, path, content);
  // A link stays one: what it leads to is replaced.
  files::path target = files::weakly_canonical(path, error);
  if (error) target = path;
  const std::string temporary =
      (target.parent_path() / fmt::format(".{}.{}", target.filename().string(), ::getpid()))
          .string();
  try {
    write(temporary, path, content);
    files::rename(temporary, target, error);
    if (error) fail(path, error.value());
  } catch (...) {
    files::remove(temporary, error);
    throw;
  }
}

} // namespace copyscope::gui
