// Everything that a person can ask of the window, by name, and the keys that ask for it.
//
// Keys, buttons, clicks on a picture and tests all come down to a figure::Action, which the
// Controller performs. `number` and `text` are written beside the names that use them.
#pragma once

#include "figure/kit/picture.h"

namespace copyscope::gui {

using figure::Action;

namespace action {

// Moving the cursor (INTERFACE.md, "The window").
constexpr auto play = "play";           // or pause; in a lesson: on to the next narration
constexpr auto step_on = "step_on";     // →
constexpr auto step_back = "step_back"; // ←
constexpr auto page_on = "page_on";     // Page Down: in lessons the next slide, else a step
constexpr auto page_back = "page_back"; // Page Up
constexpr auto call_on = "call_on";     // Shift + →
constexpr auto call_back = "call_back"; // Shift + ←
constexpr auto effect = "effect";       // Ctrl + →: to what this step caused
constexpr auto cause = "cause";         // Ctrl + ←: to what caused this step
constexpr auto home = "home";
constexpr auto end = "end";
constexpr auto step = "step";       // number: to that step, from 1
constexpr auto row = "row";         // number: select that row of the trace and go there
constexpr auto line = "line";       // number: to the next execution of that line, from 1
constexpr auto seek = "seek";       // number: picoseconds
constexpr auto stop_at = "stop_at"; // text: copy, switch, byte, return: plays on to the next one
constexpr auto find = "find";       // opens the search among the rows
constexpr auto find_on = "find_on"; // to the next row that is looked for
constexpr auto find_back = "find_back";   // to the one before
constexpr auto find_close = "find_close"; // no more of it
constexpr auto recall = "recall";         // back to where one was before the last jump
constexpr auto bookmark = "bookmark"; // number: to that slide of the lesson, from 1; 0: start again

// How it plays.
constexpr auto speed = "speed";         // number: percent of normal; 0: the next of the usual ones
constexpr auto stop_each = "stop_each"; // stop after each step: on or off
constexpr auto story_time = "story_time"; // number: 1 story, 0 true, −1 the other one
constexpr auto play_whole = "play_whole"; // number: to the end: 1 in story time, quickly; 0 in true
constexpr auto race_stop = "race_stop";   // text: never, finish, step: where a race pauses
constexpr auto notice = "notice";         // what was told has been read

// What is looked at.
constexpr auto view = "view"; // text: stage, compare, follow, whatif, lesson, real, rows, home
constexpr auto show_case = "show_case"; // number: index of the case, from 0
constexpr auto case_on = "case_on";
constexpr auto case_back = "case_back";
constexpr auto reference = "reference"; // number: index of the case to compare with
constexpr auto part = "part"; // text: a part of the stage ("cpu"): an answer, or it is inspected
constexpr auto follow = "follow";                 // number: offset of the byte to follow
constexpr auto align_offsets = "align_offsets";   // compare by file offset in place of time
constexpr auto choose_case = "choose_case";       // number: index; in or out of the comparison
constexpr auto drop_case = "drop_case";           // number: index; out, for the one that came last
constexpr auto against_real = "against_real";     // compare simulated with real: on or off
constexpr auto against_branch = "against_branch"; // play a branch beside the run it leaves
constexpr auto source = "source";   // text: simulated, real: whose run plays; empty: the other one
constexpr auto explain = "explain"; // what the method of the shown case is; again: closed

// The timeline.
constexpr auto zoom_in = "zoom_in";
constexpr auto zoom_out = "zoom_out";
constexpr auto zoom_fit = "zoom_fit";
constexpr auto measure = "measure";   // set a mark; the second shows the time between
constexpr auto no_range = "no_range"; // what is selected is not any more

// The table of rows.
constexpr auto sort_rows = "sort_rows"; // text: column; the same again: the other way round
constexpr auto row_on = "row_on";       // ↓: to the row below
constexpr auto row_back = "row_back";   // ↑

// Of a run with several flows: clients, connections, copied files.
constexpr auto flow = "flow";                   // number: the one in front, from 0
constexpr auto flow_on = "flow_on";             // the next one
constexpr auto flow_back = "flow_back";         // the one before
constexpr auto lanes_by_flow = "lanes_by_flow"; // the timeline's lanes by flow or by part
constexpr auto fold = "fold"; // number: a group of lanes (lane_groups.h), or unfolds it
constexpr auto race_flows =
    "race_flows"; // number: 1 flows of the shown case race, 0 cases, −1 the others

// Lessons.
constexpr auto answer = "answer"; // number: choice, from 1
constexpr auto skip = "skip";     // show the answer
constexpr auto vote = "vote";     // count the hands for each choice; again: done counting
constexpr auto present = "present";
constexpr auto blank = "blank";

// What if.
constexpr auto set = "set";     // text: "KEY=VALUE", as --set; number 1: more of it is to come
constexpr auto reset = "reset"; // text: KEY; empty: all
constexpr auto level = "level"; // text: textbook, linux: of the model; empty: the other one
constexpr auto knob_group = "knob_group"; // text: a group of values that is folded, or unfolded
constexpr auto undo = "undo";
constexpr auto redo = "redo";
constexpr auto branch = "branch"; // text: "KEY=VALUE": what if it were so from here on; again: none
constexpr auto branching = "branching"; // number: 1: what is set is a branch's, 0: everything's

// Files.
constexpr auto open = "open";       // text: path or id; empty: ask
constexpr auto save = "save";       // text: path; empty: ask
constexpr auto confirm = "confirm"; // number: which answer to the open question, 0: the safe one
constexpr auto confirm_focus = "confirm_focus"; // number: to the answer after, before (−1) it
constexpr auto browse = "browse"; // text: folder that the file browser shows; empty: the one above
constexpr auto browse_all = "browse_all"; // number: 1: files of any kind, 0: what can be opened
constexpr auto pick = "pick";             // text: path that the dialog proposes from now on
constexpr auto run_real = "run_real";
constexpr auto real_part = "real_part"; // text: of the view of real runs: run, spans, counts, …
constexpr auto measure_crossover = "measure_crossover";
constexpr auto calibrate = "calibrate"; // this machine; predicts the crossover that was measured
constexpr auto cancel = "cancel";

// The export dialog. Its controls go by their names (gui/exporting/export_choices.h).
constexpr auto export_as = "export";            // opens it, closes it
constexpr auto export_choose = "export_choose"; // text: control; number: index of its value
constexpr auto export_turn = "export_turn";     // text: control; number: to the next value, −1
constexpr auto export_list = "export_list";     // text: control; its list drops down; again: closes
constexpr auto export_write = "export_write";   // writes the file; once that is done: closes
constexpr auto export_copy = "export_copy";     // to the clipboard

// What can be done with a thing, and the clipboard.
constexpr auto context = "context"; // number, text: as gui/control/context_target.h has it
constexpr auto context_choose = "context_choose"; // number: which line of that menu, from 0
constexpr auto copy = "copy"; // text: range, row, ledger, race; empty: what is selected or seen
constexpr auto copy_picture = "copy_picture"; // text: a format ("moment-png")

// The program itself.
constexpr auto language = "language";
constexpr auto theme = "theme";
constexpr auto type_larger = "type_larger";
constexpr auto type_smaller = "type_smaller";
constexpr auto help = "help";
constexpr auto about = "about";
constexpr auto menu = "menu"; // text: which list drops down; the same again closes it
constexpr auto back = "back"; // Esc: closes what lies on top
constexpr auto quit = "quit";

} // namespace action

} // namespace copyscope::gui
