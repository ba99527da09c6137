#include "real/plan.h"

#include "real/equipment.h"
#include "real/probes/computer.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>
#include <new>
#include <numeric>
#include <set>

namespace copyscope::real {

namespace {

constexpr std::int64_t most_bytes_a_call = 0x7ffff000;        // MAX_RW_COUNT, read(2)
constexpr std::int64_t most_records = 1 << 20;                // a process; 40 MiB
constexpr std::int64_t most_received = std::int64_t{1} << 30; // bytes of a file in the receiver
constexpr std::int64_t most_kept = std::int64_t{4} << 20;     // records, of the whole run; 160 MiB
constexpr std::int64_t record_bytes = sizeof(CallRecord);

PlannedCase settle(const scenario::Case& which, const Options& options) {
  const scenario::Workload& workload = which.workload;
  PlannedCase planned{.which = &which};
  planned.method = find_method(which.method);
  planned.chunk = workload.chunk.count();
  planned.size = workload.file_size.count();
  planned.scatter_gather = which.machine.nic.scatter_gather;
  if (planned.chunk > most_bytes_a_call)
    throw BadInput(fmt::format("case `{}`: a chunk of {}; one call moves {} B at most", which.id,
                               brief(workload.chunk), most_bytes_a_call));
  if (!planned.method)
    planned.unavailable = why_missing(which.method).empty()
                              ? "real mode does not have the method `" + which.method + "`"
                              : std::string(why_missing(which.method));
  else if (workload.clients != 1)
    planned.unavailable = "real mode has one client";
  else if (!options.file && workload.file_size > options.bounds.file)
    planned.unavailable = fmt::format("a file of {}; real mode makes files of up to {}",
                                      brief(workload.file_size), brief(options.bounds.file));
  return planned;
}

bool is_warm(const PlannedCase& planned) {
  return planned.prefix == planned.size;
}

/// Of the method's buffer, where it has one.
std::int64_t buffer_bytes(const PlannedCase& planned) {
  if (!planned.method->needs_buffer) return 0;
  const std::int64_t most = std::min(planned.chunk, planned.size);
  return planned.method->is_direct() ? in_whole_blocks(most) : most;
}

/// A file in memory is never cold, and nothing lies behind its page cache.
void check_method(PlannedCase& planned, const SentFile& file) {
  if (file.in_memory && (!is_warm(planned) || planned.method->is_direct()))
    planned.unavailable = planned.method->is_direct()
                              ? "tmpfs: what is there is in memory; O_DIRECT has no disk to read"
                              : "tmpfs: what is there is in memory and never cold";
  else
    planned.unavailable =
        why_unusable(*planned.method, file.file.get(), planned.size, planned.chunk);
}

/// The resident prefix of the file that is really sent.
void set_prefix(PlannedCase& planned) {
  scenario::Workload workload = planned.which->workload;
  workload.file_size = Bytes(planned.size);
  planned.prefix = scenario::resident_prefix(workload).count();
}

class Files {
public:
  Files(Plan& plan, const Options& options, const Progress& progress,
        const std::atomic<bool>& cancelled)
      : plan_(plan), options_(options), progress_(progress), cancelled_(cancelled) {}

  void users() {
    plan_.files.push_back(open_file(
        *options_.file, [&](double done) { progress_(done, "reading the file"); }, cancelled_));
    for (PlannedCase& planned : plan_.cases)
      planned.size = plan_.files.front().size;
  }

  /// One of each size that a case asks for.
  void own() {
    const bool on_disk = std::ranges::any_of(plan_.cases, [](const PlannedCase& each) {
      return !is_warm(each) || (each.method && each.method->is_direct());
    });
    const std::string directory = directory_for_files(options_, on_disk, bytes_of_all());
    for (PlannedCase& planned : plan_.cases)
      if (planned.unavailable.empty()) planned.file = file_of(directory, planned);
  }

private:
  /// Of the files that there will be, one of each size.
  std::int64_t bytes_of_all() const {
    std::set<std::int64_t> sizes;
    for (const PlannedCase& each : plan_.cases)
      if (each.unavailable.empty()) sizes.insert(each.size);
    return std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  }

  std::size_t file_of(const std::string& directory, PlannedCase& planned) {
    for (std::size_t i = 0; i < plan_.files.size(); ++i)
      if (plan_.files[i].size == planned.size) return i;
    try {
      plan_.files.push_back(make_file(
          directory, planned.size, [&](double done) { progress_(done, "writing the file"); },
          cancelled_));
      return plan_.files.size() - 1;
    } catch (const SystemError& error) { // a full disk, most often: the other cases may still run
      planned.unavailable = error.what();
      return 0;
    }
  }

  Plan& plan_;
  const Options& options_;
  const Progress& progress_;
  const std::atomic<bool>& cancelled_;
};

/// Two for each chunk, or for each part of one that a pipe may hold.
std::int64_t calls_of(const PlannedCase& planned) {
  constexpr std::int64_t small_pipe = 16 * scenario::page_size;
  const std::int64_t part =
      planned.method->need == Need::pipe ? std::min(planned.chunk, small_pipe) : planned.chunk;
  return 2 * parts(Bytes(planned.size), Bytes(part));
}

/// Room for every call of the largest case, and for some that move less than was asked.
SharedRecords records_for(const std::vector<PlannedCase>& cases, std::int64_t room) {
  std::int64_t sender = 0, receiver = 0;
  for (const PlannedCase& each : cases) {
    if (!each.unavailable.empty()) continue;
    const std::int64_t calls = calls_of(each);
    sender = std::max(sender, calls + calls / 4);
    receiver = std::max({receiver, calls, parts(Bytes(each.size), Bytes(scenario::page_size))});
  }
  constexpr std::int64_t some = 1024;
  const std::int64_t most = std::clamp(room / 16 / record_bytes, some, most_records);
  return {std::min(sender + some, most), std::min(receiver + some, most)};
}

std::string with_limit(const std::string& what, const std::optional<MemoryLimit>& limit) {
  if (!limit) return what;
  return fmt::format("{}; {} allows {}", what, limit->file, brief(Bytes(limit->bytes)));
}

/// What does not fit is unavailable; to be killed in the middle of it would tell nobody why.
void check_memory(Plan& plan, std::int64_t room, const Options& options) {
  for (PlannedCase& each : plan.cases) {
    if (!each.unavailable.empty()) continue;
    const std::int64_t buffer = buffer_bytes(each);
    if (buffer > room / 2)
      each.unavailable =
          with_limit(fmt::format("a buffer of {} for a chunk takes more than half of "
                                 "the {} of memory that can be had",
                                 brief(Bytes(buffer)), brief(Bytes(room))),
                     plan.memory_limit);
    // The page cache of a file that the run itself has written counts as the group's.
    else if (!options.file && plan.memory_limit && each.prefix > plan.memory_limit->bytes)
      each.unavailable =
          with_limit(fmt::format("{} cannot be in the page cache", brief(Bytes(each.prefix))),
                     plan.memory_limit);
  }
}

void size_buffers(Plan& plan, std::int64_t room) {
  for (const PlannedCase& each : plan.cases) {
    if (!each.unavailable.empty()) continue;
    plan.user_buffer = std::max(plan.user_buffer, buffer_bytes(each));
    plan.receive_buffer = std::max(plan.receive_buffer, each.size);
  }
  // Not more than a quarter of the memory: the page cache needs its part.
  constexpr std::int64_t least = 1 << 20;
  const std::int64_t spare = std::max((room - plan.user_buffer) / 4, least);
  plan.receive_buffer = std::clamp(plan.receive_buffer, least, std::min(most_received, spare));
  // A trace takes some five times what it is made from.
  plan.most_kept = std::min(most_kept, room / 32 / record_bytes);
}

} // namespace

SharedRecords::SharedRecords(std::int64_t sender_calls, std::int64_t receiver_calls)
    : memory_(Mapping::shared((1 + sender_calls + receiver_calls) *
                              static_cast<std::int64_t>(sizeof(CallRecord)))),
      sender_calls_(sender_calls), receiver_calls_(receiver_calls) {
  new (memory_.address()) std::atomic<std::int64_t>(0);
}

std::atomic<std::int64_t>& SharedRecords::received() const {
  static_assert(sizeof(std::atomic<std::int64_t>) <= sizeof(CallRecord));
  return *static_cast<std::atomic<std::int64_t>*>(memory_.address());
}

std::span<CallRecord> SharedRecords::part(std::int64_t from, std::int64_t count) const {
  auto* first = static_cast<CallRecord*>(memory_.address()) + 1 + from;
  return {first, static_cast<std::size_t>(count)};
}

Plan make_plan(const std::vector<const scenario::Case*>& cases, const Options& options,
               const Progress& progress, const std::atomic<bool>& cancelled) {
  Plan plan;
  plan.memory_limit = control_group_limit();
  plan.memory_limit_unread = unread_limit();
  if (options.path == Path::remote) plan.far = address_in(options.address);
  for (const scenario::Case* each : cases)
    plan.cases.push_back(settle(*each, options));
  Files files(plan, options, progress, cancelled);
  if (options.file) files.users();
  for (PlannedCase& planned : plan.cases)
    set_prefix(planned);
  const std::int64_t room = usable_memory(plan.memory_limit);
  check_memory(plan, room, options);
  if (!options.file) files.own();
  for (PlannedCase& planned : plan.cases)
    if (planned.unavailable.empty()) check_method(planned, plan.files[planned.file]);
  plan.cpu = cpu_to_pin();
  size_buffers(plan, room);
  plan.records = records_for(plan.cases, room);
  return plan;
}

} // namespace copyscope::real
