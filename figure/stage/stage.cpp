// Draws the stage: bands, boundary and marks here; parts in holder_painter.cpp and
// worker_painter.cpp, what moves in stage_motion.cpp.
#include "figure/stage/stage.h"

#include "figure/stage/stage_motion.h"
#include "figure/stage/stage_painter.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;

class Stage : StagePainter {
public:
  using StagePainter::StagePainter;

  void draw() {
    MotionPainter moving(picture_, state_, layout_, style_, options_);
    if (!is_large()) picture_.enter(layout_.all);
    bands();
    if (is_large()) boundary();
    casings();
    moving.routes();
    parts();
    if (!options_.actor_hidden) moving.motion();
    rings();
    picks();
    if (!is_large()) picture_.leave();
  }

private:
  void bands() {
    band(layout_.user, theme_.user_band, "user");
    band(layout_.kernel, theme_.kernel_band, "kernel");
    band(layout_.hardware, theme_.hardware_band, "hardware");
    if (layout_.outside.w > 0) band(layout_.outside, theme_.hardware_band, "outside");
  }

  /// Its name where there is room for it; the race has them once for all columns.
  void band(Box box, Color color, std::string_view key) {
    picture_.fill(box, color, 8);
    if (!layout_.names_bands() || (!is_large() && key == "outside")) return;
    picture_.enter(box);
    const Point at = is_large()            ? Point{16, 22}
                     : layout_.names_above ? Point{52, 17}
                                           : Point{12, 22};
    picture_.text(box.top_left() + at, phrase(key),
                  is_large() ? heading_font : Font{Face::bold, small_stage_name}, theme_.text);
    picture_.leave();
  }

  void parts() {
    HolderPainter holders(picture_, state_, layout_, style_, options_);
    WorkerPainter workers(picture_, state_, layout_, style_, options_);
    for (const Part& part : state_.scene.parts) {
      const Box* const box = layout_.find(part.id);
      if (!box) continue;
      switch (part.kind) {
      case PartKind::process:
      case PartKind::engine:
      case PartKind::processor:
      case PartKind::rings:
        workers.draw(part, *box);
        break;
      default:
        holders.draw(part, *box);
      }
    }
  }

  // ---- The boundary ----

  /// A real run's spans are its calls: each goes in and comes back.
  std::int64_t crossed_so_far() const {
    if (!state_.observed) return state_.now.mode_switches;
    return std::min(crossed_in_all(), 2 * state_.now.syscalls - (state_.in_call ? 1 : 0));
  }
  std::int64_t crossed_in_all() const {
    if (!state_.observed) return state_.in_the_end.mode_switches;
    return state_.observed->mode_switches.value_or(2 * state_.in_the_end.syscalls);
  }

  void boundary() {
    const Box box = layout_.boundary;
    picture_.enter(box);
    const std::int64_t crossed = crossed_so_far(), all = crossed_in_all();
    // Once the run is over, what has been counted so far is the total.
    const bool no_total = options_.hidden || options_.totals_hidden;
    const std::string text =
        options_.hidden && state_.ended ? phrase("crossed_hidden")
        : no_total                      ? phrase("crossed_so_far", {{"n", grouped(crossed)}})
                   : phrase("crossed", {{"n", grouped(crossed)}, {"all", grouped(all)}});
    float x = box.right() - 16;
    x -= picture_.text({x, box.center().y + 5}, text, body_, theme_.text, Align::right) + 8;
    if (!no_total && all <= 8) x = crossings(x, box.center().y, crossed, all);
    if (names("mode_switch").crossings) {
      picture_.group(mark_action("mode_switch"));
      draw_ring(picture_, {x, box.y + 3, box.right() - 6 - x, box.h - 6}, theme_, 8);
      picture_.ungroup();
    }
    picture_.line({box.x, box.center().y}, {x - 8, box.center().y}, {theme_.user, 2, Dash::dotted});
    picture_.leave();
  }

  /// A chip for each crossing, filled once it has been made. Returns their left end.
  float crossings(float x, float y, std::int64_t crossed, std::int64_t all) {
    constexpr float size = 18, gap = 5;
    x -= static_cast<float>(all) * (size + gap) - gap;
    for (std::int64_t i = 0; i < all; ++i) {
      const Box chip{x + static_cast<float>(i) * (size + gap), y - size / 2, size, size};
      const bool made = i < crossed;
      if (made)
        picture_.fill(chip, theme_.kernel, 4);
      else
        picture_.outline(chip, {theme_.line, 1}, 4);
      const Color ink = made ? theme_.on_role : theme_.second;
      const float tip = i % 2 == 0 ? 5.0F : -5.0F;
      picture_.line({chip.center().x, y - tip}, {chip.center().x, y + tip * 0.5F}, {ink, 2});
      arrow_tip(picture_, {chip.center().x, y + tip}, {0, tip}, 6, ink);
    }
    return x;
  }

  // ---- Marks ----

  /// What a name that is shown stands for; nothing where it is not.
  NamedPlaces names(std::string_view name) const {
    if (std::ranges::find(options_.shows, name) == options_.shows.end()) return {};
    return places_named(name, state_, !options_.hidden);
  }

  /// Around what moves, or has moved: beneath it.
  void casings() {
    for (const std::string& name : options_.shows) {
      const NamedPlaces places = names(name);
      std::vector<Path> ways;
      for (const Route& route : places.routes)
        if (layout_.has(route)) ways.push_back(layout_.way(route));
      if (places.interrupt && is_large() && !options_.actor_hidden)
        ways.push_back(layout_.spark(state_.interrupt_by_disk));
      if (ways.empty()) continue;
      picture_.group(mark_action(name));
      for (const Path& way : ways)
        draw_casing(picture_, way, theme_);
      picture_.ungroup();
    }
  }

  /// Around parts and buffers, and signs of switches: over them.
  void rings() {
    for (const std::string& name : options_.shows) {
      NamedPlaces places = names(name);
      if (places.interrupt && !is_large()) places.parts = {"cpu"};
      for (const std::string& part : places.parts) {
        Box box;
        if (const Box* const shown = layout_.find_shown(part)) box = *shown;
        if (!is_large() && part == "process") box = layout_.user.inset(4);
        if (box.w <= 0) continue;
        picture_.group(mark_action(name));
        draw_ring(picture_, box.inset(is_large() ? -4.0F : -3.0F), theme_, is_large() ? 10 : 8);
        picture_.ungroup();
        break;
      }
      ring_crossings(name, places);
    }
  }

  /// The switch under way; on small stages, which have no count of them, else one there and back.
  void ring_crossings(const std::string& name, const NamedPlaces& places) {
    const Activity* const now = state_.at_work(Kind::mode_switch);
    std::vector<Box> signs;
    if (places.crossing && now && !options_.actor_hidden) {
      signs.push_back(layout_.crossing(static_cast<float>(now->progress),
                                       now->span.name == trace::WellKnown::to_kernel));
    } else if (places.crossings && !is_large() && layout_.names_bands()) {
      const Box down = layout_.crossing(0.5F, true);
      signs = {down, down.moved(down.w + 6, 0)};
      draw_crossing(picture_, signs[0], true, theme_);
      draw_crossing(picture_, signs[1], false, theme_);
    }
    if (signs.empty()) return;
    picture_.group(mark_action(name));
    const Box all =
        box_between(signs.front().top_left(), {signs.back().right(), signs.back().bottom()});
    draw_ring(picture_, all.inset(-4), theme_, 7);
    picture_.ungroup();
  }

  // ---- Questions ----

  /// The parts that a question lets one choose: dashed, with the key that chooses each. Two that
  /// have one box share it.
  void picks() {
    for (std::size_t i = 0; i < options_.picks.size(); ++i) {
      const auto box_at = [&](std::size_t at) {
        return layout_.find_shown(options_.picks[at].part);
      };
      const Box* const shown = box_at(i);
      if (!shown) continue;
      Box box = *shown;
      for (std::size_t other = 0; other < options_.picks.size(); ++other)
        if (other != i && box_at(other) == shown)
          box = other < i ? box.take_bottom(box.h / 2) : box.take_top(box.h / 2);
      pick(options_.picks[i], box);
    }
  }

  void pick(const Pick& pick, Box box) {
    picture_.outline(box.inset(-3), {theme_.accent, 2, Dash::dashed}, is_large() ? 10.0F : 8.0F);
    const Part* const part = state_.scene.find(pick.part);
    // A processor has its mode in the corner.
    const bool is_below = box.w < 80 || (part && part->kind == PartKind::processor);
    const Box key = is_large() ? Box{box.x + 12, box.bottom() - 38, 26, 26}
                    : is_below ? Box{box.center().x - 11, box.bottom() - 27, 22, 22}
                               : Box{box.right() - 28, box.y + 6, 22, 22};
    picture_.fill(key, pick.tried ? theme_.well : theme_.accent, 4);
    if (pick.tried)
      draw_icon(picture_, Icon::cross, key.inset(is_large() ? 5.0F : 4.0F), theme_.text);
    else
      picture_.text_in(key, fmt::format("{}", pick.key), {Face::bold, is_large() ? 15.0F : 14.0F},
                       theme_.on_accent, Align::center);
    picture_.region(box, {"answer", pick.key, ""},
                    is_large() && part ? part_help(part->text, style_.language) : std::string());
  }
};

} // namespace

Picture draw_stage(const StageState& state, const StageLayout& layout, const Style& style,
                   const StageOptions& options) {
  Picture picture(style.measure);
  Stage(picture, state, layout, style, options).draw();
  return picture;
}

} // namespace copyscope::figure
