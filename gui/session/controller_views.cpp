// Views, choices, what if, files: all that is no move of the cursor.
#include "gui/session/controller.h"
#include "gui/session/gestures.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <filesystem>

namespace copyscope::gui {

namespace {

constexpr auto follow_key = "follow"; // of the slider and the field in the view of that name

/// "4096", "4 KiB"; nothing for what is no offset.
std::optional<std::int64_t> offset_in(std::string_view text) {
  try {
    return parse_bytes(text).count();
  } catch (const QuantityError&) {
  }
  std::int64_t offset = 0;
  if (text.empty() || text.size() > 15) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    offset = offset * 10 + (c - '0');
  }
  return offset;
}

} // namespace

void Controller::set_view(View view) {
  if (view == choices_.view) return;
  choices_.view_before = choices_.view;
  choices_.view = view;
  choices_.menu.clear();
  choices_.help = choices_.about = false;
  if (view == View::lesson) {
    if (lesson_.enter()) show_slide(Move::jump);
  } else if (view != View::stage || !choices_.presenting) {
    choices_.presenting = false; // it shows the stage and nothing else
    lesson_.leave();
  }
  if (view == View::follow && shown_) follow_offset(choices_.follow);
}

void Controller::view(const Action& action) {
  if (const View* const named = view_named(action.text)) set_view(*named);
}

void Controller::show_case_at(std::size_t index) {
  if (index == session_.shown_case() || !session_.show_case(index)) return;
  player_.pause();
  branch_.clear();
  choices_.part.clear();
}

void Controller::show_case(const Action& action) {
  if (action.number >= 0) show_case_at(static_cast<std::size_t>(action.number));
  choices_.menu.clear();
}

void Controller::case_on(const Action&) {
  if (session_.is_open()) show_case_at((session_.shown_case() + 1) % session_.case_count());
}

void Controller::case_back(const Action&) {
  const std::size_t count = session_.case_count();
  if (count > 0) show_case_at((session_.shown_case() + count - 1) % count);
}

void Controller::reference(const Action& action) {
  if (action.number >= 0 && action.number < static_cast<std::int64_t>(session_.case_count()))
    choices_.reference = static_cast<std::size_t>(action.number);
}

void Controller::follow_offset(std::int64_t offset) {
  choices_.follow = std::clamp<std::int64_t>(offset, 0, scenario::largest_size);
  player_.follow(Player::Byte{0, Bytes(choices_.follow)});
}

/// A strip of bytes was clicked: its journey is seen in the view for that.
void Controller::follow(const Action& action) {
  if (!session_.is_open()) return;
  follow_offset(action.number);
  if (lesson_.index() == 0) set_view(View::follow);
}

void Controller::align_offsets(const Action&) {
  choices_.align_offsets = !choices_.align_offsets;
}

void Controller::choose_case(const Action& action) {
  if (action.number >= 0)
    choices_.choose_case(static_cast<std::size_t>(action.number), session_.case_count());
}

void Controller::against_real(const Action&) {
  choices_.against_real = !choices_.against_real;
}

void Controller::source(const Action& action) {
  if (!session_.is_open()) return;
  const bool wanted = action.text.empty() ? !choices_.real_shown : action.text == "real";
  choices_.real_shown = wanted && real_.trace(session_.which(session_.shown_case()).id);
}

// The timeline.

void Controller::zoom_in(const Action&) {
  choices_.zoom.scale(1 / Zoom::step,
                      std::clamp(choices_.zoom.share_of(place_of_cursor()), 0.0, 1.0));
}

void Controller::zoom_out(const Action&) {
  choices_.zoom.scale(Zoom::step, std::clamp(choices_.zoom.share_of(place_of_cursor()), 0.0, 1.0));
}

void Controller::zoom_fit(const Action&) {
  choices_.zoom.fit();
}

void Controller::zoom_at(const Action& action) {
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  choices_.zoom.scale(action.text == "out" ? Zoom::step : 1 / Zoom::step, share);
}

void Controller::pan(const Action& action) {
  choices_.zoom.pan(std::clamp(static_cast<double>(action.number) / whole_width, -1.0, 1.0));
}

void Controller::scroll(const Action& action) {
  constexpr std::int64_t far = 10'000'000; // tenths; the view knows how long its list is
  if (!choices_.scrolled.contains(action.text) && choices_.scrolled.size() >= 64) return;
  std::int64_t& scrolled = choices_.scrolled[action.text];
  scrolled = std::clamp(scrolled + std::clamp(action.number, -far, far), std::int64_t{0}, far);
}

void Controller::measure(const Action&) {
  if (shown_) player_.mark(player_.cursor().time);
}

// Presenting.

void Controller::present(const Action&) {
  choices_.presenting = !choices_.presenting;
  choices_.menu.clear();
  choices_.help = choices_.about = false;
  if (!choices_.presenting) {
    choices_.blank = false;
    if (choices_.view != View::lesson) lesson_.leave();
    return;
  }
  if (choices_.view != View::lesson && session_.is_open()) choices_.view = View::stage;
  if (lesson_.enter()) show_slide(Move::jump);
}

void Controller::blank(const Action&) {
  choices_.blank = !choices_.blank;
}

// What if.

void Controller::set(const Action& action) {
  if (type_into_export(action) || real_.set(action.text)) return;
  const std::string_view text = action.text;
  const std::size_t equals = text.find('=');
  if (text.substr(0, equals) == follow_key && equals != std::string_view::npos) {
    if (const auto offset = offset_in(text.substr(equals + 1))) follow_offset(*offset);
    return;
  }
  if (session_.is_open()) what_if_.set_written(text, action.number == 1);
}

void Controller::slide(const Action& action) {
  if (!session_.is_open()) return;
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  if (action.text == follow_key) {
    const Bytes size = session_.which(session_.shown_case()).workload.file_size;
    const auto last = static_cast<double>(std::max<std::int64_t>(size.count() - 1, 0));
    return follow_offset(static_cast<std::int64_t>(share * last));
  }
  const Knob* const knob = what_if_.knob(action.text);
  if (!knob) return;
  const std::string value = knob->value_at(share);
  if (value != knob->value) what_if_.set(std::string(knob->key), value, true);
}

void Controller::slid(const Action&) {
  what_if_.end_drag();
}

void Controller::reset(const Action& action) {
  what_if_.reset(action.text);
}

void Controller::undo(const Action&) {
  what_if_.undo();
}

void Controller::redo(const Action&) {
  what_if_.redo();
}

void Controller::start_branch(const Action& action) {
  if (action.text.empty() || (branch_.is_there() && branch_.setting() == action.text))
    return branch_.clear();
  branch_.start(action.text);
}

// Files.

void Controller::open(const Action& action) {
  if (action.text.empty()) {
    choices_.menu = "open";
    return;
  }
  if (!session_.open(action.text)) return;
  choices_.menu.clear();
  choices_.view = choices_.view == View::home ? View::stage : choices_.view;
  if (!session_.is_file() || action.text == "-") return;
  std::error_code error;
  const auto path = std::filesystem::absolute(action.text, error);
  choices_.remember(error ? action.text : path.string());
}

void Controller::save(const Action& action) {
  if (!session_.is_open()) return;
  if (action.text.empty()) {
    choices_.menu = "save";
    return;
  }
  if (!session_.save_as(action.text)) return;
  choices_.menu.clear();
  choices_.remember(session_.name());
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

void Controller::cancel(const Action&) {
  if (export_.is_open()) return export_.cancel();
  real_.cancel();
}

// The program itself.

void Controller::language(const Action&) {
  choices_.language =
      choices_.language == figure::Language::zh ? figure::Language::en : figure::Language::zh;
}

void Controller::theme(const Action&) {
  choices_.theme = choices_.theme == "dark" ? "light" : "dark";
}

void Controller::type_larger(const Action&) {
  choices_.type_percent = std::min(choices_.type_percent + 10, Choices::largest_type);
}

void Controller::type_smaller(const Action&) {
  choices_.type_percent = std::max(choices_.type_percent - 10, Choices::smallest_type);
}

void Controller::help(const Action&) {
  choices_.help = !choices_.help;
  choices_.about = false;
  choices_.menu.clear();
}

void Controller::about(const Action&) {
  choices_.about = !choices_.about;
  choices_.help = false;
  choices_.menu.clear();
}

void Controller::menu(const Action& action) {
  choices_.menu = choices_.menu == action.text ? std::string() : action.text;
}

/// What lies over the view; true where there was something.
bool Controller::closes_overlay() {
  if (export_.is_open() && export_.steps_back()) return true;
  if (!choices_.menu.empty())
    choices_.menu.clear();
  else if (choices_.help || choices_.about)
    choices_.help = choices_.about = false;
  else if (choices_.blank)
    choices_.blank = false;
  else if (!session_.complaints().empty())
    session_.dismiss();
  else
    return false;
  return true;
}

/// Closes what lies on top, one thing at a time; on the bare stage, what is marked.
void Controller::back(const Action& action) {
  if (closes_overlay()) return;
  if (choices_.presenting) return present(action);
  if (!player_.marks().empty()) return player_.clear_marks();
  if (choices_.view != View::stage && session_.is_open()) return set_view(View::stage);
  lesson_.leave();
  if (player_.selection() != trace::no_span || !choices_.part.empty()) {
    player_.select(trace::no_span);
    choices_.part.clear();
  }
}

void Controller::quit(const Action&) {
  quit_ = true;
}

} // namespace copyscope::gui
