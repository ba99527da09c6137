#include "gui/control/state_json.h"

#include "figure/pages/race.h"
#include "gui/control/beside_json.h"
#include "gui/control/crossover_state.h"
#include "sim/analysis/figures.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

Json vote_json(const Vote& vote) {
  const auto count = [&](std::size_t i) {
    return i < vote.counts() ? Json(vote.count(i)) : Json();
  };
  return {{"open", vote.is_open() ? Json(vote.counts()) : Json(0)},
          {"first", count(0)},
          {"second", count(1)}};
}

/// The question that is asked or answered on the current slide.
Json question_id(const Lesson& lesson) {
  return lesson.question_number() == 0 ? Json() : Json(lesson.question(*lesson.current()).id);
}

Json lesson_json(const Lesson& lesson, const std::vector<analysis::Result>& results) {
  const std::size_t question = lesson.question_number();
  const Slide* const slide = lesson.current();
  return {{"index", lesson.index()},
          {"of", lesson.of()},
          {"question", question == 0 ? Json() : Json(question)},
          {"question_id", question_id(lesson)},
          {"about_file", question != 0 && lesson.is_about_file(question - 1, results)},
          {"vote", question == 0 ? Json() : vote_json(lesson.answers(question - 1).vote)},
          {"shows", slide ? Json(lesson.shows(*slide)) : Json::array()},
          {"answered", lesson.answered()},
          {"asking", lesson.is_asking()},
          {"score", lesson.score()},
          {"first_tries", lesson.first_tries()},
          {"questions", lesson.questions()}};
}

Json selection_json(const Controller& controller) {
  const Player& player = controller.player();
  Json marks = Json::array();
  for (const Time mark : player.marks())
    marks.push_back(mark.ps());
  const trace::SpanId row = player.selection();
  const auto& byte = player.followed();
  return {{"row", row == trace::no_span ? Json() : Json(row)},
          {"part", controller.choices().part},
          {"byte", byte ? Json(byte->offset.count()) : Json()},
          {"marks_ps", std::move(marks)}};
}

Json real_json(const Real& real) {
  const bool failed = real.report() && !real.report()->error.empty();
  Json cases = Json::array();
  if (real.report())
    for (const analysis::CaseReport& each : real.report()->cases)
      cases.push_back({{"id", each.id()},
                       {"ran", each.ran()},
                       {"rounds", each.duration.rounds},
                       {"zero_copy", each.verdict ? Json(name_of(*each.verdict)) : Json()},
                       {"ties", each.ties},
                       {"tie", each.ratio ? Json(each.ratio->is_tie()) : Json()}});
  return {{"available", real.is_available()},
          {"running", real.is_running()},
          {"progress", real.progress()},
          {"current", real.current()},
          {"finished", real.report().has_value()},
          {"cancelled", real.report() && real.report()->cancelled},
          {"file", real.settings().file},
          {"rounds", real.settings().rounds},
          {"path", real.settings().path},
          {"drain", real.settings().drain},
          {"cases", std::move(cases)},
          {"error", failed ? Json(real.report()->error) : Json()}};
}

Json outcome_json(const ExportWork& work) {
  const ExportOutcome* const outcome = work.outcome();
  if (!outcome) return {};
  constexpr const char* kinds[] = {"done", "too_long", "cancelled", "failed"};
  return {{"kind", kinds[static_cast<std::size_t>(outcome->kind)]},
          {"aim", work.aim() == ExportJob::Aim::text ? "text" : "file"},
          {"path", outcome->path},
          {"bytes", outcome->bytes},
          {"reason", outcome->reason}};
}

Json preview_json(const ExportWork& work) {
  const ExportOutcome* const seen = work.seen();
  if (!seen) return {};
  const bool failed = seen->kind == ExportOutcome::Kind::failed;
  return {{"drawn", seen->drawing.has_value()},
          {"text", seen->text},
          {"error", failed ? Json(seen->reason) : Json()}};
}

/// What the dialog would export, and what it does.
Json export_json(const ExportDialog& dialog) {
  if (!dialog.is_open()) return {};
  const exports::Options options = dialog.options();
  Json cases = Json::array();
  for (const auto& trace : dialog.runs())
    cases.push_back(trace->header().case_id);
  const ExportWork& work = dialog.work();
  return {{"format", dialog.format().id},
          {"cases", std::move(cases)},
          {"from_ps", options.from.ps()},
          {"to_ps", options.to.ps()},
          {"lanes", options.lanes},
          {"time", options.in_story ? "story" : "true"},
          {"width", dialog.choices().width},
          {"type", dialog.choices().type},
          {"plain", options.is_plain},
          {"moment_ps", options.moment ? Json(options.moment->time.ps()) : Json()},
          {"theme", options.theme},
          {"dpi", dialog.choices().dpi},
          {"handout", options.handout},
          {"lang", options.language == figure::Language::zh ? "zh" : "en"},
          {"path", dialog.path()},
          {"replaces", dialog.replaces()},
          {"list", dialog.list() ? Json(name_of(*dialog.list())) : Json()},
          {"problem", dialog.problem()},
          {"previewing", work.is_previewing()},
          {"preview", preview_json(work)},
          {"running", work.is_running()},
          {"progress", work.progress()},
          {"outcome", outcome_json(work)}};
}

/// Where the race stands; `own_ps`: where each of those compared stands by itself, aligned by
/// offset.
Json race_json(const Controller& controller) {
  const Race& race = controller.race();
  Json own = Json::array();
  const Race::Alignment by = race.alignment();
  if (race.is_aligned())
    for (const std::size_t i : controller.choices().compared)
      if (const auto& trace = controller.session().slot(i).trace())
        own.push_back(figure::arrival_of(*trace, by.offset, by.into).cursor.time.ps());
  return {{"clock_ps", race.clock().ps()}, {"end_ps", race.end().ps()},
          {"playing", race.playing()},     {"stop", name_of(race.stop())},
          {"aligned", race.is_aligned()},  {"offset", by.offset},
          {"into", name_of(by.into)},      {"own_ps", std::move(own)}};
}

/// What is selected, and its ledger: that at its end less that at its begin.
Json range_json(const Controller& controller) {
  const auto& range = controller.player().range();
  const trace::Trace* const trace = controller.trace();
  if (!range || !trace) return {};
  const trace::Ledger ledger = difference(trace->ledger(range->from), trace->ledger(range->to));
  return {{"from_ps", range->from.time.ps()},
          {"to_ps", range->to.time.ps()},
          {"ledger", to_json(ledger, trace->header())}};
}

Json find_json(const Controller& controller) {
  const Finder& finder = controller.finder();
  if (!finder.is_open()) return {};
  const auto number = finder.number_of(controller.rows().current());
  return {{"text", finder.text()},
          {"matches", finder.matches()},
          {"number", number ? Json(*number) : Json()},
          {"progress", finder.progress()},
          {"working", finder.is_working()}};
}

/// The table of rows: how it is sorted, which row it stands on and where that is.
Json rows_json(const Controller& controller) {
  const RowTable& rows = controller.rows();
  const trace::SpanId row = rows.current();
  const bool is_there = row != trace::no_span;
  return {{"sorted_by", name_of(rows.order().column())},
          {"falls", rows.order().falls()},
          {"sorting", rows.order().is_working()},
          {"row", is_there ? Json(row) : Json()},
          {"place", is_there ? Json(rows.order().place_of(row)) : Json()},
          {"middle", rows.middle()}};
}

Json branch_json(const Branch& branch) {
  if (!branch.is_there()) return {};
  const trace::SpanId row = branch.parts_at();
  return {{"setting", branch.setting()},
          {"ready", branch.other() != nullptr},
          {"parts_at", row == trace::no_span ? Json() : Json(row)}};
}

/// The large file that is being read.
Json opening_json(const Session& session) {
  if (!session.is_opening()) return {};
  return {{"name", session.opening()}, {"progress", session.opening_progress()}};
}

/// What is told of the open trace's file.
Json notes_json(const FileNotes& notes) {
  return {{"damage", notes.damage}, {"unknown", notes.unknown}};
}

/// The question that is open: `about`, its `answers`, and which has the focus.
Json confirm_json(const Confirm& confirm) {
  if (!confirm.is_open()) return {};
  return {{"about", confirm.key()}, {"answers", confirm.answers()}, {"focus", confirm.focus()}};
}

Json saved_json(const Controller& controller) {
  if (!controller.saved()) return {};
  const Saved& saved = *controller.saved();
  return {{"path", saved.path}, {"expectations", saved.expectations}, {"left_out", saved.left_out}};
}

Json session_json(const Session& session) {
  Json settings = Json::object(), cases = Json::array();
  for (const scenario::Setting& each : session.settings())
    settings[each.key] = each.value;
  for (const scenario::Case& each : session.scenario().cases)
    cases.push_back(each.id);
  return {{"cases", std::move(cases)},
          {"settings", std::move(settings)},
          {"file", session.is_file() ? Json(session.name()) : Json()},
          {"working", session.is_working()},
          {"progress", session.is_open() ? session.shown_slot().progress() : 0}};
}

Json error_of(const Session& session) {
  const std::vector<Complaint> complaints = session.complaints();
  return complaints.empty() ? Json() : Json(text_of(complaints.front()));
}

/// The values of the what-if, as they are looked at.
Json knobs_json(const Controller& controller) {
  const KnobChoices& choices = controller.choices().knobs;
  Json open = Json::object();
  for (const KnobGroup& group :
       groups_of(controller.what_if().knobs(), choices, controller.what_if().level()))
    open[group.name] = group.is_open;
  return {{"sought", choices.sought}, {"open", std::move(open)}};
}

/// Where the cursor stands.
void add_place(Json& state, const Controller& controller) {
  const Player& player = controller.player();
  const trace::SpanId step = player.step_row();
  const trace::Trace* const trace = controller.trace();
  state["time_ps"] = player.cursor().time.ps();
  state["duration_ps"] = trace ? trace->end().ps() : 0;
  state["step"] = player.step();
  state["steps"] = player.steps();
  state["call"] = trace && step != trace::no_span ? (*trace)[step].call : 0;
  const bool in_race = controller.race().playing();
  state["playing"] = player.playing() || in_race;
  state["animating"] = player.animating() || in_race;
  state["speed"] = player.speed();
  state["story_time"] = player.in_story_time();
  state["stop_after_each_step"] = player.stops_after_each_step();
}

void add_looks(Json& state, const Choices& choices) {
  state["view"] = name_of(choices.view);
  state["lang"] = choices.language == figure::Language::zh ? "zh" : "en";
  state["theme"] = choices.theme;
  state["presenting"] = choices.presenting;
  state["blank"] = choices.blank;
  state["menu"] = choices.menu;
  state["help"] = choices.help;
  state["about"] = choices.about;
  state["type_percent"] = choices.type_percent;
  state["zoom"] = {choices.zoom.begin, choices.zoom.end};
  state["compared"] = choices.compared;
  state["fifth"] = choices.fifth ? Json(*choices.fifth) : Json();
  state["notice"] = choices.notice;
  state["reference"] = choices.reference;
  state["align_offsets"] = choices.align_offsets;
  state["against_real"] = choices.against_real;
  state["against_branch"] = choices.against_branch;
  state["branching"] = choices.branching;
  state["follow"] = choices.follow;
  state["lanes_by_flow"] = choices.lanes_by_flow;
  state["race_flows"] = choices.race_flows;
}

/// Of several flows: which is in front, and which groups of lanes are folded by hand.
void add_flows(Json& state, const Controller& controller) {
  const Choices& choices = controller.choices();
  const std::size_t flows = controller.trace() ? controller.trace()->tables().flows.size() : 0;
  state["flows"] = flows;
  state["flow"] = choices.flow < flows ? choices.flow : 0;
  Json folded = Json::object();
  for (const auto& [key, is_folded] : choices.folded)
    folded[fmt::format("{}", key)] = is_folded;
  state["folded"] = std::move(folded);
}

} // namespace

std::string text_of(const Complaint& complaint) {
  if (complaint.file.empty()) return complaint.message;
  if (complaint.line == 0) return fmt::format("{}: {}", complaint.file, complaint.message);
  return fmt::format("{}:{}:{}: {}", complaint.file, complaint.line, complaint.column,
                     complaint.message);
}

Json to_json(const trace::Ledger& ledger, const trace::Header& header) {
  Json held = Json::object();
  for (const trace::BufferInfo& each : header.buffers)
    held[std::string(name_of(each.buffer))] = ledger.held_by(each.buffer);
  Json json;
  for (const analysis::CountedFigure& each : analysis::counted_figures()) {
    if (!each.in_ledger) continue;
    json[Json::json_pointer(analysis::pointer_of(each.path))] = each.in_ledger(ledger);
  }
  json["held"] = std::move(held);
  return json;
}

Json state_of(const Controller& controller) {
  const Session& session = controller.session();
  const trace::Trace* const trace = controller.trace();
  Json state;
  state["scenario"] = session.is_open() ? Json(session.scenario().id) : Json();
  state["case"] = session.is_open() ? Json(session.which(session.shown_case()).id) : Json();
  const bool is_of_a_case = !trace || trace->header().has_case();
  state["source"] = controller.shows_real() ? "real"
                    : is_of_a_case          ? "simulated"
                                            : name_of(trace->header().source);
  add_place(state, controller);
  add_looks(state, controller.choices());
  add_flows(state, controller);
  state["lesson"] = lesson_json(controller.lesson(), session.results());
  state["ledger"] =
      trace ? to_json(trace->ledger(controller.player().cursor()), trace->header()) : Json();
  state["selection"] = selection_json(controller);
  add_beside(state, controller);
  state["range"] = range_json(controller);
  state["race"] = race_json(controller);
  state["find"] = find_json(controller);
  state["rows"] = rows_json(controller);
  state["error"] = error_of(session);
  state.update(session_json(session));
  const bool is_linux = controller.what_if().level() == scenario::Fidelity::linux;
  state["level"] =
      !controller.what_if().has_level() ? Json() : Json(is_linux ? "linux" : "textbook");
  state["knobs"] = knobs_json(controller);
  state["can_undo"] = controller.what_if().can_undo();
  state["can_redo"] = controller.what_if().can_redo();
  state["real"] = real_json(controller.real());
  state["real"]["part"] = name_of(controller.choices().real_part);
  state["crossover"] = crossover_state(controller.crossover());
  state["branch"] = branch_json(controller.branch());
  state["confirm"] = confirm_json(controller.confirm());
  state["saved"] = saved_json(controller);
  state["opening"] = opening_json(session);
  state["file_notes"] = notes_json(session.notes());
  state["export"] = export_json(controller.export_dialog());
  return state;
}

} // namespace copyscope::gui
