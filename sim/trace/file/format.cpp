#include "sim/trace/file/format.h"

#include <algorithm>
#include <xxhash.h>

namespace copyscope::trace::file {

namespace {

constexpr std::size_t program_bytes = 16;

template <class T> void put(std::string& out, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i)
    out += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
}

template <class T> T at(std::string_view bytes, std::size_t place) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value |= static_cast<T>(static_cast<unsigned char>(bytes[place + i])) << (8 * i);
  return value;
}

} // namespace

void put_u32(std::string& out, std::uint32_t value) {
  put(out, value);
}
void put_u64(std::string& out, std::uint64_t value) {
  put(out, value);
}
std::uint32_t u32_at(std::string_view bytes, std::size_t place) {
  return at<std::uint32_t>(bytes, place);
}
std::uint64_t u64_at(std::string_view bytes, std::size_t place) {
  return at<std::uint64_t>(bytes, place);
}

std::uint64_t sum_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string FileHead::text() const {
  std::string out(magic);
  put_u32(out, format);
  put_u32(out, 0);
  std::string version = program.substr(0, program_bytes);
  version.resize(program_bytes, '\0');
  out += version;
  put_u64(out, id);
  put_u64(out, sum_of(out));
  return out;
}

std::optional<FileHead> read_file_head(std::string_view file) {
  if (file.size() < FileHead::bytes || !file.starts_with(magic)) return std::nullopt;
  constexpr std::size_t summed = FileHead::bytes - 8;
  if (u64_at(file, summed) != sum_of(file.substr(0, summed))) return std::nullopt;
  FileHead head;
  head.format = u32_at(file, 8);
  head.program = file.substr(16, program_bytes);
  head.program.resize(std::min(head.program.find('\0'), head.program.size()));
  head.id = u64_at(file, 32);
  return head;
}

std::string SectionHead::text() const {
  std::string out = tag;
  put_u64(out, id);
  put_u32(out, number);
  put_u32(out, meta_bytes);
  put_u64(out, body_bytes);
  put_u64(out, meta_sum);
  put_u64(out, sum_of(out));
  return out;
}

std::optional<SectionHead> read_section_head(std::string_view text) {
  constexpr std::size_t summed = SectionHead::bytes - 8;
  if (text.size() < SectionHead::bytes) return std::nullopt;
  if (u64_at(text, summed) != sum_of(text.substr(0, summed))) return std::nullopt;
  SectionHead head;
  head.tag = text.substr(0, 8);
  head.id = u64_at(text, 8);
  head.number = u32_at(text, 16);
  head.meta_bytes = u32_at(text, 20);
  head.body_bytes = u64_at(text, 24);
  head.meta_sum = u64_at(text, 32);
  const bool fits = head.body_bytes <= text.size() - SectionHead::bytes &&
                    head.meta_bytes <= head.body_bytes && head.meta_bytes % alignment == 0 &&
                    head.body_bytes % alignment == 0;
  if (!fits) return std::nullopt;
  return head;
}

} // namespace copyscope::trace::file
