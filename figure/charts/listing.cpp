#include "figure/charts/listing.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

constexpr float indent = 5; // of the code in its row

} // namespace

std::vector<ListingRow> listing_rows(const assets::Method& method, int lit, Box box, float height) {
  const auto fits = std::max(1, static_cast<int>(box.h / height));
  const int all = static_cast<int>(method.listing.size());
  const int first = std::clamp(lit - 1 - fits / 2, 0, std::max(0, all - fits));
  std::vector<ListingRow> rows;
  for (int i = first; i < std::min(all, first + fits); ++i)
    rows.push_back({i + 1, box.take_top(height), i + 1 == lit,
                    !method.listing[static_cast<std::size_t>(i)].label.empty()});
  return rows;
}

void draw_listing(Picture& picture, const assets::Method& method,
                  const std::vector<ListingRow>& rows, float size, const Style& style) {
  const Theme& theme = style.theme;
  Font font{Face::mono, size}, bold{Face::mono_bold, size};
  float widest = 1;
  for (const assets::ListingLine& line : method.listing)
    widest = std::max(widest, style.measure.width(line.code, bold));
  for (const ListingRow& row : rows) {
    const float room = row.box.w - indent - 2;
    if (widest > room) font.size = bold.size = size * room / widest;
    if (row.lit) {
      picture.fill(row.box, theme.selected, 4);
      picture.fill({row.box.x, row.box.y, 4, row.box.h}, theme.accent, 2);
    }
    const std::string& code = method.listing[static_cast<std::size_t>(row.line - 1)].code;
    picture.text({row.box.x + indent, row.box.y + row.box.h * 0.5F + size * 0.33F}, code,
                 row.lit ? bold : font, row.lit ? theme.text : theme.second);
  }
}

} // namespace copyscope::figure
