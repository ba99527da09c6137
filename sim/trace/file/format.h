// How a trace's file is laid out: its head, its sections and its last bytes. For this room only.
//
// docs/TRACE.md is the specification; this file and columns.h are what it says in C++.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::trace::file {

/// Says what the file is, and shows at once where a transfer changed line ends or cut the eighth
/// bit.
constexpr std::string_view magic{"\x89"
                                 "cpy\r\n\x1a\n",
                                 8};
/// The last eight bytes of a file that was finished; before them stands where the footer is.
constexpr std::string_view end_magic{"cpyend\x1a\n", 8};

/// Raised where a reader of the version before would take the rows for something else.
constexpr std::uint32_t format_version = 1;

constexpr std::string_view segment_tag = "segment\n", footer_tag = "footer \n"; ///< 8 bytes each

constexpr std::size_t alignment = 8; ///< of sections, and of columns within them; bytes

/// The first bytes of a file.
struct FileHead {
  static constexpr std::size_t bytes = 48;

  std::uint32_t format = format_version;
  std::string program;  ///< version of the program that wrote it, up to 16 characters
  std::uint64_t id = 0; ///< of the run; every section of the file repeats it

  std::string text() const;
};

/// Nothing where the bytes are no head, or a damaged one.
std::optional<FileHead> read_file_head(std::string_view file);

/// The first bytes of a section; its meta text and its columns follow.
struct SectionHead {
  static constexpr std::size_t bytes = 48;

  std::string tag;              ///< 8 bytes
  std::uint64_t id = 0;         ///< of the run
  std::uint32_t number = 0;     ///< of the section, from 0
  std::uint32_t meta_bytes = 0; ///< a multiple of 8
  std::uint64_t body_bytes = 0; ///< meta and columns; a multiple of 8
  std::uint64_t meta_sum = 0;   ///< XXH3 of the meta text

  std::string text() const;
};

/// Nothing where the bytes are no head, a damaged one, or one of a section that is longer than
/// `text`.
std::optional<SectionHead> read_section_head(std::string_view text);

std::uint64_t sum_of(std::string_view bytes); ///< XXH3, 64 bits

void put_u32(std::string& out, std::uint32_t value); ///< little-endian
void put_u64(std::string& out, std::uint64_t value);
std::uint32_t u32_at(std::string_view bytes, std::size_t at); ///< which are there
std::uint64_t u64_at(std::string_view bytes, std::size_t at);

constexpr std::uint64_t aligned(std::uint64_t bytes) {
  return (bytes + alignment - 1) / alignment * alignment;
}

/// Something in a section is not what it has to be. `what` names it; who catches it names the
/// section.
struct Damaged {
  std::string what;
};

} // namespace copyscope::trace::file
