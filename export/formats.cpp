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

Extract extract_of(const Runs& runs, const Options& options) {
  return {*runs.front(), options.from, options.to};
}

void csv(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_csv(*runs.front(), method_of(*runs.front()), options.from, options.to, write);
}
void perfetto(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_perfetto(extract_of(runs, options), method_of(*runs.front()), write);
}
void vcd(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_vcd(extract_of(runs, options), write);
}
void wavejson(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_wavejson(extract_of(runs, options), options.language, write);
}
void mermaid(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_mermaid(extract_of(runs, options), options.language, write);
}
void json(const Runs& runs, const Options&, const Writer& write, const Progress&) {
  trace::save_json(*runs.front(), write);
}

} // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"csv", ".csv", "every span, one a row", {}, csv},
      {"perfetto",
       ".json",
       "Chrome trace events, for ui.perfetto.dev, chrome://tracing, speedscope",
       {},
       perfetto},
      {"vcd", ".vcd", "value change dump, for GTKWave and Surfer", {}, vcd},
      {"wavejson", ".json", "for WaveDrom, a tick a step", {.language = true}, wavejson},
      {"mermaid", ".mmd", "a sequence diagram for Markdown", {.language = true}, mermaid},
      {"json", ".json", "the whole trace, which copyscope opens again", {.range = false}, json},
  };
  return all;
}

const Format* find_format(std::string_view id) {
  const auto found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

} // namespace copyscope::exports
