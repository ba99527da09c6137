#include "real/sent_file.h"

#include "real/checksum.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <linux/magic.h>
#include <optional>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr std::size_t block_bytes = 1 << 20;

/// Writing beyond RLIMIT_FSIZE raises SIGXFSZ, which ends a process; while this lives it is EFBIG.
class NoFileSizeSignal {
public:
  NoFileSizeSignal() {
    sigemptyset(&only_);
    sigaddset(&only_, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &only_, &before_);
  }
  ~NoFileSizeSignal() {
    constexpr timespec at_once{};
    while (sigtimedwait(&only_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoFileSizeSignal(const NoFileSizeSignal&) = delete;
  NoFileSizeSignal& operator=(const NoFileSizeSignal&) = delete;

private:
  sigset_t only_{}, before_{};
};

/// SplitMix64 (Steele, Lea, Flood 2014): cheap, and no two blocks are alike.
class RandomBytes {
public:
  void fill(std::span<std::byte> block) {
    for (std::size_t at = 0; at < block.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
      z ^= z >> 31;
      std::memcpy(&block[at], &z, std::min(sizeof z, block.size() - at));
    }
  }

private:
  std::uint64_t state_ = 0;
};

bool in_memory(int file) {
  struct statfs system {};
  if (fstatfs(file, &system) != 0) return false;
  return system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC ||
         system.f_type == HUGETLBFS_MAGIC;
}

FileDescriptor open_directory(const std::string& path) {
  return FileDescriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

FileDescriptor open_without_name(const std::string& directory) {
  FileDescriptor file(open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  // Not every file system has O_TMPFILE (open(2)): make one and take its name away at once.
  std::string name = directory + "/copyscope-XXXXXX";
  file = FileDescriptor(static_cast<int>(
      checked("a temporary file in " + directory, mkostemp(name.data(), O_CLOEXEC))));
  unlink(name.c_str());
  return file;
}

/// Of the file system that it lies on; nothing where that does not tell.
std::optional<std::int64_t> free_bytes(int file) {
  struct statvfs system {};
  if (fstatvfs(file, &system) != 0) return std::nullopt;
  return static_cast<std::int64_t>(system.f_bavail * system.f_frsize);
}

/// Takes the room that it needs, so that a full disk is found out before anything is written.
void reserve(const SentFile& made, const std::string& what) {
  if (const auto free = free_bytes(made.file.get()); free && *free < made.size)
    throw SystemError(what + ", with " + brief(Bytes(*free)) + " free", ENOSPC);
  if (made.size != 0 && fallocate(made.file.get(), 0, 0, made.size) != 0 && errno != EOPNOTSUPP)
    throw SystemError(what, errno);
}

void stop_if(const std::atomic<bool>& cancelled) {
  if (cancelled) throw Interrupted();
}

void look(SentFile& file) {
  checked(file.name, fstat(file.file.get(), &file.seen));
  file.in_memory = in_memory(file.file.get());
}

/// File systems without storage: what is read is made up for the reader, and the size says nothing.
bool is_made_up(int file) {
  constexpr std::array<long, 15> kinds{
      PROC_SUPER_MAGIC,   SYSFS_MAGIC,    DEBUGFS_MAGIC,       TRACEFS_MAGIC,  SECURITYFS_MAGIC,
      CGROUP_SUPER_MAGIC, BPF_FS_MAGIC,   CGROUP2_SUPER_MAGIC, PSTOREFS_MAGIC, EFIVARFS_MAGIC,
      SELINUX_MAGIC,      BINFMTFS_MAGIC, DEVPTS_SUPER_MAGIC,  NSFS_MAGIC,     SMACK_MAGIC};
  struct statfs system {};
  return fstatfs(file, &system) == 0 &&
         std::ranges::find(kinds, static_cast<long>(system.f_type)) != kinds.end();
}

/// Or it has a size of 0 bytes and more than that to be read.
void check_it_is_stored(const std::string& path, const SentFile& file) {
  std::byte first{};
  if (is_made_up(file.file.get()) ||
      (file.seen.st_size == 0 && pread(file.file.get(), &first, 1, 0) > 0))
    throw BadInput(path +
                   ": the kernel makes this text up whenever it is read; it lies on no disk, "
                   "has no size, and no pages in the page cache to send (a copy of it on a "
                   "disk has)");
}

/// Of all its bytes; told how much is done, from which it may throw. Throws SystemError.
std::uint64_t checksum_of(const SentFile& file, const std::function<void(double)>& progress) {
  std::vector<std::byte> block(block_bytes);
  Checksum checksum;
  for (std::int64_t at = 0; at < file.size;) {
    const auto wanted = std::min(block.size(), static_cast<std::size_t>(file.size - at));
    const auto got = checked(file.name, pread(file.file.get(), block.data(), wanted, at));
    if (got == 0) throw SystemError(file.name + ": it shrank while it was read", ESTALE);
    checksum.add(std::span(block).first(static_cast<std::size_t>(got)));
    at += got;
    progress(static_cast<double>(at) / static_cast<double>(file.size));
  }
  return checksum.value();
}

} // namespace

bool SentFile::changed() const {
  struct stat now {};
  if (fstat(file.get(), &now) != 0 || now.st_size != seen.st_size) return true;
  const auto same = [](const timespec& a, const timespec& b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
  };
  if (same(now.st_mtim, seen.st_mtim) && same(now.st_ctim, seen.st_ctim)) return false;
  try {
    if (checksum_of(*this, [](double) {}) != checksum) return true;
  } catch (const SystemError&) {
    return true;
  }
  seen = now; // what is written from now on has a later time
  return false;
}

std::string kind_of_file(unsigned mode) {
  if (S_ISREG(mode)) return "a regular file";
  if (S_ISDIR(mode)) return "a directory, and no file that can be sent";
  if (S_ISFIFO(mode)) return "a named pipe; only a regular file has pages in the page cache";
  if (S_ISSOCK(mode)) return "a socket; only a regular file can be sent";
  return "a device; only a regular file has pages in the page cache";
}

std::string directory_for_files(const Options& options, bool on_disk, std::int64_t bytes) {
  if (options.directory) return *options.directory;
  std::vector<std::string> candidates{"/var/tmp", "/tmp"};
  const char* const wish = std::getenv("TMPDIR");
  if (wish && *wish) candidates.insert(candidates.begin(), wish);

  std::string best = candidates.front();
  int most = 0;
  for (const std::string& each : candidates) {
    const FileDescriptor directory = open_directory(each);
    if (!directory || faccessat(AT_FDCWD, each.c_str(), W_OK | X_OK, AT_EACCESS) != 0) continue;
    // Who wishes for a folder that is full is told so.
    const bool has_room =
        (wish && each == wish) || free_bytes(directory.get()).value_or(bytes) >= bytes;
    const bool is_apt = !on_disk || !in_memory(directory.get());
    const int worth = 1 + 2 * has_room + is_apt;
    if (worth > most) best = each;
    most = std::max(most, worth);
  }
  return best;
}

SentFile make_file(const std::string& directory, std::int64_t size,
                   const std::function<void(double)>& progress,
                   const std::atomic<bool>& cancelled) {
  const std::string what = "a file of " + brief(Bytes(size)) + " in " + directory;
  const NoFileSizeSignal quiet;
  SentFile made;
  made.name = what;
  made.size = size;
  made.file = open_without_name(directory);
  reserve(made, what);

  std::vector<std::byte> block(block_bytes);
  RandomBytes random;
  Checksum checksum;
  for (std::int64_t at = 0; at < size;) {
    stop_if(cancelled);
    random.fill(block);
    const auto wanted = std::min(block.size(), static_cast<std::size_t>(size - at));
    const auto written = checked(what, pwrite(made.file.get(), block.data(), wanted, at));
    checksum.add(std::span(block).first(static_cast<std::size_t>(written)));
    at += written;
    progress(static_cast<double>(at) / static_cast<double>(size));
  }
  // Now, or the kernel writes it back in the middle of the rounds.
  checked(what, fsync(made.file.get()));
  made.checksum = checksum.value();
  look(made);
  return made;
}

SentFile open_file(const std::string& path, const std::function<void(double)>& progress,
                   const std::atomic<bool>& cancelled) {
  SentFile file;
  file.name = path;
  // O_NONBLOCK: opening a FIFO would wait for its writer. It changes nothing for regular files.
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  file.file = FileDescriptor(open(path.c_str(), flags | O_NOATIME));
  if (!file.file) file.file = FileDescriptor(open(path.c_str(), flags)); // others' files: EPERM
  if (!file.file) throw BadInput(path + ": " + describe_error(errno));
  look(file);
  if (!S_ISREG(file.seen.st_mode)) throw BadInput(path + ": " + kind_of_file(file.seen.st_mode));
  check_it_is_stored(path, file);
  file.size = file.seen.st_size;
  file.own =
      file.seen.st_uid == geteuid() || faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;

  try {
    file.checksum = checksum_of(file, [&](double done) {
      stop_if(cancelled);
      progress(done);
    });
  } catch (const SystemError& error) {
    throw BadInput(error.what());
  }
  return file;
}

} // namespace copyscope::real
