#include "real/probes/disk.h"

#include "real/system.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <sstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace copyscope::real {

namespace {

namespace fs = std::filesystem;
using Count = Reading<std::int64_t>;

std::string numbers_of(dev_t device) {
  return std::to_string(major(device)) + ":" + std::to_string(minor(device));
}

/// The block device of a mount whose own number means nothing, as btrfs has it: what /proc says is
/// mounted there (proc(5), mountinfo). 0 where it does not.
dev_t mounted_device(dev_t anonymous) try {
  std::istringstream mounts(read_text("/proc/self/mountinfo"));
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words(line);
    std::string id, parent, numbers, word, type, source;
    words >> id >> parent >> numbers;
    while (words >> word && word != "-") {
    }
    words >> type >> source;
    struct stat device {};
    if (numbers == numbers_of(anonymous) && stat(source.c_str(), &device) == 0 &&
        S_ISBLK(device.st_mode))
      return device.st_rdev;
  }
  return 0;
} catch (const SystemError&) {
  return 0;
}

/// The device's folder below /sys/devices; "" where there is none.
std::string folder_of(dev_t device) {
  std::error_code ignored;
  return fs::canonical("/sys/dev/block/" + numbers_of(device), ignored).string();
}

/// The interrupt lines of the controller that a device of sysfs hangs on: the nearest above it that
/// has message-signalled ones, or one wire.
std::vector<int> lines_above(const fs::path& device) {
  std::vector<int> lines;
  std::error_code ignored;
  for (fs::path at = device; at.string().size() > std::string("/sys/devices").size();
       at = at.parent_path()) {
    for (const auto& each : fs::directory_iterator(at / "msi_irqs", ignored))
      lines.push_back(std::atoi(each.path().filename().c_str()));
    if (lines.empty() && fs::exists(at / "irq", ignored)) {
      const int wire = std::atoi(read_text((at / "irq").string()).c_str());
      if (wire > 0) lines.push_back(wire);
    }
    if (!lines.empty()) break;
  }
  return lines;
}

/// A line of /proc/interrupts: its number and the sum over CPUs; nothing for what has no number
/// (timers, calls between CPUs), for that is no device's.
std::optional<std::pair<int, std::int64_t>> line_of(const std::string& text) {
  std::istringstream words(text);
  std::string name, word;
  words >> name;
  if (name.size() < 2 || name.back() != ':' ||
      name.find_first_not_of("0123456789") + 1 != name.size())
    return std::nullopt;
  std::int64_t total = 0;
  while (words >> word && word.find_first_not_of("0123456789") == std::string::npos)
    total += std::stoll(word);
  return std::pair(std::atoi(name.c_str()), total);
}

Count interrupts_on(const std::vector<int>& lines) try {
  std::istringstream text(read_text("/proc/interrupts"));
  std::int64_t total = 0;
  bool any = false;
  for (std::string line; std::getline(text, line);)
    if (const auto found = line_of(line);
        found && (lines.empty() || std::ranges::binary_search(lines, found->first))) {
      total += found->second;
      any = true;
    }
  return any ? Count::of(total) : Count::failed(ENODATA);
} catch (const SystemError& error) {
  return Count::failed(error.error);
}

} // namespace

Disk::Disk(int file) {
  struct stat seen {};
  if (fstat(file, &seen) != 0) return;
  const dev_t device = major(seen.st_dev) != 0 ? seen.st_dev : mounted_device(seen.st_dev);
  const std::string folder = device != 0 ? folder_of(device) : "";
  if (folder.empty()) return;
  stat_ = folder + "/stat";
  try {
    add_lines(folder);
  } catch (const std::exception&) { // then those of all devices are told
    lines_.clear();
  }
  std::ranges::sort(lines_);
  if (!lines_.empty()) interrupts_of_ = fs::path(folder).filename().string();
}

/// Device mapper and RAID have disks below them (`slaves`); what has none hangs on a controller.
void Disk::add_lines(const std::string& device) {
  std::error_code ignored;
  bool has_slaves = false;
  for (const auto& each : fs::directory_iterator(device + "/slaves", ignored)) {
    has_slaves = true;
    add_lines(fs::canonical(each.path()).string());
  }
  if (has_slaves) return;
  const std::vector<int> lines = lines_above(device);
  lines_.insert(lines_.end(), lines.begin(), lines.end());
}

DiskWork Disk::work() const {
  DiskWork work;
  work.interrupts = interrupts_on(lines_);
  try {
    if (stat_.empty()) throw SystemError("the disk", ENODEV);
    constexpr std::int64_t sector = 512; // whatever the device's own is
    std::istringstream text(read_text(stat_));
    std::int64_t reads = 0, merged = 0, sectors = 0;
    if (!(text >> reads >> merged >> sectors)) throw SystemError(stat_, ENODATA);
    work.reads = Count::of(reads);
    work.read_bytes = Count::of(sectors * sector);
  } catch (const SystemError& error) {
    work.reads = work.read_bytes = Count::failed(error.error);
  }
  return work;
}

} // namespace copyscope::real
