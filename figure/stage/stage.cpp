// Draws the stage: bands, process, CPU and DMA engines here; what holds bytes in stage_buffers.cpp,
// what moves in stage_motion.cpp.
#include "figure/stage/stage.h"

#include "figure/stage/stage_motion.h"
#include "figure/stage/stage_painter.h"
#include "figure/story/routes.h"
#include "sim/units/people.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

class Stage : StagePainter {
public:
  using StagePainter::StagePainter;

  void draw() {
    bands();
    boundary();
    casings();
    draw_routes(picture_, state_, layout_, style_, options_);
    process();
    draw_buffers(picture_, state_, layout_, style_, options_);
    engine("disk_dma", true);
    cpu();
    engine("nic_dma", false);
    if (!options_.actor_hidden) draw_motion(picture_, state_, layout_, style_);
    rings();
    picks();
  }

private:
  void bands() {
    band(layout_.user, theme_.user_band, "user");
    band(layout_.kernel, theme_.kernel_band, "kernel");
    band(layout_.hardware, theme_.hardware_band, "hardware");
  }

  void band(Box box, Color color, std::string_view key) {
    picture_.fill(box, color, 8);
    picture_.enter(box);
    picture_.text({box.x + 16, box.y + 22}, phrase(key), heading_font, theme_.text);
    picture_.leave();
  }

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
    x -= picture_.text({x, box.center().y + 5}, text, small, theme_.text, Align::right) + 8;
    if (!no_total && all <= 8) x = crossings(x, box.center().y, crossed, all);
    if (names("mode_switch").crossings) {
      picture_.group(mark_action("mode_switch"));
      draw_ring(picture_, {x, box.y + 3, box.right() - 6 - x, box.h - 6}, theme_, 8);
      picture_.ungroup();
    }
    picture_.line({box.x, box.center().y}, {x - 8, box.center().y}, {theme_.user, 2, Dash::dotted});
    picture_.leave();
  }

  /// What a name that is shown stands for; nothing where it is not.
  NamedPlaces names(std::string_view name) const {
    if (std::ranges::find(options_.shows, name) == options_.shows.end()) return {};
    return places_named(name, state_, !options_.hidden);
  }

  /// Around what moves, or has moved: beneath it.
  void casings() {
    for (const std::string& name : options_.shows) {
      const NamedPlaces places = names(name);
      std::vector<Curve> ways;
      for (const Route& route : places.routes)
        if (layout_.find(name_of(route.source)) && layout_.find(name_of(route.target)))
          ways.push_back(layout_.curve(route));
      if (places.crossing && !options_.actor_hidden)
        ways.push_back(crossing_way(layout_, *state_.at_work(Kind::mode_switch)));
      if (places.interrupt && !options_.actor_hidden)
        ways.push_back(spark_way(layout_, state_.interrupt_by_disk));
      if (ways.empty()) continue;
      picture_.group(mark_action(name));
      for (const Curve& way : ways)
        draw_casing(picture_, way, theme_);
      picture_.ungroup();
    }
  }

  /// Around parts and buffers: over them.
  void rings() {
    for (const std::string& name : options_.shows)
      for (const std::string& part : names(name).parts)
        if (const Box* const box = layout_.find(part)) {
          picture_.group(mark_action(name));
          draw_ring(picture_, box->inset(-4), theme_);
          picture_.ungroup();
          break;
        }
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

  void process() {
    const Box box = layout_.parts.at("process");
    const bool waits = state_.in_call && state_.mode == CpuMode::idle && !options_.actor_hidden;
    const Box in = frame(box, "process", theme_.edge, 1, theme_.raised);
    if (waits) picture_.outline(box.inset(3), {theme_.waiting, 1, Dash::dashed}, 6);
    picture_.enter(box);
    draw_icon(picture_, Icon::process, {in.x, in.y, 18, 18}, theme_.second);
    picture_.text({in.x + 26, in.y + 14}, phrase("process"), name_font, theme_.text);
    const std::string doing = !state_.begun    ? phrase("before")
                              : state_.ended   ? phrase("finished")
                              : waits          ? phrase("waiting", {{"call", state_.call}})
                              : state_.in_call ? phrase("in_call", {{"call", state_.call}})
                                               : phrase("in_user");
    const Box room{in.x, in.y + 26, in.w, in.h - 26};
    const auto lines = wrap(doing, small, room.w, style_.measure).size();
    std::vector<std::string> ways{doing};
    if (state_.in_call) {
      ways.push_back(phrase("in_call_short", {{"call", state_.call}}));
      ways.push_back(state_.call + "()");
    }
    if (static_cast<float>(lines) * small.line() <= room.h + 6)
      picture_.paragraph(room, doing, small, theme_.second);
    else
      line({in.x, in.y + 38}, in.w, ways, small, theme_.second);
    picture_.leave();
  }

  bool has_no_dma() const { return state_.in_the_end.copies.pio > 0; }

  /// Its place on a machine without DMA.
  void no_engine(Box box, std::string_view id) {
    picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, 8);
    part_region(box, id);
    picture_.enter(box);
    picture_.text({box.x + 12, box.y + 23}, phrase(id), name_font, theme_.second);
    picture_.text({box.x + 12, box.y + 45}, phrase("absent"), small, theme_.second);
    picture_.leave();
  }

  void engine(std::string_view id, bool of_disk) {
    const Box box = layout_.parts.at(std::string(id));
    if (has_no_dma()) return no_engine(box, id);
    const Activity* const work = carried_by(id);
    const Ink ink = ink_of(Kind::dma_copy, theme_);
    const Box in =
        frame(box, id, work ? ink.color : theme_.edge, work ? 2.0F : 1.0F, theme_.raised);
    picture_.enter(box);
    part_title(in, Icon::engine, id);
    const bool seen = state_.source != trace::Source::real; // who watches, sees devices too
    status({in.x, in.y + 28, in.w, 24}, work ? &ink : nullptr,
           work ? phrase("copying")
                : phrase(seen || options_.actor_hidden ? "idle" : "not_observed"));
    const BufferState* const nic = state_.find(Buffer::nic);
    const std::string bytes = brief(Bytes(moved_by(of_disk)), Bytes(nic ? nic->capacity : 0));
    if (options_.picks.empty() && seen)
      line({in.x, in.y + 71}, in.w, {phrase("moved", {{"bytes", bytes}}), bytes}, small,
           theme_.second);
    picture_.leave();
  }

  /// What the card's engine brought lies in the card; the disk's brought the rest.
  std::int64_t moved_by(bool of_disk) const {
    const std::int64_t card = state_.now.held_by(Buffer::nic);
    return of_disk ? std::max<std::int64_t>(0, state_.now.bytes_copied.dma - card) : card;
  }

  struct Work {
    std::string text;
    Ink ink;
    bool busy = false;
  };

  Work cpu_work() const {
    if (options_.actor_hidden) return {phrase("idle"), {}, false};
    const Activity* const now = state_.current && actor(*state_.current) ? &*state_.current
                                : !state_.beside.empty() && actor(state_.beside.front())
                                    ? &state_.beside.front()
                                    : nullptr;
    if (!now) {
      const bool user = state_.mode == CpuMode::user && state_.begun && !state_.ended;
      return {user ? phrase("in_user") : phrase("free"), ink_of(Kind::user, theme_), false};
    }
    const Kind kind = now->span.kind;
    const std::string_view key = kind == Kind::cpu_copy         ? "busy_copy"
                                 : kind == Kind::pio_copy       ? "busy_pio"
                                 : kind == Kind::mode_switch    ? "switching"
                                 : kind == Kind::interrupt      ? "interrupted"
                                 : kind == Kind::descriptor     ? "describes"
                                 : kind == Kind::map            ? "maps"
                                 : kind == Kind::pin            ? "pins"
                                 : kind == Kind::page_reference ? "refers"
                                                                : "busy";
    return {phrase(key), ink_of(kind, theme_), true};
  }

  static bool actor(const Activity& each) {
    return each.span.kind != Kind::dma_copy && each.span.kind != Kind::disk_access &&
           each.span.kind != Kind::transmit && each.span.kind != Kind::receive &&
           each.span.kind != Kind::completion;
  }

  void cpu() {
    const Box box = layout_.parts.at("cpu");
    const Work work = cpu_work();
    const bool copies = work.busy && work.ink.pattern != Pattern::solid;
    const Color ground = copies ? mix(theme_.raised, work.ink.color, 0.12F) : theme_.raised;
    const Box in = frame(box, "cpu", work.busy ? edge_of(work.ink, theme_) : theme_.edge,
                         work.busy ? 2.0F : 1.0F, ground);
    picture_.enter(box);
    draw_icon(picture_, Icon::chip, {in.x, in.y - 1, 18, 18},
              copies ? work.ink.color : theme_.second);
    picture_.text({in.x + 25, in.y + 13}, phrase("cpu"), name_font, theme_.text);
    mode_chip({in.right(), in.y - 3});
    status({in.x, in.y + 28, in.w, 24}, work.busy ? &work.ink : nullptr, work.text);
    if (options_.picks.empty() && state_.begun && !state_.ended && in.h >= 70) {
      const bool two = copies && in.h >= 92;
      if (two || !copies)
        picture_.text({in.x, in.y + 71}, phrase(work.busy ? "runs_for" : "could_else"), small,
                      theme_.second);
      if (copies)
        picture_.text({in.x, in.y + (two ? 90.0F : 71.0F)}, phrase("nothing_else"),
                      {Face::medium, 13}, theme_.text);
    }
    picture_.leave();
  }

  void mode_chip(Point right_top) {
    if (options_.actor_hidden || !state_.begun) return;
    const Font font{Face::medium, 13};
    const std::string text = phrase(state_.mode == CpuMode::kernel ? "mode_kernel"
                                    : state_.mode == CpuMode::user ? "mode_user"
                                                                   : "mode_idle");
    const float wide = style_.measure.width(text, font) + 16;
    const Box chip{right_top.x - wide, right_top.y, wide, 22};
    if (state_.mode == CpuMode::kernel)
      picture_.fill(chip, theme_.kernel, 4);
    else
      picture_.outline(chip,
                       state_.mode == CpuMode::user ? Stroke{theme_.user, 1.5F}
                                                    : Stroke{theme_.waiting, 1, Dash::dashed},
                       4);
    picture_.text({chip.center().x, chip.center().y + 4.7F}, text, font,
                  state_.mode == CpuMode::kernel ? theme_.on_role : theme_.text, Align::center);
  }

  /// The parts that a question lets one choose: dashed, with the key that chooses each.
  void picks() {
    for (const Pick& pick : options_.picks) {
      const Box* const box = layout_.find(pick.part);
      if (!box) continue;
      picture_.outline(box->inset(-3), {theme_.accent, 2, Dash::dashed}, 10);
      const Box key{box->x + 12, box->bottom() - 38, 26, 26};
      picture_.fill(key, pick.tried ? theme_.well : theme_.accent, 4);
      if (pick.tried)
        draw_icon(picture_, Icon::cross, key.inset(5), theme_.text);
      else
        picture_.text({key.center().x, key.center().y + 5}, fmt::format("{}", pick.key),
                      {Face::bold, 15}, theme_.on_accent, Align::center);
      picture_.region(*box, {"answer", pick.key, ""}, part_help(pick.part, style_.language));
    }
  }

  const Activity* carried_by(std::string_view who) const {
    if (options_.actor_hidden) return nullptr;
    const auto matches = [&](const Activity& each) {
      return each.route && trace::is_copy(each.span.kind) && carrier_of(*each.route) == who;
    };
    if (state_.current && matches(*state_.current)) return &*state_.current;
    const auto found = std::ranges::find_if(state_.beside, matches);
    return found == state_.beside.end() ? nullptr : &*found;
  }

  /// What a part is doing: on a plate over its pattern, or in a dashed frame where it rests.
  void status(Box box, const Ink* ink, const std::string& text) {
    if (!ink) {
      picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, 4);
      picture_.text({box.center().x, box.center().y + 4.7F}, text, small, theme_.second,
                    Align::center);
      return;
    }
    fill_with(picture_, box, *ink, theme_, 4);
    const Font font{Face::medium, 13};
    const float wide = std::min(box.w - 6, style_.measure.width(text, font) + 14);
    const Box plate{box.center().x - wide / 2, box.y + 2, wide, box.h - 4};
    picture_.fill(plate, theme_.is_dark ? rgb(0x0A0D11) : rgb(0xFFFFFF), 3);
    picture_.text({box.center().x, box.center().y + 4.7F}, text, font, theme_.text, Align::center);
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
