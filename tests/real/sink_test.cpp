// The card that takes everything: that each method's sends come to it, and nothing else does, and
// what the kernel says of them. No time decides a test: what sends cost is printed by
// bench/compare_sink.py.
#include "real/sink/sink.h"
#include "real/sink/verdict.h"
#include "tests/real/support.h"

#include <gtest/gtest.h>
#include <map>
#include <net/if.h>

namespace copyscope::real {
namespace {

using analysis::SendVerdict;

const std::vector<std::string> all_methods{"read-write", "mmap-write",      "sendfile",
                                           "splice",     "vmsplice-splice", "msg-zerocopy",
                                           "io-uring",   "io-uring-zc",     "direct-io"};

std::vector<SinkFigure> measured(const std::vector<SinkSetting>& settings) {
  const std::atomic<bool> cancelled{false};
  const SinkLimits limits{.time = std::chrono::milliseconds(60'000), .within = 1e9};
  return measure_on_sink(settings, limits, {}, cancelled);
}

/// "" where the figure is one, else what is wrong with it.
std::string wrong_with(const SinkFigure& figure) {
  if (!figure.unavailable.empty()) return figure.unavailable;
  if (figure.passes < 6) return "few passes";
  if (figure.low_ps <= 0) return "no time";
  if (figure.low_ps > figure.ps_per_send || figure.high_ps < figure.ps_per_send)
    return "its median is not in its interval";
  if (figure.verdict.sends() != figure.sends) return "a verdict on other sends";
  return figure.last_rejection;
}

/// Of methods that this machine has; the others say why not.
bool is_missing(const std::string& method, const SinkFigure& figure) {
  return (method.starts_with("io-uring") || method == "direct-io") && !figure.unavailable.empty();
}

TEST(Sink, every_method_is_timed_and_the_kernel_says_whether_it_copies) {
  std::vector<SinkSetting> settings;
  for (const std::string& method : all_methods)
    for (const bool gathers : {true, false})
      settings.push_back({.method = method, .scatter_gather = gathers});
  const auto figures = measured(settings);
  ASSERT_EQ(figures.size(), settings.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const SinkSetting& setting = settings[i];
    const SinkFigure& figure = figures[i];
    SCOPED_TRACE(setting.method + (setting.scatter_gather ? ", gathering" : ""));
    if (is_missing(setting.method, figure)) continue;
    EXPECT_EQ(wrong_with(figure), "");
    const Method& method = *find_method(setting.method);
    EXPECT_EQ(figure.verdict.evidence == SendVerdict::Evidence::said_by_the_kernel,
              method.asks_for_zerocopy());
    const bool spared =
        setting.scatter_gather && (method.asks_for_zerocopy() || method.sends_references);
    EXPECT_EQ(figure.verdict.not_copied, spared ? figure.sends : 0);
    EXPECT_EQ(figure.verdict.copied, spared ? 0 : figure.sends);
    if (!method.maps_file) {
      EXPECT_EQ(figure.mapping_ps, 0);
    }
  }
  EXPECT_FALSE(has_children());
  EXPECT_EQ(if_nametoindex("copyscope2"), 0u); // not in this namespace
}

TEST(Sink, without_checksums_zerocopy_is_copied_and_references_are_read) {
  const auto figures = measured(
      {{.method = "msg-zerocopy", .checksums = false}, {.method = "sendfile", .checksums = false}});
  EXPECT_EQ(wrong_with(figures[0]), "");
  EXPECT_EQ(wrong_with(figures[1]), "");
  EXPECT_EQ(figures[0].verdict.copied, figures[0].sends);
  EXPECT_EQ(figures[1].verdict.read_for_checksum, figures[1].sends);
}

TEST(Sink, with_a_small_mtu_every_chunk_is_copied_into_fragments) {
  const auto figures = measured({{.method = "msg-zerocopy", .mtu = 1500},
                                 {.method = "msg-zerocopy", .mtu = 9000},
                                 {.method = "sendfile", .mtu = 9000}});
  for (const SinkFigure& each : figures) {
    EXPECT_EQ(wrong_with(each), "");
    EXPECT_EQ(each.verdict.copied, each.sends);
  }
}

TEST(Sink, memory_of_ones_own_needs_no_mapping) {
  const auto figures = measured({{.method = "msg-zerocopy", .private_buffer = true},
                                 {.method = "mmap-write", .chunk = 512, .private_buffer = true}});
  for (const SinkFigure& each : figures) {
    EXPECT_EQ(wrong_with(each), "");
    EXPECT_EQ(each.mapping_ps, 0);
  }
  EXPECT_EQ(figures[0].verdict.not_copied, figures[0].sends);
}

TEST(Sink, chunks_of_any_size_that_a_datagram_holds_are_sent) {
  std::vector<SinkSetting> settings;
  for (const std::int64_t chunk : {std::int64_t{1000}, std::int64_t{4096}, most_in_datagram})
    for (const char* const method : {"read-write", "sendfile", "splice", "msg-zerocopy"})
      settings.push_back({.method = method, .chunk = chunk});
  const auto figures = measured(settings);
  for (std::size_t i = 0; i < figures.size(); ++i)
    EXPECT_EQ(wrong_with(figures[i]), "") << settings[i].method << " " << settings[i].chunk;
}

NicFeatures card_that(NicFeatures::State gathers, NicFeatures::State checksums) {
  NicFeatures card;
  card.states[1] = checksums;
  card.states[2] = gathers;
  return card;
}

TEST(SinkVerdict, more_than_16_pages_are_read_for_a_checksum) {
  const NicFeatures able = card_that(NicFeatures::on, NicFeatures::on);
  const auto of = [&](std::int64_t sends, std::int64_t chunk) {
    return verdict_on_sink(*find_method("sendfile"), {sends, chunk, sends * chunk, 3, 65535, able},
                           {});
  };
  EXPECT_EQ(of(10, 15 * 4096).not_copied, 30); // in three passes
  EXPECT_EQ(of(10, 15 * 4096).read_for_checksum, 0);
  // 15.5 pages: from the beginning of a page they lie in 16, from its middle in 16 too, but not
  // 15.9 pages from anywhere else than a page's beginning or close to it.
  EXPECT_EQ(of(2, 15 * 4096 + 2048).read_for_checksum, 0);
  EXPECT_EQ(of(2, 15 * 4096 + 4000).read_for_checksum, 3);
  EXPECT_EQ(name_of(of(2, 15 * 4096 + 4000)), "partly_read_for_checksum");
}

} // namespace
} // namespace copyscope::real
