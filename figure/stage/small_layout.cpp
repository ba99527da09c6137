// The small stage: three bands with the essentials, for one column of the race, and for the wall.
#include "figure/stage/stage_layout.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

// On the wall, the least: of what stands in the bands, of the bands, of the whole.
constexpr float name_line = 20, least_box = 44, least_user = 50, least_kernel = 73,
                least_hardware = 66;
constexpr Point wall_beside{408, least_user + least_kernel + least_hardware + 16},
    wall_above{304, wall_beside.y + 2 * name_line};
constexpr float names_beside = 104;

// What stands in the hardware's row: widths where all have boxes of their own.
constexpr float device_width = 50, engine_width = 42, processor_width = 86, box_gap = 6,
                close_by = 2;

bool is_in(const Part& part, Band band) {
  return part.band == band;
}

class Placing {
public:
  Placing(StageLayout& layout, const Scene& scene) : layout_(layout), scene_(scene) {}

  void place(Box box) {
    take_outside(box);
    const Bands bands = small_stage_bands(box);
    layout_.user = bands.user;
    layout_.kernel = bands.kernel;
    layout_.hardware = bands.hardware;
    layout_.band_names = box.w > 500 ? names_beside : 0.0F;
    Box kernel = bands.kernel.inset(8, 8), user = bands.user, hardware = bands.hardware.inset(8, 8);
    for (Box* const each : {&kernel, &user, &hardware})
      each->take_left(layout_.band_names);
    constexpr float height = 50;
    const float side = std::min(150.0F, bands.kernel.w * 0.40F);
    place_kernel({kernel.x, kernel.bottom() - height, kernel.w, height}, side, 24, 100);
    place_user(user, side, height);
    place_hardware(hardware);
    place_caption();
  }

  /// What is left over beyond the least heights goes to the bands, most of it to the kernel's,
  /// which has most to show.
  void place_on_wall(Box box) {
    take_outside(box);
    layout_.names_above = box.w < wall_beside.x - 1;
    layout_.band_names = layout_.names_above ? 0.0F : names_beside;
    const float name = layout_.names_above ? name_line : 0.0F;
    constexpr float gap = 8;
    const float spare =
        std::max(0.0F, box.h - (layout_.names_above ? wall_above.y : wall_beside.y));
    layout_.user = box.take_top(least_user + name + spare * 0.26F, gap);
    layout_.kernel = box.take_top(least_kernel + spare * 0.46F, gap);
    layout_.hardware = box;
    const float height = std::min(least_box + spare * 0.12F, 60.0F);
    Box k = layout_.kernel.inset(8, 6), u = layout_.user, h = layout_.hardware.inset(8, 6);
    for (Box* const each : {&k, &u, &h})
      each->take_left(layout_.band_names);
    u.take_top(name);
    h.take_top(name);
    const float side = std::clamp(k.w * 0.36F, 104.0F, 176.0F);
    k.take_bottom(std::min(spare * 0.2F, 16.0F)); // for the ways from and to the devices
    place_kernel({k.x, k.bottom() - height, k.w, height}, side, 30, 100);
    place_user(u, side, height);
    place_hardware(h.inset(0, std::max(0.0F, (h.h - 70) / 2)));
    place_caption();
  }

private:
  void take_outside(Box& box) {
    constexpr float wide = 92, least = 520;
    const auto outside = std::ranges::count(scene_.parts, Band::outside, &Part::band);
    if (outside == 0 || box.w < least) return;
    layout_.outside = box.take_right(wide, 8);
    Box column = layout_.outside.inset(6, 8);
    const float each = std::min(60.0F, (column.h + 8) / static_cast<float>(outside) - 8);
    for (auto part = scene_.parts.rbegin(); part != scene_.parts.rend(); ++part)
      if (is_in(*part, Band::outside)) layout_.parts[part->id] = column.take_top(each, 8);
  }

  /// What comes first at the left, what is last at the right, all others between them.
  void place_kernel(Box row, float side, float margin, float widest) {
    std::vector<const Part*> parts;
    for (const Part& part : scene_.parts)
      if (is_in(part, Band::kernel)) parts.push_back(&part);
    if (parts.empty()) return;
    const std::size_t middle = parts.size() > 2 ? parts.size() - 2 : 0;
    constexpr float least = 44, way = 18; // of what stands between, and of the ways to it
    if (middle > 0)
      side = std::min(side, (row.w - static_cast<float>(middle) * (least + way) - way) / 2);
    const float free = row.w - 2 * side;
    layout_.parts[parts.front()->id] = {row.x, row.y, side, row.h};
    if (parts.size() == 1) return;
    layout_.parts[parts.back()->id] = {row.right() - side, row.y, side, row.h};
    const auto count = static_cast<float>(parts.size() - 2);
    const float all = std::clamp(free - 2 * margin, least * std::max(1.0F, count),
                                 widest * std::max(1.0F, count));
    const float each = (all + 8) / std::max(1.0F, count) - 8;
    for (std::size_t i = 1; i + 1 < parts.size(); ++i)
      layout_.parts[parts[i]->id] = {row.x + side + (free - all) / 2 +
                                         static_cast<float>(i - 1) * (each + 8),
                                     row.y, each, row.h};
  }

  void place_user(Box band, float side, float height) {
    std::vector<const Part*> parts;
    for (const Part& part : scene_.parts)
      if (is_in(part, Band::user) && part.kind != PartKind::process && part.kind != PartKind::rings)
        parts.push_back(&part);
    const auto count = static_cast<float>(parts.size());
    const float each = std::min(side, (band.w - 16 + 8) / std::max(1.0F, count) - 8);
    const float all = count * (each + 8) - 8;
    for (std::size_t i = 0; i < parts.size(); ++i)
      layout_.parts[parts[i]->id] = {band.center().x - all / 2 + static_cast<float>(i) * (each + 8),
                                     band.center().y - height / 2, each, height};
  }

  /// What stands side by side: processors, and everything else alone; the gap before the next.
  struct Cell {
    std::vector<std::string> ids;
    float width, gap;
  };

  /// An engine is close to its device: behind a disk, before a card.
  std::vector<Cell> cells(bool with_engines) const {
    // Where there are no engines, what passes through the CPU is seen between the boxes.
    const float apart = scene_.has(PartKind::engine) ? box_gap : 22.0F;
    std::vector<Cell> cells;
    cells.reserve(scene_.parts.size()); // they stay where they are
    Cell* processors = nullptr;
    for (const Part& part : scene_.parts) {
      if (!is_in(part, Band::hardware)) continue;
      if (part.kind == PartKind::engine && !with_engines) continue;
      if (part.kind == PartKind::processor && processors) {
        processors->ids.push_back(part.id);
        continue;
      }
      if (part.kind == PartKind::engine && !cells.empty() && part.serves == cells.back().ids[0])
        cells.back().gap = close_by;
      const bool goes_before = part.kind == PartKind::engine && part.serves != "disk";
      cells.push_back({{part.id},
                       part.kind == PartKind::engine      ? engine_width
                       : part.kind == PartKind::processor ? processor_width
                                                          : device_width,
                       goes_before ? close_by : apart});
      if (part.kind == PartKind::processor) processors = &cells.back();
    }
    if (processors && processors->ids.size() > 1) {
      const std::size_t count = processors->ids.size();
      processors->width = 62 * static_cast<float>(count > 2 ? (count + 1) / 2 : count);
    }
    return cells;
  }

  static float width_of(const std::vector<Cell>& cells) {
    float sum = 0;
    for (const Cell& cell : cells)
      sum += cell.width;
    return sum;
  }
  static float gaps_of(const std::vector<Cell>& cells) {
    float sum = 0;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i)
      sum += cells[i].gap;
    return sum;
  }

  /// In order, as wide as there is room; engines within their devices where there is too little.
  void place_hardware(Box row) {
    std::vector<Cell> all = cells(true);
    if (width_of(all) + gaps_of(all) > row.w) {
      all = cells(false);
      for (const Part& part : scene_.parts)
        if (part.kind == PartKind::engine && scene_.find(part.serves))
          layout_.docked[part.id] = part.serves;
    }
    const float factor = (row.w - gaps_of(all)) / std::max(1.0F, width_of(all));
    for (const Cell& cell : all) {
      const std::vector<Box> boxes =
          grid(row.take_left(cell.width * factor, cell.gap), cell.ids.size(), 4);
      for (std::size_t i = 0; i < boxes.size(); ++i)
        layout_.parts[cell.ids[i]] = boxes[i];
    }
  }

  void place_caption() {
    const Box band = layout_.kernel;
    constexpr float behind_name = 138;
    const float left = layout_.names_above ? behind_name : layout_.band_names + 8;
    const float right = layout_.names_above ? 28.0F : 8.0F; // a way into the socket buffer
    layout_.caption = {band.x + left, band.y + (layout_.is_on_wall() ? 3.0F : 1.0F),
                       band.w - left - right, 20};
  }

  StageLayout& layout_;
  const Scene& scene_;
};

} // namespace

float wall_stage_factor(Box box) {
  return std::max(std::min(box.w / wall_beside.x, box.h / wall_beside.y),
                  std::min(box.w / wall_above.x, box.h / wall_above.y));
}

Bands small_stage_bands(Box box) {
  constexpr float gap = 8;
  const float free = box.h - 2 * gap;
  Bands bands;
  bands.user = box.take_top(free * 0.27F, gap);
  bands.kernel = box.take_top(free * 0.38F, gap);
  bands.hardware = box;
  return bands;
}

void lay_out_small(StageLayout& layout, const Scene& scene, Box box) {
  if (layout.is_on_wall())
    Placing(layout, scene).place_on_wall(box);
  else
    Placing(layout, scene).place(box);
}

} // namespace copyscope::figure
