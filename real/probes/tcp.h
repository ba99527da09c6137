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
