#include "real/calls.h"

#include <cerrno>
#include <string>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

namespace copyscope::real {

FileShrank::FileShrank(std::int64_t at)
    : std::runtime_error("the file shrank while it was sent: it ends at " + std::to_string(at) +
                         " B") {}

template <class Make> std::int64_t Calls::make(Call call, std::int64_t offset, Make make) {
  for (;;) {
    const bool timed = log_.wants_times();
    const std::int64_t begin = timed && last_end_ns_ == 0 ? now_ns() : last_end_ns_;
    const std::int64_t result = make();
    const int error = errno;
    if (timed) last_end_ns_ = now_ns();
    log_.add(call, begin, last_end_ns_, offset, result > 0 ? result : 0);
    if (result >= 0) return result;
    if (error != EINTR) throw SystemError(std::string(name_of(call)), error);
  }
}

void Calls::read(int file, std::span<std::byte> into) {
  while (!into.empty()) {
    const auto got =
        make(Call::read, read_, [&] { return ::read(file, into.data(), into.size()); });
    if (got == 0) throw FileShrank(read_);
    read_ += got;
    into = into.subspan(static_cast<std::size_t>(got));
  }
}

void Calls::write(int socket, std::span<const std::byte> from) {
  while (!from.empty()) {
    const auto taken =
        make(Call::write, sent_, [&] { return ::write(socket, from.data(), from.size()); });
    sent_ += taken;
    from = from.subspan(static_cast<std::size_t>(taken));
  }
}

void Calls::sendfile(int socket, int file, std::int64_t bytes) {
  while (bytes > 0) {
    const auto sent = make(Call::sendfile, sent_, [&] {
      return ::sendfile(socket, file, nullptr, static_cast<std::size_t>(bytes));
    });
    if (sent == 0) throw FileShrank(sent_);
    sent_ += sent;
    bytes -= sent;
  }
}

std::span<const std::byte> Calls::mmap(int file, std::int64_t bytes) {
  const auto size = static_cast<std::size_t>(bytes);
  if (!lent_.empty()) return lent_.first(size);
  void* address = MAP_FAILED;
  make(Call::mmap, 0, [&] {
    address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
    return address == MAP_FAILED ? std::int64_t{-1} : bytes;
  });
  mapping_ = Mapping(address, size);
  return mapping_.bytes();
}

std::optional<std::int64_t> Calls::unmap() {
  if (mapping_.bytes().empty()) return std::nullopt;
  const std::int64_t begin = now_ns();
  mapping_ = Mapping();
  return now_ns() - begin;
}

} // namespace copyscope::real
