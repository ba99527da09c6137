// JSON to a document: the header of a saved trace, whose places are those in the trace's file.
//
// The parser is nlohmann's SAX interface, which does not recurse and hands over one token after
// another; what it does not tell is where a token stands. JsonCursor knows.
#pragma once

#include "sim/scenario/document/document.h"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

/// How far nlohmann's parser has come in a text, and so where the token that it has just handed
/// over stands. The parser reads on from wherever the cursor is, so what needs no parser can be
/// skipped.
class JsonCursor {
public:
  class Input;

  explicit JsonCursor(std::string_view text)
      : text_(text), at_(text.data()), end_(text.data() + text.size()) {}

  Input begin();
  Input end();

  std::size_t bracket() const; ///< where `{`, `[`, `}` or `]` stands, in bytes
  std::size_t string() const;  ///< where its opening quotation mark stands
  std::size_t word() const;    ///< where a number, `true`, `false` or `null` begins
  std::string_view word_text() const;

  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  void skip(std::size_t bytes) { at_ += bytes; } ///< right after a bracket only

private:
  std::size_t reached() const { return static_cast<std::size_t>(at_ - text_.data()); }

  std::string_view text_;
  const char* at_;
  const char* end_;
};

/// The iterators that the parser reads with. All copies are at the same place: the cursor's.
class JsonCursor::Input {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Input(JsonCursor& cursor, bool is_end) : cursor_(&cursor), is_end_(is_end) {}

  reference operator*() const { return *cursor_->at_; }
  Input& operator++() {
    ++cursor_->at_;
    return *this;
  }
  Input operator++(int) {
    ++*this;
    return *this;
  }
  friend bool operator==(const Input& a, const Input& b) { return a.at() == b.at(); }

private:
  const char* at() const { return is_end_ ? cursor_->end_ : cursor_->at_; }

  JsonCursor* cursor_;
  bool is_end_;
};

inline JsonCursor::Input JsonCursor::begin() {
  return {*this, false};
}
inline JsonCursor::Input JsonCursor::end() {
  return {*this, true};
}

/// Builds a document from SAX events. Refuses to nest deeper than documents may.
class NodeBuilder {
public:
  bool open(Node::Type type, Place place); ///< a table or an array; false where it is too deep
  void key(std::string name, Place place);
  void scalar(Node node);
  void close();

  bool is_complete() const { return complete_; }
  Node take() { return std::move(root_); }

private:
  struct Level {
    Node node;
    std::string key; ///< of the entry that is coming
    Place key_place;
  };

  void put(Node node);

  std::vector<Level> open_;
  Node root_;
  bool complete_ = false;
};

/// Nothing, and a problem, where the text is no JSON.
std::optional<Node> parse_json(const Source& source, Problems& problems);

} // namespace copyscope::scenario
