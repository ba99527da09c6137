#include "real/probes/tracepoint.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <ctime>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

// fsopen(2) and its kin from linux/mount.h, which cannot stand beside older sys/mount.h.
constexpr long fsopen_number = 430, fsconfig_number = 431, fsmount_number = 432; // everywhere
constexpr unsigned close_on_exec = 1, command_create = 6;

FileDescriptor detached_tracefs() {
  const FileDescriptor context(static_cast<int>(
      checked("fsopen(tracefs)", syscall(fsopen_number, "tracefs", close_on_exec))));
  checked("fsconfig(tracefs)", syscall(fsconfig_number, context.get(), command_create, 0, 0, 0));
  return FileDescriptor(static_cast<int>(
      checked("fsmount(tracefs)", syscall(fsmount_number, context.get(), close_on_exec, 0))));
}

std::size_t ring_page_bytes() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

} // namespace

Tracepoint::Tracepoint(const std::string& system, const std::string& name) {
  std::string root = "/sys/kernel/tracing";
  FileDescriptor mount;
  if (access((root + "/events").c_str(), R_OK) != 0) {
    mount = detached_tracefs();
    root = "/proc/self/fd/" + std::to_string(mount.get());
  }
  const std::string folder = root + "/events/" + system + "/" + name;
  id_ = std::stoull(read_text(folder + "/id"));
  format_ = read_text(folder + "/format");
}

std::size_t Tracepoint::offset_of(const std::string& field) const {
  // "	field:unsigned int len;	offset:36;	size:4;	signed:0;"
  const std::string key = " " + field + ";\toffset:";
  const auto at = format_.find(key);
  if (at == std::string::npos) throw SystemError("the tracepoint's field " + field, ENOENT);
  return std::stoul(format_.substr(at + key.size()));
}

TraceRing::TraceRing(const Tracepoint& tracepoint, pid_t process, int cpu, std::int64_t bytes,
                     const std::string& filter) {
  perf_event_attr attributes{};
  attributes.type = PERF_TYPE_TRACEPOINT;
  attributes.size = sizeof attributes;
  attributes.config = tracepoint.id();
  attributes.sample_period = 1;
  attributes.sample_type = PERF_SAMPLE_TIME | PERF_SAMPLE_RAW;
  attributes.disabled = 1;
  attributes.use_clockid = 1;
  attributes.clockid = CLOCK_MONOTONIC;
  event_ = FileDescriptor(
      static_cast<int>(checked("perf_event_open", syscall(SYS_perf_event_open, &attributes, process,
                                                          cpu, -1, PERF_FLAG_FD_CLOEXEC))));
  if (!filter.empty())
    checked("perf event filter", ioctl(event_.get(), PERF_EVENT_IOC_SET_FILTER, filter.c_str()));
  const auto pages = std::bit_ceil(std::max<std::size_t>(
      1, (static_cast<std::size_t>(bytes) + ring_page_bytes() - 1) / ring_page_bytes()));
  const std::size_t size = (1 + pages) * ring_page_bytes();
  void* address = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, event_.get(), 0);
  if (address == MAP_FAILED) throw SystemError("the ring of a perf event", errno);
  ring_ = Mapping(address, size);
}

void TraceRing::start() {
  checked("perf event", ioctl(event_.get(), PERF_EVENT_IOC_ENABLE, 0));
}

void TraceRing::stop() {
  checked("perf event", ioctl(event_.get(), PERF_EVENT_IOC_DISABLE, 0));
}

std::int64_t TraceRing::take(const Taker& taker) {
  auto* const control = static_cast<perf_event_mmap_page*>(ring_.address());
  const std::span<const std::byte> events = ring_.bytes().subspan(ring_page_bytes());
  const std::uint64_t head = std::atomic_ref(control->data_head).load(std::memory_order_acquire);
  std::uint64_t tail = control->data_tail;
  std::int64_t lost = 0;
  std::vector<std::byte> record; // one that wraps around the ring's end, straightened
  const auto bytes_at = [&](std::uint64_t at, std::size_t count) {
    record.resize(count);
    for (std::size_t i = 0; i < count; ++i)
      record[i] = events[(at + i) % events.size()];
    return std::span<const std::byte>(record);
  };
  while (tail < head) {
    const auto header = field_at<perf_event_header>(bytes_at(tail, sizeof(perf_event_header)), 0);
    const auto whole = bytes_at(tail, header.size);
    std::size_t at = sizeof header;
    if (header.type == PERF_RECORD_LOST) { // its event's id, how many
      lost += field_at<std::int64_t>(whole, at + sizeof(std::uint64_t));
    } else if (header.type ==
               PERF_RECORD_SAMPLE) { // the time, the size of what follows, the record
      const auto time = field_at<std::int64_t>(whole, at);
      const auto size = field_at<std::uint32_t>(whole, at + sizeof time);
      at += sizeof time + sizeof size;
      taker(time, whole.subspan(at, std::min<std::size_t>(size, whole.size() - at)));
    }
    tail += header.size;
  }
  std::atomic_ref(control->data_tail).store(tail, std::memory_order_release);
  return lost;
}

} // namespace copyscope::real
