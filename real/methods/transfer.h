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

/// The file cut into chunks, for a range-based for. The last chunk may be short.
class Chunks {
public:
  struct Iterator {
    std::int64_t offset, size, chunk;

    Chunk operator*() const { return {offset, std::min(chunk, size - offset)}; }
    Iterator& operator++() {
      offset += std::min(chunk, size - offset);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return offset != other.offset; }
  };

  Chunks(std::int64_t size, std::int64_t chunk) : size_(size), chunk_(chunk) {}
  Iterator begin() const { return {0, size_, chunk_}; }
  Iterator end() const { return {size_, size_, chunk_}; }

private:
  std::int64_t size_, chunk_;
};

struct Transfer {
  int file;                    ///< at its beginning
  int socket;                  ///< connected, blocking
  std::int64_t size;           ///< bytes to send
  std::int64_t chunk;          ///< bytes a call, at least 1
  std::span<std::byte> buffer; ///< the user buffer: a chunk of the file fits, in whole blocks
  const Pipe* pipe = nullptr;  ///< of methods that need one; Equipment makes it
  Ring* ring = nullptr;        ///< likewise
  /// Sends that may be under way at once before their pages are more than may be locked.
  std::int64_t most_unreaped = std::numeric_limits<std::int64_t>::max();

  Chunks chunks() const { return {size, chunk}; }
};

} // namespace copyscope::real
