// The pipe between file and socket of splice() and vmsplice(): a row of slots for pages.
#pragma once

#include "real/system.h"

#include <cstdint>

namespace copyscope::real {

class Pipe {
public:
  /// One that holds a chunk, wherever in a page it begins, or as much of it as the kernel allows:
  /// beyond /proc/sys/fs/pipe-max-size F_SETPIPE_SZ is EPERM without privilege (fcntl(2)). Throws
  /// SystemError.
  explicit Pipe(std::int64_t chunk);

  int read_end() const { return read_end_.get(); }
  int write_end() const { return write_end_.get(); }
  std::int64_t bytes() const { return bytes_; } ///< that it holds, in whole pages

private:
  FileDescriptor read_end_, write_end_;
  std::int64_t bytes_ = 0;
};

/// The bytes of the pages in which a chunk can lie that begins anywhere.
std::int64_t pages_around(std::int64_t chunk);

} // namespace copyscope::real
