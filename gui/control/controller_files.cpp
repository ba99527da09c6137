// Files: what is opened, saved, cancelled, quit; and the questions before anything is lost.
#include "gui/control/controller.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

namespace copyscope::gui {

namespace {

constexpr std::int64_t agreed = 1; // the number of an action that has been asked about

std::string name_in_folder(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return a == b || std::filesystem::equivalent(a, b, error);
}

} // namespace

/// True where values differ from the file's, and nobody has agreed to lose them yet.
bool Controller::asks_before_losing(Confirm::About about, const Action& action) {
  if (action.number == agreed || !what_if_.can_reset()) return false;
  confirm_.ask(about, {action.name, agreed, action.text},
               {{"n", std::to_string(session_.settings().size())}});
  return true;
}

void Controller::open(const Action& action) {
  if (action.text.empty()) {
    choices_.menu = "open";
    return start_browsing();
  }
  if (choices_.menu == "open" && is_looked_into(action.text)) return;
  if (asks_before_losing(Confirm::About::lose_by_opening, action)) return;
  if (!session_.open(whole_path(action.text, ""))) return;
  choices_.menu.clear();
  saved_.reset();
  choices_.view = choices_.view == View::home ? View::stage : choices_.view;
  if (!session_.is_file() || action.text == "-") return;
  std::error_code error;
  const auto path = std::filesystem::absolute(session_.name(), error);
  choices_.remember(error ? session_.name() : path.string());
}

/// Proposes a name that is free; asks before it replaces anything that it has not made itself.
void Controller::save(const Action& action) {
  if (!session_.is_open()) return;
  if (action.text.empty()) {
    choices_.save_path = session_.free_name();
    choices_.menu = "save";
    return start_browsing();
  }
  if (choices_.menu == "save" && is_looked_into(action.text)) return;
  const std::string path = whole_path(action.text, ".toml");
  if (action.number != agreed && session_.own_files().is_anothers(path)) {
    const bool is_open = session_.is_file() && is_same_file(path, session_.name());
    choices_.save_path = path;
    choices_.menu.clear();
    return confirm_.ask(is_open ? Confirm::About::replace_opened : Confirm::About::replace,
                        {action::save, agreed, path}, {{"path", name_in_folder(path)}});
  }
  // What the runs come to is written with it.
  save_when_ready_ = path;
  choices_.save_path = path;
  if (session_.all_current()) save_now();
}

void Controller::save_now() {
  const std::string path = std::exchange(save_when_ready_, {});
  const analysis::Restated restated = session_.restated();
  if (!session_.save_as(path)) return;
  choices_.menu.clear();
  choices_.remember(session_.name());
  name_lesson();
  saved_ = Saved{session_.name(), restated.expectations, restated.left_out};
  saved_for_ = 0;
}

void Controller::answer_confirm(const Action& action) {
  if (!confirm_.is_open()) return;
  const Confirm::About about = confirm_.about();
  const std::string_view answer =
      confirm_.answer(static_cast<std::size_t>(std::max<std::int64_t>(action.number, 0)));
  if (answer == "save_first") {
    save({action::save, 0, ""});
  } else if (answer == confirm_.answers().front()) {
    const bool was_saving = confirm_.then().name == action::save;
    if (was_saving && about != Confirm::About::long_run) choices_.menu = "save"; // another name
  } else {
    const Action then = confirm_.then();
    perform(then);
  }
}

void Controller::focus_confirm(const Action& action) {
  confirm_.move_focus(action.number);
}

void Controller::run_real(const Action&) {
  if (!session_.is_open() || session_.is_saved_trace()) return;
  set_view(View::real);
  take_size_of_own_file();
  real_.start(session_.scenario());
}

/// What is simulated has the size of what is sent. Where there is no such file, the run says so.
void Controller::take_size_of_own_file() {
  const std::string& path = real_.settings().file;
  const auto stamp = path.empty() ? std::nullopt : stamp_(path);
  if (!stamp) return;
  const auto is_so = [&](const scenario::Case& each) {
    return each.workload.file_size.count() == stamp->bytes;
  };
  if (!std::ranges::all_of(session_.scenario().cases, is_so))
    what_if_.set("workload.file_size", std::to_string(stamp->bytes));
}

/// What is under way; a change whose runs are given up is taken back.
void Controller::cancel(const Action&) {
  if (export_.is_open()) return export_.cancel();
  if (real_.is_running()) return real_.cancel();
  save_when_ready_.clear();
  if (branch_.is_working()) return branch_.clear();
  if (!session_.is_working()) return;
  if (!what_if_.undo()) session_.stop_runs();
}

void Controller::quit(const Action& action) {
  if (!asks_before_losing(Confirm::About::lose_by_quitting, action)) quit_ = true;
}

void Controller::choices_are_anothers(const std::string& path) {
  session_.complain({path, 0, 0, "no file of choices; it stays as it is", "choices"});
}

} // namespace copyscope::gui
