#include "sim/methods/registry.h"

#include "sim/methods/methods.h"

#include <algorithm>

namespace copyscope::methods {

const Method* Registry::find(std::string_view id) const {
  const auto found = std::find_if(methods_.begin(), methods_.end(),
                                  [&](const Method& method) { return method.id == id; });
  return found == methods_.end() ? nullptr : &*found;
}

const Registry& all_methods() {
  using enum trace::Buffer;
  static const Registry registry({
      {"pio-read-write", pio_read_write, {disk, page_cache, user_buffer, socket_buffer, nic}},
      {"read-write", read_write, {disk, page_cache, user_buffer, socket_buffer, nic}},
      {"mmap-write", mmap_write, {disk, page_cache, user_buffer, socket_buffer, nic}, true},
      {"sendfile", sendfile, {disk, page_cache, socket_buffer, nic}},
      {"splice", splice, {disk, page_cache, pipe, socket_buffer, nic}},
      {"vmsplice-splice",
       vmsplice_splice,
       {disk, page_cache, user_buffer, pipe, socket_buffer, nic},
       true},
      {"msg-zerocopy", msg_zerocopy, {disk, page_cache, user_buffer, socket_buffer, nic}, true},
      {"io-uring", io_uring, {disk, page_cache, user_buffer, socket_buffer, nic}},
      {"io-uring-zc", io_uring_zc, {disk, page_cache, user_buffer, socket_buffer, nic}},
      {"direct-io", direct_io, {disk, user_buffer, socket_buffer, nic}},
  });
  return registry;
}

} // namespace copyscope::methods
