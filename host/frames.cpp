#include "host/frames.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace copyscope::host {

namespace {

// Both ends are the same program on the same machine: numbers go as they lie in memory.
struct Head {
  std::uint64_t length;
  std::uint32_t run;
  std::uint32_t type;
};

} // namespace

std::string encoded(const Frame& frame) {
  const Head head{frame.body.size(), frame.run, static_cast<std::uint32_t>(frame.type)};
  std::string text(sizeof head, '\0');
  std::memcpy(text.data(), &head, sizeof head);
  return text + frame.body;
}

bool wrote(int file, const Frame& frame) {
  const std::string text = encoded(frame);
  std::string_view left = text;
  while (!left.empty()) {
    const ssize_t sent = ::write(file, left.data(), left.size());
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    left.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<Frame> FrameReader::next() {
  Head head{};
  if (text_.size() - used_ < sizeof head) return std::nullopt;
  std::memcpy(&head, text_.data() + used_, sizeof head);
  if (text_.size() - used_ - sizeof head < head.length) return std::nullopt;
  Frame frame{static_cast<Frame::Type>(head.type), head.run,
              text_.substr(used_ + sizeof head, head.length)};
  used_ += sizeof head + head.length;
  if (used_ == text_.size()) {
    text_.clear();
    used_ = 0;
  }
  return frame;
}

std::string encoded(const ProgressBody& progress) {
  std::string text(sizeof progress.done, '\0');
  std::memcpy(text.data(), &progress.done, sizeof progress.done);
  return text + progress.what;
}

ProgressBody progress_in(std::string_view body) {
  ProgressBody progress;
  if (body.size() < sizeof progress.done) return progress;
  std::memcpy(&progress.done, body.data(), sizeof progress.done);
  progress.what = body.substr(sizeof progress.done);
  return progress;
}

} // namespace copyscope::host
