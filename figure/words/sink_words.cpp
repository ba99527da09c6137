#include "figure/words/sink_words.h"

#include "figure/words/real_words.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>

namespace copyscope::figure {

std::string sink_text(const analysis::SinkTiming& timing, Language language) {
  const auto time = [](std::int64_t ps) { return brief(Time::from_ps(ps)); };
  const std::string line =
      filled(timing.mapping_ps == 0 ? "sink.line" : "sink.line_mapped", language,
             {{"time", time(timing.cpu_ps)},
              {"chunk", brief(Bytes(timing.chunk))},
              {"low", time(timing.low_ps)},
              {"high", time(timing.high_ps)},
              {"both", time(timing.with_mapping_ps())},
              {"sends", fmt::format("{}", timing.sends)}});
  return line + (language == Language::zh ? "。" : ". ") +
         assets::capitalized(zero_copy_text(timing.verdict, language));
}

} // namespace copyscope::figure
