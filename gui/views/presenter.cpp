// Presenter mode: one idea at a time, large enough for the last row. A clicker gives the lecture.
//
// A slide fills its surface: its words are as large as can be read from the back (WINDOW.md), and
// the stage has all the rest, below them where both come out large enough, else beside them. All
// sizes are shares of the surface, times what Ctrl + and − ask for.
#include "figure/pages/race_board.h"
#include "figure/stage/flow_strip.h"
#include "figure/stage/stage.h"
#include "figure/words/notes.h"
#include "figure/words/time_words.h"
#include "gui/views/race_cases.h"
#include "gui/views/slide_stage.h"
#include "gui/views/slide_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// Of the surface's height, in hundredths; of a tall one's, of what it would be as 4 : 3.
constexpr float words_size = 5.6F, names_size = 3.7F, title_size = 4.4F, least_title = 3.0F,
                note_size = 2.6F;

class Presenter {
public:
  Presenter(Ui& ui, const Scene& scene, Box surface)
      : ui_(ui), scene_(scene), surface_(surface), words_(ui, scene),
        edge_(std::min(surface.h, 0.75F * surface.w) / 100),
        unit_(edge_ * static_cast<float>(scene.choices.type_percent) / 100) {}

  void draw() {
    ui_.picture.enter(surface_);
    Box box = surface_.inset(4 * edge_, 0);
    box.take_top(2.4F * edge_);
    box.take_bottom(3 * edge_);
    const bool is_race = scene_.choices.view == View::compare;
    draw_head(box.take_top(1.45F * std::min(unit_, 1.5F * edge_) * title_size, 1.2F * edge_),
              is_race);
    if (is_race)
      draw_race(box);
    else
      draw_slide(box);
    ui_.picture.leave();
  }

private:
  struct Division {
    Box stage, words;
    float type = 0; ///< of the words
  };

  // ---- Head ----

  void draw_head(Box head, bool is_race) {
    const float baseline = head.y + head.h * 0.72F;
    const Font small{Face::regular, std::min(note_size * unit_, head.h * 0.5F)};
    if (is_race) {
      const std::string clock = figure::time_text(race_clock(scene_));
      const Font digits{Face::mono_bold, head.h * 0.62F};
      // Its width is that of the longest time: the title does not move as it runs.
      const float wide = std::max(ui_.width(clock, digits), 9 * 0.6F * digits.size);
      ui_.picture.text({head.right(), baseline}, clock, digits, ui_.theme.text, Align::right);
      head.take_right(wide, 3 * edge_);
    } else {
      draw_place(head, baseline, small);
    }
    const bool is_all = is_race || scene_.lesson.compares();
    const std::string title =
        (is_all ? scene_.session.scenario().title : scene_.shown().title).in(ui_.style.language);
    Font font{Face::bold, head.h / 1.45F};
    while (font.size > least_title * edge_ && ui_.width(title, font) > head.w)
      font.size -= 0.5F;
    ui_.picture.text({head.x, baseline}, figure::shortened(title, font, head.w, ui_.style.measure),
                     font, ui_.theme.text);
  }

  /// Along the upper edge how far the lesson is; which slide of how many, and the way to its start.
  void draw_place(Box& head, float baseline, Font font) {
    const std::size_t all = scene_.lesson.of(), at = scene_.lesson.index();
    if (all == 0 || at == 0) return;
    const Box rail{surface_.x, surface_.y, surface_.w, 0.9F * edge_};
    const float piece = rail.w / static_cast<float>(all);
    ui_.picture.fill(rail, figure::mix(ui_.theme.ground, ui_.theme.edge, 0.6F));
    ui_.picture.fill({rail.x, rail.y, piece * static_cast<float>(at), rail.h}, ui_.theme.accent);
    for (std::size_t i = 1; i <= all; ++i)
      ui_.picture.region({rail.x + piece * static_cast<float>(i - 1), rail.y, piece, 2 * rail.h},
                         {action::bookmark, static_cast<std::int64_t>(i), ""},
                         ui_.say("tip.bookmark"));
    const std::string text =
        ui_.say("lesson.slide_of", {{"n", fmt::format("{}", at)}, {"all", fmt::format("{}", all)}});
    const float wide =
        ui_.picture.text({head.right(), baseline}, text, font, ui_.theme.second, Align::right);
    head.take_right(wide, 0.6F * font.size);
    if (at > 1) {
      const Box icon = head.take_right(1.6F * font.size);
      const float edge = 0.9F * font.size;
      figure::draw_icon(ui_.picture, Icon::first,
                        {icon.center().x - edge / 2, baseline - edge * 0.9F, edge, edge},
                        ui_.theme.second);
      ui_.picture.region({icon.x, baseline - 1.3F * font.size, icon.w, 1.8F * font.size},
                         {action::bookmark, 0, ""}, ui_.say("tip.restart"));
    }
    head.take_right(2 * edge_);
  }

  // ---- The slide ----

  void draw_slide(Box box) {
    const Division division = divided(box);
    if (has_stage() && division.stage.h > 0) draw_stage(division.stage);
    Box words = division.words;
    const float high = std::min(words_.seen_height(words.w - indent(), division.type), words.h);
    ui_.picture.fill({words.x, words.y, 0.7F * edge_, high}, ui_.theme.accent, 3);
    words.take_left(indent());
    words_.draw(words, division.type);
  }

  float indent() const { return 2.6F * edge_; }

  bool has_stage() const { return scene_.has_trace(); }

  /// The type in which the stage's names come out in a box, at the most.
  float type_on_stage(Box box) const {
    if (!has_stage()) return 1000 * edge_;
    if (box.w <= 0 || box.h <= 0) return 0;
    if (scene_.lesson.compares())
      return box.h / figure::least_board_height(scene_.session.case_count(), 1);
    return figure::small_stage_name * figure::wall_stage_factor(box);
  }

  /// Words below the stage where both are large enough; else beside it where that is better.
  /// Nothing where neither is.
  std::optional<Division> divided_at(Box box, float share) const {
    const float type = words_size * unit_ * share, names = names_size * unit_ * share;
    const float gap = 2.4F * edge_;
    const Slide* const slide = scene_.lesson.current();
    const bool is_asked = slide && slide->kind != SlideKind::narration; // question and answer alike
    Division below{box, {}, type};
    below.words = below.stage.take_bottom(words_.height(box.w - indent(), type), gap);
    const bool fits_below = type_on_stage(below.stage) >= names;
    if (fits_below && !is_asked) return below;
    if (scene_.lesson.compares()) return std::nullopt;
    for (float part = 0.36F; part < 0.62F; part += 0.02F) {
      Division beside{box, {}, type};
      beside.words = beside.stage.take_right(box.w * part, gap);
      if (words_.height(beside.words.w - indent(), type) > box.h) continue;
      if (type_on_stage(beside.stage) >= names) return beside;
      break; // a wider column leaves less for the stage
    }
    return fits_below ? std::optional(below) : std::nullopt;
  }

  Division divided(Box box) const {
    for (float share = 1; share > 0.2F; share *= 0.97F)
      if (const auto division = divided_at(box, share)) return *division;
    Division words_alone{{}, box, 0.2F * words_size * unit_};
    return words_alone;
  }

  // ---- What it shows ----

  void draw_stage(Box box) {
    if (scene_.lesson.compares()) {
      figure::Picture board = figure::draw_race_board(
          racers_at_end(scene_, ui_.style.language), box,
          std::min(type_on_stage(box), 1.2F * names_size * unit_), 0, ui_.style);
      board.clear_regions(); // a slide stays with its own case
      return ui_.picture.add(std::move(board));
    }
    const auto factor_in = [&](Box room) {
      const float type = std::min(type_on_stage(room), 1.18F * names_size * unit_);
      return type / figure::small_stage_name;
    };
    float factor = factor_in(box);
    constexpr float below = figure::flow_strip_height + 6; // of the stage, for several flows
    if (scene_.has_flows()) factor = factor_in({box.x, box.y, box.w, box.h - below * factor});
    Box inner{0, 0, box.w / factor, box.h / factor};
    if (scene_.has_flows())
      ui_.picture.add(
          flows(inner.take_bottom(figure::flow_strip_height, 6)).scaled(factor, box.top_left()));
    ui_.picture.add(small_stage(inner).scaled(factor, box.top_left()));
  }

  figure::Picture flows(Box inner) const {
    const auto count = static_cast<std::uint32_t>(scene_.trace->tables().flows.size());
    const float head = figure::flow_head_width(count, ui_.style);
    return figure::draw_flow_strip(
        *scene_.trace, scene_.cursor(), scene_.front(),
        figure::lay_out_flow_strip(count, scene_.front(), inner, head, true), ui_.style);
  }

  figure::Picture small_stage(Box inner) const {
    const figure::StageState state = figure::stage_state(
        *scene_.trace, figure::routes_of(*scene_.trace), scene_.cursor(), scene_.front());
    const auto& first = scene_.session.slot(0).trace();
    const auto baseline = first ? figure::routes_of(*first) : std::vector<figure::Route>();
    figure::StageOptions options;
    options.ghosts = scene_.session.shown_case() == 0 ? nullptr : &baseline;
    options.hidden = scene_.lesson.hides_counters();
    options.actor_hidden = scene_.lesson.hides_actor();
    options.shows = names_shown(scene_);
    options.picks = picks_of(scene_);
    figure::Picture stage = figure::draw_stage(
        state, figure::stage_layout(state.scene, inner, figure::Detail::wall), ui_.style, options);
    return stage;
  }

  void draw_race(Box box) {
    const std::vector<figure::Racer> racers = racers_now(ui_, scene_);
    if (racers.empty()) return;
    const std::string_view note = figure::note_of_race(racers.size());
    if (!note.empty()) {
      const std::string text = figure::word(note, ui_.style.language);
      const Font font{Face::regular, note_size * edge_};
      const auto lines = figure::wrap(text, font, box.w, ui_.style.measure).size();
      ui_.picture.paragraph(box.take_bottom(static_cast<float>(lines) * font.line(), 1.2F * edge_),
                            text, font, ui_.theme.second);
    }
    const float most = box.h / figure::least_board_height(racers.size(), 1);
    ui_.picture.add(figure::draw_race_board(racers, box, std::min(most, names_size * unit_),
                                            scene_.races_flows()
                                                ? static_cast<int>(scene_.front()) + 1
                                                : static_cast<int>(scene_.session.shown_case()) + 1,
                                            ui_.style));
  }

  Ui& ui_;
  const Scene& scene_;
  Box surface_;
  SlideWords words_;
  float edge_; ///< a hundredth of the surface
  float unit_; ///< the same for type
};

} // namespace

void draw_presenter(Ui& ui, const Scene& scene, Box surface) {
  ui.picture.fill(surface, scene.choices.blank ? figure::rgb(0x000000) : ui.theme.ground);
  if (!scene.choices.blank) Presenter(ui, scene, surface).draw();
}

} // namespace copyscope::gui
