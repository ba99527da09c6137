#include "gui/platform/picture_clipboard.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>
#include <xcb/xcb.h>

namespace copyscope::gui {

namespace {

/// What xcb hands out is to be freed.
struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <class T> std::unique_ptr<T, Free> owned(T* memory) {
  return std::unique_ptr<T, Free>(memory);
}

} // namespace

struct PictureClipboard::State {
  xcb_connection_t* connection = nullptr;
  xcb_window_t window = 0;
  xcb_atom_t clipboard = 0, targets = 0, stop = 0;
  std::mutex mutex; ///< of the two below
  std::string data;
  std::vector<xcb_atom_t> types; ///< that it can be had as
  std::thread thread;

  State() : connection(xcb_connect(nullptr, nullptr)) {
    if (xcb_connection_has_error(connection) != 0) return;
    const xcb_screen_t* const screen = xcb_setup_roots_iterator(xcb_get_setup(connection)).data;
    window = xcb_generate_id(connection);
    xcb_create_window(connection, XCB_COPY_FROM_PARENT, window, screen->root, 0, 0, 1, 1, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual, 0, nullptr);
    clipboard = atom("CLIPBOARD");
    targets = atom("TARGETS");
    stop = atom("COPYSCOPE_STOP");
    thread = std::thread([this] { answer(); });
  }
  ~State() {
    if (thread.joinable()) {
      xcb_client_message_event_t message{};
      message.response_type = XCB_CLIENT_MESSAGE;
      message.format = 32;
      message.window = window;
      message.type = stop;
      send(window, message);
      thread.join();
    }
    xcb_disconnect(connection);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  xcb_atom_t atom(std::string_view name) const {
    const auto reply = owned(xcb_intern_atom_reply(
        connection,
        xcb_intern_atom(connection, 0, static_cast<std::uint16_t>(name.size()), name.data()),
        nullptr));
    return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
  }

  /// An event is 32 bytes, however many its kind has a use for.
  template <class Event> void send(xcb_window_t to, const Event& event) const {
    static_assert(sizeof(Event) <= 32);
    char bytes[32] = {};
    std::memcpy(bytes, &event, sizeof event);
    xcb_send_event(connection, 0, to, XCB_EVENT_MASK_NO_EVENT, bytes);
    xcb_flush(connection);
  }

  void answer() {
    while (const auto event = owned(xcb_wait_for_event(connection))) {
      const int kind = event->response_type & 0x7F;
      if (kind == XCB_CLIENT_MESSAGE &&
          reinterpret_cast<const xcb_client_message_event_t*>(event.get())->type == stop)
        return;
      if (kind == XCB_SELECTION_REQUEST)
        give(*reinterpret_cast<const xcb_selection_request_event_t*>(event.get()));
    }
  }

  /// What was asked for, into the property that was named, or word that it is not to be had.
  void give(const xcb_selection_request_event_t& asked) {
    xcb_selection_notify_event_t told{};
    told.response_type = XCB_SELECTION_NOTIFY;
    told.time = asked.time;
    told.requestor = asked.requestor;
    told.selection = asked.selection;
    told.target = asked.target;
    told.property = asked.property == XCB_ATOM_NONE ? asked.target : asked.property;
    if (!put(asked.requestor, told.property, asked.target)) told.property = XCB_ATOM_NONE;
    send(asked.requestor, told);
  }

  bool put(xcb_window_t to, xcb_atom_t property, xcb_atom_t target) {
    const std::lock_guard lock(mutex);
    if (target == targets) {
      std::vector<xcb_atom_t> all = types;
      all.push_back(targets);
      xcb_change_property(connection, XCB_PROP_MODE_REPLACE, to, property, XCB_ATOM_ATOM, 32,
                          static_cast<std::uint32_t>(all.size()), all.data());
      return true;
    }
    if (std::ranges::find(types, target) == types.end()) return false;
    // In one piece: what is longer than a request, 16 MB on today's servers, is not offered.
    xcb_change_property(connection, XCB_PROP_MODE_REPLACE, to, property, target, 8,
                        static_cast<std::uint32_t>(data.size()), data.data());
    return true;
  }

  bool offer(const Copied& picture) {
    constexpr std::size_t head = 64; // of a request, at the most
    if (!thread.joinable()) return false;
    if (picture.data.size() + head > std::size_t{4} * xcb_get_maximum_request_length(connection))
      return false;
    std::vector<xcb_atom_t> offered{atom(picture.type)};
    if (picture.type == "image/svg+xml") // it is text as well
      for (const char* const type : {"UTF8_STRING", "text/plain;charset=utf-8", "STRING"})
        offered.push_back(atom(type));
    {
      const std::lock_guard lock(mutex);
      data = picture.data;
      types = std::move(offered);
    }
    xcb_set_selection_owner(connection, window, clipboard, XCB_CURRENT_TIME);
    return xcb_flush(connection) > 0;
  }
};

PictureClipboard::PictureClipboard() : state_(std::make_unique<State>()) {}
PictureClipboard::~PictureClipboard() = default;

bool PictureClipboard::offer(const Copied& picture) {
  return state_->offer(picture);
}

} // namespace copyscope::gui
