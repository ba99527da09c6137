// Where exported text goes: piece by piece, so that no format holds more than some 64 KiB of it.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>

namespace copyscope::exports {

/// Receives the output piece by piece; may throw to stop it.
using Writer = std::function<void(std::string_view piece)>;

/// Is told now and then how much is done, 0 … 1; may throw to stop it.
using Progress = std::function<void(double done)>;

/// Collects the output in pieces of some 64 KiB. make_room() comes before each row, so that nothing
/// else has to look at the room that is left.
class Pieces {
public:
  /// `longest_row`: bytes between two calls of make_room() at the most.
  Pieces(const Writer& write, std::size_t longest_row)
      : write_(write), size_(std::max(longest_row, std::size_t{1} << 16)), bytes_(new char[size_]) {
  }

  void make_room(std::size_t needed) {
    if (size_ - used_ < needed) flush();
  }
  void put(char c) { bytes_[used_++] = c; }
  void put(std::string_view text) {
    std::memcpy(&bytes_[used_], text.data(), text.size());
    used_ += text.size();
  }
  void put(std::int64_t number) {
    char* const begin = &bytes_[used_];
    used_ += static_cast<std::size_t>(std::to_chars(begin, begin + 20, number).ptr - begin);
  }
  /// A number of at most six digits, filled with zeros up to six.
  void put_six_digits(std::uint32_t number) {
    for (const std::uint32_t pair : {number / 10'000, number / 100 % 100, number % 100}) {
      bytes_[used_++] = digit_pairs[pair * 2];
      bytes_[used_++] = digit_pairs[pair * 2 + 1];
    }
  }
  /// Text of any length, made room for.
  void put_long(std::string_view text) {
    while (!text.empty()) {
      if (used_ == size_) flush();
      const std::string_view part = text.substr(0, size_ - used_);
      put(part);
      text.remove_prefix(part.size());
    }
  }
  void flush() {
    if (used_ > 0) write_({bytes_.get(), used_});
    used_ = 0;
  }

private:
  static constexpr std::array<char, 200> digit_pairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
      pairs[2 * i] = static_cast<char>('0' + i / 10);
      pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
  }();

  const Writer& write_;
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
  std::size_t used_ = 0;
};

} // namespace copyscope::exports
