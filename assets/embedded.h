// The table that cmake/embed.cmake writes: every embedded file, sorted by name. Only embedded.cpp
// reads it; everybody else asks assets.h.
#pragma once

namespace copyscope::assets {

struct EmbeddedFile {
  const char* name; ///< "scenarios/four-ways.toml"; nullptr marks the end
  const unsigned char* data;
  const unsigned long* size; ///< bytes
};

extern const EmbeddedFile embedded_files[];

} // namespace copyscope::assets
