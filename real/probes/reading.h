// What a probe has read, or why it could not. A figure that could not be read is unavailable, never
// zero, and leaves every other figure alone.
#pragma once

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

namespace copyscope::real {

/// Plain where T is, so that it crosses between the processes of a run.
template <class T> struct Reading {
  T value{};
  int error = ENODATA; ///< the errno for which it could not be read; 0: value holds

  bool known() const { return error == 0; }
  std::optional<T> get() const { return known() ? std::optional(value) : std::nullopt; }

  static Reading of(T value) { return {value, 0}; }
  static Reading failed(int error) { return {{}, error}; }

  /// What lies between two readings; unavailable where either is.
  friend Reading operator-(const Reading& after, const Reading& before) {
    if (!after.known()) return after;
    if (!before.known()) return before;
    return of(after.value - before.value);
  }
};

/// "unavailable: EACCES"
inline std::string unavailable(int error) {
  const char* name = strerrorname_np(error);
  return std::string("unavailable: ") + (name ? name : "unknown error");
}

/// The evidence of a figure that comes from a reading: `known`, or "unavailable: EACCES".
template <class T> std::string evidence_of(const Reading<T>& reading, const char* known) {
  return reading.known() ? known : unavailable(reading.error);
}

} // namespace copyscope::real
