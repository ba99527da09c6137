// Where everything on the stage stands.
#include "figure/stage/stage.h"

#include <algorithm>
#include <array>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

constexpr float pad = 16, title = 32;

/// Heights of the bands: the buffers' boxes get what they need, the rest is shared out.
void cut_bands(StageLayout& layout, Box box) {
  constexpr float gap = 8, crossing = 32;
  const float free = box.h - gap - crossing;
  layout.user = box.take_top(free * 0.27F);
  layout.boundary = box.take_top(crossing);
  layout.kernel = box.take_top(free * 0.31F, gap);
  layout.hardware = box;
}

void place_hardware(StageLayout& layout) {
  static constexpr std::array parts{"disk", "disk_dma", "cpu", "nic_dma", "nic"};
  static constexpr std::array shares{0.155F, 0.2F, 0.285F, 0.2F, 0.16F};
  constexpr float gap = 12;
  Box row = layout.hardware.inset(pad, 0);
  // Room above the parts for the numbers of routes; less of it where all is low.
  row.take_top(std::clamp(row.h * 0.33F, 44.0F, title + 26));
  row.h -= std::min(pad, row.h * 0.1F);
  const float width = row.w - gap * 4;
  for (std::size_t i = 0; i < parts.size(); ++i)
    layout.parts[parts[i]] = row.take_left(width * shares[i], gap);
}

void place_buffers(StageLayout& layout, bool has_pipe, bool has_rings) {
  const float side = std::clamp(layout.all.w * 0.235F, 164.0F, 230.0F);
  Box kernel = layout.kernel.inset(pad, 0);
  kernel.take_top(title);
  kernel.h -= 12;
  layout.parts["page_cache"] = {kernel.x, kernel.y, side, kernel.h};
  layout.parts["socket_buffer"] = {kernel.right() - side, kernel.y, side, kernel.h};

  Box user = layout.user.inset(pad, 0);
  user.take_top(title);
  user.h -= 12;
  layout.parts["process"] = {user.x, user.y, side, user.h};
  const float middle = layout.all.center().x;
  const float wide = std::clamp(layout.all.w * 0.31F, 200.0F, 300.0F);
  layout.parts["user_buffer"] = {middle - wide / 2, user.y, wide, user.h};

  const float from = kernel.x + side + 28, to = kernel.right() - side - 28;
  if (has_pipe) {
    layout.parts["pipe"] = {from + 8, kernel.y, to - from - 16, std::min(56.0F, kernel.h - 36)};
  }
  const Box right_of_user{layout.parts["user_buffer"].right() + 16, layout.user.y + 8,
                          user.right() - layout.parts["user_buffer"].right() - 16,
                          layout.user.h - 16};
  if (has_rings) layout.parts["rings"] = right_of_user.inset(0, 4);
  // Between the ways up to the user buffer and down from it, and beside what passes below.
  const Box user_buffer = layout.parts["user_buffer"];
  const float left = user_buffer.x + user_buffer.w * 0.12F + 22;
  layout.caption =
      has_pipe ? right_of_user
               : Box{left, layout.kernel.y + 8, user_buffer.x + user_buffer.w * 0.88F - 22 - left,
                     layout.kernel.h * 0.62F};
}

Point bottom_of(const Box& box, float share) {
  return {box.x + box.w * share, box.bottom() + 4};
}
Point top_of(const Box& box, float share) {
  return {box.x + box.w * share, box.y - 4};
}

/// Up or down with a bend in the middle.
Curve upright(Point from, Point to) {
  const float middle = (from.y + to.y) / 2;
  return {from, {from.x, middle}, {to.x, middle}, to};
}

std::string part_of(Buffer buffer) {
  return std::string(name_of(buffer));
}

} // namespace

const Box* StageLayout::find(std::string_view part) const {
  const auto found = parts.find(part);
  return found == parts.end() ? nullptr : &found->second;
}

Curve StageLayout::curve(const Route& route) const {
  const Box source = parts.at(part_of(route.source)), target = parts.at(part_of(route.target));
  const Box page_cache = parts.at("page_cache"), socket = parts.at("socket_buffer");
  if (route.source == Buffer::disk && route.target == Buffer::page_cache) {
    const float x = std::clamp(page_cache.x + page_cache.w * 0.55F, source.right() + 6, 1e6F);
    return upright({x, source.y - 4}, {x, page_cache.bottom() + 4});
  }
  if (route.source == Buffer::disk)
    return upright({source.right() + 30, source.y - 4}, bottom_of(target, 0.15F));
  if (route.target == Buffer::nic) {
    if (route.source == Buffer::socket_buffer)
      return upright(bottom_of(source, 0.75F), {bottom_of(source, 0.75F).x, target.y - 4});
    const Point from = bottom_of(source, route.source == Buffer::page_cache ? 0.85F : 0.7F);
    const Point to{socket.x + socket.w * 0.55F, target.y - 4};
    const float low = hardware.y + 30;
    return {from, {from.x + 10, low + 6}, {to.x - 80, low - 12}, to};
  }
  if (source.y > target.y + 20) { // up into user space
    const Point to = bottom_of(target, 0.12F);
    const Point from{source.right() + 4, source.y + source.h * 0.55F};
    return {from, {to.x, from.y}, {to.x, from.y - 8}, to};
  }
  if (target.y > source.y + 20) { // down into the kernel
    const Point from = bottom_of(source, 0.88F);
    const Point to{target.x - 4, target.y + target.h * 0.55F};
    if (route.target == Buffer::pipe) return upright(from, top_of(target, 0.8F));
    return {from, {from.x, to.y - 8}, {from.x, to.y}, to};
  }
  // Along the kernel: low where a pipe is to be passed, and between neighbours straight on.
  const float y = route.target == Buffer::pipe || route.source == Buffer::pipe
                      ? target.y + target.h * 0.4F
                      : source.y + source.h * 0.82F;
  const Point from{source.right() + 4, y}, to{target.x - 4, y};
  return {from, between(from, to, 0.33F), between(from, to, 0.67F), to};
}

float StageLayout::number_at(const Route& route) {
  if (route.source == Buffer::disk || route.target == Buffer::nic) return 0.5F;
  return route.source == Buffer::page_cache && route.target == Buffer::user_buffer      ? 0.3F
         : route.source == Buffer::user_buffer && route.target == Buffer::socket_buffer ? 0.7F
                                                                                        : 0.5F;
}

StageLayout stage_layout(const StageState& state, Box box, bool has_rings) {
  StageLayout layout;
  layout.all = box;
  cut_bands(layout, box);
  place_hardware(layout);
  place_buffers(layout, state.find(Buffer::pipe) != nullptr, has_rings);
  return layout;
}

} // namespace copyscope::figure
