// What a person has chosen about exports: kept from one export to the next, and most of it from one
// time to the next.
#pragma once

#include "export/formats.h"
#include "figure/words/wording.h"

#include <array>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

/// What the dialog lets one choose or press, in the order in which Tab goes through it.
enum class ExportControl : unsigned char {
  format,
  range,
  cases,
  lanes,
  time,
  width,
  type, ///< how large type is
  plain,
  theme,
  dpi,
  handout,
  language,
  path,
  copy,
  write
};
std::string_view name_of(ExportControl control); ///< "range"
std::optional<ExportControl> export_control_named(std::string_view name);

/// Which part of the run.
enum class ExportRange : unsigned char {
  whole,
  shown, ///< what the timeline shows
  marked ///< between the two marks
};
constexpr std::array<std::string_view, 3> export_ranges{"whole", "shown", "marked"};

/// Formats are listed by what they are for, in the order of exports::formats() otherwise.
enum class ExportGroup : unsigned char { pictures, pages, data };
std::string_view name_of(ExportGroup group);
ExportGroup group_of(const exports::Format& format);
const std::vector<const exports::Format*>& listed_formats();

struct ExportChoices {
  // Kept from one time to the next.
  std::string format = "svg";
  std::optional<figure::Language> language; ///< otherwise the window's
  std::optional<bool> in_story; ///< otherwise for one run: of several each has its own scale
  std::string width;            ///< as it was typed: "8cm"; empty: what suits the format
  std::string type;             ///< as it was typed: "8pt"; empty: what suits the width
  bool is_plain = false;        ///< without title and notes
  std::string theme;            ///< one of themes
  std::string dpi;              ///< as it was typed; empty: what suits the format
  int handout = 1;              ///< one of handouts
  std::string folder;           ///< where the last file went; empty: beside the scenario

  // For this time only.
  ExportRange range = ExportRange::whole;
  std::vector<std::string> lanes;    ///< by name; empty: all
  std::vector<std::string> cases;    ///< by id, compared with the shown one
  std::vector<std::string> left_out; ///< by id, of formats that take the whole scenario

  static constexpr std::array<std::string_view, 4> themes{"", "print", "light", "dark"};
  static constexpr std::array<int, 4> handouts{1, 2, 4, 6};
  static constexpr std::array<std::string_view, 5> widths{"", "8cm", "12cm", "17cm", "24cm"};
  static constexpr std::array<std::string_view, 8> types{"", "7", "8", "9", "10", "12", "14", "16"};
  static constexpr std::array<std::string_view, 5> resolutions{"", "96", "150", "300", "600"};
  static constexpr int least_dpi = 36, most_dpi = 1200;

  /// The format that is chosen; the first where that is none.
  const exports::Format& chosen_format() const;
  /// Nothing where it is no number or not within bounds. 0 for an empty text.
  std::optional<int> typed_dpi() const;
  /// An empty option for an empty text; nothing for what is no length.
  std::optional<std::optional<exports::Length>> typed_width() const;
  /// The same of a size of type.
  std::optional<std::optional<exports::TypeSize>> typed_type() const;

  /// Of the values of a control with a few of them, which is chosen; `none` for another one.
  std::size_t chosen(ExportControl control) const;
  std::size_t count(ExportControl control) const; ///< 0: it has no such values
  void choose(ExportControl control, std::size_t index);
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// What is kept, and back; what does not fit is not taken.
nlohmann::ordered_json to_json(const ExportChoices& choices);
ExportChoices export_choices_from(const nlohmann::ordered_json& json);

} // namespace copyscope::gui
