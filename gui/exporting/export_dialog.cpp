#include "gui/exporting/export_dialog.h"

#include "gui/session/gestures.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

using Aim = ExportJob::Aim;

bool has_list(ExportControl control) {
  return control == ExportControl::cases || control == ExportControl::lanes ||
         control == ExportControl::path;
}

/// Text goes to the clipboard, and a picture that is asked for there; pages and films do not.
bool is_for_clipboard(const exports::Format& format) {
  return format.extension != ".pdf" && format.extension != ".gif";
}

void put_in_or_out(std::vector<std::string>& list, const std::string& name) {
  if (std::erase(list, name) == 0) list.push_back(name);
}

} // namespace

ExportDialog::ExportDialog(Exporter* exporter, std::string_view kept, OwnFiles& own_files)
    : choices_(export_choices_from(Json::parse(kept, nullptr, false))), work_(exporter),
      own_files_(own_files) {}

std::string ExportDialog::kept() const {
  return to_json(choices_).dump();
}

void ExportDialog::open() {
  if (!is_available()) return;
  is_open_ = true;
}

void ExportDialog::close() {
  if (!is_open_) return;
  is_open_ = false;
  list_.reset();
  work_.stop();
  subject_ = {};
  read_.clear();
  lanes_.clear();
  looked_at_.clear();
}

void ExportDialog::take(ExportSubject subject) {
  if (!is_open_) return;
  subject_ = std::move(subject);
  if (typed_ && typed_for_ != suggested_stem()) typed_.reset();
  for (std::vector<std::string>* const ids : {&choices_.cases, &choices_.left_out})
    std::erase_if(*ids, [this](const std::string& id) {
      return std::ranges::find(subject_.runs, id, &ExportSubject::Run::id) == subject_.runs.end();
    });
  const auto all = controls();
  if (list_ && std::ranges::find(all, *list_) == all.end()) list_.reset();
  read_lanes();
  look_at_path();
  if (work_.is_running()) return;
  if (problem().empty() || problem() == "no_path")
    work_.preview(job(Aim::preview, most_seen));
  else
    work_.no_preview();
}

bool ExportDialog::poll() {
  const bool was_running = work_.is_running();
  if (!work_.poll()) return false;
  if (!was_running || work_.is_running()) return true;
  const ExportOutcome& outcome = *work_.outcome();
  if (outcome.kind != ExportOutcome::Kind::done) return true;
  if (work_.aim() == Aim::text) {
    copied_ = Copied{outcome.text, copied_type(format().extension)};
  } else {
    if (typed_) choices_.folder = typed_->substr(0, typed_->rfind('/') + 1);
    own_files_.made(outcome.path);
    looked_at_.clear();
    look_at_path();
  }
  return true;
}

// What is asked for.

Action ExportDialog::action_of(std::string_view key) const {
  if (key == "escape") return {action::back, 0, {}};
  if (key == "enter") return {action::export_write, 0, {}};
  return {region::nothing, 0, {}};
}

void ExportDialog::changed() {
  work_.forget();
  look_at_path();
}

void ExportDialog::choose(ExportControl control, std::int64_t number) {
  if (!is_open_ || work_.is_running() || number < 0) return;
  const auto index = static_cast<std::size_t>(number);
  if (!can_choose(control, index)) return;
  if (list_ != control) list_.reset();
  if (control == ExportControl::cases) {
    put_in_or_out(format().takes.whole_scenario ? choices_.left_out : choices_.cases,
                  subject_.runs[index].id);
  } else if (control == ExportControl::lanes) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < lanes_.size(); ++i)
      if (has_lane(lanes_[i]) != (i == index)) kept.push_back(lanes_[i]);
    if (kept.empty()) return; // something has to be drawn
    choices_.lanes = kept.size() == lanes_.size() ? std::vector<std::string>() : kept;
  } else {
    const std::string_view before = format().extension;
    choices_.choose(control, index);
    if (typed_ && typed_->ends_with(before))
      typed_->replace(typed_->size() - before.size(), before.size(), format().extension);
  }
  changed();
}

void ExportDialog::turn(ExportControl control, std::int64_t by) {
  if (!is_open_ || work_.is_running()) return;
  by = std::clamp<std::int64_t>(by, -1, 1);
  const auto count = static_cast<std::int64_t>(choices_.count(control));
  const std::size_t now = chosen(control);
  auto next = now == ExportChoices::none ? 0 : static_cast<std::int64_t>(now) + by;
  while (next >= 0 && next < count && !can_choose(control, static_cast<std::size_t>(next)))
    next += by == 0 ? count : by;
  if (next >= 0 && next < count) choose(control, next);
}

void ExportDialog::toggle_list(ExportControl control) {
  if (!is_open_ || work_.is_running() || !has_list(control)) return;
  const auto all = controls();
  if (std::ranges::find(all, control) == all.end()) return;
  list_ = list_ == control ? std::nullopt : std::optional(control);
}

/// What is typed into a control; nullptr where nothing is.
std::string* ExportDialog::typed(ExportControl control) {
  switch (control) {
  case ExportControl::width:
    return &choices_.width;
  case ExportControl::type:
    return &choices_.type;
  case ExportControl::dpi:
    return &choices_.dpi;
  default:
    return nullptr;
  }
}

void ExportDialog::type(ExportControl control, const std::string& text) {
  if (!is_open_ || work_.is_running()) return;
  const auto all = controls();
  if (std::ranges::find(all, control) == all.end()) return;
  if (control != ExportControl::path) list_.reset();
  if (control == ExportControl::path) {
    if (text == path()) return;
    typed_ = text;
    typed_for_ = suggested_stem();
  } else if (std::string* const value = typed(control)) {
    if (text == *value) return;
    *value = text.substr(0, 40);
  } else {
    return;
  }
  changed();
}

void ExportDialog::write(bool may_replace) {
  if (!is_open_ || !problem().empty()) return;
  list_.reset();
  ExportJob job = this->job(Aim::file, 0);
  job.may_replace =
      may_replace || (own_files_.is_there(job.path) && !own_files_.is_anothers(job.path));
  work_.start(job);
}

void ExportDialog::copy() {
  if (!is_open_ || !can_copy()) return;
  list_.reset();
  work_.start(job(Aim::text, most_copied));
}

bool ExportDialog::steps_back() {
  if (list_) {
    list_.reset();
    return true;
  }
  if (!work_.is_running()) return false;
  cancel();
  return true;
}

// What is seen.

std::vector<ExportControl> ExportDialog::controls() const {
  using Control = ExportControl;
  const exports::Takes& takes = format().takes;
  std::vector<Control> all{Control::format};
  const auto add = [&](bool is_taken, Control control) {
    if (is_taken) all.push_back(control);
  };
  add(takes.range, Control::range);
  add((takes.several || takes.whole_scenario) && subject_.runs.size() > 1, Control::cases);
  add(takes.lanes, Control::lanes);
  add(takes.time, Control::time);
  add(takes.width, Control::width);
  add(takes.type, Control::type);
  add(takes.plain, Control::plain);
  add(takes.theme, Control::theme);
  add(takes.dpi, Control::dpi);
  add(takes.handout, Control::handout);
  add(takes.language, Control::language);
  add(true, Control::path);
  add(is_for_clipboard(format()), Control::copy);
  add(true, Control::write);
  return all;
}

const ExportSubject::Run* ExportDialog::shown_run() const {
  return subject_.shown < subject_.runs.size() ? &subject_.runs[subject_.shown] : nullptr;
}

ExportRange ExportDialog::range() const {
  return choices_.range == ExportRange::marked && !subject_.marked ? ExportRange::whole
                                                                   : choices_.range;
}

bool ExportDialog::can_choose(ExportControl control, std::size_t index) const {
  if (control == ExportControl::cases)
    return index < subject_.runs.size() && index != subject_.shown && subject_.runs[index].trace;
  if (control == ExportControl::lanes) return index < lanes_.size();
  if (control == ExportControl::range && index == static_cast<std::size_t>(ExportRange::marked))
    return subject_.marked.has_value();
  return index < choices_.count(control);
}

std::size_t ExportDialog::chosen(ExportControl control) const {
  switch (control) {
  case ExportControl::range:
    return static_cast<std::size_t>(range());
  case ExportControl::time:
    return choices_.in_story.value_or(runs().size() < 2) ? 0 : 1;
  case ExportControl::language:
    return choices_.language.value_or(subject_.language) == figure::Language::zh ? 1 : 0;
  default:
    return choices_.chosen(control);
  }
}

bool ExportDialog::has_case(std::string_view id) const {
  const ExportSubject::Run* const shown = shown_run();
  if (shown && shown->id == id) return true;
  const exports::Takes& takes = format().takes;
  const auto is_among = [id](const std::vector<std::string>& ids) {
    return std::ranges::find(ids, id) != ids.end();
  };
  if (takes.whole_scenario) return !is_among(choices_.left_out);
  return takes.several && is_among(choices_.cases);
}

std::string_view ExportDialog::problem() const {
  const ExportSubject::Run* const shown = shown_run();
  if (!shown || !shown->trace) return "not_ready";
  if (format().takes.whole_scenario && subject_.is_working) return "not_ready";
  if (format().takes.width && !choices_.typed_width()) return "bad_width";
  if (format().takes.type && !choices_.typed_type()) return "bad_type";
  if (format().takes.dpi && !choices_.typed_dpi()) return "bad_dpi";
  if (path().empty() || path().ends_with('/')) return "no_path";
  return {};
}

bool ExportDialog::can_copy() const {
  const std::string_view wrong = problem();
  return is_for_clipboard(format()) && (wrong.empty() || wrong == "no_path") && !work_.is_running();
}

bool ExportDialog::is_done() const {
  return work_.outcome() && work_.aim() == Aim::file &&
         work_.outcome()->kind == ExportOutcome::Kind::done;
}

} // namespace copyscope::gui
