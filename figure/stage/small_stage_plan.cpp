#include "figure/stage/small_stage_plan.h"
#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;

// On the wall, the least: of what stands in the bands, of the bands, of the whole.
constexpr float name_line = 20, least_box = 44, least_user = 50, least_kernel = 73,
                least_hardware = 66;
constexpr Point wall_beside{400, least_user + least_kernel + least_hardware + 16},
    wall_above{296, wall_beside.y + 2 * name_line};

Curve bent(Point from, Point to) {
  const float middle = (from.y + to.y) / 2;
  return {from, {from.x, middle}, {to.x, middle}, to};
}

} // namespace

float wall_stage_factor(Box box) {
  return std::max(std::min(box.w / wall_beside.x, box.h / wall_beside.y),
                  std::min(box.w / wall_above.x, box.h / wall_above.y));
}

SmallStageLayout small_stage_bands(Box box) {
  constexpr float gap = 8;
  const float free = box.h - 2 * gap;
  SmallStageLayout bands;
  bands.user = box.take_top(free * 0.27F, gap);
  bands.kernel = box.take_top(free * 0.38F, gap);
  bands.hardware = box;
  return bands;
}

void SmallStagePlan::place(Box box) {
  bands_ = small_stage_bands(box);
  labels_ = box.w > 500 ? 104.0F : 0.0F;
  const float side = std::min(150.0F, bands_.kernel.w * 0.40F);
  Box k = bands_.kernel.inset(8, 8);
  k.take_left(labels_);
  const float height = 50;
  cache_ = {k.x, k.bottom() - height, side, height};
  socket_ = {k.right() - side, k.bottom() - height, side, height};
  Box u = bands_.user;
  u.take_left(labels_);
  user_ = {u.center().x - side / 2, u.center().y - height / 2, side, height};
  const float middle = socket_.x - cache_.right();
  pipe_ = {cache_.right() + 12, cache_.y, middle - 24, height};
  Box h = bands_.hardware.inset(8, 8);
  h.take_left(labels_);
  const float width = (h.w - 12) / 3;
  disk_ = h.take_left(width, 6);
  cpu_ = h.take_left(width, 6);
  nic_ = h.take_left(width);
}

/// What is left over beyond the least heights goes to the bands, most of it to the kernel's, which
/// has most to show.
void SmallStagePlan::place_on_wall(Box box) {
  is_named_above_ = box.w < wall_beside.x - 1;
  labels_ = is_named_above_ ? 0.0F : 104.0F;
  const float name = is_named_above_ ? name_line : 0.0F;
  constexpr float gap = 8;
  const float spare = std::max(0.0F, box.h - (is_named_above_ ? wall_above.y : wall_beside.y));
  bands_.user = box.take_top(least_user + name + spare * 0.26F, gap);
  bands_.kernel = box.take_top(least_kernel + spare * 0.46F, gap);
  bands_.hardware = box;
  const float height = std::min(least_box + spare * 0.12F, 60.0F);
  Box k = bands_.kernel.inset(8, 6), u = bands_.user, h = bands_.hardware.inset(8, 6);
  for (Box* const each : {&k, &u, &h})
    each->take_left(labels_);
  u.take_top(name);
  h.take_top(name);
  const float side = std::clamp(k.w * 0.36F, 104.0F, 176.0F);
  k.take_bottom(std::min(spare * 0.2F, 16.0F)); // for the ways from and to the devices
  cache_ = {k.x, k.bottom() - height, side, height};
  socket_ = {k.right() - side, cache_.y, side, height};
  const float middle = socket_.x - cache_.right(), pipe = std::clamp(middle - 60, 48.0F, 100.0F);
  pipe_ = {cache_.right() + (middle - pipe) / 2, cache_.y, pipe, height};
  user_ = {u.center().x - side / 2, u.center().y - height / 2, side, height};
  h = h.inset(0, std::max(0.0F, (h.h - 70) / 2));
  const float width = (h.w - 12) / 3;
  disk_ = h.take_left(width, 6);
  cpu_ = h.take_left(width, 6);
  nic_ = h.take_left(width);
}

Box SmallStagePlan::box_of(Buffer buffer) const {
  switch (buffer) {
  case Buffer::disk:
    return disk_;
  case Buffer::page_cache:
    return cache_;
  case Buffer::user_buffer:
    return user_;
  case Buffer::pipe:
    return pipe_;
  case Buffer::socket_buffer:
    return socket_;
  default:
    return nic_;
  }
}

Curve SmallStagePlan::curve(const Route& route) const {
  const Box from = box_of(route.source), to = box_of(route.target);
  if (route.source == Buffer::disk) {
    const float x = from.x + from.w * 0.35F;
    if (route.target == Buffer::page_cache) return bent({x, from.y}, {x, to.bottom() + 2});
    return bent({from.right(), from.y}, {to.x + 12, to.bottom() + 2});
  }
  if (route.target == Buffer::nic) {
    const float x = to.x + to.w * 0.6F;
    if (route.source == Buffer::socket_buffer) return bent({x, from.bottom() + 2}, {x, to.y - 2});
    const Point start{from.x + from.w * 0.75F, from.bottom() + 2};
    const float low = bands_.hardware.y - 2;
    return {start, {start.x, low}, {x, low - 8}, {x, to.y - 2}};
  }
  if (to.y < from.y - 10) {
    const Point start{from.x + 18, from.y - 2}, end{to.x - 2, to.center().y};
    return {start, {start.x, end.y}, {start.x, end.y}, end};
  }
  if (to.y > from.y + 10) {
    const Point start{from.right() + 2, from.center().y}, end{to.right() - 18, to.y - 2};
    return {start, {end.x, start.y}, {end.x, start.y}, end};
  }
  if (is_on_wall_ && from.right() < pipe_.x && to.x > pipe_.right() && state_.find(Buffer::pipe)) {
    const Point start{from.right() - 16, from.bottom() + 2}, end{to.x + 16, to.bottom() + 3};
    return {start, start + Point{8, 18}, end + Point{-8, 18}, end}; // below the pipe
  }
  const bool is_low = !is_on_wall_ && state_.find(Buffer::pipe);
  const float y = from.y + from.h * (is_low ? 0.9F : 0.55F);
  const Point start{from.right() + 2, y}, end{to.x - 2, y};
  return {start, between(start, end, 0.33F), between(start, end, 0.67F), end};
}

Box SmallStagePlan::box_of_part(std::string_view part) const {
  if (part == "cpu") return cpu_;
  if (part == "disk" || part == "disk_dma") return disk_;
  if (part == "nic" || part == "nic_dma") return nic_;
  if (part == "process") return bands_.user.inset(4);
  const auto buffer = trace::buffer_named(part);
  return buffer && state_.find(*buffer) ? box_of(*buffer) : Box{};
}

Curve SmallStagePlan::crossing_way(bool down) const {
  const float x =
      bands_.user.x + (is_named_above_ ? behind_name + 4 : 74.0F) + (down ? 0.0F : 18.0F);
  // Above the name of the kernel's band, which is as wide; or below what is in the user's.
  const float top = bands_.user.bottom() - (is_named_above_ ? 3.0F : 20.0F);
  const float bottom = bands_.kernel.y + (is_named_above_ ? 23.0F : 9.0F);
  const Point from{x, down ? top : bottom}, to{x, down ? bottom : top};
  return {from, between(from, to, 0.33F), between(from, to, 0.67F), to};
}

} // namespace copyscope::figure
