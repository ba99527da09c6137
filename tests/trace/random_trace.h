// Random traces for the tests: rows that begin in order, overlap, nest and carry ranges.
#pragma once

#include "sim/trace/builder.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace copyscope::trace {

/// A scenario with one case of so many clients; enough for a header.
inline Header small_header(std::int64_t clients = 1) {
  Header header;
  header.scenario.id = "random";
  header.scenario.title.en = "Random rows";
  scenario::Case only;
  only.id = "only";
  only.method = "none";
  only.workload.clients = clients;
  only.workload.file_size = Bytes(1 << 20);
  header.scenario.cases.push_back(only);
  header.case_id = "only";
  header.method = "none";
  header.buffers = {{Buffer::disk, Bytes(1 << 20), Bytes(1 << 20)},
                    {Buffer::page_cache, Bytes(1 << 20), Bytes(8192)},
                    {Buffer::user_buffer, Bytes(1 << 20), Bytes(0)},
                    {Buffer::socket_buffer, Bytes(1 << 20), Bytes(0)}};
  return header;
}

/// `rows` rows on four lanes, some of length 0, some whose end is given late.
inline Trace random_trace(std::uint32_t seed, int rows, std::int64_t clients = 1) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return random() % n; };
  TraceBuilder builder;
  builder.start(small_header(clients));
  for (const char* lane : {"cpu0", "process0", "dma.disk", "dma.nic"})
    builder.lane(lane);
  const StringId call = builder.name("read");
  struct Late {
    SpanId id;
    Time end;
  };
  std::vector<Late> late;
  Time now;
  CallId calls = 0;
  Time cpu_until; // rows on the CPU follow one another
  for (int i = 0; i < rows; ++i) {
    now += Time::from_ps(below(3) == 0 ? 0 : below(1000));
    while (!late.empty() && late.back().end <= now) {
      builder.end(late.back().id, now);
      late.pop_back();
    }
    Span span;
    span.kind = static_cast<Kind>(below(kind_count));
    span.begin = now;
    span.end = now + Time::from_ps(below(4) == 0 ? 0 : below(below(20) == 0 ? 40000 : 800));
    span.lane = static_cast<LaneId>(below(4));
    if (span.lane == 0) {
      span.begin = now = std::max(now, cpu_until);
      span.end = std::max(span.begin, span.end);
      cpu_until = span.end;
    }
    span.flow = below(static_cast<std::uint32_t>(clients)) & no_flow;
    if (below(3) != 0) { // a new call, or the latest one goes on
      if (calls == 0 || below(10) == 0) ++calls;
      span.call = calls;
    }
    if (span.kind == Kind::syscall) span.name = call;
    if (span.kind == Kind::page_fault) span.name = below(2) ? WellKnown::minor : WellKnown::major;
    if (below(3) != 0) {
      const auto source = static_cast<Buffer>(below(buffer_count));
      span.set_way(source, static_cast<Buffer>(below(buffer_count)));
      span.set_range({Bytes(below(64) * 4096), Bytes(below(5) == 0 ? 0 : below(3 * 4096))});
    }
    if (late.empty() && span.lane != 0 && below(30) == 0) {
      late.push_back({no_span, span.end});
      span.end = Span::open;
    }
    const SpanId id = builder.add(span);
    if (span.end == Span::open) late.back().id = id;
  }
  const Time end = now + Time::from_ps(50000);
  for (const Late& each : late)
    builder.end(each.id, end);
  builder.finish(end);
  return builder.take();
}

} // namespace copyscope::trace
