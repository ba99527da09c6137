#include "real/methods/registry.h"

#include <algorithm>
#include <array>

namespace copyscope::real {

namespace {

constexpr std::array methods{
    Method{"read-write", read_write, false, true, false, Call::write},
    Method{"mmap-write", mmap_write, false, false, true, Call::write},
    Method{"sendfile", send_file, true, false, false, Call::sendfile},
    Method{"splice", splice, true, false, false, Call::splice_out, Need::pipe},
    Method{"vmsplice-splice", vmsplice_splice, true, false, true, Call::splice_out, Need::pipe},
    Method{"msg-zerocopy", msg_zerocopy, false, false, true, Call::send, Need::zerocopy_socket},
    Method{"io-uring", io_uring, false, true, false, Call::io_uring_enter, Need::ring},
    Method{"io-uring-zc", io_uring, false, true, false, Call::io_uring_enter, Need::zerocopy_ring},
    Method{"direct-io", direct_io, false, true, false, Call::write, Need::direct_file},
};

} // namespace

const Method* find_method(std::string_view id) {
  const auto found = std::ranges::find(methods, id, &Method::id);
  return found == methods.end() ? nullptr : &*found;
}

std::string_view why_missing(std::string_view id) {
  if (id == "pio-read-write")
    return "programmed I/O is for drivers, and those of today's disks and cards use DMA: no system "
           "call makes the CPU move their bytes word by word";
  return "";
}

} // namespace copyscope::real
