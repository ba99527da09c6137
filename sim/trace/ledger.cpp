#include "sim/trace/ledger.h"

#include "sim/units/bandwidth.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::trace {

namespace {

constexpr KindSet kernel_work =
    set_of(Kind::mode_switch) | set_of(Kind::cpu_copy) | set_of(Kind::pio_copy) |
    set_of(Kind::descriptor) | set_of(Kind::map) | set_of(Kind::unmap) | set_of(Kind::page_fault) |
    set_of(Kind::interrupt) | set_of(Kind::pin) | set_of(Kind::context_switch);

// Rows that put bytes, or references to them, into their target.
constexpr KindSet filling =
    set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy) | set_of(Kind::map) |
    set_of(Kind::page_reference) | set_of(Kind::transmit) | set_of(Kind::receive);

constexpr bool in(Kind kind, KindSet set) {
  return (set_of(kind) & set) != 0;
}

std::int64_t& held(Ledger& ledger, Buffer buffer) {
  return ledger.held[static_cast<std::size_t>(buffer)];
}

// Of these, what is read out is gone: the socket buffer is freed by transmission, and so on along
// the path. Reading removes nothing from disk, page cache or user buffer (MODEL.md).
constexpr bool is_drained(Buffer buffer) {
  return buffer == Buffer::socket_buffer || buffer == Buffer::nic || buffer == Buffer::wire;
}

void count_call(Ledger& ledger, StringId name) {
  ++ledger.syscalls;
  for (std::size_t i = 0; i < Ledger::call_names; ++i) {
    if (ledger.call_name[i] == 0) ledger.call_name[i] = name;
    if (ledger.call_name[i] == name) {
      ++ledger.calls_by_name[i];
      return;
    }
  }
  throw std::length_error("a run makes at most 16 different system calls");
}

// What a row adds at its begin.
void count(Ledger& ledger, const Span& span) {
  ledger.steps += is_step(span.kind);
  switch (span.kind) {
  case Kind::syscall:
    count_call(ledger, span.name);
    break;
  case Kind::mode_switch:
    ++ledger.mode_switches;
    break;
  case Kind::context_switch:
    ++ledger.context_switches;
    break;
  case Kind::interrupt:
    ++ledger.interrupts;
    break;
  case Kind::descriptor:
    ++ledger.descriptors;
    break;
  case Kind::cpu_copy:
    ++ledger.copies.cpu;
    break;
  case Kind::dma_copy:
    ++ledger.copies.dma;
    break;
  case Kind::pio_copy:
    ++ledger.copies.pio;
    break;
  case Kind::page_fault:
    ++(span.name == WellKnown::major ? ledger.major_faults : ledger.minor_faults);
    break;
  default:
    break;
  }
}

// What a row has added by `elapsed` after its begin: bytes and time, linearly.
void progress(Ledger& ledger, const Span& span, Time elapsed, std::int64_t moved) {
  if (in(span.kind, kernel_work))
    ledger.kernel += elapsed;
  else if (span.kind == Kind::user)
    ledger.user += elapsed;
  if (!in(span.kind, filling)) return;
  if (span.kind == Kind::cpu_copy)
    ledger.bytes_copied.cpu += moved;
  else if (span.kind == Kind::dma_copy)
    ledger.bytes_copied.dma += moved;
  else if (span.kind == Kind::pio_copy)
    ledger.bytes_copied.pio += moved;
  if (span.target != Buffer::none) held(ledger, span.target) += moved;
  if (is_drained(span.source)) held(ledger, span.source) -= moved;
}

// Applies `combine(field, other field)` to every amount of a ledger; names stay.
template <class Combine> void each_amount(Ledger& a, const Ledger& b, Combine combine) {
  combine(a.steps, b.steps);
  combine(a.syscalls, b.syscalls);
  combine(a.mode_switches, b.mode_switches);
  combine(a.context_switches, b.context_switches);
  combine(a.interrupts, b.interrupts);
  combine(a.minor_faults, b.minor_faults);
  combine(a.major_faults, b.major_faults);
  combine(a.descriptors, b.descriptors);
  for (auto mover : {&Ledger::ByMover::cpu, &Ledger::ByMover::dma, &Ledger::ByMover::pio}) {
    combine(a.copies.*mover, b.copies.*mover);
    combine(a.bytes_copied.*mover, b.bytes_copied.*mover);
  }
  for (auto time : {&Ledger::user, &Ledger::kernel}) {
    std::int64_t ps = (a.*time).ps();
    combine(ps, (b.*time).ps());
    a.*time = Time::from_ps(ps);
  }
  for (std::size_t i = 0; i < a.held.size(); ++i)
    combine(a.held[i], b.held[i]);
  for (std::size_t i = 0; i < a.calls_by_name.size(); ++i)
    combine(a.calls_by_name[i], b.calls_by_name[i]);
}

} // namespace

std::vector<std::pair<std::string, std::int64_t>>
calls_by_name(const Ledger& ledger, const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, std::int64_t>> calls;
  for (std::size_t i = 0; i < Ledger::call_names && ledger.call_name[i] != 0; ++i)
    calls.emplace_back(names[ledger.call_name[i]], ledger.calls_by_name[i]);
  return calls;
}

Ledger extrapolate(const Ledger& a, const Ledger& delta, std::int64_t times) {
  Ledger sum = a;
  sum.call_name = delta.call_name;
  each_amount(sum, delta, [times](std::int64_t& amount, std::int64_t more) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(more, times, &product) ||
        __builtin_add_overflow(amount, product, &amount))
      throw OverflowError("a count beyond 2^63");
  });
  return sum;
}

Ledger difference(const Ledger& a, const Ledger& b) {
  Ledger delta = b;
  each_amount(delta, a, [](std::int64_t& amount, std::int64_t earlier) { amount -= earlier; });
  return delta;
}

const BufferInfo* find_buffer(const Header& header, Buffer buffer) {
  const auto found = std::find_if(header.buffers.begin(), header.buffers.end(),
                                  [&](const BufferInfo& info) { return info.buffer == buffer; });
  return found == header.buffers.end() ? nullptr : &*found;
}

void LedgerFold::start(const Header& header) {
  past_ = Ledger();
  open_.clear();
  for (const BufferInfo& info : header.buffers)
    held(past_, info.buffer) = info.initial.count();
  user_buffers_.assign(static_cast<std::size_t>(header.current_case().workload.clients), 0);
}

void LedgerFold::retire(Time now) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const Span& span = open_[i].span;
    if (span.end <= now) {
      progress(past_, span, span.end - span.begin, static_cast<std::int64_t>(span.bytes));
    } else {
      if (kept != i) open_[kept] = open_[i];
      ++kept;
    }
  }
  open_.resize(kept);
}

void LedgerFold::add(SpanId id, const Span& span) {
  retire(span.begin);
  count(past_, span);
  if (span.target == Buffer::user_buffer && in(span.kind, filling)) {
    std::int64_t& mine = user_buffers_[span.client];
    if (is_copy(span.kind)) { // a new chunk overwrites the last one
      held(past_, Buffer::user_buffer) -= mine;
      mine = 0;
    }
    mine += static_cast<std::int64_t>(span.bytes);
  } else if (span.target == Buffer::socket_buffer) { // takes what the pipe referred to
    std::int64_t& pipe = held(past_, Buffer::pipe);
    pipe -= std::min(pipe, static_cast<std::int64_t>(span.bytes));
  }
  open_.push_back({id, span});
}

bool LedgerFold::end(SpanId id, Time end) {
  const auto found =
      std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) { return open.id == id; });
  if (found == open_.rend()) return false;
  found->span.end = end;
  return true;
}

Ledger LedgerFold::at(Time now) const {
  Ledger ledger = past_;
  for (const auto& [id, span] : open_) {
    const bool over = span.end <= now;
    const Time elapsed = (over ? span.end : now) - span.begin;
    const Time whole = span.end - span.begin;
    const Bytes bytes = span.range().bytes;
    progress(ledger, span, elapsed, (over ? bytes : moved_by(bytes, elapsed, whole)).count());
  }
  return ledger;
}

void LedgerFold::restore(const Ledger& past, std::vector<std::int64_t> user_buffers,
                         std::vector<Open> open) {
  past_ = past;
  user_buffers_ = std::move(user_buffers);
  open_ = std::move(open);
}

} // namespace copyscope::trace
