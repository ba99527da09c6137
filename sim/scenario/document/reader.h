// Typed values out of a document. What is wrong becomes a problem with its place, and no value.
//
// Each value function returns nothing where the node is not what was asked for, having reported it,
// so that reading goes on and finds the next mistake too.
#pragma once

#include "sim/scenario/document/document.h"
#include "sim/scenario/document/text.h"
#include "sim/units/bandwidth.h"
#include "sim/units/bytes.h"
#include "sim/units/quantity.h"
#include "sim/units/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

class Reader {
public:
  Reader(const Source& source, Problems& problems) : source_(source), problems_(problems) {}

  const Source& source() const { return source_; }
  Problems& problems() { return problems_; }
  bool full() const { return problems_.full(); }

  /// The node is not of the type that was expected: found `"5"`, a string.
  void wrong_type(const Node& node, const std::string& expected, const std::string& hint = "");
  /// The node is of the type, but its value is none that was expected: found `5`.
  void wrong_value(const Node& node, const std::string& expected, const std::string& hint = "");
  void refuse(const Node& node, const std::string& found, const std::string& expected,
              const std::string& hint = "");
  /// The same for a key, and for a path of keys that begins before it in its line.
  void refuse(const Entry& entry, const std::string& found, const std::string& expected,
              const std::string& hint = "");
  void refuse(const Entry& entry, Place path_begin, const std::string& found,
              const std::string& expected, const std::string& hint = "");
  /// For `length` bytes at `offset` of a string's value.
  void refuse_in(const Node& string, std::size_t offset, std::size_t length,
                 const std::string& found, const std::string& expected,
                 const std::string& hint = "");
  /// Something is not there; the place is that of the table that lacks it.
  void missing(const Node& table, const std::string& what, const std::string& expected,
               const std::string& hint = "");
  /// A string names nothing: "the unknown method `sendfil`", with the nearest name.
  void unknown_name(const Node& string, const std::string& what,
                    const std::vector<std::string_view>& names);
  /// The keys of a table that are none of these, each with the nearest that is.
  void only_keys(const Node& table, const std::vector<std::string_view>& known);
  void unknown_key(const Entry& entry, const std::vector<std::string_view>& known);

  bool is_table(const Node& node, const std::string& expected);
  /// An array whose items are all tables ([[case]]).
  bool is_array_of_tables(const Node& node, std::string_view key);

  std::optional<std::string> string(const Node& node, const std::string& expected);
  std::optional<std::int64_t> integer(const Node& node, std::int64_t least, std::int64_t most);
  std::optional<bool> boolean(const Node& node);
  std::optional<Time> time(const Node& node, bool may_be_zero);
  std::optional<Bytes> bytes(const Node& node, std::int64_t least, std::int64_t most);
  std::optional<Bandwidth> bandwidth(const Node& node); ///< more than 0
  /// "cold", "warm", or the share that the page cache holds, from 0 to 1.
  std::optional<Decimal> residency(const Node& node);
  /// `beside`: keys that a table may have besides the two languages.
  std::optional<Text> text(const Node& node, const std::vector<std::string_view>& beside = {});

  /// The exact decimal that a number of the document is written as; refuses what is none.
  std::optional<Decimal> decimal(const Node& number, const std::string& expected);

  /// A QuantityError about a string's value from byte `offset` on, as a problem at its place.
  void refuse_quantity(const Node& string, const QuantityError& error, std::size_t offset = 0);

private:
  std::string number_text(const Node& number) const;

  const Source& source_;
  Problems& problems_;
};

/// "`a`, `b` or `c`"; names beyond the 16th are left out.
std::string list_of(const std::vector<std::string_view>& names);

/// "did you mean `chunk`?", or nothing where no name is near.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& names);

} // namespace copyscope::scenario
