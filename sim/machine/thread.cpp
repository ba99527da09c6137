#include "sim/machine/thread.h"

#include "sim/scenario/scenario.h"

#include <string>

namespace copyscope::machine {

Thread::Thread(Recorder& recorder, trace::TaskId task, std::size_t core)
    : recorder_(recorder), lane_(recorder.sink().lane("process" + std::to_string(task))),
      task_(task), core_(core), turn_(recorder.engine()) {}

std::int64_t pages_of(const trace::Range& range) {
  if (range.bytes == Bytes(0)) return 0;
  const std::int64_t first = range.offset.count() / scenario::page_size;
  const std::int64_t last = (range.offset + range.bytes).count() - 1;
  return last / scenario::page_size - first + 1;
}

} // namespace copyscope::machine
