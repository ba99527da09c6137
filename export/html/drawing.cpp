#include "export/html/drawing.h"

#include "export/data/source_line.h"
#include "export/paper/canvas/xml.h"
#include "figure/kit/canvas.h"
#include "figure/kit/shapes.h"
#include "figure/pages/race.h"
#include "figure/words/run_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using assets::Language;

figure::StageLayout layout_of(const figure::StageState& state) {
  return figure::stage_layout(state.scene, {0, 0, Drawing::width, Drawing::height});
}

} // namespace

std::string Drawing::places(const Moment& moment) {
  if (moment.picks.empty()) return {};
  const figure::StageLayout layout =
      layout_of(figure::stage_state(moment.trace, moment.routes, moment.cursor));
  std::string text;
  for (const figure::Pick& pick : moment.picks)
    if (const figure::Box* const box = layout.find(pick.part))
      text += fmt::format("<rect class=\"place\" data-key=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" "
                          "height=\"{}\"/>\n",
                          pick.key, short_number(box->x), short_number(box->y),
                          short_number(box->w), short_number(box->h));
  return text;
}

std::vector<std::string> Drawing::elements(const Moment& moment, Language language, Known known) {
  const figure::StageState state = figure::stage_state(moment.trace, moment.routes, moment.cursor);
  const figure::StageLayout layout = layout_of(state);
  figure::StageOptions options;
  options.totals_hidden = known != Known::all;
  options.hidden = known == Known::no_answer;
  options.shows = moment.shows;
  if (options.hidden) {
    options.picks = moment.picks;
    options.actor_hidden = moment.hides_actor;
  } else {
    for (const std::string& name : moment.shows_then)
      if (std::ranges::find(options.shows, name) == options.shows.end())
        options.shows.push_back(name);
  }
  std::vector<figure::Picture> pictures;
  for (const figure::Theme* const theme : palette_.themes())
    pictures.push_back(figure::draw_stage(state, layout, {*theme, measure_, language}, options));
  return elements(pictures);
}

std::vector<std::string> Drawing::elements(const std::vector<figure::Picture>& pictures) {
  std::vector<std::string> elements;
  int depth = 0;
  for (const figure::Shape& shape : palette_.merged(pictures)) {
    figure::paint(shape, canvas_);
    depth += figure::nesting(shape);
    if (depth > 0) continue;
    std::string text = canvas_.take_body();
    if (!text.empty()) elements.push_back(Palette::styled(text));
  }
  return elements;
}

Drawing::AllVariants Drawing::comparison(const Runs& runs) {
  const float factor = width / std::max(width, figure::race_width(runs.size()));
  Time end;
  for (const auto& run : runs)
    end = std::max(end, run->end());
  AllVariants variants;
  for (const Language language : {Language::en, Language::zh}) {
    std::vector<figure::Racer> racers;
    for (const auto& run : runs)
      racers.push_back(figure::racer_at(*run, end,
                                        on_one_line(figure::case_title(run->header()).in(language)),
                                        static_cast<int>(racers.size()) + 1));
    std::vector<figure::Picture> pictures;
    for (const figure::Theme* const theme : palette_.themes())
      pictures.push_back(figure::draw_race(racers, {0, 0, width / factor, height / factor},
                                           {*theme, measure_, language})
                             .scaled(factor));
    PictureBook::Variants all = 0;
    for (int known = 0; known < known_count; ++known)
      all |= variant_of(language, static_cast<Known>(known));
    variants.emplace_back(all, elements(pictures));
  }
  return variants;
}

Drawing::AllVariants Drawing::variants(const Moment& moment) {
  AllVariants variants;
  for (const Language language : {Language::en, Language::zh}) {
    for (int known = 0; known < known_count; ++known) {
      const auto which = static_cast<Known>(known);
      if (which <= moment.least)
        variants.emplace_back(variant_of(language, which), elements(moment, language, which));
      else // looks like the one before
        variants.back().first |= variant_of(language, which);
    }
  }
  return variants;
}

} // namespace copyscope::exports
