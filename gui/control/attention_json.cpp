#include "gui/control/attention_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

Json box_json(figure::Box box, float scale, figure::Point from) {
  box = {box.x - from.x, box.y - from.y, box.w, box.h};
  const auto pixels = [scale](float units) { return std::lround(units * scale); };
  return {pixels(box.x), pixels(box.y), pixels(box.w), pixels(box.h)};
}

Json field_json(const Field& field) {
  if (!field.is_open()) return {};
  return {{"key", field.key()},
          {"text", field.line().text()},
          {"selected", field.line().selected()},
          {"cursor", field.line().cursor()},
          {"problem", field.problem()}};
}

Json focus_json(const Focus& focus, float scale, figure::Point from) {
  const Stop* const stop = focus.stop();
  if (!stop) return {};
  const figure::Region* const region = focus.member();
  return {{"of", stop->family},
          {"action", region ? Json(region->action.name) : Json()},
          {"number", region ? Json(region->action.number) : Json()},
          {"text", region ? Json(region->action.text) : Json()},
          {"box", box_json(focus.ring(), scale, from)}};
}

} // namespace

void add_attention(Json& state, const Attention& attention, float scale, figure::Point from) {
  state["typing"] = attention.field().is_open();
  state["field"] = field_json(attention.field());
  state["focus"] = focus_json(attention.focus(), scale, from);
}

} // namespace copyscope::gui
