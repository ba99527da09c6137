// Pictures of which most is alike: what several have in common is written once.
//
//   PictureBook book("b0-");
//   const auto page = book.add({{0b01, english}, {0b10, chinese}});
//   out << "<svg><defs>" << book.shared() << "</defs></svg>";
//   out << "<svg>" << book.body(page) << "</svg>";
//
// A picture is a list of elements of SVG in the order in which they are painted. It comes in
// several variants (languages; with and without what would give an answer away), of which one is
// shown at a time: elements that some of them lack stand in groups whose class names those that
// have them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace copyscope::exports {

class PictureBook {
public:
  using Variants = std::uint32_t; ///< a set of them, one a bit

  /// `prefix` begins the ids of what is shared; `all`: every variant that there is.
  PictureBook(std::string prefix, Variants all) : prefix_(std::move(prefix)), all_(all) {}

  /// A picture in its variants, which together are all. Returns its number, from 0.
  std::size_t add(const std::vector<std::pair<Variants, std::vector<std::string>>>& variants);

  /// Looks for what pictures share; after the last add(), before what follows.
  void bind();
  std::string shared() const; ///< elements with ids, for <defs>
  std::string body(std::size_t picture) const;

  /// The sets that groups are classes of: "v5" for 0b101.
  const std::set<Variants>& sets() const { return sets_; }

private:
  struct Item { // an element, and the variants that have it
    std::uint32_t element;
    Variants variants;
    auto operator<=>(const Item&) const = default;
  };
  using ItemId = std::uint32_t;
  struct Block { // items that always follow each other
    std::vector<ItemId> items;
    std::size_t uses = 0;
    std::size_t id = 0; // from 1; 0: written where it is used
  };

  std::uint32_t element_of(const std::string& text);
  ItemId item_of(Item item);
  std::string written(const std::vector<ItemId>& items) const;

  std::string prefix_;
  Variants all_;
  std::unordered_map<std::string, std::uint32_t> element_ids_;
  std::vector<std::string_view> elements_; // keys of element_ids_
  std::map<Item, ItemId> item_ids_;
  std::vector<Item> items_;
  std::vector<std::vector<ItemId>> pictures_;
  std::vector<Block> blocks_;
  std::vector<std::vector<std::size_t>> bound_; // pictures as blocks
  std::set<Variants> sets_;
};

} // namespace copyscope::exports
