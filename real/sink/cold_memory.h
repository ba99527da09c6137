// Bytes that no cache of the CPU holds. A cache of the last level may be larger than all that a
// measurement touches, is shared with strangers, and on a virtual machine is as large as they leave
// it at the moment: what a copy costs would be a matter of what lies there by chance.
#pragma once

#include <cstddef>
#include <span>

namespace copyscope::real {

/// Takes them out of every cache of every CPU, whoever has them mapped where: the next access comes
/// from memory. Some 10 ns for each 64 B. Pages that are not mapped are touched. Does nothing where
/// the processor lets no process do so: x86-64 does (CLFLUSHOPT, CLFLUSH: Intel, Software
/// Developer's Manual, volume 2A), and AArch64 (DC CIVAC, Arm Architecture Reference Manual).
void take_out_of_cpu_caches(std::span<const std::byte> bytes);

} // namespace copyscope::real
