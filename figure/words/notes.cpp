#include "figure/words/notes.h"

#include "figure/words/wording.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using trace::WellKnown;

constexpr std::string_view none;

/// A call that queues bytes for the network and returns.
bool queues(std::string_view call) {
  return call == "write" || call == "send" || call == "sendfile";
}

std::string_view at_crossing(const Trace& trace, const Span& span) {
  if (span.call == 0) return none; // a fault's
  const std::string& call = trace.call_name(span);
  if (span.name == WellKnown::to_kernel)
    return call == "sendfile" ? "note.sendfile_history" : "note.mode_switch_name";
  const bool already_sent = trace.final_ledger().copies.pio > 0; // inside the call, by the CPU
  return queues(call) && !already_sent ? "note.write_returns" : none;
}

/// Copies out of pages that are sent by reference are those that Linux puts off; all others are
/// told apart from the switches around them.
std::string_view at_cpu_copy(const Trace& trace, const Span& span) {
  const std::string& method = trace.header().method;
  const bool by_reference = method == "sendfile" || method == "splice" ||
                            method == "vmsplice-splice" || method == "msg-zerocopy";
  return by_reference && span.source == Buffer::page_cache ? "note.linear_later"
                                                           : "note.copy_and_switch";
}

std::string_view at_dma_copy(const Trace& trace, const Span& span) {
  if (trace.actor(span) == trace::Actor::disk_dma) return "note.dma_controller";
  return span.source == Buffer::page_cache ? "note.file_changes" : none;
}

std::string_view at_interrupt(const Trace& trace, const Span& span) {
  if (trace.name(span) != "nic") return none;
  return trace.final_ledger().copies.cpu == 0 ? "note.zero_copy" : none;
}

/// What is told of the textbook's level alone: the kernel's does not leave it out.
bool is_of_textbook(std::string_view note) {
  return note == "note.mode_switch_name" || note == "note.mmap_reads" ||
         note == "note.scatter_gather";
}

std::string_view note_of(const Trace& trace, const Span& span) {
  switch (span.kind) {
  case Kind::mode_switch:
    return at_crossing(trace, span);
  case Kind::disk_access:
    return "note.true_time";
  case Kind::cpu_copy:
    return at_cpu_copy(trace, span);
  case Kind::dma_copy:
    return at_dma_copy(trace, span);
  case Kind::pio_copy:
    return "note.interrupt_driven";
  case Kind::map:
    return "note.mmap_reads";
  case Kind::descriptor:
    return "note.scatter_gather";
  case Kind::interrupt:
    return at_interrupt(trace, span);
  default:
    return none;
  }
}

} // namespace

std::string_view note_at(const Trace& trace, SpanId step) {
  if (trace.header().source != trace::Source::simulated) return none;
  const std::string_view note = note_of(trace, trace[step]);
  const bool is_linux = trace.header().fidelity() == scenario::Fidelity::linux;
  return is_linux && is_of_textbook(note) ? none : note;
}

std::string_view first_note_at(const Trace& trace, SpanId step) {
  const std::string_view note = note_at(trace, step);
  if (note.empty()) return none;
  // A note belongs to rows of one kind, so the first of them with it tells, and that comes soon.
  const trace::KindSet kind = set_of(trace[step].kind);
  SpanId first = trace.next(0, kind);
  while (first < step && note_at(trace, first) != note)
    first = trace.next(first + 1, kind);
  return first == step ? note : none;
}

std::vector<std::string_view> notes_in(const Trace& trace) {
  std::vector<std::string_view> notes;
  for (SpanId row = trace.next(0, trace::step_kinds); row != trace::no_span;
       row = trace.next(row + 1, trace::step_kinds)) {
    const std::string_view note = note_at(trace, row);
    if (!note.empty() && std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
  }
  return notes;
}

std::vector<std::string_view> notes_below(const std::vector<analysis::Result>& results) {
  const auto any = [&](auto&& holds) { return std::ranges::any_of(results, holds); };
  std::vector<std::string_view> notes;
  const bool is_linux =
      any([](const analysis::Result& each) { return each.fidelity == scenario::Fidelity::linux; });
  const auto add = [&](bool needed, std::string_view note) {
    if (needed && !(is_linux && is_of_textbook(note))) notes.push_back(note);
  };
  add(any([](const analysis::Result& each) { return each.mode_switches.value_or(0) > 0; }),
      "note.mode_switch_name");
  add(any([](const analysis::Result& each) { return each.bytes > 0 && each.cpu_copies == 0; }),
      "note.zero_copy");
  add(any([](const analysis::Result& each) { return each.descriptors.value_or(0) > 0; }),
      "note.scatter_gather");
  add(any([](const analysis::Result& each) { return each.pio_copies.value_or(0) > 0; }),
      "note.interrupt_driven");
  const std::string_view race = note_of_race(results.size());
  add(!race.empty(), race);
  return notes;
}

std::string_view note_of_race(std::size_t cases) {
  return cases > 1 ? "note.twice_as_fast" : none;
}

} // namespace copyscope::figure
