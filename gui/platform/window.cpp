#include "gui/platform/window.h"

#include "gui/paint/icon.h"

#include <algorithm>
#include <fmt/format.h>
#include <GLFW/glfw3.h>
#include <utility>

namespace copyscope::gui {

namespace {

[[noreturn]] void fail(const char* what) {
  const char* reason = nullptr;
  glfwGetError(&reason);
  std::string why = reason ? reason : "";
  while (why.ends_with(' '))
    why.pop_back();
  throw DisplayError(fmt::format(
      "{}{}{}\nThe window needs a display with OpenGL 3.3: a desktop session, `ssh -X`, or, "
      "without "
      "a\nscreen, `xvfb-run`. `copyscope run SCENARIO` compares the cases in the terminal.",
      what, why.empty() ? "" : ": ", why));
}

Window& of(GLFWwindow* window) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(window));
}

std::optional<Button> button_of(int button) {
  if (button == GLFW_MOUSE_BUTTON_LEFT) return Button::left;
  if (button == GLFW_MOUSE_BUTTON_RIGHT) return Button::right;
  if (button == GLFW_MOUSE_BUTTON_MIDDLE) return Button::middle;
  return std::nullopt;
}

/// `grows`: the size that is asked for is in units of the desktop's type size; otherwise in pixels.
void hint(bool is_robust, bool grows) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, grows ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_TRUE);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE); // a projector beside a laptop keeps its picture
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "copyscope");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "copyscope");
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS,
                 is_robust ? GLFW_LOSE_CONTEXT_ON_RESET : GLFW_NO_ROBUSTNESS);
}

/// The monitor on which most of the window lies.
GLFWmonitor* monitor_of(const Geometry& window) {
  int count = 0;
  GLFWmonitor** const monitors = glfwGetMonitors(&count);
  GLFWmonitor* best = glfwGetPrimaryMonitor();
  long most = 0;
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0;
    glfwGetMonitorPos(monitors[i], &x, &y);
    const GLFWvidmode* const mode = glfwGetVideoMode(monitors[i]);
    if (!mode) continue;
    const long w = std::min(window.x + window.width, x + mode->width) - std::max(window.x, x);
    const long h = std::min(window.y + window.height, y + mode->height) - std::max(window.y, y);
    if (w > 0 && h > 0 && w * h > most) {
      most = w * h;
      best = monitors[i];
    }
  }
  return best;
}

/// Whether a title bar put there could be seen and taken hold of.
bool is_on_a_screen(const Geometry& geometry) {
  int count = 0;
  GLFWmonitor** const monitors = glfwGetMonitors(&count);
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    glfwGetMonitorWorkarea(monitors[i], &x, &y, &w, &h);
    if (geometry.x + geometry.width > x + 80 && geometry.x < x + w - 80 && geometry.y >= y - 8 &&
        geometry.y < y + h - 80)
      return true;
  }
  return false;
}

} // namespace

WindowSystem::WindowSystem() {
  glfwInitHint(GLFW_JOYSTICK_HAT_BUTTONS, GLFW_FALSE);
  if (!glfwInit()) fail("there is no display");
}

WindowSystem::~WindowSystem() {
  glfwTerminate();
}

void Window::Destroy::operator()(GLFWwindow* window) const {
  glfwDestroyWindow(window);
}

Window::Window(const Geometry& geometry, const std::string& title, Kind kind)
    : before_full_(geometry), title_(title) {
  const bool is_known = geometry.width > 0 && geometry.height > 0;
  const int wide = is_known ? geometry.width : 1280, high = is_known ? geometry.height : 800;
  for (const bool is_robust : {true, false}) {
    hint(is_robust, !is_known); // what was remembered has grown already
    window_.reset(glfwCreateWindow(wide, high, title.c_str(), nullptr, nullptr));
    if (window_) break;
  }
  if (!window_) fail("the window cannot be opened");
  glfwSetWindowUserPointer(window_.get(), this);
  glfwMakeContextCurrent(window_.get());
  listen();
  read_size();
  if (kind == Kind::hidden) return;
  glfwSwapInterval(1);
  draw_icon();
  if (is_known && is_on_a_screen(geometry)) glfwSetWindowPos(window_.get(), geometry.x, geometry.y);
  if (!is_known) fit_screen();
  if (geometry.maximized) glfwMaximizeWindow(window_.get());
  glfwShowWindow(window_.get());
}

Window::~Window() = default;

void Window::listen() {
  GLFWwindow* const window = window_.get();
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    int wide = 0, high = 0;
    glfwGetWindowSize(w, &wide, &high);
    Window& self = of(w);
    const double to_pixels = wide > 0 ? static_cast<double>(self.pixels_wide_) / wide : 1;
    self.events_.push_back(
        event::Move{{static_cast<float>(x * to_pixels), static_cast<float>(y * to_pixels)}});
  });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
    if (!entered) of(w).events_.push_back(event::Leave{});
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int number, int what, int mods) {
    const std::optional<Button> button = button_of(number);
    if (button && what == GLFW_PRESS)
      of(w).events_.push_back(event::Press{*button, (mods & GLFW_MOD_SHIFT) != 0});
    if (button && what == GLFW_RELEASE) of(w).events_.push_back(event::Release{*button});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    of(w).events_.push_back(event::Wheel{static_cast<float>(-x), static_cast<float>(-y)});
  });
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int what, int modifiers) {
    if (what == GLFW_RELEASE) return;
    const KeyStroke stroke = key_pressed(key, scancode, modifiers);
    if (!stroke.key.empty()) of(w).events_.push_back(event::Key{stroke});
  });
  glfwSetCharCallback(
      window, [](GLFWwindow* w, unsigned code) { of(w).events_.push_back(event::Text{code}); });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    if (count > 0) of(w).events_.push_back(event::Drop{paths[0]});
  });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) {
    of(w).read_size();
    of(w).events_.push_back(event::Refresh{});
  });
  glfwSetWindowRefreshCallback(window,
                               [](GLFWwindow* w) { of(w).events_.push_back(event::Refresh{}); });
  glfwSetWindowContentScaleCallback(
      window, [](GLFWwindow* w, float, float) { of(w).events_.push_back(event::Refresh{}); });
  glfwSetWindowFocusCallback(window,
                             [](GLFWwindow* w, int) { of(w).events_.push_back(event::Refresh{}); });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
    glfwSetWindowShouldClose(w, GLFW_FALSE); // the main loop decides
    of(w).events_.push_back(event::Close{});
  });
}

std::vector<Event> Window::events(double most_seconds) {
  if (most_seconds > 0)
    glfwWaitEventsTimeout(most_seconds);
  else
    glfwPollEvents();
  return std::exchange(events_, {});
}

void Window::show_frame() {
  glfwSwapBuffers(window_.get());
}

void Window::set_title(const std::string& title) {
  if (title == title_) return;
  title_ = title;
  glfwSetWindowTitle(window_.get(), title.c_str());
}

void Window::fill_screen(bool fills) {
  if (fills == fills_) return;
  if (fills) {
    before_full_ = geometry();
    GLFWmonitor* const monitor = monitor_of(before_full_);
    const GLFWvidmode* const mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (!mode) return;
    glfwSetWindowMonitor(window_.get(), monitor, 0, 0, mode->width, mode->height,
                         mode->refreshRate);
  } else {
    glfwSetWindowMonitor(window_.get(), nullptr, before_full_.x, before_full_.y, before_full_.width,
                         before_full_.height, GLFW_DONT_CARE);
  }
  fills_ = fills;
  events_.push_back(event::Refresh{});
}

std::string Window::clipboard() const {
  const char* const text = glfwGetClipboardString(window_.get());
  return text ? text : "";
}

void Window::set_clipboard(const std::string& text) {
  glfwSetClipboardString(window_.get(), text.c_str());
}

void Window::set_clipboard_picture(const Copied& picture) {
  if (!pictures_) pictures_.emplace();
  pictures_->offer(picture);
}

bool Window::is_minimized() const {
  return glfwGetWindowAttrib(window_.get(), GLFW_ICONIFIED) != 0;
}

float Window::content_scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_.get(), &x, &y);
  return std::clamp(std::max(x, y), 0.5F, 8.0F);
}

Geometry Window::geometry() const {
  if (fills_) return before_full_;
  Geometry now;
  glfwGetWindowPos(window_.get(), &now.x, &now.y);
  glfwGetWindowSize(window_.get(), &now.width, &now.height);
  now.maximized = glfwGetWindowAttrib(window_.get(), GLFW_MAXIMIZED) != 0;
  return now;
}

/// On a small screen, or with large type, the usual size is too much.
void Window::fit_screen() {
  const Geometry now = geometry();
  GLFWmonitor* const monitor = monitor_of(now);
  if (!monitor) return;
  int x = 0, y = 0, wide = 0, high = 0;
  glfwGetMonitorWorkarea(monitor, &x, &y, &wide, &high);
  if (wide <= 0 || high <= 0 || (now.width <= wide && now.height <= high)) return;
  glfwSetWindowSize(window_.get(), std::min(now.width, wide), std::min(now.height, high));
  glfwSetWindowPos(window_.get(), x, y);
}

void Window::draw_icon() {
  std::vector<std::vector<unsigned char>> pixels;
  std::vector<GLFWimage> images;
  for (const int size : {16, 32, 48, 128}) {
    pixels.push_back(icon_pixels(size));
    images.push_back({size, size, pixels.back().data()});
  }
  glfwSetWindowIcon(window_.get(), static_cast<int>(images.size()), images.data());
}

void Window::read_size() {
  glfwGetFramebufferSize(window_.get(), &pixels_wide_, &pixels_high_);
}

} // namespace copyscope::gui
