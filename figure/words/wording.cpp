#include "figure/words/wording.h"

#include "figure/words/waits.h"
#include "sim/units/people.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr std::string_view unknown = "–";

std::string_view cache_key(const scenario::Workload& workload) {
  const Bytes resident = scenario::resident_prefix(workload);
  if (resident == Bytes(0)) return "cache.cold";
  return resident == workload.file_size ? "cache.warm" : "cache.partial";
}

/// 0.0874 → "8.7 %".
std::string percent(double fraction) {
  return fmt::format("{:.1f} %", fraction * 100);
}

std::string rate(double bytes_per_second) {
  if (bytes_per_second < 1) return fmt::format("{:.3g} B/s", bytes_per_second);
  return brief(Bandwidth::from_bytes(std::llround(bytes_per_second)));
}

} // namespace

std::string word(std::string_view key, Language language) {
  const std::string* const text = assets::find_text(key, language);
  return text ? *text : std::string(key.substr(key.find('.') + 1));
}

std::string heading(std::string_view key, Language language) {
  return assets::capitalized(word(key, language));
}

std::string filled(std::string_view key, Language language, const assets::Values& values) {
  return assets::fill(word(key, language), values);
}

std::string kind_word(Kind kind, Language language) {
  return word(fmt::format("kind.{}", name_of(kind)), language);
}

std::string buffer_word(trace::Buffer buffer, Language language) {
  return buffer == trace::Buffer::none ? std::string()
                                       : word(fmt::format("buffer.{}", name_of(buffer)), language);
}

std::string part_help(std::string_view part, Language language) {
  return word(fmt::format("help.part.{}", part), language);
}

std::string key_help(std::string_view entry, Language language) {
  return word(fmt::format("help.key.{}", entry), language);
}

std::string grouped(std::int64_t count) {
  return copyscope::grouped(count);
}

std::string shown(const analysis::Result& result, std::string_view path) {
  if (path == "throughput") {
    const auto value = result.throughput();
    return value ? rate(*value) : std::string(unknown);
  }
  if (path == "cpu.utilization") {
    const auto value = result.utilization();
    return value ? percent(*value) : std::string(unknown);
  }
  const analysis::Count value = analysis::figure(result, path);
  if (!value) return std::string(unknown);
  const auto known = std::ranges::find(analysis::figures(), path, &scenario::Figure::path);
  if (known == analysis::figures().end()) return grouped(*value);
  if (known->type == scenario::FigureType::time) return brief(Time::from_ps(*value));
  if (known->type == scenario::FigureType::bytes) return brief(Bytes(*value));
  return grouped(*value);
}

namespace {

assets::Values workload_values(const scenario::Workload& workload, Language language) {
  const Bytes resident = scenario::resident_prefix(workload);
  return {{"bytes", to_string(workload.file_size)},
          {"chunk", to_string(workload.chunk)},
          {"clients", grouped(workload.clients)},
          {"cache", filled(cache_key(workload), language, {{"bytes", to_string(resident)}})}};
}

} // namespace

std::string workload_line(const scenario::Workload& workload, Language language) {
  return filled(workload.clients > 1 ? "table.workload_clients" : "table.workload", language,
                workload_values(workload, language));
}

std::string start_line(const scenario::Case& which, Language language) {
  assets::Values values = workload_values(which.workload, language);
  const std::int64_t cpus = which.machine.cpu.cores;
  if (cpus > 1 && which.machine.fidelity == scenario::Fidelity::linux) // the textbook has one
    values["cache"] =
        filled("story.with_cpus", language, {{"cache", values["cache"]}, {"n", grouped(cpus)}});
  return filled(which.workload.clients > 1 ? "story.start_clients" : "story.start", language,
                values);
}

namespace {

/// A row's name as a part of a key: "run_queue".
std::string key_of_name(std::string name) {
  std::ranges::replace_if(
      name, [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

/// Who leaves a CPU, and why; who comes back to it; whoever else.
std::string key_of_switch(const trace::Trace& trace, const trace::Span& span, trace::SpanId row) {
  const trace::SpanId wait = wait_of_switch(trace, row);
  if (wait == trace::no_span) return "story.context_switch.other";
  if (span.continued) return "story.context_switch.back";
  return fmt::format("story.context_switch.{}", key_of_name(trace.name(trace[wait])));
}

/// As the head of assets/texts/story.toml lists them.
std::string story_key_by_name(const trace::Trace& trace, const trace::Span& span,
                              trace::SpanId row) {
  const std::string_view kind = name_of(span.kind);
  const std::string& name = trace.name(span);
  switch (span.kind) {
  case Kind::mode_switch:
    return fmt::format("story.mode_switch.{}{}", span.call == 0 ? "fault." : "", name);
  case Kind::dma_copy:
    if (trace.actor(span) == trace::Actor::disk_dma) return "story.dma_copy.disk";
    return trace.source(span) == trace::Buffer::socket_buffer ? "story.dma_copy.nic"
                                                              : "story.dma_copy.gather";
  case Kind::completion:
    return fmt::format("story.completion.{}", name.empty() ? "zerocopy" : name);
  case Kind::context_switch:
    return key_of_switch(trace, span, row);
  case Kind::unmap:
    return span.has_range ? "story.unmap.part" : "story.unmap.all";
  case Kind::interrupt:
  case Kind::page_fault:
  case Kind::kernel_work:
  case Kind::softirq:
  case Kind::wait:
    return fmt::format("story.{}.{}", kind, key_of_name(name));
  default:
    return fmt::format("story.{}", kind);
  }
}

/// The rows of a run that was observed may have any name, or none.
std::string story_key(const trace::Trace& trace, const trace::Span& span, trace::SpanId row) {
  std::string key = story_key_by_name(trace, span, row);
  return assets::find_text(key, Language::en) ? key
                                              : fmt::format("story.{}.other", name_of(span.kind));
}

std::string sentence(const trace::Trace& trace, trace::SpanId row, Language language) {
  const trace::Span span = trace[row];
  const std::string& call = trace.call_name(span);
  return filled(
      story_key(trace, span, row), language,
      {{"bytes", to_string(span.range().bytes)},
       {"offset", span.range().offset == Bytes(0) ? "0" : to_string(span.range().offset)},
       {"source", buffer_word(trace.source(span), language)},
       {"target", buffer_word(trace.target(span), language)},
       {"call", call},
       {"cause", word(fmt::format("name.{}", key_of_name(trace.name(span))), language)},
       {"time", span.end == trace::Span::open ? std::string() : brief(span.end - span.begin)}});
}

} // namespace

Storyteller::Telling Storyteller::tell(trace::SpanId row) {
  const trace::Span& span = trace_[row];
  const std::string& name = trace_.call_name(span);

  Telling telling;
  if (span.call != 0 && span.call != told_call_ && !name.empty()) {
    told_call_ = span.call;
    telling.call =
        filled("story.call", language_, {{"n", fmt::format("{}", span.call)}, {"call", name}});
  }
  telling.sentence = sentence(trace_, row, language_);
  return telling;
}

std::string sentence_of(const trace::Trace& trace, trace::SpanId row, Language language) {
  return sentence(trace, row, language);
}

} // namespace copyscope::figure
