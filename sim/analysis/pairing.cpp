#include "sim/analysis/pairing.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace copyscope::analysis {

namespace {

using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;

/// What rows of both runs are told apart by. Names are numbers that both have in common.
struct Key {
  std::uint32_t lane = 0;
  trace::Kind kind{};
  trace::FlowId flow = 0;
  std::int64_t offset = -1, bytes = -1;
  int label = 0, name = 0;
  trace::Buffer source{}, target{};

  friend auto operator<=>(const Key&, const Key&) = default;
};

struct Keyed {
  Key key;
  SpanId row = no_span;

  friend auto operator<=>(const Keyed&, const Keyed&) = default;
};

/// Numbers for names, the same for both runs.
class Names {
public:
  int number(const std::string& name) {
    return numbers_.try_emplace(name, static_cast<int>(numbers_.size())).first->second;
  }
  std::vector<int> numbers(const std::vector<std::string>& names) {
    std::vector<int> all;
    for (const std::string& each : names)
      all.push_back(number(each));
    return all;
  }

private:
  std::map<std::string, int> numbers_;
};

/// The least offset among those of a call's rows that tell best what it is about.
struct CallOffset {
  int rank = -1;
  std::int64_t offset = -1;

  void add(const Trace& trace, const Span& span) {
    if (!span.has_range || span.bytes == 0) return;
    const int its = rank_of(trace, span);
    const std::int64_t begin = span.range().offset.count();
    if (its < rank || (its == rank && begin >= offset)) return;
    rank = its;
    offset = begin;
  }

  /// What the card is given, and what the disk brings, may belong to other calls' bytes as well.
  static int rank_of(const Trace& trace, const Span& span) {
    constexpr trace::KindSet work = set_of(trace::Kind::cpu_copy) |
                                    set_of(trace::Kind::page_reference) |
                                    set_of(trace::Kind::descriptor) | set_of(trace::Kind::map) |
                                    set_of(trace::Kind::pin) | set_of(trace::Kind::completion);
    if (span.kind == trace::Kind::syscall) return 2;
    const bool is_work = (set_of(span.kind) & work) != 0;
    return is_work && trace.target(span) != trace::Buffer::nic ? 1 : 0;
  }
};

std::uint32_t number_of(const trace::Lane& lane) {
  const auto device =
      lane.kind == trace::LaneKind::dma ? static_cast<std::uint32_t>(lane.device) : 0;
  return (static_cast<std::uint32_t>(lane.kind) << 24U) + (device << 16U) + lane.index;
}

class Keys {
public:
  Keys(const Trace& trace, Names& names)
      : trace_(trace), names_(names.numbers(trace.names())), labels_(names.numbers(trace.labels())),
        offsets_(offsets_of_calls(trace)) {}

  std::vector<Keyed> all() const {
    std::vector<Keyed> keys;
    keys.reserve(trace_.size());
    for (SpanId row = 0; row < trace_.size(); ++row)
      keys.push_back({key_of(trace_[row]), row});
    std::ranges::sort(keys);
    return keys;
  }

private:
  Key key_of(const Span& span) const {
    Key key;
    key.lane = number_of(trace_.lane(span));
    key.kind = span.kind;
    key.flow = span.flow;
    key.label = line_of(span);
    if (span.kind == trace::Kind::syscall) {
      if (span.call != 0) key.offset = offsets_[span.call - 1];
      return key;
    }
    key.name = names_[span.name];
    key.source = trace_.source(span);
    key.target = trace_.target(span);
    if (!span.has_range) return key;
    key.offset = span.range().offset.count();
    key.bytes = span.range().bytes.count();
    return key;
  }

  /// The label of the call's line; where the listing has none (poll), the call's name.
  int line_of(const Span& span) const {
    if (span.call == 0) return span.kind == trace::Kind::syscall ? names_[span.name] : -1;
    const trace::Call call = trace_.call(span.call);
    return call.label == 0 ? names_[call.name] : labels_[call.label];
  }

  const Trace& trace_;
  std::vector<int> names_, labels_;
  std::vector<std::int64_t> offsets_;
};

} // namespace

std::int64_t offset_of_call(const Trace& trace, trace::CallId call) {
  CallOffset found;
  for (SpanId row = trace.next_of_call(call, 0); row != no_span;
       row = trace.next_of_call(call, row + 1))
    found.add(trace, trace[row]);
  return found.offset;
}

std::vector<std::int64_t> offsets_of_calls(const Trace& trace) {
  std::vector<CallOffset> found(trace.tables().calls.size());
  for (SpanId row = 0; row < trace.size(); ++row)
    if (const Span span = trace[row]; span.call != 0) found[span.call - 1].add(trace, span);
  std::vector<std::int64_t> offsets;
  for (const CallOffset& each : found)
    offsets.push_back(each.offset);
  return offsets;
}

bool is_same_lane(const trace::Lane& one, const trace::Lane& other) {
  return number_of(one) == number_of(other);
}

Pairing::Pairing(const Trace& model, const Trace& kernel)
    : model_(model.size(), no_span), kernel_(kernel.size(), no_span) {
  Names names;
  const std::vector<Keyed> ours = Keys(model, names).all(), theirs = Keys(kernel, names).all();
  auto a = ours.begin(), b = theirs.begin();
  while (a != ours.end() && b != theirs.end()) {
    if (a->key < b->key) {
      ++a;
    } else if (b->key < a->key) {
      ++b;
    } else {
      model_[a->row] = b->row;
      kernel_[b->row] = a->row;
      ++a, ++b;
    }
  }
  SpanId latest = no_span;
  for (SpanId row = 0; row < model.size(); ++row) {
    if (model[row].kind != trace::Kind::syscall) continue;
    const SpanId partner = model_[row];
    ++(partner == no_span ? only_in_model_ : calls_in_both_);
    if (partner == no_span || (latest != no_span && partner <= latest)) continue;
    calls_.push_back({row, partner});
    latest = partner;
  }
  for (SpanId row = 0; row < kernel.size(); ++row)
    only_in_kernel_ += kernel[row].kind == trace::Kind::syscall && kernel_[row] == no_span;
}

} // namespace copyscope::analysis
