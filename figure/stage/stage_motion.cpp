#include "figure/stage/stage_motion.h"

#include "figure/kit/icons.h"
#include "figure/story/routes.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr float disc_radius = 11;

/// What refers points at what it refers to, against the way that a copy would go.
Curve backwards(const Curve& curve) {
  return {curve.to, curve.arrive, curve.leave, curve.from};
}

/// Which way, how bright.
void draw_route(Picture& picture, const Curve& curve, Color color, float width, Dash dash) {
  const float chord = length(curve.to - curve.from);
  const Curve shaft = curve.part(0, 1 - 6 / std::max(24.0F, chord * 1.2F));
  picture.curve(shaft, {color, width, dash});
  arrow_tip(picture, curve.to, curve.heading(0.98F), 8 + width, color);
}

void draw_number(Picture& picture, const Route& route, const Curve& curve, Color ring,
                 const Theme& theme) {
  if (route.number == 0) return;
  numbered_disc(picture, curve.at(StageLayout::number_at(route)), disc_radius, route.number, ring,
                theme.ground, theme.text);
}

void draw_ghost(Picture& picture, const Curve& curve, const Theme& theme) {
  picture.curve(curve, {theme.waiting, 1.5F, Dash::dashed});
  const Point middle = curve.at(0.5F);
  picture.disc(middle, 9, theme.ground, {theme.waiting, 1});
  draw_icon(picture, Icon::cross, {middle.x - 6, middle.y - 6, 12, 12}, theme.second);
}

bool is_between_parts(const Route& route, const StageLayout& layout) {
  return layout.find(name_of(route.source)) && layout.find(name_of(route.target));
}

class Motion {
public:
  Motion(Picture& picture, const StageState& state, const StageLayout& layout, const Style& style)
      : picture_(picture), state_(state), layout_(layout), style_(style), theme_(style.theme) {}

  void draw() {
    for (const Activity& each : state_.beside)
      if (each.route && trace::is_copy(each.span.kind)) packet(each);
    if (!state_.current) return;
    const Activity& now = *state_.current;
    if (now.route && trace::is_copy(now.span.kind))
      packet(now);
    else if (now.route)
      reference(now);
    else if (now.span.kind == Kind::mode_switch)
      crossing(now);
    else if (now.span.kind == Kind::interrupt)
      spark();
    caption(now);
  }

private:
  std::string phrase(std::string_view key, const assets::Values& values = {}) const {
    return filled(fmt::format("stage.{}", key), style_.language, values);
  }

  void packet(const Activity& now) {
    if (!is_between_parts(*now.route, layout_)) return;
    const Curve curve = layout_.curve(*now.route);
    const Ink ink = ink_of(now.span.kind, theme_);
    const auto share = static_cast<float>(now.progress);
    picture_.curve(curve, {ink.color.faded(0.45F), 3, ink.dash});
    arrow_tip(picture_, curve.to, curve.heading(0.98F), 11, ink.color);
    if (share > 0.01F)
      picture_.curve(curve.part(0, std::min(share, 0.97F)), {ink.color, 5, ink.dash});
    draw_number(picture_, *now.route, curve, ink.color, theme_);
    const Point at = curve.at(share);
    tether(*now.route, at, ink.color);
    constexpr float half = 13;
    const Box box{at.x - half, at.y - half, 2 * half, 2 * half};
    fill_with(picture_, box, ink, theme_, 4);
    picture_.outline(box, {theme_.accent, 2}, 4);
  }

  /// From the one who carries to what is carried.
  void tether(const Route& route, Point to, Color color) {
    const Box* const from = layout_.find(carrier_of(route));
    if (!from) return;
    const float x = std::clamp(to.x, from->x + 20, from->right() - 20);
    const Point start{x, from->y};
    const float bend = std::max(12.0F, (start.y - to.y) * 0.5F);
    picture_.curve({start, {start.x, start.y - bend}, {to.x, to.y + bend}, to}, {color, 2});
    picture_.disc(start, 4, color);
  }

  /// A descriptor, page references, a mapping: something points, and nothing moves.
  void reference(const Activity& now) {
    if (!is_between_parts(*now.route, layout_)) return;
    const Curve curve = layout_.curve(*now.route);
    const Color color = theme_.descriptor_edge;
    draw_route(picture_, backwards(curve), color, 2.5F, Dash::dashed);
    const Box target = layout_.parts.at(std::string(name_of(now.span.target)));
    const float along = now.span.kind == Kind::map ? 0.85F : 0.3F; // beside the caption
    tether(*now.route, {target.x + target.w * along, target.bottom()}, color);
    const auto share = static_cast<float>(now.progress);
    const Point at = curve.at(0.35F + 0.3F * share);
    draw_tag(picture_, {at.x - 17, at.y - 9, 34, 18}, theme_);
  }

  /// Down into the kernel or up again, beneath the process.
  void crossing(const Activity& now) {
    const Curve way = crossing_way(layout_, now);
    const Point from = way.from, to = way.to;
    picture_.line(from, to, {theme_.kernel, 5});
    arrow_tip(picture_, to, to - from, 13, theme_.kernel);
    picture_.disc(between(from, to, static_cast<float>(now.progress)), 8, theme_.kernel,
                  {theme_.accent, 2});
  }

  /// From the device to the CPU.
  void spark() {
    const Curve curve = spark_way(layout_, state_.interrupt_by_disk);
    picture_.curve(curve, {theme_.kernel, 2.5F});
    arrow_tip(picture_, curve.to, {0, 1}, 10, theme_.kernel);
    const Point middle = curve.at(0.5F);
    draw_icon(picture_, Icon::bolt, {middle.x - 12, middle.y - 12, 24, 24}, theme_.accent);
  }

  void caption(const Activity& now) {
    const std::vector<std::string> lines = caption_of(now);
    if (lines.empty()) return;
    const Box box = layout_.caption;
    picture_.enter(layout_.all);
    const float first = picture_.paragraph(box, lines[0], {Face::bold, 14}, theme_.text);
    if (lines.size() > 1)
      picture_.paragraph({box.x, box.y + first + 1, box.w, box.h - first}, lines[1],
                         {Face::regular, 13}, theme_.second);
    picture_.leave();
  }

  std::vector<std::string> caption_of(const Activity& now) const {
    const trace::Span& span = now.span;
    const std::string bytes = brief(Bytes(static_cast<std::int64_t>(span.bytes)));
    const auto line = [&](std::string_view key) { return phrase(key, {{"bytes", bytes}}); };
    switch (span.kind) {
    case Kind::descriptor:
      return {line("now.descriptor")};
    case Kind::page_reference:
      return {line("now.reference")};
    case Kind::map:
      return {line("now.map")};
    case Kind::cpu_copy:
    case Kind::dma_copy:
    case Kind::pio_copy:
      break;
    default:
      return {};
    }
    const std::string who = phrase(span.kind == Kind::cpu_copy   ? "who.cpu"
                                   : span.kind == Kind::pio_copy ? "who.pio"
                                                                 : "who.dma");
    const std::string first =
        phrase(now.under_way ? "now.copies" : "now.copied", {{"who", who}, {"bytes", bytes}});
    if (span.end == trace::Span::open) return {first};
    if (!now.under_way)
      return {first, phrase("now.took", {{"time", time_text(span.end - span.begin)}})};
    return {first, phrase("now.progress", {{"done", brief(Bytes(now.done), span.range().bytes)},
                                           {"time", time_text(span.end - state_.cursor.time)}})};
  }

  Picture& picture_;
  const StageState& state_;
  const StageLayout& layout_;
  const Style& style_;
  const Theme& theme_;
};

} // namespace

void draw_routes(Picture& picture, const StageState& state, const StageLayout& layout,
                 const Style& style, const StageOptions& options) {
  const Theme& theme = style.theme;
  if (options.ghosts && !options.hidden)
    for (const Route& ghost : *options.ghosts)
      if (trace::is_copy(ghost.kind) && is_between_parts(ghost, layout) &&
          std::ranges::none_of(state.routes, [&](const Route& own) {
            return own.source == ghost.source && own.target == ghost.target &&
                   trace::is_copy(own.kind);
          }))
        draw_ghost(picture, layout.curve(ghost), theme);
  for (std::size_t i = 0; i < state.routes.size(); ++i) {
    const Route& route = state.routes[i];
    if (!is_between_parts(route, layout)) continue;
    const bool now = state.current && state.current->route && state.current->route->is_same(route);
    if (now && !options.actor_hidden) continue; // draw_motion does
    const bool taken = state.taken[i] != 0 && !(now && options.actor_hidden);
    // How many are still to come may be the answer; who takes one is not told by its way.
    if (options.hidden && !taken && options.picks.empty()) continue;
    const Ink ink = ink_of(route.kind, theme);
    const Curve curve = layout.curve(route);
    const Color color = taken ? (trace::is_copy(route.kind) ? ink.color : theme.descriptor_edge)
                              : theme.line.faded(0.75F);
    const bool told = taken || !options.hidden;
    const bool refers = told && !trace::is_copy(route.kind);
    draw_route(picture, refers ? backwards(curve) : curve, color, taken ? 2.5F : 1.5F,
               told ? ink.dash : Dash::none);
    if (told) draw_number(picture, route, curve, taken ? ink.color : theme.line, theme);
  }
}

void draw_motion(Picture& picture, const StageState& state, const StageLayout& layout,
                 const Style& style) {
  Motion(picture, state, layout, style).draw();
}

Curve crossing_way(const StageLayout& layout, const Activity& mode_switch) {
  const Box process = layout.parts.at("process");
  const bool down = mode_switch.span.name == trace::WellKnown::to_kernel;
  const float x = process.x + process.w * 0.84F, top = process.bottom() + 2,
              bottom = layout.kernel.y + 24;
  const Point from{x, down ? top : bottom}, to{x, down ? bottom : top};
  return {from, between(from, to, 0.33F), between(from, to, 0.67F), to};
}

Curve spark_way(const StageLayout& layout, bool by_disk) {
  const Box device = layout.parts.at(by_disk ? "disk" : "nic");
  const Box cpu = layout.parts.at("cpu");
  const Point from{device.center().x, device.y - 4};
  const Point to{by_disk ? cpu.x + 24 : cpu.right() - 24, cpu.y - 4};
  const float top = device.y - 22;
  return {from, {from.x, top}, {to.x, top}, to};
}

void draw_tag(Picture& picture, Box box, const Theme& theme) {
  const float point = std::min(box.h * 0.5F, box.w * 0.3F);
  const Point a{box.x, box.y}, b{box.right() - point, box.y}, c{box.right(), box.center().y},
      d{box.right() - point, box.bottom()}, e{box.x, box.bottom()};
  picture.polygon({a, b, c, d, e}, theme.descriptor);
  picture.line({a, b, c, d, e, a}, {theme.descriptor_edge, 1.5F});
  picture.disc({box.right() - point, box.center().y}, std::min(2.5F, box.h / 6), rgb(0x12161C));
}

} // namespace copyscope::figure
