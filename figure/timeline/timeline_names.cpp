#include "figure/timeline/timeline_names.h"

#include "figure/kit/icons.h"
#include "figure/timeline/timeline_labels.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::LaneKind;

constexpr Font name_of_lane{Face::regular, 14}, name_of_group{Face::medium, 13};
constexpr float sign_width = 15, indent = 15;

/// What several lanes that are drawn as one are called; empty for one alone.
std::string joined_kind(const trace::Trace& trace, const TimelineLane& lane) {
  if (lane.joined.empty() || lane.flow != trace::no_flow) return {};
  const bool has_disk = trace.lanes()[lane.lane].kind == LaneKind::disk ||
                        std::ranges::any_of(lane.joined, [&](trace::LaneId each) {
                          return trace.lanes()[each].kind == LaneKind::disk;
                        });
  return has_disk ? "devices" : "engines";
}

std::string kind_of_line(const trace::Trace& trace, const TimelineLane& lane) {
  std::string kind = joined_kind(trace, lane);
  if (kind.empty()) kind = lane_key(trace.lanes()[lane.lane]);
  return kind;
}

/// "CPU": of all that there are.
std::string name_of_part(const trace::Trace& trace, const TimelineLane& lane,
                         assets::Language language) {
  const std::string_view kind = lane_key(trace.lanes()[lane.lane]);
  const std::string key = fmt::format("lanes.part.{}", kind);
  const std::string* const text = assets::find_text(key, language);
  return text ? *text : word(fmt::format("timeline.lane.{}", kind), language);
}

std::string head_name(const trace::Trace& trace, const TimelineLane& lane,
                      assets::Language language) {
  if (lane.flow != trace::no_flow)
    return filled("flow.name", language, {{"n", grouped(std::int64_t{lane.flow} + 1)}});
  return filled("lanes.several", language,
                {{"name", name_of_part(trace, lane, language)},
                 {"n", grouped(static_cast<std::int64_t>(lane.head->lines))}});
}

/// What it is, how busy, and what a click does.
std::string head_hint(const trace::Trace& trace, const TimelineLane& lane,
                      assets::Language language) {
  const TimeShares shares = lane.bars.empty() ? TimeShares() : lane.bars.front().shares;
  return filled(lane.flow == trace::no_flow ? "lanes.hint.part" : "lanes.hint.flow", language,
                {{"name", head_name(trace, lane, language)},
                 {"shares", shares_text(shares, language)},
                 {"click", word(lane.head->is_folded ? "lanes.unfold" : "lanes.fold", language)}});
}

} // namespace

std::string line_name(const TimelineScale& scale, const TimelineLane& lane,
                      assets::Language language) {
  const trace::Trace& trace = scale.trace();
  if (lane.head) return head_name(trace, lane, language);
  if (lane.flow != trace::no_flow) return name_of_part(trace, lane, language);
  const std::string kind = joined_kind(trace, lane);
  return kind.empty() ? lane_name(trace, lane.lane, language)
                      : word("timeline.lane." + kind, language);
}

void add_name_region(Picture& picture, const TimelineScale& scale, const TimelineLane& lane,
                     Box name, const Style& style) {
  const trace::Trace& trace = scale.trace();
  if (lane.head)
    return picture.region(name, {"fold", lane.head->key, ""},
                          head_hint(trace, lane, style.language));
  const std::string kind = kind_of_line(trace, lane);
  picture.region(name, {"told", 0, "lane." + kind}, lane_help(kind, style.language));
}

void draw_name(Picture& picture, const TimelineScale& scale, const TimelineLane& lane, Box name,
               const Style& style) {
  picture.enter(name);
  const std::string text = line_name(scale, lane, style.language);
  if (lane.head) {
    const Box sign{name.x, name.center().y - 6, 12, 12};
    draw_icon(picture, lane.head->is_folded ? Icon::right : Icon::down, sign, style.theme.second);
    name.take_left(sign_width);
  } else if (lane.is_in_group) {
    name.take_left(indent);
  }
  const Font font = lane.head          ? name_of_group
                    : lane.is_in_group ? Font{Face::regular, 13}
                                       : name_of_lane;
  picture.text_in(name, shortened(text, font, name.w, style.measure), font,
                  lane.head ? style.theme.text : style.theme.second);
  picture.leave();
}

} // namespace copyscope::figure
