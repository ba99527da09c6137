#include "real/system.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace copyscope::real {

std::string describe_error(int error) {
  const char* name = strerrorname_np(error);
  return std::string(name ? name : "unknown error") + " (" + std::strerror(error) + ")";
}

std::string describe_signal(int signal) {
  const char* name = sigabbrev_np(signal);
  const char* meaning = sigdescr_np(signal);
  return (name ? std::string("SIG") + name : "signal " + std::to_string(signal)) +
         (meaning ? std::string(" (") + meaning + ")" : "");
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * std::int64_t{1'000'000'000} + now.tv_nsec;
}

std::int64_t checked(const std::string& what, std::int64_t result) {
  if (result == -1) throw SystemError(what, errno);
  return result;
}

void FileDescriptor::reset() {
  if (fd_ >= 0) close(std::exchange(fd_, -1));
}

namespace {

Mapping anonymous(std::int64_t bytes, int sharing) {
  if (bytes == 0) return {};
  const auto size = static_cast<std::size_t>(bytes);
  void* address = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) throw SystemError("memory of " + std::to_string(bytes) + " B", errno);
  return {address, size};
}

} // namespace

Mapping::~Mapping() {
  if (bytes_ != 0) munmap(address_, bytes_);
}

Mapping Mapping::present(std::int64_t bytes) {
  Mapping memory = anonymous(bytes, MAP_PRIVATE);
  // Where it is refused, small pages serve.
  if (bytes != 0) madvise(memory.address_, memory.bytes_, MADV_HUGEPAGE);
  touch_pages(memory.bytes());
  return memory;
}

Mapping Mapping::shared(std::int64_t bytes) {
  return anonymous(bytes, MAP_SHARED);
}

void touch_pages(std::span<std::byte> memory) {
  constexpr std::size_t page = 4096;
  // Written without being read before: a read would map the zero page, in small pages for good.
  for (std::size_t at = 0; at < memory.size(); at += page)
    static_cast<volatile std::byte&>(memory[at]) = std::byte{};
}

void end_with_parent() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

ChildProcess::ChildProcess(const std::function<void()>& body) {
  const pid_t parent = getpid();
  pid_ = static_cast<pid_t>(checked("fork", fork()));
  if (pid_ != 0) return;

  end_with_parent();
  if (getppid() != parent) _exit(1); // it ended before we asked
  // Ctrl-C goes to the whole foreground group, but only the parent decides, and ends us.
  for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    std::signal(each, SIG_IGN);
  int status = 0;
  try {
    body();
  } catch (...) {
    status = 1;
  }
  _exit(status); // the parent's buffers, temporary files and exit handlers are not ours
}

namespace {

/// What a process of a run has met where that signal ends it.
const char* meaning_of(int signal) {
  if (signal == SIGKILL) return ", which the kernel sends where memory runs out";
  return signal == SIGBUS
             ? ": a page of a mapping was touched that the file no longer has (mmap(2))"
             : "";
}

} // namespace

std::optional<std::string> ChildProcess::ended() {
  int status = 0;
  if (pid_ <= 0 || waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  pid_ = -1;
  if (!WIFSIGNALED(status)) return "with status " + std::to_string(WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  return "by " + describe_signal(signal) + meaning_of(signal);
}

void ChildProcess::end() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) == -1 && errno == EINTR) {
  }
  pid_ = -1;
}

std::string read_text(const std::string& path) {
  const FileDescriptor file(
      static_cast<int>(checked(path, open(path.c_str(), O_RDONLY | O_CLOEXEC))));
  std::string text;
  char part[4096];
  // pread: the names read and write are left to the methods, so that a trace of system calls shows
  // them alone.
  while (const auto got =
             checked(path, pread(file.get(), part, sizeof part, static_cast<off_t>(text.size()))))
    text.append(part, static_cast<std::size_t>(got));
  return text;
}

} // namespace copyscope::real
