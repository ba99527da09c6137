#include "real/completions.h"

#include <ctime> // linux/errqueue.h needs timespec

#include <algorithm>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace copyscope::real {

void Completions::note_send(std::int64_t bytes) {
  ++asked;
  asked_bytes += bytes;
  bytes_a_send = std::max(bytes_a_send, bytes); // all but the last are of one size
}

std::int64_t Completions::take(const Notification& notification) {
  told += notification.sends();
  ++notifications;
  const std::int64_t until =
      outstanding() == 0 ? asked_bytes : std::min(told * bytes_a_send, asked_bytes);
  const std::int64_t bytes = std::max<std::int64_t>(0, until - told_bytes);
  told_bytes += bytes;
  if (notification.copied) {
    copied += notification.sends();
    copied_bytes += bytes;
  }
  return bytes;
}

void Completions::note_told(std::int64_t bytes, bool whether, bool was_copied) {
  note_send(bytes);
  ++told;
  ++notifications;
  told_bytes += bytes;
  says_whether = says_whether && whether;
  if (!was_copied) return;
  ++copied;
  copied_bytes += bytes;
}

int receive_notification(int socket, Notification& notification) {
  alignas(cmsghdr) char control[128];
  msghdr message{};
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  if (recvmsg(socket, &message, MSG_ERRQUEUE) < 0) return -1;
  for (cmsghdr* each = CMSG_FIRSTHDR(&message); each; each = CMSG_NXTHDR(&message, each)) {
    if (each->cmsg_level != SOL_IP || each->cmsg_type != IP_RECVERR) continue;
    const auto& error = *reinterpret_cast<const sock_extended_err*>(CMSG_DATA(each));
    if (error.ee_errno != 0 || error.ee_origin != SO_EE_ORIGIN_ZEROCOPY) continue;
    notification = {error.ee_info, error.ee_data,
                    (error.ee_code & SO_EE_CODE_ZEROCOPY_COPIED) != 0};
    return 1;
  }
  return 0;
}

} // namespace copyscope::real
