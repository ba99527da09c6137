// A file on this machine's disk, and what of it the kernel that runs here has in its page cache: to
// see whether it does what the simulator says. Needs no privileges; where a kernel or a file system
// does not let it be seen, `obstacle()` says why.
#pragma once

#include "sim/machine/page_extents.h"

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <vector>

namespace copyscope::machine::test {

/// A file descriptor that is closed; -1 is none.
class Descriptor {
public:
  explicit Descriptor(int number, int advice = POSIX_FADV_NORMAL) : number_(number) {
    ::posix_fadvise(number_, 0, 0, advice);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

private:
  int number_;
};

/// Of the pages from 0 to `count`, the runs of those that are so.
template <typename IsSo> std::vector<PageRun> runs_where(std::size_t count, IsSo is_so) {
  std::vector<PageRun> runs;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_so(i)) continue;
    const auto page = static_cast<std::int64_t>(i);
    if (runs.empty() || runs.back().end != page) runs.push_back({page, page});
    runs.back().end = page + 1;
  }
  return runs;
}

/// Pages of a file in memory of ours, which begins at an address that a page table begins at.
class RealMapping {
public:
  RealMapping(const Descriptor& file, std::int64_t pages) : bytes_(4096 * pages) {
    room_ = ::mmap(nullptr, bytes_ + table, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room_ == MAP_FAILED) return;
    const auto address = (reinterpret_cast<std::uintptr_t>(room_) + table - 1) / table * table;
    start_ = ::mmap(reinterpret_cast<void*>(address), bytes_, PROT_READ, MAP_SHARED | MAP_FIXED,
                    file.number(), 0);
  }
  RealMapping(const RealMapping&) = delete;
  RealMapping& operator=(const RealMapping&) = delete;
  ~RealMapping() {
    if (room_ != MAP_FAILED) ::munmap(room_, bytes_ + table);
  }

  bool works() const { return room_ != MAP_FAILED && start_ != MAP_FAILED; }
  void advise(int advice) { ::madvise(start_, bytes_, advice); }
  void touch(std::int64_t page) {
    const auto* bytes = static_cast<const volatile unsigned char*>(start_);
    (void)bytes[4096 * page];
  }

  /// The runs of pages that are in the page cache, whether mapped or not.
  std::vector<PageRun> resident() const {
    std::vector<unsigned char> there(bytes_ / 4096);
    if (::mincore(start_, bytes_, there.data()) != 0) return {{-1, -1}};
    return runs_where(there.size(), [&](std::size_t page) { return (there[page] & 1) != 0; });
  }

  /// The runs of pages that are mapped: those that /proc/self/pagemap says are present.
  std::vector<PageRun> mapped() const {
    std::vector<std::uint64_t> entries(bytes_ / 4096);
    const Descriptor file(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC));
    const auto size = static_cast<ssize_t>(8 * entries.size());
    const auto at = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(start_) / 4096 * 8);
    if (::pread(file.number(), entries.data(), 8 * entries.size(), at) != size) return {{-1, -1}};
    return runs_where(entries.size(), [&](std::size_t page) { return entries[page] >> 63 != 0; });
  }

private:
  static constexpr std::size_t table = 2 * 1024 * 1024;

  std::size_t bytes_;
  void* room_ = MAP_FAILED;
  void* start_ = MAP_FAILED;
};

class KernelFile {
public:
  /// Of so many pages, written and on disk. It has no name; what it takes is free when it is
  /// closed.
  explicit KernelFile(std::int64_t pages) : pages_(pages), written_(made()) { write(); }

  /// Why it cannot be seen here what the kernel does; empty where it can.
  std::string obstacle() const { return obstacle_; }
  std::int64_t pages() const { return pages_; }
  std::int64_t max_pages() const { return of_queue("read_ahead_kb") / 4; }
  std::int64_t device_pages() const { return of_queue("max_sectors_kb") / 4; }

  /// An open file of its own, with its own state of read-ahead.
  Descriptor open(int advice = POSIX_FADV_NORMAL) const {
    return Descriptor(::open(path(written_).c_str(), O_RDONLY | O_CLOEXEC), advice);
  }

  std::vector<PageRun> resident() const { return RealMapping(written_, pages_).resident(); }

  /// Until it is so, or was looked at so often that it will not be.
  bool becomes_resident(const std::vector<PageRun>& runs) const {
    for (int tries = 0; tries < most_tries; ++tries) {
      if (resident() == runs) return true;
      ::sched_yield(); // the disk may still be at it
    }
    return false;
  }

  /// Everything leaves the page cache; false where it does not go.
  bool drop() const {
    for (int tries = 0; tries < most_tries; ++tries) {
      ::posix_fadvise(written_.number(), 0, 0, POSIX_FADV_DONTNEED);
      if (resident().empty()) return true;
      ::sched_yield();
    }
    return false;
  }

private:
  static constexpr int most_tries = 100'000;

  static std::string path(const Descriptor& file) {
    return "/proc/self/fd/" + std::to_string(file.number());
  }

  static int made() {
    std::string name = (std::filesystem::temp_directory_path() / "copyscope-XXXXXX").string();
    const int number = ::mkostemp(name.data(), O_CLOEXEC);
    if (number >= 0) ::unlink(name.c_str());
    return number;
  }

  void write() {
    obstacle_ = of_system();
    if (!obstacle_.empty()) return;
    const std::vector<char> page(4096, 'p');
    for (std::int64_t i = 0; i < pages_ && obstacle_.empty(); ++i)
      if (::write(written_.number(), page.data(), page.size()) != 4096)
        obstacle_ = "the file cannot be written";
    if (::fsync(written_.number()) != 0) obstacle_ = "the file does not get to the disk";
    if (obstacle_.empty() && !drop()) obstacle_ = "the file does not leave the page cache";
  }

  std::string of_system() const {
    struct utsname system {};
    struct statfs folder {};
    if (written_.number() < 0 || ::fstatfs(written_.number(), &folder) != 0 ||
        ::uname(&system) != 0)
      return "no file can be made";
    if (std::string(system.release).rfind("6.", 0) != 0)
      return "this kernel, " + std::string(system.release) + ", is not one of those looked at";
    if (::sysconf(_SC_PAGESIZE) != 4096) return "pages are not of 4096 bytes";
    constexpr long ext4 = 0xEF53, xfs = 0x58465342;
    if (folder.f_type != ext4 && folder.f_type != xfs)
      return "the folder of temporary files is on neither ext4 nor XFS";
    if (max_pages() < 32 || 4 * max_pages() > pages_)
      return "read_ahead_kb is not known, below 128, or more than a quarter of the file";
    return {};
  }

  /// Of the disk, or of the one that the partition is on; 0 where it is not told.
  std::int64_t of_queue(const std::string& name) const {
    struct stat status {};
    if (::fstat(written_.number(), &status) != 0) return 0;
    const std::string device = "/sys/dev/block/" + std::to_string(major(status.st_dev)) + ":" +
                               std::to_string(minor(status.st_dev));
    for (const char* queue : {"/queue/", "/../queue/"}) {
      std::int64_t value = 0;
      if (std::ifstream(device + queue + name) >> value) return value;
    }
    return 0;
  }

  std::int64_t pages_;
  Descriptor written_;
  std::string obstacle_;
};

} // namespace copyscope::machine::test
