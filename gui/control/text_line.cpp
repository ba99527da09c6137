#include "gui/control/text_line.h"

namespace copyscope::gui {

namespace {

bool goes_on(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Of the character that begins there; 0 where that is none.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80              ? 1
                             : (lead & 0xE0U) == 0xC0 ? 2
                             : (lead & 0xF0U) == 0xE0 ? 3
                             : (lead & 0xF8U) == 0xF0 ? 4
                                                      : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!goes_on(text[at + i])) return 0;
  return length;
}

bool is_control(unsigned char lead) {
  return lead < ' ' || lead == 0x7F;
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_at(text, i);
    if (length > 0 && !is_control(static_cast<unsigned char>(text[i])))
      result += text.substr(i, length);
    i += length > 0 ? length : 1;
  }
  return result;
}

std::string encoded(char32_t code) {
  const auto piece = [](char32_t bits, char32_t mark) { return static_cast<char>(mark | bits); };
  if (code < 0x80) return {piece(code, 0)};
  if (code < 0x800) return {piece(code >> 6, 0xC0), piece(code & 0x3F, 0x80)};
  if (code < 0x10000)
    return {piece(code >> 12, 0xE0), piece(code >> 6 & 0x3F, 0x80), piece(code & 0x3F, 0x80)};
  if (code > 0x10FFFF) return {};
  return {piece(code >> 18, 0xF0), piece(code >> 12 & 0x3F, 0x80), piece(code >> 6 & 0x3F, 0x80),
          piece(code & 0x3F, 0x80)};
}

/// Words end at blanks, and at what paths and quantities are put together with.
bool is_between_words(char c) {
  return c == ' ' || c == '/' || c == '.' || c == '=' || c == '-' || c == '_';
}

} // namespace

void TextLine::set(const std::string& text) {
  text_.clear();
  cursor_ = anchor_ = 0;
  insert(text);
}

void TextLine::select_all() {
  anchor_ = 0;
  cursor_ = text_.size();
}

void TextLine::insert(std::string_view text) {
  const std::string typed = printable(text);
  const std::size_t left = text_.size() - (end() - begin());
  if (left + typed.size() > most_bytes) return;
  erase(begin(), end());
  text_.insert(cursor_, typed);
  cursor_ = anchor_ = cursor_ + typed.size();
}

void TextLine::insert(char32_t character) {
  insert(encoded(character));
}

void TextLine::erase(std::size_t from, std::size_t to) {
  text_.erase(from, to - from);
  cursor_ = anchor_ = from;
}

void TextLine::erase_back(bool word) {
  if (has_selection()) return erase(begin(), end());
  erase(word ? word_before(cursor_) : before(cursor_), cursor_);
}

void TextLine::erase_on(bool word) {
  if (has_selection()) return erase(begin(), end());
  erase(cursor_, word ? word_after(cursor_) : after(cursor_));
}

void TextLine::move(Move move, bool keeps) {
  const bool leaves = has_selection() && !keeps;
  switch (move) {
  case Move::back:
    cursor_ = leaves ? begin() : before(cursor_);
    break;
  case Move::on:
    cursor_ = leaves ? end() : after(cursor_);
    break;
  case Move::word_back:
    cursor_ = word_before(cursor_);
    break;
  case Move::word_on:
    cursor_ = word_after(cursor_);
    break;
  case Move::home:
    cursor_ = 0;
    break;
  case Move::end:
    cursor_ = text_.size();
    break;
  }
  if (!keeps) anchor_ = cursor_;
}

void TextLine::place(std::size_t at, bool keeps) {
  cursor_ = at < text_.size() ? at : text_.size();
  while (cursor_ > 0 && cursor_ < text_.size() && goes_on(text_[cursor_]))
    --cursor_;
  if (!keeps) anchor_ = cursor_;
}

std::size_t TextLine::before(std::size_t at) const {
  if (at == 0) return 0;
  do
    --at;
  while (at > 0 && goes_on(text_[at]));
  return at;
}

std::size_t TextLine::after(std::size_t at) const {
  if (at >= text_.size()) return text_.size();
  do
    ++at;
  while (at < text_.size() && goes_on(text_[at]));
  return at;
}

std::size_t TextLine::word_before(std::size_t at) const {
  while (at > 0 && is_between_words(text_[at - 1]))
    --at;
  while (at > 0 && !is_between_words(text_[at - 1]))
    --at;
  return at;
}

std::size_t TextLine::word_after(std::size_t at) const {
  while (at < text_.size() && !is_between_words(text_[at]))
    ++at;
  while (at < text_.size() && is_between_words(text_[at]))
    ++at;
  return at;
}

} // namespace copyscope::gui
