// Owners of what the kernel lends: descriptors, mappings, child processes.
#pragma once

#include "real/errors.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>
#include <utility>

namespace copyscope::real {

/// CLOCK_MONOTONIC, in nanoseconds: the same clock in every process of the run.
std::int64_t now_ns();

/// The value that a call returned; throws SystemError with errno where it is −1.
std::int64_t checked(const std::string& what, std::int64_t result);

class FileDescriptor {
public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() { reset(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void reset();

private:
  int fd_ = -1;
};

/// Memory from mmap(2). Empty when of 0 bytes.
class Mapping {
public:
  Mapping() = default;
  Mapping(void* address, std::size_t bytes) : address_(address), bytes_(bytes) {}
  Mapping(Mapping&& other) noexcept
      : address_(std::exchange(other.address_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(address_, other.address_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Mapping();

  /// Zeroed memory of this process, every page of it present, so that its use makes no page fault;
  /// in huge pages where the kernel gives them. Throws SystemError.
  static Mapping present(std::int64_t bytes);
  /// Zeroed memory that children made by fork(2) share. Throws SystemError.
  static Mapping shared(std::int64_t bytes);

  void* address() const { return address_; }
  std::span<std::byte> bytes() const { return {static_cast<std::byte*>(address_), bytes_}; }

private:
  void* address_ = nullptr;
  std::size_t bytes_ = 0;
};

/// Writes a 0 to each page of zeroed memory, so that a process has it mapped before it is timed.
void touch_pages(std::span<std::byte> memory);

/// A process of this run. It ends with its owner, and with its parent: neither an exception nor a
/// SIGKILL of the parent leaves it behind.
class ChildProcess {
public:
  ChildProcess() = default;
  /// Forks; the child calls body and exits when it returns or throws. Throws SystemError.
  explicit ChildProcess(const std::function<void()>& body);
  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    return *this;
  }
  ~ChildProcess() { end(); }

  pid_t pid() const { return pid_; }
  /// "by SIGKILL (Killed)", "with status 1" once it has ended, which reaps it; nothing while it
  /// goes on.
  std::optional<std::string> ended();
  /// Kills and reaps it.
  void end();

private:
  pid_t pid_ = -1;
};

/// Asks the kernel to end this process when its parent does. To be said again after a change of
/// credentials, which forgets it (prctl(2), PR_SET_PDEATHSIG).
void end_with_parent();

/// What a small file below /proc or /sys holds; throws SystemError.
std::string read_text(const std::string& path);

} // namespace copyscope::real
