#!/usr/bin/env python3
"""The crossover of this machine, measured in a real window."""
import json
import sys
import unittest

from support import environment, run
from window_support import OnDisplay


def why_no_sink():
    """Why sends cannot be timed here; empty where they can."""
    outcome = run("crossover", "--method", "sendfile", "--seconds", "4", "--json", env=environment())
    if outcome.returncode != 0:
        return outcome.stderr.strip()
    curves = json.loads(outcome.stdout)["curves"]
    return "" if any(each["measured"] for each in curves) else curves[0]["reason"]


class Crossover(OnDisplay):
    @classmethod
    def setUpClass(cls):
        why = why_no_sink()
        if why:
            raise unittest.SkipTest(f"no sends can be timed here: {why}")
        super().setUpClass()

    def ready(self):
        window = self.open("four-ways", "--view", "real", "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.click_on("real_part", text="crossover")
        window.wait_for(lambda state: state["real"]["part"] == "crossover")
        return window

    def test_it_is_measured_while_the_window_goes_on_and_its_part_is_remembered(self):
        window = self.ready()
        window.click_on("measure_crossover")
        window.wait_for(lambda state: state["crossover"]["running"] and state["crossover"]["progress"] > 0)
        window.key("l")  # nothing is blocked meanwhile
        window.wait_for(lang="zh")
        window.key("l")
        window.wait_for(lambda state: state["crossover"]["progress"] > 0.5, lang="en")
        state = window.wait_for(lambda state: not state["crossover"]["running"])
        error = state["crossover"]["error"]
        if error and "of its passes counted" in error:
            self.skipTest(f"other programs have the machine: {error}")
        self.assertIsNone(error)
        self.assertGreaterEqual(state["crossover"]["measured"], 1)
        window.click_on("set", text="crossover.scatter_gather=off")
        window.wait_for(lambda state: not state["crossover"]["scatter_gather"])
        window.key("ctrl+q")
        self.assertEqual(window.ends_with(), 0)
        again = self.open("four-ways", "--view", "real")
        again.wait_for(lambda state: state["real"]["part"] == "crossover")

    def test_file_sizes_are_asked_for_measured_and_remembered(self):
        window = self.ready()
        window.click_on("set", text="crossover.over=file-size")
        window.wait_for(lambda state: state["crossover"]["over"] == "file-size")
        window.click_on("set", text="crossover.seconds=20")
        window.click_on("measure_crossover")
        window.wait_for(lambda state: state["crossover"]["running"])
        state = window.wait_for(lambda state: not state["crossover"]["running"])
        error = state["crossover"]["error"]
        if error and "of its passes counted" in error:
            self.skipTest(f"other programs have the machine: {error}")
        self.assertIsNone(error)
        measured = state["crossover"]["measured"]
        self.assertGreaterEqual(measured, 1)
        window.click_on("set", text="crossover.over=chunk")
        window.wait_for(lambda state: state["crossover"]["over"] == "chunk" and state["crossover"]["measured"] == 0)
        window.click_on("set", text="crossover.over=file-size")
        window.wait_for(lambda state: state["crossover"]["measured"] == measured)
        window.key("ctrl+q")
        self.assertEqual(window.ends_with(), 0)
        again = self.open("four-ways", "--view", "real")
        again.wait_for(lambda state: state["crossover"]["over"] == "file-size")

    def test_calibrating_asks_before_it_replaces_a_preset(self):
        window = self.ready()
        window.click_on("set", text="crossover.seconds=20")
        window.click_on("measure_crossover")
        window.wait_for(lambda state: state["crossover"]["running"])
        state = window.wait_for(lambda state: not state["crossover"]["running"])
        if not state["crossover"]["measured"]:
            self.skipTest(f"nothing was measured: {state['crossover']['error']}")
        preset = self.folder / "config" / "copyscope" / "this-machine.toml"
        preset.parent.mkdir(parents=True, exist_ok=True)
        preset.write_text("# changed by hand\n")
        window.click_on("calibrate")
        window.wait_for(lambda state: (state["confirm"] or {}).get("about") == "replace_preset")
        window.key("Escape")
        window.wait_for(lambda state: state["confirm"] is None and not state["crossover"]["calibrating"])
        self.assertEqual(preset.read_text(), "# changed by hand\n")

    def test_it_is_cancelled_and_started_again(self):
        window = self.ready()
        window.click_on("set", text="crossover.seconds=20")
        window.wait_for(lambda state: state["crossover"]["seconds"] == 20)
        window.click_on("measure_crossover")
        window.wait_for(lambda state: state["crossover"]["running"])
        window.click_on("cancel")
        state = window.wait_for(lambda state: not state["crossover"]["running"])
        self.assertEqual((state["crossover"]["error"], state["crossover"]["measured"]), ("cancelled", 0))
        window.click_on("measure_crossover")
        window.wait_for(lambda state: state["crossover"]["running"], view="real")


if __name__ == "__main__":
    sys.exit(unittest.main())
