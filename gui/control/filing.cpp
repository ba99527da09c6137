#include "gui/control/filing.h"

#include "gui/session/folders.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace copyscope::gui {

namespace {

constexpr std::int64_t agreed_to_lose = 1; // the number of an action that has been asked about
constexpr double seconds_saved_is_seen = 12;

std::string name_in_folder(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || std::filesystem::equivalent(a, b, error);
}

} // namespace

Handlers Filing::actions() {
  return {{action::open, does(this, &Filing::open)},
          {action::save, does(this, &Filing::save)},
          {action::confirm, does(this, &Filing::answer)},
          {action::confirm_focus, does(this, &Filing::move_focus)},
          {action::run_real, does(this, &Filing::run_real)},
          {action::cancel, does(this, &Filing::cancel)},
          {action::quit, does(this, &Filing::quit)}};
}

/// True where values differ from the file's, and nobody has agreed to lose them yet.
bool Filing::asks_before_losing(Confirm::About about, const Action& action) {
  if (action.number == agreed_to_lose || !shared_.what_if.can_reset()) return false;
  shared_.confirm.ask(about, {action.name, agreed_to_lose, action.text},
                      {{"n", std::to_string(shared_.session.settings().size())}});
  return true;
}

void Filing::open(const Action& action) {
  Choices& choices = shared_.choices;
  Session& session = shared_.session;
  if (action.text.empty()) {
    choices.menu = "open";
    return browsing_.start();
  }
  if (choices.menu == "open" && browsing_.looks_into(action.text)) return;
  if (asks_before_losing(Confirm::About::lose_by_opening, action)) return;
  opened_ = session.opened();
  if (!session.open(whole_path(action.text, ""))) return;
  choices.menu.clear();
  saved_.reset();
  if (!session.is_opening()) opened();
}

/// What was asked for is open.
void Filing::opened() {
  Choices& choices = shared_.choices;
  const Session& session = shared_.session;
  saved_.reset();
  choices.view = choices.view == View::home ? View::stage : choices.view;
  choices.notice = session.notes().empty() ? std::string() : "file";
  if (!session.is_file() || session.name() == "-") return;
  std::error_code error;
  const auto path = std::filesystem::absolute(session.name(), error);
  choices.remember(error ? session.name() : path.string());
}

/// A large file that is being read: how far it is, and what has come of it.
bool Filing::poll_opening() {
  Session& session = shared_.session;
  if (!session.is_opening()) return false;
  if (session.poll_opening()) {
    if (session.opened() != opened_)
      opened();
    else if (!session.notes().empty())
      shared_.choices.notice = "file";
    opened_ = session.opened();
    return true;
  }
  const int percent = static_cast<int>(session.opening_progress() * 100);
  return std::exchange(opening_percent_, percent) != percent;
}

/// Proposes a name that is free; asks before it replaces anything that it has not made itself.
void Filing::save(const Action& action) {
  Choices& choices = shared_.choices;
  Session& session = shared_.session;
  if (!session.is_open()) return;
  if (!session.has_scenario()) return session.complain_of_no_scenario();
  if (action.text.empty()) {
    choices.save_path = session.free_name();
    choices.menu = "save";
    return browsing_.start();
  }
  if (choices.menu == "save" && browsing_.looks_into(action.text)) return;
  const std::string path = whole_path(action.text, ".toml");
  if (action.number != agreed_to_lose && session.own_files().is_anothers(path)) {
    const bool is_open = session.is_file() && is_same_file(path, session.name());
    choices.save_path = path;
    choices.menu.clear();
    return shared_.confirm.ask(is_open ? Confirm::About::replace_opened : Confirm::About::replace,
                               {action::save, agreed_to_lose, path},
                               {{"path", name_in_folder(path)}});
  }
  // What the runs come to is written with it.
  save_when_ready_ = path;
  choices.save_path = path;
  if (session.all_current()) save_now();
}

void Filing::save_now() {
  const std::string path = std::exchange(save_when_ready_, {});
  Session& session = shared_.session;
  const analysis::Restated restated = session.restated();
  if (!session.save_as(path)) return;
  shared_.choices.menu.clear();
  shared_.choices.remember(session.name());
  teaching_.name();
  saved_ = Saved{session.name(), restated.expectations, restated.left_out};
  saved_for_ = 0;
}

void Filing::answer(const Action& action) {
  Confirm& confirm = shared_.confirm;
  if (!confirm.is_open()) return;
  const Confirm::About about = confirm.about();
  const std::string_view answer =
      confirm.answer(static_cast<std::size_t>(std::max<std::int64_t>(action.number, 0)));
  if (answer == "save_first") {
    save({action::save, 0, ""});
  } else if (answer == confirm.answers().front()) {
    const bool was_saving = confirm.then().name == action::save;
    if (was_saving && about != Confirm::About::long_run)
      shared_.choices.menu = "save"; // another name
  } else {
    const Action then = confirm.then();
    shared_.perform(then);
  }
}

void Filing::move_focus(const Action& action) {
  shared_.confirm.move_focus(action.number);
}

void Filing::run_real() {
  const Session& session = shared_.session;
  if (!session.is_open() || session.is_saved_trace() || shared_.crossover.is_running()) return;
  looking_.show(View::real);
  if (shared_.choices.real_part == RealPart::crossover) shared_.choices.real_part = RealPart::run;
  take_size_of_own_file();
  shared_.real.start(session.scenario());
}

/// What is simulated has the size of what is sent: of the user's own file, and again of the
/// scenario's once no file is named. Where there is no such file, the run says so.
void Filing::take_size_of_own_file() {
  constexpr auto size_key = "workload.file_size";
  const std::string& path = shared_.real.settings().file;
  const auto all_have = [this](std::int64_t bytes) {
    return std::ranges::all_of(shared_.session.scenario().cases, [bytes](const auto& each) {
      return each.workload.file_size.count() == bytes;
    });
  };
  const auto taken = std::exchange(size_taken_, std::nullopt);
  if (path.empty()) {
    if (taken && all_have(*taken)) shared_.what_if.reset(size_key);
    return;
  }
  const auto stamp = stamp_(path);
  if (!stamp) return;
  const bool is_so = all_have(stamp->bytes);
  if (!is_so) shared_.what_if.set(size_key, std::to_string(stamp->bytes));
  if (!is_so || taken == stamp->bytes) size_taken_ = stamp->bytes;
}

void Filing::cancel_opening() {
  shared_.session.cancel_opening();
  if (!shared_.session.notes().empty()) shared_.choices.notice = "file";
}

/// What is under way; a change whose runs are given up is taken back.
void Filing::cancel() {
  if (shared_.export_dialog.is_open()) return shared_.export_dialog.cancel();
  if (shared_.session.is_opening()) return cancel_opening();
  if (shared_.real.is_running()) return shared_.real.cancel();
  if (shared_.crossover.is_running()) return shared_.crossover.cancel();
  save_when_ready_.clear();
  if (shared_.branch.is_working()) return shared_.branch.clear();
  if (!shared_.session.is_working()) return;
  if (!shared_.what_if.undo()) shared_.session.stop_runs();
}

void Filing::quit(const Action& action) {
  if (!asks_before_losing(Confirm::About::lose_by_quitting, action)) quit_ = true;
}

bool Filing::forget_saved() {
  return std::exchange(saved_, std::nullopt).has_value();
}

void Filing::settle() {
  if (!save_when_ready_.empty() && shared_.session.all_current()) save_now();
}

bool Filing::poll(double seconds) {
  if (poll_opening()) return true;
  if (!saved_ || (saved_for_ += std::clamp(seconds, 0.0, 1.0)) <= seconds_saved_is_seen)
    return false;
  saved_.reset();
  return true;
}

} // namespace copyscope::gui
