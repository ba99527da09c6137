// Frames cut into layers, so that an animation of few moving parts shows them all.
//
// Each item of a frame belongs to a level by how long it stays: the whole film, a shot, a phase of
// one (some frames), a single frame; or it moves. What stays equally long stands together in cells,
// one for each shot, phase or frame, of which one is shown at a time. Layers are painted one over
// the other, each of one level; an item lies in the lowest one in which it still covers what it
// covers in its frames.
#pragma once

#include "export/film/item.h"

#include <cstddef>
#include <map>
#include <tuple>
#include <vector>

namespace copyscope::exports {

enum class Level : unsigned char { film, shot, phase, frame, moving };
constexpr int level_count = 5;

struct FilmFrame {
  int begin = 0, end = 0; ///< beats
  std::size_t shot = 0;   ///< frames of a shot follow each other
  std::vector<ItemId> items;
};

/// An item in a cell; of what moves, a body in the only one.
struct Piece {
  Level level = Level::film;
  std::size_t cell = 0; ///< among all of its level; of what moves 0
  ItemId item = 0;      ///< of what moves, as it was first seen
  int layer = 0;        ///< from the lowest, 0; its level is layer % level_count
};

class Cutting {
public:
  Cutting(const ItemStore& items, const std::vector<FilmFrame>& frames);

  const std::vector<Piece>& pieces() const { return pieces_; }
  /// The pieces of a frame, beside its items.
  const std::vector<std::size_t>& of_frame(std::size_t frame) const { return of_frames_[frame]; }
  /// The cell of a level that a frame shows.
  std::size_t cell(Level level, std::size_t frame) const;
  int layers() const { return layers_; }

private:
  class Shot;

  void cut();
  void cut_shot(std::size_t first, std::size_t end);
  std::size_t piece_of(Piece piece, std::uint32_t what);
  void lay();
  bool lay_frame(std::size_t frame);

  const ItemStore& items_;
  const std::vector<FilmFrame>& frames_;
  std::vector<bool> stays_; // beside items: in all frames
  std::vector<Piece> pieces_;
  std::vector<std::vector<std::size_t>> of_frames_;
  std::vector<std::size_t> phases_;                                            // beside frames
  std::map<std::tuple<Level, std::size_t, std::uint32_t>, std::size_t> known_; // pieces
  std::size_t phase_count_ = 0;
  int layers_ = 0;
};

} // namespace copyscope::exports
