#include "real/pipe.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr std::int64_t bytes_a_slot = 4096;
constexpr std::int64_t most_asked_for = std::int64_t{1} << 30; // F_SETPIPE_SZ takes an int

} // namespace

std::int64_t pages_around(std::int64_t chunk) {
  const bool begins_on_pages = chunk % bytes_a_slot == 0;
  return (chunk / bytes_a_slot + (begins_on_pages ? 0 : 2)) * bytes_a_slot;
}

Pipe::Pipe(std::int64_t chunk) {
  int ends[2];
  checked("pipe", pipe2(ends, O_CLOEXEC));
  read_end_ = FileDescriptor(ends[0]);
  write_end_ = FileDescriptor(ends[1]);
  bytes_ = checked("fcntl(F_GETPIPE_SZ)", fcntl(ends[1], F_GETPIPE_SZ));
  // Where it is refused, EPERM or ENOMEM, half of it may do: a smaller pipe means more calls.
  for (std::int64_t wanted = std::min(pages_around(chunk), most_asked_for); wanted > bytes_;
       wanted /= 2)
    if (const int has = fcntl(ends[1], F_SETPIPE_SZ, static_cast<int>(wanted)); has >= 0)
      bytes_ = has;
}

} // namespace copyscope::real
