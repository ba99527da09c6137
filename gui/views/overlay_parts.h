// What lists that drop down and dialogs are made of.
#pragma once

#include "gui/views/ui.h"

#include <string>
#include <vector>

namespace copyscope::gui {

/// A raised panel; what lies beneath cannot be reached, and a click beside it closes it. Returns
/// what is inside its margins; labels stay within it until leave().
Box enter_dialog(Ui& ui, Box surface, Box box);
/// The cross in its corner.
void draw_close(Ui& ui, Box dialog);
/// A box of that size in the middle of the surface, smaller where there is no room.
Box centered(Box surface, float w, float h);

/// Of a path, the end says most.
std::string tail_of(const Ui& ui, std::string_view text, Font font, float width);

struct ListItem {
  std::string text, note;
  Action action;
  bool chosen = false;
  bool disabled = false;
};

constexpr float list_row = 36;
/// A list with its top left corner there; rows get lower where there are many. A click beside it
/// closes it. Returns the box of its rows.
Box draw_list(Ui& ui, Box surface, Point at, float width, const std::vector<ListItem>& items);

} // namespace copyscope::gui
