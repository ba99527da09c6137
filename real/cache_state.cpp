#include "real/cache_state.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

/// Between two attempts to drop pages; all of them together last twice as long.
constexpr std::chrono::milliseconds longest_pause{64};

/// A read larger than the read-ahead window begins it anew each time, and the page cache then holds
/// the file in single pages (page_cache_sync_ra() in mm/readahead.c), which cost read(), sendfile()
/// and splice() a third more. Programs read in smaller parts, and read-ahead grows its folios.
constexpr std::size_t as_programs_read = 64 << 10;

std::int64_t pages_of(std::int64_t bytes) {
  const std::int64_t page = sysconf(_SC_PAGESIZE);
  return bytes / page + (bytes % page != 0);
}

std::string found_instead(std::int64_t resident, std::int64_t of, const char* where) {
  return std::to_string(resident) + " of " + std::to_string(of) + " pages " + where +
         " are in the page cache";
}

} // namespace

CachedFile::CachedFile(const SentFile& file)
    : file_(file), residency_(file.file.get(), file.size, file.own) {}

std::string CachedFile::bring_to(std::int64_t prefix) {
  lseek(file_.file.get(), 0, SEEK_SET);
  const std::int64_t rest = file_.size - prefix;
  const bool warm = rest == 0;
  if (!warm) drop(0);
  if (!warm || residency_.pages(0, prefix) != pages_of(prefix)) load(prefix);
  // Reading the prefix may have brought in a folio that reaches beyond it.
  if (!warm && prefix != 0) drop(prefix);

  const auto resident = residency_.pages(0, prefix);
  if (!resident)
    return warm && residency_.would_wait(prefix)
               ? "a read of the file, which should be in the page cache, would wait"
               : "";
  if (*resident != pages_of(prefix))
    return found_instead(*resident, pages_of(prefix), "that should be resident");
  const auto beyond = residency_.pages(prefix, rest);
  if (beyond.value_or(0) != 0) return found_instead(*beyond, pages_of(rest), "that should be cold");
  return "";
}

std::string CachedFile::contradiction(std::int64_t prefix,
                                      std::optional<std::int64_t> read_bytes) const {
  if (!read_bytes) return "";
  if (prefix == file_.size)
    return *read_bytes == 0 ? ""
                            : "a warm run has read " + std::to_string(*read_bytes) +
                                  " B from disk: the page cache lost pages";
  if (residency_is_known()) return ""; // it was seen to be cold
  const std::int64_t stored = std::min<std::int64_t>(file_.size, file_.seen.st_blocks * 512);
  return *read_bytes >= (stored - prefix) / 10 * 9
             ? ""
             : "a run that should be cold has read only " + std::to_string(*read_bytes) +
                   " B from disk";
}

std::string CachedFile::evidence(std::int64_t prefix,
                                 std::optional<std::int64_t> read_bytes) const {
  const bool read_nothing = read_bytes && *read_bytes == 0;
  return !residency_is_known() && prefix == file_.size && read_nothing ? "read_bytes"
                                                                       : residency_.evidence();
}

/// Only clean pages can be dropped, and only those that nobody has mapped (posix_fadvise(2)), nor
/// holds: a page whose read-ahead is still under way, or one that waits on a CPU's list to join the
/// others, is passed over (mm/truncate.c, mapping_evict_folio). So it is asked again, for a while.
void CachedFile::drop(std::int64_t from) {
  fsync(file_.file.get());
  for (std::chrono::milliseconds pause{1}; pause <= longest_pause; pause *= 2) {
    posix_fadvise(file_.file.get(), from, 0, POSIX_FADV_DONTNEED);
    if (residency_.pages(from, file_.size - from).value_or(0) == 0) return;
    std::this_thread::sleep_for(pause);
  }
}

void CachedFile::load(std::int64_t prefix) {
  const int file = file_.file.get();
  if (prefix != file_.size) posix_fadvise(file, 0, 0, POSIX_FADV_RANDOM); // no read-ahead
  std::vector<std::byte> part(as_programs_read);
  for (std::int64_t at = 0; at < prefix;) {
    const auto wanted = std::min<std::int64_t>(static_cast<std::int64_t>(part.size()), prefix - at);
    const auto got = pread(file, part.data(), static_cast<std::size_t>(wanted), at);
    if (got <= 0) break; // the check after this says what is missing
    at += got;
  }
  posix_fadvise(file, 0, 0, POSIX_FADV_NORMAL);
}

void read_anew(const SentFile& file) {
  if (file.in_memory) return;
  CachedFile cached(file);
  cached.bring_to(0);
  cached.bring_to(file.size);
}

} // namespace copyscope::real
