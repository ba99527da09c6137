#include "export/film/item.h"
#include "figure/kit/shapes.h"

#include <algorithm>

namespace copyscope::exports {

namespace {

using figure::Box;
using figure::Shape;

Box both(const Box& a, const Box& b) {
  if (a.w <= 0 && a.h <= 0) return b;
  if (b.w <= 0 && b.h <= 0) return a;
  const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Box bounds_of_all(const std::vector<Shape>& shapes) {
  Box box;
  for (const Shape& shape : shapes)
    box = both(box, figure::bounds_of(shape));
  return box;
}

} // namespace

std::string ItemStore::painted(const std::vector<Shape>& shapes) {
  for (const Shape& shape : shapes)
    figure::paint(shape, canvas_);
  return canvas_.take_body();
}

ItemId ItemStore::id_of(const std::vector<Shape>& shapes) {
  std::string markup = painted(shapes);
  const auto [found, is_new] = by_markup_.try_emplace(markup, static_cast<ItemId>(items_.size()));
  if (!is_new) return found->second;
  Item item;
  item.markup = std::move(markup);
  item.bounds = bounds_of_all(shapes);
  item.at = item.bounds.top_left();
  std::vector<Shape> at_origin;
  for (const Shape& shape : shapes)
    at_origin.push_back(figure::moved(shape, item.at * -1));
  const auto body = static_cast<std::uint32_t>(bodies_.size());
  item.body = bodies_.try_emplace(painted(at_origin), body).first->second;
  items_.push_back(std::move(item));
  return found->second;
}

std::vector<ItemId> ItemStore::items_of(const std::vector<Shape>& shapes) {
  std::vector<ItemId> ids;
  std::vector<Shape> together;
  int depth = 0;
  for (const Shape& shape : shapes) {
    together.push_back(shape);
    depth += figure::nesting(shape);
    if (depth > 0) continue;
    const ItemId id = id_of(together);
    together.clear();
    // What is painted twice in the same place is seen once.
    if (!items_[id].markup.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

} // namespace copyscope::exports
