#!/usr/bin/env python3
"""The window, used as a person would: real keys and clicks, and what its state says of them."""
import struct
import sys
import unittest

from support import SCENARIO
from window_support import OnDisplay


class Keys(OnDisplay):
    def test_it_opens_where_it_is_told_to(self):
        window = self.open("four-ways", "--case", "sendfile", "--step", "2", "--lang", "zh", "--theme", "light")
        window.wait_for(scenario="four-ways", case="sendfile", step=2, view="stage", lang="zh", theme="light")

    def test_without_a_scenario_there_are_all_to_choose_from(self):
        self.open().wait_for(view="home")

    def test_steps_go_on_and_back_and_to_the_ends(self):
        window = self.open("four-ways")
        steps = window.wait_for(lambda state: state["steps"] > 0, step=0)["steps"]
        for step in (1, 2, 3):
            window.key("Right")
            window.wait_for(step=step)
        window.key("Left")
        window.wait_for(step=2)
        window.key("End")
        window.wait_for(step=steps)
        window.key("Home")
        window.wait_for(step=0)

    def test_digits_choose_the_case(self):
        window = self.open("four-ways")
        for number, case in enumerate(("read-write", "mmap-write", "sendfile", "sendfile-sg"), 1):
            window.key(str(number))
            window.wait_for(case=case)

    def test_language_and_theme_change_and_are_remembered(self):
        window = self.open("four-ways", "--lang", "en", "--theme", "dark")
        window.key("l")
        window.wait_for(lang="zh")
        window.key("t")
        window.wait_for(theme="light")
        window.key("ctrl+q")
        self.assertEqual(window.ends_with(), 0, window.messages())
        self.open("four-ways").wait_for(lang="zh", theme="light")

    def test_a_window_that_is_closed_ends_with_0_and_says_nothing(self):
        window = self.open("four-ways")
        window.key("ctrl+q")
        self.assertEqual((window.ends_with(), window.messages()), (0, ""))


class Surface(OnDisplay):
    def test_the_smallest_window_and_back(self):
        window = self.open("four-ways")
        for width, height in ((300, 200), (1, 1), (1280, 800)):
            window.resize(width, height)
            window.key("Right")
            window.key("Left")
        window.key("End")
        window.wait_for(lambda state: state["step"] == state["steps"] > 0)


class Pointer(OnDisplay):
    def test_a_click_on_a_step_goes_there(self):
        window = self.open("four-ways")
        window.click_on("step", 5)
        window.wait_for(step=5)
        window.click_on("step_back")
        window.wait_for(step=4)

    def test_a_click_on_a_line_of_code_goes_to_it(self):
        window = self.open("four-ways")
        window.click_on("line", 5)
        self.assertGreater(window.wait_for(lambda state: state["step"] > 0)["time_ps"], 0)

    def test_tabs_and_menus_are_clicked(self):
        window = self.open("four-ways")
        for view in ("compare", "follow", "whatif", "real", "stage"):
            window.click_on("view", text=view)
            window.wait_for(view=view)
        window.click_on("menu", text="cases")
        window.click_on("show_case", 3)
        window.wait_for(case="sendfile-sg", menu="")

    def test_the_timeline_zooms_around_the_pointer_and_is_dragged(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0, zoom=[0, 1])
        x, y = window.find("timeline")
        window.wheel(x, y, 3)
        near = window.wait_for(lambda state: state["zoom"][1] - state["zoom"][0] < 0.5)["zoom"]
        window.drag((x, y), (x + 200, y))
        window.wait_for(lambda state: state["zoom"][0] < near[0])
        window.key("0")
        window.wait_for(zoom=[0, 1])

    def test_a_click_between_the_bars_of_the_timeline_seeks(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0)
        window.click_on("timeline")
        window.wait_for(lambda state: state["time_ps"] > 0)


class Files(OnDisplay):
    def test_what_is_saved_is_opened_again(self):
        window = self.open(self.scenario)
        window.wait_for(scenario="small")
        window.key("ctrl+s")
        window.wait_for(typing=True)
        window.key("ctrl+a")
        window.type(str(self.folder / "saved.toml"))
        window.key("Return")
        window.wait_for(lambda state: state["file"] and state["file"].endswith("saved.toml"), typing=False)
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.key("ctrl+a")
        window.type(str(self.scenario))
        window.key("Return")
        window.wait_for(lambda state: state["file"].endswith("small.toml"), typing=False)

    def test_a_field_is_left_with_escape(self):
        window = self.open(self.scenario)
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.type("no")
        window.key("Escape")
        window.wait_for(typing=False, menu="", scenario="small")

    def test_a_file_that_breaks_shows_an_error_and_what_was_there(self):
        window = self.open(self.scenario)
        window.wait_for(lambda state: not state["error"], scenario="small", case="plain")
        self.scenario.write_text(SCENARIO.replace('chunk = "4 kB"', "chunk = 0"), encoding="utf-8")
        window.wait_for(lambda state: state["error"], scenario="small", case="plain")
        self.scenario.write_text(SCENARIO.replace("Small", "Mended"), encoding="utf-8")
        window.wait_for(lambda state: not state["error"], scenario="small")


class Screenshot(OnDisplay):
    def test_the_same_picture_is_the_same_to_the_byte(self):
        arguments = ("four-ways", "--case", "read-write", "--step", "3", "--size", "640x400")
        self.assertEqual(self.picture("a.png", *arguments), self.picture("b.png", *arguments))

    def test_it_has_the_size_that_was_asked_for(self):
        for size in ((1280, 800), (300, 200), (1, 1)):
            picture = self.picture("a.png", "four-ways", "--size", f"{size[0]}x{size[1]}")
            self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(struct.unpack(">II", picture[16:24]), size)

    def test_nothing_is_left_beside_it(self):
        self.picture("a.png", "four-ways", "--size", "64x64")
        self.assertEqual(self.files(), ["a.png", "small.toml"])


if __name__ == "__main__":
    sys.exit(unittest.main())
