#include "export/data/writers.h"

#include "export/data/source_line.h"
#include "figure/sequence/messages.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::exports {

namespace {

using figure::Actor;
using figure::Message;
using How = Message::How;

/// Text that means nothing to Mermaid nor to HTML.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("#;<>&\"%{}`\\").find(c) != std::string_view::npos)
      result += fmt::format("#{};", static_cast<int>(c));
    else
      result += c;
  }
  return result;
}

constexpr std::array actor_ids = {"P", "K", "D", "M", "N", "R"};
const char* id_of(Actor actor) {
  return actor_ids[static_cast<std::size_t>(actor)];
}

const char* arrow_of(How how) {
  switch (how) {
  case How::returns:
    return "-->>";
  case How::signal:
    return "-)";
  default:
    return "->>";
  }
}

std::string line_of(const Message& message) {
  const std::string number = message.number > 0 ? fmt::format("({}) ", message.number) : "";
  const std::string text = escaped(number + message.text);
  if (message.how == How::note)
    return fmt::format("    Note over {}: {}\n", id_of(message.from), text);
  return fmt::format("    {}{}{}: {}\n", id_of(message.from), arrow_of(message.how),
                     id_of(message.to), text);
}

} // namespace

void write_mermaid(const Extract& extract, assets::Language language, const Writer& write) {
  const trace::Trace& trace = extract.trace;
  Pieces out(write, 4096);
  const std::string title = on_one_line(title_of(trace.header(), language));
  out.put_long("---\ntitle: ");
  out.put_long(nlohmann::json(escaped(title)).dump());
  out.put_long("\n---\nsequenceDiagram\n    %% ");
  out.put_long(escaped(on_one_line(source_line(trace.header(), language))) + "\n");
  for (const Actor actor : figure::actors_of(trace))
    out.put_long(fmt::format("    participant {} as {}\n", id_of(actor),
                             figure::actor_name(actor, language)));
  const std::vector<figure::Route> routes = figure::routes_of(trace);
  for (trace::SpanId row = 0; row < trace.size() && trace[row].begin <= extract.to; ++row) {
    if (row % Extract::rows_untold == 0) extract.tell(trace[row].begin);
    if (!extract.holds(trace[row])) continue;
    if (const auto message = figure::message_of(trace, row, routes, language))
      out.put_long(line_of(*message));
  }
  out.flush();
}

} // namespace copyscope::exports
