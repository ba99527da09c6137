// The large stage, and what all layouts share.
#include "figure/stage/stage_layout.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

constexpr float pad = 16, title = 32;

/// Heights of the bands: the buffers' boxes get what they need, the rest is shared out.
void cut_bands(StageLayout& layout, const Scene& scene, Box box) {
  constexpr float gap = 8, crossing = 32;
  const auto is_outside = [](const Part& part) { return part.band == Band::outside; };
  if (std::ranges::any_of(scene.parts, is_outside))
    layout.outside = box.take_right(std::clamp(box.w * 0.17F, 104.0F, 150.0F), gap);
  const float free = box.h - gap - crossing;
  layout.user = box.take_top(free * 0.27F);
  layout.boundary = box.take_top(crossing);
  layout.kernel = box.take_top(free * 0.31F, gap);
  layout.hardware = box;
}

/// What stands side by side in the hardware's row; `ids` of more than one share a cell.
struct Cell {
  std::vector<std::string> ids;
  float share;
};

std::vector<Cell> cells_of_hardware(const Scene& scene) {
  std::vector<Cell> cells;
  Cell processors{{}, 0.285F};
  const bool has_engines = scene.has(PartKind::engine);
  for (const Part& part : scene.parts) {
    if (part.band != Band::hardware) continue;
    if (part.kind == PartKind::processor) {
      if (processors.ids.empty() && !has_engines && !cells.empty()) cells.push_back({{}, 0.2F});
      processors.ids.push_back(part.id);
      continue;
    }
    if (!processors.ids.empty() && processors.share > 0) {
      cells.push_back(processors);
      processors.share = 0;
      // The room of engines that there are none of: what passes through the CPU is seen there.
      if (!has_engines) cells.push_back({{}, 0.2F});
    }
    cells.push_back({{part.id},
                     part.kind == PartKind::engine      ? 0.2F
                     : part.place == trace::Buffer::nic ? 0.16F
                                                        : 0.155F});
  }
  if (!processors.ids.empty() && processors.share > 0) cells.push_back(processors);
  for (Cell& cell : cells)
    if (cell.ids.size() > 1)
      cell.share += 0.11F * static_cast<float>(std::min<std::size_t>(cell.ids.size(), 4) - 1);
  return cells;
}

void place_hardware(StageLayout& layout, const Scene& scene) {
  constexpr float gap = 12;
  Box row = layout.hardware.inset(pad, 0);
  // Room above the parts for the numbers of routes; less of it where all is low.
  row.take_top(std::clamp(row.h * 0.33F, 44.0F, title + 26));
  row.h -= std::min(pad, row.h * 0.1F);
  const std::vector<Cell> cells = cells_of_hardware(scene);
  float all = 0;
  for (const Cell& cell : cells)
    all += cell.share;
  const float width = row.w - gap * static_cast<float>(std::max<std::size_t>(cells.size(), 1) - 1);
  for (const Cell& cell : cells) {
    const Box box = row.take_left(width * cell.share / std::max(all, 1.0F), gap);
    const std::vector<Box> boxes = grid(box, cell.ids.size(), 6);
    for (std::size_t i = 0; i < boxes.size(); ++i)
      layout.parts[cell.ids[i]] = boxes[i];
  }
}

std::vector<const Part*> parts_in(const Scene& scene, Band band, auto fits) {
  std::vector<const Part*> parts;
  for (const Part& part : scene.parts)
    if (part.band == band && fits(part)) parts.push_back(&part);
  return parts;
}
bool any_part(const Part&) {
  return true;
}

/// What comes first at the left, what is last at the right, all others between them.
void place_kernel(StageLayout& layout, const Scene& scene, float side) {
  Box kernel = layout.kernel.inset(pad, 0);
  kernel.take_top(title);
  kernel.h -= 12;
  const auto parts = parts_in(scene, Band::kernel, any_part);
  if (parts.empty()) return;
  layout.parts[parts.front()->id] = {kernel.x, kernel.y, side, kernel.h};
  if (parts.size() == 1) return;
  layout.parts[parts.back()->id] = {kernel.right() - side, kernel.y, side, kernel.h};
  const float from = kernel.x + side + 36, to = kernel.right() - side - 36;
  const std::size_t between = parts.size() - 2;
  const Box middle{from, kernel.y, to - from, std::min(56.0F, kernel.h - 24)};
  for (std::size_t i = 0; i < between; ++i) {
    const float wide = (middle.w + 24) / static_cast<float>(between) - 24;
    layout.parts[parts[i + 1]->id] = {middle.x + static_cast<float>(i) * (wide + 24), middle.y,
                                      wide, middle.h};
  }
}

void place_user(StageLayout& layout, const Scene& scene, float side) {
  Box user = layout.user.inset(pad, 0);
  user.take_top(title);
  user.h -= 12;
  if (scene.find("process")) layout.parts["process"] = {user.x, user.y, side, user.h};
  const float middle = layout.kernel.center().x;
  const float wide = std::clamp(layout.kernel.w * 0.31F, 200.0F, 300.0F);
  const Box center{middle - wide / 2, user.y, wide, user.h};
  const auto parts = parts_in(scene, Band::user, [](const Part& part) {
    return part.kind != PartKind::process && part.kind != PartKind::rings;
  });
  Box room = center;
  if (parts.size() > 1) room.w = user.right() - room.x;
  const float each =
      (room.w + 16) / static_cast<float>(std::max<std::size_t>(parts.size(), 1)) - 16;
  for (const Part* const part : parts)
    layout.parts[part->id] = room.take_left(each, 16);

  const Box right{center.right() + 16, layout.user.y + 8, user.right() - center.right() - 16,
                  layout.user.h - 16};
  if (scene.has(PartKind::rings)) layout.parts["rings"] = right.inset(0, 4);
  // Between the ways up to the user buffer and down from it, and beside what passes below.
  const float left = center.x + center.w * 0.12F + 22;
  const bool is_full = parts_in(scene, Band::kernel, any_part).size() > 2;
  layout.caption = is_full ? right
                           : Box{left, layout.kernel.y + 8, center.x + center.w * 0.88F - 22 - left,
                                 layout.kernel.h * 0.62F};
}

/// What is on the wire below, who receives it above.
void place_outside(StageLayout& layout, const Scene& scene) {
  if (layout.outside.w <= 0) return;
  Box column = layout.outside.inset(8, 0);
  column.take_top(title);
  column.h -= 12;
  auto parts = parts_in(scene, Band::outside, any_part);
  std::ranges::reverse(parts);
  const auto count = static_cast<float>(parts.size());
  const float each = std::min(96.0F, (column.h + 12) / count - 12);
  for (const Part* const part : parts)
    layout.parts[part->id] = column.take_top(each, 12);
}

} // namespace

const Box* StageLayout::find(std::string_view part) const {
  const auto found = parts.find(part);
  return found == parts.end() ? nullptr : &found->second;
}

const Box* StageLayout::find_shown(std::string_view part) const {
  const auto device = docked.find(part);
  return find(device == docked.end() ? part : std::string_view(device->second));
}

std::vector<Box> grid(Box box, std::size_t count, float gap) {
  std::vector<Box> boxes;
  if (count == 0) return boxes;
  constexpr std::size_t most_in_a_row = 2;
  const std::size_t rows = count <= most_in_a_row ? 1 : count <= 8 ? 2 : (count + 3) / 4;
  const std::size_t columns = (count + rows - 1) / rows;
  const float wide = (box.w + gap) / static_cast<float>(columns) - gap;
  const float high = (box.h + gap) / static_cast<float>(rows) - gap;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t column = i % columns, row = i / columns;
    boxes.push_back({box.x + static_cast<float>(column) * (wide + gap),
                     box.y + static_cast<float>(row) * (high + gap), wide, high});
  }
  return boxes;
}

void lay_out_large(StageLayout& layout, const Scene& scene, Box box) {
  cut_bands(layout, scene, box);
  const float side =
      std::clamp(layout.kernel.w * 0.235F, layout.outside.w > 0 ? 132.0F : 164.0F, 230.0F);
  place_hardware(layout, scene);
  place_kernel(layout, scene, side);
  place_user(layout, scene, side);
  place_outside(layout, scene);
}

StageLayout stage_layout(const Scene& scene, Box box, Detail detail) {
  StageLayout layout;
  layout.detail = detail;
  layout.all = box;
  for (const Part& part : scene.parts)
    layout.at[static_cast<std::size_t>(part.place)] = part.id;
  layout.at[0].clear();
  if (detail == Detail::large)
    lay_out_large(layout, scene, box);
  else
    lay_out_small(layout, scene, box);
  return layout;
}

} // namespace copyscope::figure
