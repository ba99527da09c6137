#include "export/data/writers.h"

#include "export/data/moments.h"
#include "export/data/source_line.h"
#include "figure/timeline/timeline_layout.h"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace copyscope::exports {

namespace {

using trace::Kind;
using trace::LaneId;
using trace::Ledger;
using trace::Span;
using Json = nlohmann::ordered_json;

std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The beginning of an event up to its thread, made when a kind and name first occur.
class Heads {
public:
  explicit Heads(const trace::Trace& trace)
      : trace_(trace), heads_(trace::kind_count * trace.names().size()) {
    for (const std::string& name : trace.names())
      longest_ = std::max(longest_, 128 + json_text(name).size());
  }

  std::size_t longest() const { return longest_; }
  std::string_view of(const Span& span) {
    const std::size_t name = span.name;
    std::string& head = heads_[static_cast<std::size_t>(span.kind) * trace_.names().size() + name];
    if (head.empty()) head = make(span.kind, name);
    return head;
  }

private:
  // A call and a crossing go by their name; of others the name says more.
  std::string make(Kind kind, std::size_t id) const {
    const std::string& name = trace_.names()[id];
    const std::string kind_name(name_of(kind));
    const bool by_name = kind == Kind::syscall || kind == Kind::mode_switch;
    const std::string shown = name.empty() ? kind_name
                              : by_name    ? name
                                           : fmt::format("{} ({})", kind_name, name);
    return fmt::format("{{\"name\":{},\"cat\":\"{}\",\"ph\":\"X\",\"pid\":1,\"tid\":",
                       json_text(shown), kind_name);
  }

  const trace::Trace& trace_;
  std::vector<std::string> heads_;
  std::size_t longest_ = 0;
};

/// Threads: one for each lane. Viewers drop what overlaps without nesting, so that goes on a
/// further thread of the same name.
class Threads {
public:
  explicit Threads(std::size_t lanes) : lanes_(lanes) {}

  struct Place {
    std::int64_t thread = 0;
    bool is_new = false;
  };
  Place place(LaneId lane, Time begin, Time end) {
    std::vector<std::vector<Time>>& tracks = lanes_[lane];
    std::size_t track = 0;
    for (;; ++track) {
      const bool is_new = track == tracks.size();
      if (is_new) tracks.emplace_back();
      std::vector<Time>& ends = tracks[track];
      while (!ends.empty() && ends.back() <= begin)
        ends.pop_back();
      if (!ends.empty() && ends.back() < end) continue;
      ends.push_back(end);
      return {1 + lane + static_cast<std::int64_t>(track * lanes_.size()), is_new};
    }
  }

private:
  std::vector<std::vector<std::vector<Time>>>
      lanes_; // ends of what is under way, by lane and track
};

/// On which thread each call was shown: what arrows start from.
class Calls {
public:
  void add(trace::CallId call, std::int64_t thread) {
    if (call >= threads_.size()) threads_.resize(call + std::size_t{1});
    threads_[call] = static_cast<std::uint32_t>(thread);
  }
  /// 0 for none, and for one that was not shown.
  std::int64_t thread_of(trace::CallId call) const {
    return call < threads_.size() ? threads_[call] : 0;
  }

private:
  std::vector<std::uint32_t> threads_;
};

class Events {
public:
  Events(const Extract& extract, const assets::Method* method, const Writer& write)
      : extract_(extract), trace_(extract.trace), heads_(trace_), threads_(trace_.lanes().size()),
        order_(figure::lanes_in_order(trace_)), longest_row_(1024 + heads_.longest()),
        out_(write, longest_row_) {
    for (const std::string& label : trace_.labels()) {
      const int line = method && !label.empty() ? method->line_of(label) : 0;
      lines_.push_back(line > 0 ? fmt::format(",\"line\":{}", line) : "");
    }
    make_ways();
  }

  void write() {
    head();
    Moments moments(extract_);
    while (moments.next()) {
      for (trace::SpanId id = moments.first(); id < moments.end(); ++id)
        if (extract_.holds(trace_[id])) row(id, trace_[id]);
      if (moments.bytes_moved()) counters(moments.time(), moments.ledger());
    }
    out_.put_long("\n]}\n");
    out_.flush();
  }

private:
  void make_ways() {
    for (std::size_t source = 0; source < trace::buffer_count; ++source)
      for (std::size_t target = 0; target < trace::buffer_count; ++target) {
        std::string& way = ways_[source * trace::buffer_count + target];
        if (source != 0)
          way += fmt::format(",\"source\":\"{}\"", name_of(static_cast<trace::Buffer>(source)));
        if (target != 0)
          way += fmt::format(",\"target\":\"{}\"", name_of(static_cast<trace::Buffer>(target)));
      }
  }

  void head() {
    Json other = Json::object();
    for (const auto& [key, value] : provenance(trace_.header()))
      other[key] = value;
    out_.put_long("{\"displayTimeUnit\":\"ns\",\"otherData\":" + json_text(other) +
                  ",\"traceEvents\":[\n");
    const std::string name = title_of(trace_.header(), assets::Language::en);
    out_.put_long(json_text({{"name", "process_name"},
                             {"ph", "M"},
                             {"pid", 1},
                             {"args", {{"name", on_one_line(name)}}}}));
    for (const LaneId lane : order_)
      introduce(lane, 1 + lane);
  }

  // A thread's name, and where it stands.
  void introduce(LaneId lane, std::int64_t thread) {
    const auto place = std::ranges::find(order_, lane) - order_.begin();
    for (const Json& args :
         {Json{{"name", trace_.lanes()[lane].name}}, Json{{"sort_index", place}}}) {
      const char* const name = args.contains("name") ? "thread_name" : "thread_sort_index";
      out_.put_long(
          ",\n" +
          json_text({{"name", name}, {"ph", "M"}, {"pid", 1}, {"tid", thread}, {"args", args}}));
    }
  }

  void put_time(Time time) {
    constexpr std::int64_t ps_per_us = 1'000'000;
    out_.put(time.ps() / ps_per_us);
    const auto rest = static_cast<std::uint32_t>(time.ps() % ps_per_us);
    if (rest == 0) return;
    out_.put('.');
    out_.put_six_digits(rest);
  }

  void row(trace::SpanId id, const Span& span) {
    const Time end = extract_.end_of(span);
    const auto [thread, is_new] = threads_.place(span.lane, span.begin, end);
    if (is_new && thread > 1 + span.lane) introduce(span.lane, thread);
    out_.make_room(longest_row_);
    out_.put(",\n");
    out_.put(heads_.of(span));
    out_.put(thread);
    out_.put(",\"ts\":");
    put_time(span.begin);
    out_.put(",\"dur\":");
    put_time(end - span.begin);
    out_.put(",\"args\":{\"client\":");
    out_.put(static_cast<std::int64_t>(span.flow));
    if (span.call != 0) {
      out_.put(",\"call\":");
      out_.put(static_cast<std::int64_t>(span.call));
    }
    out_.put(ways_[static_cast<std::size_t>(trace_.source(span)) * trace::buffer_count +
                   static_cast<std::size_t>(trace_.target(span))]);
    if (span.has_range) {
      out_.put(",\"offset\":");
      out_.put(static_cast<std::int64_t>(span.offset));
      out_.put(",\"bytes\":");
      out_.put(static_cast<std::int64_t>(span.bytes));
    }
    if (span.kind == Kind::lost) {
      out_.put(",\"rows\":");
      out_.put(static_cast<std::int64_t>(span.bytes));
    }
    out_.put(lines_[trace_.label_id(span)]);
    if (span.evidence != trace::Evidence::model) {
      out_.put(",\"evidence\":\"");
      out_.put(name_of(span.evidence));
      out_.put('"');
    }
    out_.put("}}");
    if (span.kind == Kind::syscall && span.call != 0) calls_.add(span.call, thread);
    if (is_copy(span.kind)) arrow(id, span, thread);
  }

  void arrow(trace::SpanId id, const Span& span, std::int64_t thread) {
    const std::int64_t from = calls_.thread_of(span.call);
    if (from == 0) return;
    arrow_end("\"s\",\"id\":", id, from, trace_.call(span.call).begin);
    arrow_end("\"f\",\"bp\":\"e\",\"id\":", id, thread, span.begin);
  }
  void arrow_end(std::string_view phase, trace::SpanId id, std::int64_t thread, Time time) {
    out_.put(",\n{\"name\":\"copy\",\"cat\":\"call\",\"ph\":");
    out_.put(phase);
    out_.put(static_cast<std::int64_t>(id));
    out_.put(",\"pid\":1,\"tid\":");
    out_.put(thread);
    out_.put(",\"ts\":");
    put_time(time);
    out_.put('}');
  }

  void counter(std::string_view name, Time time) {
    out_.put(",\n{\"name\":\"");
    out_.put(name);
    out_.put("\",\"ph\":\"C\",\"pid\":1,\"ts\":");
    put_time(time);
  }

  // What has changed since they were told last; all of them the first time.
  void counters(Time time, const Ledger& ledger) {
    out_.make_room(4096);
    for (const trace::BufferInfo& info : trace_.header().buffers) {
      const auto buffer = static_cast<std::size_t>(info.buffer);
      if (told_ && ledger.held[buffer] == told_->held[buffer]) continue;
      counter(name_of(info.buffer), time);
      out_.put(",\"args\":{\"bytes\":");
      out_.put(ledger.held[buffer]);
      out_.put("}}");
    }
    if (!told_ || ledger.copies != told_->copies) by_mover("copies", time, ledger.copies);
    if (!told_ || ledger.bytes_copied != told_->bytes_copied)
      by_mover("bytes_copied", time, ledger.bytes_copied);
    told_ = ledger;
  }
  void by_mover(std::string_view name, Time time, const Ledger::ByMover& counts) {
    counter(name, time);
    out_.put(",\"args\":{\"cpu\":");
    out_.put(counts.cpu);
    out_.put(",\"dma\":");
    out_.put(counts.dma);
    out_.put(",\"pio\":");
    out_.put(counts.pio);
    out_.put("}}");
  }

  const Extract& extract_;
  const trace::Trace& trace_;
  Heads heads_;
  Threads threads_;
  std::vector<LaneId> order_;
  Calls calls_;
  std::vector<std::string> lines_;
  std::array<std::string, std::size_t{trace::buffer_count} * trace::buffer_count> ways_;
  std::optional<Ledger> told_;
  std::size_t longest_row_;
  Pieces out_;
};

} // namespace

void write_perfetto(const Extract& extract, const assets::Method* method, const Writer& write) {
  Events(extract, method, write).write();
}

} // namespace copyscope::exports
