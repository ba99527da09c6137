// The one door to the language's coroutine support library.
//
// Where the standard library has <coroutine> for this compiler, it is used. Elsewhere (clang 14
// with libstdc++, emscripten's libc++ 13) the few names that the compiler looks up are supplied
// here, over the built-ins that such a library would use too. Nothing outside sim/engine includes
// this.
#pragma once

#if defined(__cpp_impl_coroutine) && __has_include(<coroutine>)

#include <coroutine>

#else

namespace std {

template <typename Result, typename... Arguments> struct coroutine_traits {
  using promise_type = typename Result::promise_type;
};

template <typename Promise = void> class coroutine_handle;

template <> class coroutine_handle<void> {
public:
  constexpr coroutine_handle() noexcept = default;
  static constexpr coroutine_handle from_address(void* address) noexcept {
    coroutine_handle handle;
    handle.frame_ = address;
    return handle;
  }
  constexpr void* address() const noexcept { return frame_; }
  constexpr explicit operator bool() const noexcept { return frame_ != nullptr; }
  void resume() const { __builtin_coro_resume(frame_); }
  void destroy() const { __builtin_coro_destroy(frame_); }
  bool done() const noexcept { return __builtin_coro_done(frame_); }

protected:
  void* frame_ = nullptr;
};

template <typename Promise> class coroutine_handle : public coroutine_handle<> {
public:
  static coroutine_handle from_promise(Promise& promise) noexcept {
    return from_address(
        __builtin_coro_promise(static_cast<void*>(&promise), alignof(Promise), true));
  }
  static constexpr coroutine_handle from_address(void* address) noexcept {
    coroutine_handle handle;
    handle.frame_ = address;
    return handle;
  }
  Promise& promise() const noexcept {
    return *static_cast<Promise*>(__builtin_coro_promise(frame_, alignof(Promise), false));
  }
};

struct suspend_always {
  constexpr bool await_ready() const noexcept { return false; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};

} // namespace std

#endif
