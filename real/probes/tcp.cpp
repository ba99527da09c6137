#include "real/probes/tcp.h"

#include <linux/tcp.h> // tcp_info with tcpi_segs_out, which netinet/tcp.h may lack
#include <netinet/in.h>
#include <sys/socket.h>

namespace copyscope::real {

TcpFigures tcp_figures(int socket) {
  tcp_info info{};
  socklen_t length = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return {};
  return {true,
          info.tcpi_segs_out,
          info.tcpi_total_retrans,
          info.tcpi_snd_cwnd,
          info.tcpi_snd_mss,
          info.tcpi_rtt};
}

std::string set_congestion_control(int socket) {
  constexpr char wanted[] = "reno";
  setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, wanted, sizeof wanted - 1);
  char name[17] = {}; // TCP_CA_NAME_MAX and an end
  socklen_t length = sizeof name - 1;
  if (getsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, name, &length) != 0) return "unknown";
  return name;
}

} // namespace copyscope::real
