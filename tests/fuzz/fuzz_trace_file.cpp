// Any bytes as a trace's file: a message, or a trace that answers questions and that saving and
// opening keep. Checksums are put right first, or nothing but the outside would ever be reached.
#include "sim/trace/file/format.h"
#include "sim/trace/file/inspect.h"
#include "sim/trace/file/load.h"
#include "sim/trace/file/save.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

namespace {

using namespace copyscope;
using namespace copyscope::trace;
using fuzz::require;

void put_sum(std::string& bytes, std::size_t at, std::string_view of) {
  std::string sum;
  file::put_u64(sum, file::sum_of(of));
  bytes.replace(at, sum.size(), sum);
}

/// The heads of the file and its sections, and the descriptions; not the columns, whose sums stand
/// in the descriptions.
void put_right(std::string& bytes) {
  const std::string_view all = bytes;
  if (bytes.size() < 48) return;
  put_sum(bytes, 40, all.substr(0, 40));
  for (std::size_t at = 48; at + 48 <= bytes.size();) {
    const std::uint32_t meta = file::u32_at(all, at + 20);
    const std::uint64_t body = file::u64_at(all, at + 24);
    if (body > bytes.size() - at - 48 || meta > body) break;
    bytes.replace(at + 8, 8, bytes.substr(32, 8));
    put_sum(bytes, at + 32, all.substr(at + 48, meta));
    put_sum(bytes, at + 40, all.substr(at, 40));
    at += 48 + body;
  }
}

void ask(const Trace& trace) {
  for (int part = 0; part <= 4; ++part) {
    const Cursor at = trace.cursor_at(Time::from_ps(trace.end().ps() / 4 * part));
    trace.ledger(at);
    trace.open_spans(at);
    require(trace.step_number(at) <= trace.steps(), "a step is one of those that there are");
  }
  for (SpanId id = 0; id < trace.size(); id += trace.size() / 8 + 1) {
    const Span row = trace[id];
    trace.journey(row.flow, row.range().offset);
    trace.label(row);
    trace.call_name(row);
    trace.actor(row);
    trace.source(row);
    trace.effects(id);
    if (row.call != 0) trace.call_ledger(row.call);
    if (row.task != no_task) trace.doing(row.task, trace.cursor_on(id));
  }
  for (std::size_t object = 0; object < std::min<std::size_t>(trace.tables().objects.size(), 8);
       ++object)
    trace.held(static_cast<ObjectId>(object), {trace.end(), trace.size()});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size % 2 == 0) put_right(bytes);
  try {
    const Loaded loaded = load_file(bytes, "fuzz.copyscope");
    inspect_file(bytes, "fuzz.copyscope");
    header_of_file(bytes, "fuzz.copyscope");
    require(load_file(bytes, "fuzz.copyscope", {.rows = 3}).trace.size() <= 4,
            "a beginning has no more rows than were asked for, and one for those that are lost");
    std::string again;
    save_file(loaded.trace, [&](std::string_view piece) { again += piece; });
    const Loaded twice = load_file(again, "again.copyscope");
    require(twice.trace.size() == loaded.trace.size(), "saving and opening keep the rows");
    require(twice.trace.tables() == loaded.trace.tables(), "and the tables");
    try {
      ask(loaded.trace);
    } catch (const OverflowError&) { // sums of times that no run has
    }
  } catch (const scenario::InputError& error) {
    require(!error.problems().empty(), "a message");
  }
  return 0;
}
