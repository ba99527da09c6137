// One thing that the window has asked of the process that makes its real runs (real_server.h): what
// comes of it, how far it is, and why nothing comes. Dropping it cancels it.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "host/worker_connection.h"

#include <functional>
#include <memory>
#include <string>

namespace copyscope::host {

class AskedRun {
public:
  AskedRun(std::shared_ptr<Connection> connection, Frame::Type type, std::string body);
  ~AskedRun();
  AskedRun(const AskedRun&) = delete;
  AskedRun& operator=(const AskedRun&) = delete;

  /// Hands over what has come of it, without waiting for more; what `take` throws becomes the
  /// error. Whether it is over.
  bool poll(const std::function<void(const Frame&)>& take);
  void cancel();

  const ProgressBody& progress() const { return progress_; }
  /// Of one that is over and has brought nothing; "cancelled" where it was.
  std::string why_nothing() const;
  /// What has failed; empty: nothing has.
  const std::string& error() const { return error_; }

private:
  void read(const Frame& frame, const std::function<void(const Frame&)>& take);

  std::shared_ptr<Connection> connection_;
  std::uint32_t run_;
  ProgressBody progress_;
  std::string error_, last_words_;
  bool is_over_ = false, is_cancelled_ = false;
};

} // namespace copyscope::host
#endif
