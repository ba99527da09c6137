#include "export/html/picture_book.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

constexpr std::size_t least_shared_bytes = 60; // less is not worth a <use>

/// For each element of `a` its partner in `b`, or none (npos): a longest common subsequence.
std::vector<std::size_t> partners(const std::vector<std::uint32_t>& a,
                                  const std::vector<std::uint32_t>& b) {
  const std::size_t wide = b.size() + 1;
  std::vector<std::uint16_t> longest((a.size() + 1) * wide); // of what is left from i and k on
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t k = b.size(); k-- > 0;)
      longest[i * wide + k] =
          a[i] == b[k] ? static_cast<std::uint16_t>(longest[(i + 1) * wide + k + 1] + 1)
                       : std::max(longest[(i + 1) * wide + k], longest[i * wide + k + 1]);
  std::vector<std::size_t> partner(a.size(), std::string::npos);
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k])
      partner[i++] = k++;
    else if (longest[(i + 1) * wide + k] >= longest[i * wide + k + 1])
      ++i;
    else
      ++k;
  }
  return partner;
}

} // namespace

std::uint32_t PictureBook::element_of(const std::string& text) {
  const auto [entry, is_new] =
      element_ids_.emplace(text, static_cast<std::uint32_t>(elements_.size()));
  if (is_new) elements_.push_back(entry->first);
  return entry->second;
}

PictureBook::ItemId PictureBook::item_of(Item item) {
  const auto [entry, is_new] = item_ids_.emplace(item, static_cast<ItemId>(items_.size()));
  if (is_new) items_.push_back(item);
  if (item.variants != all_) sets_.insert(item.variants);
  return entry->second;
}

std::size_t
PictureBook::add(const std::vector<std::pair<Variants, std::vector<std::string>>>& variants) {
  std::vector<Item> merged;
  for (const auto& [which, texts] : variants) {
    std::vector<std::uint32_t> own, before;
    for (const std::string& text : texts)
      own.push_back(element_of(text));
    for (const Item& item : merged)
      before.push_back(item.element);
    const std::vector<std::size_t> partner = partners(before, own);
    std::vector<Item> both;
    std::size_t next = 0;
    for (std::size_t i = 0; i < merged.size(); ++i) {
      Item item = merged[i];
      if (partner[i] != std::string::npos) {
        while (next < partner[i])
          both.push_back({own[next++], which});
        ++next;
        item.variants |= which;
      }
      both.push_back(item);
    }
    while (next < own.size())
      both.push_back({own[next++], which});
    merged = std::move(both);
  }
  std::vector<ItemId> picture;
  for (const Item& item : merged)
    picture.push_back(item_of(item));
  pictures_.push_back(std::move(picture));
  return pictures_.size() - 1;
}

void PictureBook::bind() {
  // An item goes on to the next where it never has another one behind it, nor that one another one
  // before it: a block is a longest chain of such.
  constexpr ItemId none = ~ItemId{0}, many = none - 1;
  std::vector<ItemId> behind(items_.size(), none), before(items_.size(), none);
  const auto note = [](ItemId& known, ItemId now) {
    known = known == none || known == now ? now : many;
  };
  for (const std::vector<ItemId>& picture : pictures_)
    for (std::size_t i = 0; i < picture.size(); ++i) {
      note(behind[picture[i]], i + 1 < picture.size() ? picture[i + 1] : many);
      note(before[picture[i]], i > 0 ? picture[i - 1] : many);
    }
  const auto goes_on = [&](ItemId item) {
    return behind[item] < many && before[behind[item]] == item;
  };
  std::vector<std::size_t> block_at(items_.size(), std::string::npos); // by first item
  for (const std::vector<ItemId>& picture : pictures_) {
    std::vector<std::size_t>& bound = bound_.emplace_back();
    for (std::size_t i = 0; i < picture.size();) {
      std::size_t& index = block_at[picture[i]];
      if (index == std::string::npos) {
        index = blocks_.size();
        Block& block = blocks_.emplace_back();
        block.items.push_back(picture[i]);
        while (goes_on(block.items.back()))
          block.items.push_back(behind[block.items.back()]);
      }
      ++blocks_[index].uses;
      bound.push_back(index);
      i += blocks_[index].items.size();
    }
  }
  std::size_t id = 0;
  for (Block& block : blocks_)
    if (block.uses > 1 && written(block.items).size() >= least_shared_bytes) block.id = ++id;
}

std::string PictureBook::written(const std::vector<ItemId>& items) const {
  std::string text;
  Variants open = all_;
  for (const ItemId id : items) {
    const Item& item = items_[id];
    if (item.variants != open) {
      if (open != all_) text += "</g>\n";
      open = item.variants;
      if (open != all_) text += fmt::format("<g class=\"v{}\">\n", open);
    }
    text += elements_[item.element];
  }
  return open == all_ ? text : text + "</g>\n";
}

std::string PictureBook::shared() const {
  std::string text;
  for (const Block& block : blocks_)
    if (block.id != 0)
      text += fmt::format("<g id=\"{}{}\">\n{}</g>\n", prefix_, block.id, written(block.items));
  return text;
}

std::string PictureBook::body(std::size_t picture) const {
  std::string text;
  for (const std::size_t index : bound_[picture]) {
    const Block& block = blocks_[index];
    text += block.id != 0 ? fmt::format("<use href=\"#{}{}\"/>\n", prefix_, block.id)
                          : written(block.items);
  }
  return text;
}

} // namespace copyscope::exports
