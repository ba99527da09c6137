#include "figure/stage/path.h"

#include "figure/kit/icons.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

float length_of(const Curve& curve) {
  constexpr int steps = 8;
  float sum = 0;
  for (int i = 0; i < steps; ++i)
    sum += length(curve.at(static_cast<float>(i + 1) / steps) -
                  curve.at(static_cast<float>(i) / steps));
  return sum;
}

Curve reversed(const Curve& curve) {
  return {curve.to, curve.arrive, curve.leave, curve.from};
}

} // namespace

float Path::length() const {
  float sum = 0;
  for (const Curve& piece : pieces_)
    sum += length_of(piece);
  return sum;
}

Path::Spot Path::spot(float share) const {
  if (pieces_.size() == 1) return {0, share};
  float left = std::clamp(share, 0.0F, 1.0F) * length();
  for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const float piece = length_of(pieces_[i]);
    if (left < piece) return {i, left / piece};
    left -= piece;
  }
  const float last = length_of(pieces_.back());
  return {pieces_.size() - 1, last > 0 ? std::min(1.0F, left / last) : 1.0F};
}

Point Path::at(float share) const {
  const Spot on = spot(share);
  return pieces_[on.piece].at(on.share);
}

Point Path::heading(float share) const {
  const Spot on = spot(share);
  return pieces_[on.piece].heading(on.share);
}

Path Path::part(float begin, float end) const {
  const Spot first = spot(begin), last = spot(end);
  if (first.piece == last.piece) return pieces_[first.piece].part(first.share, last.share);
  std::vector<Curve> pieces{pieces_[first.piece].part(first.share, 1)};
  for (std::size_t i = first.piece + 1; i < last.piece; ++i)
    pieces.push_back(pieces_[i]);
  pieces.push_back(pieces_[last.piece].part(0, last.share));
  return Path(std::move(pieces));
}

Path Path::backwards() const {
  std::vector<Curve> pieces;
  for (auto piece = pieces_.rbegin(); piece != pieces_.rend(); ++piece)
    pieces.push_back(reversed(*piece));
  return Path(std::move(pieces));
}

void draw_path(Picture& picture, const Path& path, Stroke stroke) {
  for (const Curve& piece : path.pieces())
    picture.curve(piece, stroke);
}

void draw_arrow(Picture& picture, const Path& path, Stroke stroke, float tip) {
  for (const Curve& piece : path.pieces()) {
    const float back = 0.6F * tip / std::max(1.2F * tip, length_of(piece));
    picture.curve(piece.part(0, 1 - back), stroke);
    arrow_tip(picture, piece.to, piece.heading(1), tip, stroke.color);
  }
}

} // namespace copyscope::figure
