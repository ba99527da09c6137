#include "real/advice.h"

#include "real/system.h"
#include "sim/units/quantity.h"

#include <cerrno>
#include <fmt/format.h>
#include <sys/resource.h>

namespace copyscope::real {

namespace {

/// A switch below /proc/sys; −1 where there is none.
int switch_at(const std::string& path) try {
  return std::stoi(read_text(path));
} catch (const std::exception&) { // no such file, no number
  return -1;
}

} // namespace

std::string locked_memory_advice(std::int64_t bytes) {
  constexpr std::int64_t page = 4096, pages_beside = 2; // mm_account_pinned_pages()
  rlimit limit{};
  getrlimit(RLIMIT_MEMLOCK, &limit);
  if (limit.rlim_cur == RLIM_INFINITY) return "";
  return fmt::format("{} need {} of locked memory, and this user may have {} in all: raise the "
                     "limit (`ulimit -l`), or choose smaller chunks",
                     brief(Bytes(bytes)), brief(Bytes((bytes / page + pages_beside) * page)),
                     brief(Bytes(static_cast<std::int64_t>(limit.rlim_cur))));
}

std::string io_uring_advice(int error, const std::string& root) {
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
