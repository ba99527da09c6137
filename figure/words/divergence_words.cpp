#include "figure/words/divergence_words.h"

#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "sim/analysis/figures.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using analysis::Divergence;

/// How a piece of evidence stands in a sentence: its placeholder, and in which unit it is.
struct Placeholder {
  enum class Unit : unsigned char { count, ps, us, bytes, word };
  std::string_view path, name;
  Unit unit;
};

using Unit = Placeholder::Unit;
constexpr Placeholder placeholders[] = {
    {"sender.context_switches.voluntary", "n", Unit::count},
    {"sender.context_switches.involuntary", "n", Unit::count},
    {"waited_ps", "time", Unit::ps},
    {"waited_for_others_ps", "time", Unit::ps},
    {"tcp.limited_by_send_buffer_us", "time", Unit::us},
    {"copied.local.bytes", "bytes", Unit::bytes},
    {"copied", "copied", Unit::count},
    {"sends", "sends", Unit::count},
    {"copied.card.bytes", "bytes", Unit::bytes},
    {"copied.card.times", "n", Unit::count},
    {"first_touch.first_ps", "first", Unit::ps},
    {"first_touch.again_ps", "again", Unit::ps},
    {"first_touch.bytes", "bytes", Unit::bytes},
    {"sender.page_faults.major", "faults", Unit::count},
    {"disk.read_bytes", "bytes", Unit::bytes},
    {"sender.page_faults.minor", "faults", Unit::count},
    {"pages", "pages", Unit::count},
    {"congestion_control", "control", Unit::word},
    {"completions.sends", "sends", Unit::count},
    {"completions.notifications", "notifications", Unit::count},
    {"recvmsg_in_vain", "n", Unit::count},
    {"syscalls_by_name.poll", "polls", Unit::count},
    {"workload.chunk", "chunk", Unit::bytes},
    {"chunks", "chunks", Unit::count},
    {"pipe.bytes", "bytes", Unit::bytes},
    {"path", "path", Unit::word},
    {"disk.device_reads", "n", Unit::count},
};

std::string in_unit(std::int64_t value, Unit unit) {
  constexpr std::int64_t ps_per_us = 1'000'000;
  switch (unit) {
  case Unit::ps:
    return time_text(Time::from_ps(value));
  case Unit::us:
    return time_text(Time::from_ps(value * ps_per_us));
  case Unit::bytes:
    return brief(Bytes(value));
  case Unit::count:
  case Unit::word:
    break;
  }
  return grouped(value);
}

/// "recvmsg() + 1, poll() + 1".
std::string calls_text(const Divergence& divergence, Language language) {
  std::string text;
  for (const analysis::Fact& each : divergence.evidence) {
    const std::string_view call = analysis::call_name_of(each.path);
    const std::int64_t by = divergence.number(each.path);
    if (call.empty()) continue;
    if (!text.empty()) text += language == Language::zh ? "，" : ", ";
    text += fmt::format("{}() {} {}", call, by < 0 ? "−" : "+", grouped(by < 0 ? -by : by));
  }
  return text;
}

assets::Values values_of(const Divergence& divergence, Language language) {
  assets::Values values;
  for (const analysis::Fact& each : divergence.evidence)
    for (const Placeholder& placeholder : placeholders) {
      if (placeholder.path != each.path) continue;
      if (const auto* const text = std::get_if<std::string>(&each.value))
        values[std::string(placeholder.name)] = *text;
      else
        values[std::string(placeholder.name)] =
            in_unit(divergence.number(each.path), placeholder.unit);
    }
  if (divergence.cause == analysis::Cause::other_calls)
    values["calls"] = calls_text(divergence, language);
  return values;
}

std::string key_of(const Divergence& divergence) {
  const bool has_time =
      divergence.cause == analysis::Cause::blocking && divergence.number("waited_ps") > 0;
  return fmt::format("divergence.cause.{}{}", name_of(divergence.cause), has_time ? "_time" : "");
}

assets::Values times_of(const Divergence& divergence) {
  return {{"ratio", ratio_text(divergence.ratio.value_or(0))},
          {"low", ratio_text(divergence.ratio_low.value_or(0))},
          {"high", ratio_text(divergence.ratio_high.value_or(0))}};
}

} // namespace

std::string name_of_figure(std::string_view path, Language language) {
  if (const std::string_view call = analysis::call_name_of(path); !call.empty())
    return fmt::format("{}()", call);
  return word(fmt::format("figure.{}", path), language);
}

std::string value_of_figure(std::string_view path, std::int64_t value) {
  if (!analysis::call_name_of(path).empty()) return grouped(value);
  analysis::Result result;
  if (const analysis::CountedFigure* const figure = analysis::find_counted_figure(path))
    result.*figure->member = value;
  return shown(result, path);
}

std::string cause_text(const Divergence& divergence, Language language) {
  return filled(key_of(divergence), language, values_of(divergence, language));
}

std::string divergence_heading(const Divergence& divergence, Language language) {
  assets::Values values = times_of(divergence);
  const std::string name = name_of_figure(divergence.figure, language);
  const bool is_call = !analysis::call_name_of(divergence.figure).empty();
  values["figure"] = is_call ? name : assets::capitalized(name);
  values["simulated"] = value_of_figure(divergence.figure, divergence.simulated);
  values["real"] = value_of_figure(divergence.figure, divergence.real);
  return filled(divergence.ratio ? "divergence.time_heading" : "divergence.heading", language,
                values);
}

std::string times_text(const Divergence& divergence, Language language) {
  return divergence.ratio ? filled("divergence.times", language, times_of(divergence))
                          : std::string();
}

} // namespace copyscope::figure
