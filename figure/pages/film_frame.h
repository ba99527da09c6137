// A frame of a film: the stage at a moment, what the step says, which step it is, what has been
// counted so far. Laid out once for all frames, so that what does not change stays where it is.
//
// What is said in a shot is the group {"step", NUMBER, KIND}.
#pragma once

#include "figure/pages/film.h"
#include "figure/stage/stage.h"
#include "figure/story/routes.h"

#include <string>
#include <vector>

namespace copyscope::figure {

/// One line each; in `whole` what it is about and the case, which else stand one above the other.
struct FilmTitle {
  std::string whole, about, which; ///< `which` may be empty
};

class FilmFrames {
public:
  static constexpr float narrowest = 720; ///< units

  /// `source` is one line; `width` is in units, at least `narrowest`.
  FilmFrames(const Film& film, FilmTitle title, std::string source, float width,
             const Style& style);

  const Film& film() const { return film_; }
  float width() const { return width_; }
  float height() const { return height_; }

  /// A frame at a beat of a shot, from 0 on.
  Picture draw(const Shot& shot, int beat) const;

  /// What is said in a shot.
  std::string words(const Shot& shot) const;

private:
  StageState state(const Shot& shot, int beat) const;
  struct Room {
    float place = 0, call = 0, both = 0; ///< beside the widest of these
  };
  Room title_room() const;
  bool is_on_one_line() const;
  void draw_title(Picture& picture) const;
  void draw_head(Picture& picture, const Shot& shot, const StepText& step) const;
  void draw_words(Picture& picture, const Shot& shot, const StepText& step,
                  const StageState& state) const;
  float draw_counts(Picture& picture, Box box, const StageState& state) const;
  void draw_progress(Picture& picture, const Shot& shot) const;

  const Film& film_;
  std::vector<Route> routes_;
  FilmTitle title_;
  std::string source_;
  Style style_;
  float width_, height_ = 0;
  Box head_, words_, progress_, foot_;
  StageLayout layout_;
  Room room_; ///< for the title: the same on all frames
};

} // namespace copyscope::figure
