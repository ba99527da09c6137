#include "sim/machine/disk.h"

namespace copyscope::machine {

Disk::Disk(Recorder& recorder, const scenario::Machine& machine)
    : recorder_(recorder), access_time_(machine.disk.access_time),
      lane_(recorder.sink().lane("disk")) {}

engine::Engine::Delay Disk::access(trace::Range range, const Process& process) {
  trace::Span row =
      process.row(trace::Kind::disk_access, trace::Buffer::disk, trace::Buffer::none, range);
  row.lane = lane_;
  row.task = trace::no_task;
  recorder_.trail(row.flow).announce(recorder_.note_about(access_time_, row));
  return recorder_.engine().delay(access_time_);
}

} // namespace copyscope::machine
