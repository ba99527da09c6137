// What a film is made from, kept together: the run's story, what is said of it, its frames.
#pragma once

#include "export/paper/sheet.h"
#include "figure/pages/film_frame.h"

namespace copyscope::exports {

class FilmReel {
public:
  /// Of the first run. The width is that of the options, or 960 pixels; what is narrower than a
  /// film's frame can be is that frame, smaller. Throws BadOptions where the part of the run that
  /// is asked for is empty, and for a width that is none.
  FilmReel(const Runs& runs, const Options& options, const figure::Measure& measure);
  FilmReel(const FilmReel&) = delete;
  FilmReel& operator=(const FilmReel&) = delete;

  const figure::Film& film() const { return film_; }
  const figure::FilmFrames& frames() const { return frames_; }
  const figure::Theme& theme() const { return theme_; }
  /// Pixels to a unit of the frames.
  double scale() const { return scale_; }
  int pixel_width() const; ///< even, as players like it
  int pixel_height() const;

  const std::string& title() const { return title_.whole; } ///< one line
  const std::string& source() const { return source_; }
  const char* language() const; ///< as SVG wants it

  /// "Step 5 of 11: The CPU copies …": what a shot shows, for who does not see it.
  std::string words(const figure::Shot& shot) const;
  /// What stays when nothing plays: the last frame.
  Preview still() const;

private:
  std::shared_ptr<const trace::Trace> run_;
  assets::Language language_;
  const figure::Theme& theme_;
  figure::FilmTitle title_;
  std::string source_;
  double scale_;
  figure::Story story_;
  figure::StepTeller teller_;
  figure::Film film_;
  figure::FilmFrames frames_;
};

Preview film_preview(const Runs& runs, const Options& options, const figure::Measure& measure);

} // namespace copyscope::exports
