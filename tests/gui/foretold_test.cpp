// What a case will come to is told before its run is done, marked where it is an estimate, and
// given up for what the run came to.
#include "gui/session/foretold.h"

#include "gui/session/what_if.h"
#include "tests/gui/services_for_tests.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

class ForetoldTest : public ::testing::Test {
protected:
  ForetoldTest() { session_.open("four-ways"); }

  void set(std::vector<scenario::Setting> settings, bool is_linux = true) {
    settings.push_back({"machine.fidelity", is_linux ? "linux" : "textbook"});
    ASSERT_TRUE(session_.apply(std::move(settings)));
  }
  std::optional<Foretold> told(std::size_t which) {
    return foretold(session_.services(), session_.scenario(), session_.which(which));
  }
  analysis::Result exact(std::size_t which) {
    return session_.services().count(session_.scenario(), session_.which(which)).result;
  }

  TestFiles files_;
  Session session_{test_services(files_), test_stamper(files_)};
};

TEST_F(ForetoldTest, is_an_estimate_at_the_kernels_level_near_to_what_comes) {
  for (const char* const cache : {"cold", "warm", "0.5"})
    for (const char* const clients : {"1", "4"}) {
      set({{"file_size", "48 MiB"},
           {"chunk", "64 KiB"},
           {"workload.page_cache", cache},
           {"clients", clients}});
      for (std::size_t i = 0; i < session_.case_count(); ++i) {
        const auto estimate = told(i);
        const analysis::Result real = exact(i);
        ASSERT_TRUE(estimate);
        EXPECT_FALSE(estimate->is_exact);
        EXPECT_EQ(estimate->result.bytes, real.bytes);
        for (const auto count : {&analysis::Result::duration_ps, &analysis::Result::syscalls,
                                 &analysis::Result::mode_switches, &analysis::Result::dma_bytes,
                                 &analysis::Result::cpu_bytes, &analysis::Result::time_ps})
          EXPECT_NEAR(static_cast<double>(*(estimate->result.*count)),
                      static_cast<double>(*(real.*count)),
                      0.1 * static_cast<double>(*(real.*count)) + 1)
              << real.id << ", " << cache << ", " << clients;
      }
    }
}

TEST_F(ForetoldTest, of_many_clients_is_carried_on_from_some) {
  set({{"file_size", "4 MiB"}, {"clients", "256"}, {"cpu.cores", "2"}});
  for (const std::size_t i : {std::size_t{0}, std::size_t{3}}) {
    const auto estimate = told(i);
    const analysis::Result real = exact(i);
    ASSERT_TRUE(estimate);
    for (const auto count : {&analysis::Result::duration_ps, &analysis::Result::syscalls,
                             &analysis::Result::cpu_bytes, &analysis::Result::time_ps})
      EXPECT_NEAR(static_cast<double>(*(estimate->result.*count)),
                  static_cast<double>(*(real.*count)),
                  0.15 * static_cast<double>(*(real.*count)) + 1)
          << real.id;
  }
}

TEST_F(ForetoldTest, needs_a_few_thousand_rows_whatever_the_case) {
  for (const char* const size : {"64 MiB", "64 GiB"})
    for (const char* const chunk : {"4 KiB", "1 MiB"})
      for (const char* const clients : {"1", "8", "64"}) {
        set({{"file_size", size}, {"chunk", chunk}, {"clients", clients}});
        const scenario::Workload& workload = session_.which(0).workload;
        const std::int64_t chunks = chunks_to_try(workload);
        EXPECT_LE(chunks * workload.clients, 1'500) << size << chunk << clients;
        EXPECT_LE(chunks * 4,
                  std::max<std::int64_t>(1, workload.file_size.count() / workload.chunk.count()));
      }
}

TEST_F(ForetoldTest, is_nothing_where_the_run_is_as_short) {
  set({});
  EXPECT_FALSE(told(0));
  set({{"file_size", "64 MiB"}}, false);
  EXPECT_FALSE(told(0));
}

TEST_F(ForetoldTest, is_exact_at_the_textbooks_level) {
  set({{"file_size", "1 GiB"}}, false);
  const auto all = told(0);
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->is_exact);
  EXPECT_EQ(all->result.duration_ps, exact(0).duration_ps);
}

TEST_F(ForetoldTest, comes_for_all_cases_before_any_of_them_has_run) {
  WhatIf what_if(session_);
  finish(session_);
  what_if.observe();
  ASSERT_TRUE(what_if.set("machine.fidelity", "linux"));
  ASSERT_TRUE(what_if.set("workload.file_size", "48 MiB"));
  for (std::size_t i = 0; i < session_.case_count(); ++i)
    session_.work(1); // one a call
  for (const WhatIf::Change& each : what_if.changes()) {
    EXPECT_TRUE(each.is_estimate);
    EXPECT_TRUE(each.after);
  }
  EXPECT_EQ(session_.slot(0).state(), SlotState::running);
  EXPECT_LT(session_.slot(0).progress(), 0.01);
  finish(session_);
  for (const WhatIf::Change& each : what_if.changes()) {
    EXPECT_FALSE(each.is_estimate);
    EXPECT_EQ(each.after->duration_ps, exact(each.case_index).duration_ps);
  }
}

TEST_F(ForetoldTest, is_given_up_when_the_value_moves_on) {
  set({{"file_size", "48 MiB"}});
  session_.work(1);
  const std::int64_t first = *session_.slot(0).foretold()->result.duration_ps;
  session_.work(1000);
  set({{"file_size", "96 MiB"}});
  EXPECT_EQ(session_.slot(0).foretold(), nullptr);
  session_.work(1);
  EXPECT_GT(*session_.slot(0).foretold()->result.duration_ps, first * 3 / 2);
}

TEST_F(ForetoldTest, a_run_goes_on_in_slices_and_keeps_no_estimate) {
  set({{"file_size", "48 MiB"}});
  for (std::size_t i = 0; i < session_.case_count(); ++i)
    session_.work(1);
  int slices = 0;
  while (session_.slot(0).state() != SlotState::ready && slices < 1'000'000) {
    session_.work(500);
    ++slices;
  }
  EXPECT_GT(slices, 5);
  EXPECT_EQ(session_.slot(0).foretold(), nullptr);
  EXPECT_NE(session_.slot(0).current_result(), nullptr);
}

} // namespace
} // namespace copyscope::gui
