// A sequence diagram in Mermaid's language, for Markdown (GitHub, GitLab, many editors).
#pragma once

#include "export/data/extract.h"
#include "export/data/writer.h"

namespace copyscope::exports {

/// Streams: memory does not grow with the rows.
void write_mermaid(const Extract& extract, assets::Language language, const Writer& write);

} // namespace copyscope::exports
