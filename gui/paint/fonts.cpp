#include "gui/paint/fonts.h"

#include "figure/kit/characters.h"

#include <utility>

namespace copyscope::gui {

namespace {

/// Of an em: what makes a bold out of a family's only weight.
constexpr float bold_growth = 1.0F / 22;

bool is_wide(char32_t code) {
  return figure::columns_of(code) == 2;
}
bool opens(char32_t code) {
  return code == U'\u2018' || code == U'\u201C';
}
bool closes(char32_t code) {
  return code == U'\u2019' || code == U'\u201D';
}

bool is_heavy(figure::Face face) {
  return face == figure::Face::bold || face == figure::Face::mono_bold;
}

} // namespace

FontFaces::FontFaces(FontFiles files) : files_(std::move(files)) {
  typefaces_.reserve(typeface_count);
  for (const FontFile* const file : {&files_.regular, &files_.medium, &files_.bold, &files_.mono,
                                     &files_.mono_bold, &files_.chinese})
    typefaces_.emplace_back(library_, *file);
  typefaces_.emplace_back(library_, files_.chinese_bold,
                          files_.chinese_bold == files_.chinese ? bold_growth : 0);
}

SetCharacter FontFaces::choose(char32_t code, figure::Face face, bool prefers_chinese) const {
  const std::uint32_t key = static_cast<std::uint32_t>(code) << 4U |
                            static_cast<std::uint32_t>(face) << 1U | (prefers_chinese ? 1U : 0U);
  const auto known = chosen_.find(key);
  if (known != chosen_.end()) return known->second;
  const auto latin = static_cast<TypefaceId>(face);
  const TypefaceId chinese = is_heavy(face) ? chinese_bold : chinese_regular;
  const bool has_chinese = typefaces_[chinese].has(code);
  const bool in_chinese = has_chinese && (prefers_chinese || !typefaces_[latin].has(code));
  const TypefaceId id = in_chinese ? chinese : latin;
  const SetCharacter choice{code, id, typefaces_[id].advance(code)};
  chosen_.emplace(key, choice);
  return choice;
}

template <class Visit>
void FontFaces::visit(std::string_view text, figure::Face face, Visit visit) const {
  char32_t before = 0;
  while (!text.empty()) {
    const figure::Character character = figure::first_of(text);
    text.remove_prefix(character.bytes);
    const char32_t code = character.code;
    if (figure::is_control(code)) continue;
    const bool embraces_wide =
        (closes(code) && is_wide(before)) ||
        (opens(code) && !text.empty() && is_wide(figure::first_of(text).code));
    visit(choose(code, face, embraces_wide || is_wide(code)));
    before = code;
  }
}

float FontFaces::width(std::string_view text, figure::Font font) const {
  float ems = 0;
  visit(text, font.face, [&ems](const SetCharacter& character) { ems += character.advance; });
  return ems * font.size;
}

std::vector<SetCharacter> FontFaces::set(std::string_view text, figure::Face face) const {
  std::vector<SetCharacter> characters;
  characters.reserve(text.size());
  visit(text, face,
        [&characters](const SetCharacter& character) { characters.push_back(character); });
  return characters;
}

} // namespace copyscope::gui
