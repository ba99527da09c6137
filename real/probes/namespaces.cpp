#include "real/probes/namespaces.h"

#include "real/system.h"

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <unistd.h>

namespace copyscope::real {

namespace {

/// A number below /proc/sys; nothing where this kernel has no such switch.
std::optional<long> setting(const std::string& root, const std::string& path) try {
  return std::atol(read_text(root + "/proc/sys/" + path).c_str());
} catch (const SystemError&) {
  return std::nullopt;
}

std::string set_it(const std::string& what, const std::string& name, const std::string& value) {
  return what + "; as root: `sysctl -w " + name + "=" + value + "`";
}

std::string refused(const std::string& root) {
  if (setting(root, "kernel/unprivileged_userns_clone") == 0)
    return set_it("this kernel keeps user namespaces for root (kernel.unprivileged_userns_clone is "
                  "0)",
                  "kernel.unprivileged_userns_clone", "1");
  if (setting(root, "kernel/apparmor_restrict_unprivileged_userns").value_or(0) != 0)
    return set_it("AppArmor gives user namespaces no privileges "
                  "(kernel.apparmor_restrict_unprivileged_userns is 1)",
                  "kernel.apparmor_restrict_unprivileged_userns", "0");
  return "namespaces are refused here, by a container's filter of system calls, by a chroot or by "
         "a "
         "security module; root, or a container with `--cap-add SYS_ADMIN --security-opt "
         "seccomp=unconfined`, may make them";
}

std::string too_many(const std::string& root) {
  for (const char* kind : {"user", "net"}) {
    const std::string file = std::string("user/max_") + kind + "_namespaces";
    const std::string name = std::string("user.max_") + kind + "_namespaces";
    if (setting(root, file) == 0) return set_it(name + " is 0", name, "15000");
  }
  return "there are as many namespaces as user.max_user_namespaces and user.max_net_namespaces "
         "allow, here or in a user namespace around this one, or 32 lie inside one another; end "
         "what holds them, or raise the two as root";
}

} // namespace

std::string namespace_advice(int error, const std::string& root) {
  switch (error) {
  case EPERM:
  case EACCES:
    return refused(root);
  case ENOSPC:
  case EUSERS: // what Linux before 4.9 said
    return too_many(root);
  case EINVAL:
    return "this kernel was built without user or network namespaces (CONFIG_USER_NS, "
           "CONFIG_NET_NS)";
  case ENOSYS:
    return "this kernel, or the sandbox around this program, has no unshare()";
  case ENOMEM:
    return "the kernel has no memory for one";
  default:
    return "";
  }
}

} // namespace copyscope::real
