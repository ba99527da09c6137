// Who gets what is typed: the field that is open, the control with the focus ring, or the player.
// INTERFACE.md, "The window", says who comes first. Plain state: no window.
//
//   attention.settle(picture, surface);                     // with every new picture
//   const Attention::Reply reply = attention.key("tab", false, false);
//   for (const Action& action : reply.actions) perform(action);
//   if (reply.passes) …                                     // the player's, or the dialog's own
#pragma once

#include "gui/control/field.h"
#include "gui/control/focus.h"

#include <optional>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class Attention {
public:
  /// The measure has to outlive it.
  Attention(const figure::Measure& measure, FieldHelp help) : field_(measure, std::move(help)) {}

  using Actions = std::vector<Action>;
  struct Reply {
    Actions actions;
    bool passes = false; ///< it means something to the content, once the actions are done
  };

  /// The picture has to stay until the next one comes.
  void settle(const figure::Picture& picture, const figure::Box& surface);

  /// A key by its name (gui/control/keys.h).
  Reply key(std::string_view key, bool shift, bool ctrl);
  /// A character. Where it passes, it is a key.
  Reply type(char32_t character);
  /// The left button goes down: a field opens, or closes; what the click does besides is not told
  /// here.
  Actions press(figure::Point at);
  void drag(figure::Point at); ///< with the button down; selects in a field

  const Field& field() const { return field_; }
  const Focus& focus() const { return focus_; }

private:
  Reply field_key(std::string_view key, bool shift, bool ctrl);
  Reply focus_key(std::string_view key, bool shift);
  Reply asks() const;
  std::optional<Action> reads(std::string_view key) const;
  void move(int by);
  Actions open(const figure::Region& region);
  bool has_own_focus() const;

  Field field_;
  Focus focus_;
  const figure::Picture* picture_ = nullptr;
  bool ignores_space_ = false; ///< the blank of a Space that was a key
  bool selects_ = false;       ///< the button went down in the open field
  bool is_fresh_ = false;      ///< which that has opened, with all of it selected
  figure::Point pressed_at_;
};

} // namespace copyscope::gui
