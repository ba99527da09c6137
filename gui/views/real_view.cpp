// The scenario with actual system calls: start and cancel, figures with their evidence beside the
// simulated ones, and the calls of both under one axis.
#include "gui/session/real.h"

#include "figure/stage/stage.h"
#include "figure/words/real_words.h"
#include "gui/views/panes.h"
#include "gui/views/real_panes.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// The rows of the table, by their paths.
std::vector<std::string_view> shown_figures() {
  std::vector<std::string_view> paths;
  for (const analysis::CountedFigure* const each : analysis::shown_in(&analysis::Places::real)) {
    paths.push_back(each->path);
    if (each->member == &analysis::Result::duration_ps) paths.emplace_back("throughput");
  }
  return paths;
}

/// Evidence of a figure; "" where the report says none.
std::string evidence_of(const RealCase& real, std::string_view path) {
  const auto found = std::ranges::find_if(real.evidence, [&](const auto& each) {
    return each.first == path || each.first == std::string(path) + "_ps";
  });
  return found == real.evidence.end() ? std::string() : found->second;
}

void draw_table(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const RealCase* const real = scene.real.find(scene.shown().id);
  const auto& simulated = scene.session.shown_slot().result();
  const float name = in.w * 0.32F, cell = in.w * 0.19F;
  const auto columns = [&](Box row, const std::string& first, const std::string& second,
                           const std::string& third, const std::string& fourth, Font font,
                           figure::Color color) {
    const float y = row.center().y + 5;
    ui.picture.text({row.x, y}, figure::shortened(first, font, name - 8, ui.style.measure), font,
                    color);
    ui.picture.text({row.x + name + cell - 12, y}, second, font, color, Align::right);
    ui.picture.text({row.x + name + 2 * cell - 12, y}, third, font, color, Align::right);
    ui.picture.text({row.x + name + 2 * cell + 14, y},
                    figure::shortened(fourth, font, in.w - name - 2 * cell - 14, ui.style.measure),
                    font, color);
  };
  const auto word = [&](const char* key) { return figure::heading(key, ui.style.language); };
  columns(in.take_top(26), word("table.figure"), word("table.simulated"), word("table.real"),
          ui.title("real.evidence"), type::small_strong, ui.theme.second);
  ui.picture.line({in.x, in.y}, {in.right(), in.y}, {ui.theme.edge.faded(0.6F), 1});
  const std::vector<std::string_view> figures = shown_figures();
  const float pitch = std::clamp(in.h / static_cast<float>(figures.size()), 20.0F, 30.0F);
  for (const std::string_view path : figures) {
    if (in.h < pitch - 1) break;
    const std::string measured = real && real->ran ? figure::shown(real->result, path) : "–";
    columns(in.take_top(pitch), figure::heading(fmt::format("figure.{}", path), ui.style.language),
            simulated ? figure::shown(*simulated, path) : "–", measured,
            real && real->ran ? figure::evidence_text(evidence_of(*real, path), ui.style.language)
                              : std::string(),
            type::small, ui.theme.text);
  }
  ui.leave();
}

} // namespace

void draw_real_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  box.h -= 8;
  draw_real_control(ui, scene, box.take_top(real_control_height, pane_gap));
  Box right = box.take_right(std::max(320.0F, box.w * 0.3F), pane_gap);
  const float least_of_environment = 110;
  draw_real_durations(ui, scene,
                      right.take_top(std::min(real_durations_height(scene),
                                              right.h - least_of_environment - pane_gap),
                                     pane_gap));
  draw_real_environment(ui, scene, right);
  draw_table(ui, scene, box);
}

} // namespace copyscope::gui
