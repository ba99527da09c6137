#include "figure/stage/stage_motion.h"

#include "figure/words/time_words.h"
#include "sim/units/people.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Kind;

bool is_between_same(const Route& a, const Route& b) {
  return a.source == b.source && a.target == b.target;
}

} // namespace

// ---- Routes ----

void MotionPainter::routes() {
  ghosts();
  for (std::size_t i = 0; i < state_.routes.size(); ++i)
    if (layout_.has(state_.routes[i])) route(state_.routes[i], state_.taken[i] != 0);
}

void MotionPainter::ghosts() {
  if (!options_.ghosts || options_.hidden) return;
  for (const Route& ghost : *options_.ghosts) {
    // Where pages are mapped instead, that stands there.
    const bool has_own = std::ranges::any_of(state_.routes, [&](const Route& own) {
      return is_between_same(own, ghost) && (trace::is_copy(own.kind) || own.kind == Kind::map);
    });
    if (has_own || !trace::is_copy(ghost.kind) || !layout_.has(ghost)) continue;
    if (is_real() && ghost.kind != Kind::cpu_copy) continue; // nobody saw what devices did
    if (!is_large() && ghost.target == trace::Buffer::nic) continue;
    const Path path = layout_.way(ghost);
    draw_path(picture_, path, {theme_.waiting, is_large() ? 1.5F : 1.3F, Dash::dashed});
    const Point middle = path.at(0.5F);
    const float radius = is_large() ? 9 : 8, edge = is_large() ? 12 : 10;
    picture_.disc(middle, radius, theme_.ground, {theme_.waiting, 1});
    draw_icon(picture_, Icon::cross, {middle.x - edge / 2, middle.y - edge / 2, edge, edge},
              theme_.second);
  }
}

/// The row that takes a route now, the one that the cursor stands on before others.
const Activity* MotionPainter::on(const Route& route) const {
  const auto is_on = [&](const Activity& each) {
    return each.route && each.route->is_same(route) && each.is_seen();
  };
  if (state_.current && is_on(*state_.current) && !options_.absent) return &*state_.current;
  const auto found = std::ranges::find_if(state_.beside, is_on);
  return found == state_.beside.end() ? nullptr : &*found;
}

void MotionPainter::route(const Route& route, bool is_taken) {
  const bool is_current =
      state_.current && state_.current->route && state_.current->route->is_same(route);
  const bool is_now = on(route) != nullptr && !options_.actor_hidden;
  if (is_large() && is_now && is_current && route.kind != Kind::map) return; // motion() does
  const bool is_seen = is_now || (is_taken && !(is_current && options_.actor_hidden));
  // How many are still to come may be the answer, and from where to where the next one goes.
  if (options_.hidden && !is_seen) return;
  const Ink ink = ink_of(route.kind, theme_);
  const Color color = is_seen ? edge_of(ink, theme_) : theme_.line.faded(is_large() ? 0.75F : 0.7F);
  const Path path = layout_.way(route);
  if (route.kind == Kind::map) return same_pages(path, is_seen ? theme_.second : color);
  const bool refers = !trace::is_copy(route.kind);
  const float width = is_large() ? (is_seen ? 2.5F : 1.5F) : is_now ? 3.0F : 1.8F;
  draw_arrow(picture_, refers ? path.backwards() : path, {color, width, ink.dash},
             is_large() ? 8 + width : 9);
  const bool packet_has_it =
      is_large() && std::ranges::any_of(state_.beside, [&](const auto& each) {
        return each.route && each.route->is_same(route) && trace::is_copy(each.span.kind);
      });
  if (!packet_has_it) number(route, is_seen ? ink.color : theme_.line);
}

void MotionPainter::number(const Route& route, Color ring) {
  if (route.number == 0) return;
  numbered_disc(picture_, layout_.number_at(route), layout_.number_radius(), route.number, ring,
                theme_.ground, theme_.text);
}

/// A mapping: two addresses of the same pages, so no arrow, and nothing goes along it.
void MotionPainter::same_pages(const Path& path, Color color) {
  const float apart = is_large() ? 7.0F : 5.5F;
  const Color ground = theme_.is_dark ? theme_.user_band : theme_.ground;
  draw_path(picture_, path, {color, apart});
  draw_path(picture_, path, {ground, apart - 3});
  const Point middle = path.at(is_large() ? 0.35F : 0.5F);
  const float radius = layout_.number_radius() - 1;
  picture_.disc(middle, radius, theme_.ground, {color, 1.5F});
  for (const float y : {-2.5F, 2.5F})
    picture_.line({middle.x - radius * 0.5F, middle.y + y},
                  {middle.x + radius * 0.5F, middle.y + y}, {theme_.text, 1.5F});
}

// ---- The current step ----

void MotionPainter::motion() {
  for (const Activity& each : state_.beside)
    if (each.route && trace::is_copy(each.span.kind)) packet(each);
  if (!is_large()) small_caption();
  if (!state_.current || (!state_.current->is_seen() && !options_.absent)) return;
  const Activity& now = *state_.current;
  if (now.is_others) return; // the parts that work for it say so
  if (now.route && trace::is_copy(now.span.kind))
    packet(now);
  else if (now.route && is_large())
    reference(now);
  else if (now.span.kind == Kind::mode_switch) {
    const bool down = now.span.name == trace::WellKnown::to_kernel;
    draw_crossing(picture_, layout_.crossing(static_cast<float>(now.progress), down), down, theme_);
  } else if (now.span.kind == Kind::interrupt && is_large())
    spark();
  if (is_large()) caption(now);
}

void MotionPainter::packet(const Activity& now) {
  if (!layout_.has(*now.route) || (!is_large() && options_.absent)) return;
  const Path path = layout_.way(*now.route);
  const Ink ink = ink_of(now.span.kind, theme_);
  if (now.is_soft()) return somewhere(now, path, ink);
  const auto share = static_cast<float>(now.progress);
  const Point at = path.at(share);
  float half = 9;
  if (is_large()) {
    half = 13;
    draw_path(picture_, path, {ink.color.faded(0.45F), 3, ink.dash});
    arrow_tip(picture_, path.to(), path.heading(0.98F), 11, ink.color);
    if (share > 0.01F)
      draw_path(picture_, path.part(0, std::min(share, 0.97F)), {ink.color, 5, ink.dash});
    number(*now.route, ink.color);
    tether(now, at, ink.color);
  } else if (!now.under_way) {
    return; // it has arrived, and its arrow is to be seen
  }
  const Box box{at.x - half, at.y - half, 2 * half, 2 * half};
  fill_with(picture_, box, ink, theme_, 4);
  picture_.outline(box, {theme_.accent, 2}, 4);
}

/// All of its way, and no packet on it: how far it is at this moment is not known.
void MotionPainter::somewhere(const Activity& now, const Path& path, const Ink& ink) {
  const float wide = is_large() ? 9.0F : 6.0F;
  draw_path(picture_, path, {ink.color.faded(0.25F), wide});
  if (!is_large()) return;
  draw_path(picture_, path, {ink.color.faded(0.7F), 3, Dash::dashed});
  arrow_tip(picture_, path.to(), path.heading(0.98F), 11, ink.color);
  number(*now.route, ink.color);
  tether(now, path.at(0.5F), ink.color.faded(0.7F));
}

/// From the one who carries to what is carried.
void MotionPainter::tether(const Activity& now, Point to, Color color) {
  const Part* const worker = state_.worker(now);
  const Box* const from = layout_.find(worker ? worker->id : carrier_of(*now.route));
  if (!from || now.span.kind == Kind::pio_copy) return; // that passes through the CPU
  const bool is_behind = std::ranges::any_of(layout_.parts, [&](const auto& part) {
    const Box& box = part.second;
    return &box != from && layout_.hardware.covers(box) && box.bottom() <= from->y &&
           box.x < from->right() && from->x < box.right();
  });
  if (is_behind) return; // it would cross the one that stands before it
  const float x = std::clamp(to.x, from->x + std::min(20.0F, from->w / 2),
                             from->right() - std::min(20.0F, from->w / 2));
  const Point start{x, from->y};
  const float bend = std::max(12.0F, (start.y - to.y) * 0.5F);
  picture_.curve({start, {start.x, start.y - bend}, {to.x, to.y + bend}, to}, {color, 2});
  picture_.disc(start, 4, color);
}

/// A descriptor, page references, a mapping: something points, and nothing moves.
void MotionPainter::reference(const Activity& now) {
  if (!layout_.has(*now.route)) return;
  const Path path = layout_.way(*now.route);
  const bool maps = now.span.kind == Kind::map;
  const Color color = edge_of(ink_of(now.span.kind, theme_), theme_);
  if (!maps) draw_arrow(picture_, path.backwards(), {color, 2.5F, Dash::dashed}, 10.5F);
  const Box target = *layout_.find(now.span.target);
  const float along = maps ? 0.85F : 0.3F; // beside the caption
  tether(now, {target.x + target.w * along, target.bottom()}, color);
  if (maps || now.is_soft()) return; // how far it is would be said
  const auto share = static_cast<float>(now.progress);
  const Point at = path.at(0.35F + 0.3F * share);
  draw_tag(picture_, {at.x - 17, at.y - 9, 34, 18}, theme_);
}

/// From the device to the CPU.
void MotionPainter::spark() {
  const Path path = layout_.spark(state_.interrupt_by_disk);
  if (path.is_empty()) return;
  draw_path(picture_, path, {theme_.kernel, 2.5F});
  arrow_tip(picture_, path.to(), {0, 1}, 10, theme_.kernel);
  const Point middle = path.at(0.5F);
  draw_icon(picture_, Icon::bolt, {middle.x - 12, middle.y - 12, 24, 24}, theme_.accent);
}

void MotionPainter::caption(const Activity& now) {
  const std::vector<std::string> lines = caption_of(now);
  if (lines.empty()) return;
  const Box box = layout_.caption;
  picture_.enter(layout_.all);
  const float first = picture_.paragraph(box, lines[0], {Face::bold, 14}, theme_.text);
  if (lines.size() > 1)
    picture_.paragraph({box.x, box.y + first + 1, box.w, box.h - first}, lines[1], body_,
                       theme_.second);
  picture_.leave();
}

std::vector<std::string> MotionPainter::caption_of(const Activity& now) const {
  const trace::Span& span = now.span;
  const std::string bytes = brief(Bytes(static_cast<std::int64_t>(span.bytes)));
  const auto line = [&](std::string_view key) { return phrase(key, {{"bytes", bytes}}); };
  if (now.is_soft()) return soft_caption(now, bytes);
  if (span.kind == Kind::descriptor) return {line("now.descriptor")};
  if (span.kind == Kind::page_reference) return {line("now.reference")};
  if (span.kind == Kind::map) return {line("now.map")};
  if (!trace::is_copy(span.kind)) return {};
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

/// What must have happened, and that its place in time is not known.
std::vector<std::string> MotionPainter::soft_caption(const Activity& now,
                                                     const std::string& bytes) const {
  const Kind kind = now.span.kind;
  const char* const what = kind == Kind::map              ? "now.map"
                           : kind == Kind::page_reference ? "references"
                           : kind == Kind::descriptor     ? "now.descriptor"
                           : trace::is_copy(kind)         ? "now.copied"
                                                          : nullptr;
  if (!what) return {};
  const std::string who = phrase(kind == Kind::cpu_copy   ? "who.cpu"
                                 : kind == Kind::pio_copy ? "who.pio"
                                                          : "who.dma");
  return {phrase(what, {{"who", who}, {"bytes", bytes}}), phrase("now.inferred")};
}

/// One line, where it fits.
void MotionPainter::small_caption() {
  const auto write = [&](const std::string& text) {
    if (style_.measure.width(text, body_) <= layout_.caption.w)
      picture_.text_in(layout_.caption, text, body_, theme_.text, Align::center);
  };
  if (options_.absent) return write(word("window.compare.fell_away", style_.language));
  if (!state_.current || state_.current->is_others) return;
  const Activity& now = *state_.current;
  if (now.is_soft() && now.is_seen() && now.route) return write(phrase("now.inferred_small"));
  if (now.is_seen() && trace::is_copy(now.span.kind))
    return write(
        phrase("now.of", {{"done", brief(Bytes(now.done), now.span.range().bytes)},
                          {"all", brief(Bytes(static_cast<std::int64_t>(now.span.bytes)))}}));
  if (now.span.kind == Kind::descriptor) write(word("window.stage.address_only", style_.language));
  if (now.span.kind == Kind::page_reference) write(phrase("references"));
  if (now.span.kind == Kind::map) write(word("window.stage.mapped_not_copied", style_.language));
}

void draw_crossing(Picture& picture, Box box, bool down, const Theme& theme) {
  picture.fill(box, theme.kernel, 4);
  const float tip = box.h * (down ? 0.3F : -0.3F);
  const Point at = box.center();
  picture.line({at.x, at.y - tip}, {at.x, at.y + tip * 0.4F}, {theme.on_role, box.h * 0.1F});
  arrow_tip(picture, {at.x, at.y + tip}, {0, tip}, box.h * 0.36F, theme.on_role);
}

} // namespace copyscope::figure
