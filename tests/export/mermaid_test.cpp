// Mermaid: a line a message, and titles that break out of nothing.
#include "tests/export/exported_runs.h"

#include <gmock/gmock.h>
#include <regex>

namespace copyscope::exports {
namespace {

using testing::HasSubstr;
using testing::Not;

std::int64_t count(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  return std::distance(std::sregex_iterator(text.begin(), text.end(), expression), {});
}

TEST(Mermaid, copies_switches_and_interrupts_are_those_of_the_ledger) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    const std::string text = exported(trace, "mermaid");
    const trace::Ledger ledger = trace.final_ledger();
    EXPECT_EQ(count(text, "->>[A-Z]: \\([0-9]\\) CPU copy, "), ledger.copies.cpu) << method;
    EXPECT_EQ(count(text, "->>[A-Z]: \\([0-9]\\) DMA copy, "), ledger.copies.dma) << method;
    EXPECT_EQ(count(text, "->>[A-Z]: \\([0-9]\\) PIO copy, "), ledger.copies.pio) << method;
    EXPECT_EQ(count(text, "\\(\\)( returns)?\n"), ledger.mode_switches) << method;
    EXPECT_EQ(count(text, "-\\)K: interrupt\n"), ledger.interrupts) << method;
  }
}

TEST(Mermaid, every_life_line_that_a_message_names_is_declared) {
  for (const std::string& method : method_ids()) {
    const std::string text = exported(run_of(method), "mermaid");
    const std::regex message("\n    ([A-Z])-?-(?:>>|\\))([A-Z]): ");
    for (std::sregex_iterator at(text.begin(), text.end(), message), end; at != end; ++at)
      for (const int side : {1, 2})
        EXPECT_THAT(text, HasSubstr("    participant " + at->str(side) + " as ")) << method;
  }
}

TEST(Mermaid, no_title_breaks_out_of_its_line) {
  const std::string text = exported(run_of(hostile_scenario()), "mermaid");
  EXPECT_EQ(text.find("\n---\nsequenceDiagram\n"), text.find('\n', 4));
  EXPECT_THAT(text, Not(HasSubstr("</script>")));
}

TEST(Mermaid, speaks_chinese) {
  Options options;
  options.language = assets::Language::zh;
  const std::string text = exported(run_of("sendfile"), "mermaid", options);
  EXPECT_THAT(text, HasSubstr("participant K as 内核\n"));
  EXPECT_THAT(text, HasSubstr("CPU 复制 64 KiB：页缓存 → 套接字缓冲区\n"));
}

} // namespace
} // namespace copyscope::exports
