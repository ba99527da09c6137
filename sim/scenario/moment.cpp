// Where a narration or a question binds to what happens.
#include "sim/scenario/names.h"

#include <limits>

namespace copyscope::scenario {

namespace {

const std::vector<std::string_view> moment_keys = {"kind",   "name",   "source",
                                                   "target", "client", "nth"};

/// The string under a key, accepted by a check of names; nothing where there is none.
template <class Check>
std::optional<std::string> name_under(const Node& table, std::string_view key, Reader& reader,
                                      Check is_known) {
  const Node* node = table.find(key);
  if (!node) return std::nullopt;
  const auto name = reader.string(*node, "a name, a string");
  return name && is_known(*node) ? name : std::nullopt;
}

} // namespace

std::optional<Moment> read_moment(const Node& node, bool may_be_a_word, std::int64_t clients,
                                  const Names& names, Reader& reader) {
  const std::string expected = may_be_a_word
                                   ? "`\"start\"`, `\"end\"` or `{ kind = \"…\", nth = 1 }`"
                                   : "`{ kind = \"…\", nth = 1 }`";
  if (may_be_a_word && node.type == Node::Type::string) {
    if (node.string == "start") return Moment{Moment::When::start};
    if (node.string == "end") return Moment{Moment::When::end};
    reader.wrong_value(node, expected, did_you_mean(node.string, {"start", "end"}));
    return std::nullopt;
  }
  if (!reader.is_table(node, expected)) return std::nullopt;
  reader.only_keys(node, moment_keys);

  Moment moment{Moment::When::event};
  const auto any = [](const Node&) { return true; };
  const auto buffer = [&](const Node& each) { return names.is_buffer(each, reader); };
  const auto kind = name_under(node, "kind", reader,
                               [&](const Node& each) { return names.is_kind(each, reader); });
  if (!node.find("kind")) reader.missing(node, "`kind`", "the kind of row, such as `\"cpu_copy\"`");
  moment.name = name_under(node, "name", reader, any);
  moment.source = name_under(node, "source", reader, buffer);
  moment.target = name_under(node, "target", reader, buffer);
  if (const Node* client = node.find("client"))
    moment.client = reader.integer(*client, 0, clients - 1);
  if (const Node* nth = node.find("nth"))
    moment.nth = reader.integer(*nth, 1, std::numeric_limits<std::int64_t>::max()).value_or(1);
  if (!kind) return std::nullopt;
  moment.kind = *kind;
  return moment;
}

} // namespace copyscope::scenario
