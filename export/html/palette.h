// Colours that a page of the web chooses by theme: pictures that differ in their colours only
// become one picture whose colours are numbers, and the numbers become CSS variables.
#pragma once

#include "figure/kit/picture.h"
#include "figure/kit/theme.h"

#include <map>
#include <string>
#include <vector>

namespace copyscope::exports {

class Palette {
public:
  /// One picture is told apart from another by its place here.
  explicit Palette(std::vector<const figure::Theme*> themes) : themes_(std::move(themes)) {}

  const std::vector<const figure::Theme*>& themes() const { return themes_; }

  /// The shapes of pictures that are alike, one a theme; colours are numbers, which styled() writes
  /// out. Throws std::logic_error where they differ in more than their colours.
  std::vector<figure::Shape> merged(const std::vector<figure::Picture>& pictures);

  /// What SvgCanvas made of merged shapes, with variables in place of numbers.
  static std::string styled(std::string_view svg);

  /// "--c0:#ffffff;--c1:…": the variables of one theme, in the order of their numbers; before them
  /// the theme's own colours by name.
  std::string variables(std::size_t theme) const;

private:
  figure::Color number_of(const std::vector<figure::Color>& colors);

  std::vector<const figure::Theme*> themes_;
  std::map<std::string, std::size_t> numbers_; // by the colours' codes, one after the other
  std::vector<std::vector<figure::Color>> colors_;
};

} // namespace copyscope::exports
