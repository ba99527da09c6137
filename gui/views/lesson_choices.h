// The choices of a question, as they are asked, as the class has voted, and with the right one
// marked once the answer is shown; at the window's size and at the presenter's.
#pragma once

#include "gui/views/panes.h"

#include <string>

namespace copyscope::gui {

struct ChoiceLook {
  float height, gap; ///< of a cell at the most; between cells
  float key;         ///< edge of the square that holds the number
  Font font;
  float least_size;        ///< of the font
  std::size_t columns = 0; ///< 0: two where there are more than two choices
};

/// Whether there is anything to draw: choices to read, or votes on parts of the stage.
bool has_choice_list(const Scene& scene, const Slide& slide);
void draw_choice_list(Ui& ui, const Scene& scene, const Slide& slide, Box box,
                      const ChoiceLook& look);

/// A look in which every choice is seen in full, and the height that it takes in this width: in as
/// few rows as they fit on one line each, else one below the other. `size`: of the type.
struct FittedChoices {
  ChoiceLook look;
  float height = 0;
};
FittedChoices fitted_choices(Ui& ui, const Scene& scene, const Slide& slide, float width,
                             float size);

/// What is said below a question: what the latest wrong choice has mistaken, how hands are counted,
/// how one answers; may be empty.
std::string note_on_question(Ui& ui, const Scene& scene, const Slide& slide);
/// Whether it is about the changed run or about the file; empty where nothing was changed.
std::string note_on_change(Ui& ui, const Scene& scene, const Slide& slide);

} // namespace copyscope::gui
