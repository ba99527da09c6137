// What the first use of pages costs that have just come from the disk, beside the second: on a
// virtual machine the host gives a page its memory when it is first touched, which can take ten
// times as long as to copy it.
#pragma once

#include "real/sent_file.h"

#include <cstdint>
#include <optional>

namespace copyscope::real {

struct FirstTouch {
  std::int64_t bytes = 0;                  ///< copied each time
  std::int64_t first_ns = 0, again_ns = 0; ///< CPU time of the copy by read(); medians
};

/// Reads the file's beginning (1 MiB at most) from the disk and copies it out of the page cache
/// twice, a few times over, on that CPU. Nothing where the pages cannot be dropped or do not come.
/// Forks.
std::optional<FirstTouch> first_touch(const SentFile& file, int cpu);

/// Whether this machine is a virtual one, as its processor says.
bool is_virtual_machine();

} // namespace copyscope::real
