"""Presenting in a real window, with real keys: blank, the race over a slide, answers, lessons that go on."""
import shutil
import tomllib
import unittest

from support import ROOT, run
from window_support import OnDisplay


def rests(state):
    return not state["animating"] and not state["working"] and state["steps"] > 0


class Presenting(OnDisplay):
    def present(self, *arguments, **options):
        window = self.open("four-ways", "--present", *arguments, **options)
        window.wait_for(rests, presenting=True)
        return window

    def go_on(self, window, slides):
        """Pages on, until it rests there."""
        for _ in range(slides):
            index = window.wait_for(rests)["lesson"]["index"]
            window.key("Next")
            window.wait_for(lambda state: state["lesson"]["index"] > index and rests(state))
        return window.state()

    def go_to_question(self, window):
        while not window.wait_for(rests)["lesson"]["asking"]:
            self.go_on(window, 1)
        return window.state()

    def leave(self, window):
        window.key("ctrl+q")
        self.assertEqual(window.ends_with(), 0)


class Keys(Presenting):
    def test_blank_is_for_presenting(self):
        window = self.open("four-ways")
        window.wait_for(rests)
        window.key("b")
        window.key("period")
        window.key("p")
        self.assertFalse(window.wait_for(presenting=True)["blank"])
        window.key("b")
        window.wait_for(blank=True)
        window.key("p")
        window.wait_for(presenting=False, blank=False)

    def test_c_shows_the_race_and_the_slide_again(self):
        window = self.present()
        before = self.go_on(window, 5)
        for leave in ("c", "Escape"):
            window.key("c")
            race = window.wait_for(view="compare", presenting=True)
            window.key("Home")
            window.wait_for(lambda state: state["race"]["clock_ps"] == 0)
            window.key("Right")
            first = window.wait_for(lambda state: state["race"]["clock_ps"] > 0 and not state["race"]["playing"])
            window.key("Right")
            window.wait_for(lambda state: state["race"]["clock_ps"] > first["race"]["clock_ps"]
                            and not state["race"]["playing"])
            window.key("Left")
            window.wait_for(lambda state: state["race"]["clock_ps"] == first["race"]["clock_ps"])
            window.key("space")
            window.wait_for(lambda state: state["race"]["playing"])
            window.key("space")
            window.wait_for(lambda state: not state["race"]["playing"])
            self.assertEqual(race["lesson"]["index"], before["lesson"]["index"])
            window.key(leave)
            state = window.wait_for(lambda state: rests(state) and state["step"] == before["step"],
                                    view="stage", presenting=True, case=before["case"])
            self.assertEqual(state["lesson"]["index"], before["lesson"]["index"])

    def test_a_clicker_leads_out_of_the_race(self):
        window = self.present()
        index = self.go_on(window, 5)["lesson"]["index"]
        window.key("c")
        window.wait_for(view="compare")
        window.key("Prior")
        window.wait_for(lambda state: state["lesson"]["index"] == index, view="stage")
        window.key("c")
        window.wait_for(view="compare")
        window.key("Next")
        window.wait_for(lambda state: state["lesson"]["index"] == index + 1, view="stage")

    def test_it_starts_anew_by_its_sign(self):
        window = self.present()
        self.go_to_question(window)
        window.key("3")
        window.wait_for(lambda state: state["lesson"]["score"] == 1)
        window.click_on("bookmark", 0)
        window.wait_for(lambda state: (state["lesson"]["index"], state["lesson"]["score"]) == (1, 0) and rests(state))


class Resumed(Presenting):
    def test_where_it_was_left_by_key_by_scenario_and_by_program(self):
        config = self.folder / "config"
        window = self.present(config=config)
        state = self.go_to_question(window)
        window.key("1")
        window.wait_for(lambda state: state["lesson"]["answered"])
        window.key("3")
        window.wait_for(lambda state: state["lesson"]["score"] == 1)
        there = self.go_on(window, 4)
        index = there["lesson"]["index"]
        self.assertGreater(index, state["lesson"]["index"])
        window.key("p")
        window.wait_for(presenting=False)
        window.key("p")
        window.wait_for(lambda state: state["lesson"]["index"] == index and rests(state))
        window.key("Escape")
        window.wait_for(presenting=False)
        self.leave(window)

        again = self.open("four-ways", config=config)
        again.wait_for(rests)
        again.key("p")
        state = again.wait_for(lambda state: state["lesson"]["index"] == index and rests(state))
        self.assertEqual((state["case"], state["step"]), (there["case"], there["step"]))
        self.assertEqual((state["lesson"]["score"], state["lesson"]["first_tries"]), (1, 0))
        again.key("ctrl+o")
        again.wait_for(menu="open")
        again.type("before-dma")
        again.key("Return")
        again.wait_for(lambda state: state["lesson"]["index"] == 1 and rests(state), scenario="before-dma")
        self.go_on(again, 1)
        again.key("ctrl+o")
        again.wait_for(menu="open")
        again.type("four-ways")
        again.key("Return")
        again.wait_for(lambda state: state["lesson"]["index"] == index and rests(state), scenario="four-ways")
        self.leave(again)

    def test_of_a_file_by_its_path(self):
        config = self.folder / "config"
        for name in ("one.toml", "two.toml"):
            shutil.copy(ROOT / "scenarios" / "before-dma.toml", self.folder / name)
        window = self.open("one.toml", "--present", config=config)
        window.wait_for(rests, presenting=True)
        index = self.go_on(window, 2)["lesson"]["index"]
        self.leave(window)
        for name, there in (("two.toml", 1), (self.folder / "one.toml", index)):
            again = self.open(name, "--present", config=config)
            again.wait_for(lambda state: state["lesson"]["index"] == there and rests(state), presenting=True)
            self.leave(again)


class LargeType(Presenting):
    @staticmethod
    def size_of(state, action, text):
        return next(each["box"][2:] for each in state["regions"] if (each["action"], each["text"]) == (action, text))

    def test_everything_follows_ctrl_plus_and_minus_and_stays_in_reach(self):
        window = self.open("four-ways", "--size", "1280x800")
        before = self.size_of(window.wait_for(rests), "view", "compare")
        self.assertEqual(window.state()["whole"], [1280, 800])
        for _ in range(5):
            window.key("ctrl+plus")
        large = window.wait_for(type_percent=150)
        for old, new in zip(before, self.size_of(large, "view", "compare")):
            self.assertAlmostEqual(new, 1.5 * old, delta=2)
        wide, high = large["whole"]
        self.assertGreater(wide, 1280)
        window.move(1279, 799)  # the farthest corner of the whole is seen
        window.wait_for(lambda state: abs(state["seen"][0] - (wide - 1280)) < 4 and abs(state["seen"][1] - (high - 800)) < 4)
        window.move(2, 2)
        window.wait_for(lambda state: max(state["seen"]) <= 2)
        for _ in range(12):  # and what the keyboard comes to
            window.key("Tab")
        state = window.wait_for(lambda state: state["focus"])
        x, y, w, h = state["focus"]["box"]
        self.assertTrue(-2 <= x and x + w <= 1282 and -2 <= y and y + h <= 802, state["focus"])
        for _ in range(8):
            window.key("ctrl+minus")
        small = window.wait_for(type_percent=70)
        self.assertEqual(small["whole"], [1280, 800])
        self.assertLess(self.size_of(small, "view", "compare")[0], before[0])

    def test_a_slide_makes_its_own_type_larger_and_fills_the_window(self):
        window = self.present("--size", "1280x800")
        for _ in range(4):
            window.key("ctrl+plus")
        state = window.wait_for(type_percent=140)
        self.assertEqual((state["whole"], state["seen"]), ([1280, 800], [0, 0]))


class CommandLine(Presenting):
    def test_case_and_step_lead_to_their_slide(self):
        window = self.present("--case", "sendfile")
        state = window.wait_for(rests, case="sendfile")
        self.assertGreater(state["lesson"]["index"], 1)
        self.leave(window)
        window = self.present("--case", "read-write", "--step", "5")
        state = window.wait_for(lambda state: rests(state) and state["step"] == 5, case="read-write")
        index = state["lesson"]["index"]
        self.assertGreater(index, 1)
        window.key("Next")
        window.wait_for(lambda state: state["lesson"]["index"] == index + 1)

    def test_a_step_without_a_slide_is_shown_by_itself(self):
        narrations = tomllib.loads((ROOT / "scenarios" / "four-ways.toml").read_text(encoding="utf-8"))["lesson"]
        self.assertFalse([each for each in narrations if each.get("case") == "sendfile"
                          and each["at"] == {"kind": "interrupt", "name": "disk", "nth": 1}])
        window = self.present("--case", "sendfile", "--step", "4")
        state = window.wait_for(lambda state: rests(state) and state["step"] == 4, case="sendfile")
        self.assertEqual(state["lesson"]["index"], 0)
        window.key("Next")
        window.wait_for(lambda state: rests(state) and state["step"] == 5, presenting=True)

    def test_the_race(self):
        window = self.present("--view", "compare", "--at", "60us")
        state = window.wait_for(lambda state: state["race"]["clock_ps"] == 60_000_000, view="compare")
        self.assertTrue(state["presenting"])

    def test_screenshots_differ_as_what_they_show(self):
        pictures = [self.picture(f"{i}.png", "four-ways", "--present", *arguments, "--size", "640x400")
                    for i, arguments in enumerate([[], ["--case", "sendfile"], ["--case", "sendfile", "--step", "4"],
                                                   ["--case", "sendfile", "--view", "compare"]])]
        self.assertEqual(len(set(pictures)), len(pictures))

    def test_what_is_not_presented_is_refused(self):
        for view in ("follow", "whatif", "real", "rows"):
            outcome = run("gui", "four-ways", "--present", "--view", view)
            self.assertEqual(outcome.returncode, 2)
            self.assertIn(f"--view {view} is not presented", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
