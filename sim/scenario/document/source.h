// The text that is being read, and how a place in it is shown to whoever wrote it.
//
// Places are lines and columns, as the TOML library and editors count them. They are turned into
// bytes only when a problem is reported, which happens a few times at most.
#pragma once

#include "sim/scenario/document/problem.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace copyscope::scenario {

/// Lines and columns count from 1, columns in characters (code points). Line 0: nowhere.
struct Place {
  int line = 0;
  int column = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

class Source {
public:
  /// `text` must outlive the source. `first_line` is the number of its first line in messages.
  Source(std::string_view text, std::string file, int first_line = 1)
      : text_(text), file_(std::move(file)), first_line_(first_line) {}

  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }

  Place place_of(std::size_t offset) const; ///< of a byte of the text
  std::size_t offset_of(Place place) const; ///< text().size() where there is no such place
  std::string_view line(int line) const;    ///< without its end; empty where there is none

  /// The token that begins at a place, as it is written: a key, a string with its quotation marks,
  /// a number. At most 1000 bytes of it.
  std::string_view token_at(Place place) const;

  /// Where byte `offset` of the decoded string stands, for a string literal that begins at `place`.
  Place place_in_string(Place place, std::size_t offset) const;

  /// A problem whose caret marks `width` characters from the place on.
  Problem problem(Place place, int width, std::string found, std::string expected,
                  std::string hint = "") const;

private:
  std::string_view text_;
  std::string file_;
  int first_line_;
};

/// Places of many bytes of one text, in order: each costs the way from the one before.
class PlaceCounter {
public:
  explicit PlaceCounter(std::string_view text) : text_(text) {}

  Place at(std::size_t offset); ///< not before the offset asked for last

private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Place place_{1, 1};
};

/// How many characters (code points) a text has; a byte that is not UTF-8 counts as one.
int characters_in(std::string_view text);

} // namespace copyscope::scenario
