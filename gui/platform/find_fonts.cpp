#include "gui/platform/find_fonts.h"

#include <fontconfig/fontconfig.h>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace copyscope::gui {

namespace {

struct DestroyPattern {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
struct DestroyCharacters {
  void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};
using Pattern = std::unique_ptr<FcPattern, DestroyPattern>;
using Characters = std::unique_ptr<FcCharSet, DestroyCharacters>;

/// Some that the Chinese texts cannot do without; 拷 is the one that small fonts lack.
constexpr char32_t chinese_sample[] = U"拷贝缓冲区内核零调用";
constexpr char32_t latin_sample[] = U"Ag09µ×→…";

const FcChar8* as_characters(const std::string& text) {
  return reinterpret_cast<const FcChar8*>(text.c_str());
}

Characters characters_of(std::u32string_view sample) {
  Characters set(FcCharSetCreate());
  for (const char32_t code : sample)
    FcCharSetAddChar(set.get(), code);
  return set;
}

Pattern pattern_for(const std::string& family, Weight weight) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, as_characters(family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, FcWeightFromOpenType(static_cast<int>(weight)));
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddInteger(pattern.get(), FC_WIDTH, FC_WIDTH_NORMAL);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse); // an instance, not the whole axis
  return pattern;
}

Pattern best_match(Pattern pattern) {
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultMatch;
  return Pattern(FcFontMatch(nullptr, pattern.get(), &result));
}

bool belongs_to(const FcPattern& font, const std::string& family) {
  FcChar8* name = nullptr;
  for (int i = 0; FcPatternGetString(&font, FC_FAMILY, i, &name) == FcResultMatch; ++i)
    if (FcStrCmpIgnoreCase(name, as_characters(family)) == 0) return true;
  return false;
}

bool covers(const FcPattern& font, std::u32string_view sample) {
  FcCharSet* there = nullptr;
  if (FcPatternGetCharSet(&font, FC_CHARSET, 0, &there) != FcResultMatch) return false;
  for (const char32_t code : sample)
    if (FcCharSetHasChar(there, code) == FcFalse) return false;
  return true;
}

std::optional<FontFile> file_of(const FcPattern& font) {
  FcChar8* path = nullptr;
  int index = 0;
  if (FcPatternGetString(&font, FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
  FcPatternGetInteger(&font, FC_INDEX, 0, &index);
  return FontFile{reinterpret_cast<const char*>(path), index};
}

/// What fontconfig thinks comes nearest to a generic family, if it has the sample's characters.
std::optional<FontFile> find_covering(const std::string& generic, Weight weight,
                                      std::u32string_view sample) {
  Pattern pattern = pattern_for(generic, weight);
  const Characters wanted = characters_of(sample);
  FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
  const Pattern font = best_match(std::move(pattern));
  if (!font || !covers(*font, sample)) return std::nullopt;
  return file_of(*font);
}

struct Wanted {
  std::vector<std::string> families; ///< the first that is there
  std::string generic;               ///< where none is
  std::u32string_view sample;
  std::string missing; ///< what to say where nothing will do
};

FontFile find(const Wanted& wanted, Weight weight) {
  for (const std::string& family : wanted.families)
    if (auto file = find_family(family, weight)) return *file;
  if (auto file = find_covering(wanted.generic, weight, wanted.sample)) return *file;
  throw std::runtime_error(wanted.missing);
}

} // namespace

std::optional<FontFile> find_family(const std::string& family, Weight weight) {
  const Pattern font = best_match(pattern_for(family, weight));
  if (!font || !belongs_to(*font, family)) return std::nullopt;
  return file_of(*font);
}

FontFiles find_fonts() {
  if (FcInit() == FcFalse) throw std::runtime_error("fontconfig does not start");
  const Wanted sans{{"Inter"},
                    "sans-serif",
                    latin_sample,
                    "no proportional font for the window: install the package fonts-inter"};
  const Wanted mono{{"JetBrains Mono"},
                    "monospace",
                    latin_sample,
                    "no monospaced font for the window: install the package fonts-jetbrains-mono"};
  const Wanted chinese{
      {"WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"},
      "sans-serif",
      chinese_sample,
      "no font that covers the Chinese texts: install the package fonts-wqy-microhei or "
      "fonts-noto-cjk"};
  return {find(sans, Weight::regular), find(sans, Weight::medium), find(sans, Weight::semibold),
          find(mono, Weight::regular), find(mono, Weight::bold),   find(chinese, Weight::regular),
          find(chinese, Weight::bold)};
}

} // namespace copyscope::gui
