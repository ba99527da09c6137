// What was observed of one round: as the processes read it, before it is a figure of a report.
#pragma once

#include "real/probes/disk.h"
#include "real/probes/reading.h"
#include "real/probes/tcp.h"
#include "real/probes/usage.h"
#include "real/real.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::real {

inline constexpr std::int64_t ps_per_ns = 1000, ps_per_us = 1'000'000;

struct Observed {
  using State = analysis::Round::State;
  enum class Checksum { equal, different, not_taken };

  State state = State::counted;
  std::int64_t turn = 0; ///< rounds of one turn follow one another: the cases take turns
  std::string reason;    ///< of rejected and failed rounds
  Drain drain = Drain::copy;
  std::int64_t duration_ns = 0;
  std::vector<std::pair<std::string, std::int64_t>> syscalls_by_name;
  Checksum checksum = Checksum::not_taken;
  std::int64_t received_bytes = 0; ///< −1: nobody receives
  std::int64_t receive_calls = 0;
  std::int64_t checksum_ns = 0; ///< CPU time of a checksum taken meanwhile, of a file that does not
                                ///< fit the receiver's memory; in no other figure
  Reading<Usage> sender, receiver;
  Reading<std::int64_t> sender_cpu_ns, receiver_cpu_ns; ///< within duration
  std::optional<std::int64_t> mmap_ns;   ///< within it: what mmap() took, without the faults
  std::optional<std::int64_t> munmap_ns; ///< after it: what taking the mapping away has cost
  std::string cache_evidence; ///< "cachestat", "mincore", "read_bytes" or "unavailable: ERRNO"
  std::optional<std::int64_t> resident_pages_before, resident_pages_after;
  Reading<std::int64_t> disk_read_bytes; ///< by the sender: /proc/self/io, read_bytes
  DiskWork disk;                         ///< the disk's, for whoever in the machine used it
  std::string interrupts_of;             ///< "vda"; "": of all devices
  TcpFigures tcp;
  std::int64_t waited_for_others_ns =
      -1; ///< for programs that do not belong to the run; −1: not told
};

std::string_view name_of(Observed::Checksum checksum); ///< "equal", "different", "not_taken"

} // namespace copyscope::real
