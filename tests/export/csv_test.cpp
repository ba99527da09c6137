// CSV: columns, quoting, what does not apply, parts of a run.
#include "export/data/writers.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <stdexcept>

namespace copyscope::exports {
namespace {

using trace::Buffer;
using trace::Kind;

constexpr const char* head = "begin_ps,end_ps,lane,kind,client,call,source,target,offset,bytes,"
                             "line,name,task,cause,evidence\n";

/// A trace of some rows, which a test adds to.
class Rows {
public:
  Rows() {
    trace::Header header;
    header.scenario.cases.push_back({});
    header.scenario.cases.front().workload.clients = 16384;
    builder_.start(header);
  }
  trace::Span& add(Kind kind, std::int64_t begin, std::int64_t end,
                   std::string_view lane = "cpu0") {
    span_ = trace::Span();
    span_.kind = kind;
    span_.begin = Time::from_ps(begin);
    span_.end = Time::from_ps(end);
    span_.lane = builder_.lane(lane);
    return span_;
  }
  Rows& put() {
    builder_.add(span_);
    return *this;
  }
  trace::StringId name(std::string_view text) { return builder_.name(text); }
  trace::StringId label(std::string_view text) { return builder_.label(text); }
  trace::TaskId task(const trace::Task& task) { return builder_.task(task); }
  trace::CallId call(const trace::Call& call) { return builder_.call(call); }
  void csv_into(const Writer& write, const assets::Method* method = nullptr, Time from = {},
                Time to = Time::max()) {
    builder_.finish(Time::from_ps(1'000'000'000'000));
    write_csv({builder_.take(), from, to}, method, write);
  }
  std::string csv(const assets::Method* method = nullptr, Time from = {}, Time to = Time::max()) {
    std::string text;
    csv_into([&](std::string_view piece) { text += piece; }, method, from, to);
    return text;
  }

private:
  trace::TraceBuilder builder_;
  trace::Span span_;
};

TEST(Csv, a_full_row_has_every_column) {
  Rows rows;
  trace::Span& span = rows.add(Kind::cpu_copy, 5, 12);
  trace::Call call;
  call.label = rows.label("read");
  span.flow = 3;
  span.call = rows.call(call);
  span.source = Buffer::page_cache;
  span.target = Buffer::user_buffer;
  span.set_range({Bytes(4096), Bytes(100)});
  rows.put();
  assets::Method method;
  method.listing = {{"first();", ""}, {"read();", "read"}};
  EXPECT_EQ(rows.csv(&method),
            std::string(head) +
                "5,12,cpu0,cpu_copy,3,1,page_cache,user_buffer,4096,100,2,,,,model\n");
}

TEST(Csv, what_does_not_apply_is_empty) {
  Rows rows;
  rows.add(Kind::interrupt, 5, 5);
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "5,5,cpu0,interrupt,0,,,,,,,,,,model\n");
}

TEST(Csv, a_range_of_no_bytes_is_told) {
  Rows rows;
  rows.add(Kind::map, 0, 0).set_range({Bytes(0), Bytes(0)});
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,0,cpu0,map,0,,,,0,0,,,,,model\n");
}

TEST(Csv, names_are_quoted_where_they_have_to_be) {
  Rows rows;
  trace::Span& span = rows.add(Kind::syscall, 0, 1, "a,b");
  span.name = rows.name("say \"hi\"\n");
  rows.put();
  EXPECT_EQ(rows.csv(),
            std::string(head) + "0,1,\"a,b\",syscall,0,,,,,,,\"say \"\"hi\"\"\n\",,,model\n");
}

TEST(Csv, a_name_longer_than_the_buffer_comes_whole) {
  Rows rows;
  const std::string name(200'000, 'n');
  rows.add(Kind::syscall, 0, 1).name = rows.name(name);
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,1,cpu0,syscall,0,,,,,,," + name + ",,,model\n");
}

TEST(Csv, the_largest_numbers_fit_their_row) {
  Rows rows;
  trace::Span& span = rows.add(Kind::dma_copy, 0, 1'000'000'000'000, "dma.disk");
  span.flow = 16383;
  span.call = 60'000;
  span.set_range({Bytes(std::int64_t{1} << 48), Bytes(std::int64_t{1} << 48)});
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,1000000000000,dma.disk,dma_copy,16383,60000,,,"
                                            "281474976710656,281474976710656,,,,,model\n");
}

TEST(Csv, who_acts_why_and_how_that_is_known_end_a_row) {
  Rows rows;
  trace::Task task;
  task.name = "worker, \"late\"";
  rows.add(Kind::syscall, 0, 9);
  rows.put();
  trace::Span& span = rows.add(Kind::cpu_copy, 1, 2);
  span.task = rows.task(task);
  span.cause = 0;
  span.evidence = trace::Evidence::inferred;
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,9,cpu0,syscall,0,,,,,,,,,,model\n" +
                            "1,2,cpu0,cpu_copy,0,,,,,,,,\"worker, \"\"late\"\"\",1,inferred\n");
}

TEST(Csv, causes_are_numbered_in_the_whole_run_where_a_part_of_it_is_written) {
  Rows rows;
  for (std::int64_t at = 0; at < 4; ++at) {
    rows.add(Kind::cpu_copy, 10 * at, 10 * at + 5).cause =
        at == 0 ? trace::no_span : static_cast<trace::SpanId>(at - 1);
    rows.put();
  }
  EXPECT_EQ(rows.csv(nullptr, Time::from_ps(30)),
            std::string(head) + "30,35,cpu0,cpu_copy,0,,,,,,,,,3,model\n");
}

TEST(Csv, a_row_of_several_flows_has_no_client) {
  Rows rows;
  rows.add(Kind::softirq, 0, 1).flow = trace::no_flow;
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,1,cpu0,softirq,,,,,,,,,,,model\n");
}

TEST(Csv, a_row_for_lost_ones_says_how_many_they_are) {
  Rows rows;
  trace::Span& lost = rows.add(Kind::lost, 0, 9);
  lost.flow = trace::no_flow;
  lost.bytes = 65536;
  rows.put();
  EXPECT_EQ(rows.csv(), std::string(head) + "0,9,cpu0,lost,,,,,,65536,,,,,model\n");
}

TEST(Csv, a_kind_that_is_not_known_has_the_name_that_its_file_gives_it) {
  trace::Header header;
  header.other_kinds = std::make_shared<const trace::RowTexts>(
      trace::RowTexts{{"teleport", "to,gether"}, {{0, 1}, {2, 0}}});
  trace::TraceBuilder builder;
  builder.start(header);
  trace::Span row;
  row.lane = builder.lane("cpu0");
  row.flow = trace::no_flow;
  row.end = Time::from_ps(1);
  for (const Kind kind : {Kind::other, Kind::user, Kind::other}) {
    row.kind = kind;
    builder.add(row);
  }
  builder.finish(Time::from_ps(1));
  std::string text;
  write_csv({builder.take(), Time(), Time::max()}, nullptr,
            [&](std::string_view piece) { text += piece; });
  EXPECT_EQ(text, std::string(head) + "0,1,cpu0,\"to,gether\",,,,,,,,,,,model\n"
                                      "0,1,cpu0,user,,,,,,,,,,,model\n"
                                      "0,1,cpu0,teleport,,,,,,,,,,,model\n");
}

TEST(Csv, a_part_of_a_run_has_the_rows_that_overlap_it) {
  const auto part = [](std::int64_t from, std::int64_t to) {
    Rows rows;
    rows.add(Kind::cpu_copy, 0, 10), rows.put();
    rows.add(Kind::cpu_copy, 10, 10), rows.put();
    rows.add(Kind::cpu_copy, 20, 30), rows.put();
    const std::string text = rows.csv(nullptr, Time::from_ps(from), Time::from_ps(to));
    return std::count(text.begin(), text.end(), '\n') - 1;
  };
  EXPECT_EQ(part(0, 5), 1);
  EXPECT_EQ(part(10, 10), 2);
  EXPECT_EQ(part(11, 19), 0);
  EXPECT_EQ(part(10, 20), 3);
  EXPECT_EQ(part(31, 40), 0);
}

TEST(Csv, a_writer_that_throws_stops_it) {
  Rows rows;
  rows.add(Kind::cpu_copy, 0, 1), rows.put();
  EXPECT_THROW(rows.csv_into([](std::string_view) { throw std::runtime_error("full"); }),
               std::runtime_error);
}

} // namespace
} // namespace copyscope::exports
