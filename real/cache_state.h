// The state of the page cache that a round asks for: brought about, and checked.
#pragma once

#include "real/probes/residency.h"
#include "real/sent_file.h"

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::real {

/// A file and its state in the page cache, as the sender sees them.
class CachedFile {
public:
  explicit CachedFile(const SentFile& file);

  /// Makes the first `prefix` bytes resident and nothing else. Returns why the state is not the one
  /// that was asked for, or nothing where it is (as far as the kernel tells). The file is at its
  /// beginning then.
  std::string bring_to(std::int64_t prefix);

  /// Whether a round that caused `read_bytes` of disk reads can have begun in that state: none
  /// where all was resident; where the kernel would not tell before, most of the rest.
  std::string contradiction(std::int64_t prefix, std::optional<std::int64_t> read_bytes) const;

  std::optional<std::int64_t> resident_pages() { return residency_.pages(0, file_.size); }
  /// On what it rests that a round which caused these disk reads began in that state:
  /// "cachestat", "mincore", "read_bytes" (warm, since nothing was read), or "unavailable: ERRNO".
  std::string evidence(std::int64_t prefix, std::optional<std::int64_t> read_bytes) const;

private:
  /// Lets go of the pages from that offset on, which begins one.
  void drop(std::int64_t from);
  void load(std::int64_t prefix);
  bool residency_is_known() const { return !residency_.evidence().starts_with("unavailable"); }

  const SentFile& file_;
  Residency residency_;
};

/// Drops what the page cache has of the file and reads it through: what a file has been through
/// decides how large the pieces are in which the page cache holds it, and that decides what a read
/// costs. Nothing where it is in memory anyway.
void read_anew(const SentFile& file);

} // namespace copyscope::real
