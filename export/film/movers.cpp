#include "export/film/movers.h"

#include "export/film/strip.h"
#include "export/paper/canvas/xml.h"

#include <fmt/format.h>
#include <map>

namespace copyscope::exports {

namespace {

constexpr const char* jumps = ";animation-timing-function:step-end";

} // namespace

Movers::Movers(const ItemStore& items, const Cutting& cutting, const std::vector<FilmFrame>& frames,
               float away)
    : frames_(frames), items_(items), away_(away) {
  std::map<std::size_t, std::vector<Sight>> sights; // by piece
  for (std::size_t frame = 0; frame < frames.size(); ++frame)
    for (std::size_t i = 0; i < frames[frame].items.size(); ++i) {
      const std::size_t number = cutting.of_frame(frame)[i];
      const Piece& piece = cutting.pieces()[number];
      if (piece.level == Level::moving)
        sights[number].push_back({frame, items[frames[frame].items[i]].at - items[piece.item].at});
    }
  for (const auto& [number, own] : sights) {
    Body body = body_of(cutting.pieces()[number], own);
    // What moves along with the one before it is one with it.
    if (!bodies_.empty() && bodies_.back().layer == body.layer &&
        bodies_.back().keyframes == body.keyframes && bodies_.back().still == body.still)
      bodies_.back().markup += body.markup;
    else
      bodies_.push_back(std::move(body));
  }
}

Movers::Body Movers::body_of(const Piece& piece, const std::vector<Sight>& sights) const {
  Body body{piece.layer, items_[piece.item].markup, {}, {}};
  const std::string gone =
      fmt::format("{{transform:translate(-{}px,0){}}}", short_number(away_), jumps);
  if (frames_[sights.front().frame].begin > 0) body.keyframes = "0%" + gone;
  for (std::size_t i = 0; i < sights.size(); ++i) {
    const auto [frame, by] = sights[i];
    const bool goes_on = i + 1 < sights.size() && sights[i + 1].frame == frame + 1 &&
                         frames_[frame + 1].shot == frames_[frame].shot;
    body.keyframes += fmt::format("{}{{transform:translate({}px,{}px){}}}",
                                  percent_of(frames_[frame].begin, frames_), short_number(by.x),
                                  short_number(by.y), goes_on ? "" : jumps);
    const bool is_seen_next = i + 1 < sights.size() && sights[i + 1].frame == frame + 1;
    if (!goes_on && !is_seen_next && frame + 1 < frames_.size())
      body.keyframes += percent_of(frames_[frame].end, frames_) + gone;
  }
  const bool stays = sights.back().frame + 1 == frames_.size();
  body.still = fmt::format("translate({} {})", short_number(stays ? sights.back().by.x : -away_),
                           short_number(stays ? sights.back().by.y : 0));
  return body;
}

std::string Movers::layer(int layer) const {
  std::string text;
  for (std::size_t i = 0; i < bodies_.size(); ++i)
    if (bodies_[i].layer == layer)
      text += fmt::format("<g class=\"way way{}\" transform=\"{}\">\n{}</g>\n", i, bodies_[i].still,
                          bodies_[i].markup);
  return text;
}

std::string Movers::keyframes() const {
  std::string text;
  for (std::size_t i = 0; i < bodies_.size(); ++i)
    text += fmt::format("@keyframes way{0}{{{1}}}\n.way{0}{{animation-name:way{0}}}\n", i,
                        bodies_[i].keyframes);
  return text;
}

} // namespace copyscope::exports
