#include "export/film/cutting.h"

#include <algorithm>
#include <unordered_map>

namespace copyscope::exports {

namespace {

constexpr std::size_t least_phase = 3; // frames from which on staying is worth a cell

} // namespace

/// The frames of a shot: which of their items stay, which move.
class Cutting::Shot {
public:
  Shot(const Cutting& cutting, std::size_t first, std::size_t end)
      : cutting_(cutting), first_(first), end_(end) {
    count();
    find_moving();
    find_phases();
  }

  std::size_t phases() const { return cuts_.size(); } ///< at least 1
  /// Which phase of the shot a frame belongs to.
  std::size_t phase(std::size_t frame) const {
    const auto later = std::upper_bound(cuts_.begin(), cuts_.end(), frame);
    return static_cast<std::size_t>(later - cuts_.begin()) - 1;
  }

  Level level(ItemId id) const {
    if (cutting_.stays_[id]) return Level::film;
    const Run& run = runs_.at(id);
    if (run.count == end_ - first_) return Level::shot;
    if (moves_.at(cutting_.items_[id].body)) return Level::moving;
    return stays_awhile(run) ? Level::phase : Level::frame;
  }

private:
  struct Run {
    std::size_t first = 0, last = 0, count = 0;
  };

  static bool stays_awhile(const Run& run) {
    return run.count == run.last - run.first + 1 && run.count >= least_phase;
  }

  void count() {
    for (std::size_t frame = first_; frame < end_; ++frame)
      for (const ItemId id : cutting_.frames_[frame].items) {
        Run& run = runs_[id];
        if (run.count++ == 0) run.first = frame;
        run.last = frame;
      }
  }

  /// A body moves where it is seen once in each of some frames that follow each other, and not
  /// always in the same place.
  void find_moving() {
    struct Path {
      std::size_t first = 0, last = 0, count = 0;
      ItemId item = 0;
      bool moves = false, is_single = true;
    };
    std::unordered_map<std::uint32_t, Path> paths;
    for (std::size_t frame = first_; frame < end_; ++frame)
      for (const ItemId id : cutting_.frames_[frame].items) {
        if (cutting_.stays_[id] || runs_.at(id).count == end_ - first_) continue;
        Path& path = paths[cutting_.items_[id].body];
        if (path.count == 0) {
          path.first = frame;
          path.item = id;
        } else if (path.last == frame) {
          path.is_single = false;
        }
        path.last = frame;
        ++path.count;
        path.moves = path.moves || id != path.item;
      }
    for (const auto& [body, path] : paths)
      moves_[body] = path.is_single && path.moves && path.count >= least_phase &&
                     path.count == path.last - path.first + 1;
  }

  /// A phase ends wherever anything that stays awhile comes or goes.
  void find_phases() {
    for (const auto& [id, run] : runs_)
      if (level(id) == Level::phase) {
        cuts_.push_back(run.first);
        cuts_.push_back(run.last + 1);
      }
    cuts_.push_back(first_);
    std::ranges::sort(cuts_);
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    if (cuts_.back() == end_) cuts_.pop_back();
  }

  const Cutting& cutting_;
  std::size_t first_, end_;
  std::unordered_map<ItemId, Run> runs_;
  std::unordered_map<std::uint32_t, bool> moves_; // by body
  std::vector<std::size_t> cuts_;                 // first frames of phases
};

Cutting::Cutting(const ItemStore& items, const std::vector<FilmFrame>& frames)
    : items_(items), frames_(frames), of_frames_(frames.size()), phases_(frames.size()) {
  cut();
  lay();
}

void Cutting::cut() {
  std::vector<std::size_t> counts(items_.size());
  for (const FilmFrame& frame : frames_)
    for (const ItemId id : frame.items)
      ++counts[id];
  for (const std::size_t count : counts)
    stays_.push_back(count == frames_.size());
  for (std::size_t first = 0, end = 0; first < frames_.size(); first = end) {
    while (end < frames_.size() && frames_[end].shot == frames_[first].shot)
      ++end;
    cut_shot(first, end);
  }
}

void Cutting::cut_shot(std::size_t first, std::size_t end) {
  const Shot shot(*this, first, end);
  for (std::size_t frame = first; frame < end; ++frame) {
    phases_[frame] = phase_count_ + shot.phase(frame);
    for (const ItemId id : frames_[frame].items) {
      const Level level = shot.level(id);
      // What moves is one thing wherever it is.
      const std::uint32_t what = level == Level::moving ? items_[id].body : id;
      of_frames_[frame].push_back(piece_of({level, cell(level, frame), id}, what));
    }
  }
  phase_count_ += shot.phases();
}

std::size_t Cutting::piece_of(Piece piece, std::uint32_t what) {
  const auto [known, is_new] = known_.try_emplace({piece.level, piece.cell, what}, pieces_.size());
  if (is_new) {
    piece.layer = static_cast<int>(piece.level);
    pieces_.push_back(piece);
  }
  return known->second;
}

std::size_t Cutting::cell(Level level, std::size_t frame) const {
  switch (level) {
  case Level::shot:
    return frames_[frame].shot;
  case Level::phase:
    return phases_[frame];
  case Level::frame:
    return frame;
  default:
    return 0;
  }
}

/// Pieces only rise, so this comes to an end.
void Cutting::lay() {
  for (bool rises = true; rises;) {
    rises = false;
    for (std::size_t frame = 0; frame < frames_.size(); ++frame)
      rises = lay_frame(frame) || rises;
  }
  for (const Piece& piece : pieces_)
    layers_ = std::max(layers_, piece.layer + 1);
}

bool Cutting::lay_frame(std::size_t frame) {
  bool rises = false;
  const std::vector<ItemId>& ids = frames_[frame].items;
  const std::vector<std::size_t>& own = of_frames_[frame];
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const figure::Box& box = items_[ids[i]].bounds;
    Piece& piece = pieces_[own[i]];
    for (std::size_t j = 0; j < i; ++j) {
      const Piece& below = pieces_[own[j]];
      if (below.layer < piece.layer || !box.overlaps(items_[ids[j]].bounds)) continue;
      // What stays together is in the order of its frames; what moves, in that of its first sight.
      const bool is_in_order = piece.level != Level::moving || own[j] < own[i];
      if (below.layer == piece.layer && is_in_order) continue;
      const int above = below.layer - piece.layer;
      piece.layer += level_count * std::max(1, (above + level_count - 1) / level_count);
      rises = true;
    }
  }
  return rises;
}

} // namespace copyscope::exports
