// The parts of the stage that hold bytes, each with a strip that shows which.
#include "figure/stage/stage_motion.h"
#include "figure/stage/stage_painter.h"
#include "sim/units/people.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

class Buffers : StagePainter {
public:
  using StagePainter::StagePainter;

  void draw() {
    for (const char* const id : {"page_cache", "user_buffer", "pipe", "socket_buffer"})
      if (const Box* const box = layout_.find(id)) buffer(*box, id);
    if (const Box* const box = layout_.find("rings")) rings(*box);
    disk();
    nic();
  }

private:
  void buffer(Box box, std::string_view id) {
    const auto which = *trace::buffer_named(id);
    const BufferState* const held = state_.find(which);
    if (!held) return unused(box, id);
    if (held->mapped) return mapping(box, *held);
    const Activity* const into = activity_at(which);
    const Color edge = into ? edge_of(ink_of(into->span.kind, theme_), theme_) : theme_.edge;
    const Box in = frame(box, id, edge, into ? 2.0F : 1.0F, theme_.raised);
    picture_.enter(box);
    const bool empty = held->held == 0;
    const bool tag = held->referred > 0;
    const float name = picture_.text({in.x, in.y + 13}, phrase(id), name_font, theme_.text);
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
    const std::string bytes = brief(Bytes(held.held), Bytes(held.capacity));
    const std::vector<std::string> ways =
        empty ? std::vector{phrase("empty")}
              : std::vector{
                    phrase("held_of", {{"held", bytes}, {"all", brief(Bytes(held.capacity))}}),
                    bytes};
    for (const std::string& way : ways) {
      if (style_.measure.width(way, small) > in.w - name - 10) continue;
      picture_.text({in.right(), in.y + 13}, way, small, theme_.second, Align::right);
      return;
    }
  }

  void caption(Box in, const BufferState& held, bool empty, bool tag) {
    if (in.h < 56) return;
    std::string text = empty ? phrase("no_bytes")
                             : phrase("range", {{"first", grouped(held.first)},
                                                {"last", grouped(held.first + held.held - 1)}});
    if (tag && empty)
      text = held.buffer == Buffer::pipe ? phrase("references")
                                         : brief(Bytes(held.referred), Bytes(held.capacity));
    if (style_.measure.width(text, small) > in.w)
      text = brief(Bytes(held.held), Bytes(held.capacity));
    picture_.text({in.x, in.y + 24 + strip_height + 17}, text, small, theme_.second);
  }

  void descriptor_tag(Box strip, Box in, const BufferState& held) {
    const Box tag{strip.x, strip.y - 2, std::min(in.w, strip.w), strip.h + 4};
    draw_tag(picture_, tag, theme_);
    const std::string text = phrase(held.buffer == Buffer::pipe ? "references" : "descriptor");
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
      picture_.region({x, strip.y, strip.w / count, strip.h}, {"follow", offset, ""},
                      filled("help.strip", style_.language, {{"offset", grouped(offset)}}));
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
    picture_.text({box.x + 12, box.y + 23}, phrase(id), name_font, theme_.second);
    picture_.text({box.x + 12, box.y + 45}, phrase("unused"), small, theme_.second);
    picture_.leave();
  }

  void mapping(Box box, const BufferState& held) {
    picture_.fill(box, theme_.raised, 8);
    picture_.outline(box, {theme_.descriptor_edge, 1.5F, Dash::dashed}, 8);
    part_region(box, "user_buffer");
    const Box in = box.inset(12, 10);
    picture_.enter(box);
    picture_.text({in.x, in.y + 13}, phrase("user_buffer"), name_font, theme_.text);
    const bool there = held.held > 0;
    picture_.text({in.x, in.y + 36}, phrase(there ? "mapped" : "not_mapped"), small, theme_.second);
    if (there && in.h >= 60)
      picture_.text({in.x, in.y + 54}, phrase("mapped_bytes", {{"bytes", brief(Bytes(held.held))}}),
                    small, theme_.second);
    picture_.leave();
  }

  /// Submission and completion ring of io_uring: entries made so far, by the completions seen.
  void rings(Box box) {
    const Box in = frame(box, "rings", theme_.edge, 1, theme_.raised);
    picture_.enter(box);
    picture_.text({in.x, in.y + 13}, phrase("rings"), name_font, theme_.text);
    const bool active = !options_.actor_hidden && state_.at_work(Kind::completion) != nullptr;
    for (int ring = 0; ring < 2; ++ring) {
      const Point center{in.x + in.w * (ring == 0 ? 0.27F : 0.73F), in.y + 24 + (in.h - 24) / 2};
      const float radius = std::min(in.w / 5, (in.h - 26) / 2);
      const bool lit = active ? ring == 1 : ring == 0 && state_.in_call;
      picture_.disc(center, radius, theme_.well,
                    {lit ? theme_.kernel : theme_.edge, lit ? 3.0F : 1.5F});
      picture_.text({center.x, center.y + 4.5F}, ring == 0 ? "SQ" : "CQ", {Face::medium, 12},
                    theme_.text, Align::center);
    }
    picture_.leave();
  }

  const Activity* activity_at(Buffer buffer) const {
    if (options_.actor_hidden || !state_.current || !state_.current->route) return nullptr;
    const Activity& current = *state_.current;
    return current.span.target == buffer || current.span.source == buffer ? &current : nullptr;
  }

  void disk() {
    const Box box = layout_.parts.at("disk");
    const Activity* const access =
        options_.actor_hidden ? nullptr : state_.at_work(Kind::disk_access);
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
    const std::string bytes = brief(Bytes(held ? held->held : 0));
    const std::vector<std::string> ways =
        access ? std::vector{phrase("seeks"), phrase("busy")}
               : std::vector{phrase("file", {{"bytes", bytes}}), bytes};
    line({in.x, in.y + 63}, in.w, ways, small, theme_.second);
    picture_.leave();
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
      const bool empty = held->held == 0;
      draw_strip({in.x, in.y + 30, in.w, strip_height}, *held, empty);
      const std::string bytes = brief(Bytes(empty ? 0 : held->held), Bytes(held->capacity));
      line({in.x, in.y + 63}, in.w,
           {phrase("held_of", {{"held", bytes}, {"all", brief(Bytes(held->capacity))}}), bytes},
           small, theme_.second);
    }
    picture_.leave();
  }
};

} // namespace

void draw_buffers(Picture& picture, const StageState& state, const StageLayout& layout,
                  const Style& style, const StageOptions& options) {
  Buffers(picture, state, layout, style, options).draw();
}

} // namespace copyscope::figure
