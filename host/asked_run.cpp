#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/asked_run.h"

#include <utility>

namespace copyscope::host {

AskedRun::AskedRun(std::shared_ptr<Connection> connection, Frame::Type type, std::string body)
    : connection_(std::move(connection)), run_(connection_->new_run()) {
  connection_->send({type, run_, std::move(body)});
}

AskedRun::~AskedRun() {
  if (!is_over_) connection_->send({Frame::Type::cancel, run_, {}});
}

bool AskedRun::poll(const std::function<void(const Frame&)>& take) {
  connection_->pump();
  while (!is_over_) {
    const std::optional<Frame> frame = connection_->next();
    if (!frame) break;
    if (frame->run == run_) read(*frame, take); // else it is a run's that was given up
  }
  if (!is_over_ && connection_->is_dead()) {
    error_ = "the process that makes real runs has ended";
    is_over_ = true;
  }
  return is_over_;
}

void AskedRun::cancel() {
  is_cancelled_ = true;
  connection_->send({Frame::Type::cancel, run_, {}});
}

std::string AskedRun::why_nothing() const {
  if (is_cancelled_ && !connection_->is_dead()) return "cancelled";
  return error_.empty() ? last_words_ : error_;
}

void AskedRun::read(const Frame& frame, const std::function<void(const Frame&)>& take) try {
  switch (frame.type) {
  case Frame::Type::progress:
    progress_ = progress_in(frame.body);
    break;
  case Frame::Type::failed:
    error_ = frame.body;
    break;
  case Frame::Type::over:
    is_over_ = true;
    last_words_ = frame.body;
    break;
  default:
    take(frame);
  }
} catch (const std::exception& error) {
  error_ = error.what();
}

} // namespace copyscope::host
#endif
