#include "figure/stage/small_stage_plan.h"

namespace copyscope::figure {

namespace {

using trace::Buffer;

Curve upright(Point from, Point to) {
  const float middle = (from.y + to.y) / 2;
  return {from, {from.x, middle}, {to.x, middle}, to};
}

} // namespace

SmallStageLayout small_stage_bands(Box box) {
  constexpr float gap = 8;
  const float free = box.h - 2 * gap;
  SmallStageLayout bands;
  bands.user = box.take_top(free * 0.27F, gap);
  bands.kernel = box.take_top(free * 0.38F, gap);
  bands.hardware = box;
  return bands;
}

void SmallStagePlan::place() {
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
    if (route.target == Buffer::page_cache) return upright({x, from.y}, {x, to.bottom() + 2});
    return upright({from.right(), from.y}, {to.x + 12, to.bottom() + 2});
  }
  if (route.target == Buffer::nic) {
    const float x = to.x + to.w * 0.6F;
    if (route.source == Buffer::socket_buffer)
      return upright({x, from.bottom() + 2}, {x, to.y - 2});
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
  const float y = from.y + from.h * (state_.find(Buffer::pipe) ? 0.9F : 0.55F);
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
  const float x = bands_.user.x + (down ? 74.0F : 92.0F);
  // Above the name of the kernel's band, which is as wide.
  const float top = bands_.user.bottom() - 20, bottom = bands_.kernel.y + 9;
  const Point from{x, down ? top : bottom}, to{x, down ? bottom : top};
  return {from, between(from, to, 0.33F), between(from, to, 0.67F), to};
}

} // namespace copyscope::figure
