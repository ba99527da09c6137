#include "figure/timeline/timeline_labels.h"

#include "figure/kit/characters.h"
#include "figure/words/time_words.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::LaneKind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using What = TimelineBar::What;

std::string call_text(const Trace& trace, const Span& span) {
  return trace.name(span) + "()";
}

std::string what_of(const Trace& trace, const Span& span, Language language) {
  if (span.kind == Kind::syscall) return call_text(trace, span);
  return kind_word(span.kind, language);
}

std::string brief_word(const Trace& trace, const Span& span, Language language) {
  std::string key = fmt::format("window.brief.{}", name_of(span.kind));
  if (span.kind == Kind::mode_switch) key += '.' + trace.name(span);
  const std::string* const text = assets::find_text(key, language);
  return text ? *text : kind_word(span.kind, language);
}

// A CPU that has nothing to do: for which call it waits, if for any, and for what.
std::vector<BarLabel> idle_labels(const TimelineScale& scale, const TimelineBar& bar,
                                  Language language) {
  const Trace& trace = scale.trace();
  std::vector<BarLabel> labels;
  std::string call, cause;
  const double middle = scale.place_of((bar.begin + bar.end) / 2);
  for (const SpanId row : trace.open_spans(scale.cursor_at(middle))) {
    const Span& span = trace[row];
    if (span.kind == Kind::syscall) call = trace.name(span);
    const trace::Actor actor = trace.actor(span);
    if (actor == trace::Actor::disk || actor == trace::Actor::disk_dma) cause = "name.disk";
    if (actor == trace::Actor::nic_dma) cause = "name.nic";
  }
  if (!call.empty() && !cause.empty())
    labels.push_back({0, filled("window.timeline.cpu_waits", language,
                                {{"call", call}, {"cause", word(cause, language)}})});
  labels.push_back({0, word("window.timeline.cpu_free", language)});
  return labels;
}

} // namespace

std::string shares_text(TimeShares shares, Language language) {
  constexpr std::size_t most = 3;
  std::ranges::stable_sort(shares, std::greater(), [](const auto& each) { return each.second; });
  std::string text;
  for (std::size_t i = 0; i < std::min(most, shares.size()); ++i) {
    const auto percent = std::lround(shares[i].second * 100);
    if (i > 0) text += language == Language::zh ? "，" : ", ";
    text += filled("timeline.share.one", language,
                   {{"what", kind_word(shares[i].first, language)},
                    {"percent", percent == 0 ? std::string("< 1") : std::to_string(percent)}});
  }
  return text.empty() ? word("timeline.share.none", language) : text;
}

std::vector<BarLabel> labels_of(const TimelineScale& scale, const TimelineBar& bar,
                                const std::vector<Route>& routes, Language language,
                                bool with_sizes) {
  const Trace& trace = scale.trace();
  if (bar.what == What::folded) return {};
  if (bar.what == What::user) return {{0, word("stage.mode_user", language)}};
  if (bar.what == What::idle) return idle_labels(scale, bar, language);
  const Span& span = trace[bar.row];
  switch (span.kind) {
  case Kind::mode_switch: // an arrow
    return {};
  case Kind::syscall:
    return {{0, call_text(trace, span)}, {0, trace.name(span)}};
  case Kind::user:
    return {{0, word("stage.mode_user", language)}};
  default:
    break;
  }
  const int number = copy_number(routes, span);
  const std::string kind = kind_word(span.kind, language);
  const std::string brief = brief_word(trace, span, language);
  std::vector<BarLabel> labels = {{number, kind}, {number, brief}};
  if (with_sizes && number != 0) {
    const std::string size = copyscope::brief(span.range().bytes);
    labels.insert(labels.begin(), {{number, kind + " " + size}, {number, size}});
  }
  if (number != 0) labels.push_back({number, ""});
  return labels;
}

std::string hint_of(const Trace& trace, const TimelineBar& bar, Language language) {
  if (bar.what == What::user) return word("timeline.hint.user", language);
  if (bar.what == What::idle) return word("timeline.hint.idle", language);
  const Span& span = trace[bar.row];
  assets::Values values = {{"what", what_of(trace, span, language)},
                           {"begin", time_text(span.begin)},
                           {"time", time_text(span.end - span.begin)},
                           {"bytes", brief(span.range().bytes)},
                           {"source", buffer_word(span.source, language)},
                           {"target", buffer_word(span.target, language)},
                           {"n", grouped(bar.count)}};
  if (bar.what == What::folded) values["shares"] = shares_text(bar.shares, language);
  const bool moved = span.source != trace::Buffer::none && span.target != trace::Buffer::none;
  const char* const form = bar.what == What::folded ? "folded"
                           : !span.has_range        ? "plain"
                           : moved                  ? "moved"
                                                    : "about";
  return filled(fmt::format("timeline.hint.{}", form), language, values);
}

std::string_view lane_key(const trace::Lane& lane) {
  switch (lane.kind) {
  case LaneKind::cpu:
    return "cpu";
  case LaneKind::task:
    return "calls";
  case LaneKind::disk:
    return "disk";
  case LaneKind::dma:
    return lane.device == LaneKind::disk ? "dma.disk" : "dma.nic";
  case LaneKind::nic:
    return "nic";
  case LaneKind::wire:
    return "wire";
  case LaneKind::memory_bus:
    return "memory_bus";
  case LaneKind::receiver:
    return "receiver";
  }
  return "calls";
}

std::string lane_name(const Trace& trace, trace::LaneId id, Language language) {
  const trace::Lane& lane = trace.lanes()[id];
  const bool is_one_of_many =
      1 < std::ranges::count_if(trace.lanes(), [&](const trace::Lane& other) {
        return other.kind == lane.kind && other.device == lane.device;
      });
  const std::string key = fmt::format("timeline.lane.{}", lane_key(lane));
  if (!is_one_of_many && lane.index == 0) return word(key, language);
  // The clients of a case are counted; whoever was watched has a name.
  const std::vector<trace::Task>& tasks = trace.tables().tasks;
  if (!trace.header().has_case() && lane.task < tasks.size() && !tasks[lane.task].name.empty())
    return on_one_line(tasks[lane.task].name);
  // Clients count from 1, as on the stage; what the machine has many of from 0, as kernels do.
  const bool is_clients = lane.kind == LaneKind::task || lane.kind == LaneKind::receiver;
  const int number = lane.index + (is_clients ? 1 : 0);
  const std::string* const numbered = assets::find_text(key + "_of", language);
  return numbered ? filled(key + "_of", language, {{"n", std::to_string(number)}})
                  : fmt::format("{} {}", word(key, language), number);
}

std::string lane_help(std::string_view key, Language language) {
  return word(fmt::format("help.lane.{}", key), language);
}

} // namespace copyscope::figure
