// How the bytes of a column are packed: as they are, or by zstd where the program has it. For this
// room only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::trace::file {

struct Packed {
  std::string_view codec; ///< "raw" or "zstd"
  std::string_view bytes; ///< valid until the next call
};

/// The shorter of the two.
Packed pack(std::string_view bytes);

/// Writes exactly `bytes` bytes to `into`. Throws Damaged where they are not that many, or where
/// the codec is none that this program has.
void unpack(std::string_view codec, std::string_view packed, void* into, std::size_t bytes);

} // namespace copyscope::trace::file
