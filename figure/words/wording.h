// What tables and stories say, from the keyed texts of assets/texts: names of figures, kinds and
// buffers, the sentence of a step, quantities as a reader wants them.
#pragma once

#include "assets/assets.h"
#include "sim/analysis/comparison.h"
#include "sim/analysis/result.h"
#include "sim/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

using assets::Language;

/// The text of that key; the key itself where there is none, so that nothing is ever left out.
std::string word(std::string_view key, Language language);
std::string heading(std::string_view key, Language language);
std::string filled(std::string_view key, Language language, const assets::Values& values);

std::string kind_word(trace::Kind kind, Language language);
std::string buffer_word(trace::Buffer buffer, Language language);

/// What a part of the stage is ("cpu"), in a sentence or two.
std::string part_help(std::string_view part, Language language);
/// The same of a colour of the legend: of a kind, or "kernel", "user", "idle".
std::string key_help(std::string_view entry, Language language);

/// A count as people read it: "999", "1,907,350".
std::string grouped(std::int64_t count);

/// A figure as tables show it: "2", "154.5 µs", "64 KiB", "8.7 %"; "–" where it is not known.
std::string shown(const analysis::Result& result, std::string_view path);

/// What is sent, in a table's heading: "A file of 64 KiB, sent in chunks of 4 KiB; …".
std::string workload_line(const scenario::Workload& workload, Language language);
/// What a case begins with, in a sentence; of several clients and CPUs it says how many.
std::string start_line(const scenario::Case& which, Language language);

/// Tells the steps of a trace, in order; it has to be shown every row, since a crossing is told
/// with the name of the call that it belongs to.
class Storyteller {
public:
  Storyteller(const trace::Trace& trace, Language language) : trace_(trace), language_(language) {}

  /// The sentence of a row, and the heading of its call where the row is its first.
  struct Telling {
    std::string call; ///< "Call 1: read()", or empty
    std::string sentence;
  };
  Telling tell(trace::SpanId row);

private:
  const trace::Trace& trace_;
  Language language_;
  std::uint32_t told_call_ = 0;
};

/// The sentence of one row, wherever it lies: "The CPU copies 64 KiB from …".
std::string sentence_of(const trace::Trace& trace, trace::SpanId row, Language language);

} // namespace copyscope::figure
