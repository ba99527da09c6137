// The foot of the export dialog: where the file goes, how far it is, and what has become of it.
#include "gui/session/gestures.h"
#include "gui/views/export_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using Control = ExportControl;

/// "5,381 B", "538 kB", "1.3 MB": no more digits than mean anything to somebody.
std::string size_text(std::int64_t bytes) {
  const auto count = static_cast<double>(bytes);
  if (bytes < 10'000) return fmt::format("{} B", figure::grouped(bytes));
  if (bytes < 1'000'000) return fmt::format("{:.0f} kB", count / 1000);
  return fmt::format("{:.1f} MB", count / 1'000'000);
}

class Foot {
public:
  Foot(ExportParts& parts, bool has_folders) : parts_(parts), has_folders_(has_folders) {}

  void draw(Box box) {
    Box row = box.take_top(38, 8);
    if (parts_.is_still())
      progress(row);
    else
      target(row);
    status(box);
  }

private:
  void target(Box row) {
    const std::string write = parts_.title(parts_.state.is_done() ? "done" : "write");
    const Box button = row.take_right(std::max(112.0F, parts_.ui.button_width(write)), 12);
    const bool can = parts_.state.is_done() || parts_.state.problem().empty();
    parts_.ui.button(button, write, {action::export_write, 0, ""},
                     can ? Ui::Look::primary : Ui::Look::disabled);
    const auto all = parts_.state.controls();
    if (std::ranges::find(all, Control::copy) != all.end()) {
      const std::string copy = parts_.title("copy");
      const Box second = row.take_right(std::max(92.0F, parts_.ui.button_width(copy)), 12);
      parts_.ui.button(second, copy, {action::export_copy, 0, ""},
                       parts_.state.can_copy() ? Ui::Look::plain : Ui::Look::disabled,
                       parts_.say("tip.copy"));
    }
    const std::string label = parts_.title("file");
    parts_.picture.text_in(row.take_left(parts_.ui.width(label, type::body), 12), label, type::body,
                           parts_.ui.theme.second);
    const std::string browse = parts_.title("browse");
    if (has_folders_)
      parts_.ui.button(row.take_right(parts_.ui.button_width(browse), 12), browse,
                       on_control(action::export_list, Control::path),
                       parts_.state.is_browsing() ? Ui::Look::primary : Ui::Look::plain,
                       parts_.say("tip.browse"));
    // What could not be written is typed anew.
    const ExportOutcome* const outcome = parts_.state.work().outcome();
    const bool has_failed = outcome && outcome->kind == ExportOutcome::Kind::failed;
    parts_.field(row, Control::path, parts_.state.path(), "", parts_.state.problem() == "no_path",
                 region::is_path | (has_failed ? region::typing_begins : 0));
  }

  void progress(Box row) {
    const std::string cancel = parts_.title("cancel");
    parts_.ui.button(row.take_right(std::max(112.0F, parts_.ui.button_width(cancel)), 12), cancel,
                     {action::cancel, 0, ""},
                     parts_.state.work().is_cancelling() ? Ui::Look::disabled : Ui::Look::plain,
                     parts_.say("tip.cancel"));
    const double done = std::clamp(parts_.state.work().progress(), 0.0, 1.0);
    const std::string percent = fmt::format("{:.0f} %", done * 100);
    parts_.picture.text_in(row.take_right(56, 8), percent, type::strong, parts_.ui.theme.text,
                           Align::right);
    const Box rail{row.x, row.center().y - 5, row.w, 10};
    parts_.picture.fill(rail, parts_.ui.theme.well, 5);
    parts_.picture.outline(rail, {parts_.ui.theme.edge, 1}, 5);
    parts_.picture.fill(
        {rail.x, rail.y, std::max(10.0F, rail.w * static_cast<float>(done)), rail.h},
        parts_.ui.theme.accent, 5);
  }

  void status(Box box) {
    const ExportWork& work = parts_.state.work();
    if (work.is_cancelling()) return line(box, parts_.say("stopping"));
    if (work.is_running() && work.aim() == ExportJob::Aim::text)
      return line(box, parts_.say("copying"));
    if (work.is_running())
      return line(box, with_path("writing", {{"path", ""}}, parts_.state.path(), box.w));
    if (const ExportOutcome* const outcome = work.outcome()) return draw_outcome(box, *outcome);
    if (const std::string_view wrong = parts_.state.problem(); !wrong.empty())
      return line(box, parts_.say(fmt::format("problem.{}", wrong)), true);
    line(box, parts_.say(parts_.state.replaces() ? "replaces" : "hint"));
  }

  void draw_outcome(Box box, const ExportOutcome& outcome) {
    assets::Values values{
        {"path", ""}, {"bytes", size_text(outcome.bytes)}, {"reason", outcome.reason}};
    switch (outcome.kind) {
    case ExportOutcome::Kind::failed:
      return alarm(box, parts_.say("failed", values));
    case ExportOutcome::Kind::too_long:
      return alarm(box, parts_.say("too_long"));
    case ExportOutcome::Kind::cancelled:
      return line(box, parts_.say("cancelled"), true);
    case ExportOutcome::Kind::done:
      figure::draw_icon(parts_.ui.picture, Icon::check, {box.x, box.y + 3, 16, 16},
                        parts_.ui.theme.text);
      box.take_left(24);
      const bool copied = parts_.state.work().aim() == ExportJob::Aim::text;
      if (copied) return line(box, parts_.say("copied", values), true);
      return line(box, with_path("saved", values, outcome.path, box.w), true);
    }
  }

  /// The sentence with as much of the path as there is room for.
  std::string with_path(std::string_view key, assets::Values values, const std::string& path,
                        float width) const {
    const float taken = parts_.ui.width(parts_.say(key, values), type::body);
    values["path"] = parts_.tail_of(path, type::body, width - taken);
    return parts_.say(key, values);
  }

  void line(Box box, const std::string& text, bool is_said = false) {
    parts_.picture.text({box.x, box.y + 16},
                        figure::shortened(text, type::body, box.w, parts_.ui.style.measure),
                        type::body, is_said ? parts_.ui.theme.text : parts_.ui.theme.second);
  }

  void alarm(Box box, const std::string& text) {
    box.h = 34;
    parts_.picture.fill(box, parts_.ui.theme.error, 6);
    const Box in = box.inset(12, 0);
    parts_.picture.text_in(in, figure::shortened(text, type::body, in.w, parts_.ui.style.measure),
                           type::body, parts_.ui.theme.text);
  }

  ExportParts& parts_;
  bool has_folders_; ///< that can be looked into
};

} // namespace

void draw_export_foot(ExportParts& parts, Box box, bool has_folders) {
  Foot(parts, has_folders).draw(box);
}

} // namespace copyscope::gui
