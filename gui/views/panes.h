// The panes of the window, one file each: every one fills the box that it is given.
#pragma once

#include "gui/views/scene.h"

namespace copyscope::gui {

constexpr float header_height = 56, margin = 16, pane_gap = 8;

void draw_header(Ui& ui, const Scene& scene, Box box);
void draw_case_picker(Ui& ui, const Scene& scene, Box box); ///< 40 high
/// Whose run the stage plays, simulated or real; from the right. Nothing where none can be real.
void draw_source(Ui& ui, const Scene& scene, Box box);
/// Which case the shown one is held against; drops a list down. Returns its width.
float draw_reference(Ui& ui, const Scene& scene, Point left_middle);
/// Values that differ from the file's: how many, and a way back. Returns how wide it is.
float draw_changed(Ui& ui, const Scene& scene, Box box);
/// "Bytes per call", of "workload.chunk"; the key itself where nothing is called that.
std::string name_of_setting(const Ui& ui, std::string_view key);
void draw_changes(Ui& ui, const Scene& scene, Box box);
void draw_branch(Ui& ui, const Scene& scene, Box box);
void draw_code(Ui& ui, const Scene& scene, Box box);
float code_height(const Scene& scene); ///< that shows the whole listing
void draw_ledger_pane(Ui& ui, const Scene& scene, Box box);
void draw_key(Ui& ui, const Scene& scene, Box box);
float key_height(const Scene& scene);
/// Whether the key leaves enough of the column for the current step and its note.
bool has_room_for_key(const Ui& ui, const Scene& scene, Box column);
void draw_this_step(Ui& ui, const Scene& scene, Box box);
/// The method, in place of the stage: beside the code and the step.
void draw_explained(Ui& ui, const Scene& scene, Box box);
/// A part looked at, beside it.
void draw_inspected(Ui& ui, const Scene& scene, Box surface);
void draw_steps(Ui& ui, const Scene& scene, Box box); ///< 48 high
/// Of a run with several flows the strip of them; `has_tools`: with what else stands beside the
/// steps. figure::flow_strip_height high.
void draw_flows(Ui& ui, const Scene& scene, Box box, bool has_tools);
void draw_transport(Ui& ui, const Scene& scene, Box box); ///< 36 high
void draw_speed(Ui& ui, const Scene& scene, Box& box);    ///< takes it from the left
void draw_find_bar(Ui& ui, const Scene& scene, Box box);  ///< find_height() high
float find_height(const Scene& scene);                    ///< 0 while nothing is looked for
/// Where views begin: below the header, and below the bar of what is looked for.
float view_top(const Scene& scene);
void draw_until_menu(Ui& ui, const Scene& scene, Box surface);
void draw_context_menu(Ui& ui, const Scene& scene, Box surface);
void draw_notice(Ui& ui, const Scene& scene, Box surface);
void draw_opening(Ui& ui, const Scene& scene, Box surface); ///< a large file, while it is read
void draw_timeline_pane(Ui& ui, const Scene& scene, Box box);
float timeline_height(const Scene& scene);
void draw_race_timeline(Ui& ui, const Scene& scene, Box box);
float race_timeline_height(const Scene& scene);
void draw_question(Ui& ui, const Scene& scene, Box box); ///< in place of steps and transport
void draw_errors(Ui& ui, const Scene& scene, Box box);

void draw_export_dialog(Ui& ui, const Scene& scene, Box surface);
void draw_confirm(Ui& ui, const Scene& scene, Box surface);
void draw_saved(Ui& ui, const Scene& scene, Box surface);
/// The folder that is looked into, with the way up: 340 high.
enum class Picking : unsigned char { to_open, to_write };
void draw_file_browser(Ui& ui, const Scene& scene, Box box, Picking picking);
void draw_file_dialog(Ui& ui, const Scene& scene, Box surface, bool saving);

/// What lies over everything else: menus, help, about, dialogs; errors on top of all.
void draw_overlays(Ui& ui, const Scene& scene, Box surface);

// Views: all that is below the header.
void draw_stage_view(Ui& ui, const Scene& scene, Box box);
void draw_compare_view(Ui& ui, const Scene& scene, Box box);
void draw_follow_view(Ui& ui, const Scene& scene, Box box);
void draw_whatif_view(Ui& ui, const Scene& scene, Box box);
void draw_lesson_view(Ui& ui, const Scene& scene, Box box);
void draw_real_view(Ui& ui, const Scene& scene, Box box);
void draw_rows_view(Ui& ui, const Scene& scene, Box box);
void draw_home_view(Ui& ui, const Scene& scene, Box box);
void draw_presenter(Ui& ui, const Scene& scene, Box surface); ///< the whole surface

/// The stage with everything that the scene has to say about it: ghosts, question, followed byte.
figure::Picture stage_of(Ui& ui, const Scene& scene, Box box);

/// The whole window.
figure::Picture draw_window(const Scene& scene, Box surface, const figure::Style& style,
                            const Action* hovered);

} // namespace copyscope::gui
