#include "sim/trace/ledger.h"

#include "sim/units/bandwidth.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::trace {

namespace {

constexpr bool in(Kind kind, KindSet set) {
  return (set_of(kind) & set) != 0;
}

std::int64_t& held(Ledger& ledger, Buffer buffer) {
  return ledger.held[static_cast<std::size_t>(buffer)];
}

// The sum that a row's CPU time goes into, or nullptr.
Time* time_of(Ledger& ledger, Kind kind) {
  if (in(kind, kernel_kinds)) return &ledger.kernel;
  return kind == Kind::user ? &ledger.user : nullptr;
}

std::int64_t* of_mover(Ledger::ByMover& sums, Kind kind) {
  switch (kind) {
  case Kind::cpu_copy:
    return &sums.cpu;
  case Kind::dma_copy:
    return &sums.dma;
  case Kind::pio_copy:
    return &sums.pio;
  default:
    return nullptr;
  }
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
}

// What a row adds at its begin. One that goes on after a wait was counted when it first began.
void count(Ledger& ledger, const Span& span) {
  ledger.steps += is_step(span.kind);
  if (span.continued) return;
  const bool inferred = span.evidence == Evidence::inferred;
  if (std::int64_t* copies = of_mover(inferred ? ledger.inferred_copies : ledger.copies, span.kind))
    ++*copies;
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
  case Kind::page_fault:
    ++(span.name == WellKnown::major ? ledger.major_faults : ledger.minor_faults);
    break;
  default:
    break;
  }
}

// What a row has added by `elapsed` after its begin: bytes and time, linearly.
void progress(Ledger& ledger, const LedgerFold::Open& open, Time elapsed, std::int64_t moved) {
  if (!open.is_inferred) {
    if (Time* const time = open.is_counted ? time_of(ledger, open.kind) : nullptr) *time += elapsed;
    if (Time* const time = open.inside ? time_of(ledger, *open.inside) : nullptr) *time -= elapsed;
  }
  if (!open.is_counted) return;
  if (std::int64_t* bytes =
          of_mover(open.is_inferred ? ledger.inferred_bytes : ledger.bytes_copied, open.kind))
    *bytes += moved;
  if (in(open.kind, filling_kinds) && open.target != Buffer::none)
    held(ledger, open.target) += moved;
  if (open.releases_source) held(ledger, open.source) -= moved;
}

// What a row has added by `now`, which is not before its begin.
void progress_until(Ledger& ledger, const LedgerFold::Open& open, Time now) {
  if (open.end <= now) return progress(ledger, open, open.end - open.begin, open.bytes);
  const Time elapsed = now - open.begin;
  const Bytes moved = moved_by(Bytes(open.bytes), elapsed, open.end - open.begin);
  progress(ledger, open, elapsed, moved.count());
}

Buffer kind_at(const Tables* tables, const Span& span, Buffer place) {
  if (static_cast<int>(place) < buffer_count) return place;
  return tables ? tables->kind_at(span.flow, place) : Buffer::none;
}

// Where it is to stand, field by field: one that is made elsewhere and copied whole would wait for
// its fields to reach memory.
void note_open(LedgerFold::Open& made, SpanId id, const Span& span, const Tables* tables) {
  made.begin = span.begin;
  made.end = span.end;
  made.bytes = static_cast<std::int64_t>(span.bytes);
  made.id = id;
  made.call = span.call;
  made.lane = span.lane;
  made.kind = span.kind;
  made.source = kind_at(tables, span, span.source);
  made.target = kind_at(tables, span, span.target);
  made.is_inferred = span.evidence == Evidence::inferred;
  made.releases_source = span.releases_source;
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
    combine(a.inferred_copies.*mover, b.inferred_copies.*mover);
    combine(a.inferred_bytes.*mover, b.inferred_bytes.*mover);
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

Ledger with_inferred(Ledger ledger) {
  const auto add = [](Ledger::ByMover& to, const Ledger::ByMover& more) {
    to.cpu += more.cpu;
    to.dma += more.dma;
    to.pio += more.pio;
  };
  add(ledger.copies, ledger.inferred_copies);
  add(ledger.bytes_copied, ledger.inferred_bytes);
  return ledger;
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
  restore(Ledger());
  for (const BufferInfo& info : header.buffers)
    held(past_, info.buffer) = info.initial.count();
}

namespace {} // namespace

bool is_awaited(Kind kind, Buffer target) {
  return kind == Kind::syscall || target == Buffer::nic || target == Buffer::wire ||
         target == Buffer::receive_buffer;
}

// Calls and waits of many flows are under way for long, with no end yet: they stand first, and are
// not looked at.
void LedgerFold::retire_ended(Time now) {
  first_end_ = Time::max();
  std::size_t kept = endless_;
  for (std::size_t i = endless_; i < open_.size(); ++i) {
    const Open& open = open_[i];
    if (open.end <= now) {
      progress(past_, open, open.end - open.begin, open.bytes);
      if (is_awaited(open.kind, open.target)) last_arrival_ = std::max(last_arrival_, open.end);
    } else {
      first_end_ = std::min(first_end_, open.end);
      if (kept != i) open_[kept] = open;
      ++kept;
    }
  }
  open_.resize(kept);
  while (endless_ < kept && open_[endless_].end == Span::open)
    ++endless_;
}

void LedgerFold::open(SpanId id, const Span& span, bool is_counted, std::optional<Kind> inside) {
  Open& made = open_.emplace_back();
  note_open(made, id, span, tables_);
  made.is_counted = is_counted;
  made.inside = inside;
  first_end_ = std::min(first_end_, span.end);
}

void LedgerFold::add(SpanId id, const Span& span, std::optional<Kind> inside) {
  retire(span.begin);
  count(past_, span);
  open(id, span, true, inside);
}

void LedgerFold::add_interruption(SpanId id, const Span& span, Kind inside) {
  retire(span.begin);
  open(id, span, false, inside);
}

void LedgerFold::take(Buffer kind, std::int64_t bytes) {
  held(past_, kind) -= bytes;
}

bool LedgerFold::end(SpanId id, Time end) {
  const auto found = std::partition_point(open_.begin(), open_.end(),
                                          [&](const Open& open) { return open.id < id; });
  if (found == open_.end() || found->id != id) return false;
  found->end = end;
  endless_ = std::min(endless_, static_cast<std::size_t>(found - open_.begin()));
  first_end_ = std::min(first_end_, end);
  return true;
}

Ledger LedgerFold::at(Time now) const {
  Ledger ledger = past_;
  for (const Open& open : open_)
    progress_until(ledger, open, now);
  return ledger;
}

void LedgerFold::restore(const Ledger& past) {
  past_ = past;
  open_.clear();
  endless_ = 0;
  open_.reserve(8); // more than are under way at once where few flows are
  first_end_ = Time::max();
  last_arrival_ = {};
}

void LedgerSum::add(const Span& span, std::optional<Kind> inside) {
  count(ledger_, span);
  go_on(span, inside);
}

void LedgerSum::go_on(const Span& span, std::optional<Kind> inside) {
  LedgerFold::Open open;
  note_open(open, no_span, span, &tables_);
  open.inside = inside;
  progress_until(ledger_, open, now_);
}

void LedgerSum::take(Buffer kind, std::int64_t bytes) {
  held(ledger_, kind) -= bytes;
}

} // namespace copyscope::trace
