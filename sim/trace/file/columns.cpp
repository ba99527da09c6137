#include "sim/trace/file/columns.h"

#include "sim/trace/file/codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <unordered_map>

namespace copyscope::trace::file {

static_assert(std::endian::native == std::endian::little,
              "columns are written as they are in memory");

namespace {

constexpr std::array<std::string_view, 6> as_names = {"plain",  "delta", "chain",
                                                      "length", "back",  "integer"};

/// The types of stored numbers, by the power of two of their bytes.
constexpr std::array<std::string_view, 4> type_names = {"u1", "u2", "u4", "u8"};

std::size_t type_for(std::uint64_t largest) {
  if (largest < 1u << 8) return 0;
  if (largest < 1u << 16) return 1;
  return largest >> 32 == 0 ? 2 : 3;
}

template <class T>
std::string_view narrowed(std::span<const std::uint64_t> values, std::string& into) {
  into.resize(values.size() * sizeof(T));
  char* at = into.data();
  for (const std::uint64_t value : values) {
    const T narrow = static_cast<T>(value);
    std::memcpy(at, &narrow, sizeof narrow);
    at += sizeof narrow;
  }
  return into;
}

template <class T> void widen(const char* from, Values& into) {
  for (std::uint64_t& value : into) {
    T narrow;
    std::memcpy(&narrow, from, sizeof narrow);
    value = narrow;
    from += sizeof narrow;
  }
}

std::string hexadecimal(std::uint64_t value) {
  return fmt::format("{:016x}", value);
}

std::string in_ticks(std::string_view name) {
  return "`" + std::string(name.substr(0, 64)) + "`";
}

} // namespace

std::string_view name_of(As as) {
  return as_names[static_cast<std::size_t>(as)];
}

void ColumnWriter::put(std::string_view name, As as, std::span<const std::uint64_t> stored) {
  put(name, as, stored, 0);
}

void ColumnWriter::put_deltas(std::string_view name, const Values& values) {
  if (values.empty()) return;
  Values stored(values.size());
  for (std::size_t i = 1; i < values.size(); ++i)
    stored[i] = folded(values[i] - values[i - 1]);
  put(name, As::delta, stored, values.front());
}

void ColumnWriter::put(std::string_view name, As as, std::span<const std::uint64_t> stored,
                       std::uint64_t base) {
  std::uint64_t all = 0; // has the highest bit of the largest
  for (const std::uint64_t value : stored)
    all |= value;
  // Of some kinds of column 0 is no value that a column which is not there could stand for.
  const bool may_be_left_out = as != As::length && as != As::integer;
  if (all == 0 && base == 0 && may_be_left_out) return;
  const std::size_t type = type_for(all);
  thread_local std::string narrow;
  constexpr std::array narrowings = {narrowed<std::uint8_t>, narrowed<std::uint16_t>,
                                     narrowed<std::uint32_t>, narrowed<std::uint64_t>};
  const Packed packed = pack(narrowings[type](stored, narrow));
  Json meta{{"name", name}, {"type", type_names[type]}, {"as", name_of(as)}};
  meta["codec"] = packed.codec;
  if (base != 0) meta["base"] = base;
  append(std::move(meta), packed.bytes);
}

void ColumnWriter::put_kept(Json meta, std::string_view stored) {
  append(std::move(meta), stored);
}

void ColumnWriter::append(Json meta, std::string_view stored) {
  meta["at"] = bytes_.size();
  meta["bytes"] = stored.size();
  meta["sum"] = hexadecimal(sum_of(stored));
  columns_.push_back(std::move(meta));
  bytes_ += stored;
  bytes_.resize(aligned(bytes_.size()), '\0');
}

Json ColumnWriter::table(std::uint64_t first, std::uint64_t count) {
  return {{"first", first}, {"count", count}, {"columns", std::move(columns_)}};
}

ColumnReader::ColumnReader(const Json& table, std::string_view columns)
    : table_(table), bytes_(columns) {
  if (!table.is_object()) throw Damaged{"a table that is no object"};
  first_ = number_in(table, "first", 0, ~std::uint32_t{0});
  count_ = number_in(table, "count", 0, most_rows);
  const auto found = table.find("columns");
  if (found == table.end()) return;
  if (!found->is_array()) throw Damaged{"columns that are no array"};
  for (const Json& column : *found)
    if (!column.is_object()) throw Damaged{"a column that is no object"};
}

const Json* ColumnReader::find(std::string_view name) const {
  const auto columns = table_.find("columns");
  if (columns == table_.end()) return nullptr;
  for (const Json& column : *columns) {
    const auto found = column.find("name");
    if (found != column.end() && found->is_string() && found->get_ref<const std::string&>() == name)
      return &column;
  }
  return nullptr;
}

std::string_view ColumnReader::stored_bytes(const Json& column) const {
  const std::uint64_t at = number_in(column, "at", 0, bytes_.size());
  const std::uint64_t bytes = number_in(column, "bytes", 0, bytes_.size() - at);
  const std::string_view stored = bytes_.substr(at, bytes);
  if (text_in(column, "sum") != hexadecimal(sum_of(stored)))
    throw Damaged{"its checksum is another"};
  return stored;
}

Values ColumnReader::stored(const Json& column) const {
  const std::string type = text_in(column, "type");
  const auto found = std::find(type_names.begin(), type_names.end(), type);
  if (found == type_names.end())
    throw Damaged{"it is of type " + in_ticks(type) + ", which this version does not know"};
  const auto power = static_cast<std::size_t>(found - type_names.begin());
  thread_local std::string narrow;
  narrow.resize(count_ << power);
  unpack(text_in(column, "codec", "raw"), stored_bytes(column), narrow.data(), narrow.size());
  Values values(count_);
  constexpr std::array widenings = {widen<std::uint8_t>, widen<std::uint16_t>, widen<std::uint32_t>,
                                    widen<std::uint64_t>};
  widenings[power](narrow.data(), values);
  return values;
}

const Values& ColumnReader::remembered(std::string_view name, Values& place, bool& known) {
  if (known) return place;
  known = true; // before it is read, so that a column that leads to itself ends
  const Json* const column = find(name);
  if (column && text_in(*column, "as", "plain") != "plain" &&
      text_in(*column, "as", "plain") != "delta")
    throw Damaged{"column " + in_ticks(name) + " is stored in a way that it cannot be"};
  place = values(name);
  return place;
}

void ColumnReader::apply(As as, const Json& column, Values& values) {
  switch (as) {
  case As::plain:
    break;
  case As::delta: {
    std::uint64_t last = number_in(column, "base", 0, ~std::uint64_t{0});
    for (std::uint64_t& value : values)
      last = value = last + unfolded(value);
    break;
  }
  case As::chain: {
    const Values& flows = remembered("flow", flows_, knows_flows_);
    std::unordered_map<std::uint64_t, std::uint64_t> lasts;
    std::uint64_t flow = ~std::uint64_t{0}, *last = nullptr;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == 0) continue;
      if (!last || flows[i] != flow) last = &lasts[flow = flows[i]];
      *last += unfolded(values[i] - 1);
      values[i] = *last + 1;
    }
    break;
  }
  case As::length: {
    const Values& begins = remembered("begin", begins_, knows_begins_);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = values[i] == 0 ? INT64_MAX : begins[i] + (values[i] - 1);
    break;
  }
  case As::back:
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] > first_ + i) throw Damaged{"a row before the first"};
      if (values[i] != 0) values[i] = first_ + i - values[i] + 1;
    }
    break;
  case As::integer:
    for (std::uint64_t& value : values)
      value = value == 0 ? std::uint64_t{1} << 63 : unfolded(value - 1);
  }
}

Values ColumnReader::values(std::string_view name) {
  const Json* const column = find(name);
  if (!column) return Values(count_);
  try {
    const std::string as = text_in(*column, "as", "plain");
    const auto found = std::find(as_names.begin(), as_names.end(), as);
    if (found == as_names.end())
      throw Damaged{"it is stored as " + in_ticks(as) + ", which this version does not know"};
    Values values = stored(*column);
    apply(static_cast<As>(found - as_names.begin()), *column, values);
    return values;
  } catch (const Damaged& damaged) {
    throw Damaged{"column " + in_ticks(name) + ": " + damaged.what};
  }
}

Values ColumnReader::values(std::string_view name, std::uint64_t most) {
  Values all = values(name);
  for (const std::uint64_t value : all)
    if (value > most)
      throw Damaged{
          fmt::format("column {}: {}, where at most {} can be", in_ticks(name), value, most)};
  return all;
}

std::vector<ColumnReader::Kept>
ColumnReader::others(std::span<const std::string_view> known) const {
  std::vector<Kept> kept;
  const auto columns = table_.find("columns");
  if (columns == table_.end()) return kept;
  for (const Json& column : *columns) {
    const std::string name = text_in(column, "name");
    if (std::find(known.begin(), known.end(), name) == known.end())
      kept.push_back({column, std::string(stored_bytes(column))});
  }
  return kept;
}

std::uint64_t number_in(const Json& object, const char* key, std::uint64_t otherwise,
                        std::uint64_t most) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (!found->is_number_unsigned()) throw Damaged{fmt::format("`{}` is no number from 0 on", key)};
  const auto value = found->get<std::uint64_t>();
  if (value > most) throw Damaged{fmt::format("`{}` is {}; at most {} can be", key, value, most)};
  return value;
}

std::string text_in(const Json& object, const char* key, const std::string& otherwise) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (!found->is_string()) throw Damaged{fmt::format("`{}` is no text", key)};
  return found->get<std::string>();
}

bool truth_in(const Json& object, const char* key, bool otherwise) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (!found->is_boolean()) throw Damaged{fmt::format("`{}` is neither true nor false", key)};
  return found->get<bool>();
}

namespace {

constexpr int most_levels = 64;

// Before it is parsed: the parser's own look at each level searches the whole of the one above it
// whenever it ends.
int nested(std::string_view json) {
  int level = 0, deepest = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char each = json[at];
    if (quoted && each == '\\')
      ++at;
    else if (each == '"')
      quoted = !quoted;
    else if (!quoted && (each == '{' || each == '['))
      deepest = std::max(deepest, ++level);
    else if (!quoted && (each == '}' || each == ']'))
      --level;
  }
  return deepest;
}

} // namespace

Json parse_meta(std::string_view text) {
  if (nested(text) > most_levels) throw Damaged{"brackets nested too deeply"};
  try {
    return Json::parse(text);
  } catch (const Json::exception&) {
    throw Damaged{"its description is no JSON"};
  }
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace copyscope::trace::file
