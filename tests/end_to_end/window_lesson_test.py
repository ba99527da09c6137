"""A lesson given, questions answered, parameters turned, real calls made: with real keys and a real pointer.

Places are those of a window of 1280 × 800.
"""
import tomllib
import unittest

from window_support import OnDisplay

FIRST_SLIDER, FURTHER_RIGHT = (115, 173), (190, 173)  # file size, in the view "what if"


class Lesson(OnDisplay):
    def start(self, scenario="four-ways"):
        window = self.open(scenario)
        window.wait_for(lambda state: state["steps"] > 0, scenario=scenario)
        return window

    def test_page_down_alone_gives_the_whole_lesson(self):
        window = self.start("before-dma")
        window.key("p")
        state = window.wait_for(lambda state: state["lesson"]["index"] == 1, presenting=True)
        last = state["lesson"]["of"]
        seen = {1}
        for _ in range(4 * last):
            before = state
            window.key("Next")
            state = window.wait_for(lambda state: state != before and not state["playing"])
            seen.add(state["lesson"]["index"])
            if state["lesson"]["index"] == last:
                break
        self.assertEqual(seen, set(range(1, last + 1)))
        self.assertEqual(state["lesson"]["score"], 0)
        window.key("Prior")
        window.wait_for(lambda state: state["lesson"]["index"] == last - 1)

    def test_a_wrong_answer_then_the_right_one(self):
        window = self.start()
        window.key("p")
        window.wait_for(presenting=True)
        while not window.state()["lesson"]["question"]:
            before = window.state()
            window.key("Next")
            window.wait_for(lambda state: state["lesson"] != before["lesson"] or state["step"] != before["step"])
        asked = window.state()["lesson"]
        self.assertFalse(asked["answered"])
        window.key("1")  # no copy at all
        wrong = window.wait_for(lambda state: state["lesson"]["answered"])["lesson"]
        self.assertEqual((wrong["score"], wrong["question"]), (0, asked["question"]))
        window.key("3")  # two
        right = window.wait_for(lambda state: state["lesson"]["score"] == 1)["lesson"]
        self.assertEqual(right["index"], asked["index"] + 1)

    def test_every_step_on_and_back_to_the_start(self):
        window = self.start()
        steps = window.state()["steps"]
        ledgers = []
        for step in range(1, steps + 1):
            window.key("Right")
            ledgers.append(window.wait_for(lambda state: not state["playing"] and state["step"] == step)["ledger"])
        self.assertEqual(ledgers[-1]["copies"], {"cpu": 2, "dma": 2, "pio": 0})
        for step in range(steps - 1, -1, -1):
            window.key("Left")
            state = window.wait_for(step=step)
            if step:
                self.assertEqual(state["ledger"]["mode_switches"], ledgers[step - 1]["mode_switches"])
        self.assertEqual(state["time_ps"], 0)

    def test_another_case_while_it_plays(self):
        window = self.start()
        window.click(538, 589)  # do not stop after each step
        window.key("space")
        window.wait_for(playing=True)
        window.key("4")
        window.wait_for(case="sendfile-sg", playing=False)

    def test_blank_and_back(self):
        window = self.start()
        window.key("p")
        window.wait_for(presenting=True)
        window.key("b")
        window.wait_for(blank=True)
        window.key("b")
        window.wait_for(blank=False)
        window.key("Escape")
        window.wait_for(presenting=False)


class WhatIf(OnDisplay):
    def test_a_slider_undo_save_and_open_again(self):
        window = self.open("four-ways", "--theme", "light")
        before = window.wait_for(lambda state: state["steps"] > 0)
        window.key("w")
        window.wait_for(view="whatif")
        window.drag(FIRST_SLIDER, FURTHER_RIGHT)
        window.wait_for(lambda state: state["settings"])
        window.key("ctrl+z")
        window.wait_for(lambda state: not state["settings"] and not state["working"], steps=before["steps"])
        window.key("ctrl+y")
        turned = window.wait_for(lambda state: state["settings"] and not state["working"])
        self.assertGreater(turned["steps"], before["steps"])
        window.key("ctrl+s")
        window.wait_for(menu="save")
        target = self.folder / "mine.toml"
        window.key("ctrl+a")
        window.type(str(target))
        window.key("Return")
        window.wait_for(lambda state: not state["menu"])
        saved = tomllib.loads(target.read_text(encoding="utf-8"))
        self.assertEqual(saved["id"], "four-ways")
        window.key("ctrl+o")
        window.wait_for(menu="open")
        window.type(str(target))
        window.key("Return")
        window.wait_for(lambda state: not state["menu"] and state["steps"] == turned["steps"])


class Real(OnDisplay):
    def test_it_runs_and_can_be_cancelled(self):
        window = self.open("big-file")
        window.wait_for(lambda state: state["scenario"] == "big-file")
        window.key("r")
        window.wait_for(view="real")
        window.click_on("run_real")
        window.wait_for(lambda state: state["real"]["running"])
        window.key("1")  # the window is alive meanwhile
        window.click_on("cancel")
        window.wait_for(lambda state: not state["real"]["running"])


if __name__ == "__main__":
    unittest.main()
