// A run that comes from no scenario, as an observer would hand it over: several CPUs, many flows.
#pragma once

#include "tests/trace/many_flows.h"

namespace copyscope::trace::test {

inline Header observed_header() {
  Header header;
  header.source = Source::observed;
  header.title = "worker, 64 connections";
  header.program = "watcher 3.1";
  header.duration = Time::from_ps(90'000);
  header.buffers = {{Buffer::page_cache, Bytes(1 << 30), Bytes(123'456)},
                    {Buffer::user_buffer, Bytes(0), Bytes(0)},
                    {Buffer::socket_buffer, Bytes(0), Bytes(0)},
                    {Buffer::nic, Bytes(0), Bytes(0)}};
  header.environment = {{"kernel", "6.1"}};
  header.whole.start = false;
  header.whole.lost = 12;
  return header;
}

inline Trace observed_run(int calls = 600) {
  Plan plan;
  plan.calls = calls;
  plan.header = observed_header();
  return many_flows(plan);
}

} // namespace copyscope::trace::test
