// The values that can be changed: their groups, what is looked for, and those that are not shown
// since they change nothing.
#include "gui/session/knob_groups.h"

#include "tests/gui/controller_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using scenario::Fidelity;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

class KnobGroups : public ControllerTest {
protected:
  void SetUp() override {
    open("four-ways");
    perform(action::view, 0, "whatif");
  }
  std::vector<KnobGroup> groups() {
    return groups_of(controller_.what_if().knobs(), controller_.choices().knobs,
                     controller_.what_if().level());
  }
  std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const KnobGroup& each : groups())
      names.push_back(each.name);
    return names;
  }
  std::vector<std::string> keys() {
    std::vector<std::string> keys;
    for (const KnobGroup& each : groups())
      for (const Knob* const knob : each.knobs)
        keys.push_back(knob->key);
    return keys;
  }
  KnobGroup group(const std::string& name) {
    for (KnobGroup& each : groups())
      if (each.name == name) return each;
    ADD_FAILURE() << name;
    return {};
  }
  void seek(const std::string& text) { perform(action::set, 1, "knob=" + text); }
};

TEST_F(KnobGroups, of_the_textbook_are_open) {
  EXPECT_THAT(names(), ElementsAre("workload", "cpu", "disk", "memory", "nic"));
  for (const KnobGroup& each : groups())
    EXPECT_TRUE(each.is_open) << each.name;
}

TEST_F(KnobGroups, of_the_kernel_have_an_order_and_unfold) {
  perform(action::level, 0, "linux");
  EXPECT_THAT(names(), ElementsAre("workload", "cpu", "disk", "memory", "page_cache", "mmap",
                                   "pipe", "socket", "nic", "zerocopy", "uring", "mechanism"));
  EXPECT_FALSE(group("cpu").is_open);
  perform(action::knob_group, 0, "cpu");
  EXPECT_TRUE(group("cpu").is_open);
  perform(action::knob_group, 0, "cpu");
  EXPECT_FALSE(group("cpu").is_open);
  perform(action::knob_group, 0, "no such group");
  EXPECT_EQ(state()["knobs"]["open"]["cpu"], false);
}

TEST_F(KnobGroups, which_are_open_is_the_same_at_both_levels_once_it_was_chosen) {
  perform(action::knob_group, 0, "disk");
  EXPECT_FALSE(group("disk").is_open);
  perform(action::level, 0, "linux");
  perform(action::knob_group, 0, "disk");
  perform(action::level, 0, "textbook");
  EXPECT_TRUE(group("disk").is_open);
}

TEST_F(KnobGroups, tell_how_many_of_their_values_were_changed) {
  perform(action::level, 0, "linux");
  perform(action::set, 0, "machine.cpu.cores=2");
  perform(action::set, 0, "machine.cpu.quantum=1 ms");
  EXPECT_FALSE(group("cpu").is_open);
  EXPECT_EQ(group("cpu").changed, 2U);
  EXPECT_EQ(group("disk").changed, 0U);
}

TEST_F(KnobGroups, are_searched_by_names_in_both_languages_and_by_paths) {
  perform(action::level, 0, "linux");
  seek("cpu.per_page");
  EXPECT_THAT(keys(), ElementsAre("machine.cpu.per_page"));
  EXPECT_TRUE(group("cpu").is_open); // folded or not
  seek("Read-Ahead");
  EXPECT_THAT(keys(),
              IsSupersetOf({"machine.page_cache.readahead_max", "machine.mechanism.readahead"}));
  seek("时间片");
  EXPECT_THAT(keys(), ElementsAre("machine.cpu.quantum"));
  seek("page time");
  EXPECT_THAT(keys(), Contains("machine.page_cache.lookup"));
  EXPECT_THAT(keys(), Not(Contains("machine.cpu.cores")));
  seek("no such thing");
  EXPECT_THAT(names(), IsEmpty());
  seek("");
  EXPECT_GT(keys().size(), 40U);
}

TEST_F(KnobGroups, a_search_is_of_one_scenario) {
  seek("disk");
  open("before-dma");
  EXPECT_EQ(controller_.choices().knobs.sought, "");
}

TEST_F(KnobGroups, every_value_that_is_shown_has_a_group_with_a_name) {
  perform(action::level, 0, "linux");
  EXPECT_EQ(keys().size(), controller_.what_if().knobs().size());
  for (const std::string& name : names())
    EXPECT_NE(assets::find_text("window.whatif.group." + name, assets::Language::zh), nullptr)
        << name;
  for (const Knob& knob : controller_.what_if().knobs())
    EXPECT_NE(assets::find_text(knob.text_key, assets::Language::zh), nullptr) << knob.text_key;
}

/// Another value of the same type.
void turn(scenario::Machine& machine, const scenario::Parameter& parameter) {
  struct Turn {
    void operator()(Time* value) const { *value = *value + Time::from_ps(7'000'000); }
    void operator()(Bytes* value) const { *value = Bytes(value->count() / 2 + 4096); }
    void operator()(Bandwidth* value) const { *value = Bandwidth::from_bytes(123'000'000); }
    void operator()(std::int64_t* value) const { *value += 3; }
    void operator()(bool* value) const { *value = !*value; }
  };
  std::visit(Turn{}, parameter.slot(machine));
}

TEST_F(KnobGroups, what_is_not_shown_changes_nothing) {
  perform(action::open, 0, "every-way");
  perform(action::level, 0, "linux");
  perform(action::set, 0, "workload.file_size=256 KiB");
  scenario::Scenario scenario = controller_.session().scenario();
  for (const scenario::Case& each : scenario.cases) {
    const auto before = simulate::outcome_of(scenario, each, methods::all_methods());
    for (const scenario::Parameter& parameter : scenario::parameters()) {
      if (has_effect(parameter.path)) continue;
      scenario::Case turned = each;
      turn(turned.machine, parameter);
      EXPECT_EQ(simulate::outcome_of(scenario, turned, methods::all_methods()).duration,
                before.duration)
          << each.id << ": " << parameter.path << " makes a difference: show it";
    }
  }
}

} // namespace
} // namespace copyscope::gui
