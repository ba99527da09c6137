#include "gui/session/row_text.h"

namespace copyscope::gui {

std::string what_text(const trace::Trace& trace, const trace::Span& span,
                      figure::Language language) {
  if (span.kind == trace::Kind::mode_switch)
    return figure::word(span.name == trace::WellKnown::to_kernel
                            ? "window.brief.mode_switch.to_kernel"
                            : "window.brief.mode_switch.to_user",
                        language);
  if (span.kind == trace::Kind::syscall) return trace.name(span) + "()";
  return figure::kind_word(span.kind, language);
}

std::string way_text(const trace::Span& span, figure::Language language) {
  std::string way = figure::buffer_word(span.source, language);
  if (span.target != trace::Buffer::none)
    way += (way.empty() ? "→ " : " → ") + figure::buffer_word(span.target, language);
  return way;
}

} // namespace copyscope::gui
