#include "export/data/writers.h"

#include "export/data/moments.h"
#include "export/data/source_line.h"
#include "figure/timeline/timeline_layout.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

namespace copyscope::exports {

namespace {

using trace::Kind;
using trace::LaneId;
using trace::Ledger;
using trace::Span;

/// What readers split at spaces: only what can be seen, and no "$", which begins their commands.
std::string word_of(std::string_view text) {
  constexpr std::size_t longest = 100;
  std::string word;
  for (const char c : text.substr(0, longest))
    word += c > ' ' && c < '\x7F' && c != '$' ? c : '_';
  return word;
}

/// "dma.disk" is "dma_disk": a point would open a scope.
std::string variable_of(std::string_view name) {
  std::string variable = word_of(name);
  std::ranges::replace(variable, '.', '_');
  return variable.empty() ? "_" : variable;
}

/// Words of a comment.
std::string comment(std::string_view text) {
  std::string line = on_one_line(text);
  std::erase(line, '$');
  return line;
}

struct Count {
  std::string name;
  std::int64_t (*of)(const Ledger&);
};

/// The step, and every figure that counts: "copies_cpu".
std::vector<Count> make_counts() {
  std::vector<Count> counts{{"step", [](const Ledger& l) { return l.steps; }}};
  for (const analysis::CountedFigure& each : analysis::counted_figures())
    if (each.in_ledger && each.type != scenario::FigureType::time)
      counts.push_back({variable_of(each.path), each.in_ledger});
  return counts;
}
const std::vector<Count> counts = make_counts();

/// The short names that the format gives to variables: "!", "\"", … "!!".
std::string identifier(std::size_t number) {
  constexpr std::size_t digits = 94;
  std::string text;
  for (;; number = number / digits - 1) {
    text += static_cast<char>('!' + number % digits);
    if (number < digits) return text;
  }
}

class Dump {
public:
  Dump(const Extract& extract, const Writer& write)
      : extract_(extract), trace_(extract.trace), order_(figure::lanes_in_order(trace_)),
        lanes_(trace_.lanes().size()), out_(write, longest_change) {
    for (std::size_t kind = 0; kind < trace::kind_count; ++kind)
      kinds_[kind] = name_of(static_cast<Kind>(kind));
    for (const std::string& name : trace_.names())
      names_.push_back(word_of(name));
  }

  void write() {
    head();
    Moments moments(extract_);
    while (moments.next())
      changes(moments);
    if (told_ && extract_.end() > time_) at(extract_.end());
    out_.flush();
  }

private:
  static constexpr std::size_t longest_change = 512;

  struct Lane {
    std::string state_id, event_id;
    const std::string* told = nullptr; ///< the state written last
    const std::string* state = nullptr;
    bool is_task = false;
  };

  void head() {
    out_.put_long(fmt::format("$version copyscope {} $end\n", COPYSCOPE_VERSION));
    for (const auto& [key, value] : provenance(trace_.header()))
      out_.put_long(fmt::format("$comment {}: {} $end\n", key, comment(value)));
    out_.put_long("$timescale 1 ps $end\n$scope module copyscope $end\n");
    declare_lanes();
    out_.put_long("$scope module buffers $end\n");
    for (const trace::BufferInfo& info : trace_.header().buffers)
      buffers_.push_back(declare("real 64", name_of(info.buffer)));
    out_.put_long("$upscope $end\n$scope module ledger $end\n");
    for (const Count& count : counts)
      counts_.push_back(declare("integer 64", count.name));
    out_.put_long("$upscope $end\n$upscope $end\n$enddefinitions $end\n");
  }

  // A lane's state; and an event at each begin, since a state may follow on the same.
  void declare_lanes() {
    out_.put_long("$scope module lanes $end\n");
    for (const LaneId id : order_) {
      Lane& lane = lanes_[id];
      const std::string name = variable_of(trace_.lanes()[id].name);
      lane.is_task = trace_.lanes()[id].kind == trace::LaneKind::task;
      lane.state_id = declare("string 1", name);
      lane.event_id = declare("event 1", name + "_begins");
    }
    out_.put_long("$upscope $end\n");
  }

  std::string declare(std::string_view type, std::string_view name) {
    std::string id = identifier(declared_++);
    out_.put_long(fmt::format("$var {} {} {} $end\n", type, id, name));
    return id;
  }

  const std::string& state_of(const Span& span) const {
    const bool by_name = span.kind == Kind::syscall || span.kind == Kind::mode_switch;
    return by_name && span.name != 0 ? names_[span.name]
                                     : kinds_[static_cast<std::size_t>(span.kind)];
  }

  void at(Time time) {
    out_.make_room(longest_change);
    out_.put('#');
    out_.put(time.ps());
    out_.put('\n');
    time_ = time;
  }

  void changes(const Moments& moments) {
    at(moments.time());
    if (!told_) out_.put("$dumpvars\n");
    states(moments);
    const Ledger ledger = moments.ledger();
    for (std::size_t i = 0; i < buffers_.size(); ++i)
      held(i, trace_.header().buffers[i].buffer, moments, ledger);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const std::int64_t count = counts[i].of(ledger);
      if (told_ && count == counts[i].of(*told_)) continue;
      out_.make_room(longest_change);
      out_.put('b');
      binary(count);
      out_.put(' ');
      put_id(counts_[i]);
    }
    if (!told_) out_.put_long("$end\n");
    const bool is_first = !told_;
    told_ = ledger;
    events(moments, is_first);
  }

  void states(const Moments& moments) {
    for (const LaneId id : order_)
      lanes_[id].state = lanes_[id].is_task ? &running_ : &idle_;
    for (const auto& open : moments.open())
      lanes_[open.lane].state = &state_of(trace_[open.id]);
    for (const LaneId id : order_) {
      Lane& lane = lanes_[id];
      if (lane.state == lane.told) continue;
      lane.told = lane.state;
      out_.make_room(longest_change);
      out_.put('s');
      out_.put(*lane.state);
      out_.put(' ');
      put_id(lane.state_id);
    }
  }

  // Bytes come and go evenly: where they begin to is told too, for readers that draw slopes.
  void held(std::size_t i, trace::Buffer buffer, const Moments& moments, const Ledger& ledger) {
    const std::int64_t held = ledger.held_by(buffer);
    const bool is_moving = std::ranges::any_of(moments.open(), [&](const auto& open) {
      return open.source == buffer || open.target == buffer;
    });
    if (told_ && !is_moving && held == told_->held_by(buffer)) return;
    out_.make_room(longest_change);
    out_.put('r');
    out_.put(held);
    out_.put(' ');
    put_id(buffers_[i]);
  }

  void events(const Moments& moments, bool is_first) {
    for (trace::SpanId id = moments.first(); id < moments.end(); ++id) {
      if (is_first && trace_[id].begin < extract_.from) continue;
      const Lane& lane = lanes_[trace_[id].lane];
      out_.make_room(longest_change);
      out_.put('1');
      put_id(lane.event_id);
    }
  }

  void put_id(std::string_view id) {
    out_.put(id);
    out_.put('\n');
  }
  void binary(std::int64_t number) {
    char digits[64];
    std::size_t length = 0;
    for (auto left = static_cast<std::uint64_t>(number); length == 0 || left != 0; left /= 2)
      digits[sizeof digits - ++length] = left % 2 == 0 ? '0' : '1';
    out_.put({digits + sizeof digits - length, length});
  }

  const Extract& extract_;
  const trace::Trace& trace_;
  std::vector<LaneId> order_;
  std::vector<Lane> lanes_;
  std::array<std::string, trace::kind_count> kinds_;
  std::vector<std::string> names_;
  std::string idle_ = "idle", running_ = "user";
  std::vector<std::string> buffers_, counts_; // identifiers
  std::size_t declared_ = 0;
  std::optional<Ledger> told_;
  Time time_;
  Pieces out_;
};

} // namespace

void write_vcd(const Extract& extract, const Writer& write) {
  Dump(extract, write).write();
}

} // namespace copyscope::exports
