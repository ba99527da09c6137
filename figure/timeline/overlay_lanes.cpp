#include "figure/timeline/overlay_lanes.h"

#include "figure/timeline/timeline_labels.h"
#include "figure/timeline/timeline_layout.h"
#include "figure/timeline/timeline_names.h"
#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::no_span;
using trace::Span;
using trace::Trace;

const Trace& trace_of_row(const OverlayPlan& plan, const OverlayRow& row) {
  return row.is_kernel ? plan.kernel->trace() : plan.model->trace();
}

/// "send() at 64 KiB", "CPU copy of 4 KiB at 8 KiB".
std::string what_is(const Trace& trace, const Span& span, Language language) {
  const bool is_call = span.kind == trace::Kind::syscall;
  const std::string name = is_call ? trace.name(span) + "()" : kind_word(span.kind, language);
  std::int64_t offset = span.has_range && span.bytes > 0 ? span.range().offset.count() : -1;
  if (is_call && span.call != 0) offset = analysis::offset_of_call(trace, span.call);
  if (offset < 0) return is_call ? name : assets::capitalized(name);
  return filled(
      "overlay.at", language,
      {{"what", is_call ? name : assets::capitalized(name)}, {"offset", brief(Bytes(offset))}});
}

bool is_timed(const Span& span) {
  return span.evidence == trace::Evidence::measured || span.evidence == trace::Evidence::model;
}

Time length_of_row(const Span& span) {
  return span.end == Span::open ? Time() : span.end - span.begin;
}

} // namespace

double OverlayPart::width() const {
  const Time longer = std::max(model_end - model_begin, kernel_end - kernel_begin);
  return static_cast<double>(longer.ps());
}

std::vector<OverlayPart> overlay_parts(const OverlayPlan& plan, double least) {
  const Trace &model = plan.model->trace(), &kernel = plan.kernel->trace();
  std::vector<OverlayPart> parts{{0, {}, model.end(), {}, kernel.end()}};
  if (!plan.by_call || !plan.pairing) return parts;
  for (const analysis::Pairing::Pair& pair : plan.pairing->calls()) {
    OverlayPart& before = parts.back();
    const Time here = model[pair.model].begin, there = kernel[pair.kernel].begin;
    OverlayPart until = before;
    until.model_end = here;
    until.kernel_end = there;
    const bool is_at_start = parts.size() == 1 && here == Time() && there == Time();
    if (is_at_start || (parts.size() > 1 && until.width() < least)) continue;
    const OverlayPart next{before.place + until.width(), here, before.model_end, there,
                           before.kernel_end};
    before = until;
    if (before.width() <= 0)
      before = next;
    else
      parts.push_back(next);
  }
  return parts;
}

std::string OverlayLane::name(const OverlayPlan& plan, Language language) const {
  const Trace& trace = model ? plan.model->trace() : plan.kernel->trace();
  return word(fmt::format("timeline.lane.{}", lane_key(trace.lanes()[model ? *model : *kernel])),
              language);
}

std::vector<OverlayLane> overlay_lanes(const OverlayPlan& plan) {
  const Trace &model = plan.model->trace(), &kernel = plan.kernel->trace();
  std::vector<OverlayLane> lanes;
  for (const trace::LaneId each : lanes_in_order(model))
    lanes.push_back({each, {}});
  std::size_t after = 0; // where the kernel's next lane goes, if the model has none
  for (const trace::LaneId each : lanes_in_order(kernel)) {
    const auto same = std::ranges::find_if(lanes, [&](const OverlayLane& lane) {
      return lane.model && analysis::is_same_lane(model.lanes()[*lane.model], kernel.lanes()[each]);
    });
    if (same != lanes.end()) {
      same->kernel = each;
      after = static_cast<std::size_t>(same - lanes.begin()) + 1;
      continue;
    }
    const bool is_last = kernel.lanes()[each].kind == trace::LaneKind::receiver;
    const std::size_t at = is_last ? lanes.size() : std::min(after, lanes.size());
    lanes.insert(lanes.begin() + static_cast<std::ptrdiff_t>(at), OverlayLane{{}, each});
    after = at + 1;
  }
  return lanes;
}

OverlayRow partner_in_overlay(const OverlayPlan& plan, const OverlayRow& row) {
  if (!plan.pairing || row.row == no_span || row.row >= trace_of_row(plan, row).size()) return {};
  const trace::SpanId partner =
      row.is_kernel ? plan.pairing->of_kernel(row.row) : plan.pairing->of_model(row.row);
  return {!row.is_kernel, partner};
}

std::string overlay_text(const OverlayPlan& plan, const OverlayRow& row, Language language) {
  if (row.row == no_span || row.row >= trace_of_row(plan, row).size()) return {};
  const Trace& own = trace_of_row(plan, row);
  const Span span = own[row.row];
  assets::Values values{{"what", what_is(own, span, language)},
                        {"time", time_text(length_of_row(span))}};
  const OverlayRow partner = partner_in_overlay(plan, row);
  if (partner.row == no_span) {
    if (!plan.pairing) return filled("overlay.alone", language, values);
    return filled(row.is_kernel ? "overlay.only_real" : "overlay.only_simulated", language, values);
  }
  const Span other = trace_of_row(plan, partner)[partner.row];
  const Span &simulated = row.is_kernel ? other : span, &real = row.is_kernel ? span : other;
  values["simulated"] = time_text(length_of_row(simulated));
  values["real"] = time_text(length_of_row(real));
  // How long a row takes that was inferred, nobody has measured: it spans its call.
  if (!is_timed(real)) return filled("overlay.pair_untimed", language, values);
  if (length_of_row(simulated) <= Time()) return filled("overlay.pair_from_0", language, values);
  const double ratio = static_cast<double>(length_of_row(real).ps()) /
                       static_cast<double>(length_of_row(simulated).ps());
  values["ratio"] = ratio < 1000 ? ratio_text(ratio) : grouped(std::llround(ratio));
  return filled("overlay.pair", language, values);
}

std::string overlay_summary(const OverlayPlan& plan, Language language) {
  if (!plan.pairing) return word("overlay.too_many", language);
  return filled("overlay.summary", language,
                {{"both", grouped(plan.pairing->calls_in_both())},
                 {"simulated", grouped(plan.pairing->calls_only_in_model())},
                 {"real", grouped(plan.pairing->calls_only_in_kernel())}});
}

} // namespace copyscope::figure
