// The probes of `copyscope doctor`: each reads what a run would read, once.
#include "real/cache_state.h"
#include "real/doctor/attempts.h"
#include "real/doctor/doctor.h"
#include "real/probes/computer.h"
#include "real/probes/disk_reads.h"
#include "real/probes/nic.h"
#include "real/probes/tracepoint.h"
#include "real/probes/turns.h"
#include "sim/units/quantity.h"

#include <cerrno>
#include <fmt/format.h>
#include <functional>
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr const char* perf_remedy = "as root, or: `sysctl -w kernel.perf_event_paranoid=1`; a "
                                    "container's filter of system calls may "
                                    "forbid it too";

/// What a probe found. It throws where it may not, and is then refused by what it says.
using Probe = std::function<std::string()>;

Check tried(const char* name, const Probe& probe, const std::string& remedy) try {
  return {Check::Kind::probe, name, true, probe(), {}, {}};
} catch (const Refused& error) {
  return {Check::Kind::probe, name, false, {}, error.what(), error.remedy};
} catch (const std::exception& error) {
  return {Check::Kind::probe, name, false, {}, error.what(), remedy};
}

std::string read_tracepoints() {
  const Tracepoint tracepoint("net", "net_dev_start_xmit");
  TraceRing ring(tracepoint, getpid(), -1, 1);
  ring.start();
  ring.stop();
  return {};
}

std::string count_by_perf(std::uint32_t type, std::uint64_t event) {
  perf_event_attr attributes{};
  attributes.type = type;
  attributes.size = sizeof attributes;
  attributes.config = event;
  attributes.exclude_kernel = type == PERF_TYPE_HARDWARE ? 1 : 0;
  attributes.exclude_hv = 1;
  const FileDescriptor counter(
      static_cast<int>(checked("perf_event_open", syscall(SYS_perf_event_open, &attributes, 0, -1,
                                                          -1, PERF_FLAG_FD_CLOEXEC))));
  std::uint64_t count = 0;
  checked("read of a perf event", read(counter.get(), &count, sizeof count));
  return {};
}

std::string ask_run_delay() {
  if (turns_now().waited_ns < 0) throw SystemError("/proc/self/schedstat", ENOENT);
  return {};
}

std::string ask_disk_reads() {
  const auto reads = disk_reads();
  if (!reads.known()) throw SystemError("/proc/self/io", reads.error);
  return {};
}

/// What tells how much of one's own file the page cache holds.
std::string ask_residency(const SentFile& file) {
  Residency residency(file.file.get(), file.size, true);
  if (!residency.pages(0, file.size)) throw std::runtime_error(residency.evidence());
  return residency.evidence();
}

std::string ask_whether_it_waits(const SentFile& file) {
  std::byte byte{};
  const iovec into{&byte, 1};
  if (preadv2(file.file.get(), &into, 1, 0, RWF_NOWAIT) < 0 && errno != EAGAIN) // EAGAIN: it would
    throw SystemError("preadv2(RWF_NOWAIT)", errno);
  return {};
}

std::string ask_interface() {
  const auto state = nic_features("lo").scatter_gather();
  if (state == NicFeatures::unknown) throw SystemError("ETHTOOL_GFEATURES of lo", EOPNOTSUPP);
  return fmt::format("lo: scatter-gather {}", name_of(state));
}

std::string ask_memlock() {
  rlimit limit{};
  checked("getrlimit(RLIMIT_MEMLOCK)", getrlimit(RLIMIT_MEMLOCK, &limit));
  if (limit.rlim_cur == RLIM_INFINITY) return "unlimited";
  const auto bytes = static_cast<std::int64_t>(limit.rlim_cur);
  constexpr std::int64_t chunk_and_more = 64 * 1024 + 2 * 4096; // two pages more than it lies in
  std::string found = brief(Bytes(bytes));
  if (bytes < chunk_and_more)
    throw std::runtime_error(found + ", and a chunk of 64 KiB needs 72 KiB");
  return found;
}

/// Where it runs now is where it may run afterwards.
std::string pin_and_undo() {
  cpu_set_t before;
  checked("sched_getaffinity", sched_getaffinity(0, sizeof before, &before));
  const int cpu = cpu_to_pin();
  if (cpu < 0 || !pin_to(cpu)) throw SystemError("sched_setaffinity", errno);
  sched_setaffinity(0, sizeof before, &before);
  return fmt::format("CPU {}", cpu);
}

std::string ask_cold(const SentFile& file) {
  if (file.in_memory)
    throw std::runtime_error("the temporary folder is a memory file system (tmpfs)");
  const std::string problem = CachedFile(file).bring_to(0);
  if (!problem.empty()) throw std::runtime_error(problem);
  return file.name;
}

void add_file_probes(std::vector<Check>& checks) try {
  const std::atomic<bool> never{false};
  constexpr std::int64_t some = 256 * 1024;
  Options options;
  const SentFile file = make_file(
      directory_for_files(options, true, some), some, [](double) {}, never);
  checks.push_back(tried(
      "cold_file", [&] { return ask_cold(file); },
      "set TMPDIR to a folder on a disk, /var/tmp for one"));
  checks.push_back(tried(
      "cachestat", [&] { return ask_residency(file); },
      "Linux 6.5 has cachestat(2); mincore(2) needs nothing; a container's filter "
      "of system calls may forbid both"));
  checks.push_back(tried(
      "would_wait", [&] { return ask_whether_it_waits(file); },
      "a file system that knows RWF_NOWAIT (ext4, xfs, btrfs)"));
} catch (const std::exception& error) {
  checks.push_back({Check::Kind::probe,
                    "cold_file",
                    false,
                    {},
                    error.what(),
                    "set TMPDIR to a folder that may be written to"});
}

} // namespace

std::vector<Check> examine_probes() {
  std::vector<Check> checks{
      tried("tracepoints", read_tracepoints, "as root, or with CAP_PERFMON and tracefs readable"),
      tried(
          "perf_software",
          [] { return count_by_perf(PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS); }, perf_remedy),
      tried(
          "perf_hardware",
          [] { return count_by_perf(PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES); },
          "on hardware of your own; most virtual machines have no such counters"),
      tried("run_delay", ask_run_delay, "a kernel with CONFIG_SCHED_INFO, and /proc mounted"),
      tried("disk_reads", ask_disk_reads,
            "a kernel with CONFIG_TASK_IO_ACCOUNTING, and /proc mounted"),
      tried("tcp_info", ask_tcp_info, "a container's filter of system calls forbids it"),
      tried("congestion_control", ask_congestion_control, "as root: `modprobe tcp_reno`"),
      tried("nic_features", ask_interface, ""),
      tried("completions", ask_completions,
            "Linux 4.14 has MSG_ZEROCOPY; it needs locked memory: `ulimit -l unlimited`"),
      tried("memlock", ask_memlock,
            "`ulimit -l unlimited`, or memlock in /etc/security/limits.conf"),
      tried("io_uring", ask_io_uring, ""),
      tried("io_uring_send_zc", ask_send_zc, "Linux 6.0 has IORING_OP_SEND_ZC"),
      tried("pinning", pin_and_undo, "a container's filter of system calls forbids it"),
  };
  add_file_probes(checks);
  checks.push_back(tried("user_namespaces", ask_user_namespace, ""));
  checks.push_back(tried("namespace_privileges", ask_its_privileges, ""));
  return checks;
}

} // namespace copyscope::real
