#include "figure/sequence/messages.h"

#include "figure/kit/characters.h"
#include "figure/words/wording.h"
#include "sim/units/quantity.h"

#include <array>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using assets::Language;
using How = Message::How;
using trace::Buffer;
using trace::Kind;
using trace::Span;
using trace::Trace;

/// Who has a buffer.
Actor holder_of(Buffer buffer) {
  switch (buffer) {
  case Buffer::disk:
    return Actor::disk;
  case Buffer::user_buffer:
    return Actor::process;
  case Buffer::nic:
  case Buffer::wire:
    return Actor::nic;
  case Buffer::receive_buffer:
    return Actor::receiver;
  default:
    return Actor::kernel;
  }
}

std::string crossing(const Trace& trace, const Span& span, Language language) {
  const bool enters = span.name == trace::WellKnown::to_kernel;
  const std::string& call = trace.call_name(span);
  if (call.empty())
    return word(enters ? "export.message.fault" : "export.message.mapped", language);
  return filled(enters ? "export.message.call" : "export.message.returns", language,
                {{"call", call}});
}

std::string text_of(const Trace& trace, trace::SpanId row, Language language) {
  const Span& span = trace[row];
  if (span.kind == Kind::mode_switch) return crossing(trace, span, language);
  if (span.kind == Kind::interrupt) return word("export.message.interrupt", language);
  if (span.kind == Kind::wait)
    return filled("export.message.wait", language,
                  {{"cause", word("name." + trace.name(span), language)}});
  std::string what = kind_word(span.kind, language);
  if (!span.has_range) return what;
  const bool leads = span.source != Buffer::none && span.target != Buffer::none;
  return filled(leads ? "export.message.copy" : "export.message.about", language,
                {{"what", what},
                 {"bytes", brief(span.range().bytes)},
                 {"source", buffer_word(span.source, language)},
                 {"target", buffer_word(span.target, language)}});
}

/// Of several clients each says whose a message is, for they share their life lines.
std::string of_client(std::string text, const Trace& trace, const Span& span, Language language) {
  if (trace.tables().flows.size() < 2 || span.flow == trace::no_flow) return text;
  const std::string name =
      filled("flow.name", language, {{"n", fmt::format("{}", std::int64_t{span.flow} + 1)}});
  return filled("export.message.of_client", language, {{"client", name}, {"text", text}});
}

void set_ends(Message& message, const Trace& trace, const Span& span) {
  const auto between = [&](How how, Actor from, Actor to) {
    message.how = how;
    message.from = from;
    message.to = to;
  };
  switch (span.kind) {
  case Kind::mode_switch:
    return span.name == trace::WellKnown::to_user
               ? between(How::returns, Actor::kernel, Actor::process)
               : between(How::call, Actor::process, Actor::kernel);
  case Kind::disk_access:
    return between(How::call, Actor::kernel, Actor::disk);
  case Kind::dma_copy: // the engine brings it
    return between(How::bytes, Actor::dma, holder_of(span.target));
  case Kind::interrupt:
    return between(How::signal, trace.name(span) == "nic" ? Actor::nic : Actor::disk,
                   Actor::kernel);
  case Kind::completion:
    return between(How::signal, Actor::kernel, Actor::process);
  case Kind::transmit:
  case Kind::receive:
    return between(How::bytes, Actor::nic, Actor::receiver);
  case Kind::user:
  case Kind::wait:
    return between(How::note, Actor::process, Actor::process);
  default:
    if (span.source == Buffer::none || span.target == Buffer::none) return;
    return between(How::bytes, holder_of(span.source), holder_of(span.target));
  }
}

} // namespace

std::optional<Message> message_of(const Trace& trace, trace::SpanId row,
                                  const std::vector<Route>& routes, Language language) {
  const Span& span = trace[row];
  if (span.kind == Kind::syscall) return std::nullopt;
  Message message;
  set_ends(message, trace, span);
  message.number = copy_number(routes, span);
  message.text = on_one_line(of_client(text_of(trace, row, language), trace, span, language));
  return message;
}

std::vector<Actor> actors_of(const Trace& trace) {
  std::array<bool, actor_count> has{true, true};
  const auto add = [&](Actor actor) { has[static_cast<std::size_t>(actor)] = true; };
  for (const trace::BufferInfo& info : trace.header().buffers)
    add(holder_of(info.buffer));
  for (std::size_t lane = 0; lane < trace.lanes().size(); ++lane) {
    if (trace.lane_size(static_cast<trace::LaneId>(lane)) == 0) continue;
    switch (trace.lanes()[lane].kind) {
    case trace::LaneKind::dma:
      add(Actor::dma);
      break;
    case trace::LaneKind::disk:
      add(Actor::disk);
      break;
    case trace::LaneKind::nic:
      add(Actor::nic);
      break;
    case trace::LaneKind::wire:
      add(Actor::nic);
      add(Actor::receiver);
      break;
    case trace::LaneKind::receiver:
      add(Actor::receiver);
      break;
    default:
      break;
    }
  }
  std::vector<Actor> actors;
  for (std::size_t i = 0; i < has.size(); ++i)
    if (has[i]) actors.push_back(static_cast<Actor>(i));
  return actors;
}

std::string actor_name(Actor actor, Language language) {
  static constexpr std::array keys = {"process", "kernel", "disk", "dma", "nic", "receiver"};
  return heading(fmt::format("part.{}", keys[static_cast<std::size_t>(actor)]), language);
}

} // namespace copyscope::figure
