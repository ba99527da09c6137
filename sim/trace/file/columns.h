// Columns: numbers of one kind, taken apart from their rows, as differences, in as few bytes as the
// largest needs, and packed. For this room only.
//
// What is stored of a value says `as`; a value that is 0 stands for what is usual (none, nothing),
// so that a column of nothing else is left out. All arithmetic is that of unsigned 64-bit numbers.
#pragma once

#include "sim/trace/file/format.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace::file {

using Json = nlohmann::json;
using Values = std::vector<std::uint64_t>;

/// What is stored of a value.
enum class As : std::uint8_t {
  plain,   ///< itself
  delta,   ///< its difference from the value before; from `base` for the first
  chain,   ///< 0: none; else 1 + its difference from the last of the same flow that is not none
  length,  ///< 0: not known; else 1 + what it is beyond the row's `begin`
  back,    ///< 0: none; else how many rows before this one
  integer, ///< 0: the least 64-bit integer; else 1 + a signed number
};
// Differences and signed numbers are folded: 0, −1, 1, −2, 2 … are 0, 1, 2, 3, 4 …

std::string_view name_of(As as);

constexpr std::uint64_t folded(std::uint64_t difference) {
  return difference << 1 ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
}
constexpr std::uint64_t unfolded(std::uint64_t stored) {
  return stored >> 1 ^ (std::uint64_t{0} - (stored & 1));
}

/// A table in columns while it is written: its meta object, and the bytes that follow.
class ColumnWriter {
public:
  /// Appends to `bytes`, which all tables of a section share.
  explicit ColumnWriter(std::string& bytes) : bytes_(bytes) {}

  /// What is stored of each row's value.
  void put(std::string_view name, As as, std::span<const std::uint64_t> stored);
  /// Values whose differences are stored.
  void put_deltas(std::string_view name, const Values& values);
  /// A column that was kept as it was read.
  void put_kept(Json meta, std::string_view stored);

  /// The table, of `count` rows, the first of which is number `first`.
  Json table(std::uint64_t first, std::uint64_t count);

private:
  void append(Json meta, std::string_view stored);
  void put(std::string_view name, As as, std::span<const std::uint64_t> stored, std::uint64_t base);

  std::string& bytes_;
  Json columns_ = Json::array();
};

/// A table in columns that is read. What it reads it has checked; everything throws Damaged.
class ColumnReader {
public:
  /// `columns` are the bytes of all columns of the section.
  ColumnReader(const Json& table, std::string_view columns);

  std::uint64_t first() const { return first_; }
  std::size_t count() const { return count_; }
  bool has(std::string_view name) const { return find(name) != nullptr; }

  /// The values of a column; all 0 where it is not there. The first three kinds of `As` that name
  /// other columns (chain, length, back) read those.
  Values values(std::string_view name);
  /// Holds the values against the largest that they may have.
  Values values(std::string_view name, std::uint64_t most);
  std::int64_t integer_of(std::uint64_t value) const { return static_cast<std::int64_t>(value); }

  /// The columns that are not among these, as they are stored.
  struct Kept {
    Json meta;
    std::string stored;
  };
  std::vector<Kept> others(std::span<const std::string_view> known) const;

private:
  const Json* find(std::string_view name) const;
  std::string_view stored_bytes(const Json& column) const;
  Values stored(const Json& column) const;
  void apply(As as, const Json& column, Values& values);
  const Values& remembered(std::string_view name, Values& place, bool& known);

  const Json& table_;
  std::string_view bytes_;
  std::uint64_t first_ = 0;
  std::size_t count_ = 0;
  Values begins_, flows_;
  bool knows_begins_ = false, knows_flows_ = false;
};

constexpr std::size_t most_rows = 65536; ///< of a table in one section

/// A member of a JSON object as a number from 0 to `most`; `otherwise` where it is not there.
std::uint64_t number_in(const Json& object, const char* key, std::uint64_t otherwise,
                        std::uint64_t most);
/// The same of a text, a truth and a signed number.
std::string text_in(const Json& object, const char* key, const std::string& otherwise = {});
bool truth_in(const Json& object, const char* key, bool otherwise);

/// JSON text of no more than 64 levels. Throws Damaged.
Json parse_meta(std::string_view text);
/// One line; bytes that are not UTF-8 are replaced.
std::string text_of(const Json& json);

} // namespace copyscope::trace::file
