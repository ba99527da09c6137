#include "export/paper/row_attributes.h"

#include "export/paper/canvas/xml.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using trace::Span;
using trace::Trace;

std::string attributes_of(const Trace& trace, const figure::Group& group) {
  const Span& span = trace[static_cast<trace::SpanId>(group.about.number)];
  std::string text = fmt::format(
      " class=\"row\" data-case=\"{}\" data-row=\"{}\" data-lane=\"{}\" data-kind=\"{}\" "
      "data-begin-ps=\"{}\" data-end-ps=\"{}\"",
      xml_escaped(group.about.text), group.about.number, xml_escaped(trace.lane(span).name),
      name_of(span.kind), span.begin.ps(),
      std::min(span.end, std::max(span.begin, trace.end())).ps());
  if (span.has_range) text += fmt::format(" data-bytes=\"{}\"", span.range().bytes.count());
  if (group.count > 1) text += fmt::format(" data-rows=\"{}\"", group.count);
  return text;
}

} // namespace

SvgCanvas::Attributes row_attributes(const Runs& runs) {
  return [runs](const figure::Group& group) -> std::string {
    for (const auto& run : runs)
      if (run->header().id() == group.about.text) return attributes_of(*run, group);
    return {};
  };
}

} // namespace copyscope::exports
