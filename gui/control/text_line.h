// A line of text under way: what has been typed, where the cursor stands, what is selected. Plain
// state; UTF-8, and every place is a byte offset between two characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace copyscope::gui {

class TextLine {
public:
  TextLine() = default;
  explicit TextLine(const std::string& text) { set(text); }

  const std::string& text() const { return text_; }
  std::size_t cursor() const { return cursor_; }
  std::size_t begin() const { return cursor_ < anchor_ ? cursor_ : anchor_; } ///< of the selection
  std::size_t end() const { return cursor_ < anchor_ ? anchor_ : cursor_; }
  bool has_selection() const { return cursor_ != anchor_; }
  std::string_view selected() const {
    return std::string_view(text_).substr(begin(), end() - begin());
  }

  void set(const std::string& text); ///< with the cursor at its end; what is no UTF-8 is left out
  void select_all();

  /// In place of what is selected. Control characters and what is no UTF-8 are left out; so is what
  /// would make the line longer than most_bytes.
  void insert(std::string_view text);
  void insert(char32_t character);
  void erase_back(bool word);
  void erase_on(bool word);

  enum class Move : unsigned char { back, on, word_back, word_on, home, end };
  /// `keeps`: the selection grows or shrinks; otherwise there is none afterwards.
  void move(Move move, bool keeps);
  void place(std::size_t at, bool keeps); ///< to the start of the character that holds that byte

  static constexpr std::size_t most_bytes = 4096;

private:
  std::size_t before(std::size_t at) const;
  std::size_t after(std::size_t at) const;
  std::size_t word_before(std::size_t at) const;
  std::size_t word_after(std::size_t at) const;
  void erase(std::size_t from, std::size_t to);

  std::string text_;
  std::size_t cursor_ = 0, anchor_ = 0;
};

} // namespace copyscope::gui
