// The table of figures: what stands in it is found everywhere, under its name in both languages.
#include "sim/analysis/figures.h"

#include "assets/assets.h"
#include "program/loading.h"
#include "program/running.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace copyscope::analysis {
namespace {

constexpr Place Places::*everywhere[] = {&Places::table,     &Places::ledger, &Places::race,
                                         &Places::wall,      &Places::film,   &Places::formula,
                                         &Places::agreement, &Places::real,   &Places::change};

TEST(FigureTable, every_figure_has_a_member_a_name_and_an_explanation_of_its_own) {
  std::set<std::string_view> paths;
  for (const CountedFigure& each : counted_figures()) {
    EXPECT_TRUE(paths.insert(each.path).second) << each.path;
    for (const CountedFigure& other : counted_figures())
      EXPECT_EQ(each.member == other.member, &each == &other) << each.path;
    for (const auto language : {assets::Language::en, assets::Language::zh})
      for (const char* const kind : {"figure.", "about."})
        EXPECT_NE(assets::find_text(kind + std::string(each.path), language), nullptr)
            << kind << each.path;
  }
}

TEST(FigureTable, no_two_figures_have_the_same_rank_in_a_place) {
  for (Place Places::*const where : everywhere) {
    std::set<int> ranks;
    for (const CountedFigure* const each : shown_in(where)) {
      EXPECT_TRUE(ranks.insert((each->shown.*where).rank).second) << each->path;
      EXPECT_GT((each->shown.*where).rank, ranks.size() - 1) << each->path;
    }
    EXPECT_EQ(ranks.empty() ? 0 : *ranks.rbegin(), static_cast<int>(ranks.size()));
  }
}

TEST(FigureTable, what_the_ledger_shows_a_ledger_tells) {
  for (const CountedFigure* const each : shown_in(&Places::ledger))
    EXPECT_NE(each->in_ledger, nullptr) << each->path;
  for (Place Places::*const where : {&Places::race, &Places::film})
    for (const CountedFigure* const each : shown_in(where))
      EXPECT_GT(each->shown.ledger.rank, 0) << each->path;
}

TEST(FigureTable, a_result_is_the_table_from_the_ledger_to_the_json) {
  const auto scenario = program::load_scenario("four-ways", {});
  const trace::Trace trace = program::simulate_trace(scenario, scenario.cases[0]);
  const Result result = result_of(trace);
  const nlohmann::ordered_json json = to_json(result);
  const trace::Ledger ledger = trace.final_ledger();
  for (const CountedFigure& each : counted_figures()) {
    std::string place = each.path == "duration" ? "/duration_ps" : "/" + std::string(each.path);
    std::ranges::replace(place, '.', '/');
    ASSERT_TRUE(json.contains(nlohmann::ordered_json::json_pointer(place))) << place;
    const auto& told = json[nlohmann::ordered_json::json_pointer(place)];
    ASSERT_TRUE(result.*each.member) << each.path;
    EXPECT_EQ(told, *(result.*each.member)) << each.path;
    if (each.in_ledger) {
      EXPECT_EQ(told, each.in_ledger(ledger)) << each.path;
    }
    EXPECT_EQ(figure(result, each.path), result.*each.member);
  }
}

} // namespace
} // namespace copyscope::analysis
