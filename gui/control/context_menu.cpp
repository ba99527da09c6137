#include "gui/control/context_menu.h"

#include "gui/player/causes.h"

namespace copyscope::gui {

namespace {

using TargetKind = ContextTarget::Kind;
using trace::no_span;
using trace::SpanId;

class Lines {
public:
  explicit Lines(const ContextSubject& subject) : subject_(subject) {}

  std::vector<ContextEntry> made() {
    if (subject_.view != View::home && subject_.trace) fill(subject_.target);
    return std::move(all_);
  }

private:
  void fill(const ContextTarget& target) {
    switch (target.kind) {
    case TargetKind::part:
      return part(target.text);
    case TargetKind::byte:
      add("follow", action::follow, target.number, {}, target.number);
      return stage();
    case TargetKind::row:
      return row(target.number);
    case TargetKind::step:
      return row(subject_.trace->step(target.number));
    case TargetKind::timeline:
      return timeline(target.text == "race");
    case TargetKind::ledger:
      return ledger();
    case TargetKind::one_case:
      add("choose", action::show_case, target.number);
      return race();
    case TargetKind::code:
      add("explain", action::explain);
      return stage();
    case TargetKind::view:
      return view();
    }
  }

  void add(std::string_view key, const char* name, std::int64_t number = 0, std::string text = {},
           std::int64_t offset = 0) {
    all_.push_back({key, {name, number, std::move(text)}, offset});
  }
  void picture(std::string_view svg, std::string_view png, const std::string& format) {
    if (!subject_.can_draw) return;
    add(svg, action::copy_picture, 0, format + "svg");
    add(png, action::copy_picture, 0, format + "png");
  }
  void costs() {
    if (subject_.has_costs && !subject_.is_real) picture("costs_svg", "costs_png", "costs-");
  }

  void part(const std::string& id) {
    if (id != subject_.inspected) add("inspect", action::part, 0, id);
    if (subject_.next != no_span) add("next", action::row, subject_.next);
    if (subject_.first) add("follow", action::follow, *subject_.first, {}, *subject_.first);
    stage();
  }
  void stage() {
    picture("stage_svg", "stage_png", "moment-");
    add("copy_ledger", action::copy, 0, "ledger");
  }

  void row(std::int64_t number) {
    if (number < 0 || number >= subject_.trace->size()) return;
    const auto id = static_cast<SpanId>(number);
    const trace::Span& span = (*subject_.trace)[id];
    add("go", action::row, id);
    add("begin", action::seek, span.begin.ps());
    if (span.end != trace::Span::open && span.end != span.begin)
      add("end", action::seek, span.end.ps());
    if (trace::is_step(span.kind)) {
      const SpanId cause = cause_of(*subject_.trace, id), effect = effect_of(*subject_.trace, id);
      if (cause != no_span) add("cause", action::row, cause);
      if (effect != no_span) add("effect", action::row, effect);
    }
    const auto first = static_cast<std::int64_t>(span.offset);
    if (span.has_range && span.bytes > 0) add("follow", action::follow, first, {}, first);
    add("copy_row", action::copy, id, "row");
    picture("diagram_svg", "diagram_png", "");
  }

  void timeline(bool is_race) {
    if (subject_.has_range && !is_race) add("copy_range", action::copy, 0, "range");
    if (is_race)
      add("copy_race", action::copy, 0, "race");
    else
      add("copy_ledger", action::copy, 0, "ledger");
    picture("diagram_svg", "diagram_png", "");
  }

  void ledger() {
    if (subject_.view == View::compare) return race();
    if (subject_.has_range)
      add("copy_range", action::copy, 0, "range");
    else
      add("copy_ledger", action::copy, 0, "ledger");
    costs();
  }

  void race() {
    add("copy_race", action::copy, 0, "race");
    costs();
  }

  void view() {
    switch (subject_.view) {
    case View::stage:
    case View::lesson:
    case View::follow:
      stage();
      return add("explain", action::explain);
    case View::rows:
      return timeline(false);
    default:
      return race();
    }
  }

  const ContextSubject& subject_;
  std::vector<ContextEntry> all_;
};

} // namespace

std::vector<ContextEntry> context_entries(const ContextSubject& subject) {
  return Lines(subject).made();
}

} // namespace copyscope::gui
