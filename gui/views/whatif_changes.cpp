// What a changed value has done: against what there was before, how far the new runs are, and the
// branch that leaves the run.
#include "figure/charts/ledger_chart.h"
#include "figure/stage/stage.h"
#include "figure/words/time_words.h"
#include "gui/views/panes.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// "before: chunk 64 KiB, page cache cold"
std::string before_text(Ui& ui, const Scene& scene) {
  std::string all;
  for (const WhatIf::Difference& each : scene.what_if.differences()) {
    all +=
        (all.empty() ? "" : "; ") + name_of_setting(ui, each.key) + " " + with_micro(each.before);
  }
  return all.empty() ? all : ui.say("changed.before", {{"value", all}});
}

/// How far the runs are, and a way to stop them; at the right of the head.
void draw_working(Ui& ui, const Scene& scene, Box in) {
  const std::string cancel = ui.title("top.cancel");
  Box row{in.x, in.y - 5, in.w, 28};
  ui.button(row.take_right(ui.button_width(cancel), 10), cancel, {action::cancel, 0, ""},
            Ui::Look::plain, ui.say("tip.cancel_run"));
  double done = 0;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    done += scene.session.slot(i).progress();
  done /= static_cast<double>(std::max<std::size_t>(1, scene.session.case_count()));
  const Box rail{row.right() - 90, row.center().y - 5, 90, 10};
  ui.picture.fill(rail, ui.theme.well, 5);
  ui.picture.outline(rail, {ui.theme.edge, 1}, 5);
  ui.picture.fill({rail.x, rail.y, std::max(6.0F, rail.w * static_cast<float>(done)), rail.h},
                  ui.theme.accent, 5);
}

} // namespace

/// Before and after, case by case.
void draw_changes(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("whatif.against_before"), type::heading,
                  ui.theme.text);
  if (scene.session.is_working()) draw_working(ui, scene, in);
  in.take_top(28);
  if (!scene.what_if.has_before()) {
    ui.picture.paragraph(in, ui.say("whatif.nothing_yet"), type::body, ui.theme.second);
    return ui.leave();
  }
  const std::vector<WhatIf::Change> changes = scene.what_if.changes();
  const bool has_estimate = std::ranges::any_of(changes, &WhatIf::Change::is_estimate);
  // What is estimated is said in the place of what is known already.
  const std::string before = has_estimate ? ui.say("whatif.estimate") : before_text(ui, scene);
  if (!before.empty())
    ui.picture.text({in.x, in.y + 10},
                    figure::shortened(before, type::small, in.w, ui.style.measure), type::small,
                    ui.theme.second);
  in.take_top(20);
  const auto figures = analysis::shown_in(&analysis::Places::change);
  const float name_width = in.w * 0.3F;
  const float cell = (in.w - name_width) / static_cast<float>(figures.size());
  Box head = in.take_top(22);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::string text = ui.say(fmt::format("ledger.{}", figures[i]->path));
    Font font = type::small;
    while (font.size > 10 && ui.width(text, font) > cell - 6)
      font.size -= 0.5F;
    ui.picture.text({head.x + name_width + cell * static_cast<float>(i + 1), head.y + 14}, text,
                    font, ui.theme.second, Align::right);
  }
  for (const WhatIf::Change& change : changes) {
    if (in.h < 40) break;
    const Box row = in.take_top(42);
    const std::string title = scene.session.which(change.case_index).title.in(ui.style.language);
    ui.picture.text({row.x, row.y + 16},
                    figure::shortened(title, type::small_strong, name_width - 8, ui.style.measure),
                    type::small_strong, ui.theme.text);
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const float x = row.x + name_width + cell * static_cast<float>(i + 1);
      std::string after = change.after ? figure::shown(*change.after, figures[i]->path) : "…";
      const std::string before =
          change.before ? figure::shown(*change.before, figures[i]->path) : "…";
      const bool differs = after != before;
      if (change.is_estimate) after.insert(0, "≈ ");
      Font font = differs ? type::small_strong : type::small;
      while (font.size > 10 && ui.width(after, font) > cell - 6)
        font.size -= 0.5F;
      ui.picture.text({x, row.y + 16}, after, font, differs ? ui.theme.text : ui.theme.second,
                      Align::right);
      if (differs)
        ui.picture.text({x, row.y + 33}, before, type::tiny, ui.theme.second, Align::right);
    }
  }
  ui.leave();
}

namespace {

/// What a change counts for, and what can be done with the branch that is there.
void draw_branch_controls(Ui& ui, const Scene& scene, Box row) {
  const std::vector<Ui::Segment> modes = {
      {ui.say("branch.everything"), {action::branching, 0, ""}, ui.say("tip.branching")},
      {ui.say("branch.from_here"), {action::branching, 1, ""}, ui.say("tip.branching")}};
  ui.segments(row.take_left(ui.segments_width(modes), 10), modes, scene.choices.branching ? 1 : 0);
  if (!scene.branch.is_there()) return;
  const std::string both = ui.title("branch.play_both");
  const Box button = row.take_left(ui.button_width(both), 8);
  ui.button(button, both, {action::against_branch, 0, ""},
            scene.branch.other() ? Ui::Look::plain : Ui::Look::disabled,
            ui.say("tip.against_branch"));
}

/// Where the two runs part, or what there is to be done.
void draw_branch_text(Ui& ui, const Scene& scene, Box in) {
  if (!scene.branch.is_there()) {
    if (scene.choices.branching)
      ui.picture.paragraph(in, ui.say("branch.choose"), type::small, ui.theme.second);
    return;
  }
  if (!scene.branch.other()) {
    ui.picture.paragraph(in, ui.say("top.simulating"), type::small, ui.theme.second);
    return;
  }
  const trace::SpanId at = scene.branch.parts_at();
  const trace::Trace& other = *scene.branch.other();
  if (at == trace::no_span || at >= other.size()) {
    ui.picture.paragraph(in, ui.say("whatif.never_parts"), type::small, ui.theme.second);
    return;
  }
  const float used = ui.picture.paragraph(
      in, fmt::format("{} {}", ui.say("whatif.parts_here"), figure::time_text(other[at].begin)),
      type::small_strong, ui.theme.text);
  in.take_top(used);
  ui.picture.region({in.x, in.y - used, in.w, used}, {action::row, at, ""});
  if (in.h > 20)
    ui.picture.text({in.x, in.y + 13},
                    figure::shortened(figure::sentence_of(other, at, ui.style.language),
                                      type::small, in.w, ui.style.measure),
                    type::small, ui.theme.second);
}

} // namespace

void draw_branch(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  Box head = in.take_top(28);
  ui.picture.text({head.x, head.y + 14}, ui.title("whatif.branch"), type::heading, ui.theme.text);
  if (scene.branch.is_there()) {
    const std::string drop = ui.title("branch.drop");
    ui.button({head.right() - ui.button_width(drop), head.y - 5, ui.button_width(drop), 28}, drop,
              {action::branch, 0, ""});
  }
  draw_branch_controls(ui, scene, in.take_top(34, 6));
  draw_branch_text(ui, scene, in);
  ui.leave();
}

} // namespace copyscope::gui
