#ifdef COPYSCOPE_HAS_PAPER
#include "export/formats_drawn.h"

#include "export/film/film_reel.h"
#include "export/film/films.h"
#include "export/html/lesson.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/sheets.h"
#include "export/paper/storyboard.h"

#include <array>

namespace copyscope::exports {

namespace {

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

std::vector<Format> on_sheets() {
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

std::vector<Format> on_pages() {
  return {
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
  };
}

} // namespace

std::vector<Format> formats_drawn() {
  std::vector<Format> all = on_sheets();
  const std::vector<Format> pages = on_pages();
  all.insert(all.end(), pages.begin(), pages.end());
  return all;
}

} // namespace copyscope::exports
#endif
