#include "gui/control/focus_stops.h"

#include "gui/control/field_for.h"
#include "gui/session/actions.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace copyscope::gui {

namespace {

using figure::Box;
using figure::Picture;
using figure::Point;
using figure::Region;

constexpr float near = 24;           ///< parts of a list are no farther apart
constexpr float beside_weight = 0.8; ///< lines are told apart rather than columns

bool closes_all(const Region& region, const Box& surface) {
  return region.action.name == action::back && region.box.covers(surface, 1);
}

bool is_timeline(const Region& region) {
  return region.action.name == region::timeline || region.action.name == region::scrubber;
}

/// Part of what is drawn right before it: a timeline, or a list.
bool is_handle(const Region& region) {
  return region.action.name == region::playhead || region.action.name == region::rail;
}

/// A bar of a timeline rather than a row of the table.
bool is_bar(const Region& region, const Picture& picture) {
  return region.action.name == action::row &&
         std::ranges::any_of(picture.regions(), [&](const Region& other) {
           return is_timeline(other) && other.box.contains(region.box.center());
         });
}

std::string family_of(const Region& region, const Picture& picture) {
  const std::string& name = region.action.name;
  if (is_timeline(region) || is_bar(region, picture)) return region::timeline;
  if (name == action::part || name == action::follow || name == action::answer) return "stage";
  // One for each kind of thing that is told.
  if (name == region::told)
    return name + ":" + region.action.text.substr(0, region.action.text.find('.'));
  // One control for each key.
  for (const std::string_view keyed :
       {std::string_view(region::field), std::string_view(region::slider),
        std::string_view(action::set), std::string_view(action::reset),
        std::string_view(action::export_choose), std::string_view(action::export_turn),
        std::string_view(action::export_list)})
    if (name == keyed) return name + ":" + typed_in(region.action.text).key;
  return name;
}

/// Whether all that asks for the like belongs together, however far apart it lies.
bool spreads(std::string_view family) {
  static constexpr std::array<std::string_view, 9> wide{
      region::timeline, "stage",          action::line, action::step,          action::show_case,
      action::view,     action::bookmark, action::row,  "export_choose:format"};
  return std::ranges::find(wide, family) != wide.end();
}

/// Rows of one list, whatever they do.
bool is_next_row(const Box& above, const Box& below) {
  return std::abs(above.x - below.x) < 1 && std::abs(above.w - below.w) < 1 &&
         std::abs(above.bottom() - below.y) < 1.5F;
}

bool belongs_to(const Region& region, const std::string& family, const Stop& stop) {
  if (region.action.name == region::field || region.action.name == region::slider) return false;
  if (stop.kind == Stop::Kind::field || stop.kind == Stop::Kind::slider) return false;
  if (!stop.members.empty() && !is_timeline(region) &&
      is_next_row(stop.members.back().box, region.box))
    return true;
  if (family != stop.family) return false;
  if (spreads(family)) return true;
  return std::ranges::any_of(stop.members, [&](const Region& member) {
    return member.box.inset(-near / 2).overlaps(region.box.inset(-near / 2));
  });
}

Box around(const Box& a, const Box& b) {
  return figure::box_between({std::min(a.x, b.x), std::min(a.y, b.y)},
                             {std::max(a.right(), b.right()), std::max(a.bottom(), b.bottom())});
}

void put_in_order(std::vector<Region>& members) {
  constexpr float line = 4; // what begins so near is on one line
  std::ranges::stable_sort(members, [](const Region& a, const Region& b) {
    const float upper = std::floor(a.box.y / line), lower = std::floor(b.box.y / line);
    return upper != lower ? upper < lower : a.box.x < b.box.x;
  });
}

/// Cuts where nothing lies, at the widest gap, and reads the parts one after the other.
class Order {
public:
  explicit Order(const std::vector<Box>& boxes) : boxes_(boxes) {}

  void read(std::vector<std::size_t> some) {
    if (some.size() > 1) {
      const Cut across = widest(some, true), along = widest(some, false);
      const bool is_across =
          across.gap > 0 && (across.gap >= along.gap * beside_weight || !are_columns(some, along));
      const Cut& cut = is_across ? across : along;
      if (cut.gap > 0) {
        const auto second = std::stable_partition(
            some.begin(), some.end(), [&](std::size_t i) { return end(i, is_across) <= cut.at; });
        std::vector<std::size_t> rest(second, some.end());
        some.erase(second, some.end());
        read(std::move(some));
        return read(std::move(rest));
      }
      std::ranges::stable_sort(some, [this](std::size_t a, std::size_t b) {
        return boxes_[a].y + boxes_[a].x / 1000 < boxes_[b].y + boxes_[b].x / 1000;
      });
    }
    order.insert(order.end(), some.begin(), some.end());
  }

  std::vector<std::size_t> order;

private:
  struct Cut {
    float at = 0, gap = 0;
  };

  float begin(std::size_t i, bool vertical) const { return vertical ? boxes_[i].y : boxes_[i].x; }
  float end(std::size_t i, bool vertical) const {
    return vertical ? boxes_[i].bottom() : boxes_[i].right();
  }

  /// What stands side by side is as high: a lone button beside all the rest is no column.
  bool are_columns(const std::vector<std::size_t>& some, const Cut& cut) const {
    const auto height = [&](auto belongs) {
      float top = 1e9F, bottom = -1e9F;
      for (const std::size_t i : some) {
        if (!belongs(i)) continue;
        top = std::min(top, begin(i, true));
        bottom = std::max(bottom, end(i, true));
      }
      return bottom - top;
    };
    const float all = height([](std::size_t) { return true; });
    const auto is_left = [&](std::size_t i) { return end(i, false) <= cut.at; };
    return cut.gap > 0 && height(is_left) > all / 2 &&
           height([&](std::size_t i) { return !is_left(i); }) > all / 2;
  }

  Cut widest(std::vector<std::size_t> some, bool vertical) const {
    std::ranges::sort(some, [&](std::size_t a, std::size_t b) {
      return begin(a, vertical) < begin(b, vertical);
    });
    Cut best;
    float reach = end(some.front(), vertical);
    for (const std::size_t i : some) {
      const float gap = begin(i, vertical) - reach;
      if (gap > best.gap) best = {reach, gap};
      reach = std::max(reach, end(i, vertical));
    }
    return best;
  }

  const std::vector<Box>& boxes_;
};

/// What is scrolled, and has nothing in it to be stopped at.
void add_panes(std::vector<Stop>& stops, const Picture& picture) {
  const std::size_t count = stops.size();
  for (const Region& region : picture.regions()) {
    if (region.action.name != region::scroll || !is_reachable(region, picture)) continue;
    const bool has_stops =
        std::any_of(stops.begin(), stops.begin() + static_cast<std::ptrdiff_t>(count),
                    [&](const Stop& stop) { return region.box.contains(stop.box.center()); });
    if (!has_stops)
      stops.push_back({Stop::Kind::pane, "pane:" + region.action.text, {}, {}, region.box});
  }
}

/// Counts are typed one after the other, in whatever columns they stand.
void keep_counts_in_order(std::vector<Stop>& stops) {
  std::vector<std::size_t> places;
  std::vector<Stop> counts;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const bool is_count = stops[i].kind == Stop::Kind::field &&
                          (stops[i].members[0].action.number & region::is_count) != 0;
    if (!is_count) continue;
    places.push_back(i);
    counts.push_back(std::move(stops[i]));
  }
  std::ranges::sort(counts, {}, &Stop::family);
  for (std::size_t i = 0; i < places.size(); ++i)
    stops[places[i]] = std::move(counts[i]);
}

} // namespace

bool is_reachable(const Region& region, const Picture& picture) {
  if (region.box.w <= 0 || region.box.h <= 0) return false;
  if (picture.region_at(region.box.center()) == &region) return true;
  // What is seen of it is a cell between the edges of what lies over it.
  const Box& box = region.box;
  std::vector<float> across{box.x, box.right()}, down{box.y, box.bottom()};
  for (const Region* above = &region + 1; above <= &picture.regions().back(); ++above) {
    if (!above->box.overlaps(box)) continue;
    for (const float x : {above->box.x, above->box.right()})
      if (x > box.x && x < box.right()) across.push_back(x);
    for (const float y : {above->box.y, above->box.bottom()})
      if (y > box.y && y < box.bottom()) down.push_back(y);
  }
  std::ranges::sort(across);
  std::ranges::sort(down);
  for (std::size_t i = 1; i < across.size(); ++i)
    for (std::size_t j = 1; j < down.size(); ++j)
      if (picture.region_at({(across[i - 1] + across[i]) / 2, (down[j - 1] + down[j]) / 2}) ==
          &region)
        return true;
  return false;
}

std::size_t layers_of(const Picture& picture, const Box& surface) {
  return static_cast<std::size_t>(std::ranges::count_if(
      picture.regions(), [&](const Region& region) { return closes_all(region, surface); }));
}

std::vector<std::size_t> reading_order(const std::vector<Box>& boxes) {
  std::vector<std::size_t> all(boxes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Order order(boxes);
  order.read(std::move(all));
  return order.order;
}

std::vector<Stop> stops_of(const Picture& picture, const Box& surface) {
  std::vector<Stop> stops;
  for (const Region& region : picture.regions()) {
    const std::string& name = region.action.name;
    if (name == region::nothing || name == region::scroll || closes_all(region, surface)) continue;
    if (!is_reachable(region, picture)) continue;
    if (is_handle(region) && !stops.empty()) {
      stops.back().box = around(stops.back().box, region.box);
      stops.back().handles.push_back(region);
      continue;
    }
    std::string family = family_of(region, picture);
    if (stops.empty() || !belongs_to(region, family, stops.back()))
      stops.push_back({Stop::Kind::button, std::move(family), {}, {}, region.box});
    Stop& stop = stops.back();
    stop.box = around(stop.box, region.box);
    if (is_timeline(region)) {
      stop.kind = Stop::Kind::timeline;
      continue;
    }
    stop.members.push_back(region);
    if (stop.kind == Stop::Kind::timeline) continue;
    if (name == region::field)
      stop.kind = Stop::Kind::field;
    else if (name == region::slider)
      stop.kind = Stop::Kind::slider;
    else
      stop.kind = stop.members.size() > 1 ? Stop::Kind::list : Stop::Kind::button;
  }
  add_panes(stops, picture);
  std::vector<Box> boxes;
  for (Stop& stop : stops) {
    put_in_order(stop.members);
    boxes.push_back(stop.box);
  }
  std::vector<Stop> ordered;
  for (const std::size_t i : reading_order(boxes))
    ordered.push_back(std::move(stops[i]));
  keep_counts_in_order(ordered);
  return ordered;
}

} // namespace copyscope::gui
