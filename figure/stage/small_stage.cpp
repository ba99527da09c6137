#include "figure/stage/small_stage_plan.h"

#include "figure/kit/icons.h"
#include "figure/stage/stage.h"
#include "figure/stage/stage_marks.h"
#include "figure/stage/stage_motion.h"
#include "figure/stage/stage_state.h"
#include "figure/words/wording.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

constexpr Font name_font{Face::medium, small_stage_name};

class SmallStage : SmallStagePlan {
public:
  SmallStage(Picture& picture, const StageState& state, const SmallStageOptions& options, Box box,
             const Style& style)
      : SmallStagePlan(state, box, options.on_wall), picture_(picture),
        baseline_(options.hidden ? nullptr : options.baseline), absent_(options.absent),
        hidden_(options.hidden), actor_hidden_(options.actor_hidden), shows_(options.shows),
        picks_(options.picks), style_(style),
        theme_(style.theme), body_{Face::regular, options.on_wall ? small_stage_name : 12.5F} {}

  void draw() {
    picture_.fill(bands_.user, theme_.user_band, 8);
    picture_.fill(bands_.kernel, theme_.kernel_band, 8);
    picture_.fill(bands_.hardware, theme_.hardware_band, 8);
    band_names();
    ghosts();
    casings();
    for (std::size_t i = 0; i < state_.routes.size(); ++i)
      route(state_.routes[i], state_.taken[i] != 0);
    buffer(user_, Buffer::user_buffer, "user_buffer");
    if (state_.find(Buffer::pipe)) buffer(pipe_, Buffer::pipe, "pipe");
    buffer(cache_, Buffer::page_cache, "page_cache");
    buffer(socket_, Buffer::socket_buffer, "socket_buffer");
    part(disk_, Icon::disk, "window.short.disk", works_disk());
    part(cpu_, Icon::chip, "window.short.cpu", works_cpu());
    part(nic_, Icon::card, "window.short.nic", works_nic());
    if (!actor_hidden_) {
      crossing();
      caption();
      packet();
    }
    rings();
    picks();
  }

private:
  struct Work {
    std::string text;
    Ink ink;
    bool busy = false;
  };

  /// Where there is room for them; the race has them once for all columns.
  void band_names() {
    if (!names_bands()) return;
    const auto name = [&](Box band, std::string_view key) {
      const Point at = is_named_above_ ? Point{name_above, 17} : Point{12, 22};
      picture_.text(band.top_left() + at, word(fmt::format("stage.{}", key), style_.language),
                    {Face::bold, 13}, theme_.text);
    };
    name(bands_.user, "user");
    name(bands_.kernel, "kernel");
    name(bands_.hardware, "hardware");
  }

  std::string short_name(std::string_view key) const {
    return word(fmt::format("window.short.{}", key), style_.language);
  }

  /// Then what happens inside a call was not observed.
  bool is_real() const { return state_.source == trace::Source::real; }

  bool has_own(const Route& ghost) const {
    return std::ranges::any_of(state_.routes, [&](const Route& own) {
      return trace::is_copy(own.kind) && own.source == ghost.source && own.target == ghost.target;
    });
  }

  bool uses_user_buffer() const {
    const BufferState* const user = state_.find(Buffer::user_buffer);
    return user && !user->mapped;
  }

  void ghosts() {
    if (!baseline_ || is_real()) return; // its copies have not fallen away: nobody saw them
    for (const Route& ghost : *baseline_) {
      if (!trace::is_copy(ghost.kind) || has_own(ghost) || ghost.target == Buffer::nic) continue;
      const Curve way = curve(ghost);
      picture_.curve(way, {theme_.waiting, 1.3F, Dash::dashed});
      const Point middle = way.at(0.5F);
      picture_.disc(middle, 8, theme_.ground, {theme_.waiting, 1});
      draw_icon(picture_, Icon::cross, {middle.x - 5, middle.y - 5, 10, 10}, theme_.second);
    }
  }

  /// Whether the row at this moment takes it, and who acts in that is being asked.
  bool asked_now(const Route& route) const {
    return actor_hidden_ && state_.current && state_.current->route &&
           state_.current->route->is_same(route);
  }

  NamedPlaces names(std::string_view name) const { return places_named(name, state_, !hidden_); }

  static bool goes_down(const Activity& mode_switch) {
    return mode_switch.span.name == trace::WellKnown::to_kernel;
  }

  /// The mode switch at this moment, where there is room beside the stage.
  void crossing() {
    const Activity* const now = state_.at_work(Kind::mode_switch);
    if (now && names_bands()) draw_crossing(crossing_way(goes_down(*now)));
  }

  void draw_crossing(const Curve& way) {
    picture_.line(way.from, way.to, {theme_.kernel, 3.5F});
    arrow_tip(picture_, way.to, way.to - way.from, 9, theme_.kernel);
  }

  /// Around what moves, or has moved: beneath it.
  void casings() {
    for (const std::string& name : shows_) {
      const NamedPlaces places = names(name);
      std::vector<Curve> ways, crossings;
      for (const Route& route : places.routes)
        if (route.kind != Kind::map) ways.push_back(curve(route));
      if (names_bands() && places.crossing && !actor_hidden_)
        ways.push_back(crossing_way(goes_down(*state_.at_work(Kind::mode_switch))));
      else if (names_bands() && places.crossings)
        crossings = {crossing_way(true), crossing_way(false)};
      if (ways.empty() && crossings.empty()) continue;
      picture_.group(mark_action(name));
      for (const Curve& way : ways)
        draw_casing(picture_, way, theme_);
      for (const Curve& way : crossings) { // none is under way, which would be drawn
        draw_casing(picture_, way, theme_);
        draw_crossing(way);
      }
      picture_.ungroup();
    }
  }

  /// Around parts and buffers: over them.
  void rings() {
    for (const std::string& name : shows_) {
      NamedPlaces places = names(name);
      if (places.interrupt) places.parts = {"cpu"};
      for (const Route& route : places.routes)
        if (route.kind == Kind::map) places.parts = {"user_buffer"};
      for (const std::string& part : places.parts) {
        const Box box = box_of_part(part);
        if (box.w <= 0) continue;
        picture_.group(mark_action(name));
        draw_ring(picture_, box.inset(-3), theme_, 8);
        picture_.ungroup();
        break;
      }
    }
  }

  /// The parts that a question lets one choose: dashed, with the key that chooses each. Two that
  /// have one box share it.
  void picks() {
    for (std::size_t i = 0; i < picks_.size(); ++i) {
      const auto box_at = [&](std::size_t at) { return box_of_part(picks_[at].part); };
      Box box = box_at(i);
      if (box.w <= 0) continue;
      for (std::size_t other = 0; other < picks_.size(); ++other)
        if (other != i && box_at(other) == box_at(i))
          box = other < i ? box.take_bottom(box.h / 2) : box.take_top(box.h / 2);
      const Pick& pick = picks_[i];
      picture_.outline(box.inset(-3), {theme_.accent, 2, Dash::dashed}, 8);
      const Box key{box.right() - 28, box.y + 6, 22, 22};
      picture_.fill(key, pick.tried ? theme_.well : theme_.accent, 4);
      if (pick.tried)
        draw_icon(picture_, Icon::cross, key.inset(4), theme_.text);
      else
        picture_.text_in(key, fmt::format("{}", pick.key), {Face::bold, 14}, theme_.on_accent,
                         Align::center);
      picture_.region(box, {"answer", pick.key, ""});
    }
  }

  const Activity* activity(const Route& route) const {
    if (actor_hidden_) return nullptr;
    if (state_.current && state_.current->route && state_.current->route->is_same(route) &&
        (state_.current->under_way || absent_ == false))
      return &*state_.current;
    const auto found = std::ranges::find_if(state_.beside, [&](const Activity& each) {
      return each.route && each.route->is_same(route);
    });
    return found == state_.beside.end() ? nullptr : &*found;
  }

  void route(const Route& route, bool taken) {
    const bool reference = !trace::is_copy(route.kind);
    if (reference && route.kind == Kind::map) return;
    const Activity* const now = activity(route);
    const Ink ink = ink_of(route.kind, theme_);
    const Color own = reference ? theme_.descriptor_edge : ink.color;
    const bool shown = now || (taken && !asked_now(route));
    if (hidden_ && !shown) return; // how many are to come may be the answer
    const Color color = shown ? own : theme_.line.faded(0.7F);
    Curve way = curve(route);
    if (reference) way = {way.to, way.arrive, way.leave, way.from}; // points at what it refers to
    picture_.curve(way.part(0, 1 - 5 / std::max(20.0F, length(way.to - way.from) * 1.2F)),
                   {color, now ? 3.0F : 1.8F, ink.dash});
    arrow_tip(picture_, way.to, way.heading(0.98F), 9, color);
    if (route.number > 0)
      numbered_disc(picture_, number_place(way), 9.5F, route.number,
                    shown ? ink.color : theme_.line, theme_.ground, theme_.text);
  }

  /// On the way, but below a short one, where the packet would hide it.
  static Point number_place(const Curve& way) {
    const bool is_short = length(way.to - way.from) < 70 && std::abs(way.to.y - way.from.y) < 5;
    return way.at(0.5F) + Point{0, is_short ? 21.0F : 0.0F};
  }

  void buffer(Box box, Buffer which, std::string_view key) {
    const BufferState* const held = state_.find(which);
    if (!held || held->mapped) return unused(box, which, key, held != nullptr);
    const bool active = !actor_hidden_ && state_.current && state_.current->under_way &&
                        state_.current->route && state_.current->span.target == which;
    picture_.fill(box, theme_.raised, 6);
    picture_.outline(box,
                     active ? Stroke{edge_of(ink_of(state_.current->span.kind, theme_), theme_), 2}
                            : Stroke{theme_.edge, 1},
                     6);
    const Box in = box.inset(8, 6);
    // A long name goes nearer to the edges before it is cut.
    const std::string name = short_name(key);
    const float apart = style_.measure.width(name, name_font) > in.w ? 4.0F : 0.0F;
    picture_.text({in.x - apart, in.y + 12},
                  shortened(name, name_font, in.w + 2 * apart, style_.measure), name_font,
                  theme_.text);
    // On the wall apart from what hangs down from its name.
    const Box strip = is_on_wall_ ? Box{in.x, box.bottom() - 16, in.w, 11}
                                  : Box{in.x, in.bottom() - 15, in.w, 13};
    if (is_real()) return picture_.outline(strip, {theme_.waiting, 1, Dash::dashed}, 3);
    if (held->referred > 0 && held->held == 0)
      return draw_tag(picture_, strip.inset(0, -2), theme_);
    picture_.fill(strip, theme_.well, 3);
    const double all = static_cast<double>(std::max<std::int64_t>(1, held->capacity));
    const double from =
        std::clamp(static_cast<double>(held->first - held->strip_from) / all, 0.0, 1.0);
    const double to = std::clamp(from + static_cast<double>(held->held) / all, from, 1.0);
    if (held->held > 0)
      fill_with(picture_,
                {strip.x + strip.w * static_cast<float>(from), strip.y,
                 strip.w * static_cast<float>(to - from), strip.h},
                ink_of(held->brought_by, theme_), theme_, 3);
    picture_.outline(strip, {theme_.edge, 1}, 3);
  }

  void unused(Box box, Buffer which, std::string_view key, bool mapped) {
    const bool in_baseline = baseline_ && std::ranges::any_of(*baseline_, [&](const Route& route) {
                               return route.source == which || route.target == which;
                             });
    if (!mapped && !in_baseline) return;
    picture_.fill(box, bands_.user.contains(box.center()) ? theme_.user_band : theme_.kernel_band,
                  6);
    picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, 6);
    const std::string text =
        word(mapped ? "window.stage.mapped" : "window.stage.not_used", style_.language);
    picture_.text({box.center().x, box.y + 20}, short_name(key), body_, theme_.second,
                  Align::center);
    picture_.text({box.center().x, box.y + 38}, text, body_, theme_.second, Align::center);
  }

  Work works_disk() const {
    if (actor_hidden_ || is_real()) return resting();
    if (state_.at_work(Kind::disk_access) && state_.at_work(Kind::disk_access)->under_way)
      return {word("stage.seeks", style_.language), {theme_.waiting}, true};
    return engine(true);
  }
  Work works_nic() const { return actor_hidden_ || is_real() ? resting() : engine(false); }
  Work resting() const {
    return {word(is_real() ? "window.stage.not_observed" : "window.stage.idle", style_.language),
            {},
            false};
  }

  Work engine(bool of_disk) const {
    const Activity* const copy = state_.at_work(Kind::dma_copy);
    const bool busy = copy && copy->under_way && copy->route && copy->route->by_disk == of_disk;
    if (busy) return {short_name("dma"), ink_of(Kind::dma_copy, theme_), true};
    return {word("window.stage.idle", style_.language), {}, false};
  }

  Work works_cpu() const {
    if (actor_hidden_ || is_real()) return resting();
    for (const Kind kind : {Kind::cpu_copy, Kind::pio_copy, Kind::descriptor, Kind::mode_switch,
                            Kind::interrupt, Kind::map}) {
      const Activity* const now = state_.at_work(kind);
      if (now && now->under_way)
        return {word(kind == Kind::cpu_copy ? "stage.copying"
                                            : fmt::format("window.brief.{}", brief_key(*now)),
                     style_.language),
                ink_of(kind, theme_), true};
    }
    return {word("window.stage.free", style_.language), {}, false};
  }

  static std::string brief_key(const Activity& now) {
    if (now.span.kind == Kind::mode_switch)
      return now.span.name == trace::WellKnown::to_kernel ? "mode_switch.to_kernel"
                                                          : "mode_switch.to_user";
    return std::string(name_of(now.span.kind));
  }

  void part(Box box, Icon icon, std::string_view key, const Work& work) {
    picture_.fill(box, theme_.raised, 6);
    picture_.outline(
        box, {work.busy ? edge_of(work.ink, theme_) : theme_.edge, work.busy ? 2.0F : 1.0F}, 6);
    const Box in = box.inset(7, 7);
    draw_icon(picture_, icon, {in.x, in.y, 15, 15}, theme_.second);
    picture_.text({in.x + 21, in.y + 12}, word(key, style_.language), name_font, theme_.text);
    const Box status = is_on_wall_ ? Box{in.x, box.bottom() - 25, in.w, 20}
                                   : Box{in.x, in.bottom() - 24, in.w, 22};
    std::string text = work.text;
    if (!picks_.empty()) return; // what it does may be what is asked, and keys stand there
    Font font{work.busy ? Face::medium : Face::regular, body_.size};
    while (is_on_wall_ && font.size > 11 && style_.measure.width(text, font) + 10 > status.w)
      font.size -= 0.5F;
    if (work.busy)
      fill_with(picture_, status, work.ink, theme_, 4);
    else
      picture_.outline(status, {theme_.waiting, 1, Dash::dashed}, 4);
    const float wide = style_.measure.width(text, font) + 8;
    if (wide > status.w - 2) return; // the pattern says it alone
    if (work.busy)
      picture_.fill({status.center().x - wide / 2, status.y + 2, wide, status.h - 4},
                    theme_.is_dark ? rgb(0x0A0D11) : rgb(0xFFFFFF), 3);
    picture_.text_in(status, text, font, work.busy ? theme_.text : theme_.second, Align::center);
  }

  void caption() {
    const Box band = bands_.kernel;
    const float left = is_named_above_ ? behind_name : labels_ + 8;
    const float right = is_named_above_ ? 28.0F : 8.0F; // a way into the socket buffer
    const Box line{band.x + left, band.y + 3, band.w - left - right, 20};
    const auto write = [&](const std::string& text) {
      if (style_.measure.width(text, body_) <= line.w)
        picture_.text_in(line, text, body_, theme_.text, Align::center);
    };
    if (absent_) return write(word("window.compare.fell_away", style_.language));
    if (!state_.current) return;
    const Activity& now = *state_.current;
    if (now.under_way && trace::is_copy(now.span.kind))
      return write(fmt::format("{} / {}", brief(Bytes(now.done), now.span.range().bytes),
                               brief(Bytes(static_cast<std::int64_t>(now.span.bytes)))));
    if (now.span.kind == Kind::descriptor)
      write(word("window.stage.address_only", style_.language));
    if (now.span.kind == Kind::map) write(word("window.stage.mapped_not_copied", style_.language));
  }

  void packet() {
    for (const Route& route : state_.routes) {
      const Activity* const now = activity(route);
      if (!now || !now->under_way || !trace::is_copy(route.kind)) continue;
      const Point at = curve(route).at(static_cast<float>(now->progress));
      const Box box{at.x - 9, at.y - 9, 18, 18};
      fill_with(picture_, box, ink_of(route.kind, theme_), theme_, 4);
      picture_.outline(box, {theme_.accent, 2}, 4);
    }
  }

  Picture& picture_;
  const std::vector<Route>* baseline_;
  bool absent_, hidden_, actor_hidden_;
  const std::vector<std::string>& shows_;
  const std::vector<Pick>& picks_;
  const Style& style_;
  const Theme& theme_;
  const Font body_;
};

} // namespace

void draw_small_stage(Picture& picture, const StageState& state, const SmallStageOptions& options,
                      Box box, const Style& style) {
  SmallStage(picture, state, options, box, style).draw();
}

} // namespace copyscope::figure
