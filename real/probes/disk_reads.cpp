#include "real/probes/disk_reads.h"

#include "real/system.h"

#include <string>

namespace copyscope::real {

Reading<std::int64_t> disk_reads() try {
  const std::string text = read_text("/proc/self/io");
  const std::string key = "\nread_bytes: ";
  const auto at = text.find(key);
  if (at == std::string::npos) return Reading<std::int64_t>::failed(ENODATA);
  return Reading<std::int64_t>::of(std::stoll(text.substr(at + key.size())));
} catch (const SystemError& error) {
  return Reading<std::int64_t>::failed(error.error);
}

} // namespace copyscope::real
