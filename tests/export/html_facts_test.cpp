// The stage in the lesson of one file says what the trace says, at random moments of all cases.
#include "export/html/drawing.h"
#include "sim/simulate/simulation.h"
#include "tests/figure/shipped.h"
#include "tests/figure/stage_facts.h"
#include "tests/trace/many_flows.h"

#include <random>
#include <regex>

namespace copyscope::exports {
namespace {

/// The attribute of an element; 0 where it has none.
double attribute_of(const std::string& element, const char* name) {
  std::smatch found;
  const std::regex attribute(std::string(" ") + name + "=\"([-0-9.]+)\"");
  return std::regex_search(element, found, attribute) ? std::stod(found[1]) : 0;
}

/// The variable of CSS that has the theme's colour of what is filled as far as something has come.
std::string well_of(const Drawing& drawing) {
  const std::string variables = drawing.palette().variables(0);
  std::smatch named, numbered;
  EXPECT_TRUE(std::regex_search(variables, named, std::regex("--well:(#[0-9a-f]+)")));
  EXPECT_TRUE(std::regex_search(variables, numbered,
                                std::regex("--(c[0-9]+):" + named[1].str() + "(;|$)")));
  return "var(--" + numbered[1].str() + ")";
}

std::vector<double> shares_in(const std::vector<std::string>& elements, const std::string& well) {
  std::vector<figure::Filled> fills;
  const std::regex rect("<rect [^>]*fill=\"([^\"]*)\"[^>]*>");
  for (const std::string& element : elements)
    for (std::sregex_iterator at(element.begin(), element.end(), rect), end; at != end; ++at) {
      const std::string one = at->str();
      if ((*at)[1] == "none") continue; // an outline
      fills.push_back({attribute_of(one, "x"), attribute_of(one, "y"), attribute_of(one, "width"),
                       attribute_of(one, "height"), (*at)[1] == well});
    }
  return figure::shares_of(fills);
}

void expect_facts(const trace::Trace& trace, std::mt19937_64& random, int moments) {
  const std::vector<figure::Route> routes = figure::routes_of(trace);
  Drawing drawing({&figure::light_theme()});
  for (int i = 0; i < moments; ++i) {
    const trace::Cursor at = trace.cursor_at(Time::from_ps(
        static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(trace.end().ps() + 1))));
    const auto variants = drawing.variants({trace, routes, at});
    const std::vector<double> held =
        figure::shares_held(trace, figure::stage_state(trace, routes, at));
    ASSERT_FALSE(variants.empty());
    for (const auto& [which, elements] : variants)
      EXPECT_TRUE(figure::shows(shares_in(elements, well_of(drawing)), held))
          << trace.header().id() << " at " << at.time.ps() << " ps";
  }
}

class HtmlFacts : public testing::TestWithParam<std::string> {};

TEST_P(HtmlFacts, are_those_of_the_trace) {
  const scenario::Scenario scenario = test::shipped(GetParam());
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < scenario.cases.size(); ++i)
    expect_facts(test::trace_of(scenario, i), random, 6);
}

TEST(HtmlFactsOfManyFlows, are_those_of_the_trace) {
  std::mt19937_64 random(64);
  expect_facts(trace::test::many_flows({.cpus = 4, .flows = 64, .calls = 2000}), random, 12);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, HtmlFacts, testing::ValuesIn(test::shipped_ids()));

} // namespace
} // namespace copyscope::exports
