#include "export/film/films.h"

#include "export/film/film_reel.h"
#include "export/film/gif_file.h"
#include "export/paper/canvas/pango_measure.h"

#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using figure::Film;
using figure::Shot;

constexpr int beats_a_frame = 2; // while something moves
constexpr int hundredths_a_beat = 100 / Film::beats_per_second;

/// Paints frames, and tells how far it is: looking for the colours is the first fifth.
class Painter {
public:
  Painter(const FilmReel& reel, const Progress& progress)
      : reel_(reel), progress_(progress), raster_(reel.pixel_width(), reel.pixel_height()) {}

  const Raster& paint(const Shot& shot, int beat) {
    raster_.paint(reel_.frames().draw(shot, beat), reel_.scale(), reel_.theme().ground);
    return raster_;
  }

  /// Those of each shot at rest, and in the middle of its motion.
  ColorTable colors() {
    ColorCount seen;
    for (const Shot& shot : reel_.film().shots()) {
      seen.add(paint(shot, shot.motion));
      if (shot.motion > 0) seen.add(paint(shot, shot.motion / 2));
      tell(0.2 * shot.end() / reel_.film().length());
    }
    return ColorTable(seen);
  }

  void film(const Shot& shot, GifFile& file) {
    for (int beat = 0; beat < shot.motion; beat += beats_a_frame)
      file.add(paint(shot, beat), beats_a_frame * hundredths_a_beat);
    file.add(paint(shot, shot.motion), shot.hold * hundredths_a_beat);
    tell(0.2 + 0.8 * shot.end() / reel_.film().length());
  }

private:
  void tell(double done) const {
    if (progress_) progress_(done);
  }

  const FilmReel& reel_;
  const Progress& progress_;
  Raster raster_;
};

} // namespace

void write_gif(const Runs& runs, const Options& options, const Writer& write,
               const Progress& progress) {
  const PangoMeasure measure;
  const FilmReel reel(runs, options, measure);
  Painter painter(reel, progress);
  ColorTable colors = painter.colors();
  GifFile file(reel.pixel_width(), reel.pixel_height(), colors, write);
  file.comment(fmt::format("{}\n{}", reel.title(), reel.source()));
  for (const Shot& shot : reel.film().shots()) {
    file.comment(reel.words(shot));
    painter.film(shot, file);
  }
  file.close();
}

} // namespace copyscope::exports
