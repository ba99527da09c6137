#include "figure/kit/fitted_text.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

std::size_t lines_that_fit(Font font, Box box) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(box.h / font.line() + 0.01F));
}

} // namespace

float fitted_paragraph(Picture& picture, Box box, std::string_view text, Font font, float smallest,
                       Color color) {
  if (text.empty()) return 0;
  const Measure& measure = picture.measure();
  // What could not fit at one em a hundred characters is not measured whole.
  const auto most = static_cast<std::size_t>(100 * (box.w / smallest) * (box.h / smallest)) + 1000;
  std::vector<std::string> lines = wrap(text.substr(0, most), font, box.w, measure);
  while (lines.size() > lines_that_fit(font, box) && font.size > smallest) {
    font.size = std::max(smallest, font.size - 1);
    lines = wrap(text.substr(0, most), font, box.w, measure);
  }
  const std::size_t fits = lines_that_fit(font, box);
  if (lines.size() > fits) {
    std::string rest = lines[fits - 1];
    for (std::size_t i = fits; i < lines.size() && rest.size() < 1000; ++i)
      rest += ' ' + lines[i];
    lines.resize(fits);
    lines.back() = shortened(rest, font, box.w, measure);
  }
  float baseline = box.y + font.ascent();
  for (const std::string& line : lines) {
    picture.text({box.x, baseline}, line, font, color);
    baseline += font.line();
  }
  return static_cast<float>(lines.size()) * font.line();
}

} // namespace copyscope::figure
