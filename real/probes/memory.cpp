#include "real/probes/memory.h"

#include "real/probes/computer.h"
#include "real/system.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <limits>
#include <sstream>
#include <string_view>
#include <vector>

namespace copyscope::real {

namespace {

/// What the two versions of control groups call the same things.
struct Version {
  const char* file_system;
  std::vector<const char*> limits; ///< memory.high does not kill, but slows down to a halt
  const char* usage;
  std::vector<std::string_view> cached; ///< lines of memory.stat
};
const Version versions[] = {
    {"cgroup2",
     {"memory.max", "memory.high"},
     "memory.current",
     {"inactive_file ", "active_file "}},
    {"cgroup",
     {"memory.limit_in_bytes"},
     "memory.usage_in_bytes",
     {"total_inactive_file ", "total_active_file "}},
};
/// "No limit" of version 1 is the largest number of whole pages.
constexpr std::int64_t no_limit = std::int64_t{1} << 62;

std::string text_or_nothing(const std::string& path) try {
  return read_text(path);
} catch (const SystemError&) {
  return "";
}

bool is_readable(const std::string& path) try {
  read_text(path);
  return true;
} catch (const SystemError&) {
  return false;
}

/// Whether there is such a file that keeps what it holds to itself.
bool is_refused(const std::string& path) try {
  read_text(path);
  return false;
} catch (const SystemError& error) {
  return error.error != ENOENT; // the topmost group has none
}

/// The number that the text begins with; nothing for "max".
std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end != text.data() ? std::optional(number) : std::nullopt;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

bool lists(const std::string& list, std::string_view what) {
  return ("," + list + ",").find("," + std::string(what) + ",") != std::string::npos;
}

/// Of "ID:CONTROLLERS:PATH", a line of /proc/self/cgroup for each hierarchy.
std::optional<std::string> path_in(const std::string& cgroups, bool version_2) {
  std::istringstream lines(cgroups);
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    if (version_2 ? controllers.empty() : lists(controllers, "memory"))
      return line.substr(second + 1);
  }
  return std::nullopt;
}

struct Mount {
  std::string root;  ///< which group is at
  std::string point; ///< this folder
};

/// Of "36 35 98:0 /root /point options … - type source options", /proc/self/mountinfo (proc(5)).
std::optional<Mount> mount_of(const std::string& mounts, std::string_view type) {
  std::istringstream lines(mounts);
  for (std::string line; std::getline(lines, line);) {
    const auto dash = line.find(" - ");
    if (dash == std::string::npos) continue;
    const auto left = words_of(line.substr(0, dash)), right = words_of(line.substr(dash + 3));
    if (left.size() < 5 || right.size() < 3 || right[0] != type) continue;
    if (type == "cgroup" && !lists(right[2], "memory")) continue;
    return Mount{left[3], left[4]};
  }
  return std::nullopt;
}

/// The group's folder below the mount; in a container the paths may be those of outside.
std::string folder_of(const Mount& mount, const std::string& path) {
  if (mount.root == "/") return path == "/" ? "" : path;
  return path.starts_with(mount.root) ? path.substr(mount.root.size()) : "";
}

void keep_tighter(std::optional<MemoryLimit>& tightest, const Version& version,
                  const std::string& root, const std::string& folder) {
  for (const char* name : version.limits) {
    const std::string file = folder + "/" + name;
    const auto limit = number_in(text_or_nothing(root + file));
    if (!limit || *limit >= no_limit) continue;
    std::int64_t taken =
        number_in(text_or_nothing(root + folder + "/" + version.usage)).value_or(0);
    const std::string stat = "\n" + text_or_nothing(root + folder + "/memory.stat");
    for (const std::string_view key : version.cached)
      if (const auto at = stat.find("\n" + std::string(key)); at != std::string::npos)
        taken -= number_in(std::string_view(stat).substr(at + 1 + key.size())).value_or(0);
    const std::int64_t room = std::clamp(*limit - taken, std::int64_t{0}, *limit);
    if (!tightest || room < tightest->room) tightest = MemoryLimit{*limit, room, file};
  }
}

} // namespace

std::optional<MemoryLimit> control_group_limit(const std::string& root) {
  const std::string cgroups = text_or_nothing(root + "/proc/self/cgroup");
  const std::string mounts = text_or_nothing(root + "/proc/self/mountinfo");
  std::optional<MemoryLimit> tightest;
  for (const Version& version : versions) {
    const auto path = path_in(cgroups, version.file_system == std::string_view("cgroup2"));
    const auto mount = mount_of(mounts, version.file_system);
    if (!path || !mount) continue;
    // From the group itself up to the topmost that is to be seen.
    for (std::string folder = folder_of(*mount, *path);; folder.resize(folder.rfind('/'))) {
      keep_tighter(tightest, version, root, mount->point + folder);
      if (folder.rfind('/') == std::string::npos) break;
    }
  }
  return tightest;
}

std::string unread_limit(const std::string& root) {
  constexpr const char *groups = "/proc/self/cgroup", *mounted = "/proc/self/mountinfo";
  if (!is_readable(root + mounted)) return is_readable(root + groups) ? mounted : groups;
  const std::string cgroups = text_or_nothing(root + groups); // none: a kernel without groups
  const std::string mounts = text_or_nothing(root + mounted);
  bool is_seen = false;
  for (const Version& version : versions) {
    const auto path = path_in(cgroups, version.file_system == std::string_view("cgroup2"));
    const auto mount = mount_of(mounts, version.file_system);
    if (!path || !mount) continue;
    is_seen = true;
    for (const char* name : version.limits)
      if (std::string file = mount->point + folder_of(*mount, *path) + "/" + name;
          is_refused(root + file))
        return file;
  }
  return is_seen || cgroups.empty() ? "" : "/sys/fs/cgroup";
}

std::int64_t usable_memory(const std::optional<MemoryLimit>& limit) {
  const std::int64_t free = available_memory(); // 0: unknown
  const std::int64_t here = free == 0 ? std::numeric_limits<std::int64_t>::max() : free;
  return limit ? std::min(here, limit->room) : here;
}

} // namespace copyscope::real
