// How much of a file the page cache holds: cachestat(2) from Linux 6.5 on, else mincore(2).
//
// The kernel tells the truth only about one's own files: about others', cachestat fails with EPERM
// and mincore says that everything is resident (mm/filemap.c, can_do_cachestat; mm/mincore.c,
// can_do_mincore). There preadv2(RWF_NOWAIT) still tells whether a read would wait; but since it
// starts read-ahead where it would, it is a test of "warm" only. Where a sandbox refuses all of
// them, nothing is known beforehand, and what the round reads from disk has to tell.
#pragma once

#include "real/system.h"

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::real {

class Residency {
public:
  /// Of a file whose descriptor stays open; `own`: this user may write it.
  Residency(int file, std::int64_t size, bool own);

  /// Resident pages of [offset, offset + bytes[, which begins on a page; nothing where the kernel
  /// does not tell.
  std::optional<std::int64_t> pages(std::int64_t offset, std::int64_t bytes);
  /// Whether reading the first bytes would wait for the disk; false too where the kernel does not
  /// tell. Reads them.
  bool would_wait(std::int64_t bytes) const;

  /// "cachestat", "mincore", or "unavailable: ERRNO", for which pages() says nothing.
  const std::string& evidence() const { return evidence_; }

private:
  std::optional<std::int64_t> by_cachestat(std::int64_t offset, std::int64_t bytes);
  std::optional<std::int64_t> by_mincore(std::int64_t offset, std::int64_t bytes);

  int file_;
  std::int64_t size_;
  bool own_;
  Mapping mapping_; ///< for mincore: mapped once, never touched
  std::string evidence_ = "cachestat";
};

} // namespace copyscope::real
