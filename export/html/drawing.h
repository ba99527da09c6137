// The pictures of a lesson in one file: the stage at a moment, in both languages and all themes at
// once, as elements of SVG.
#pragma once

#include "export/data/format.h"
#include "export/html/palette.h"
#include "export/html/picture_book.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/canvas/svg_canvas.h"
#include "figure/stage/stage.h"

#include <string>
#include <vector>

namespace copyscope::exports {

/// What a reader knows: everything; not yet what the run comes to in the end; nor what is asked.
enum class Known : unsigned char { all, no_totals, no_answer };
constexpr int known_count = 3;
constexpr PictureBook::Variants all_variants = 0b111'111;

constexpr PictureBook::Variants variant_of(assets::Language language, Known known) {
  return 1U << (static_cast<unsigned>(language == assets::Language::zh) * known_count +
                static_cast<unsigned>(known));
}

class Drawing {
public:
  explicit Drawing(std::vector<const figure::Theme*> themes) : palette_(std::move(themes)) {}

  static constexpr float width = 860, height = 425; ///< of a picture, in its units

  struct Moment {
    const trace::Trace& trace;
    const std::vector<figure::Route>& routes;
    trace::Cursor cursor;
    Known least = Known::all;            ///< every state up to this one is drawn
    std::vector<figure::Pick> picks;     ///< in answer to what is asked
    bool hides_actor = false;            ///< until it is answered who acts at the moment
    std::vector<std::string> shows;      ///< what is named beside it, and marked
    std::vector<std::string> shows_then; ///< what the answers name besides
  };
  using AllVariants = std::vector<std::pair<PictureBook::Variants, std::vector<std::string>>>;
  /// The stage in all variants, for PictureBook::add.
  AllVariants variants(const Moment& moment);
  /// All runs at their end, side by side.
  AllVariants comparison(const Runs& runs);

  /// Elements that lie over the parts to be picked and are not seen.
  static std::string places(const Moment& moment);

  const Palette& palette() const { return palette_; }
  std::string definitions() const { return Palette::styled(canvas_.definitions()); }

private:
  std::vector<std::string> elements(const Moment& moment, assets::Language language, Known known);
  std::vector<std::string> elements(const std::vector<figure::Picture>& pictures);

  PangoMeasure measure_;
  Palette palette_;
  SvgCanvas canvas_;
};

} // namespace copyscope::exports
