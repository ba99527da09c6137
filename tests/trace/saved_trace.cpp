#include "tests/trace/saved_trace.h"

namespace copyscope::trace {

namespace {

struct Smallest {
  void operator()(Time* slot) const { *slot = Time::from_ps(1); }
  void operator()(Bytes* slot) const { *slot = Bytes(1); }
  void operator()(Bandwidth* slot) const { *slot = Bandwidth::from_bits(1, 9); }
  void operator()(std::int64_t* slot) const { *slot = 1; }
  void operator()(bool* slot) const { *slot = true; }
};

} // namespace

Header whole_header() {
  Header header;
  header.scenario.id = "odd";
  header.scenario.title = {"Odd \"rows\"\n\\", "怪"};
  scenario::Case only;
  only.id = "only";
  only.title = {"Only", "仅"};
  only.method = "none-of-ours";
  only.workload.file_size = Bytes(1 << 20);
  only.workload.page_cache.fraction = parse_decimal("0.123456789012345678901234567");
  for (const scenario::Parameter& parameter : scenario::parameters())
    std::visit(Smallest{}, parameter.slot(only.machine));
  only.expect = {{"copies.cpu", scenario::Expectation::Relation::less, std::int64_t{3}, "< 3"}};
  header.scenario.cases.push_back(only);
  header.case_id = "only";
  header.method = "none-of-ours";
  header.source = Source::real;
  header.buffers = {{Buffer::disk, Bytes(1 << 20), Bytes(1 << 20)},
                    {Buffer::user_buffer, Bytes(1 << 20), Bytes(0)}};
  header.observations = {{"copies.cpu", 2, "inferred"},
                         {"interrupts", std::nullopt, "unavailable: EPERM"}};
  header.facts = {{"sender.page_faults.minor", std::int64_t{-3}},
                  {"drain", std::string("\"copy\" 怪")},
                  {"tcp.busy_us", {}}};
  header.environment = {{"kernel", "6.1 \"odd\""}, {"path", "veth"}, {"path", "again"}};
  return header;
}

Trace under(const Header& header, const Trace& trace) {
  TraceBuilder builder;
  builder.start(header);
  for (const Lane& lane : trace.lanes())
    builder.lane(lane);
  for (const std::string& name : trace.names())
    builder.name(name);
  for (const std::string& label : trace.labels())
    builder.label(label);
  for (std::uint32_t i = 0; i < trace.tables().calls.size(); ++i)
    builder.call(trace.tables().calls[i]);
  for (SpanId id = 0; id < trace.size(); ++id)
    builder.add(trace[id]);
  builder.finish(trace.end());
  return builder.take();
}

std::string saved(const Trace& trace) {
  std::string text;
  save_json(trace, [&](std::string_view piece) { text += piece; });
  return text;
}

} // namespace copyscope::trace
