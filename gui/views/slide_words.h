// What a presented slide says, as large as its share of the surface allows: the narration; a
// question with its choices; the answer that is right, why, and what who took a wrong one had
// mistaken.
#pragma once

#include "gui/views/panes.h"

#include <string>
#include <vector>

namespace copyscope::gui {

class SlideWords {
public:
  SlideWords(Ui& ui, const Scene& scene);

  /// With type of this size for what is said; the rest of it is smaller in proportion.
  float height(float width, float size) const;
  /// The same without what is kept free for what may have to be said.
  float seen_height(float width, float size) const;
  void draw(Box box, float size) const;

private:
  struct Block {
    enum class Kind : unsigned char { text, choices, right, wrong, reserve };
    Kind kind = Kind::text;
    std::string text;
    float share = 1; ///< of the type's size
    bool is_second = false;
  };

  void ask(const Slide& slide);
  void answer(const Slide& slide);
  std::string longest_mistake(const Slide& slide) const;
  std::string told_without_slide() const;
  float height_of(const Block& block, float width, float size) const;
  void draw_block(const Block& block, Box box, float size) const;
  Font font_of(const Block& block, float size) const;

  Ui& ui_;
  const Scene& scene_;
  const Slide* slide_;
  std::vector<Block> blocks_;
};

} // namespace copyscope::gui
