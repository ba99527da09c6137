// Where everything on the stage stands, at a level of detail. Pure geometry.
//
//   const StageState state = stage_state(trace, routes_of(trace), cursor);
//   const StageLayout layout = stage_layout(state.scene, box, Detail::large);
#pragma once

#include "figure/stage/path.h"
#include "figure/stage/stage_state.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace copyscope::figure {

enum class Detail : unsigned char {
  large, ///< in words and figures; at least 640 × 400
  small, ///< the essentials, for one column of the race: at least 200 × 200
  wall   ///< the same in type that is large beside its boxes; has to fit (wall_stage_factor)
};

constexpr float small_stage_name = 13; ///< size of names on small stages, units

struct StageLayout {
  Detail detail = Detail::large;
  Box all, user, boundary, kernel, hardware, outside; ///< no outside: empty
  std::map<std::string, Box, std::less<>> parts;      ///< by id; not those that have no room
  /// Engines that are shown within the boxes of their devices, with the ids of these.
  std::map<std::string, std::string, std::less<>> docked;
  Box caption;              ///< where it says what moves
  float band_names = 0;     ///< width of the column in which the bands have their names
  bool names_above = false; ///< they have a line of their own instead
  std::array<std::string, trace::place_count> at; ///< the parts' ids by their places

  bool is_large() const { return detail == Detail::large; }
  bool is_on_wall() const { return detail == Detail::wall; }
  bool names_bands() const { return is_large() || band_names > 0 || names_above; }

  const Box* find(std::string_view part) const;
  const Box* find(trace::Buffer place) const { return find(at[static_cast<std::size_t>(place)]); }
  /// What stands for a part: its own box, of an engine in its device that device's.
  const Box* find_shown(std::string_view part) const;
  bool has(const Route& route) const { return find(route.source) && find(route.target); }
  /// The way that a route takes between its two parts: what the CPU carries word by word passes
  /// through it.
  Path way(const Route& route) const;
  /// Where a route's number stands: beside its arrow where that is short.
  Point number_at(const Route& route) const;
  Point best_number_at(const Route& route, const Path& path) const; ///< names left out of account
  bool hides_a_name(Point number) const;
  float number_radius() const { return is_large() ? 11.0F : 9.5F; }
  /// Where a switch of the mode is shown: on the boundary, from above to below.
  Box crossing(float progress, bool down) const;
  /// The way of an interrupt, from the device to the CPU.
  Path spark(bool by_disk) const;
};

StageLayout stage_layout(const Scene& scene, Box box, Detail detail = Detail::large);

struct Bands {
  Box user, kernel, hardware;
};
Bands small_stage_bands(Box box);

/// By how much a stage for the wall may be scaled to fit a box: the names of its bands stand beside
/// what is in them, or above where it is narrow.
float wall_stage_factor(Box box);

/// Of a part that stands for several: their boxes, row by row.
std::vector<Box> grid(Box box, std::size_t count, float gap);

// The two that stage_layout() chooses between.
void lay_out_large(StageLayout& layout, const Scene& scene, Box box);
void lay_out_small(StageLayout& layout, const Scene& scene, Box box);

} // namespace copyscope::figure
