#include "figure/stage/stage_marks.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

/// The route of the row at work; else those that rows have taken; else those that they will take.
std::vector<Route> routes_of_kind(Kind kind, const StageState& state, bool to_come) {
  if (const Activity* const now = state.at_work(kind); now && now->route) return {*now->route};
  std::vector<Route> taken, all;
  for (std::size_t i = 0; i < state.routes.size(); ++i) {
    if (state.routes[i].kind != kind) continue;
    all.push_back(state.routes[i]);
    if (state.taken[i] != 0) taken.push_back(state.routes[i]);
  }
  return taken.empty() && to_come ? all : taken;
}

bool comes_from_disk(const StageState& state) {
  return std::ranges::any_of(state.routes,
                             [](const Route& route) { return route.source == Buffer::disk; });
}

NamedPlaces places_of_kind(Kind kind, const StageState& state, bool to_come) {
  NamedPlaces places;
  switch (kind) {
  case Kind::mode_switch:
    places.crossing = state.at_work(kind) != nullptr;
    places.crossings =
        state.now.mode_switches > 0 || (to_come && state.in_the_end.mode_switches > 0);
    break;
  case Kind::interrupt:
    places.interrupt = state.at_work(kind) != nullptr;
    if (!places.interrupt &&
        (state.now.interrupts > 0 || (to_come && state.in_the_end.interrupts > 0)))
      places.parts = {"cpu"};
    break;
  case Kind::disk_access:
    if (state.at_work(kind) || ((state.begun || to_come) && comes_from_disk(state)))
      places.parts = {"disk"};
    break;
  case Kind::pin:
    if (state.at_work(kind) && state.find(Buffer::user_buffer)) places.parts = {"user_buffer"};
    break;
  case Kind::completion:
    if (state.at_work(kind)) places.parts = {"rings", "process"};
    break;
  case Kind::map: // what is mapped stands there; nothing goes along its way
    if (!routes_of_kind(kind, state, to_come).empty()) places.parts = {"user_buffer"};
    break;
  default:
    places.routes = routes_of_kind(kind, state, to_come);
  }
  return places;
}

} // namespace

NamedPlaces places_named(std::string_view name, const StageState& state, bool to_come) {
  if (state.scene.find(name) && !state.scene.find(name)->is_spare) return {{std::string(name)}, {}};
  const auto kind = trace::kind_named(name);
  return kind ? places_of_kind(*kind, state, to_come) : NamedPlaces{};
}

void draw_ring(Picture& picture, Box box, const Theme& theme, float radius) {
  picture.outline(box, {theme.accent, 2.5F}, radius);
}

void draw_casing(Picture& picture, const Path& path, const Theme& theme) {
  draw_path(picture, path, {theme.accent, 11});
  draw_path(picture, path, {theme.ground, 7});
}

} // namespace copyscope::figure
