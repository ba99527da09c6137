// mmap: what the mapped methods do first.
//
// The books let mmap() read the file; in truth it only maps, and the pages come by faults.
#pragma once

#include "sim/engine/task.h"
#include "sim/machine/process.h"

namespace copyscope::methods {

/// One mmap call: brings in the whole file, chunk by chunk, and maps it. No call for an empty file.
engine::Task map_file(machine::Machine& m, machine::Process& p);

} // namespace copyscope::methods
