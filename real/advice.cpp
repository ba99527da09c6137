#include "real/advice.h"

#include "real/system.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <sys/resource.h>

namespace copyscope::real {

namespace {

/// A switch below /proc/sys; −1 where there is none.
int switch_at(const std::string& path) try {
  return std::stoi(read_text(path));
} catch (const std::exception&) { // no such file, no number
  return -1;
}

/// Of this user, in all processes; nothing where there is none.
std::optional<std::int64_t> locked_memory_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return std::nullopt;
  return static_cast<std::int64_t>(limit.rlim_cur);
}

/// Before Linux 5.12 the rings themselves counted as locked memory, whatever the chunks are.
std::string rings_advice() {
  const auto limit = locked_memory_limit();
  if (!limit) return "";
  return fmt::format("io_uring's rings need locked memory, and this user may have {} in all: raise "
                     "the limit (`ulimit -l`)",
                     brief(Bytes(*limit)));
}

} // namespace

std::int64_t locked_by_send(std::int64_t bytes) {
  constexpr std::int64_t page = 4096, pages_beside = 2; // mm_account_pinned_pages()
  return (bytes / page + pages_beside) * page;
}

std::string locked_memory_advice(std::int64_t bytes, std::int64_t locked) {
  const auto limit = locked_memory_limit();
  if (!limit) return "";
  return fmt::format("{} need {} of locked memory, and this user may have {} in all: raise the "
                     "limit (`ulimit -l`), or choose smaller chunks",
                     brief(Bytes(bytes)), brief(Bytes(locked)), brief(Bytes(*limit)));
}

std::int64_t sends_that_fit_locked_memory(std::int64_t bytes) {
  const auto limit = locked_memory_limit();
  return limit ? std::max<std::int64_t>(1, *limit / locked_by_send(bytes))
               : std::numeric_limits<std::int64_t>::max();
}

std::string io_uring_advice(int error, const std::string& root) {
  if (error == ENOMEM) return rings_advice();
  if (error != EPERM && error != ENOSYS) return "";
  if (const int disabled = switch_at(root + "/proc/sys/kernel/io_uring_disabled"); disabled > 0)
    return fmt::format("kernel.io_uring_disabled is {}; as root: `sysctl -w "
                       "kernel.io_uring_disabled=0`",
                       disabled);
  return error == ENOSYS
             ? "this kernel was built without io_uring, or a seccomp filter hides it"
             : "a seccomp filter forbids io_uring, as that of containers does; there: `docker run "
               "--security-opt seccomp=unconfined`";
}

} // namespace copyscope::real
