#include "export/film/strip.h"

#include "export/paper/canvas/xml.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace copyscope::exports {

namespace {

constexpr std::size_t columns = 8;

} // namespace

Strip::Strip(const ItemStore& items, const Cutting& cutting, const std::vector<FilmFrame>& frames,
             Level level, figure::Point grid)
    : items_(items), cutting_(cutting), frames_(frames), level_(level), grid_(grid) {
  const std::vector<Piece>& pieces = cutting.pieces();
  if (std::ranges::none_of(pieces, [level](const Piece& each) { return each.level == level; }))
    return;
  cells_.resize(cutting.cell(level, frames.size() - 1) + 1);
  for (std::size_t frame = 0; frame < frames.size(); ++frame) {
    const std::size_t number = cutting.cell(level, frame);
    if (frame > 0 && cutting.cell(level, frame - 1) == number) continue; // all frames show the same
    for (const std::size_t piece : cutting.of_frame(frame))
      if (pieces[piece].level == level) cells_[number].pieces.push_back(piece);
  }
  place_cells();
}

std::string Strip::markup(const Cell& cell, int layer) const {
  std::string text;
  for (const std::size_t piece : cell.pieces)
    if (cutting_.pieces()[piece].layer == layer)
      text += items_[cutting_.pieces()[piece].item].markup;
  return text;
}

std::string Strip::all_markup(const Cell& cell) const {
  std::string text;
  for (int layer = 0; layer < cutting_.layers(); ++layer)
    if (const std::string own = markup(cell, layer); !own.empty())
      text += fmt::format("{}\n{}", layer, own);
  return text;
}

/// The last one has the first place: it is what is seen where nothing plays.
void Strip::place_cells() {
  std::map<std::string, std::size_t> places;
  const auto place = [&](std::size_t number) {
    const auto [found, is_new] = places.try_emplace(all_markup(cells_[number]), places.size());
    if (is_new) first_cell_.push_back(number);
    cells_[number].place = found->second;
  };
  place(cells_.size() - 1);
  for (std::size_t number = 0; number < cells_.size(); ++number)
    place(number);
}

figure::Point Strip::at(std::size_t place) const {
  const std::size_t column = place % columns, row = place / columns;
  return {static_cast<float>(column) * grid_.x, static_cast<float>(row) * grid_.y};
}

std::string Strip::layer(int layer) const {
  std::string text;
  for (std::size_t place = 0; place < first_cell_.size(); ++place) {
    const std::string own = markup(cells_[first_cell_[place]], layer);
    if (own.empty()) continue;
    const figure::Point corner = at(place);
    text += place == 0 ? own
                       : fmt::format("<g transform=\"translate({} {})\">\n{}</g>\n",
                                     short_number(corner.x), short_number(corner.y), own);
  }
  return text;
}

std::string Strip::keyframes(const std::string& name) const {
  std::string text = fmt::format("@keyframes {}{{", name);
  std::size_t shown = first_cell_.size();
  for (std::size_t frame = 0; frame < frames_.size(); ++frame) {
    const std::size_t place = cells_[cutting_.cell(level_, frame)].place;
    if (place == shown) continue;
    shown = place;
    const figure::Point corner = at(place);
    text += fmt::format("{}{{transform:translate({}px,{}px)}}",
                        percent_of(frames_[frame].begin, frames_), short_number(-corner.x),
                        short_number(-corner.y));
  }
  return text + "}\n";
}

std::string percent_of(int beat, const std::vector<FilmFrame>& frames) {
  std::string text = fmt::format("{:.3f}", 100.0 * beat / frames.back().end);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + "%";
}

} // namespace copyscope::exports
