#!/usr/bin/env python3
"""Nothing of the user's is lost without a question: real keys and clicks, and the files on disk."""
import sys
import unittest

from support import SCENARIO, run
from window_support import OnDisplay

MINE = """# Written by hand, over a long evening.
schema = 1
id = "mine"
title = { en = "Mine" }
[workload]
file_size = "64 KiB"
chunk = "64 KiB"   # one call
[[case]]
id = "plain"
method = "read-write"
[case.expect]
copies.cpu = 2
copies.dma = 2
duration = "< 1 ms"
[[case]]
id = "short"
method = "sendfile"
[[question]]
case = "plain"
at = "start"
ask = { en = "How often does the CPU copy?" }
choices = [1, 2, 3]
answer = "plain.copies.cpu"
explain = { en = "Out of the page cache, and into the socket buffer." }
"""
GATHERS = "machine.nic.scatter_gather=true"


class Asked(OnDisplay):
    def setUp(self):
        super().setUp()
        self.mine = self.folder / "mine.toml"
        self.mine.write_text(MINE, encoding="utf-8")

    def mine_with_a_change(self):
        """The user's own file in the window, and the cards made to gather."""
        window = self.open(self.mine, "--view", "whatif", "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.click_on("set", text=GATHERS)
        window.wait_for(lambda state: not state["working"], settings={"machine.nic.scatter_gather": "true"})
        return window

    def asked(self, window, about):
        return window.wait_for(lambda state: state["confirm"] and state["confirm"]["about"] == about)

    def type_path(self, window, path):
        window.key("ctrl+s")
        window.wait_for(typing=True, menu="save")
        window.key("ctrl+a")
        window.type(str(path))
        window.key("Return")


class Saving(Asked):
    def test_enter_saves_beside_the_file_under_a_new_name_and_says_where(self):
        window = self.mine_with_a_change()
        window.key("ctrl+s")
        window.wait_for(typing=True, menu="save")
        window.key("Return")
        saved = window.wait_for(lambda state: state["saved"])["saved"]
        target = self.folder / "mine-changed.toml"
        self.assertEqual(saved["path"], str(target))
        self.assertEqual(self.mine.read_text(encoding="utf-8"), MINE)
        self.assertEqual(window.state()["file"], str(target))
        check = run("check", target)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_what_is_saved_passes_its_check_after_other_changes_too(self):
        window = self.open("four-ways", "--view", "whatif")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        for key in ("workload.chunk", "workload.page_cache", "machine.cpu.mode_switch"):
            x, y = window.find("slider", text=key)
            window.click(x + 30, y)
            window.wait_for(lambda state: key in state["settings"] and not state["working"])
        window.key("ctrl+s")
        window.wait_for(typing=True, menu="save")
        window.key("Return")
        saved = window.wait_for(lambda state: state["saved"])["saved"]
        check = run("check", saved["path"])
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_the_open_file_is_replaced_only_after_a_question_whose_enter_is_safe(self):
        window = self.mine_with_a_change()
        self.type_path(window, self.mine)
        self.asked(window, "replace_opened")
        window.key("Return")
        window.wait_for(confirm=None, menu="save", typing=True)
        self.assertEqual(self.mine.read_text(encoding="utf-8"), MINE)
        window.key("Return")  # the same path, proposed again
        self.asked(window, "replace_opened")
        window.key("Escape")
        window.wait_for(confirm=None)
        self.assertEqual(self.mine.read_text(encoding="utf-8"), MINE)
        window.key("Return")
        self.asked(window, "replace_opened")
        window.key("Right", "Return")
        window.wait_for(lambda state: state["saved"])
        self.assertNotIn("long evening", self.mine.read_text(encoding="utf-8"))

    def test_another_file_too(self):
        other = self.folder / "other.toml"
        other.write_text("somebody's", encoding="utf-8")
        window = self.mine_with_a_change()
        self.type_path(window, other)
        self.asked(window, "replace")
        window.click_on("confirm", 0)
        window.wait_for(confirm=None)
        self.assertEqual(other.read_text(encoding="utf-8"), "somebody's")

    def test_an_export_asks_as_well_but_not_for_what_it_has_made_itself(self):
        other = self.folder / "other.csv"
        other.write_text("somebody's", encoding="utf-8")
        window = self.open(self.mine)
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.key("e")
        window.wait_for(menu="export")
        window.click_on("field", text="export.path")
        window.wait_for(typing=True)
        window.key("ctrl+a")
        window.type(str(other))
        window.wait_for(lambda state: state["export"]["path"] == str(other))
        window.key("Return")
        self.asked(window, "replace")
        window.key("Return")
        window.wait_for(lambda state: not state["export"]["running"], confirm=None, menu="export")
        self.assertEqual(other.read_text(encoding="utf-8"), "somebody's")
        window.click_on("export_write")
        self.asked(window, "replace")
        window.key("Right", "Return")
        window.wait_for(lambda state: state["export"]["outcome"])
        self.assertNotEqual(other.read_text(encoding="utf-8"), "somebody's")
        self.assertFalse(window.wait_for(lambda state: not state["export"]["replaces"])["export"]["replaces"])


class Losing(Asked):
    def test_changed_values_are_asked_about_before_the_window_closes(self):
        window = self.mine_with_a_change()
        window.key("ctrl+q")
        self.asked(window, "lose_by_quitting")
        window.key("Escape")
        window.wait_for(confirm=None, settings={"machine.nic.scatter_gather": "true"})
        window.key("ctrl+q")
        self.asked(window, "lose_by_quitting")
        window.key("Right", "Right", "Return")
        self.assertEqual((window.ends_with(), window.messages()), (0, ""))

    def test_and_before_another_scenario_is_opened(self):
        window = self.mine_with_a_change()
        window.click_on("menu", text="scenarios")
        window.click_on("open", text="before-dma")
        self.asked(window, "lose_by_opening")
        window.key("Return")
        window.wait_for(confirm=None, scenario="mine")

    def test_the_chip_takes_them_back_and_undo_brings_them_again(self):
        window = self.mine_with_a_change()
        for view in ("compare", "follow", "real", "stage"):
            window.click_on("view", text=view)
            window.wait_for(view=view)
            window.find("reset", text="")
        window.click_on("reset")
        window.wait_for(settings={})
        window.key("ctrl+z")
        window.wait_for(settings={"machine.nic.scatter_gather": "true"})

    def test_a_state_file_is_no_way_to_lose_another(self):
        self.scenario.write_text(SCENARIO, encoding="utf-8")
        outcome = run("gui", self.mine, "--state", self.scenario,
                      env=self.open(self.mine).environment)
        self.assertNotEqual(outcome.returncode, 0)
        self.assertIn("small.toml", outcome.stderr)
        self.assertEqual(self.scenario.read_text(encoding="utf-8"), SCENARIO)


class Choosing(Asked):
    def test_the_baseline_is_chosen_beside_the_ledger(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0, reference=0)
        window.click_on("menu", text="reference")
        window.click_on("reference", 2)
        window.wait_for(reference=2, menu="")

    def test_the_source_leads_to_the_real_run_while_there_is_none(self):
        window = self.open("four-ways")
        state = window.wait_for(lambda state: state["steps"] > 0)
        if not state["real"]["available"]:
            self.skipTest("this build has no real mode")
        window.click_on("view", text="real")
        window.wait_for(view="real")

    def test_any_value_can_be_a_branchs_and_the_two_runs_play_together(self):
        window = self.open(self.mine, "--view", "whatif")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.click_on("branching", 1)
        window.wait_for(branching=True)
        x, y = window.find("slider", text="machine.cpu.mode_switch")
        window.click(x + 30, y)
        window.wait_for(lambda state: state["branch"] and state["branch"]["ready"], settings={})
        window.click_on("against_branch")
        window.wait_for(view="compare", against_branch=True)

    def test_a_run_of_4_GiB_by_512_B_warns_and_is_counted(self):
        huge = self.folder / "huge.toml"
        huge.write_text(MINE.replace('file_size = "64 KiB"', 'file_size = "4 GiB"')
                        .replace('chunk = "64 KiB"', 'chunk = "16 KiB"'), encoding="utf-8")
        window = self.open(huge, "--view", "whatif")
        window.wait_for(lambda state: state["steps"] > 0)
        x, y, width, height = next(each["box"] for each in window.state()["regions"]
                                   if (each["action"], each["text"]) == ("slider", "workload.chunk"))
        window.click(x + 1, y + height // 2)  # 512 B
        self.asked(window, "long_run")
        window.key("Right", "Return")
        window.wait_for(lambda state: not state["working"], settings={"workload.chunk": "512 B"})
        with open(f"/proc/{window.process.pid}/status", encoding="ascii") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
        self.assertLess(resident, 2_000_000) # kB


if __name__ == "__main__":
    sys.exit(unittest.main())
