// JSON to a document: the header of a saved trace, whose places are those in the trace's file.
//
// The parser is nlohmann's SAX interface, which does not recurse and hands over one token after
// another; what it does not tell is where a token stood. JsonCursor knows.
#pragma once

#include "sim/scenario/document.h"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

/// The input as nlohmann's parser reads it: an iterator that leaves behind how far it has come.
class JsonInput {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  JsonInput(const char* at, const char** reached) : at_(at), reached_(reached) {}

  reference operator*() const { return *at_; }
  JsonInput& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  JsonInput operator++(int) {
    JsonInput before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const JsonInput& a, const JsonInput& b) { return a.at_ == b.at_; }

private:
  const char* at_;
  const char** reached_;
};

/// Where the token that the parser has just handed over begins, in bytes of the text.
class JsonCursor {
public:
  explicit JsonCursor(std::string_view text) : text_(text), reached_(text.data()) {}

  JsonInput begin() { return {text_.data(), &reached_}; }
  JsonInput end() { return {text_.data() + text_.size(), &reached_}; }

  std::size_t bracket() const; ///< of `{`, `[`, `}` or `]`
  std::size_t string() const;  ///< of its opening quotation mark
  std::size_t word() const;    ///< of a number, `true`, `false` or `null`
  std::string_view word_text() const;

private:
  std::size_t reached() const { return static_cast<std::size_t>(reached_ - text_.data()); }

  std::string_view text_;
  const char* reached_;
};

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

/// The scenario of a saved trace. Names are not checked against a vocabulary.
Scenario read_saved_scenario(const Node& root, const Source& source, Problems& problems);

} // namespace copyscope::scenario
