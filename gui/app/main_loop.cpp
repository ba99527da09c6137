#include "gui/app/main_loop.h"

#include "gui/control/attention_json.h"
#include "gui/platform/hint.h"
#include "gui/session/actions.h"
#include "gui/session/gestures.h"
#include "gui/views/attention_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

namespace copyscope::gui {

namespace {

constexpr double frame_seconds = 1.0 / 125; ///< the screen's own rate holds where it is slower
constexpr double idle_seconds = 0.5;        ///< until files are looked at again
constexpr double hint_seconds = 0.4;
constexpr double longest_tick = 0.25; ///< after a pause (a moved window) nothing leaps

double seconds_between(std::chrono::steady_clock::time_point from,
                       std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

template <class... Ts> struct Overloaded : Ts... { using Ts::operator()...; };
template <class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace

MainLoop::MainLoop(Application& application, const FontFaces& fonts, const Geometry& geometry,
                   const std::string& state_path)
    : application_(application), fonts_(fonts), state_file_(state_path),
      attention_(fonts, field_help()), picture_(fonts), over_(fonts), ticked_(Clock::now()),
      rested_(Clock::now()), keyed_(rested_) {
  open_window(geometry);
}

FieldHelp MainLoop::field_help() {
  return {[this](const figure::Action& typed) { return application_.problem_with(typed); },
          [this](const std::string& key, const std::string& path) {
            return application_.completed(key, path);
          },
          [this] { return window_->clipboard(); },
          [this](const std::string& text) { window_->set_clipboard(text); }};
}

void MainLoop::open_window(const Geometry& geometry) {
  screen_.reset();
  window_.reset();
  window_.emplace(geometry, application_.title(), Window::Kind::shown);
  screen_.emplace(fonts_);
  is_stale_ = is_damaged_ = true;
}

void MainLoop::run() {
  while (!application_.wants_to_quit()) {
    const std::vector<Event> events = window_->events(seconds_to_wait());
    for (std::size_t i = 0; i < events.size(); ++i) {
      // Of many small moves in a row only the last counts.
      const bool goes_on = i + 1 < events.size() &&
                           std::holds_alternative<event::Move>(events[i]) &&
                           std::holds_alternative<event::Move>(events[i + 1]);
      if (!goes_on) handle(events[i]);
    }
    pass_time();
    if (is_stale_) lay_out();
    watch_hint();
    window_->fill_screen(application_.fills_screen());
    lay_over();
    if (is_damaged_) draw();
    if (screen_->graphics().is_lost()) open_window(window_->geometry());
    tell_state();
  }
}

/// Beside the content's own: what the window is asked for where, in its pixels.
void MainLoop::tell_state() {
  if (!state_file_.is_wanted()) return;
  nlohmann::ordered_json state = application_.state(), regions = nlohmann::ordered_json::array();
  const auto pixels = [this](float units) { return std::lround(units * surface_.scale); };
  const figure::Point from = surface_.seen.top_left();
  for (const figure::Region& region : picture_.regions())
    regions.push_back({{"action", region.action.name},
                       {"number", region.action.number},
                       {"text", region.action.text},
                       {"box",
                        {pixels(region.box.x - from.x), pixels(region.box.y - from.y),
                         pixels(region.box.w), pixels(region.box.h)}}});
  add_attention(state, attention_, surface_.scale, from);
  state["regions"] = std::move(regions);
  state["seen"] = {pixels(from.x), pixels(from.y)}; // of the whole, its upper left corner there
  state["whole"] = {pixels(surface_.box.w), pixels(surface_.box.h)};
  state_file_.tell(state, frame_ms_);
}

double MainLoop::seconds_to_wait() const {
  const Clock::time_point now = Clock::now();
  if (is_stale_ || is_damaged_) return 0;
  if (application_.is_busy()) return std::max(0.0, frame_seconds - seconds_between(ticked_, now));
  double wait = idle_seconds;
  if (const std::optional<Hinted> hinted = this->hinted(); hinted && !hint_)
    wait = std::clamp(hint_seconds - seconds_between(hinted->since, now), 0.001, idle_seconds);
  return wait;
}

void MainLoop::handle(const Event& event) {
  // What an earlier click or key has done is to be seen by this one.
  if (is_stale_) lay_out();
  const std::optional<figure::Region> before = input_.hovered();
  std::visit(
      Overloaded{[this](const event::Move& move) { this->move(move.at); },
                 [this](const event::Press& press) { this->press(press); },
                 [this](const event::Release& release) {
                   perform(input_.release(surface_.logical(pointer_), release.button, picture_));
                 },
                 [this](const event::Wheel& wheel) {
                   perform(
                       input_.wheel(surface_.logical(pointer_), wheel.right, wheel.down, picture_));
                 },
                 [this](const event::Leave&) { input_.leave(); },
                 [this](const event::Key& key) { handle_key(key.stroke); },
                 [this](const event::Text& text) { handle_text(text.code); },
                 [this](const event::Drop& drop) {
                   perform({{action::open, 0, drop.path}});
                 },
                 [this](const event::Refresh&) { is_stale_ = is_damaged_ = true; },
                 [this](const event::Close&) {
                   perform({{action::quit, 0, {}}});
                 }},
      event);
  if (input_.hovered() != before) is_stale_ = true;
}

void MainLoop::move(figure::Point at) {
  pointer_ = at;
  rested_ = Clock::now();
  if (!surface_.shows_all() && !input_.pressed()) { // what is held stays below the pointer
    surface_ = seen_at(surface_, pointer_);
    is_damaged_ = true;
  }
  const figure::Point place = surface_.logical(pointer_);
  if (input_.pressed()) attention_.drag(place);
  perform(input_.move(place, picture_));
}

/// What was typed so far is taken first, then the click does what it does.
void MainLoop::press(const event::Press& press) {
  rested_ = Clock::now();
  hint_.reset();
  const figure::Point place = surface_.logical(pointer_);
  if (press.button == Button::left) perform(attention_.press(place));
  if (is_stale_) lay_out();
  perform(input_.press(place, press.button, picture_, press.shift));
}

void MainLoop::handle_key(const KeyStroke& stroke) {
  keyed_ = Clock::now();
  if (std::exchange(hint_, std::nullopt)) is_damaged_ = true;
  const Attention::Reply reply = attention_.key(stroke.key, stroke.shift, stroke.ctrl);
  perform(reply.actions);
  if (!reply.passes) return;
  application_.key(stroke.key, stroke.shift, stroke.ctrl);
  is_stale_ = true;
}

void MainLoop::handle_text(char32_t character) {
  const Attention::Reply reply = attention_.type(character);
  perform(reply.actions);
  if (!reply.passes) return;
  if (const KeyStroke stroke = character_typed(character); !stroke.key.empty()) handle_key(stroke);
}

void MainLoop::perform(const Input::Actions& actions) {
  for (const figure::Action& action : actions)
    application_.perform(action);
  is_stale_ = is_stale_ || !actions.empty();
}

void MainLoop::pass_time() {
  const Clock::time_point now = Clock::now();
  const double passed = std::min(seconds_between(ticked_, now), longest_tick);
  ticked_ = now;
  if (application_.tick(passed)) is_stale_ = true;
  if (const std::optional<Copied> copied = application_.take_copied()) {
    if (copied->is_picture())
      window_->set_clipboard_picture(*copied);
    else
      window_->set_clipboard(copied->data);
  }
}

void MainLoop::lay_out() {
  is_stale_ = false;
  Surface surface = surface_for(window_->pixels_wide(), window_->pixels_high(),
                                window_->content_scale(), application_.type_size());
  const bool is_same = surface.scale == surface_.scale && surface.box == surface_.box;
  surface = is_same ? surface_ : seen_at(surface, pointer_);
  figure::Picture picture = application_.lay_out(surface.box, hovered());
  window_->set_title(application_.title());
  if (surface.scale != surface_.scale || !(picture == picture_)) is_damaged_ = true;
  surface_ = surface;
  picture_ = std::move(picture);
  attention_.settle(picture_, surface_.box);
  // Where something else has come under the pointer, it is to look so.
  const std::optional<figure::Region> before = input_.hovered();
  input_.settle(picture_);
  is_stale_ = input_.hovered() != before && !std::exchange(is_second_, true);
  if (!is_stale_) is_second_ = false;
}

const figure::Action* MainLoop::hovered() const {
  return input_.hovered() ? &input_.hovered()->action : nullptr;
}

/// What there is to be said of what the pointer or the focus is on, whichever moved last.
std::optional<MainLoop::Hinted> MainLoop::hinted() const {
  const figure::Region* const focused = attention_.focus().member();
  const bool by_key = focused && !focused->hint.empty() && !attention_.field().is_open();
  if (by_key && keyed_ > rested_)
    return Hinted{focused->hint, {focused->box.x, focused->box.bottom() - 14}, keyed_};
  if (!input_.hovered() || input_.hovered()->hint.empty()) return std::nullopt;
  // What is typed there, and what is wrong with it, is not to be covered.
  if (attention_.field().is_open_at(*input_.hovered())) return std::nullopt;
  return Hinted{input_.hovered()->hint, input_.at(), rested_};
}

void MainLoop::watch_hint() {
  const std::optional<Hinted> hinted = this->hinted();
  const bool rests = hinted && seconds_between(hinted->since, Clock::now()) >= hint_seconds;
  std::optional<figure::Picture> hint;
  if (rests)
    hint = hint_picture(hinted->text, hinted->at, surface_.seen, application_.theme(), fonts_);
  if (hint != hint_) is_damaged_ = true; // also where what lies under it is another thing by now
  hint_ = std::move(hint);
}

/// What the keyboard is on; it is seen where the keyboard was used last.
void MainLoop::lay_over() {
  if (!surface_.shows_all() && keyed_ > rested_ && attention_.focus().member()) {
    const Surface moved = seen_with(surface_, attention_.focus().ring());
    if (!(moved.seen == surface_.seen)) is_damaged_ = true;
    surface_ = moved;
  }
  figure::Picture over =
      attention_picture(attention_, picture_, surface_.box, application_.theme(), fonts_);
  if (!(over == over_)) is_damaged_ = true;
  over_ = std::move(over);
}

void MainLoop::draw() {
  is_damaged_ = false;
  if (window_->is_minimized() || window_->pixels_wide() <= 0 || window_->pixels_high() <= 0) return;
  const Clock::time_point begin = Clock::now();
  const std::array<const figure::Picture*, 3> pictures{&picture_, &over_,
                                                       hint_ ? &*hint_ : nullptr};
  screen_->draw({pictures.data(), hint_ ? 3U : 2U}, surface_, application_.theme().ground);
  screen_->graphics().finish();
  frame_ms_ = seconds_between(begin, Clock::now()) * 1000;
  window_->show_frame();
}

} // namespace copyscope::gui
