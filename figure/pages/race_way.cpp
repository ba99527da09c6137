#include "figure/pages/race_way.h"

#include "figure/kit/icons.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;

constexpr Buffer way[] = {Buffer::disk, Buffer::page_cache,    Buffer::user_buffer,
                          Buffer::pipe, Buffer::socket_buffer, Buffer::nic};

std::string name_of_buffer(Buffer buffer, Language language) {
  return word(fmt::format("window.short.{}", trace::name_of(buffer)), language);
}

class Way {
public:
  Way(const std::vector<Racer>& racers, Box box, float size, const Style& style)
      : size_(size), style_(style), theme_(style.theme) {
    std::vector<float> widths;
    for (const Buffer buffer : way) {
      if (std::ranges::none_of(racers, [&](const Racer& each) { return each.state.find(buffer); }))
        continue;
      stops_.push_back({buffer, {}});
      widths.push_back(style.measure.width(name_of_buffer(buffer, style.language), font()) +
                       0.7F * size);
      needed_ += widths.back();
    }
    const auto gaps = static_cast<float>(std::max<std::size_t>(stops_.size(), 2) - 1);
    const float gap = 1.5F * size;
    needed_ += gap * gaps;
    // What is left over widens ways more than buffers.
    const float spare = std::max(0.0F, box.w - needed_);
    const float wider = spare * 0.3F / (gaps + 1), longer = spare * 0.7F / gaps;
    for (std::size_t i = 0; i < stops_.size(); ++i)
      stops_[i].box = box.take_left(widths[i] + wider, gap + longer);
    for (Stop& stop : stops_)
      stop.box.h = 1.75F * size;
  }

  float needed() const { return needed_; }

  void draw(Picture& picture, const Racer& racer) const {
    for (const Route& route : racer.state.routes)
      if (route.kind != trace::Kind::map) this->route(picture, racer, route);
    for (const Stop& stop : stops_)
      if (const BufferState* const held = racer.state.find(stop.buffer))
        buffer(picture, racer, *held, stop.box);
    packets(picture, racer);
  }

private:
  struct Stop {
    Buffer buffer;
    Box box;
  };

  Font font() const { return {Face::medium, size_}; }

  const Stop* find(Buffer buffer) const {
    const auto found = std::ranges::find(stops_, buffer, &Stop::buffer);
    return found == stops_.end() ? nullptr : &*found;
  }

  void buffer(Picture& picture, const Racer& racer, const BufferState& held, Box box) const {
    picture.fill(box, held.mapped ? theme_.ground : theme_.raised, 0.2F * size_);
    picture.outline(box, {theme_.edge, 1}, 0.2F * size_);
    if (held.mapped) // framed twice: the page cache's pages at another address
      picture.outline(box.inset(0.12F * size_), {theme_.second, 1}, 0.14F * size_);
    picture.text({box.center().x, box.y + 1.02F * size_},
                 name_of_buffer(held.buffer, style_.language), font(),
                 held.mapped ? theme_.second : theme_.text, Align::center);
    const Box strip{box.x + 0.3F * size_, box.bottom() - 0.55F * size_, box.w - 0.6F * size_,
                    0.38F * size_};
    if (held.mapped || racer.state.source == trace::Source::real) return; // nothing was seen of it
    const double all = static_cast<double>(std::max<std::int64_t>(1, held.capacity));
    const double from =
        std::clamp(static_cast<double>(held.first - held.strip_from) / all, 0.0, 1.0);
    const double to = std::clamp(from + static_cast<double>(held.held) / all, from, 1.0);
    picture.fill(strip, theme_.well, 2);
    if (held.held > 0 && held.refers_only) // of a pipe, references: nothing lies in it
      picture.fill({strip.x, strip.y, strip.w * static_cast<float>(to - from), strip.h},
                   theme_.descriptor, 2);
    else if (held.held > 0)
      fill_with(picture,
                {strip.x + strip.w * static_cast<float>(from), strip.y,
                 strip.w * static_cast<float>(to - from), strip.h},
                ink_of(held.brought_by, theme_), theme_, 2);
    picture.outline(strip, {theme_.edge, 1}, 2);
  }

  /// Straight on to the next buffer that this racer has; below those that it passes by.
  std::vector<Point> path(const Racer& racer, const Route& route) const {
    const Stop *const from = find(route.source), *const to = find(route.target);
    if (!from || !to || from->box.x >= to->box.x) return {};
    const bool passes = std::ranges::any_of(stops_, [&](const Stop& stop) {
      return stop.box.x > from->box.x && stop.box.x < to->box.x && racer.state.find(stop.buffer);
    });
    const float y = from->box.center().y, low = from->box.bottom() + 0.27F * size_;
    if (!passes) return {{from->box.right() + 2, y}, {to->box.x - 3, y}};
    const float start = from->box.right() - 0.5F * size_, end = to->box.x + 0.5F * size_;
    return {{start, from->box.bottom()}, {start, low}, {end, low}, {end, to->box.bottom() + 3}};
  }

  static const Activity* activity(const StageState& state, const Route& route) {
    const auto is_on = [&](const Activity& each) {
      return each.is_seen() && each.route && each.route->is_same(route);
    };
    if (state.current && is_on(*state.current)) return &*state.current;
    const auto found = std::ranges::find_if(state.beside, is_on);
    return found == state.beside.end() ? nullptr : &*found;
  }

  void route(Picture& picture, const Racer& racer, const Route& route) const {
    const std::vector<Point> points = path(racer, route);
    if (points.empty()) return;
    const auto at = static_cast<std::size_t>(&route - racer.state.routes.data());
    const bool is_shown = racer.state.taken[at] != 0 || activity(racer.state, route);
    const Ink ink = ink_of(route.kind, theme_);
    const Color own = trace::is_copy(route.kind) ? ink.color : theme_.descriptor_edge;
    const Color color = is_shown ? own : theme_.line.faded(0.8F);
    const Point to = points.back(), heading = to - points[points.size() - 2];
    std::vector<Point> shaft = points;
    const float tip = 0.45F * size_;
    shaft.back() = to - heading * (0.8F * tip / std::max(1.0F, length(heading)));
    picture.line(std::move(shaft), {color, is_shown ? 3.0F : 2.0F, ink.dash});
    arrow_tip(picture, to, heading, tip, color);
  }

  static Point along(const std::vector<Point>& points, float share) {
    float whole = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
      whole += length(points[i] - points[i - 1]);
    float left = share * whole;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const float piece = length(points[i] - points[i - 1]);
      if (left <= piece || i + 1 == points.size())
        return between(points[i - 1], points[i], piece > 0 ? std::min(1.0F, left / piece) : 0);
      left -= piece;
    }
    return points.back();
  }

  void packets(Picture& picture, const Racer& racer) const {
    for (const Route& route : racer.state.routes) {
      const Activity* const now = activity(racer.state, route);
      const std::vector<Point> points = path(racer, route);
      if (!now || !now->under_way || points.empty() || !trace::is_copy(route.kind)) continue;
      const Point at = along(points, static_cast<float>(now->progress));
      const Box box{at.x - 0.35F * size_, at.y - 0.35F * size_, 0.7F * size_, 0.7F * size_};
      fill_with(picture, box, ink_of(route.kind, theme_), theme_, 0.12F * size_);
      picture.outline(box, {theme_.accent, 2}, 0.12F * size_);
    }
  }

  float size_;
  const Style& style_;
  const Theme& theme_;
  std::vector<Stop> stops_;
  float needed_ = 0;
};

} // namespace

bool race_way_fits(const std::vector<Racer>& racers, float width, float size, const Style& style) {
  return Way(racers, {0, 0, width, 2 * size}, size, style).needed() <= width;
}

void draw_race_way(Picture& picture, const std::vector<Racer>& racers, std::size_t which, Box box,
                   float size, const Style& style) {
  Way(racers, box, size, style).draw(picture, racers.at(which));
}

} // namespace copyscope::figure
