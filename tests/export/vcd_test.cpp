// Value change dumps: the last values are the ledger, states are those of the rows.
#include "tests/export/exported_runs.h"

#include <gmock/gmock.h>
#include <map>
#include <sstream>

namespace copyscope::exports {
namespace {

using testing::HasSubstr;

/// What a reader of the format knows after the last change.
struct Dump {
  std::map<std::string, std::string> last; ///< value by variable
  std::map<std::string, int> changes;      ///< or events
  std::vector<std::int64_t> times;
  std::vector<std::string> comments;
  std::string timescale;
};

std::int64_t number(const std::string& value) {
  return value[0] == 'b' ? std::stoll(value.substr(1), nullptr, 2) : std::stoll(value.substr(1));
}

Dump read(const std::string& text) {
  Dump dump;
  std::map<std::string, std::string> names;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first, type, size, id, name;
    words >> first;
    if (first == "$var") {
      words >> type >> size >> id >> name;
      EXPECT_TRUE(names.emplace(id, name).second) << line;
    } else if (first == "$timescale") {
      dump.timescale = line;
    } else if (first == "$comment") {
      dump.comments.push_back(line);
    } else if (first[0] == '#') {
      dump.times.push_back(std::stoll(first.substr(1)));
    } else if (first[0] != '$') {
      if (first[0] == '1')
        id = first.substr(1);
      else
        words >> id;
      EXPECT_EQ(names.count(id), 1U) << line;
      dump.last[names[id]] = first;
      ++dump.changes[names[id]];
    }
  }
  return dump;
}

TEST(Vcd, its_last_values_are_the_ledger_for_every_method) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    Dump dump = read(exported(trace, "vcd"));
    const trace::Ledger ledger = trace.final_ledger();
    for (const trace::BufferInfo& info : trace.header().buffers) {
      if (info.buffer == trace::Buffer::disk) continue; // the lane has that name too
      const std::string name(name_of(info.buffer));
      EXPECT_EQ(number(dump.last[name]), ledger.held_by(info.buffer)) << method << " " << name;
    }
    EXPECT_EQ(number(dump.last["step"]), trace.steps()) << method;
    EXPECT_EQ(number(dump.last["mode_switches"]), ledger.mode_switches) << method;
    EXPECT_EQ(number(dump.last["copies_cpu"]), ledger.copies.cpu) << method;
    EXPECT_EQ(number(dump.last["copies_dma"]), ledger.copies.dma) << method;
    EXPECT_EQ(number(dump.last["bytes_copied_pio"]), ledger.bytes_copied.pio) << method;
  }
}

TEST(Vcd, an_event_marks_each_row_on_its_lane) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    Dump dump = read(exported(trace, "vcd"));
    int events = 0;
    for (const auto& [name, count] : dump.changes)
      events += name.ends_with("_begins") ? count : 0;
    EXPECT_EQ(events, static_cast<int>(trace.size())) << method;
  }
}

TEST(Vcd, times_are_picoseconds_and_only_go_forwards) {
  const trace::Trace trace = run_of("read-write");
  const Dump dump = read(exported(trace, "vcd"));
  EXPECT_EQ(dump.timescale, "$timescale 1 ps $end");
  EXPECT_EQ(dump.times.front(), 0);
  EXPECT_EQ(dump.times.back(), trace.end().ps());
  for (std::size_t i = 1; i < dump.times.size(); ++i)
    EXPECT_LT(dump.times[i - 1], dump.times[i]);
}

TEST(Vcd, a_lane_says_what_it_does_and_a_task_that_it_is_in_user_mode) {
  const std::string text = exported(run_of("read-write"), "vcd");
  EXPECT_THAT(text, HasSubstr("\nsread !\n"));
  EXPECT_THAT(text, HasSubstr("\nsto_kernel #\n"));
  EXPECT_THAT(text, HasSubstr("\nscpu_copy #\n"));
  EXPECT_THAT(text, HasSubstr("\nsuser !\n"));
  EXPECT_THAT(text, HasSubstr("\nsidle #\n"));
}

TEST(Vcd, a_part_of_a_run_begins_with_what_is_so_there) {
  Options options;
  options.from = Time::from_ps(133'000'000); // during the first CPU copy
  options.to = Time::from_ps(139'450'000);
  Dump dump = read(exported(run_of("read-write"), "vcd", options));
  EXPECT_EQ(dump.times.front(), 133'000'000);
  EXPECT_EQ(dump.times.back(), 139'450'000);
  EXPECT_EQ(dump.last["cpu0"], "sto_user");
  EXPECT_EQ(number(dump.last["page_cache"]), 65536);
}

TEST(Vcd, no_title_ends_its_comment_early) {
  const Dump dump = read(exported(run_of(hostile_scenario()), "vcd"));
  for (const std::string& comment : dump.comments)
    EXPECT_EQ(comment.find("$end"), comment.size() - 4) << comment;
}

} // namespace
} // namespace copyscope::exports
