// The parts of the stage that work: the process, CPUs with their mode, DMA engines, rings.
#include "figure/stage/stage_painter.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;

std::string_view work_key(Kind kind) {
  switch (kind) {
  case Kind::cpu_copy:
    return "busy_copy";
  case Kind::pio_copy:
    return "busy_pio";
  case Kind::mode_switch:
    return "switching";
  case Kind::interrupt:
    return "interrupted";
  case Kind::descriptor:
    return "describes";
  case Kind::map:
    return "maps";
  case Kind::pin:
    return "pins";
  case Kind::page_reference:
    return "refers";
  case Kind::kernel_work:
    return "kernel_work";
  case Kind::context_switch:
    return "switches_task";
  case Kind::softirq:
    return "softirq";
  case Kind::page_fault:
    return "faults";
  case Kind::unmap:
    return "unmaps";
  case Kind::evict:
    return "evicts";
  default:
    return "busy";
  }
}

/// The same on small stages, by what the strip of steps calls it.
std::string brief_key(const Activity& work) {
  if (work.span.kind == Kind::cpu_copy) return "stage.copying";
  if (work.span.kind == Kind::mode_switch)
    return work.span.name == trace::WellKnown::to_kernel ? "window.brief.mode_switch.to_kernel"
                                                         : "window.brief.mode_switch.to_user";
  return fmt::format("window.brief.{}", name_of(work.span.kind));
}

} // namespace

void WorkerPainter::draw(const Part& part, Box box) {
  switch (part.kind) {
  case PartKind::process:
    return process(part, box);
  case PartKind::engine:
    return is_large() ? engine(part, box) : small_engine(part, box);
  case PartKind::processor:
    return is_large() ? processor(part, box) : small_processor(part, box);
  default:
    return rings(part, box);
  }
}

/// "sleeps.disk": why the process in front sleeps; empty where it does not.
std::string WorkerPainter::sleep_key() const {
  std::string name = state_.sleeps_for;
  std::ranges::replace(name, ' ', '_');
  const std::string key = "sleeps." + name;
  return !name.empty() && assets::find_text("stage." + key, style_.language) ? key : std::string();
}

void WorkerPainter::process(const Part& part, Box box) {
  const std::string sleeps = options_.actor_hidden ? std::string() : sleep_key();
  const bool waits =
      !sleeps.empty() || (state_.in_call && state_.mode == CpuMode::idle && !options_.actor_hidden);
  // Of several, one that no CPU works for runs nowhere.
  const bool is_off_cpu =
      state_.has_several_flows && std::ranges::none_of(state_.parts, [&](const PartState& each) {
        return each.flow == state_.scene.front;
      });
  const Box in = frame(part, box, {theme_.edge, 1}, theme_.raised);
  if (waits) picture_.outline(box.inset(3), {theme_.waiting, 1, Dash::dashed}, 6);
  picture_.enter(box);
  draw_icon(picture_, Icon::process, {in.x, in.y, 18, 18}, theme_.second);
  const float name =
      26 + picture_.text({in.x + 26, in.y + 14}, name_of_part(part), name_font_, theme_.text);
  if (part.others > 0) {
    const std::string more = phrase("more", {{"n", grouped(part.others)}});
    if (name + 8 + style_.measure.width(more, body_) <= in.w)
      picture_.text({in.right(), in.y + 14}, more, body_, theme_.second, Align::right);
  }
  const std::string doing = !state_.begun     ? phrase("before")
                            : state_.ended    ? phrase("finished")
                            : !sleeps.empty() ? phrase(sleeps, {{"call", state_.call}})
                            : waits           ? phrase("waiting", {{"call", state_.call}})
                            : state_.in_call  ? phrase("in_call", {{"call", state_.call}})
                            : is_off_cpu      ? word("flow.does.between", style_.language)
                                              : phrase("in_user");
  const Box room{in.x, in.y + 26, in.w, in.h - 26};
  const auto lines = wrap(doing, body_, room.w, style_.measure).size();
  std::vector<std::string> ways{doing};
  if (state_.in_call) {
    ways.push_back(phrase("in_call_short", {{"call", state_.call}}));
    ways.push_back(state_.call + "()");
  }
  if (static_cast<float>(lines) * body_.line() <= room.h + 6)
    picture_.paragraph(room, doing, body_, theme_.second);
  else
    line({in.x, std::min(in.y + 38, box.bottom() - 8)}, in.w, ways, body_, theme_.second);
  picture_.leave();
}

// ---- Engines ----

void WorkerPainter::engine(const Part& part, Box box) {
  const Activity* const work = work_of(part);
  const Ink ink = ink_of(Kind::dma_copy, theme_);
  const Box in =
      frame(part, box, {work ? ink.color : theme_.edge, work ? 2.0F : 1.0F}, theme_.raised);
  picture_.enter(box);
  title(in, Icon::engine, name_of_part(part), in.w, theme_.second);
  status({in.x, in.y + 28, in.w, 24}, work ? Look::works : Look::rests, ink,
         phrase(work                     ? "copying"
                : options_.actor_hidden  ? "hidden"
                : state_.is_unseen(part) ? "not_observed"
                                         : "idle"));
  const BufferState* const card = state_.find(trace::Buffer::nic);
  const std::string bytes = brief(Bytes(moved_by(part)), Bytes(card ? card->capacity : 0));
  if (options_.picks.empty() && !state_.is_unseen(part))
    line({in.x, in.y + 71}, in.w, {phrase("moved", {{"bytes", bytes}}), bytes}, body_,
         theme_.second);
  picture_.leave();
}

/// What the card's engine brought lies in the card; the disk's brought the rest.
std::int64_t WorkerPainter::moved_by(const Part& part) const {
  const std::int64_t card = is_real() ? 0 : state_.now.held_by(trace::Buffer::nic);
  const std::int64_t all = state_.now.bytes_copied.dma + state_.now.inferred_bytes.dma;
  return part.serves == "disk" ? std::max<std::int64_t>(0, all - card) : card;
}

void WorkerPainter::small_engine(const Part& part, Box box) {
  const Activity* const work = work_of(part);
  const Ink ink = ink_of(Kind::dma_copy, theme_);
  frame(part, box, {work ? ink.color : theme_.edge, work ? 2.0F : 1.0F}, theme_.raised);
  const Box in = box.inset(5, 7);
  picture_.text_in({in.x, in.y - 2, in.w, 18},
                   shortened(name_of_part(part), name_font_, in.w + 6, style_.measure), name_font_,
                   theme_.text, Align::center);
  if (!options_.picks.empty()) return; // what it does may be what is asked, and keys stand there
  const Box room = layout_.is_on_wall() ? Box{in.x, box.bottom() - 25, in.w, 20}
                                        : Box{in.x, in.bottom() - 24, in.w, 22};
  status(room, work ? Look::works : Look::rests, ink,
         phrase(work                                              ? "busy"
                : options_.actor_hidden || state_.is_unseen(part) ? "hidden"
                                                                  : "idle"));
}

// ---- Processors ----

WorkerPainter::Work WorkerPainter::cpu_work(const Part& part) const {
  const auto rests = [](const std::string& text) { return Work{text, text, {}, Look::rests}; };
  if (options_.actor_hidden) return rests(phrase("hidden"));
  if (state_.is_unseen(part)) return rests(phrase("not_observed"));
  const Activity* const work = work_of(part);
  const bool in_user = facts(part).mode == CpuMode::user && state_.begun && !state_.ended;
  if (in_user && (!work || work->span.kind == Kind::user))
    return {phrase("in_user"), word("window.short.process", style_.language),
            ink_of(Kind::user, theme_), Look::hollow};
  if (!work) return rests(phrase("free"));
  return {phrase(work_key(work->span.kind)), word(brief_key(*work), style_.language),
          ink_of(work->span.kind, theme_), Look::works};
}

void WorkerPainter::processor(const Part& part, Box box) {
  const Work work = cpu_work(part);
  const bool works = work.look == Look::works;
  const bool copies = works && work.ink.pattern != Pattern::solid;
  const Color ground = copies ? mix(theme_.raised, work.ink.color, 0.12F) : theme_.raised;
  const Stroke edge{works ? edge_of(work.ink, theme_) : theme_.edge, works ? 2.0F : 1.0F};
  const Box in = frame(part, box, edge, ground);
  picture_.enter(box);
  const float mode = draw_mode(part, box, in);
  title(in, Icon::chip, name_of_part(part), in.w - mode, copies ? work.ink.color : theme_.second);
  const bool is_wide = style_.measure.width(work.text, {Face::medium, 12}) + 14 <= in.w;
  if (in.h >= 44)
    status({in.x, in.y + 28, in.w, 24}, work.look, work.ink, is_wide ? work.text : work.brief);
  if (options_.picks.empty() && state_.begun && !state_.ended && in.h >= 70) {
    const bool two = copies && in.h >= 92;
    if (two || !copies)
      line({in.x, in.y + 71}, in.w,
           {work.look == Look::rests ? phrase("could_else") : whom_it_serves(part), ""}, body_,
           theme_.second);
    if (copies)
      line({in.x, in.y + (two ? 90.0F : 71.0F)}, in.w, {phrase("nothing_else"), ""},
           {Face::medium, body_.size}, theme_.text);
  }
  picture_.leave();
}

std::string WorkerPainter::whom_it_serves(const Part& part) const {
  if (!state_.has_several_flows) return phrase("runs_for");
  const trace::FlowId flow = facts(part).flow;
  return flow == trace::no_flow
             ? phrase("runs_for_several")
             : phrase("runs_for_client", {{"n", grouped(std::int64_t{flow} + 1)}});
}

/// A word beside the name; where that would take the name's room, a bar at the edge. Returns the
/// width that it takes.
float WorkerPainter::draw_mode(const Part& part, Box box, Box in) {
  if (options_.actor_hidden || !state_.begun) return 0;
  const CpuMode mode = facts(part).mode;
  const bool is_called_free = mode == CpuMode::idle && !is_too_low(box);
  if (!is_large() && (is_called_free || state_.is_unseen(part))) return 0;
  const Look look = mode == CpuMode::kernel ? Look::works
                    : mode == CpuMode::user ? Look::hollow
                                            : Look::rests;
  const Ink ink{mode == CpuMode::user ? theme_.user : theme_.kernel, Pattern::solid, Dash::none};
  const std::string text = phrase(mode == CpuMode::kernel ? "mode_kernel"
                                  : mode == CpuMode::user ? "mode_user"
                                                          : "mode_idle");
  const float name = style_.measure.width(name_of_part(part), name_font_);
  const float margin = is_large() ? 20.0F : 8.0F;
  for (float size = is_large() ? 13.0F : 12.0F; size >= 10; size -= 0.5F)
    if (name + style_.measure.width(text, {Face::medium, size}) + margin <= in.w)
      return chip({in.right() + (is_large() ? 0.0F : 1.0F), in.y - 3}, text, look, ink, size) + 2;
  if (mode == CpuMode::idle) return 0;
  const Box bar{box.right() - 8, box.y + 5, 5, box.h - 10};
  if (mode == CpuMode::kernel)
    picture_.fill(bar, ink.color, 2);
  else
    picture_.outline(bar, {ink.color, 1.5F}, 2);
  return 4;
}

void WorkerPainter::small_processor(const Part& part, Box box) {
  const Work work = cpu_work(part);
  const bool works = work.look == Look::works;
  frame(part, box, {works ? edge_of(work.ink, theme_) : theme_.edge, works ? 2.0F : 1.0F},
        theme_.raised);
  const Box in = box.inset(box.w > 90 ? 7.0F : 4.0F, 7);
  const float mode = draw_mode(part, box, in);
  title(in, Icon::chip, name_of_part(part), in.w - mode, theme_.second);
  if (!options_.picks.empty() || is_too_low(box)) return;
  status(layout_.is_on_wall() ? Box{in.x, box.bottom() - 25, in.w, 20}
                              : Box{in.x, in.bottom() - 24, in.w, 22},
         work.look, work.ink, work.brief);
}

bool WorkerPainter::is_too_low(Box box) const {
  return !is_large() && box.h < (layout_.is_on_wall() ? 40.0F : 48.0F);
}

// ---- Rings ----

/// Submission and completion ring of io_uring: which of the two is in use.
void WorkerPainter::rings(const Part& part, Box box) {
  const Box in = frame(part, box, {theme_.edge, 1}, theme_.raised);
  picture_.enter(box);
  picture_.text({in.x, in.y + 13}, name_of_part(part), name_font_, theme_.text);
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

} // namespace copyscope::figure
