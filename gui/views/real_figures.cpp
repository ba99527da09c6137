// The table of the view of real runs: every figure of the shown case, once by each source.
#include "figure/stage/stage.h"
#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "gui/session/real.h"
#include "gui/views/real_panes.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// A row of the table; `figure` is nullptr where it is no count, and does not vary by itself.
struct FigureRow {
  std::string_view path;
  const analysis::CountedFigure* figure = nullptr;
};

std::vector<FigureRow> figure_rows() {
  std::vector<FigureRow> rows;
  for (const analysis::CountedFigure* const each : analysis::shown_in(&analysis::Places::real)) {
    rows.push_back({each->path, each});
    if (each->member == &analysis::Result::duration_ps) rows.push_back({"throughput"});
  }
  return rows;
}

/// "17.2 – 28.2 ms", "12 – 15"; that it is always the same; empty where one round alone knows it.
std::string over_rounds(Ui& ui, const analysis::CaseReport& real, const FigureRow& row) {
  if (!row.figure) return {};
  const bool is_duration = row.figure->member == &analysis::Result::duration_ps;
  const analysis::Spread spread =
      is_duration ? real.duration : analysis::spread_of(real.rounds, row.figure->member);
  if (spread.rounds < 2) return {};
  if (spread.lowest == spread.highest) return ui.say("real.same_in_all");
  if (row.figure->type == scenario::FigureType::time) return range_text(spread);
  analysis::Result ends;
  const auto shown = [&](std::int64_t value) {
    ends.*row.figure->member = value;
    return figure::shown(ends, row.path);
  };
  return shown(spread.lowest) + " – " + shown(spread.highest);
}

/// The columns' left and right edges, as shares of the width.
struct ColumnEdges {
  float name, simulated, real, rounds; ///< each: where it ends
};
constexpr ColumnEdges edges{0.27F, 0.42F, 0.57F, 0.77F};

struct TableLine {
  std::string name, simulated, real, rounds, evidence;
};

void draw_line(Ui& ui, Box row, const TableLine& line, Font font, figure::Color color) {
  const float y = row.center().y + 5, gap = 10;
  const auto fit = [&](const std::string& text, float from, float to) {
    return figure::shortened(text, font, (to - from) * row.w - gap, ui.style.measure);
  };
  const auto right = [&](const std::string& text, float from, float to) {
    ui.picture.text({row.x + to * row.w - gap / 2, y}, fit(text, from, to), font, color,
                    Align::right);
  };
  ui.picture.text({row.x, y}, fit(line.name, 0, edges.name), font, color);
  right(line.simulated, edges.name, edges.simulated);
  right(line.real, edges.simulated, edges.real);
  right(line.rounds, edges.real, edges.rounds);
  ui.picture.text({row.x + edges.rounds * row.w + gap, y}, fit(line.evidence, edges.rounds, 1),
                  font, color);
}

/// The sends of a case that were timed alone.
std::array<TableLine, 2> sink_lines(const analysis::SinkTiming& timing, figure::Language language) {
  const analysis::Spread interval{.rounds = 2, .lowest = timing.low_ps, .highest = timing.high_ps};
  return {TableLine{figure::heading("sink.row", language), "–",
                    figure::time_text(Time::from_ps(timing.cpu_ps)), range_text(interval),
                    figure::word("evidence.measured", language)},
          TableLine{figure::heading("sink.verdict_row", language), "–",
                    figure::zero_copy_word(timing.verdict, language), "",
                    figure::zero_copy_evidence(timing.verdict, language)}};
}

/// By what source the figures beside the real ones are: the model's, or an observed program's.
std::string source_head(Ui& ui, const Scene& scene) {
  const auto& other = scene.session.shown_slot().result();
  const trace::Source source = other ? other->source : trace::Source::simulated;
  return figure::heading(fmt::format("source.{}", name_of(source)), ui.style.language);
}

} // namespace

void draw_real_figures(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const analysis::CaseReport* real = scene.real.find(scene.shown().id);
  if (real && !real->ran()) real = nullptr;
  const auto& other = scene.session.shown_slot().result();
  const figure::Language language = ui.style.language;
  draw_line(ui, in.take_top(26),
            {figure::heading("table.figure", language), source_head(ui, scene),
             figure::heading("table.real", language), ui.title("real.over_rounds"),
             ui.title("real.evidence")},
            type::small_strong, ui.theme.second);
  ui.picture.line({in.x, in.y}, {in.right(), in.y}, {ui.theme.edge.faded(0.6F), 1});
  const std::vector<FigureRow> rows = figure_rows();
  const bool has_sink = real && real->sink;
  const float pitch =
      std::clamp(in.h / static_cast<float>(rows.size() + (has_sink ? 2 : 0)), 20.0F, 30.0F);
  for (const FigureRow& row : rows) {
    if (in.h < pitch - 1) break;
    TableLine line{figure::heading(fmt::format("figure.{}", row.path), language),
                   other ? figure::shown(*other, row.path) : "–",
                   "–",
                   {},
                   {}};
    if (real) {
      line.real = figure::shown(real->result, row.path);
      line.rounds = over_rounds(ui, *real, row);
      line.evidence =
          figure::evidence_text(std::string(analysis::evidence_of(*real, row.path)), language);
    }
    draw_line(ui, in.take_top(pitch), line, type::small, ui.theme.text);
  }
  if (has_sink)
    for (const TableLine& line : sink_lines(*real->sink, language))
      if (in.h >= pitch - 1) draw_line(ui, in.take_top(pitch), line, type::small, ui.theme.text);
  ui.leave();
}

} // namespace copyscope::gui
