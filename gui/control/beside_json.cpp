#include "gui/control/beside_json.h"

#include "gui/control/controller.h"

#include <nlohmann/json.hpp>

namespace copyscope::gui {

namespace {

using Json = nlohmann::ordered_json;

Json row_json(trace::SpanId row) {
  return row == trace::no_span ? Json() : Json(row);
}

Json sums_json(const PartRows::Sums& sums) {
  return {{"rows", sums.rows},
          {"came", sums.came},
          {"left", sums.left},
          {"carried", sums.carried},
          {"busy_ps", sums.busy.ps()}};
}

Json inspect_json(const Controller& controller) {
  if (!controller.inspects()) return {};
  const Inspector& inspector = controller.inspector();
  if (!inspector.is_open()) return {{"part", controller.choices().part}, {"hidden", true}};
  const Inspection seen = inspector.at(controller.player().cursor());
  Json holds;
  if (seen.holds)
    holds = {{"first", seen.holds->offset.count()}, {"bytes", seen.holds->bytes.count()}};
  return {{"part", inspector.part()},
          {"hidden", false},
          {"doing", name_of(seen.doing)},
          {"row", row_json(seen.row)},
          {"call", seen.call},
          {"holds", std::move(holds)},
          {"mapped", seen.mapped},
          {"refers", seen.refers},
          {"so_far", sums_json(seen.so_far)},
          {"all", sums_json(seen.all)},
          {"rows", seen.rows},
          {"now", row_json(seen.now)},
          {"working", inspector.is_working()}};
}

Json context_json(const Controller& controller) {
  if (controller.choices().menu != "context") return {};
  Json lines = Json::array();
  for (const ContextEntry& entry : controller.context_menu().entries())
    lines.push_back(entry.key);
  return lines;
}

} // namespace

void add_beside(Json& state, const Controller& controller) {
  state["inspect"] = inspect_json(controller);
  state["explain"] = controller.explains() ? Json(controller.explained().method()) : Json();
  state["context"] = context_json(controller);
}

} // namespace copyscope::gui
