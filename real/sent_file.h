// The file that is sent: one that the run makes and that nobody else can reach, or the user's,
// which is only read.
#pragma once

#include "real/real.h"
#include "real/system.h"

#include <cstdint>
#include <string>
#include <sys/stat.h>

namespace copyscope::real {

struct SentFile {
  FileDescriptor file;
  std::string name; ///< for messages: its path, or where it was made
  std::int64_t size = 0;
  std::uint64_t checksum = 0; ///< XXH3 of its bytes
  bool own = true;            ///< this user may write it, so the kernel tells what is cached of it
  bool in_memory = false;     ///< on tmpfs or the like: always in memory, never cold
  /// As it was when its bytes were last known to be those of the checksum.
  mutable struct stat seen {};

  /// Whether somebody has changed its bytes since. Where only its times say so (touch, chmod), it
  /// is read again, and its bytes decide.
  bool changed() const;
};

/// The directory for files that the run makes, of so many bytes together: $TMPDIR whether it has
/// room or not, else the first of /var/tmp and /tmp that has. `on_disk`: a memory file system will
/// not do, if there is another choice.
std::string directory_for_files(const Options& options, bool on_disk, std::int64_t bytes);

/// A file without a name, of pseudo-random bytes, written to storage. It is gone when its last
/// descriptor is. Throws SystemError (ENOSPC …), Interrupted.
SentFile make_file(const std::string& directory, std::int64_t size,
                   const std::function<void(double)>& progress, const std::atomic<bool>& cancelled);

/// The user's file. Throws BadInput where it is no regular file, cannot be read, or is one whose
/// bytes the kernel makes up when it is read (/proc, /sys); Interrupted.
SentFile open_file(const std::string& path, const std::function<void(double)>& progress,
                   const std::atomic<bool>& cancelled);

} // namespace copyscope::real
