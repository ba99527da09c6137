// What a method is given: the file, the socket, and the chunks to send.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace copyscope::real {

class Pipe;
class Ring;

/// One round of a method's loop: `bytes` of the file from `offset` on.
struct Chunk {
  std::int64_t offset;
  std::int64_t bytes;
};

/// Bytes [begin, end) of the file cut into chunks, for a range-based for. The last one may be
/// short.
class Chunks {
public:
  struct Iterator {
    std::int64_t offset, end, chunk;

    Chunk operator*() const { return {offset, std::min(chunk, end - offset)}; }
    Iterator& operator++() {
      offset += std::min(chunk, end - offset);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return offset != other.offset; }
  };

  Chunks(std::int64_t begin, std::int64_t end, std::int64_t chunk)
      : begin_(begin), end_(end), chunk_(chunk) {}
  Iterator begin() const { return {begin_, end_, chunk_}; }
  Iterator end() const { return {end_, end_, chunk_}; }

private:
  std::int64_t begin_, end_, chunk_;
};

struct Transfer {
  int file;                    ///< at `begin`
  int socket;                  ///< connected, blocking
  std::int64_t size;           ///< bytes to send
  std::int64_t chunk;          ///< bytes a call, at least 1
  std::span<std::byte> buffer; ///< the user buffer: a chunk of the file fits, in whole blocks
  const Pipe* pipe = nullptr;  ///< of methods that need one; Equipment makes it
  Ring* ring = nullptr;        ///< likewise
  /// Sends that may be under way at once before their pages are more than may be locked.
  std::int64_t most_unreaped = std::numeric_limits<std::int64_t>::max();
  std::int64_t begin = 0; ///< the first of the file's bytes that is sent: of a mapping, whole pages

  Chunks chunks() const { return {begin, begin + size, chunk}; }
  /// The chunk's bytes of what Calls::mmap() has returned.
  std::span<const std::byte> part_of(std::span<const std::byte> mapped, Chunk each) const {
    return mapped.subspan(static_cast<std::size_t>(each.offset - begin),
                          static_cast<std::size_t>(each.bytes));
  }
};

} // namespace copyscope::real
