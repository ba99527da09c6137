#include "gui/app/main_loop.h"

#include "gui/app/hint.h"
#include "gui/session/actions.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <GLFW/glfw3.h>
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

} // namespace

MainLoop::MainLoop(Content& content, const FontFaces& fonts, const Geometry& geometry,
                   const std::string& state_path)
    : content_(content), fonts_(fonts), state_file_(state_path), field_(fonts), picture_(fonts),
      ticked_(Clock::now()), rested_(Clock::now()) {
  open_window(geometry);
}

void MainLoop::open_window(const Geometry& geometry) {
  screen_.reset();
  window_.reset();
  window_.emplace(geometry, content_.title(), Window::Kind::shown);
  screen_.emplace(*window_, fonts_);
  field_ = Field(fonts_);
  is_stale_ = is_damaged_ = true;
}

void MainLoop::run() {
  while (!content_.wants_to_quit()) {
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
    window_->fill_screen(content_.fills_screen());
    if (is_damaged_ || field_.is_open()) draw();
    // What is typed from now on is meant for the field: it listens before the next event is read.
    for (int frame = 0; field_.is_beginning() && frame < Field::frames_to_begin; ++frame)
      draw();
    if (screen_->graphics().is_lost()) open_window(window_->geometry());
    tell_state();
  }
}

/// Beside the content's own: what the window is asked for where, in its pixels.
void MainLoop::tell_state() {
  if (!state_file_.is_wanted()) return;
  nlohmann::ordered_json state = content_.state(), regions = nlohmann::ordered_json::array();
  const auto pixels = [this](float units) { return std::lround(units * surface_.scale); };
  for (const figure::Region& region : picture_.regions())
    regions.push_back({{"action", region.action.name},
                       {"number", region.action.number},
                       {"text", region.action.text},
                       {"box",
                        {pixels(region.box.x), pixels(region.box.y), pixels(region.box.w),
                         pixels(region.box.h)}}});
  state["typing"] = field_.is_open();
  state["regions"] = std::move(regions);
  state_file_.tell(std::move(state), frame_ms_);
}

double MainLoop::seconds_to_wait() const {
  const Clock::time_point now = Clock::now();
  if (is_stale_ || is_damaged_) return 0;
  if (content_.is_busy()) return std::max(0.0, frame_seconds - seconds_between(ticked_, now));
  double wait = idle_seconds;
  const bool awaits_hint = input_.hovered() && !input_.hovered()->hint.empty() && !hint_;
  if (awaits_hint)
    wait = std::clamp(hint_seconds - seconds_between(rested_, now), 0.001, idle_seconds);
  return wait;
}

void MainLoop::handle(const Event& event) {
  // What an earlier click or key has done is to be seen by this one.
  if (is_stale_) lay_out();
  const std::optional<figure::Region> before = input_.hovered();
  std::visit(
      Overloaded{[this](const event::Move& move) {
                   pointer_ = move.at;
                   rested_ = Clock::now();
                   perform(input_.move(surface_.logical(pointer_), picture_));
                 },
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

void MainLoop::press(const event::Press& press) {
  rested_ = Clock::now();
  hint_.reset();
  perform(input_.press(surface_.logical(pointer_), press.button, picture_, press.shift));
  const std::optional<figure::Region>& pressed = input_.pressed();
  if (pressed && pressed->action.name == region::field && !field_.is_open_at(*pressed)) {
    field_.open(*pressed);
    is_damaged_ = true;
    if (field_.is_live()) perform({field_.told()}); // it has the attention now
  }
}

/// While a text is typed, keys are Dear ImGui's; but those that close and quit stay ours.
void MainLoop::handle_key(const KeyStroke& stroke) {
  const bool quits = stroke.ctrl && stroke.key == "q";
  if (field_.is_open() && stroke.key == "enter") return field_.confirm();
  const bool leads_on =
      field_.is_live() && (stroke.key == "tab" || stroke.key == "up" || stroke.key == "down");
  if (field_.is_open() && !quits && !leads_on && stroke.key != "escape") return;
  field_.close();
  content_.key(stroke.key, stroke.shift, stroke.ctrl);
  is_stale_ = true;
}

void MainLoop::perform(const Input::Actions& actions) {
  for (const figure::Action& action : actions)
    content_.perform(action);
  is_stale_ = is_stale_ || !actions.empty();
}

void MainLoop::pass_time() {
  const Clock::time_point now = Clock::now();
  const double passed = std::min(seconds_between(ticked_, now), longest_tick);
  ticked_ = now;
  if (content_.tick(passed)) is_stale_ = true;
  if (const std::optional<std::string> copied = content_.take_copied())
    glfwSetClipboardString(window_->handle(), copied->c_str());
}

void MainLoop::lay_out() {
  is_stale_ = false;
  const Surface surface = surface_for(window_->pixels_wide(), window_->pixels_high(),
                                      window_->content_scale(), content_.type_size());
  figure::Picture picture = content_.lay_out(surface.box, hovered());
  window_->set_title(content_.title());
  if (surface.scale != surface_.scale || !(picture == picture_)) is_damaged_ = true;
  surface_ = surface;
  picture_ = std::move(picture);
  field_.settle(picture_);
  // Where something else has come under the pointer, it is to look so.
  const std::optional<figure::Region> before = input_.hovered();
  input_.settle(picture_);
  is_stale_ = input_.hovered() != before && !std::exchange(is_second_, true);
  if (!is_stale_) is_second_ = false;
}

const figure::Action* MainLoop::hovered() const {
  return input_.hovered() ? &input_.hovered()->action : nullptr;
}

void MainLoop::watch_hint() {
  const bool rests = input_.hovered() && !input_.hovered()->hint.empty() &&
                     seconds_between(rested_, Clock::now()) >= hint_seconds;
  std::optional<figure::Picture> hint;
  if (rests && !hint_)
    hint =
        hint_picture(input_.hovered()->hint, input_.at(), surface_.box, content_.theme(), fonts_);
  else if (rests)
    return;
  if (hint.has_value() != hint_.has_value()) is_damaged_ = true;
  hint_ = std::move(hint);
}

void MainLoop::draw() {
  if (window_->is_minimized() || window_->pixels_wide() <= 0 || window_->pixels_high() <= 0) {
    is_damaged_ = false;
    return;
  }
  const Clock::time_point begin = Clock::now();
  std::array<const figure::Picture*, 2> pictures{&picture_, hint_ ? &*hint_ : nullptr};
  screen_->draw({pictures.data(), hint_ ? 2U : 1U}, surface_, content_.theme().ground);
  is_damaged_ = false;
  if (field_.is_open()) draw_field();
  screen_->graphics().finish();
  frame_ms_ = seconds_between(begin, Clock::now()) * 1000;
  window_->show_frame();
}

void MainLoop::draw_field() {
  if (field_.prepare(std::round(Field::type_size * surface_.scale))) screen_->renew_fonts();
  std::optional<figure::Action> typed;
  int wide = 0, high = 0;
  glfwGetWindowSize(window_->handle(), &wide, &high);
  const float units = static_cast<float>(wide) / static_cast<float>(window_->pixels_wide());
  screen_->draw_items([&] { typed = field_.show(surface_.scale * units, content_.theme()); });
  if (typed) perform({*typed});
  if (!field_.is_open()) is_damaged_ = true;
}

} // namespace copyscope::gui
