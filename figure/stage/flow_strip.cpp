#include "figure/stage/flow_strip.h"

#include "figure/words/wording.h"
#include "sim/units/people.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace copyscope::figure {

namespace {

constexpr Font cell_name{Face::medium, 14}, cell_text{Face::regular, 13};
constexpr Font chip_font{Face::medium, 12}, tiny_chip{Face::medium, 10};
constexpr float more_width = 96, widest_cell = 420;

/// What cells of a detail need.
struct CellRoom {
  FlowDetail detail;
  float least, gap; ///< width of a cell, and between two
};
constexpr std::array cell_rooms{CellRoom{FlowDetail::words, 170, 8},
                                CellRoom{FlowDetail::numbers, 44, 6},
                                CellRoom{FlowDetail::bars, 9, 3}};

std::uint32_t fitting(float width, const CellRoom& room) {
  return static_cast<std::uint32_t>(std::max(1.0F, (width + room.gap) / (room.least + room.gap)));
}

class FlowStrip {
public:
  FlowStrip(const trace::Trace& trace, trace::Cursor cursor, trace::FlowId front,
            const FlowStripLayout& layout, const Style& style)
      : trace_(trace), cursor_(cursor), front_(front), layout_(layout), style_(style),
        theme_(style.theme), services_(cpu_services(trace, cursor)), picture_(style.measure) {}

  Picture draw() {
    head();
    for (const FlowCell& cell : layout_.cells)
      draw(cell);
    if (layout_.more.w > 0) more();
    return std::move(picture_);
  }

private:
  std::string say(std::string_view key, const assets::Values& values = {}) const {
    return filled(fmt::format("flow.{}", key), style_.language, values);
  }
  float width(const std::string& text, Font font) const { return style_.measure.width(text, font); }

  void head() {
    const Box box = layout_.head;
    if (box.w <= 0) return;
    picture_.enter(box);
    picture_.text({box.x, box.y + 18}, say("heading"), {Face::bold, 16}, theme_.text);
    picture_.text({box.x, box.y + 38}, say("count", {{"n", grouped(std::int64_t{layout_.flows})}}),
                  cell_text, theme_.second);
    picture_.leave();
  }

  void draw(const FlowCell& cell) {
    const FlowState state = flow_state(trace_, cell.flow, cursor_, services_);
    const bool is_front = cell.flow == front_;
    const float radius = layout_.detail == FlowDetail::bars ? 3 : 6;
    picture_.fill(cell.box, is_front ? theme_.selected : theme_.panel, radius);
    picture_.outline(cell.box,
                     {is_front             ? theme_.accent
                      : state.cpus.empty() ? theme_.edge.faded(0.8F)
                                           : theme_.edge,
                      is_front ? 2.0F : 1.0F},
                     radius);
    picture_.enter(cell.box);
    if (layout_.detail == FlowDetail::words)
      in_words(cell, state);
    else if (layout_.detail == FlowDetail::numbers)
      as_number(cell, state);
    else
      as_bar(cell, state);
    picture_.leave();
    picture_.region(cell.box, {"flow", cell.flow, ""}, flow_hint(trace_, state, style_.language));
  }

  /// Name, which CPU or what it does, how far it is; the last ones where there is room.
  void in_words(const FlowCell& cell, const FlowState& state) {
    Box in = cell.box.inset(10, 0);
    const float line = in.y + 18;
    float x =
        in.x +
        picture_.text({in.x, line}, flow_name(cell.flow, style_.language), cell_name, theme_.text) +
        10;
    if (state.cpus.empty()) {
      const std::string does = brief_doing(state);
      if (x + width(does, cell_text) <= in.right())
        x += picture_.text({x, line}, does, cell_text, theme_.second) + 10;
    }
    for (const CpuService& cpu : state.cpus) {
      const std::string name = say("cpu", {{"n", fmt::format("{}", cpu.number)}});
      const float wide = width(name, chip_font) + 12;
      if (x + wide > in.right()) break;
      chip({x, in.y + 5, wide, 18}, name, cpu.mode, chip_font);
      x += wide + 6;
    }
    amount(state, {x, in.y, in.right() - x, 26});
    progress({in.x, cell.box.bottom() - 15, in.w, 8}, state);
  }

  void amount(const FlowState& state, Box room) {
    if (state.bytes == 0) return;
    const std::string done = brief(Bytes(state.arrived), Bytes(state.bytes));
    for (const std::string& text :
         {say("of", {{"done", done}, {"all", brief(Bytes(state.bytes))}}), done}) {
      if (width(text, cell_text) > room.w) continue;
      picture_.text({room.right(), room.y + 18}, text, cell_text, theme_.second, Align::right);
      return;
    }
  }

  std::string brief_doing(const FlowState& state) const {
    using Does = FlowState::Does;
    switch (state.does) {
    case Does::waits:
      return say("brief.waits");
    case Does::in_call:
      return say("brief.in_call", {{"call", state.call}});
    case Does::between:
      return say("brief.between");
    case Does::done:
      return say("brief.done");
    default:
      return say("brief.nothing_yet");
    }
  }

  void as_number(const FlowCell& cell, const FlowState& state) {
    const Box in = cell.box.inset(6, 0);
    const std::string number = grouped(static_cast<std::int64_t>(cell.flow) + 1);
    const float wide = picture_.text({in.x, in.y + 18}, number, cell_text,
                                     cell.flow == front_ ? theme_.text : theme_.second);
    float right = in.right();
    for (const CpuService& cpu : state.cpus) {
      const std::string name = fmt::format("{}", cpu.number);
      const float size = width(name, chip_font) + 8;
      if (right - size < in.x + wide + 3) break;
      chip({right - size, in.y + 6, size, 16}, name, cpu.mode, chip_font);
      right -= size + 3;
    }
    progress({in.x, cell.box.bottom() - 14, in.w, 7}, state);
  }

  /// Upright, from below; the number of the CPU above.
  void as_bar(const FlowCell& cell, const FlowState& state) {
    Box in = cell.box.inset(2, 2);
    const Box top = in.take_top(14, 2);
    picture_.fill(in, theme_.well, 1);
    const float high = in.h * static_cast<float>(std::clamp(state.share(), 0.0, 1.0));
    Ink ink = ink_of(state.brought_by, theme_);
    if (in.w < 8) ink.pattern = Pattern::solid;
    if (high > 0) fill_with(picture_, {in.x, in.bottom() - high, in.w, high}, ink, theme_, 1);
    if (state.cpus.empty()) return;
    const CpuService& cpu = state.cpus.front();
    const std::string name = fmt::format("{}", cpu.number);
    const bool fits = width(name, tiny_chip) + 1 <= top.w;
    chip(top, fits ? name : std::string(), cpu.mode, tiny_chip);
  }

  /// Filled in the kernel, hollow in user mode, as on the stage's CPUs.
  void chip(Box box, const std::string& text, CpuMode mode, Font font) {
    const bool is_user = mode == CpuMode::user;
    if (is_user)
      picture_.outline(box, {theme_.user, 1.5F}, 3);
    else
      picture_.fill(box, theme_.kernel, 3);
    if (!text.empty())
      picture_.text_in(box, text, font, is_user ? theme_.text : theme_.on_role, Align::center);
  }

  void progress(Box bar, const FlowState& state) {
    picture_.fill(bar, theme_.well, 3);
    const float wide = bar.w * static_cast<float>(std::clamp(state.share(), 0.0, 1.0));
    if (wide > 0)
      fill_with(picture_, {bar.x, bar.y, wide, bar.h}, ink_of(state.brought_by, theme_), theme_, 3);
    picture_.outline(bar, {theme_.edge, 1}, 3);
  }

  void more() {
    const Box box = layout_.more;
    const auto shown = static_cast<std::uint32_t>(layout_.cells.size());
    picture_.outline(box, {theme_.edge, 1, Dash::dashed}, 6);
    picture_.enter(box);
    picture_.text_in(box, say("more", {{"n", grouped(std::int64_t{layout_.flows - shown})}}),
                     cell_text, theme_.second, Align::center);
    picture_.leave();
    const trace::FlowId first = layout_.next();
    const auto last = std::min<std::int64_t>(std::int64_t{first} + layout_.page, layout_.flows);
    picture_.region(
        box, {"flow", first, ""},
        say("more_hint", {{"first", grouped(std::int64_t{first} + 1)}, {"last", grouped(last)}}));
  }

  const trace::Trace& trace_;
  trace::Cursor cursor_;
  trace::FlowId front_;
  const FlowStripLayout& layout_;
  const Style& style_;
  const Theme& theme_;
  std::vector<CpuService> services_;
  Picture picture_;
};

} // namespace

trace::FlowId FlowStripLayout::next() const {
  if (cells.empty() || cells.back().flow + 1 >= flows) return 0;
  return cells.back().flow + 1;
}

FlowStripLayout lay_out_flow_strip(std::uint32_t flows, trace::FlowId front, Box box, float head,
                                   bool is_on_wall) {
  FlowStripLayout layout;
  layout.box = box;
  layout.flows = flows;
  if (flows == 0) return layout;
  if (head > 0) layout.head = box.take_left(head, 8);
  const std::span<const CellRoom> rooms(cell_rooms.data(),
                                        cell_rooms.size() - (is_on_wall ? 1 : 0));
  const auto roomy = std::ranges::find_if(
      rooms, [&](const CellRoom& room) { return fitting(box.w, room) >= flows; });
  const CellRoom& room = roomy == rooms.end() ? rooms.back() : *roomy;
  layout.detail = room.detail;
  std::uint32_t count = flows;
  if (roomy == rooms.end()) {
    layout.more = box.take_right(std::min(more_width, box.w / 2), 8);
    count = fitting(box.w, room);
  }
  layout.page = count;
  // The page that the one in front is on.
  const trace::FlowId first = std::min(front, flows - 1) / count * count;
  const std::uint32_t end = std::min(flows, first + count);
  const auto cells = static_cast<float>(count);
  const float wide = std::min(widest_cell, (box.w - room.gap * (cells - 1)) / cells);
  for (trace::FlowId flow = first; flow < end; ++flow)
    layout.cells.push_back({flow, box.take_left(wide, room.gap)});
  return layout;
}

float flow_head_width(std::uint32_t flows, const Style& style) {
  const std::string count =
      filled("flow.count", style.language, {{"n", grouped(std::int64_t{flows})}});
  return std::max({72.0F, style.measure.width(count, cell_text),
                   style.measure.width(word("flow.heading", style.language), {Face::bold, 16})}) +
         8;
}

Picture draw_flow_strip(const trace::Trace& trace, trace::Cursor cursor, trace::FlowId front,
                        const FlowStripLayout& layout, const Style& style) {
  return FlowStrip(trace, cursor, front, layout, style).draw();
}

} // namespace copyscope::figure
