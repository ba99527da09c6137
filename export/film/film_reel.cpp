#include "export/film/film_reel.h"

#include "export/data/source_line.h"
#include "figure/words/run_words.h"

#include <cmath>

namespace copyscope::exports {

namespace {

constexpr std::int64_t most_steps = 100;
constexpr double narrowest = 160, widest = 3840; // pixels

/// Light, where none is asked for: films are for screens.
const figure::Theme& theme_of(const Options& options) {
  return options.theme.empty() ? figure::light_theme() : theme_for(options);
}

double pixels_wide(const Options& options) {
  const SheetScale scale = sheet_scale(options, in_pixels(960), 0);
  const double pixels = scale.width * scale.points_per_unit / 0.75;
  if (pixels < narrowest || pixels > widest) throw BadOptions("a film is 160 to 3840 pixels wide");
  return 2 * std::round(pixels / 2);
}

double scale_of(const Options& options) {
  return std::min(1.0, pixels_wide(options) / figure::FilmFrames::narrowest);
}

figure::FilmTitle title_for(const trace::Header& header, assets::Language language) {
  return {
      on_one_line(title_of(header, language)), on_one_line(figure::run_title(header).in(language)),
      header.has_case() ? on_one_line(header.current_case().title.in(language)) : std::string()};
}

figure::StepChoice choice_of(const trace::Trace& run, const Options& options) {
  const figure::StepChoice choice = figure::choose_steps(run, options.from, options.to, most_steps);
  if (choice.shown() == 0 && !choice.opening && !choice.closing)
    throw BadOptions("no step lies in this part of the run");
  return choice;
}

} // namespace

FilmReel::FilmReel(const Runs& runs, const Options& options, const figure::Measure& measure)
    : run_(runs.front()), language_(options.language), theme_(theme_of(options)),
      title_(title_for(run_->header(), language_)),
      source_(on_one_line(source_line(run_->header(), language_))), scale_(scale_of(options)),
      story_(*run_), teller_(story_, language_, {analysis::result_of(*run_)}),
      film_(teller_, choice_of(*run_, options)),
      frames_(film_, title_, source_, static_cast<float>(pixels_wide(options) / scale_),
              {theme_, measure, language_}) {}

int FilmReel::pixel_width() const {
  return static_cast<int>(std::lround(frames_.width() * scale_));
}

int FilmReel::pixel_height() const {
  return 2 * static_cast<int>(std::ceil(frames_.height() * scale_ / 2));
}

const char* FilmReel::language() const {
  return language_ == assets::Language::zh ? "zh-CN" : "en";
}

std::string FilmReel::words(const figure::Shot& shot) const {
  return figure::filled(
      "board.step.about", language_,
      {{"what", teller_.place(shot.number, shot.left_out)}, {"detail", frames_.words(shot)}});
}

Preview FilmReel::still() const {
  const figure::Shot& last = film_.shots().back();
  return {frames_.draw(last, last.motion), frames_.width(), frames_.height(), theme_.ground};
}

Preview film_preview(const Runs& runs, const Options& options, const figure::Measure& measure) {
  return FilmReel(runs, options, measure).still();
}

} // namespace copyscope::exports
