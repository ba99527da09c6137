#!/usr/bin/env python3
"""What is compared with what: the baseline, real runs on the stage, branches, values that are changed."""
import sys
import unittest

from window_support import OnDisplay


class Baseline(OnDisplay):
    def ready(self, *arguments):
        window = self.open(*arguments, "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        return window

    def test_the_baseline_is_chosen_from_a_list_beside_the_ledger(self):
        window = self.ready("four-ways")
        window.key("3")
        window.wait_for(case="sendfile", reference=0)
        window.click_on("menu", text="reference")
        window.wait_for(menu="reference")
        window.click_on("reference", 1)
        window.wait_for(menu="", reference=1)

    def test_a_real_run_is_put_on_the_stage_by_a_control_and_taken_off_again(self):
        window = self.ready(self.scenario)
        window.click_on("view", text="real")
        window.click_on("run_real")
        window.wait_for(lambda state: state["real"] and not state["real"]["running"])
        window.click_on("view", text="stage")
        window.wait_for(view="stage", source="simulated")
        window.click_on("source", text="real")
        window.wait_for(source="real")
        window.click_on("source", text="simulated")
        window.wait_for(source="simulated")


class Changed(Baseline):
    def fill(self, window, key, text):
        window.click_on("field", text=f"{key}=")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == key)
        window.type(text)
        window.key("Return")

    def test_a_chip_counts_what_is_changed_and_takes_it_back(self):
        window = self.ready("four-ways", "--view", "whatif")
        self.fill(window, "workload.chunk", "16 KiB")
        self.fill(window, "workload.file_size", "128 KiB")
        window.wait_for(lambda state: len(state["settings"]) == 2)
        for view in ("stage", "compare", "follow", "whatif", "real"):
            window.click_on("view", text=view)
            window.wait_for(view=view)
            chip = [region for region in window.state()["regions"]
                    if (region["action"], region["text"]) == ("reset", "") and region["box"][1] < 60]
            self.assertEqual(len(chip), 1, view)
        x, y, width, height = chip[0]["box"]
        window.click(x + width // 2, y + height // 2)
        window.wait_for(settings={})

    def test_it_is_asked_about_before_it_is_lost(self):
        window = self.ready("four-ways", "--view", "whatif")
        self.fill(window, "workload.chunk", "16 KiB")
        window.wait_for(lambda state: state["settings"])
        window.key("ctrl+q")
        window.wait_for(lambda state: state["confirm"] and state["confirm"]["about"] == "lose_by_quitting")
        window.key("Escape")
        window.wait_for(confirm=None, settings={"workload.chunk": "16 KiB"})

    def test_a_run_too_long_to_be_kept_warns_says_its_bound_and_can_be_left(self):
        window = self.ready("four-ways", "--view", "whatif")
        self.fill(window, "workload.file_size", "4 GiB")
        window.wait_for(lambda state: state["settings"].get("workload.file_size") == "4 GiB")
        self.fill(window, "workload.chunk", "512 B")
        window.wait_for(lambda state: state["confirm"] and state["confirm"]["about"] == "long_run")
        window.key("Return")  # the safe answer
        window.wait_for(confirm=None, settings={"workload.file_size": "4 GiB"})
        if window.state()["working"]:
            window.click_on("cancel")
        window.wait_for(working=False)

    def test_a_branch_plays_beside_the_run_that_it_leaves_with_any_parameter(self):
        window = self.ready("four-ways", "--view", "whatif", "--step", "4")
        window.click_on("branching", 1)
        window.wait_for(branching=True)
        self.fill(window, "workload.chunk", "16 KiB")
        window.wait_for(lambda state: state["branch"] and not state["working"], settings={})
        window.click_on("against_branch")
        window.wait_for(view="compare", against_branch=True)


if __name__ == "__main__":
    sys.exit(unittest.main())
