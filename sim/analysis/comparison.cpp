#include "sim/analysis/comparison.h"

#include "sim/analysis/figures.h"

#include <algorithm>
#include <unordered_map>

namespace copyscope::analysis {

namespace {

using trace::Kind;

/// Whether a row's name tells steps of its kind apart: a crossing's direction, an interrupt's
/// cause.
bool name_matters(Kind kind) {
  return kind == Kind::mode_switch || kind == Kind::interrupt || kind == Kind::page_fault ||
         kind == Kind::completion;
}

std::optional<double> speedup(const Result& reference, const Result& result) {
  if (!reference.duration_ps || !result.duration_ps || *result.duration_ps <= 0)
    return std::nullopt;
  return static_cast<double>(*reference.duration_ps) / static_cast<double>(*result.duration_ps);
}

std::vector<Saving> savings(const Result& reference, const Result& result) {
  std::vector<Saving> all;
  for (const CountedFigure& each : counted_figures()) {
    const Count there = reference.*each.member, here = result.*each.member;
    if (there && here && *there != *here) all.push_back({std::string(each.path), *there, *here});
  }
  return all;
}

const StepGroup* group_like(const std::vector<StepGroup>& groups, const StepGroup& like) {
  const auto found =
      std::ranges::find_if(groups, [&](const StepGroup& each) { return each.same_step(like); });
  return found == groups.end() ? nullptr : &*found;
}

} // namespace

std::vector<Row> compare(const std::vector<Result>& results) {
  std::vector<Row> rows;
  rows.reserve(results.size());
  for (const Result& result : results)
    rows.push_back({result, speedup(results.front(), result), savings(results.front(), result)});
  return rows;
}

std::vector<StepGroup> step_groups(const trace::Trace& trace) {
  std::vector<StepGroup> groups;
  std::unordered_map<std::uint32_t, std::size_t> place; // what tells steps apart → its group
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    const trace::Span& span = trace[id];
    if (!trace::is_step(span.kind)) continue;
    const trace::StringId name = name_matters(span.kind) ? span.name : trace::StringId{0};
    const auto key = static_cast<std::uint32_t>(span.kind) << 24 |
                     static_cast<std::uint32_t>(trace.source(span)) << 20 |
                     static_cast<std::uint32_t>(trace.target(span)) << 16 | name;
    const auto [at, is_new] = place.try_emplace(key, groups.size());
    if (is_new)
      groups.push_back(
          {span.kind, trace.source(span), trace.target(span), trace.names()[name], 0, Time()});
    StepGroup& group = groups[at->second];
    group.count += 1;
    group.time += span.end - span.begin;
  }
  return groups;
}

std::vector<StepGroup> saved_steps(const std::vector<StepGroup>& reference,
                                   const std::vector<StepGroup>& other) {
  std::vector<StepGroup> saved;
  for (StepGroup group : reference) {
    if (const StepGroup* made = group_like(other, group)) {
      group.count -= made->count;
      group.time = group.time - made->time;
    }
    if (group.count != 0 || group.time != Time()) saved.push_back(group);
  }
  for (StepGroup group : other) {
    if (group_like(reference, group)) continue;
    group.count = -group.count;
    group.time = Time() - group.time;
    saved.push_back(group);
  }
  return saved;
}

} // namespace copyscope::analysis
