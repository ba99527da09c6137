// What a format takes: a row for each option of the export dialog, and the lists that drop down.
#include "figure/stage/stage.h"
#include "figure/timeline/timeline_labels.h"
#include "figure/words/time_words.h"
#include "gui/session/gestures.h"
#include "gui/views/export_parts.h"
#include "gui/views/overlay_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using Control = ExportControl;

constexpr float label_width = 96, most_height = 32, most_pitch = 41, least_pitch = 33;

class Options {
public:
  explicit Options(ExportParts& parts) : parts_(parts) {}

  Box draw(Box box) {
    const exports::Format& format = parts_.state.format();
    parts_.picture.text(
        {box.x, box.y + 16},
        fmt::format("{} ({})", parts_.title(fmt::format("name.{}", format.id)), format.extension),
        type::heading, parts_.ui.theme.text);
    Box about = box;
    about.take_top(24);
    box.take_top(std::max(
        72.0F, 34 + parts_.picture.paragraph(about, parts_.say(fmt::format("about.{}", format.id)),
                                             type::small, parts_.ui.theme.second)));
    std::vector<Control> controls = parts_.state.controls();
    std::erase_if(controls, [](Control control) {
      return control == Control::format || control >= Control::path;
    });
    pitch_ = std::clamp((box.h - part_height) / static_cast<float>(controls.size() + 1),
                        least_pitch, most_pitch);
    for (const Control control : controls)
      option(box, control);
    return list_at_;
  }

private:
  void option(Box& box, Control control) {
    Box row = box.take_top(pitch_);
    row.h = std::min(most_height, pitch_ - 5);
    const Box label = row.take_left(label_width);
    const std::string text = parts_.title(fmt::format("label.{}", name_of(control)));
    parts_.picture.text_in(label, text, parts_.fitting(text, type::body, label.w - 8),
                           parts_.ui.theme.second);
    if (control == Control::cases || control == Control::lanes)
      drop_down(row, control);
    else if (control == Control::width || control == Control::type || control == Control::dpi)
      stepper(row, control);
    else
      segments(row, control);
    if (control == Control::range && parts_.state.chosen(control) != 0) part(box);
  }

  /// From when to when.
  void part(Box& box) {
    const exports::Options options = parts_.state.options();
    const exports::Runs runs = parts_.state.runs();
    if (runs.empty()) return;
    const Box line = box.take_top(part_height);
    const assets::Values times{
        {"from", figure::time_text(options.from)},
        {"to", figure::time_text(std::min(options.to, runs.front()->end()))}};
    parts_.picture.text({line.x + label_width, line.y + 7}, parts_.say("from_to", times),
                        type::small, parts_.ui.theme.second);
  }

  std::vector<std::string> values_of(Control control) const {
    std::vector<std::string> values;
    const auto add = [&](std::string_view value) {
      values.push_back(parts_.say(fmt::format("choice.{}.{}", name_of(control), value)));
    };
    switch (control) {
    case Control::range:
      std::ranges::for_each(export_ranges, add);
      break;
    case Control::time:
      add("story");
      add("true");
      break;
    case Control::plain:
      add("whole");
      add("bare");
      break;
    case Control::theme:
      values.push_back(parts_.say("choice.auto"));
      std::for_each(ExportChoices::themes.begin() + 1, ExportChoices::themes.end(), add);
      break;
    case Control::language:
      add("english");
      add("chinese");
      break;
    default:
      for (const int steps : ExportChoices::handouts)
        values.push_back(fmt::format("{}", steps));
    }
    return values;
  }

  std::string hint_of(Control control, std::size_t index) const {
    if (control != Control::range || index == 0) return {};
    if (index == 1) return parts_.say("tip.shown");
    return parts_.say(parts_.state.can_choose(control, index) ? "tip.marked" : "tip.marks");
  }

  void segments(Box box, Control control) {
    const std::vector<std::string> values = values_of(control);
    parts_.picture.fill(box, parts_.ui.theme.raised, 6);
    parts_.picture.outline(box, {parts_.ui.theme.edge, 1}, 6);
    Box rest = box.inset(2);
    const float wide = rest.w / static_cast<float>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Box part = rest.take_left(wide);
      const bool on = parts_.state.chosen(control) == i, can = parts_.state.can_choose(control, i);
      const Action action = on_control(action::export_choose, control, i);
      if (on)
        parts_.picture.fill(part, parts_.ui.theme.accent, 5);
      else if (can && parts_.ui.is_hovered(action))
        parts_.picture.fill(part, parts_.ui.theme.selected, 5);
      parts_.picture.text_in(part, values[i],
                             parts_.fitting(values[i], on ? type::strong : type::body, part.w - 8),
                             on    ? parts_.ui.theme.on_accent
                             : can ? parts_.ui.theme.text
                                   : parts_.ui.theme.second,
                             Align::center);
      if (can)
        parts_.region(part, action, hint_of(control, i));
      else
        parts_.region(part, {region::disabled, 0, action.text}, hint_of(control, i));
    }
  }

  /// A text that is typed, or taken from the usual ones with the arrows beside it.
  void stepper(Box box, Control control) {
    const bool is_wrong = parts_.state.problem() == fmt::format("bad_{}", name_of(control));
    const auto arrow = [&](Box at, Icon icon, std::int64_t by, const char* tip) {
      const Action action{action::export_turn, by, std::string(name_of(control))};
      parts_.ui.icon_button(at, icon, parts_.is_still() ? Action{} : action, parts_.say(tip));
    };
    arrow(box.take_left(32, 6), Icon::left, -1, "tip.less");
    arrow(box.take_right(32, 6), Icon::right, 1, "tip.more");
    parts_.field(box, control, typed(control), parts_.say("choice.auto"), is_wrong);
  }

  const std::string& typed(Control control) const {
    const ExportChoices& choices = parts_.state.choices();
    return control == Control::width  ? choices.width
           : control == Control::type ? choices.type
                                      : choices.dpi;
  }

  void drop_down(Box box, Control control) {
    if (parts_.state.list() == control) list_at_ = box;
    const Action action = on_control(action::export_list, control);
    parts_.picture.fill(
        box, parts_.ui.is_hovered(action) ? parts_.ui.theme.selected : parts_.ui.theme.raised, 6);
    parts_.picture.outline(box, {parts_.ui.theme.edge, 1}, 6);
    Box in = box.inset(10, 0);
    const Box icon = in.take_right(14, 6);
    figure::draw_icon(parts_.ui.picture, Icon::down, {icon.x, icon.center().y - 7, 14, 14},
                      parts_.ui.theme.second);
    parts_.picture.text_in(in, summary_of(control), type::body, parts_.ui.theme.text);
    parts_.region(box, action);
  }

  std::string summary_of(Control control) const {
    std::size_t in = 0;
    const std::size_t all = control == Control::cases ? parts_.state.subject().runs.size()
                                                      : parts_.state.lanes().size();
    if (control == Control::cases)
      in = parts_.state.runs().size();
    else
      for (const std::string& lane : parts_.state.lanes())
        in += parts_.state.has_lane(lane) ? 1 : 0;
    if (control == Control::cases && in < 2) return parts_.say("alone");
    if (in == all) return parts_.say("all_of", {{"n", fmt::format("{}", all)}});
    return parts_.say("of_all", {{"n", fmt::format("{}", in)}, {"all", fmt::format("{}", all)}});
  }

  static constexpr float part_height = 22; // of the line that says from when to when

  ExportParts& parts_;
  float pitch_ = most_pitch;
  Box list_at_;
};

std::string lane_title(const ExportParts& parts, const std::string& name) {
  for (const auto& trace : parts.state.runs()) {
    const auto found = std::ranges::find(trace->lanes(), name, &trace::Lane::name);
    if (found != trace->lanes().end())
      return figure::lane_name(*trace, static_cast<trace::LaneId>(found - trace->lanes().begin()),
                               parts.ui.style.language);
  }
  return name;
}

} // namespace

Box draw_export_options(ExportParts& parts, Box box) {
  return Options(parts).draw(box);
}

void draw_export_list(ExportParts& parts, Box surface, Box below) {
  const Control control = *parts.state.list();
  std::vector<ListItem> items;
  const auto add = [&](const std::string& text, bool chosen, bool can) {
    items.push_back(
        {text, "", on_control(action::export_choose, control, items.size()), chosen, !can});
  };
  if (control == Control::cases) {
    for (std::size_t i = 0; i < parts.state.subject().runs.size(); ++i) {
      const ExportSubject::Run& run = parts.state.subject().runs[i];
      add(run.title.in(parts.ui.style.language), run.trace && parts.state.has_case(run.id),
          parts.state.can_choose(control, i));
    }
  } else {
    for (const std::string& lane : parts.state.lanes())
      add(lane_title(parts, lane), parts.state.has_lane(lane), true);
  }
  const float high = list_row * static_cast<float>(items.size()) + 12;
  const float y = std::max(16.0F, std::min(below.bottom() + 4, surface.bottom() - 16 - high));
  draw_list(parts.ui, surface, {below.x, y}, std::max(300.0F, below.w), items);
}

} // namespace copyscope::gui
