#include "gui/session/controller.h"

#include "gui/session/gestures.h"
#include "gui/session/keys.h"

#include <algorithm>
#include <utility>

namespace copyscope::gui {

namespace {

constexpr double seconds_between_checks = 0.5; // of the open file
constexpr double seconds_saved_is_seen = 12;

} // namespace

const std::vector<Controller::Entry>& Controller::table() {
  using C = Controller;
  static const std::vector<Entry> all{
      {action::play, &C::play},
      {action::step_on, &C::step_on},
      {action::step_back, &C::step_back},
      {action::page_on, &C::page_on},
      {action::page_back, &C::page_back},
      {action::call_on, &C::call_on},
      {action::call_back, &C::call_back},
      {action::effect, &C::effect},
      {action::cause, &C::cause},
      {action::home, &C::home},
      {action::end, &C::end},
      {action::step, &C::step},
      {action::row, &C::row},
      {action::line, &C::line},
      {action::seek, &C::seek},
      {action::stop_at, &C::stop_at},
      {action::find, &C::find},
      {action::find_on, &C::find_on},
      {action::find_back, &C::find_back},
      {action::find_close, &C::find_close},
      {action::no_range, &C::no_range},
      {action::sort_rows, &C::sort_rows},
      {action::row_on, &C::row_on},
      {action::row_back, &C::row_back},
      {action::scroll_to, &C::scroll_to},
      {action::scrub, &C::scrub},
      {action::scrubbed, &C::scrubbed},
      {action::range_from, &C::range_from},
      {action::range_to, &C::range_to},
      {action::select, &C::select},
      {action::recall, &C::recall},
      {action::bookmark, &C::bookmark},
      {action::speed, &C::speed},
      {action::stop_each, &C::stop_each},
      {action::story_time, &C::story_time},
      {action::play_whole, &C::play_whole},
      {action::race_stop, &C::race_stop},
      {action::notice, &C::notice},
      {action::answer, &C::answer},
      {action::skip, &C::skip},
      {action::vote, &C::vote},
      {action::part, &C::part},
      {action::explain, &C::explain},
      {action::context, &C::context},
      {action::context_choose, &C::context_choose},
      {action::copy, &C::copy},
      {action::copy_picture, &C::copy_picture},
      {action::view, &C::view},
      {action::show_case, &C::show_case},
      {action::case_on, &C::case_on},
      {action::case_back, &C::case_back},
      {action::reference, &C::reference},
      {action::follow, &C::follow},
      {action::align_offsets, &C::align_offsets},
      {action::choose_case, &C::choose_case},
      {action::drop_case, &C::drop_case},
      {action::against_real, &C::against_real},
      {action::against_branch, &C::against_branch},
      {action::source, &C::source},
      {action::zoom_in, &C::zoom_in},
      {action::zoom_out, &C::zoom_out},
      {action::zoom_fit, &C::zoom_fit},
      {action::zoom_at, &C::zoom_at},
      {action::pan, &C::pan},
      {action::scroll, &C::scroll},
      {action::measure, &C::measure},
      {action::present, &C::present},
      {action::blank, &C::blank},
      {action::set, &C::set},
      {action::slide, &C::slide},
      {action::slid, &C::slid},
      {action::nudge, &C::nudge},
      {action::reset, &C::reset},
      {action::undo, &C::undo},
      {action::redo, &C::redo},
      {action::branch, &C::start_branch},
      {action::branching, &C::branching},
      {action::open, &C::open},
      {action::save, &C::save},
      {action::confirm, &C::answer_confirm},
      {action::confirm_focus, &C::focus_confirm},
      {action::browse, &C::browse},
      {action::browse_all, &C::browse_all},
      {action::pick, &C::pick},
      {action::run_real, &C::run_real},
      {action::cancel, &C::cancel},
      {action::export_as, &C::export_as},
      {action::export_choose, &C::export_choose},
      {action::export_turn, &C::export_turn},
      {action::export_list, &C::export_list},
      {action::export_write, &C::export_write},
      {action::export_copy, &C::export_copy},
      {action::language, &C::language},
      {action::theme, &C::theme},
      {action::type_larger, &C::type_larger},
      {action::type_smaller, &C::type_smaller},
      {action::help, &C::help},
      {action::about, &C::about},
      {action::menu, &C::menu},
      {action::back, &C::back},
      {action::quit, &C::quit},
  };
  return all;
}

Controller::Controller(Hands hands, Choices choices, Stamper stamp)
    : stamp_(stamp), session_(std::move(hands), std::move(stamp)), real_(session_.hands().real),
      choices_(std::move(choices)),
      export_(session_.hands().exporter, choices_.exports, session_.own_files()),
      drawing_(session_.hands().exporter), browser_(session_.hands().folders) {
  player_.set_speed(choices_.speed);
  player_.set_stop_after_each_step(choices_.stop_after_each_step);
  player_.set_story_time(choices_.story_time);
}

bool Controller::perform(const Action& action) {
  if (action.name == region::nothing || action.name == region::disabled ||
      action.name == region::told)
    return true;
  const auto found = std::ranges::find(table(), action.name, &Entry::name);
  if (found == table().end()) return false;
  (this->*found->handler)(action);
  last_action_ = action.name;
  refresh();
  return true;
}

bool Controller::key(std::string_view key, bool shift, bool ctrl) {
  if (confirm_.is_open()) return perform(ctrl ? Action{} : confirm_.action_of(key, shift));
  if (export_.is_open() && !ctrl) return perform(export_.action_of(key));
  const std::optional<Action> action = action_for(key, shift, ctrl);
  return action && perform(*action);
}

/// The open list of stops has keys of its own; while a question is open, digits answer it, but not
/// while hands are counted.
std::optional<Action> Controller::action_for(std::string_view key, bool shift, bool ctrl) const {
  if (choices_.menu == "until" && !ctrl)
    if (const auto stop = std::ranges::find(stop_keys, key, &StopKey::key); stop != stop_keys.end())
      return Action{action::stop_at, 0, std::string(stop->what)};
  std::optional<Action> action = action_of(key, shift, ctrl);
  if (action && action->name == action::show_case && lesson_.open_vote()) return Action{};
  if (action && action->name == action::show_case && lesson_.is_asking() && !presents_race())
    return Action{action::answer, action->number + 1, {}};
  return action;
}

bool Controller::tick(double seconds) {
  bool changed = player_.tick(seconds);
  changed = race_.tick(seconds, player_.speed()) || changed;
  since_check_ += std::max(seconds, 0.0);
  if (since_check_ >= seconds_between_checks) {
    since_check_ = 0;
    changed = session_.check_file() || changed;
  }
  changed = real_.poll() || changed;
  changed = export_.poll() || changed;
  changed = poll_beside(seconds) || changed;
  if (saved_ && (saved_for_ += std::clamp(seconds, 0.0, 1.0)) > seconds_saved_is_seen) {
    saved_.reset();
    changed = true;
  }
  refresh();
  return changed;
}

bool Controller::work(std::uint64_t budget) {
  if (session_.is_working()) {
    session_.work(budget);
  } else if (branch_.is_working()) {
    branch_.work(budget);
  } else {
    finder_.work(budget);
    rows_.work(budget);
    inspector_.work(budget);
  }
  refresh();
  return has_work();
}

bool Controller::has_work() const {
  return session_.is_working() || branch_.is_working() || finder_.is_working() ||
         rows_.order().is_working() || inspector_.is_working();
}

bool Controller::is_busy() const {
  return player_.animating() || race_.playing() || has_work() || real_.is_running() ||
         export_.is_busy() || drawing_.is_running();
}

// In step.

void Controller::refresh() {
  what_if_.observe();
  if (opened_ != session_.opened()) {
    take_opened();
  } else if (revision_ != session_.revision()) {
    revision_ = session_.revision();
    lesson_.reload(session_.scenario(), !session_.settings().empty());
    resolved_.assign(session_.case_count(), nullptr);
    std::erase_if(choices_.compared, [this](auto i) { return i >= session_.case_count(); });
    if (choices_.reference >= session_.case_count()) choices_.reference = 0;
  }
  resolve_lesson();
  show_trace();
  settle();
  settle_rows();
  settle_beside();
  settle_race();
  if (session_.is_open() && lesson_.of() > 0) choices_.remember(lesson_name_, lesson_.progress());
  const Time raced = in_race() ? race_.clock() : Time();
  if (!(seen_ == player_.cursor()) || seen_race_ != raced) {
    seen_ = player_.cursor();
    seen_race_ = raced;
    if (last_action_ == action::scrub)
      choices_.zoom.keep_in_sight(place_of_cursor());
    else
      choices_.zoom.reveal(place_of_cursor());
  }
  if (!branch_.is_there()) choices_.against_branch = false;
  if (!save_when_ready_.empty() && session_.all_current()) save_now(save_when_ready_);
  if (choices_.menu != "export") export_.close();
  if (export_.is_open()) export_.take(export_subject());
}

/// Another scenario was opened.
void Controller::take_opened() {
  opened_ = session_.opened();
  revision_ = session_.revision();
  name_lesson();
  lesson_.open(session_.scenario());
  lesson_.resume(choices_.progress_of(lesson_name_));
  resolved_.assign(session_.case_count(), nullptr);
  choices_.for_scenario(session_.case_count());
  choices_.zoom.fit();
  choices_.scrolled.clear();
  choices_.menu.clear();
  choices_.real_shown = choices_.against_real = session_.is_saved_real();
  choices_.against_branch = choices_.branching = false;
  save_when_ready_.clear();
  branch_.clear();
  real_.clear();
  if (session_.is_saved_real()) real_.adopt(session_.saved());
  player_.close();
  shown_.reset();
  story_.reset();
  pending_ = Move::none;
  if (choices_.view == View::home) choices_.view = View::stage;
  if ((choices_.view == View::lesson || (choices_.presenting && !presents_race())) &&
      lesson_.enter())
    show_slide(Move::jump);
}

void Controller::resolve_lesson() {
  for (std::size_t i = 0; i < session_.case_count(); ++i) {
    const CaseSlot& slot = session_.slot(i);
    if (!slot.is_current() || resolved_[i] == slot.trace().get()) continue;
    resolved_[i] = slot.trace().get();
    lesson_.resolve(i, *slot.trace());
  }
  if (noted_ == revision_ || !session_.is_open() || !session_.all_current()) return;
  noted_ = revision_;
  lesson_.note_results(session_.results());
}

/// What the player plays: the trace of the shown case, simulated or real. A case that has run anew
/// goes on where it was; another one begins at its start.
void Controller::show_trace() {
  if (!session_.is_open()) return;
  const std::string& id = session_.which(session_.shown_case()).id;
  std::shared_ptr<const trace::Trace> wanted;
  if (choices_.real_shown) wanted = real_.shared_trace(id);
  const auto source = wanted ? trace::Source::real : trace::Source::simulated;
  if (!wanted) wanted = session_.shown_slot().trace();
  if (wanted == shown_ && id == shown_case_id_) return;
  const bool is_same_run = wanted && shown_ && id == shown_case_id_ && source == shown_source_;
  auto story = wanted ? std::make_unique<figure::Story>(*wanted) : nullptr;
  if (!wanted)
    player_.close();
  else if (is_same_run)
    player_.replace(wanted.get(), story.get());
  else
    player_.open(wanted.get(), story.get());
  shown_ = std::move(wanted);
  story_ = std::move(story);
  shown_case_id_ = id;
  shown_source_ = source;
  raced_ = player_.cursor();
  range_from_.reset();
  if (!is_same_run) choices_.notice.clear();
  if (!is_same_run && !in_race()) choices_.zoom.fit();
  if (shown_ && choices_.view == View::follow)
    player_.follow(Player::Byte{0, Bytes(choices_.follow)});
}

double Controller::place_of_cursor() const {
  if (!shown_) return 0;
  const auto share = [](Time part, Time whole) {
    return whole == Time() ? 0 : static_cast<double>(part.ps()) / static_cast<double>(whole.ps());
  };
  if (in_race()) return share(race_.clock(), race_.scale());
  if (player_.in_story_time())
    return story_->length() > 0 ? std::clamp(player_.place() / story_->length(), 0.0, 1.0) : 0;
  return share(player_.cursor().time, shown_->end());
}

} // namespace copyscope::gui
