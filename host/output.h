// Where results go: standard output, or a file that appears whole or not at all.
//
// A file is written under a temporary name beside its target, synchronised and renamed; whatever
// goes wrong before that leaves an existing file as it was. Something that is no regular file
// (/dev/null, a named pipe) is written to directly. The name "-" is standard output.
#pragma once

#include "host/signals.h"

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace copyscope::host {

/// Writes everything to standard output. Throws BrokenPipe or EnvironmentError.
void print(std::string_view text);

/// Standard output's last word: throws EnvironmentError where what was written got lost on closing.
void close_standard_output();

/// Throws as Output does for a path to which nothing could be written: before a long piece of work,
/// whose result would be lost. Leaves nothing there, and opens no pipe.
void require_writable(const std::string& path);

class Output {
public:
  /// Throws UsageError for a path that cannot be, EnvironmentError for one that may not be written.
  explicit Output(const std::string& path);
  ~Output(); ///< without commit(), nothing has happened to the target
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view piece);
  void commit(); ///< the target is there, complete, when this returns

private:
  void open();
  void open_temporary();
  void discard();
  [[noreturn]] void fail(int error) const;

  std::string shown_;  ///< the path as it was given, for messages
  std::string target_; ///< behind symbolic links
  std::string temporary_;
  std::optional<RemovedOnSignal> removal_;
  int file_ = -1;
  bool is_standard_output_ = false;
};

} // namespace copyscope::host
