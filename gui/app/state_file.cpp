#include "gui/app/state_file.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unistd.h>

namespace copyscope::gui {

namespace {

struct CloseStateFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Empty, or as we write it; not a regular file at all is somewhere to tell things to.
bool may_replace(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return true;
  constexpr std::string_view begins = "{\"scenario\":";
  std::string text(begins.size(), '\0');
  const std::unique_ptr<std::FILE, CloseStateFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return true; // writing says what is wrong
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text.empty() || text == begins;
}

} // namespace

StateFile::StateFile(std::string path)
    : path_(std::move(path)), told_(std::make_unique<nlohmann::ordered_json>()) {
  if (!path_.empty() && !may_replace(path_))
    throw std::runtime_error(fmt::format(
        "cannot write {}: a file is there that is no window's state; remove it first", path_));
}

StateFile::~StateFile() = default;

// Not synchronised with the disk: it is told many times a second, and of no use after a crash.
void StateFile::tell(const nlohmann::ordered_json& state, double frame_ms) {
  if (path_.empty() || state == *told_) return;
  *told_ = state;
  nlohmann::ordered_json timed = state;
  timed["frame_ms"] = std::round(frame_ms * 100) / 100;
  const std::string text =
      timed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  const std::string temporary = fmt::format("{}.{}.new", path_, ::getpid());
  std::unique_ptr<std::FILE, CloseStateFile> file(std::fopen(temporary.c_str(), "we"));
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fclose(file.release()) != 0 || std::rename(temporary.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    std::remove(temporary.c_str());
    throw std::runtime_error(fmt::format("cannot write {}: {}", path_, std::strerror(error)));
  }
}

} // namespace copyscope::gui
