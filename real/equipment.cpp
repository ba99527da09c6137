#include "real/equipment.h"

#include "real/advice.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace copyscope::real {

namespace {

constexpr std::int64_t block = 4096; // what every disk and memory are content with

std::string with_advice(const SystemError& error, const std::string& advice) {
  return advice.empty() ? error.what() : std::string(error.what()) + "; " + advice;
}

void allow_zerocopy(int socket) {
  const int on = 1;
  checked("setsockopt(SO_ZEROCOPY)", setsockopt(socket, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof on));
}

Ring ring_for(Ring::Zerocopy zerocopy) try {
  return Ring(zerocopy);
} catch (const SystemError& error) {
  throw NotHere(with_advice(error, io_uring_advice(error.error)));
}

void register_with(Ring& ring, std::span<std::byte> buffer) try {
  ring.register_buffer(buffer);
} catch (const SystemError& error) {
  const auto bytes = static_cast<std::int64_t>(buffer.size());
  const bool limited = error.error == ENOMEM;
  throw NotHere(
      with_advice(error, limited ? locked_memory_advice(bytes, in_whole_blocks(bytes)) : ""));
}

/// What offsets must be multiples of (statx(2), since Linux 6.1).
std::int64_t direct_alignment(int file) {
#ifdef STATX_DIOALIGN
  struct statx told {};
  if (statx(file, "", AT_EMPTY_PATH, STATX_DIOALIGN, &told) == 0 &&
      (told.stx_mask & STATX_DIOALIGN) != 0 && told.stx_dio_offset_align != 0)
    return told.stx_dio_offset_align;
#else
  (void)file;
#endif
  return block;
}

/// The same file once more: the flag is of the open file, and others read this one by the cache.
FileDescriptor open_direct(const Transfer& t) {
  const std::string path = "/proc/self/fd/" + std::to_string(t.file);
  FileDescriptor file(open(path.c_str(), O_RDONLY | O_DIRECT | O_CLOEXEC));
  if (!file && errno == EINVAL)
    throw NotHere("O_DIRECT: EINVAL, its file system has no such reads");
  if (!file && errno == ENOENT)
    throw NotHere(with_advice(SystemError("opening the file with O_DIRECT", ENOENT),
                              "that goes by /proc, which is not mounted here"));
  checked("opening the file with O_DIRECT", file.get());
  const std::int64_t whole = direct_alignment(file.get());
  if (t.chunk < t.size && t.chunk % whole != 0)
    throw NotHere(
        fmt::format("O_DIRECT reads at multiples of {} B, and a chunk has {} B", whole, t.chunk));
  return file;
}

/// A TCP socket that is connected to itself (simultaneous open, RFC 9293): what is sent comes to
/// nobody else. None where this network has no loopback.
FileDescriptor connected_to_itself() {
  FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof here;
  auto* const address = reinterpret_cast<sockaddr*>(&here);
  if (!socket || bind(socket.get(), address, length) != 0 ||
      getsockname(socket.get(), address, &length) != 0 ||
      connect(socket.get(), address, length) != 0)
    return {};
  return socket;
}

/// Whether a send may pin its pages shows when it is made.
void try_to_pin(std::int64_t bytes) {
  const FileDescriptor socket = connected_to_itself();
  if (!socket) return;
  allow_zerocopy(socket.get());
  const Mapping memory = Mapping::shared(bytes);
  if (send(socket.get(), memory.address(), memory.bytes().size(), MSG_ZEROCOPY | MSG_DONTWAIT) <
          0 &&
      errno == ENOBUFS)
    throw NotHere(with_advice(SystemError("send", ENOBUFS),
                              locked_memory_advice(bytes, locked_by_send(bytes))));
}

} // namespace

Equipment::Equipment(const Method& method, Transfer& transfer) {
  const std::int64_t most = std::min(transfer.chunk, transfer.size);
  switch (method.need) {
  case Need::nothing:
    return;
  case Need::pipe:
    transfer.pipe = &pipe_.emplace(most);
    return;
  case Need::zerocopy_socket:
    allow_zerocopy(transfer.socket);
    transfer.most_unreaped = sends_that_fit_locked_memory(most);
    return;
  case Need::ring:
    transfer.ring = &ring_.emplace(ring_for(Ring::Zerocopy::no));
    return;
  case Need::zerocopy_ring:
    transfer.ring = &ring_.emplace(ring_for(Ring::Zerocopy::yes));
    register_with(*ring_, transfer.buffer.first(static_cast<std::size_t>(most)));
    return;
  case Need::direct_file:
    direct_file_ = open_direct(transfer);
    transfer.file = direct_file_.get();
    return;
  }
}

std::string why_unusable(const Method& method, int file, std::int64_t size,
                         std::int64_t chunk) try {
  const std::int64_t most = std::min(chunk, size);
  const FileDescriptor socket(
      static_cast<int>(checked("socket", ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))));
  const Mapping buffer = method.need == Need::zerocopy_ring ? Mapping::present(most) : Mapping();
  Transfer transfer{file, socket.get(), size, chunk, buffer.bytes()};
  const Equipment equipment(method, transfer);
  if (method.need == Need::zerocopy_socket && most > 0) try_to_pin(most);
  return "";
} catch (const std::exception& error) { // SystemError, NotHere
  return error.what();
}

std::int64_t in_whole_blocks(std::int64_t bytes) {
  return (bytes + block - 1) / block * block;
}

} // namespace copyscope::real
