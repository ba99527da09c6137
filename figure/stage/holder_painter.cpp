// The parts of the stage that hold bytes, each with a strip that shows which.
#include "figure/stage/stage_painter.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

constexpr float strip_height = 16;
constexpr int cell_count = 16;

/// The piece of a strip that is filled.
Box filled_part(Box strip, const BufferState& held) {
  const double all = static_cast<double>(std::max<std::int64_t>(1, held.capacity));
  const double from = std::clamp(static_cast<double>(held.first - held.strip_from) / all, 0.0, 1.0);
  const double to = std::clamp(from + static_cast<double>(held.held) / all, from, 1.0);
  return {strip.x + strip.w * static_cast<float>(from), strip.y,
          strip.w * static_cast<float>(to - from), strip.h};
}

Icon icon_of(const Part& part) {
  return part.place == Buffer::disk || part.text == "disk" ? Icon::disk : Icon::card;
}

} // namespace

void HolderPainter::draw(const Part& part, Box box) {
  if (part.is_spare) return spare(part, box);
  stack(part, box);
  if (part.kind == PartKind::mapping) return mapping(part, box);
  const bool is_device = part.kind == PartKind::device || part.kind == PartKind::wire ||
                         part.kind == PartKind::receiver;
  if (is_large())
    is_device ? device(part, box) : buffer(part, box);
  else
    is_device ? small_device(part, box) : small_buffer(part, box);
}

/// Behind it stand those of other flows.
void HolderPainter::stack(const Part& part, Box box) {
  const float step = is_large() ? 4.0F : 3.0F;
  for (int i = std::min(part.others, 2); i > 0; --i) {
    const Box behind = box.moved(step * static_cast<float>(i), -step * static_cast<float>(i));
    picture_.fill(behind, theme_.raised, is_large() ? 8.0F : 6.0F);
    picture_.outline(behind, {theme_.edge, 1}, is_large() ? 8.0F : 6.0F);
  }
}

/// A frame in the colour of what passes; what is left within it.
Box HolderPainter::frame_of(const Part& part, Box box) {
  const Activity* const into = passing(part);
  return frame(part, box,
               into ? Stroke{edge_of(ink_of(into->span.kind, theme_), theme_), 2}
                    : Stroke{theme_.edge, 1},
               theme_.raised);
}

// ---- Buffers, large ----

void HolderPainter::buffer(const Part& part, Box box) {
  static const BufferState nothing;
  const BufferState& held = facts(part).holds ? *facts(part).holds : nothing;
  const Box in = frame_of(part, box);
  picture_.enter(box);
  const std::string title = shortened(name_of_part(part), name_font_, in.w, style_.measure);
  const float name = picture_.text({in.x, in.y + 13}, title, name_font_, theme_.text);
  const bool only_refers = references(held) > 0 && (held.refers_only || held.held == 0);
  if (!only_refers) amount(in, name, held);
  const bool is_low = box.h < 54;
  const Box strip_box{in.x, in.y + (is_low ? 19.0F : 24.0F), in.w,
                      is_low ? strip_height - 4 : strip_height};
  if (held.refers_only)
    reference_strip(strip_box, held);
  else if (only_refers)
    descriptor_tag(strip_box);
  else
    strip(strip_box, held);
  caption(in, held);
  picture_.leave();
}

std::int64_t HolderPainter::references(const BufferState& held) const {
  return held.refers_only ? std::max(held.held, held.referred) + held.coming : held.referred;
}

/// Nothing of this size fits beside the name in every language: the longest that does.
void HolderPainter::amount(Box in, float name, const BufferState& held) {
  if (held.is_soft) return; // how much is there is not known
  const std::string bytes = brief(Bytes(held.held), Bytes(held.capacity));
  const std::vector<std::string> ways =
      held.held == 0
          ? std::vector{phrase("empty")}
          : std::vector{phrase("held_of", {{"held", bytes}, {"all", brief(Bytes(held.capacity))}}),
                        bytes};
  for (const std::string& way : ways) {
    if (style_.measure.width(way, body_) > in.w - name - 10) continue;
    picture_.text({in.right(), in.y + 13}, way, body_, theme_.second, Align::right);
    return;
  }
}

void HolderPainter::caption(Box in, const BufferState& held) {
  if (in.h < 56) return;
  const bool empty = held.held == 0;
  std::vector<std::string> ways{
      empty ? phrase("no_bytes")
            : phrase("range", {{"first", grouped(held.first)},
                               {"last", grouped(held.first + held.held - 1)}}),
      brief(Bytes(held.held), Bytes(held.capacity))};
  if (const std::int64_t refers = references(held);
      refers > 0 && (held.refers_only || held.held == 0)) {
    const BufferState* const card = state_.find(trace::Buffer::nic); // what is told of it, too
    const std::string bytes = brief(Bytes(refers), Bytes(card ? card->capacity : held.capacity));
    ways = {phrase("stands_for", {{"bytes", bytes}}), bytes};
  } else if (held.refers_only) {
    ways = {phrase("no_references"), phrase("empty")};
  } else if (held.is_soft) {
    const std::string bytes = brief(Bytes(held.held + held.coming), Bytes(held.capacity));
    ways = {phrase("up_to", {{"bytes", bytes}}), bytes};
  }
  line({in.x, in.y + 24 + strip_height + 17}, in.w, ways, body_, theme_.second);
}

void HolderPainter::descriptor_tag(Box strip_box) {
  const Box tag{strip_box.x, strip_box.y - 2, strip_box.w, strip_box.h + 4};
  draw_tag(picture_, tag, theme_);
  const std::string text = phrase("descriptor");
  if (style_.measure.width(text, body_) <= tag.w - 24)
    picture_.text({tag.x + 8, tag.center().y + 4.7F}, text, body_, rgb(0x12161C));
}

void HolderPainter::strip(Box strip_box, const BufferState& held, bool is_faint) {
  picture_.fill(strip_box, theme_.well, 3);
  BufferState shown = held;
  shown.held += held.coming; // all of it faintly: it may be there by now, and may not
  if (shown.held > 0) {
    Ink ink = ink_of(held.brought_by, theme_);
    if (is_faint || held.is_soft) ink.color = ink.color.faded(0.5F);
    fill_with(picture_, filled_part(strip_box, shown), ink, theme_, 3);
  }
  if (is_large()) cells(strip_box, held);
  picture_.outline(strip_box, {theme_.edge, 1}, 3);
}

/// A pipe has a place for each page: a tag for each one that is referred to, and no data.
void HolderPainter::reference_strip(Box strip_box, const BufferState& held) {
  picture_.fill(strip_box, theme_.well, 3);
  picture_.outline(strip_box, {theme_.edge, 1}, 3);
  const int places = std::max(2, static_cast<int>(strip_box.w / 16));
  const double share = static_cast<double>(references(held)) /
                       static_cast<double>(std::max<std::int64_t>(1, held.capacity));
  const int tags = std::clamp(static_cast<int>(std::ceil(share * places)), 0, places);
  const float pitch = (strip_box.w - 4) / static_cast<float>(places);
  for (int i = 0; i < tags; ++i)
    draw_tag(picture_,
             {strip_box.x + 3 + pitch * static_cast<float>(i), strip_box.y + 2.5F, pitch - 2.5F,
              strip_box.h - 5},
             theme_);
}

/// Cells that answer to a click: whose byte is to be followed.
void HolderPainter::cells(Box strip_box, const BufferState& held) {
  for (int i = 0; i < cell_count; ++i) {
    const float x = strip_box.x + strip_box.w * static_cast<float>(i) / cell_count;
    if (i > 0)
      picture_.line({x, strip_box.y + 1}, {x, strip_box.bottom() - 1},
                    {theme_.ground.faded(0.5F), 1});
    const std::int64_t offset = held.strip_from + held.capacity / cell_count * i;
    picture_.region({x, strip_box.y, strip_box.w / cell_count, strip_box.h}, {"follow", offset, ""},
                    filled("help.strip", style_.language, {{"offset", grouped(offset)}}));
  }
  if (!options_.followed) return;
  const double at = static_cast<double>(*options_.followed - held.strip_from) /
                    static_cast<double>(std::max<std::int64_t>(1, held.capacity));
  if (at < 0 || at > 1 || *options_.followed < held.first ||
      *options_.followed >= held.first + held.held)
    return;
  const float x = strip_box.x + strip_box.w * static_cast<float>(at);
  picture_.fill({x - 2, strip_box.y - 4, 4, strip_box.h + 8}, theme_.accent, 2);
}

/// What the reference has and this case does without.
void HolderPainter::spare(const Part& part, Box box) {
  if (!options_.ghosts || std::ranges::none_of(*options_.ghosts, [&](const Route& route) {
        return route.source == part.place || route.target == part.place;
      }))
    return;
  const float radius = is_large() ? 8 : 6;
  if (!is_large())
    picture_.fill(box, part.band == Band::user ? theme_.user_band : theme_.kernel_band, radius);
  picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, radius);
  picture_.enter(box);
  if (is_large()) {
    picture_.text({box.x + 12, box.y + 23}, name_of_part(part), name_font_, theme_.second);
    picture_.text({box.x + 12, box.y + 45}, phrase("unused"), body_, theme_.second);
  } else {
    picture_.text({box.center().x, box.y + 20},
                  shortened(name_of_part(part), body_, box.w - 4, style_.measure), body_,
                  theme_.second, Align::center);
    picture_.text({box.center().x, box.y + 38}, phrase("unused"), body_, theme_.second,
                  Align::center);
  }
  picture_.leave();
}

/// A window onto the page cache: framed twice, with the same pages in it, faintly, since they are
/// over there.
void HolderPainter::mapping(const Part& part, Box box) {
  static const BufferState nothing;
  const BufferState& held = facts(part).holds ? *facts(part).holds : nothing;
  const BufferState* const cache = state_.find(Buffer::page_cache);
  const bool there = held.held > 0;
  const Box in = frame(part, box, {theme_.second, there ? 1.5F : 1.0F}, theme_.raised);
  picture_.outline(box.inset(3), {theme_.second, 1}, is_large() ? 6.0F : 4.0F);
  picture_.enter(box);
  const float size = is_large() ? 13 : 12;
  const Font font{Face::regular, is_large() ? 13.0F : body_.size};
  const std::string name = shortened(name_of_part(part), name_font_, in.w, style_.measure);
  const float wide = picture_.text({in.x, in.y + size}, name, name_font_, theme_.text);
  const std::string brief_word = there ? word("window.stage.mapped", style_.language) : "–";
  const std::vector<std::string> ways{phrase(there ? "mapped" : "not_mapped"), brief_word};
  if (is_large()) {
    const auto way = std::ranges::find_if(ways, [&](const std::string& each) {
      return style_.measure.width(each, font) <= in.w - wide - 10;
    });
    if (way != ways.end())
      picture_.text({in.right(), in.y + 13}, *way, font, theme_.second, Align::right);
    const Box strip_box{in.x, in.y + 22, in.w, strip_height};
    strip(strip_box, there && cache ? *cache : BufferState(), true);
    if (there && in.h >= 56)
      line({in.x, in.y + 22 + strip_height + 17}, in.w,
           {phrase("mapped_bytes", {{"bytes", brief(Bytes(held.held))}}), brief(Bytes(held.held))},
           font, theme_.second);
  } else {
    line({in.x, box.bottom() - 9}, in.w, ways, body_, theme_.second);
  }
  picture_.leave();
}

// ---- Devices, large ----

void HolderPainter::device(const Part& part, Box box) {
  const Activity* const work = work_of(part);
  const Activity* const passes = passing(part);
  const bool is_disk = icon_of(part) == Icon::disk;
  const Color edge = is_disk  ? (work ? theme_.accent : theme_.edge)
                     : passes ? edge_of(ink_of(passes->span.kind, theme_), theme_)
                              : theme_.edge;
  const bool lit = is_disk ? work != nullptr : passes != nullptr;
  const Box in = frame(part, box, {edge, lit ? 2.0F : 1.0F}, theme_.raised);
  picture_.enter(box);
  title(in, icon_of(part), name_of_part(part), in.w, theme_.second);
  const BufferState* const held = facts(part).holds ? &*facts(part).holds : nullptr;
  const Box strip_box{in.x, in.y + 30, in.w, strip_height};
  if (is_disk) {
    file_strip(part, strip_box, held);
    if (is_picked(part)) return picture_.leave(); // its key stands there
    const std::string bytes = brief(Bytes(held ? held->held : 0));
    line({in.x, in.y + 63}, in.w,
         work ? std::vector{phrase("seeks"), phrase("busy")}
              : std::vector{phrase("file", {{"bytes", bytes}}), bytes},
         body_, theme_.second);
  } else if (held) {
    strip(strip_box, *held);
    if (is_picked(part)) return picture_.leave();
    const std::string bytes = brief(Bytes(held->held == 0 ? 0 : held->held), Bytes(held->capacity));
    const std::string all = brief(Bytes(held->capacity));
    const std::string most = brief(Bytes(held->held + held->coming), Bytes(held->capacity));
    line({in.x, in.y + 63}, in.w,
         held->is_soft ? std::vector{phrase("up_to", {{"bytes", most}}), most}
                       : std::vector{phrase("held_of", {{"held", bytes}, {"all", all}}), bytes},
         body_, theme_.second);
  }
  picture_.leave();
}

/// The file as it lies there, and where the head is.
void HolderPainter::file_strip(const Part& part, Box strip_box, const BufferState* held) {
  picture_.fill(strip_box, theme_.well, 3);
  if (held && held->held > 0) {
    picture_.fill(strip_box, theme_.waiting, 3);
    const int cells = is_large() ? 16 : 8;
    for (int i = 1; i < cells; ++i) {
      const float x = strip_box.x + strip_box.w * static_cast<float>(i) / static_cast<float>(cells);
      picture_.line({x, strip_box.y}, {x, strip_box.bottom()}, {theme_.raised, 1});
    }
  }
  const Activity* const access = work_of(part);
  if (!access || !access->under_way) return;
  const float x = strip_box.x + strip_box.w * static_cast<float>(access->progress);
  picture_.fill({x - 2, strip_box.y - 3, 4, strip_box.h + 6}, theme_.accent, 2);
}

// ---- Small ----

void HolderPainter::small_buffer(const Part& part, Box box) {
  static const BufferState nothing;
  const BufferState& held = facts(part).holds ? *facts(part).holds : nothing;
  const Box in = frame_of(part, box);
  // A long name goes nearer to the edges and gets smaller before it is cut.
  const std::string name = name_of_part(part);
  const float apart = style_.measure.width(name, name_font_) > in.w ? 4.0F : 0.0F;
  Font font = name_font_;
  while (font.size > 11 && style_.measure.width(name, font) > in.w + 2 * apart)
    font.size -= 0.5F;
  picture_.text({in.x - apart, in.y + 12}, shortened(name, font, in.w + 2 * apart, style_.measure),
                font, theme_.text);
  // On the wall apart from what hangs down from its name.
  const Box strip_box = layout_.is_on_wall() ? Box{in.x, box.bottom() - 16, in.w, 11}
                                             : Box{in.x, in.bottom() - 15, in.w, 13};
  if (state_.is_unseen(part))
    return picture_.outline(strip_box, {theme_.waiting, 1, Dash::dashed}, 3);
  if (held.refers_only) return reference_strip(strip_box, held);
  if (held.referred > 0 && held.held == 0)
    return draw_tag(picture_, strip_box.inset(0, -2), theme_);
  strip(strip_box, held);
}

void HolderPainter::small_device(const Part& part, Box box) {
  const Activity* const work = work_of(part);
  const bool is_disk = icon_of(part) == Icon::disk;
  // Docked engines: that one moves bytes is seen at the device.
  const Activity* moves = passing(part);
  for (const Part& each : state_.scene.parts)
    if (each.serves == part.id && layout_.docked.contains(each.id) && work_of(each))
      moves = work_of(each);
  const Stroke edge = moves  ? Stroke{edge_of(ink_of(moves->span.kind, theme_), theme_), 2}
                      : work ? Stroke{theme_.accent, 2}
                             : Stroke{theme_.edge, 1};
  frame(part, box, edge, theme_.raised);
  const Box in = box.inset(std::min(7.0F, box.w * 0.09F), 7);
  title(in, icon_of(part), name_of_part(part), in.w, theme_.second);
  if (!options_.picks.empty()) return; // what it does may be what is asked, and keys stand there
  Box room = layout_.is_on_wall() ? Box{in.x, box.bottom() - 25, in.w, 20}
                                  : Box{in.x, in.bottom() - 24, in.w, 22};
  if (state_.is_unseen(part)) return status(room, Look::rests, {}, phrase("not_observed"));
  const bool has_docked = std::ranges::any_of(
      layout_.docked, [&](const auto& engine) { return engine.second == part.id; });
  if (has_docked) {
    const Box below{in.x, box.bottom() - 18, in.w, 14};
    docked_engine(part, below);
    room = {room.x, below.y - 11, room.w, 9};
  } else {
    room = room.inset(0, (room.h - 13) / 2);
  }
  const BufferState* const held = facts(part).holds ? &*facts(part).holds : nullptr;
  if (is_disk && work && work->under_way && !has_docked)
    status(room.inset(0, -4), Look::works, {theme_.waiting, Pattern::solid, Dash::none},
           phrase("seeks"));
  else if (is_disk)
    file_strip(part, room, held);
  else if (held)
    strip(room, *held);
}

/// The engine that has no box of its own, at the foot of its device.
void HolderPainter::docked_engine(const Part& device, Box room) {
  for (const Part& part : state_.scene.parts)
    if (part.serves == device.id)
      status(room, work_of(part) ? Look::works : Look::rests, ink_of(Kind::dma_copy, theme_),
             name_of_part(part));
}

} // namespace copyscope::figure
