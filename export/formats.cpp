#include "export/formats.h"

#include "export/animated_svg.h"
#include "export/canvas/pango_measure.h"
#include "export/csv.h"
#include "export/film_reel.h"
#include "export/gif.h"
#include "export/html.h"
#include "export/html/preview.h"
#include "export/mermaid.h"
#include "export/perfetto.h"
#include "export/sequence.h"
#include "export/storyboard.h"
#include "export/timing_diagram.h"
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

Extract extract_of(const Runs& runs, const Options& options, const Progress& progress) {
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

constexpr Length screen_width = in_pixels(960), page_width = in_centimetres(16);

void svg(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_svg(timing_diagram(runs, options, screen_width, PangoMeasure()), write);
}
void pdf(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  const Sheet sheet = timing_diagram(runs, options, page_width, PangoMeasure());
  PdfFile file(sheet.title, sheet.about, write);
  file.add(sheet);
  file.close();
}
void png(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_png(timing_diagram(runs, options, screen_width, PangoMeasure()), options.dpi, write);
}
void sequence_svg(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_svg(sequence_diagram(runs, options, PangoMeasure()), write);
}
Preview preview_of_sequence(const Runs& runs, const Options& options,
                            const figure::Measure& measure) {
  return preview_of(sequence_diagram(runs, options, measure));
}
Preview preview_on_screen(const Runs& runs, const Options& options,
                          const figure::Measure& measure) {
  return preview_of(timing_diagram(runs, options, screen_width, measure));
}
Preview preview_on_page(const Runs& runs, const Options& options, const figure::Measure& measure) {
  return preview_of(timing_diagram(runs, options, page_width, measure));
}

constexpr Takes drawing(bool pixels = false) {
  return {.language = true,
          .several = true,
          .time = true,
          .width = true,
          .lanes = true,
          .theme = true,
          .dpi = pixels};
}

} // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"svg", ".svg", "the timing diagram, for web pages and for drawing programs", drawing(), svg,
       preview_on_screen},
      {"pdf", ".pdf", "the timing diagram, for papers", drawing(), pdf, preview_on_page},
      {"png", ".png", "the timing diagram as pixels, for slides", drawing(true), png,
       preview_on_screen},
      {"sequence-svg",
       ".svg",
       "the same events as a sequence diagram",
       {.language = true, .width = true, .theme = true},
       sequence_svg,
       preview_of_sequence},
      {"storyboard",
       ".pdf",
       "a page a step, for slides and handouts",
       {.language = true, .whole_scenario = true, .theme = true, .handout = true},
       write_storyboard,
       storyboard_preview},
      {"html",
       ".html",
       "the lesson in one file, for any browser: steps, questions, both languages",
       {.language = true, .several = true, .whole_scenario = true, .theme = true},
       write_html,
       html_preview},
      {"animated-svg",
       ".svg",
       "the stage playing by itself, for web pages",
       {.language = true, .width = true, .theme = true},
       write_animated_svg,
       film_preview},
      {"gif",
       ".gif",
       "the stage as a film, for slide programs",
       {.language = true, .width = true, .theme = true},
       write_gif,
       film_preview},
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
