#include "export/formats.h"

#include "export/data/writers.h"
#include "export/film/film_reel.h"
#include "export/film/films.h"
#include "export/html/lesson.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/sheets.h"
#include "export/paper/storyboard.h"
#include "sim/trace/json.h"

#include <algorithm>
#include <array>

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

/// Something drawn on a sheet, in each of the three forms that a sheet has.
using Draw = Sheet (*)(const Runs& runs, const Options& options, Length otherwise,
                       const figure::Measure& measure);

Sheet costs(const Runs& runs, const Options& options, Length otherwise,
            const figure::Measure& measure) {
  return cost_sheet(runs, options, otherwise, measure);
}

template <Draw draw>
void as_svg(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_svg(draw(runs, options, screen_width, PangoMeasure()), write);
}
template <Draw draw>
void as_pdf(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_pdf(draw(runs, options, page_width, PangoMeasure()), write);
}
template <Draw draw>
void as_png(const Runs& runs, const Options& options, const Writer& write, const Progress&) {
  write_png(draw(runs, options, screen_width, PangoMeasure()), options.dpi, write);
}
template <Draw draw>
Preview on_screen(const Runs& runs, const Options& options, const figure::Measure& measure) {
  return preview_of(draw(runs, options, screen_width, measure));
}
template <Draw draw>
Preview on_page(const Runs& runs, const Options& options, const figure::Measure& measure) {
  return preview_of(draw(runs, options, page_width, measure));
}

constexpr Takes drawing{
    .language = true, .width = true, .theme = true, .type = true, .plain = true};

constexpr Takes of_diagram() {
  Takes takes = drawing;
  takes.several = takes.time = takes.lanes = true;
  return takes;
}
constexpr Takes of_costs() {
  Takes takes = drawing;
  takes.range = false;
  takes.whole_scenario = true;
  return takes;
}
constexpr Takes of_moment() {
  Takes takes = drawing;
  takes.range = false;
  takes.moment = true;
  return takes;
}

/// The three formats of a drawing: `ids`, and `what` each is.
struct Names {
  std::array<std::string_view, 3> ids, what;
};
template <Draw draw> void add_drawing(std::vector<Format>& all, Takes takes, const Names& names) {
  all.push_back({names.ids[0], ".svg", names.what[0], takes, as_svg<draw>, on_screen<draw>});
  all.push_back({names.ids[1], ".pdf", names.what[1], takes, as_pdf<draw>, on_page<draw>});
  takes.dpi = true;
  all.push_back({names.ids[2], ".png", names.what[2], takes, as_png<draw>, on_screen<draw>});
}

std::vector<Format> drawings() {
  std::vector<Format> all;
  add_drawing<timing_diagram>(
      all, of_diagram(),
      {{"svg", "pdf", "png"},
       {"the timing diagram, for web pages and for drawing programs",
        "the timing diagram, for papers", "the timing diagram as pixels, for slides"}});
  add_drawing<sequence_diagram>(
      all, drawing,
      {{"sequence-svg", "sequence-pdf", "sequence-png"},
       {"the same events as a sequence diagram", "the same, for papers", "the same as pixels"}});
  add_drawing<moment_sheet>(
      all, of_moment(),
      {{"moment-svg", "moment-pdf", "moment-png"},
       {"the stage at one moment", "the same, for papers", "the same as pixels"}});
  add_drawing<costs>(all, of_costs(),
                     {{"costs-svg", "costs-pdf", "costs-png"},
                      {"what the cases cost, as bars: time by who works, bytes by who copies",
                       "the same, for papers", "the same as pixels"}});
  return all;
}

const std::vector<Format>& others() {
  static const std::vector<Format> all = {
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

} // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = [] {
    std::vector<Format> list = drawings();
    list.insert(list.end(), others().begin(), others().end());
    return list;
  }();
  return all;
}

const Format* find_format(std::string_view id) {
  const auto found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

} // namespace copyscope::exports
