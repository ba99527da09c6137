#include "export/formats.h"

#include "export/csv.h"
#include "export/mermaid.h"
#include "export/perfetto.h"
#include "export/vcd.h"
#include "export/wavejson.h"
#include "sim/trace/json.h"

#include <algorithm>

namespace copyscope::exports {

namespace {

using trace::Trace;

const assets::Method* method_of(const Trace& trace) {
  return assets::method(trace.header().method);
}

void csv(const Trace& trace, const Options& options, const Writer& write) {
  write_csv(trace, method_of(trace), options.from, options.to, write);
}
void perfetto(const Trace& trace, const Options& options, const Writer& write) {
  write_perfetto({trace, options.from, options.to}, method_of(trace), write);
}
void vcd(const Trace& trace, const Options& options, const Writer& write) {
  write_vcd({trace, options.from, options.to}, write);
}
void wavejson(const Trace& trace, const Options& options, const Writer& write) {
  write_wavejson({trace, options.from, options.to}, options.language, write);
}
void mermaid(const Trace& trace, const Options& options, const Writer& write) {
  write_mermaid({trace, options.from, options.to}, options.language, write);
}
void json(const Trace& trace, const Options&, const Writer& write) {
  trace::save_json(trace, write);
}

} // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"csv", "every span, one a row", true, csv},
      {"perfetto", "Chrome trace events, for ui.perfetto.dev, chrome://tracing, speedscope", true,
       perfetto},
      {"vcd", "value change dump, for GTKWave and Surfer", true, vcd},
      {"wavejson", "for WaveDrom, a tick a step", true, wavejson},
      {"mermaid", "a sequence diagram for Markdown", true, mermaid},
      {"json", "the whole trace, which copyscope opens again", false, json},
  };
  return all;
}

const Format* find_format(std::string_view id) {
  const auto found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

} // namespace copyscope::exports
