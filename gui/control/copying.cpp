#include "gui/control/copying.h"

#include "assets/assets.h"
#include "gui/session/numbers.h"

#include <algorithm>
#include <utility>

namespace copyscope::gui {

namespace {

using trace::no_span;

constexpr double seconds_told = 4; // that something was copied
constexpr std::string_view drawing_now = "copying";

} // namespace

Handlers Copying::actions() {
  return {{action::copy, does(this, &Copying::copy)},
          {action::copy_picture, does(this, &Copying::copy_picture)}};
}

std::optional<Copied> Copying::take_copied() {
  if (copied_) return std::exchange(copied_, std::nullopt);
  return shared_.export_dialog.take_copied();
}

/// The text says what; an empty one: a range of the timeline, a row that is selected, or else the
/// numbers that are in front.
void Copying::copy(const Action& action) {
  Choices& choices = shared_.choices;
  if (!shared_.shown || shared_.lesson.hides_counters()) return;
  const figure::Language language = choices.language;
  const bool chooses = action.text.empty();
  const bool in_race = choices.view == View::compare;
  if (action.text == "range" || (chooses && shared_.player.range() && !in_race))
    return copy_text(ledger_numbers_of(true), "copied_numbers");
  trace::SpanId row = no_span;
  if (action.text == "row" && action.number >= 0 && action.number < shared_.shown->size())
    row = static_cast<trace::SpanId>(action.number);
  if (chooses && choices.view == View::rows) row = finding_.rows().current();
  if (chooses && row == no_span && !in_race) row = shared_.player.selection();
  if (row != no_span) return copy_text(row_numbers(*shared_.shown, row, language), "copied_row");
  if (action.text == "race") return copy_text(race_numbers(), "copied_numbers");
  if (action.text == "ledger") return copy_text(ledger_numbers_of(false), "copied_numbers");
  if (chooses) copy_text(numbers_in_front(), "copied_numbers");
}

void Copying::copy_text(std::string text, std::string_view notice) {
  if (text.empty()) return;
  copied_ = Copied{std::move(text)};
  tell_briefly(notice);
}

std::string Copying::numbers_in_front() const {
  const Choices& choices = shared_.choices;
  const bool of_cases = choices.view == View::compare || choices.view == View::whatif ||
                        choices.view == View::real || choices.view == View::home;
  return of_cases ? race_numbers() : ledger_numbers_of(false);
}

std::string Copying::ledger_numbers_of(bool range) const {
  const Player& player = shared_.player;
  figure::Costs costs = figure::costs_at(*shared_.shown, player.cursor());
  if (range && player.range()) {
    costs = figure::costs_at(*shared_.shown, player.range()->to);
    costs.now = difference(shared_.shown->ledger(player.range()->from), costs.now);
    costs.ended = false; // of a real run only the sum is known
  }
  if (shared_.lesson.hides_results()) return {};
  return ledger_numbers(figure::ledger_rows(costs, nullptr, figure::dark_theme()), range,
                        shared_.choices.language);
}

/// All cases that have run; beside them those that ran for real.
std::string Copying::race_numbers() const {
  const Choices& choices = shared_.choices;
  const Session& session = shared_.session;
  if (shared_.lesson.hides_comparison()) return {};
  std::vector<NamedResult> cases;
  const auto title = [&](std::size_t i) { return session.which(i).title.in(choices.language); };
  for (std::size_t i = 0; i < session.case_count(); ++i)
    if (const auto& result = session.slot(i).result()) cases.push_back({title(i), &*result});
  const std::string suffix = figure::word("window.compare.suffix_real", choices.language);
  for (std::size_t i = 0; i < session.case_count(); ++i)
    if (const auto* const real = shared_.real.find(session.which(i).id); real && real->ran())
      cases.push_back({title(i) + suffix, &real->result});
  return cases.empty() ? std::string() : case_numbers(cases, choices.language);
}

/// As it is seen, by the service that writes files; it is on the clipboard once it is drawn.
void Copying::copy_picture(const Action& action) {
  Choices& choices = shared_.choices;
  const exports::Format* const format = exports::find_format(action.text);
  if (!format || !shared_.shown || shared_.lesson.hides_counters() || drawing_.is_running()) return;
  ExportSubject subject = exporting_.subject();
  ExportJob job{format, {}, {}, ExportJob::Aim::text, {}, false, ExportDialog::most_copied};
  const bool in_race = choices.view == View::compare && format->takes.several;
  for (std::size_t i = 0; i < subject.runs.size(); ++i) {
    const bool is_compared = std::ranges::find(choices.compared, i) != choices.compared.end();
    const bool wanted =
        format->takes.whole_scenario || (in_race ? is_compared : i == subject.shown);
    if (wanted && subject.runs[i].trace) job.runs.push_back(std::move(subject.runs[i].trace));
  }
  if (job.runs.empty()) return;
  job.options.language = choices.language;
  job.options.theme = choices.theme;
  if (format->takes.moment) job.options.moment = subject.moment;
  if (format->takes.moment) job.options.front = subject.front;
  if (format->takes.time)
    job.options.in_story = shared_.player.in_story_time() && job.runs.size() == 1;
  if (format->takes.range && !in_race) {
    job.options.from = subject.shown_from;
    job.options.to = subject.shown_to;
  }
  drawn_type_ = copied_type(format->extension);
  told_for_ = 0;
  choices.notice = drawing_now;
  if (!drawing_.start(job)) tell_briefly("copy_failed");
}

void Copying::tell_briefly(std::string_view notice) {
  shared_.choices.notice = told_ = notice;
  told_for_ = seconds_told;
}

/// Whether anything has changed.
bool Copying::poll(double seconds) {
  if (drawing_.poll() && !drawing_.is_running()) {
    const ExportOutcome* const outcome = drawing_.outcome();
    const bool is_done = outcome && outcome->kind == ExportOutcome::Kind::done;
    if (is_done) copied_ = Copied{outcome->text, drawn_type_};
    tell_briefly(is_done ? "copied_picture" : "copy_failed");
    drawing_.forget();
    return true;
  }
  if (told_for_ <= 0) return false;
  told_for_ -= std::clamp(seconds, 0.0, 1.0);
  if (told_for_ > 0) return false;
  told_for_ = 0;
  if (shared_.choices.notice == told_) shared_.choices.notice.clear();
  return true;
}

} // namespace copyscope::gui
