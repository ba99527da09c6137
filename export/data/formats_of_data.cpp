#include "export/data/formats_of_data.h"

#include "export/data/writers.h"
#include "sim/trace/file/save.h"
#include "sim/trace/json.h"

namespace copyscope::exports {

namespace {

using trace::Trace;

const assets::Method* method_of(const Trace& trace) {
  return assets::method(trace.header().method);
}

Extract extract_of(const Runs& runs, const Options& options, const Progress& progress) {
  require_part_of(runs, options);
  return {*runs.front(), options.from, options.to, &progress};
}

void csv(const Runs& runs, const Options& options, const Writer& write, const Progress& progress) {
  write_csv(extract_of(runs, options, progress), method_of(*runs.front()), write);
}
void perfetto(const Runs& runs, const Options& options, const Writer& write,
              const Progress& progress) {
  write_perfetto(extract_of(runs, options, progress), method_of(*runs.front()), write);
}
void vcd(const Runs& runs, const Options& options, const Writer& write, const Progress& progress) {
  write_vcd(extract_of(runs, options, progress), write);
}
void wavejson(const Runs& runs, const Options& options, const Writer& write,
              const Progress& progress) {
  write_wavejson(extract_of(runs, options, progress), options.language, write);
}
void mermaid(const Runs& runs, const Options& options, const Writer& write,
             const Progress& progress) {
  write_mermaid(extract_of(runs, options, progress), options.language, write);
}
void json(const Runs& runs, const Options&, const Writer& write, const Progress& progress) {
  trace::save_json(*runs.front(), write, progress);
}
void in_own_format(const Runs& runs, const Options&, const Writer& write,
                   const Progress& progress) {
  trace::save_file(*runs.front(), write, progress);
}

} // namespace

std::vector<Format> formats_of_data() {
  return {
      {"csv", ".csv", "every span, one a row", {}, csv},
      {"perfetto",
       ".json",
       "Chrome trace events, for ui.perfetto.dev, chrome://tracing, speedscope",
       {},
       perfetto},
      {"vcd", ".vcd", "value change dump, for GTKWave and Surfer", {}, vcd},
      {"wavejson", ".json", "for WaveDrom, a tick a step", {.language = true}, wavejson},
      {"mermaid", ".mmd", "a sequence diagram for Markdown", {.language = true}, mermaid},
      {"copyscope",
       ".copyscope",
       "the whole trace in Copyscope's own format, which every command opens",
       {.range = false},
       in_own_format},
      {"json", ".json", "the whole trace, which copyscope opens again", {.range = false}, json},
  };
}

} // namespace copyscope::exports
