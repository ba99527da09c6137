// Reading a trace: nlohmann's parser hands over one token after the other; rows go straight into a
// TraceBuilder, and everything else is small enough to become a document first.
#include "sim/trace/json.h"

#include "sim/scenario/document/reader.h"
#include "sim/trace/json_header.h"
#include "sim/trace/json_rows.h"
#include "sim/units/excerpt.h"

#include <array>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace copyscope::trace {

using scenario::JsonCursor;
using scenario::Node;
using scenario::Problems;
using scenario::Reader;

namespace {

/// The members of the file, in the order in which they have to come.
constexpr std::array<std::string_view, 10> members = {"format", "schema", "program", "header",
                                                      "lanes",  "names",  "labels",  "columns",
                                                      "spans",  "end_ps"};
constexpr std::size_t spans_member = 8;

/// What each member but `spans` means.
class Members {
public:
  Members(const scenario::Source& source, Problems& problems, JsonRows& rows)
      : source_(source), problems_(problems), reader_(source, problems), rows_(rows) {}

  /// False, having reported it, where something is wrong.
  bool read(std::string_view name, const Node& node) {
    if (name == "format") expect(node, json_format, "a trace that was saved as JSON");
    if (name == "schema") read_schema(node);
    if (name == "program") reader_.string(node, "the version of the program that saved it");
    if (name == "header") read_header_into_rows(node);
    if (name == "lanes") each(node, [&](std::string_view text) { rows_.add_lane(text); });
    if (name == "names") each(node, [&](std::string_view text) { rows_.add_name(text); });
    if (name == "labels") each(node, [&](std::string_view text) { rows_.add_label(text); });
    if (name == "columns") read_columns(node);
    if (name == "end_ps") read_end(node);
    return problems_.empty();
  }

private:
  void expect(const Node& node, std::string_view value, const std::string& what) {
    if (node.type != Node::Type::string || node.string != value)
      reader_.wrong_value(node, fmt::format("`\"{}\"`: {}", value, what));
  }

  void read_schema(const Node& node) {
    if (node.type != Node::Type::integer || node.integer < 1 || node.integer > json_schema)
      reader_.wrong_value(node,
                          fmt::format("schema 1 to {}, which this program knows", json_schema));
  }

  void read_header_into_rows(const Node& node) {
    if (!reader_.is_table(node, "an object")) return;
    if (const auto saved = read_header(node, source_, problems_))
      rows_.start(saved->header, saved->flows);
  }

  template <class Add> void each(const Node& node, Add add) {
    if (node.type != Node::Type::array) return reader_.wrong_type(node, "an array of strings");
    for (const Node& item : node.items) {
      const auto text = reader_.string(item, "a string");
      if (!text) return;
      try {
        add(*text);
      } catch (const Refused& refused) {
        return reader_.wrong_value(item, refused.expected);
      }
    }
  }

  void read_columns(const Node& node) {
    std::string expected;
    for (std::string_view name : column_names)
      expected += (expected.empty() ? "" : ", ") + std::string(name);
    const bool same = node.type == Node::Type::array && node.items.size() == column_names.size() &&
                      std::equal(node.items.begin(), node.items.end(), column_names.begin(),
                                 [](const Node& item, std::string_view name) {
                                   return item.type == Node::Type::string && item.string == name;
                                 });
    if (!same) reader_.refuse(node, "other columns", expected);
  }

  void read_end(const Node& node) {
    if (node.type != Node::Type::integer) return reader_.wrong_type(node, "an integer");
    try {
      rows_.finish(node.integer);
    } catch (const Refused& refused) {
      reader_.wrong_value(node, refused.expected);
    }
  }

  const scenario::Source& source_;
  Problems& problems_;
  Reader reader_;
  JsonRows& rows_;
};

/// The parser's events. Each returns false where something is wrong: the parser then stops.
class TraceEvents {
public:
  TraceEvents(const scenario::Source& source, JsonCursor& cursor, Problems& problems,
              JsonRows& rows)
      : source_(source), cursor_(cursor), problems_(problems), places_(source.text()), rows_(rows),
        members_(source, problems, rows) {}

  bool null() {
    return in_row() ? in_rows([&] { rows_.null(); }) : scalar(Node::Type::null);
  }
  bool boolean(bool value) {
    return in_row() ? in_rows([&] { rows_.wrong_type(); }) : scalar(Node::Type::boolean, 0, value);
  }
  bool number_integer(std::int64_t value) {
    return in_row() ? in_rows([&] { rows_.integer(value); }) : scalar(Node::Type::integer, value);
  }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return number_float(0, "");
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double, const std::string&) {
    return in_row() ? in_rows([&] { rows_.wrong_type(); }) : scalar(Node::Type::floating);
  }
  bool string(std::string& value) {
    if (in_row()) return in_rows([&] { rows_.string(value); }, &JsonCursor::string);
    Node node;
    node.type = Node::Type::string;
    node.string = std::move(value);
    return take(std::move(node), cursor_.string());
  }
  bool binary(nlohmann::json::binary_t&) { return false; } // JSON text has none

  bool key(std::string& name) {
    const std::size_t at = cursor_.string();
    if (depth_ > 1) {
      document_.key(std::move(name), places_.at(at));
      return true;
    }
    if (member_ < members.size() && name == members[member_]) return true;
    return refuse(at, units::quoted(name), wanted());
  }

  bool start_object(std::size_t) { return open(Node::Type::table); }
  bool start_array(std::size_t) { return open(Node::Type::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    return refuse(position == 0 ? 0 : position - 1, "no valid JSON", wanted());
  }

private:
  static constexpr int row_depth = 3; // the file's object, the array of rows, a row

  bool in_spans() const { return member_ == spans_member && depth_ >= 1; }
  bool in_row() const { return in_spans() && depth_ == row_depth; }

  /// What has to come next.
  std::string wanted() const {
    return member_ < members.size() ? fmt::format("`{}` of a saved trace", members[member_])
                                    : "the end of a saved trace";
  }

  bool refuse(std::size_t at, const std::string& found, const std::string& expected) {
    const scenario::Place place = source_.place_of(at);
    const int width = scenario::characters_in(source_.token_at(place));
    problems_.add(source_.problem(place, width, found, expected));
    return false;
  }

  /// Work on a row, whose refusal is told at the token that has just been read.
  template <class Work>
  bool in_rows(Work work, std::size_t (JsonCursor::*token)() const = &JsonCursor::word) {
    try {
      work();
      return true;
    } catch (const Refused& refused) {
      const std::size_t at = (cursor_.*token)();
      return refuse(at, units::quoted(source_.token_at(source_.place_of(at))), refused.expected);
    }
  }

  bool scalar(Node::Type type, std::int64_t integer = 0, bool boolean = false) {
    Node node;
    node.type = type;
    node.integer = integer;
    node.boolean = boolean;
    if (type == Node::Type::floating) node.string = cursor_.word_text();
    return take(std::move(node), cursor_.word());
  }

  /// A scalar that belongs to a document.
  bool take(Node node, std::size_t at) {
    if (depth_ == 0) return refuse(at, units::quoted(source_.token_at({1, 1})), "a saved trace");
    if (in_spans()) return refuse(at, "no row", "an array of rows");
    node.place = places_.at(at);
    document_.scalar(std::move(node));
    return complete_member();
  }

  bool open(Node::Type type) {
    const std::size_t at = cursor_.bracket();
    ++depth_;
    if (depth_ == 1) return type == Node::Type::table || refuse(at, "an array", "a saved trace");
    if (in_spans()) {
      if (type != Node::Type::array || depth_ > row_depth)
        return refuse(at, "no row", "an array of rows");
      if (depth_ == row_depth)
        rows_.begin_row();
      else
        cursor_.skip(rows_.take_plain_rows(cursor_.rest()));
      return true;
    }
    return document_.open(type, places_.at(at)) ||
           refuse(at, "brackets nested too deeply", "fewer levels");
  }

  bool close() {
    const bool row = in_row();
    --depth_;
    if (row) return in_rows([&] { rows_.end_row(); }, &JsonCursor::bracket);
    if (depth_ == 0) {
      return member_ == members.size() || refuse(cursor_.bracket(), "the end", wanted());
    }
    if (in_spans()) {
      if (depth_ == 1) ++member_;
      return true;
    }
    document_.close();
    return complete_member();
  }

  /// Reads the member whose document is complete, if it is.
  bool complete_member() {
    if (!document_.is_complete()) return true;
    const Node node = document_.take();
    document_ = scenario::NodeBuilder();
    return members_.read(members[member_++], node);
  }

  const scenario::Source& source_;
  JsonCursor& cursor_;
  Problems& problems_;
  scenario::PlaceCounter places_;
  JsonRows& rows_;
  Members members_;
  scenario::NodeBuilder document_; ///< of the member that is being read
  std::size_t member_ = 0;
  int depth_ = 0;
};

} // namespace

Trace load_json(std::string_view text, const std::string& file, BlockMemory memory,
                const std::function<void(double done)>& progress) {
  Problems problems;
  const scenario::Source source(text, file);
  JsonCursor cursor(text);
  JsonRows rows(memory, [&](std::size_t taken) {
    const std::size_t left = cursor.rest().size() - taken;
    if (progress) progress(1 - static_cast<double>(left) / static_cast<double>(text.size()));
  });
  TraceEvents events(source, cursor, problems, rows);
  nlohmann::json::sax_parse(cursor.begin(), cursor.end(), &events);
  problems.throw_if_any();
  return rows.take();
}

} // namespace copyscope::trace
