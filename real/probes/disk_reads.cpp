#include "real/probes/disk_reads.h"

#include "real/system.h"

#include <string>

namespace copyscope::real {

std::optional<std::int64_t> disk_reads() try {
  const std::string text = read_text("/proc/self/io");
  const std::string key = "\nread_bytes: ";
  const auto at = text.find(key);
  if (at == std::string::npos) return std::nullopt;
  return std::stoll(text.substr(at + key.size()));
} catch (const SystemError&) {
  return std::nullopt;
}

} // namespace copyscope::real
