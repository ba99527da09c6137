#include "gui/app/state_file.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>

namespace copyscope::gui {

namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

} // namespace

// Not synchronised with the disk: it is told many times a second, and of no use after a crash.
void StateFile::tell(nlohmann::ordered_json state, double frame_ms) {
  if (path_.empty() || state == told_) return;
  told_ = state;
  state["frame_ms"] = std::round(frame_ms * 100) / 100;
  const std::string text =
      state.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  const std::string temporary = path_ + ".new";
  std::unique_ptr<std::FILE, Close> file(std::fopen(temporary.c_str(), "we"));
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fclose(file.release()) != 0 || std::rename(temporary.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    std::remove(temporary.c_str());
    throw std::runtime_error(fmt::format("cannot write {}: {}", path_, std::strerror(error)));
  }
}

} // namespace copyscope::gui
