#include "real/probes/residency.h"

#include "real/probes/reading.h"

#include <algorithm>
#include <cerrno>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

constexpr long cachestat_number = 451; // the same on every architecture

struct CachestatRange {
  std::uint64_t offset, bytes;
};
struct Cachestat {
  std::uint64_t cached, dirty, writeback, evicted, recently_evicted; // pages
};

std::size_t page_bytes() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

} // namespace

Residency::Residency(int file, std::int64_t size, bool own) : file_(file), size_(size), own_(own) {}

std::optional<std::int64_t> Residency::pages(std::int64_t offset, std::int64_t bytes) {
  if (bytes == 0) return 0; // a range of 0 bytes would mean "to the end"
  if (evidence_ == "cachestat")
    if (const auto pages = by_cachestat(offset, bytes)) return pages;
  return evidence_ == "mincore" ? by_mincore(offset, bytes) : std::nullopt;
}

std::optional<std::int64_t> Residency::by_cachestat(std::int64_t offset, std::int64_t bytes) {
  CachestatRange range{static_cast<std::uint64_t>(offset), static_cast<std::uint64_t>(bytes)};
  Cachestat answer{};
  if (syscall(cachestat_number, file_, &range, &answer, 0) == 0)
    return static_cast<std::int64_t>(answer.cached);
  if (errno == EPERM && !own_)
    evidence_ = "unavailable: EPERM";
  else // ENOSYS before 6.5; sandboxes answer EPERM to what they do not know
    evidence_ = own_ ? "mincore" : "unavailable: ENOSYS";
  return std::nullopt;
}

std::optional<std::int64_t> Residency::by_mincore(std::int64_t offset, std::int64_t bytes) {
  if (mapping_.bytes().empty()) {
    const auto size = static_cast<std::size_t>(size_);
    void* address = mmap(nullptr, size, PROT_NONE, MAP_SHARED, file_, 0);
    if (address == MAP_FAILED) {
      evidence_ = unavailable(errno);
      return std::nullopt;
    }
    mapping_ = Mapping(address, size);
  }
  const auto part =
      mapping_.bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(bytes));
  std::vector<unsigned char> resident((part.size() + page_bytes() - 1) / page_bytes());
  if (mincore(part.data(), part.size(), resident.data()) != 0) {
    evidence_ = unavailable(errno);
    return std::nullopt;
  }
  return std::ranges::count_if(resident, [](unsigned char page) { return (page & 1) != 0; });
}

bool Residency::would_wait(std::int64_t bytes) const {
  std::vector<std::byte> part(1 << 20);
  for (std::int64_t at = 0; at < bytes;) {
    const iovec into{part.data(), static_cast<std::size_t>(std::min<std::int64_t>(
                                      static_cast<std::int64_t>(part.size()), bytes - at))};
    const auto got = preadv2(file_, &into, 1, at, RWF_NOWAIT);
    if (got <= 0) return got < 0 && errno == EAGAIN; // else: RWF_NOWAIT is not to be had here
    at += got;
  }
  return false;
}

} // namespace copyscope::real
