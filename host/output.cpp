#include "host/output.h"

#include "program/errors.h"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace copyscope::host {

namespace {

/// Returns 0, or the error number.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_in_folder(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// The path behind symbolic links, so that a link stays one; a link to nothing yet is followed
/// once.
std::string resolved(const std::string& path) {
  char real[PATH_MAX];
  if (::realpath(path.c_str(), real)) return real;
  const ssize_t length = ::readlink(path.c_str(), real, sizeof real - 1);
  if (length <= 0) return path;
  const std::string link(real, static_cast<std::size_t>(length));
  return link.starts_with('/') ? link : folder_of(path) + "/" + link;
}

mode_t new_file_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

void synchronize_folder(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return; // a folder that may be written but not read: the rename stands all the same
  ::fsync(file);
  ::close(file);
}

bool is_a_wrong_path(int error) {
  return error == ENOENT || error == ENOTDIR || error == EISDIR || error == ENAMETOOLONG ||
         error == ELOOP || error == EINVAL;
}

} // namespace

void print(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == EPIPE) throw program::BrokenPipe();
  if (error != 0)
    throw program::EnvironmentError(
        fmt::format("cannot write to standard output: {}", strerror(error)));
}

void close_standard_output() {
  if (::close(STDOUT_FILENO) != 0 && errno != EBADF && errno != EPIPE)
    throw program::EnvironmentError(
        fmt::format("cannot write to standard output: {}", strerror(errno)));
}

void require_writable(const std::string& path) {
  struct stat there = {};
  const bool is_stream =
      ::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode);
  if (path == "-" || (is_stream && ::access(path.c_str(), W_OK) == 0)) return;
  const Output tried(path);
}

Output::Output(const std::string& path)
    : shown_(path), target_(resolved(path)), is_standard_output_(path == "-") {
  if (is_standard_output_) return;
  try {
    open();
  } catch (...) {
    discard();
    throw;
  }
}

void Output::open() {
  if (shown_.empty()) fail(ENOENT);
  struct stat there = {};
  const bool exists = ::stat(target_.c_str(), &there) == 0;
  if (exists && S_ISDIR(there.st_mode)) fail(EISDIR);
  if (exists && !S_ISREG(there.st_mode)) {
    file_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) fail(errno);
    return;
  }
  // A file that its owner has made read-only is not to be replaced behind its back.
  if (exists && ::access(target_.c_str(), W_OK) != 0) fail(errno);
  open_temporary();
  // Another's file stays another's where that is allowed; the mode comes after, since a change of
  // owner may clear bits of it.
  if (exists && ::fchown(file_, there.st_uid, there.st_gid) != 0) errno = 0;
  if (::fchmod(file_, exists ? there.st_mode & 07777 : new_file_mode()) != 0) fail(errno);
}

void Output::open_temporary() {
  // A long name is cut, so that the temporary one is not too long itself.
  const std::string name = name_in_folder(target_).substr(0, 200);
  removal_.emplace([&] {
    temporary_ = fmt::format("{}/.{}.XXXXXX", folder_of(target_), name);
    file_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (file_ >= 0) return temporary_;
    temporary_.clear();
    fail(errno);
  });
}

Output::~Output() {
  discard();
}

void Output::discard() {
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

void Output::write(std::string_view piece) {
  if (is_standard_output_) return print(piece);
  if (const int error = write_all(file_, piece)) fail(error);
}

void Output::commit() {
  if (is_standard_output_) return;
  const bool replaces = !temporary_.empty();
  if (replaces && ::fsync(file_) != 0) fail(errno);
  const int file = std::exchange(file_, -1);
  if (::close(file) != 0) fail(errno);
  if (!replaces) return;
  removal_->settle([&] {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
    temporary_.clear();
  });
  synchronize_folder(folder_of(target_));
}

void Output::fail(int error) const {
  if (error == EPIPE) throw program::BrokenPipe();
  const std::string message = fmt::format("cannot write {}: {}", shown_, strerror(error));
  if (is_a_wrong_path(error)) throw program::UsageError(message);
  throw program::EnvironmentError(message);
}

} // namespace copyscope::host
