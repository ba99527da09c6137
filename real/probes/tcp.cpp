#include "real/probes/tcp.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <linux/tcp.h> // tcp_info with tcpi_segs_out, which netinet/tcp.h may lack
#include <netinet/in.h>
#include <sys/socket.h>

namespace copyscope::real {

TcpFigures tcp_figures(int socket) {
  constexpr std::int64_t header = 20, timestamps = 12; // RFC 9293; RFC 7323, padded
  tcp_info info{};
  socklen_t length = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return {};
  return {true,
          info.tcpi_segs_out,
          info.tcpi_data_segs_out,
          header + ((info.tcpi_options & TCPI_OPT_TIMESTAMPS) != 0 ? timestamps : 0),
          info.tcpi_total_retrans,
          static_cast<std::int64_t>(info.tcpi_bytes_retrans),
          info.tcpi_snd_cwnd,
          info.tcpi_snd_mss,
          info.tcpi_rtt,
          static_cast<std::int64_t>(info.tcpi_pacing_rate), // all ones: no limit
          static_cast<std::int64_t>(info.tcpi_busy_time),
          static_cast<std::int64_t>(info.tcpi_sndbuf_limited),
          static_cast<std::int64_t>(info.tcpi_rwnd_limited),
          length >= offsetof(tcp_info, tcpi_sndbuf_limited) + sizeof info.tcpi_sndbuf_limited};
}

CongestionControl set_congestion_control(int socket) {
  CongestionControl control;
  const std::string wanted = wanted_congestion_control;
  if (setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, wanted.data(),
                 static_cast<socklen_t>(wanted.size())) != 0)
    control.refused = errno;
  char name[17] = {}; // TCP_CA_NAME_MAX and an end
  socklen_t length = sizeof name - 1;
  if (getsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, name, &length) == 0) control.name = name;
  return control;
}

} // namespace copyscope::real
