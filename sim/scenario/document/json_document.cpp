// The parser's events as a document, each value at the place of its token.
#include "sim/scenario/document/json_document.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace copyscope::scenario {

namespace {

constexpr std::size_t most_levels = 16;

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '+' || c == '-' || c == '.' ||
         c == 'E';
}

/// The reader's events, for a text that is a document as a whole.
class DocumentEvents {
public:
  DocumentEvents(const Source& source, JsonCursor& cursor, Problems& problems)
      : source_(source), places_(source.text()), cursor_(cursor), problems_(problems) {}

  bool null() { return scalar(Node::Type::null); }
  bool boolean(bool value) { return scalar(Node::Type::boolean, 0, value); }
  bool number_integer(std::int64_t value) { return scalar(Node::Type::integer, value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return scalar(Node::Type::floating);
    return scalar(Node::Type::integer, static_cast<std::int64_t>(value));
  }
  bool number_float(double, const std::string&) { return scalar(Node::Type::floating); }
  bool string(std::string& value) {
    Node node;
    node.type = Node::Type::string;
    node.place = places_.at(cursor_.string());
    node.string = std::move(value);
    builder_.scalar(std::move(node));
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; } // JSON text has none
  bool key(std::string& name) {
    builder_.key(std::move(name), places_.at(cursor_.string()));
    return true;
  }
  bool start_object(std::size_t) { return open(Node::Type::table); }
  bool start_array(std::size_t) { return open(Node::Type::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    const std::size_t at = position == 0 ? 0 : position - 1;
    problems_.add(source_.problem(source_.place_of(at), 1, "no valid JSON", "JSON"));
    return false;
  }

  NodeBuilder& builder() { return builder_; }

private:
  bool scalar(Node::Type type, std::int64_t integer = 0, bool boolean = false) {
    Node node;
    node.type = type;
    node.place = places_.at(cursor_.word());
    node.integer = integer;
    node.boolean = boolean;
    if (type == Node::Type::floating) node.string = cursor_.word_text();
    builder_.scalar(std::move(node));
    return true;
  }
  bool open(Node::Type type) {
    const Place place = places_.at(cursor_.bracket());
    if (builder_.open(type, place)) return true;
    problems_.add(source_.problem(place, 1, "brackets nested too deeply", "fewer levels"));
    return false;
  }
  bool close() {
    builder_.close();
    return true;
  }

  const Source& source_;
  PlaceCounter places_;
  JsonCursor& cursor_;
  Problems& problems_;
  NodeBuilder builder_;
};

} // namespace

std::size_t JsonCursor::bracket() const {
  return reached() - 1;
}

std::size_t JsonCursor::string() const {
  // Backwards from the closing mark to one that no odd number of backslashes escapes.
  std::size_t at = reached() - 1;
  for (;;) {
    at = text_.rfind('"', at - 1);
    std::size_t backslashes = 0;
    while (backslashes < at && text_[at - 1 - backslashes] == '\\')
      ++backslashes;
    if (backslashes % 2 == 0) return at;
  }
}

std::size_t JsonCursor::word() const {
  return static_cast<std::size_t>(word_text().data() - text_.data());
}

std::string_view JsonCursor::word_text() const {
  // A number ends where the next character, which has been read by then, does not belong to it.
  std::size_t end = reached();
  if (end > 0 && !is_word_character(text_[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word_character(text_[begin - 1]))
    --begin;
  return text_.substr(begin, end - begin);
}

bool NodeBuilder::open(Node::Type type, Place place) {
  if (open_.size() == most_levels) return false;
  Level& level = open_.emplace_back();
  level.node.type = type;
  level.node.place = place;
  return true;
}

void NodeBuilder::key(std::string name, Place place) {
  open_.back().key = std::move(name);
  open_.back().key_place = place;
}

void NodeBuilder::scalar(Node node) {
  put(std::move(node));
}

void NodeBuilder::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  put(std::move(node));
}

void NodeBuilder::put(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
    complete_ = true;
    return;
  }
  Level& level = open_.back();
  if (level.node.type == Node::Type::array)
    level.node.items.push_back(std::move(node));
  else
    level.node.entries.push_back({std::move(level.key), level.key_place, std::move(node)});
}

std::optional<Node> parse_json(const Source& source, Problems& problems) {
  JsonCursor cursor(source.text());
  DocumentEvents events(source, cursor, problems);
  nlohmann::json::sax_parse(cursor.begin(), cursor.end(), &events);
  if (!events.builder().is_complete()) return std::nullopt;
  return events.builder().take();
}

} // namespace copyscope::scenario
