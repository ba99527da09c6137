// Draws the stage: bands and parts here, what moves in stage_motion.cpp.
#include "figure/stage.h"

#include "figure/icons.h"
#include "figure/stage_motion.h"
#include "figure/wording.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

constexpr Font heading_font{Face::bold, 15}, name_font{Face::medium, 15}, small{Face::regular, 13};
constexpr float strip_height = 16;

class Stage {
public:
  Stage(const StageState& state, const StageLayout& layout, const Style& style,
        const StageOptions& options)
      : state_(state), layout_(layout), style_(style), theme_(style.theme), options_(options),
        picture_(style.measure) {}

  Picture draw() {
    bands();
    boundary();
    draw_routes(picture_, state_, layout_, style_, options_);
    process();
    for (const char* const id : {"page_cache", "user_buffer", "pipe", "socket_buffer"})
      if (const Box* const box = layout_.find(id)) buffer(*box, id);
    if (const Box* const box = layout_.find("rings")) rings(*box);
    disk();
    engine("disk_dma", true);
    cpu();
    engine("nic_dma", false);
    nic();
    if (!options_.hidden) draw_motion(picture_, state_, layout_, style_);
    picks();
    return std::move(picture_);
  }

private:
  std::string say(std::string_view key, const assets::Values& values = {}) const {
    return filled(fmt::format("stage.{}", key), style_.language, values);
  }

  void bands() {
    band(layout_.user, theme_.user_band, "user");
    band(layout_.kernel, theme_.kernel_band, "kernel");
    band(layout_.hardware, theme_.hardware_band, "hardware");
  }

  void band(Box box, Color color, std::string_view key) {
    picture_.fill(box, color, 8);
    picture_.enter(box);
    picture_.text({box.x + 16, box.y + 22}, say(key), heading_font, theme_.text);
    picture_.leave();
  }

  void boundary() {
    const Box box = layout_.boundary;
    picture_.enter(box);
    const std::int64_t crossed = state_.now.mode_switches, all = state_.in_the_end.mode_switches;
    const std::string text = options_.hidden
                                 ? say("crossed_hidden")
                                 : say("crossed", {{"n", grouped(crossed)}, {"all", grouped(all)}});
    float x = box.right() - 16;
    x -= picture_.text({x, box.center().y + 5}, text, small, theme_.text, Align::right) + 8;
    if (!options_.hidden && all <= 8) x = crossings(x, box.center().y, crossed, all);
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

  /// The frame of a part; its inner box, with the text's margins.
  Box frame(Box box, std::string_view id, Color edge, float width, Color ground) {
    picture_.fill(box, ground, 8);
    picture_.outline(box, {edge, width}, 8);
    if (options_.selected == id) picture_.outline(box.inset(-4), {theme_.accent, 2}, 10);
    picture_.region(box, {"part", 0, std::string(id)});
    return box.inset(12, 10);
  }

  const Activity* carried_by(std::string_view who) const {
    if (options_.hidden) return nullptr;
    const auto matches = [&](const Activity& each) {
      return each.route && trace::is_copy(each.span.kind) && carrier_of(*each.route) == who;
    };
    if (state_.current && matches(*state_.current)) return &*state_.current;
    const auto found = std::ranges::find_if(state_.beside, matches);
    return found == state_.beside.end() ? nullptr : &*found;
  }

  void process() {
    const Box box = layout_.parts.at("process");
    const bool waits = state_.in_call && state_.mode == CpuMode::idle && !options_.hidden;
    const Box in = frame(box, "process", theme_.edge, 1, theme_.raised);
    if (waits) picture_.outline(box.inset(3), {theme_.waiting, 1, Dash::dashed}, 6);
    picture_.enter(box);
    draw_icon(picture_, Icon::process, {in.x, in.y, 18, 18}, theme_.second);
    picture_.text({in.x + 26, in.y + 14}, say("process"), name_font, theme_.text);
    const std::string doing = !state_.begun    ? say("before")
                              : state_.ended   ? say("finished")
                              : waits          ? say("waiting", {{"call", state_.call}})
                              : state_.in_call ? say("in_call", {{"call", state_.call}})
                                               : say("in_user");
    if (!options_.hidden)
      picture_.paragraph({in.x, in.y + 26, in.w, in.h - 26}, doing, small, theme_.second);
    picture_.leave();
  }

  void buffer(Box box, std::string_view id) {
    const auto which = *trace::buffer_named(id);
    const BufferState* const held = state_.find(which);
    if (!held) return unused(box, id);
    if (held->mapped) return mapping(box, *held);
    const Activity* const into = activity_at(which);
    const Color edge = into ? ink_of(into->span.kind, theme_).color : theme_.edge;
    const Box in = frame(box, id, edge, into ? 2.0F : 1.0F, theme_.raised);
    picture_.enter(box);
    const bool empty = options_.hidden || held->held == 0;
    const bool tag = !options_.hidden && held->referred > 0;
    const float name = picture_.text({in.x, in.y + 13}, say(id), name_font, theme_.text);
    if (!tag || !empty) amount(in, name, *held, empty);
    const Box strip{in.x, in.y + 24, in.w, strip_height};
    if (tag && empty)
      descriptor_tag(strip, in, *held);
    else
      draw_strip(strip, *held, empty);
    caption(in, *held, empty, tag);
    picture_.leave();
  }

  /// Nothing of this size fits beside the name in every language: the longest that does.
  void amount(Box in, float name, const BufferState& held, bool empty) {
    const std::string bytes = brief(Bytes(held.held));
    const std::vector<std::string> ways =
        empty ? std::vector{say("empty")}
              : std::vector{say("held_of", {{"held", bytes}, {"all", brief(Bytes(held.capacity))}}),
                            bytes};
    for (const std::string& way : ways) {
      if (style_.measure.width(way, small) > in.w - name - 10) continue;
      picture_.text({in.right(), in.y + 13}, way, small, theme_.second, Align::right);
      return;
    }
  }

  void caption(Box in, const BufferState& held, bool empty, bool tag) {
    if (in.h < 56) return;
    std::string text = empty ? say("no_bytes")
                             : say("range", {{"first", grouped(held.first)},
                                             {"last", grouped(held.first + held.held - 1)}});
    if (tag && empty)
      text = held.buffer == Buffer::pipe ? say("references") : brief(Bytes(held.referred));
    if (style_.measure.width(text, small) > in.w) text = brief(Bytes(held.held));
    picture_.text({in.x, in.y + 24 + strip_height + 17}, text, small, theme_.second);
  }

  void descriptor_tag(Box strip, Box in, const BufferState& held) {
    const Box tag{strip.x, strip.y - 2, std::min(in.w, strip.w), strip.h + 4};
    draw_tag(picture_, tag, theme_);
    const std::string text = say(held.buffer == Buffer::pipe ? "references" : "descriptor");
    if (style_.measure.width(text, small) <= tag.w - 24)
      picture_.text({tag.x + 8, tag.center().y + 4.7F}, text, small, rgb(0x12161C));
  }

  void draw_strip(Box strip, const BufferState& held, bool empty) {
    picture_.fill(strip, theme_.well, 3);
    if (!empty) {
      const double all = static_cast<double>(std::max<std::int64_t>(1, held.capacity));
      const double from =
          std::clamp(static_cast<double>(held.first - held.strip_from) / all, 0.0, 1.0);
      const double to = std::clamp(from + static_cast<double>(held.held) / all, from, 1.0);
      const Box filled{strip.x + strip.w * static_cast<float>(from), strip.y,
                       strip.w * static_cast<float>(to - from), strip.h};
      fill_with(picture_, filled, ink_of(held.brought_by, theme_), theme_, 3);
    }
    cells(strip, held);
    picture_.outline(strip, {theme_.edge, 1}, 3);
  }

  /// Sixteen cells that answer to a click: whose byte is to be followed.
  void cells(Box strip, const BufferState& held) {
    constexpr int count = 16;
    for (int i = 0; i < count; ++i) {
      const float x = strip.x + strip.w * static_cast<float>(i) / count;
      if (i > 0)
        picture_.line({x, strip.y + 1}, {x, strip.bottom() - 1}, {theme_.ground.faded(0.5F), 1});
      const std::int64_t offset = held.strip_from + held.capacity / count * i;
      picture_.region({x, strip.y, strip.w / count, strip.h}, {"follow", offset, ""});
    }
    if (!options_.followed) return;
    const double at = static_cast<double>(*options_.followed - held.strip_from) /
                      static_cast<double>(std::max<std::int64_t>(1, held.capacity));
    if (at < 0 || at > 1 || *options_.followed < held.first ||
        *options_.followed >= held.first + held.held)
      return;
    const float x = strip.x + strip.w * static_cast<float>(at);
    picture_.fill({x - 2, strip.y - 4, 4, strip.h + 8}, theme_.accent, 2);
  }

  /// What the reference has and this case does without.
  void unused(Box box, std::string_view id) {
    if (!options_.ghosts) return;
    const auto which = *trace::buffer_named(id);
    if (std::ranges::none_of(*options_.ghosts, [&](const Route& route) {
          return route.source == which || route.target == which;
        }))
      return;
    picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, 8);
    picture_.enter(box);
    picture_.text({box.x + 12, box.y + 23}, say(id), name_font, theme_.second);
    picture_.text({box.x + 12, box.y + 45}, say("unused"), small, theme_.second);
    picture_.leave();
  }

  void mapping(Box box, const BufferState& held) {
    picture_.fill(box, theme_.raised, 8);
    picture_.outline(box, {theme_.descriptor_edge, 1.5F, Dash::dashed}, 8);
    picture_.region(box, {"part", 0, "user_buffer"});
    const Box in = box.inset(12, 10);
    picture_.enter(box);
    picture_.text({in.x, in.y + 13}, say("user_buffer"), name_font, theme_.text);
    const bool there = held.held > 0 && !options_.hidden;
    picture_.text({in.x, in.y + 36}, say(there ? "mapped" : "not_mapped"), small, theme_.second);
    if (there)
      picture_.text({in.x, in.y + 54}, say("mapped_bytes", {{"bytes", brief(Bytes(held.held))}}),
                    small, theme_.second);
    picture_.leave();
  }

  /// Submission and completion ring of io_uring: entries made so far, by the completions seen.
  void rings(Box box) {
    const Box in = frame(box, "rings", theme_.edge, 1, theme_.raised);
    picture_.enter(box);
    picture_.text({in.x, in.y + 13}, say("rings"), name_font, theme_.text);
    const bool active = !options_.hidden && state_.at_work(Kind::completion) != nullptr;
    for (int ring = 0; ring < 2; ++ring) {
      const Point center{in.x + in.w * (ring == 0 ? 0.27F : 0.73F), in.y + 24 + (in.h - 24) / 2};
      const float radius = std::min(in.w / 5, (in.h - 26) / 2);
      const bool lit = active ? ring == 1 : ring == 0 && state_.in_call && !options_.hidden;
      picture_.disc(center, radius, theme_.well,
                    {lit ? theme_.kernel : theme_.edge, lit ? 3.0F : 1.5F});
      picture_.text({center.x, center.y + 4.5F}, ring == 0 ? "SQ" : "CQ", {Face::medium, 12},
                    theme_.text, Align::center);
    }
    picture_.leave();
  }

  const Activity* activity_at(Buffer buffer) const {
    if (options_.hidden || !state_.current || !state_.current->route) return nullptr;
    const Activity& current = *state_.current;
    return current.span.target == buffer || current.span.source == buffer ? &current : nullptr;
  }

  void disk() {
    const Box box = layout_.parts.at("disk");
    const Activity* const access = options_.hidden ? nullptr : state_.at_work(Kind::disk_access);
    const Box in = frame(box, "disk", access ? theme_.accent : theme_.edge, access ? 2.0F : 1.0F,
                         theme_.raised);
    picture_.enter(box);
    part_title(in, Icon::disk, "disk");
    const BufferState* const held = state_.find(Buffer::disk);
    const Box strip{in.x, in.y + 30, in.w, strip_height};
    picture_.fill(strip, theme_.well, 3);
    if (held && held->held > 0) {
      picture_.fill(strip, theme_.waiting, 3);
      for (int i = 1; i < 16; ++i) {
        const float x = strip.x + strip.w * static_cast<float>(i) / 16;
        picture_.line({x, strip.y}, {x, strip.bottom()}, {theme_.raised, 1});
      }
    }
    if (access && access->under_way) {
      const float x = strip.x + strip.w * static_cast<float>(access->progress);
      picture_.fill({x - 2, strip.y - 3, 4, strip.h + 6}, theme_.accent, 2);
    }
    const std::string text =
        access ? say("seeks") : say("file", {{"bytes", brief(Bytes(held ? held->held : 0))}});
    picture_.paragraph({in.x, in.y + 52, in.w, in.h - 52}, text, small, theme_.second);
    picture_.leave();
  }

  void part_title(Box in, Icon icon, std::string_view key) {
    draw_icon(picture_, icon, {in.x, in.y - 1, 18, 18}, theme_.second);
    picture_.text({in.x + 25, in.y + 13}, say(key), name_font, theme_.text);
  }

  void engine(std::string_view id, bool of_disk) {
    const Box box = layout_.parts.at(std::string(id));
    const Activity* const work = carried_by(id);
    const Ink ink = ink_of(Kind::dma_copy, theme_);
    const Box in =
        frame(box, id, work ? ink.color : theme_.edge, work ? 2.0F : 1.0F, theme_.raised);
    picture_.enter(box);
    part_title(in, Icon::engine, id);
    const bool seen = state_.source == trace::Source::simulated;
    status({in.x, in.y + 28, in.w, 24}, work ? &ink : nullptr,
           work ? say("copying") : say(seen || options_.hidden ? "idle" : "not_observed"));
    const std::int64_t moved = moved_by(of_disk);
    if (!options_.hidden && seen)
      picture_.paragraph({in.x, in.y + 60, in.w, in.h - 60},
                         say("moved", {{"bytes", brief(Bytes(moved))}}), small, theme_.second);
    picture_.leave();
  }

  /// What the card's engine brought lies in the card; the disk's brought the rest.
  std::int64_t moved_by(bool of_disk) const {
    const std::int64_t card = state_.now.held_by(Buffer::nic);
    const bool by_pio = state_.in_the_end.copies.pio > 0;
    if (by_pio) return 0;
    return of_disk ? std::max<std::int64_t>(0, state_.now.bytes_copied.dma - card) : card;
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

  struct Work {
    std::string text;
    Ink ink;
    bool busy = false;
  };

  Work cpu_work() const {
    if (options_.hidden) return {say("idle"), {}, false};
    const Activity* const now = state_.current && actor(*state_.current) ? &*state_.current
                                : !state_.beside.empty() && actor(state_.beside.front())
                                    ? &state_.beside.front()
                                    : nullptr;
    if (!now) {
      const bool user = state_.mode == CpuMode::user && state_.begun && !state_.ended;
      return {user ? say("in_user") : say("free"), ink_of(Kind::user, theme_), false};
    }
    const Kind kind = now->span.kind;
    const std::string_view key = kind == Kind::cpu_copy      ? "busy_copy"
                                 : kind == Kind::pio_copy    ? "busy_pio"
                                 : kind == Kind::mode_switch ? "switching"
                                 : kind == Kind::interrupt   ? "interrupted"
                                 : kind == Kind::descriptor  ? "describes"
                                 : kind == Kind::map         ? "maps"
                                                             : "busy";
    return {say(key), ink_of(kind, theme_), true};
  }

  static bool actor(const Activity& each) {
    return each.span.kind != Kind::dma_copy && each.span.kind != Kind::disk_access &&
           each.span.kind != Kind::transmit && each.span.kind != Kind::receive;
  }

  void cpu() {
    const Box box = layout_.parts.at("cpu");
    const Work work = cpu_work();
    const bool copies = work.busy && work.ink.pattern != Pattern::solid;
    const Color ground = copies ? mix(theme_.raised, work.ink.color, 0.12F) : theme_.raised;
    const Box in = frame(box, "cpu", work.busy ? work.ink.color : theme_.edge,
                         work.busy ? 2.0F : 1.0F, ground);
    picture_.enter(box);
    draw_icon(picture_, Icon::chip, {in.x, in.y - 1, 18, 18},
              copies ? work.ink.color : theme_.second);
    picture_.text({in.x + 25, in.y + 13}, say("cpu"), name_font, theme_.text);
    mode_chip({in.right(), in.y - 3});
    status({in.x, in.y + 28, in.w, 24}, work.busy ? &work.ink : nullptr, work.text);
    if (!options_.hidden && state_.begun && !state_.ended) {
      picture_.text({in.x, in.y + 74}, say(work.busy ? "runs_for" : "could_else"), small,
                    theme_.second);
      if (copies && in.h >= 88)
        picture_.text({in.x, in.y + 93}, say("nothing_else"), {Face::medium, 13}, theme_.text);
    }
    picture_.leave();
  }

  void mode_chip(Point right_top) {
    if (options_.hidden || !state_.begun) return;
    const Font font{Face::medium, 13};
    const std::string text = say(state_.mode == CpuMode::kernel ? "mode_kernel"
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

  void nic() {
    const Box box = layout_.parts.at("nic");
    const BufferState* const held = state_.find(Buffer::nic);
    const bool busy = activity_at(Buffer::nic) != nullptr;
    const Box in =
        frame(box, "nic", busy ? ink_of(state_.current->span.kind, theme_).color : theme_.edge,
              busy ? 2.0F : 1.0F, theme_.raised);
    picture_.enter(box);
    part_title(in, Icon::card, "nic");
    if (held) {
      const bool empty = options_.hidden || held->held == 0;
      draw_strip({in.x, in.y + 30, in.w, strip_height}, *held, empty);
      const std::string all = brief(Bytes(held->capacity));
      std::string text =
          say("held_of", {{"held", brief(Bytes(empty ? 0 : held->held))}, {"all", all}});
      picture_.paragraph({in.x, in.y + 52, in.w, in.h - 52}, text, small, theme_.second);
    }
    picture_.leave();
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
      picture_.region(*box, {"answer", pick.key, ""});
    }
  }

  const StageState& state_;
  const StageLayout& layout_;
  const Style& style_;
  const Theme& theme_;
  const StageOptions& options_;
  Picture picture_;
};

} // namespace

Picture draw_stage(const StageState& state, const StageLayout& layout, const Style& style,
                   const StageOptions& options) {
  return Stage(state, layout, style, options).draw();
}

std::string time_text(Time time) {
  std::string text = brief(time);
  if (text.ends_with(" us")) text.replace(text.size() - 2, 2, "µs");
  return text;
}

} // namespace copyscope::figure
