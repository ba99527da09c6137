#include "gui/control/action_table.h"

#include "gui/session/gestures.h"

namespace copyscope::gui {

namespace {

constexpr auto nothing = Takes::nothing;
constexpr auto number = Takes::number;
constexpr auto text = Takes::text;
constexpr auto both = Takes::both;
constexpr auto keys = AskedBy::keys;
constexpr auto control = AskedBy::control;
constexpr auto gesture = AskedBy::gesture;
constexpr auto none = Held::none;
constexpr auto shift = Held::shift;
constexpr auto ctrl = Held::ctrl;
constexpr auto shift_ctrl = Held::shift_ctrl;

using Actions = std::vector<DeclaredAction>;

Actions moving() {
  return {{action::play, nothing, control, {{"space", none, "play"}}},
          {action::step_on, nothing, control, {{"right", none, "step"}}},
          {action::step_back, nothing, control, {{"left", none, "step"}}},
          {action::page_on, nothing, control, {{"page_down", none, "page"}}},
          {action::page_back, nothing, control, {{"page_up", none, "page"}}},
          {action::call_on, nothing, keys, {{"right", shift, "call"}}},
          {action::call_back, nothing, keys, {{"left", shift, "call"}}},
          {action::effect, nothing, control, {{"right", ctrl, "cause"}}},
          {action::cause, nothing, control, {{"left", ctrl, "cause"}}},
          {action::home, nothing, control, {{"home", none, "ends"}}},
          {action::end, nothing, control, {{"end", none, "ends"}}},
          {action::step, number},
          {action::row, number},
          {action::line, number},
          {action::seek, number},
          {action::stop_at, text, control, {}, {"copy", "switch", "byte", "return"}},
          {action::find, nothing, control, {{"f", ctrl, "find"}}},
          {action::find_on, nothing, control, {{"f3", none, "find"}}},
          {action::find_back, nothing, control, {{"f3", shift, "find"}}},
          {action::find_close},
          {action::recall, nothing, keys, {{"backspace", none, "recall"}}},
          {action::bookmark, number},
          {action::speed, number},
          {action::stop_each},
          {action::story_time, number},
          {action::play_whole, number},
          {action::race_stop, text, control, {}, {"never", "finish", "step"}},
          {action::notice}};
}

Actions looking() {
  return {{action::view,
           text,
           control,
           {{"c", none, "compare", 0, "compare"},
            {"f", none, "follow", 0, "follow"},
            {"w", none, "whatif", 0, "whatif"},
            {"r", none, "real", 0, "real"},
            {"d", none, "rows", 0, "rows"}},
           {"stage", "compare", "follow", "whatif", "lesson", "real", "rows", "home"}},
          {action::show_case,
           number,
           control,
           {{"1", none, "number", 0},
            {"2", none, "number", 1},
            {"3", none, "number", 2},
            {"4", none, "number", 3},
            {"5", none, "number", 4},
            {"6", none, "number", 5},
            {"7", none, "number", 6},
            {"8", none, "number", 7},
            {"9", none, "number", 8}}},
          {action::case_back, nothing, control, {{"[", none, "case"}}},
          {action::case_on, nothing, control, {{"]", none, "case"}}},
          {action::reference, number},
          {action::part, text},
          {action::follow, number},
          {action::align_offsets},
          {action::choose_case, number},
          {action::drop_case, number},
          {action::against_real, number}, // so that its two buttons differ; it is the other one
          {action::against_branch},
          {action::source, text, control, {}, {"simulated", "real"}},
          {action::explain, nothing, control, {{"x", none, "explain"}}},
          {action::sort_rows, text},
          {action::row_back, nothing, keys, {{"up", none, "rows"}}},
          {action::row_on, nothing, keys, {{"down", none, "rows"}}},
          {action::scroll, both, gesture},
          {action::scroll_to, both, gesture}};
}

Actions timeline() {
  // + without Shift on most keyboards is =.
  return {{action::zoom_in, nothing, control, {{"+", none, "zoom"}, {"="}}},
          {action::zoom_out, nothing, control, {{"-", none, "zoom"}}},
          {action::zoom_fit, nothing, control, {{"0", none, "zoom"}}},
          {action::measure, nothing, keys, {{"m", none, "measure"}}},
          {action::no_range},
          {action::scrub, both, gesture},
          {action::scrubbed, text, gesture},
          {action::select, number, gesture},
          {action::range_from, both, gesture},
          {action::range_to, both, gesture},
          {action::pan, both, gesture},
          {action::zoom_at, both, gesture}};
}

Actions flows() {
  return {{action::flow, number},
          {action::flow_on, nothing, keys, {{"n", none, "flow"}}},
          {action::flow_back, nothing, keys, {{"n", shift, "flow"}}},
          {action::race_flows, number, control, {{"s", none, "race_flows", -1}}},
          {action::lanes_by_flow, nothing, control, {{"a", none, "lanes"}}},
          {action::fold, number}};
}

Actions lesson() {
  return {{action::answer, number},
          {action::skip},
          {action::present, nothing, control, {{"p", none, "present"}, {"f5", none, "present"}}},
          {action::vote, nothing, keys, {{"v", none, "vote"}}},
          {action::blank, nothing, keys, {{"b", none, "blank"}, {".", none, "blank"}}}};
}

Actions changing() {
  return {
      {action::set, both},
      {action::slide, both, gesture},
      {action::slid, text, gesture},
      {action::nudge, both, gesture},
      {action::reset, text},
      {action::level, text, control, {{"k", none, "level"}}, {"textbook", "linux"}},
      {action::knob_group, text},
      {action::undo, nothing, control, {{"z", ctrl, "undo"}}},
      {action::redo, nothing, control, {{"z", shift_ctrl}, {"y", ctrl, "undo"}}},
      {action::branch, text},
      {action::branching, number},
  };
}

Actions files() {
  return {{action::open, both, control, {{"o", ctrl, "open"}}},
          {action::save, both, control, {{"s", ctrl, "save"}}},
          {action::confirm, number},
          {action::confirm_focus, number, gesture},
          {action::browse, text},
          {action::browse_all, number},
          {action::pick, text},
          {action::run_real},
          {action::real_part, text, control, {}, {"run", "spans", "counts", "crossover"}},
          {action::measure_crossover},
          {action::calibrate},
          {action::cancel},
          {action::export_as, nothing, control, {{"e", none, "export"}}},
          {action::export_choose, both},
          {action::export_turn, both},
          {action::export_list, text},
          {action::export_write, number},
          {action::export_copy}};
}

Actions beside() {
  return {{action::context, both, gesture, {{"menu", none, "context"}, {"f10", shift, "context"}}},
          {action::context_choose, number},
          {action::copy, both, control, {{"c", ctrl, "copy"}}, {"range", "row", "ledger", "race"}},
          {action::copy_picture, text}};
}

Actions program() {
  return {{action::language, nothing, control, {{"l", none, "language"}}},
          {action::theme, nothing, control, {{"t", none, "theme"}}},
          {action::type_larger, nothing, keys, {{"+", ctrl, "type_size"}, {"=", ctrl}}},
          {action::type_smaller, nothing, keys, {{"-", ctrl, "type_size"}}},
          {action::help, nothing, control, {{"f1", none, "help"}, {"?", none, "help"}}},
          {action::about},
          {action::menu, text, control, {{"g", none, "until", 0, "until"}}},
          {action::back, nothing, control, {{"escape", none, "back"}}},
          {action::quit, number, keys, {{"q", ctrl, "quit"}}}};
}

} // namespace

const std::vector<DeclaredAction>& declared_actions() {
  static const Actions all = [] {
    Actions actions;
    for (const auto subject :
         {moving, looking, flows, timeline, lesson, changing, files, beside, program}) {
      const Actions some = subject();
      actions.insert(actions.end(), some.begin(), some.end());
    }
    return actions;
  }();
  return all;
}

} // namespace copyscope::gui
