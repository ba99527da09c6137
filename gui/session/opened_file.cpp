#include "gui/session/opened_file.h"

#include <utility>

namespace copyscope::gui {

namespace {

bool is_saved_trace_text(std::string_view text) {
  if (trace::is_trace_file(text)) return true;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

} // namespace

OpenedFile opened_file(ScenarioText text, const trace::Loading& how) {
  OpenedFile file{std::move(text), {}, {}};
  if (!is_saved_trace_text(file.text.text)) return file;
  trace::Loaded loaded = trace::load_any(file.text.text, file.text.name, how);
  file.text.text = std::string(); // as large as the trace itself
  file.trace = std::move(loaded.trace);
  file.notes = {std::move(loaded.complaints), std::move(loaded.unknown), std::move(loaded.program)};
  return file;
}

std::optional<OpenedFile> beginning_of(const ScenarioText& text, trace::Loading how) {
  if (!trace::is_trace_file(text.text)) return {};
  how.rows = trace::segment_rows;
  trace::Loaded loaded = trace::load_file(text.text, text.name, how);
  if (loaded.trace.size() < how.rows) return {};
  return OpenedFile{{text.name, {}, text.ships}, std::move(loaded.trace), {}};
}

} // namespace copyscope::gui
