#include "export/film/films.h"

#include "export/film/film_reel.h"
#include "export/film/movers.h"
#include "export/film/strip.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/canvas/xml.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using figure::Film;
using figure::Label;
using figure::Shape;
using figure::Shot;

constexpr int text_beats = 4; // how long figures that count up stay, at the least
constexpr float between = 8;  // units between the cells of a strip

std::string attributes_of(const figure::Group& group) {
  if (group.about.name != "step" || group.about.text.empty()) return {};
  return fmt::format(" data-step=\"{}\" data-kind=\"{}\"", group.about.number,
                     xml_escaped(group.about.text));
}

/// The words of the frame before, where everything else is of the same kind.
void keep_words(std::vector<Shape>& shapes, const std::vector<Shape>& before) {
  const auto same_kind = [](const Shape& a, const Shape& b) { return a.index() == b.index(); };
  if (!std::ranges::equal(shapes, before, same_kind)) return;
  for (std::size_t i = 0; i < shapes.size(); ++i)
    if (std::holds_alternative<Label>(shapes[i])) shapes[i] = before[i];
}

class Animation {
public:
  Animation(const FilmReel& reel, const Progress& progress) : reel_(reel), items_(attributes_of) {
    for (std::size_t shot = 0; shot < film().shots().size(); ++shot) {
      add_shot(shot);
      if (progress)
        progress(0.9 * static_cast<double>(shot + 1) / static_cast<double>(film().shots().size()));
    }
  }

  void write(const Writer& write) const {
    const Cutting cutting(items_, frames_);
    const figure::Point grid{reel_.frames().width() + between, reel_.frames().height() + between};
    std::vector<Strip> strips;
    for (const Level level : strip_levels)
      strips.emplace_back(items_, cutting, frames_, level, grid);
    const Movers movers(items_, cutting, frames_, 2 * grid.x);
    write(svg_head(items_.definitions(), frame(styles(strips, movers))));
    // Cells lie outside the picture: it has to be cut off, whatever shows it.
    write(fmt::format("<svg width=\"{}\" height=\"{}\">\n", short_number(reel_.frames().width()),
                      short_number(reel_.frames().height())));
    for (int layer = 0; layer < cutting.layers(); ++layer)
      write(layer_of(cutting, strips, movers, layer));
    write("</svg>\n</svg>\n");
  }

private:
  static constexpr std::array strip_levels{Level::shot, Level::phase, Level::frame};
  static constexpr std::array strip_names{"shot", "phase", "frame"};

  const Film& film() const { return reel_.film(); }

  void add_shot(std::size_t number) {
    const Shot& shot = film().shots()[number];
    std::vector<Shape> before;
    for (int beat = 0; beat <= shot.motion; ++beat) {
      std::vector<Shape> shapes = reel_.frames().draw(shot, beat).shapes();
      const bool is_last = beat == shot.motion;
      if (beat % text_beats != 0 && !is_last) keep_words(shapes, before);
      frames_.push_back({shot.begin + beat, is_last ? shot.end() : shot.begin + beat + 1, number,
                         items_.items_of(shapes)});
      before = std::move(shapes);
    }
  }

  SvgFrame frame(std::string styles) const {
    SvgFrame frame;
    frame.width = reel_.frames().width();
    frame.height = reel_.frames().height();
    frame.shown_width = short_number(frame.width * reel_.scale());
    frame.shown_height = short_number(frame.height * reel_.scale());
    frame.language = reel_.language();
    frame.title = reel_.title();
    for (const Shot& shot : film().shots())
      frame.about += reel_.words(shot) + "\n";
    frame.about += reel_.source();
    frame.styles = std::move(styles);
    frame.ground = reel_.theme().ground;
    return frame;
  }

  std::string styles(const std::vector<Strip>& strips, const Movers& movers) const {
    const double seconds = static_cast<double>(film().length()) / Film::beats_per_second;
    std::string text = fmt::format("@media (prefers-reduced-motion:no-preference){{\n"
                                   ".shot,.phase,.frame{{animation:{0}s step-end infinite}}\n"
                                   ".way{{animation:{0}s linear infinite}}\n",
                                   short_number(seconds));
    for (std::size_t i = 0; i < strips.size(); ++i)
      if (!strips[i].is_empty())
        text += fmt::format(".{0}{{animation-name:{0}}}\n", strip_names[i]) +
                strips[i].keyframes(strip_names[i]);
    return text + movers.keyframes() + "}\n";
  }

  std::string layer_of(const Cutting& cutting, const std::vector<Strip>& strips,
                       const Movers& movers, int layer) const {
    const auto level = static_cast<Level>(layer % level_count);
    if (level == Level::moving) return movers.layer(layer);
    if (level == Level::film) {
      std::string text;
      for (const std::size_t piece : cutting.of_frame(0))
        if (cutting.pieces()[piece].layer == layer)
          text += items_[cutting.pieces()[piece].item].markup;
      return text;
    }
    const auto which =
        static_cast<std::size_t>(std::ranges::find(strip_levels, level) - strip_levels.begin());
    const std::string text = strips[which].layer(layer);
    return text.empty() ? text
                        : fmt::format("<g class=\"{}\">\n{}</g>\n", strip_names[which], text);
  }

  const FilmReel& reel_;
  ItemStore items_;
  std::vector<FilmFrame> frames_;
};

} // namespace

void write_animated_svg(const Runs& runs, const Options& options, const Writer& write,
                        const Progress& progress) {
  const PangoMeasure measure;
  const FilmReel reel(runs, options, measure);
  Animation(reel, progress).write(write);
}

} // namespace copyscope::exports
