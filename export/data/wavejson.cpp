#include "export/data/source_line.h"
#include "export/data/writers.h"
#include "figure/story/routes.h"
#include "figure/timeline/time_axis.h"
#include "figure/timeline/timeline_labels.h"
#include "figure/words/time_words.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::exports {

namespace {

using assets::Language;
using trace::Kind;
using trace::LaneId;
using trace::no_span;
using trace::Span;
using trace::SpanId;

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// WaveDrom's colours, as near to the figures' roles as they come.
char wave_of(Kind kind) {
  switch (kind) {
  case Kind::cpu_copy:
    return '4'; // orange
  case Kind::dma_copy:
  case Kind::transmit:
  case Kind::receive:
  case Kind::bus_transfer:
    return '7'; // green
  case Kind::pio_copy:
    return '8'; // purple
  case Kind::descriptor:
  case Kind::page_reference:
    return '3'; // yellow
  case Kind::user:
    return '6'; // light blue
  case Kind::wait:
  case Kind::disk_access:
  case Kind::syscall:
    return '2'; // white
  default:
    return '5'; // blue
  }
}

class Waves {
public:
  Waves(const Extract& extract, Language language, const Writer& write)
      : extract_(extract), trace_(extract.trace), language_(language),
        routes_(figure::routes_of(trace_)), unit_(figure::unit_for(extract.end())),
        out_(write, 4096) {}

  void write() {
    out_.put_long("{\"signal\": [\n");
    const std::vector<LaneId> lanes = figure::lanes_in_order(trace_);
    passes_ = 2 * (1 + lanes.size()); // a wave and its data, for the times and for each lane
    times();
    for (const LaneId lane : lanes)
      signal(lane);
    out_.put_long("\n],\n\"config\": {\"hscale\": 3},\n\"head\": {\"text\": ");
    out_.put_long(json_text(on_one_line(title_of(trace_.header(), language_))));
    out_.put_long("},\n\"foot\": {\"text\": ");
    out_.put_long(json_text(on_one_line(source_line(trace_.header(), language_))));
    out_.put_long("}}\n");
    out_.flush();
  }

private:
  // The rows that the extract holds, with the tick of each: steps before it.
  template <class Do> void each_row(Do what) {
    for (SpanId id = 0; id < trace_.size() && trace_[id].begin <= extract_.to; ++id) {
      if (id % Extract::rows_untold == 0) extract_.tell(trace_[id].begin, passes_gone_, passes_);
      if (extract_.holds(trace_[id])) what(id, trace_[id]);
    }
    ++passes_gone_;
  }

  // When each step begins.
  void times() {
    out_.put_long(fmt::format("{{\"name\": {}, \"wave\": \"", json_text(std::string(unit_.name))));
    each_row([&](SpanId, const Span& span) {
      if (is_step(span.kind)) put_wave('2');
    });
    out_.put_long("\", \"data\": [");
    bool is_first = true;
    each_row([&](SpanId, const Span& span) {
      if (is_step(span.kind)) put_datum(figure::number_in(unit_, span.begin, 12), is_first);
    });
    out_.put_long("]}");
  }

  void signal(LaneId lane) {
    out_.put_long(fmt::format(",\n{{\"name\": {}, \"wave\": \"",
                              json_text(figure::lane_name(trace_, lane, language_))));
    bool is_first = true;
    SpanId shown = no_span;
    each_tick(lane, [&](SpanId row) {
      if (row == shown && !is_first)
        put_wave('.');
      else
        put_wave(row == no_span ? '0' : wave_of(trace_[row].kind));
      shown = row;
      is_first = false;
    });
    out_.put_long("\", \"data\": [");
    shown = no_span;
    is_first = true;
    each_tick(lane, [&](SpanId row) {
      if (row != no_span && row != shown) put_datum(label_of(row), is_first);
      shown = row;
    });
    out_.put_long("]}");
  }

  // What a lane shows at each tick: the row that began last of those that have not ended, or
  // no_span. A row without length has the tick at which it begins.
  template <class Do> void each_tick(LaneId lane, Do what) {
    std::vector<SpanId> under_way;
    each_row([&](SpanId id, const Span& span) {
      if (is_step(span.kind))
        std::erase_if(under_way,
                      [&](SpanId row) { return extract_.end_of(trace_[row]) <= span.begin; });
      if (span.lane == lane) under_way.push_back(id);
      if (!is_step(span.kind)) return;
      what(under_way.empty() ? no_span : under_way.back());
    });
  }

  std::string label_of(SpanId row) const {
    const Span& span = trace_[row];
    if (span.kind == Kind::syscall) return trace_.name(span) + "()";
    if (const int number = figure::copy_number(routes_, span))
      return fmt::format("({}) {}", number, brief(span.range().bytes));
    if (span.kind == Kind::mode_switch)
      return figure::word("export.wave." + trace_.name(span), language_);
    return figure::kind_word(span.kind, language_);
  }

  void put_wave(char wave) {
    out_.make_room(1);
    out_.put(wave);
  }
  void put_datum(const std::string& text, bool& is_first) {
    out_.put_long(is_first ? "" : ", ");
    out_.put_long(json_text(text));
    is_first = false;
  }

  const Extract& extract_;
  const trace::Trace& trace_;
  Language language_;
  std::vector<figure::Route> routes_;
  figure::TimeUnit unit_;
  Pieces out_;
  std::size_t passes_ = 1, passes_gone_ = 0; // through the rows
};

} // namespace

void write_wavejson(const Extract& extract, Language language, const Writer& write) {
  Waves(extract, language, write).write();
}

} // namespace copyscope::exports
