// All formats that a trace can be exported to, for those who let one be chosen.
//
//   const Format* format = find_format("vcd");
//   format->write(trace, options, [&](std::string_view piece) { file.write(piece); });
#pragma once

#include "assets/assets.h"
#include "export/writer.h"
#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace copyscope::exports {

struct Options {
  Time from, to = Time::max();
  assets::Language language = assets::Language::en;
};

struct Format {
  std::string_view id;   ///< "perfetto"
  std::string_view what; ///< in a few words, for the command line's help
  bool takes_range;      ///< whether from and to mean anything
  void (*write)(const trace::Trace& trace, const Options& options, const Writer& write);
};

/// In the order in which they are listed.
const std::vector<Format>& formats();
const Format* find_format(std::string_view id); ///< or nullptr

} // namespace copyscope::exports
