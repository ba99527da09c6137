// What a method needs beside file, socket and buffer: a pipe, a ring, a socket or a file that is
// willing. It is made before the clock runs.
#pragma once

#include "real/methods/registry.h"
#include "real/pipe.h"
#include "real/ring.h"

#include <optional>
#include <string>

namespace copyscope::real {

class Equipment {
public:
  /// Makes what the method needs and puts it into the transfer, which must not outlive this. Throws
  /// SystemError; NotHere where this kernel, file system or chunk will not do, with what to do.
  Equipment(const Method& method, Transfer& transfer);
  Equipment(const Equipment&) = delete;
  Equipment& operator=(const Equipment&) = delete;

  /// The bytes that the pipe holds; 0 without one.
  std::int64_t pipe_bytes() const { return pipe_ ? pipe_->bytes() : 0; }

private:
  std::optional<Pipe> pipe_;
  std::optional<Ring> ring_;
  FileDescriptor direct_file_;
};

/// Tries all that can be tried before a run: its equipment and, of MSG_ZEROCOPY, a send to itself.
/// Why the method cannot be used here, or nothing. `file` is not moved.
std::string why_unusable(const Method& method, int file, std::int64_t size, std::int64_t chunk);

/// What O_DIRECT moves: bytes rounded up to whole blocks.
std::int64_t in_whole_blocks(std::int64_t bytes);

} // namespace copyscope::real
