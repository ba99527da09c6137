// The ways between parts, by where these stand: at whatever detail, for whatever parts.
#include "figure/stage/stage_layout.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

Point bottom_of(const Box& box, float share, float apart) {
  return {box.x + box.w * share, box.bottom() + apart};
}
Point top_of(const Box& box, float share, float apart) {
  return {box.x + box.w * share, box.y - apart};
}

/// Up or down with a bend in the middle.
Curve upright(Point from, Point to) {
  const float middle = (from.y + to.y) / 2;
  return {from, {from.x, middle}, {to.x, middle}, to};
}

Curve straight(Point from, Point to) {
  return {from, between(from, to, 0.33F), between(from, to, 0.67F), to};
}

/// From side to side, whichever of the two is farther to the left.
Curve sideways(const Box& from, const Box& to, float y_from, float y_to, float apart) {
  const bool goes_right = to.center().x > from.center().x;
  return straight({goes_right ? from.right() + apart : from.x - apart, y_from},
                  {goes_right ? to.x - apart : to.right() + apart, y_to});
}

/// One route on one layout.
class Routing {
public:
  Routing(const StageLayout& layout, const Route& route)
      : layout_(layout), route_(route), source_(*layout.find(route.source)),
        target_(*layout.find(route.target)), apart_(layout.is_large() ? 4.0F : 2.0F) {}

  Path path() const {
    const Box* const cpu = layout_.find("cpu");
    if (route_.kind == Kind::pio_copy && cpu && (is_low(source_) != is_low(target_)))
      return through(*cpu);
    if (is_outside(source_) || is_outside(target_)) return outside();
    if (is_low(source_) && is_low(target_))
      return sideways(source_, target_, middle(source_), middle(target_), apart_);
    if (is_low(source_)) return from_hardware();
    if (is_low(target_)) return to_hardware();
    if (source_.y > target_.y + 20) return up();
    if (target_.y > source_.y + 20) return down();
    return along();
  }

private:
  bool is_low(const Box& box) const { return layout_.hardware.contains(box.center()); }
  bool is_outside(const Box& box) const { return layout_.outside.contains(box.center()); }
  static float middle(const Box& box) { return box.center().y; }

  /// What the CPU carries word by word: from the device into it and on, or the other way round.
  Path through(const Box& cpu) const {
    if (is_low(source_)) {
      const Point start = top_of(cpu, 0.3F, apart_),
                  end = bottom_of(target_, layout_.is_large() ? 0.55F : 0.7F, apart_);
      return Path(
          {sideways(source_, cpu, middle(source_), middle(source_), apart_), upright(start, end)});
    }
    const Point start = bottom_of(source_, layout_.is_large() ? 0.45F : 0.3F, apart_),
                end = top_of(cpu, 0.7F, apart_);
    return Path(
        {upright(start, end), sideways(cpu, target_, middle(target_), middle(target_), apart_)});
  }

  Path outside() const {
    if (is_outside(source_) && is_outside(target_)) {
      const bool rises = target_.y < source_.y;
      return straight({source_.center().x, rises ? source_.y - apart_ : source_.bottom() + apart_},
                      {target_.center().x, rises ? target_.bottom() + apart_ : target_.y - apart_});
    }
    const Box& out = is_outside(source_) ? source_ : target_;
    const Box& in = is_outside(source_) ? target_ : source_;
    const float y = std::clamp(in.center().y, out.y, out.bottom());
    const Curve away = sideways(in, out, in.center().y, y, apart_);
    return is_outside(source_) ? Path(away).backwards() : Path(away);
  }

  Path from_hardware() const {
    const bool is_disk = route_.source == Buffer::disk;
    if (!layout_.is_large()) {
      const float x = source_.x + source_.w * 0.35F;
      if (target_.y < layout_.kernel.y) // into user space
        return upright({source_.right(), source_.y},
                       {target_.x + std::min(12.0F, target_.w / 2), target_.bottom() + 2});
      const float at = std::clamp(x, target_.x + 8, target_.right() - 8);
      return upright({x, source_.y}, {at, target_.bottom() + 2});
    }
    if (target_.y < layout_.kernel.y)
      return upright(is_disk ? Point{source_.right() + 30, source_.y - 4}
                             : top_of(source_, 0.5F, 4),
                     bottom_of(target_, 0.15F, 4));
    if (!is_disk) return upright(top_of(source_, 0.5F, 4), bottom_of(target_, 0.7F, 4));
    const float x = std::max(target_.x + target_.w * 0.55F, source_.right() + 6);
    return upright({x, source_.y - 4}, {x, target_.bottom() + 4});
  }

  Path to_hardware() const {
    const bool is_card = route_.target == Buffer::nic;
    const bool is_above = route_.source == Buffer::socket_buffer;
    if (!layout_.is_large()) {
      const float x = target_.x + target_.w * (is_card ? 0.6F : 0.5F);
      if (is_card && is_above) {
        const float from = std::clamp(x, source_.x + 8, source_.right() - 8);
        return upright({from, source_.bottom() + 2}, {x, target_.y - 2});
      }
      const Point start = bottom_of(source_, 0.75F, 2);
      const float low = layout_.hardware.y - 2;
      return Curve{start, {start.x, low}, {x, low - 8}, {x, target_.y - 2}};
    }
    if (is_card && is_above) {
      const Point start = bottom_of(source_, 0.75F, 4);
      return upright(start, {start.x, target_.y - 4});
    }
    const Point from = bottom_of(source_, route_.source == Buffer::page_cache ? 0.85F : 0.7F, 4);
    const Box* const queue = layout_.find(Buffer::socket_buffer);
    const Point to{is_card && queue ? queue->x + queue->w * 0.55F : target_.center().x,
                   target_.y - 4};
    const float low = layout_.hardware.y + 30;
    const float bend = std::min(80.0F, std::abs(to.x - from.x) / 2);
    return Curve{from, {from.x + 10, low + 6}, {to.x - bend, low - 12}, to};
  }

  /// Into user space.
  Path up() const {
    const bool goes_right = target_.center().x >= source_.center().x;
    if (!layout_.is_large()) {
      const Point start = goes_right ? Point{source_.x + 18, source_.y - 2}
                                     : Point{source_.right() - 18, source_.y - 2};
      const Point end{goes_right ? target_.x - 2 : target_.right() + 2, target_.center().y};
      return Curve{start, {start.x, end.y}, {start.x, end.y}, end};
    }
    const Point to = bottom_of(target_, goes_right ? 0.12F : 0.88F, 4);
    const Point from{goes_right ? source_.right() + 4 : source_.x - 4,
                     source_.y + source_.h * 0.55F};
    return Curve{from, {to.x, from.y}, {to.x, from.y - 8}, to};
  }

  /// Down into the kernel.
  Path down() const {
    const bool goes_right = target_.center().x >= source_.center().x;
    if (!layout_.is_large()) {
      const Point start{goes_right ? source_.right() + 2 : source_.x - 2, source_.center().y};
      const Point end{goes_right ? target_.right() - 18 : target_.x + 18, target_.y - 2};
      return Curve{start, {end.x, start.y}, {end.x, start.y}, end};
    }
    const Point from = bottom_of(source_, goes_right ? 0.88F : 0.12F, 4);
    const bool is_below = target_.x < from.x && from.x < target_.right();
    if (is_below) return upright(from, top_of(target_, 0.8F, 4));
    const Point to{goes_right ? target_.x - 4 : target_.right() + 4, target_.y + target_.h * 0.55F};
    return Curve{from, {from.x, to.y - 8}, {from.x, to.y}, to};
  }

  /// What stands between the two, in their row.
  bool passes_something() const {
    const float left = std::min(source_.right(), target_.right()),
                right = std::max(source_.x, target_.x);
    return std::ranges::any_of(layout_.parts, [&](const auto& part) {
      const Box& box = part.second;
      return box.x > left - 1 && box.right() < right + 1 && std::abs(box.y - source_.y) < 20;
    });
  }

  /// In one band: low where something is to be passed, and between neighbours straight on.
  Path along() const {
    const bool passes = passes_something();
    if (!layout_.is_large() && passes) {
      const Point start{source_.right() - 16, source_.bottom() + 2},
          end{target_.x + 16, target_.bottom() + 3};
      return Curve{start, start + Point{8, 18}, end + Point{-8, 18}, end};
    }
    if (!layout_.is_large()) {
      const float y = source_.y + source_.h * 0.55F;
      return sideways(source_, target_, y, y, 2);
    }
    const bool is_flat = source_.h < target_.h - 10 || target_.h < source_.h - 10;
    const float y = is_flat ? source_.y + std::min(source_.h, target_.h) * 0.5F
                            : source_.y + source_.h * (passes ? 0.88F : 0.82F);
    return sideways(source_, target_, y, y, 4);
  }

  const StageLayout& layout_;
  const Route& route_;
  const Box &source_, &target_;
  const float apart_;
};

} // namespace

Path StageLayout::way(const Route& route) const {
  return Routing(*this, route).path();
}

Point StageLayout::number_at(const Route& route) const {
  const Path path = way(route);
  const Point best = best_number_at(route, path);
  if (!hides_a_name(best)) return best;
  for (const float share : {0.35F, 0.65F, 0.25F, 0.75F, 0.15F, 0.85F})
    if (const Point other = path.at(share); !hides_a_name(other)) return other;
  return best;
}

// Names of bands that stand above their parts end where the sign of a mode switch stands.
bool StageLayout::hides_a_name(Point number) const {
  if (!names_above) return false;
  constexpr float from = 50, to = 140, high = 24;
  const float radius = number_radius() + 1;
  return std::ranges::any_of(std::array{&user, &kernel, &hardware}, [&](const Box* band) {
    return Box{band->x + from, band->y, to - from, high}.inset(-radius).contains(number);
  });
}

Point StageLayout::best_number_at(const Route& route, const Path& path) const {
  if (path.pieces().size() > 1) { // the longer piece has room for it
    const Curve& first = path.pieces().front();
    const Curve& last = path.pieces().back();
    const bool is_last =
        figure::length(last.to - last.from) > figure::length(first.to - first.from);
    return (is_last ? last : first).at(is_last ? 0.4F : 0.5F);
  }
  const float radius = number_radius(), tip = is_large() ? 11.0F : 9.0F;
  const Point middle = path.at(0.5F);
  if (path.length() < 2 * radius + 2 * tip + 6) { // beside it: it would hide the arrow
    const Point way = path.to() - path.from();
    return std::abs(way.x) > std::abs(way.y) ? middle + Point{0, is_large() ? 26.0F : 21.0F}
                                             : middle + Point{radius + 9, 0};
  }
  if (!is_large()) return middle;
  return path.at(route.source == Buffer::page_cache && route.target == Buffer::user_buffer ? 0.3F
                 : route.source == Buffer::user_buffer && route.target == Buffer::socket_buffer
                     ? 0.7F
                     : 0.5F);
}

Box StageLayout::crossing(float progress, bool down) const {
  const float share = down ? progress : 1 - progress;
  if (is_large()) {
    constexpr float size = 22;
    const Box* const process = find("process");
    const float x = process ? process->x + process->w * 0.84F : boundary.x + 60;
    return {x - size / 2, boundary.y + (boundary.h - size) * share, size, size};
  }
  const float size = is_on_wall() ? 18.0F : 15.0F;
  const float x = names_above ? 142.0F : band_names > 0 ? 78.0F : 11.0F;
  const float gap = (user.bottom() + kernel.y) / 2;
  return {user.x + x - size / 2, gap - size / 2 + 2 * (share - 0.5F), size, size};
}

Path StageLayout::spark(bool by_disk) const {
  const Box* const device = find_shown(by_disk ? "disk" : "nic");
  const Box* const cpu = find("cpu");
  if (!device || !cpu) return {};
  const Point from{device->center().x, device->y - 4};
  const Point to{by_disk ? cpu->x + 24 : cpu->right() - 24, cpu->y - 4};
  const float top = device->y - 22;
  return Curve{from, {from.x, top}, {to.x, top}, to};
}

} // namespace copyscope::figure
