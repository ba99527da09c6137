// What the keyboard is on: the control with the ring, and what keys do there. Plain state over the
// regions of a picture.
//
//   focus.settle(picture, surface);                    // with every new picture
//   focus.move(1);                                     // Tab
//   const Focus::Reply reply = focus.key("enter", false);
#pragma once

#include "gui/control/focus_stops.h"
#include "gui/session/actions.h"

#include <optional>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class Focus {
public:
  void settle(const figure::Picture& picture, const figure::Box& surface);

  /// Tab, so many controls on. The ring is seen from now on.
  void move(int by);
  /// A click: from here Tab goes on, and no ring is seen.
  void put(figure::Point at);
  void hide() { is_shown_ = false; }

  bool is_shown() const { return is_shown_ && at_ < stops_.size(); }
  const Stop* stop() const { return is_shown() ? &stops_[at_] : nullptr; }
  /// The region that Enter would press; nullptr on a timeline as a whole, and on a pane.
  const figure::Region* member() const;
  figure::Box ring() const; ///< the box that is focused
  const std::vector<Stop>& stops() const { return stops_; }
  bool has_layers() const { return layers_ > 0; } ///< a dialog or a list lies over the view

  struct Reply {
    bool is_taken = false; ///< the key belongs to the control
    std::vector<Action> actions;
    std::optional<figure::Region> typed_into; ///< a field that is to be opened
  };
  /// While the ring is seen.
  Reply key(std::string_view key, bool shift);
  /// For a list or a dialog that has come while no ring was seen: the first row of its first list
  /// has it.
  bool enter_layer();

private:
  /// A member and where it was, to be found again in another picture.
  struct Place {
    std::string family;
    std::optional<Action> action; ///< nothing: a timeline as a whole
    figure::Box box;
  };

  std::optional<Place> here() const;
  bool find(const Place& place);
  bool find_nearest(const Place& place, bool same);
  void enter(std::size_t stop);
  Reply press();
  std::size_t bar_at_playhead() const;
  Reply arrow(std::string_view key);
  Reply slider_key(std::string_view key) const;
  Reply ends(bool last);
  bool go(std::string_view key);
  Reply scrolled(std::string_view key);
  void follow_scroll(const std::string& key);

  const figure::Picture* picture_ = nullptr; ///< of the latest settle(); read by what follows it
  figure::Box surface_;
  std::vector<Stop> stops_;
  std::size_t at_ = 0;
  std::size_t member_ = 0;
  bool is_inside_ = false; ///< on a bar of the timeline
  bool is_shown_ = false;
  std::optional<Place> place_; ///< where Tab goes on from while no ring is seen
  std::size_t layers_ = 0;
  std::vector<std::optional<Place>> below_; ///< what had it before each layer appeared
  std::string scrolling_;                   ///< the arrow, Home or End that has scrolled a list
};

} // namespace copyscope::gui
