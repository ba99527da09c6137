#!/usr/bin/env python3
"""Help beside the thing, parts looked at, the method explained, menus and the clipboard: with real keys, clicks
and xclip; what --state says of them."""
import struct
import subprocess
import sys
import unittest

from support import SECONDS
from window_support import OnDisplay


class Beside(OnDisplay):
    def stage(self, *arguments):
        window = self.open("four-ways", "--lang", "en", "--theme", "dark", *arguments)
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"], view="stage")
        return window

    def pasted(self, window, target="UTF8_STRING"):
        """What somebody else gets from the clipboard."""
        return subprocess.run(["xclip", "-selection", "clipboard", "-out", "-target", target],
                              env=window.environment, capture_output=True, timeout=SECONDS, check=True).stdout

    def ask(self, window, action, number=None, text=None):
        """Right click; the lines of the menu."""
        window.click(*window.find(action, number, text), button=3)
        return window.wait_for(lambda state: state["context"], menu="context")["context"]

    def press(self, window, key, times):
        """The same key again and again, slowly enough to be told apart."""
        window.xdotool("key", "--delay", "25", *[key] * times)

    def choose(self, window, line):
        window.click_on("context_choose", number=window.state()["context"].index(line))

    # ---- Parts ----

    def test_a_click_on_a_part_looks_at_it_and_moves_no_time(self):
        window = self.stage()
        for step in range(1, 5):
            window.key("Right")
            window.wait_for(step=step)
        # Beside the strip, whose cells follow a byte.
        x, y, _, _ = next(each["box"] for each in window.state()["regions"]
                          if (each["action"], each["text"]) == ("part", "page_cache"))
        window.click(x + 20, y + 14)
        seen = window.wait_for(lambda state: state["inspect"] and state["inspect"]["part"] == "page_cache", step=4)
        self.assertEqual(seen["inspect"]["holds"], {"first": 0, "bytes": 65536})
        self.assertEqual(seen["inspect"]["so_far"]["came"], 65536)
        row = seen["inspect"]["rows"][-1]
        window.click_on("row", number=row)
        window.wait_for(lambda state: state["inspect"] and state["inspect"]["now"] == row and state["step"] > 4)
        window.key("Escape")
        window.wait_for(inspect=None)

    def test_without_a_pointer_enter_looks_and_the_menu_key_asks(self):
        window = self.stage()
        for _ in range(60):
            before = window.state()["focus"]
            window.key("Tab")
            state = window.wait_for(lambda state: state["focus"] != before)
            if state["focus"] and state["focus"]["of"] == "stage":
                break
        else:
            self.fail("Tab never comes to the stage")
        while window.state()["focus"]["action"] != "part":
            before = window.state()["focus"]
            window.key("Right")
            window.wait_for(lambda state: state["focus"] != before)
        part = window.state()["focus"]["text"]
        window.key("Return")
        window.wait_for(lambda state: state["inspect"] and state["inspect"]["part"] == part, step=0)
        window.key("shift+F10")
        window.wait_for(lambda state: state["context"] and state["focus"]["action"] == "context_choose")
        window.key("Escape")
        window.wait_for(lambda state: state["focus"]["action"] == "part", context=None, menu="")
        window.key("Menu")
        lines = window.wait_for(lambda state: state["context"])["context"]
        for _ in range(lines.index("copy_ledger")):
            window.key("Down")
        window.key("Return")
        window.wait_for(context=None, notice="copied_numbers")
        self.assertTrue(self.pasted(window).decode().startswith("Figure\tUnit\tSo far\tAt the end\n"))

    # ---- The method ----

    def test_the_method_is_explained_beside_the_step(self):
        window = self.stage()
        window.click_on("explain")
        window.wait_for(explain="read-write")
        scroll = window.find("scroll", text="explain")
        before = self.left_to_read(window)
        window.wheel(*scroll, -3)
        window.wait_for(lambda state: self.left_in(state) < before)
        self.press(window, "Up", 4)
        window.wait_for(lambda state: self.left_in(state) == before)
        self.press(window, "Down", 30)
        window.wait_for(lambda state: self.left_in(state) == 1)
        window.key("Up")
        window.wait_for(lambda state: self.left_in(state) > 1)
        window.key("Right")  # the run goes on beside it
        window.wait_for(step=1, explain="read-write")
        window.key("Escape")
        window.wait_for(explain=None)
        window.key("x")
        window.wait_for(explain="read-write")

    def left_in(self, state):
        return next((each["number"] for each in state["regions"]
                     if (each["action"], each["text"]) == ("scroll", "explain")), 0)

    def left_to_read(self, window):
        return self.left_in(window.wait_for(lambda state: self.left_in(state) > 0))

    # ---- Menus and the clipboard ----

    def test_a_bar_leads_to_its_end_and_its_cause(self):
        window = self.stage()
        lines = self.ask(window, "row")
        self.assertIn("copy_row", lines)
        self.assertIn("begin", lines)
        row = max(each["number"] for each in window.state()["regions"] if each["action"] == "row")
        window.key("Escape")
        window.wait_for(context=None, menu="")
        self.ask(window, "row", number=row)
        self.choose(window, "copy_row")
        window.wait_for(notice="copied_row", context=None)
        self.assertEqual(self.pasted(window).decode().count("\t"), 7)
        self.ask(window, "row", number=row)
        self.choose(window, "begin")
        window.wait_for(lambda state: state["time_ps"] > 0, context=None)

    def test_a_picture_is_pasted_elsewhere(self):
        window = self.stage()
        self.ask(window, "part", text="cpu")
        self.choose(window, "stage_png")
        window.wait_for(notice="copied_picture")
        png = self.pasted(window, "image/png")
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", png[16:24])
        self.assertGreater(width, 600)
        self.assertGreater(height, 300)
        targets = self.pasted(window, "TARGETS").decode().split()
        self.assertIn("image/png", targets)
        self.assertNotIn("UTF8_STRING", targets)
        self.ask(window, "told", text="ledger.")
        self.choose(window, "costs_svg")
        window.wait_for(lambda state: "image/svg+xml" in self.pasted(window, "TARGETS").decode().split())
        self.assertIn(b"<svg", self.pasted(window, "image/svg+xml"))
        self.assertIn(b"<svg", self.pasted(window))
        window.key("ctrl+c")  # text takes its place
        window.wait_for(notice="copied_numbers")
        self.assertTrue(self.pasted(window).startswith(b"Figure\t"))

    def test_control_c_copies_what_is_selected(self):
        window = self.stage()
        x, y, width, height = next(each["box"] for each in window.state()["regions"] if each["action"] == "timeline")
        window.xdotool("keydown", "shift")
        window.drag((x + width // 5, y + height - 5), (x + width // 2, y + height - 5))
        window.xdotool("keyup", "shift")
        window.wait_for(lambda state: state["range"])
        window.key("ctrl+c")
        window.wait_for(notice="copied_numbers")
        self.assertIn("In the range", self.pasted(window).decode())
        self.press(window, "Escape", 2)  # what is told, then the range
        window.wait_for(range=None, notice="")
        window.key("c")
        window.wait_for(view="compare")
        window.key("ctrl+c")
        window.wait_for(notice="copied_numbers")
        text = self.pasted(window).decode()
        self.assertEqual(text.count("\n"), 5)
        self.assertIn("sendfile", text)

    def test_beside_the_menu_a_click_closes_it(self):
        window = self.stage()
        self.ask(window, "part", text="nic")
        window.click(640, 30)
        window.wait_for(context=None, menu="", view="stage")
        self.ask(window, "told", text="key.")
        window.click(640, 30, button=3)
        window.wait_for(context=None, menu="", view="stage")


if __name__ == "__main__":
    sys.exit(unittest.main())
