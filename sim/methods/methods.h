// The methods' tasks, one file each; registry.cpp lists them.
#pragma once

#include "sim/engine/task.h"
#include "sim/machine/process.h"

namespace copyscope::methods {

engine::Task pio_read_write(machine::Machine& m, machine::Process& p);
engine::Task read_write(machine::Machine& m, machine::Process& p);
engine::Task mmap_write(machine::Machine& m, machine::Process& p);
engine::Task sendfile(machine::Machine& m, machine::Process& p);
engine::Task splice(machine::Machine& m, machine::Process& p);
engine::Task vmsplice_splice(machine::Machine& m, machine::Process& p);
engine::Task msg_zerocopy(machine::Machine& m, machine::Process& p);
engine::Task io_uring(machine::Machine& m, machine::Process& p);
engine::Task io_uring_zc(machine::Machine& m, machine::Process& p);
engine::Task direct_io(machine::Machine& m, machine::Process& p);

} // namespace copyscope::methods
