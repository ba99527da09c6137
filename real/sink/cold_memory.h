// Bytes that no cache of the CPU holds. A cache of the last level may be larger than all that a
// measurement touches, is shared with strangers, and on a virtual machine is as large as they leave
// it at the moment: what a copy costs would be a matter of what lies there by chance.
#pragma once

#include <cstddef>
#include <span>

namespace copyscope::real {

/// Takes them out of every cache of every CPU, whoever has them mapped where: the next access comes
/// from memory. Pages that are not mapped are touched. On x86-64, by CLFLUSHOPT or CLFLUSH (Intel,
/// Software Developer's Manual, volume 2A); elsewhere it does nothing.
void take_out_of_cpu_caches(std::span<const std::byte> bytes);

} // namespace copyscope::real
