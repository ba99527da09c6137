// What is said and done beside a thing: a part looked at, the method explained, the menu of what
// can be done, and what goes to the clipboard.
#include "assets/assets.h"
#include "gui/control/controller.h"
#include "gui/session/numbers.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::no_span;

constexpr auto context_name = "context";   // of the menu
constexpr std::uint64_t at_once = 200'000; // rows of a part looked at before it is drawn
constexpr double seconds_told = 4;         // that something was copied
constexpr std::string_view drawing_now = "copying";

} // namespace

// A part looked at.

/// Clicked on the stage: an answer to an open question, else it is looked at; again: not any more.
void Controller::part(const Action& action) {
  if (lesson_.is_asking() && lesson_.question(*lesson_.current()).point) {
    if (lesson_.point(action.text, session_.results()) && !lesson_.is_asking())
      show_slide(Move::play);
    return;
  }
  if (!shown_) return;
  choices_.part = choices_.part == action.text ? std::string() : action.text;
}

bool Controller::inspects() const {
  const bool has_stage = choices_.view == View::stage || choices_.view == View::lesson ||
                         choices_.view == View::follow;
  const bool points = lesson_.is_asking() && lesson_.question(*lesson_.current()).point;
  return !choices_.part.empty() && shown_ && has_stage && !choices_.presenting && !points &&
         !lesson_.compares() && !explains();
}

// The method explained.

bool Controller::explains() const {
  return explained_.is_open() && session_.is_open() && !choices_.presenting &&
         (choices_.view == View::stage || choices_.view == View::lesson) && !lesson_.compares();
}

/// What a question hides is not explained away.
void Controller::explain(const Action&) {
  if (!session_.is_open() || choices_.presenting || lesson_.hides_counters()) return;
  choices_.menu.clear();
  const bool is_elsewhere = explained_.is_open() && !explains();
  if (!is_elsewhere) explained_.toggle();
  if (!explains()) set_view(View::stage);
}

void Controller::settle_beside() {
  const bool looks = inspects() && !lesson_.hides_counters();
  const bool is_new = looks && (!inspector_.is_open() || inspector_.part() != choices_.part);
  inspector_.settle(looks ? shown_ : nullptr, looks ? choices_.part : std::string());
  if (is_new) inspector_.work(at_once);
  if (lesson_.hides_counters() || !session_.is_open()) explained_.close();
  if (!explained_.is_open()) return;
  const std::string& method = session_.which(session_.shown_case()).method;
  if (method != explained_.method()) choices_.scrolled.erase(Explained::list);
  explained_.settle(method, session_.services().explain);
}

// What can be done with it.

ContextSubject Controller::context_subject(const ContextTarget& target) const {
  ContextSubject subject;
  subject.target = target;
  subject.view = choices_.view;
  subject.trace = shown_.get();
  subject.is_real = shows_real();
  subject.can_draw = session_.services().exporter != nullptr;
  subject.has_costs = !session_.is_working() && !session_.is_saved_real();
  subject.has_range = player_.range().has_value();
  if (inspects()) subject.inspected = choices_.part;
  if (target.kind != ContextTarget::Kind::part || !shown_) return subject;
  Inspector of_it; // for a menu, what it does soon is near enough
  of_it.settle(shown_, target.text);
  of_it.work(at_once);
  subject.next = of_it.next(player_.cursor());
  if (const auto holds = of_it.at(player_.cursor()).holds) subject.first = holds->offset.count();
  return subject;
}

/// What a question hides is not to be copied either.
void Controller::context(const Action& action) {
  choices_.menu.clear();
  if (lesson_.hides_counters() || choices_.presenting || choices_.help || choices_.about) return;
  ContextTarget target = context_target(action);
  // Nothing in particular: what is selected.
  if (action.text.empty() && player_.selection() != no_span) {
    target.kind = ContextTarget::Kind::row;
    target.number = player_.selection();
  }
  std::vector<ContextEntry> entries = context_entries(context_subject(target));
  if (entries.empty()) return;
  context_.open(target, std::move(entries));
  choices_.menu = context_name;
}

void Controller::context_choose(const Action& action) {
  const auto& entries = context_.entries();
  if (choices_.menu != context_name || action.number < 0 ||
      action.number >= static_cast<std::int64_t>(entries.size()))
    return;
  choices_.menu.clear();
  const Action chosen = entries[static_cast<std::size_t>(action.number)].action;
  perform(chosen);
}

// The clipboard.

std::optional<Copied> Controller::take_copied() {
  if (copied_) return std::exchange(copied_, std::nullopt);
  return export_.take_copied();
}

void Controller::tell_briefly(const char* notice) {
  choices_.notice = notice;
  told_for_ = seconds_told;
}

void Controller::copy_text(std::string text, const char* notice) {
  if (text.empty()) return;
  copied_ = Copied{std::move(text)};
  tell_briefly(notice);
}

/// The text says what; an empty one: a range of the timeline, a row that is selected, or else the
/// numbers that are in front.
void Controller::copy(const Action& action) {
  if (!shown_ || lesson_.hides_counters()) return;
  const figure::Language language = choices_.language;
  const bool chooses = action.text.empty();
  const bool in_race = choices_.view == View::compare;
  if (action.text == "range" || (chooses && player_.range() && !in_race))
    return copy_text(ledger_numbers_of(true), "copied_numbers");
  trace::SpanId row = no_span;
  if (action.text == "row" && action.number >= 0 && action.number < shown_->size())
    row = static_cast<trace::SpanId>(action.number);
  if (chooses && choices_.view == View::rows) row = rows_.current();
  if (chooses && row == no_span && !in_race) row = player_.selection();
  if (row != no_span) return copy_text(row_numbers(*shown_, row, language), "copied_row");
  if (action.text == "race") return copy_text(race_numbers(), "copied_numbers");
  if (action.text == "ledger") return copy_text(ledger_numbers_of(false), "copied_numbers");
  if (chooses) copy_text(numbers_in_front(), "copied_numbers");
}

std::string Controller::numbers_in_front() const {
  const bool of_cases = choices_.view == View::compare || choices_.view == View::whatif ||
                        choices_.view == View::real || choices_.view == View::home;
  return of_cases ? race_numbers() : ledger_numbers_of(false);
}

std::string Controller::ledger_numbers_of(bool range) const {
  figure::Costs costs = figure::costs_at(*shown_, player_.cursor());
  if (range && player_.range()) {
    costs = figure::costs_at(*shown_, player_.range()->to);
    costs.now = difference(shown_->ledger(player_.range()->from), costs.now);
    costs.ended = false; // of a real run only the sum is known
  }
  if (lesson_.hides_results()) return {};
  return ledger_numbers(figure::ledger_rows(costs, nullptr, figure::dark_theme()), range,
                        choices_.language);
}

/// All cases that have run; beside them those that ran for real.
std::string Controller::race_numbers() const {
  if (lesson_.hides_comparison()) return {};
  std::vector<NamedResult> cases;
  const auto title = [&](std::size_t i) { return session_.which(i).title.in(choices_.language); };
  for (std::size_t i = 0; i < session_.case_count(); ++i)
    if (const auto& result = session_.slot(i).result()) cases.push_back({title(i), &*result});
  const std::string suffix = figure::word("window.compare.suffix_real", choices_.language);
  for (std::size_t i = 0; i < session_.case_count(); ++i)
    if (const RealCase* const real = real_.find(session_.which(i).id); real && real->ran)
      cases.push_back({title(i) + suffix, &real->result});
  return cases.empty() ? std::string() : case_numbers(cases, choices_.language);
}

/// As it is seen, by the service that writes files; it is on the clipboard once it is drawn.
void Controller::copy_picture(const Action& action) {
  const exports::Format* const format = exports::find_format(action.text);
  if (!format || !shown_ || lesson_.hides_counters() || drawing_.is_running()) return;
  ExportSubject subject = export_subject();
  ExportJob job{format, {}, {}, ExportJob::Aim::text, {}, false, ExportDialog::most_copied};
  const bool in_race = choices_.view == View::compare && format->takes.several;
  for (std::size_t i = 0; i < subject.runs.size(); ++i) {
    const bool is_compared = std::ranges::find(choices_.compared, i) != choices_.compared.end();
    const bool wanted =
        format->takes.whole_scenario || (in_race ? is_compared : i == subject.shown);
    if (wanted && subject.runs[i].trace) job.runs.push_back(std::move(subject.runs[i].trace));
  }
  if (job.runs.empty()) return;
  job.options.language = choices_.language;
  job.options.theme = choices_.theme;
  if (format->takes.moment) job.options.moment = subject.moment;
  if (format->takes.time) job.options.in_story = player_.in_story_time() && job.runs.size() == 1;
  if (format->takes.range && !in_race) {
    job.options.from = subject.shown_from;
    job.options.to = subject.shown_to;
  }
  drawn_type_ = copied_type(format->extension);
  told_for_ = 0;
  choices_.notice = drawing_now;
  if (!drawing_.start(job)) tell_briefly("copy_failed");
}

/// Whether anything has changed.
bool Controller::poll_beside(double seconds) {
  bool changed = false;
  if (drawing_.poll() && !drawing_.is_running()) {
    const ExportOutcome* const outcome = drawing_.outcome();
    const bool is_done = outcome && outcome->kind == ExportOutcome::Kind::done;
    if (is_done) copied_ = Copied{outcome->text, drawn_type_};
    tell_briefly(is_done ? "copied_picture" : "copy_failed");
    drawing_.forget();
    return true;
  }
  if (told_for_ > 0) {
    told_for_ -= std::clamp(seconds, 0.0, 1.0);
    const bool is_over = told_for_ <= 0;
    if (is_over && (choices_.notice.starts_with("copied") || choices_.notice == "copy_failed"))
      choices_.notice.clear();
    changed = is_over;
    if (is_over) told_for_ = 0;
  }
  return changed;
}

} // namespace copyscope::gui
