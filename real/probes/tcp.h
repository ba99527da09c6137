// What TCP tells of a connection: TCP_INFO, and the congestion control in use (tcp(7)).
#pragma once

#include <cstdint>
#include <string>

namespace copyscope::real {

struct TcpFigures {
  bool known = false;
  std::int64_t segments_out = 0;
  std::int64_t data_segments_out = 0; ///< those that carry data, retransmitted ones twice
  std::int64_t header_bytes = 0;      ///< of TCP in each of them
  std::int64_t retransmits = 0;
  std::int64_t retransmitted_bytes = 0; ///< since Linux 4.19
  std::int64_t congestion_window = 0;   ///< segments
  std::int64_t segment_bytes = 0;
  std::int64_t round_trip_us = 0;
  std::int64_t pacing_rate = 0; ///< bytes a second; -1: as fast as it can
  /// Since Linux 4.10: for how long it has had something to send, and of that, for how long it
  /// could not, since its own buffer or the other side's was full.
  std::int64_t busy_us = 0, limited_by_send_buffer_us = 0, limited_by_window_us = 0;
  bool knows_limits = false; ///< whether the kernel is new enough to say
};

TcpFigures tcp_figures(int socket);

inline constexpr const char* wanted_congestion_control = "reno";

struct CongestionControl {
  std::string name = "unknown"; ///< what the socket has now
  int refused = 0;              ///< errno of the refusal, else 0
};

/// Asks for reno, which everyone may use: under BBR pacing, not the method, decides the time. To be
/// said before the socket is connected.
CongestionControl set_congestion_control(int socket);

} // namespace copyscope::real
