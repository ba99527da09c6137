// What a frame is made of, for SVG: items, each a shape or shapes that belong together, written
// once however many frames show them.
#pragma once

#include "export/paper/canvas/svg_canvas.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace copyscope::exports {

using ItemId = std::uint32_t;

struct Item {
  std::string markup;     ///< where it stands
  std::uint32_t body = 0; ///< the same for items that differ in nothing but where they stand
  figure::Point at;       ///< its top left
  figure::Box bounds;
};

class ItemStore {
public:
  explicit ItemStore(SvgCanvas::Attributes attributes) : canvas_(std::move(attributes)) {}

  /// The items of a frame, in the order in which they are painted; no two are the same.
  std::vector<ItemId> items_of(const std::vector<figure::Shape>& shapes);

  const Item& operator[](ItemId id) const { return items_[id]; }
  std::size_t size() const { return items_.size(); }
  std::string definitions() const { return canvas_.definitions(); }

private:
  std::string painted(const std::vector<figure::Shape>& shapes);
  ItemId id_of(const std::vector<figure::Shape>& shapes);

  SvgCanvas canvas_;
  std::vector<Item> items_;
  std::unordered_map<std::string, ItemId> by_markup_;
  std::unordered_map<std::string, std::uint32_t> bodies_;
};

} // namespace copyscope::exports
