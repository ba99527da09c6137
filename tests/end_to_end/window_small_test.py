#!/usr/bin/env python3
"""Small things about the window: its title, its size on small and dense screens, what it remembers."""
import ctypes
import json
import signal
import sys
import unittest

from support import SECONDS, SCENARIO
from window_support import Display, OnDisplay, Window


def say_density(display, dpi):
    """As desktops do, and xrdb: `Xft.dpi` among the resources of the root window."""
    x11 = ctypes.CDLL("libX11.so.6")
    for name, kind in (("XOpenDisplay", ctypes.c_void_p), ("XDefaultRootWindow", ctypes.c_ulong)):
        getattr(x11, name).restype = kind
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    text = f"Xft.dpi:\t{dpi}\n".encode()
    resource_manager, string = 23, 31  # atoms of every server
    x11.XChangeProperty(server, ctypes.c_ulong(x11.XDefaultRootWindow(server)), ctypes.c_ulong(resource_manager),
                        ctypes.c_ulong(string), 8, 0, text, len(text))
    x11.XCloseDisplay(server)


class Titled(OnDisplay):
    def test_the_title_has_the_name_of_the_opened_file(self):
        window = self.open(self.scenario, "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0)
        self.assertEqual(window.xdotool("getwindowname", window.number).strip(), "Small (small.toml) – Copyscope")
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.type("four-ways")
        window.key("Return")
        window.wait_for(scenario="four-ways")
        self.assertEqual(window.xdotool("getwindowname", window.number).strip(),
                         "One file, four ways – Copyscope")


class Remembered(OnDisplay):
    def choices(self):
        path = self.folder / "config" / "copyscope" / "window.json"
        found = sorted((self.folder / "config").rglob("*.json"))
        return json.loads((path if path.exists() else found[0]).read_text(encoding="utf-8")) if found else {}

    def test_what_is_chosen_outlives_a_kill(self):
        window = self.open(self.scenario, "--lang", "en", "--theme", "dark")
        window.wait_for(lambda state: state["steps"] > 0)
        window.key("t", "l")
        window.wait_for(theme="light", lang="zh")
        window.key("Right")  # told after the choices are written
        window.wait_for(step=1)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait(timeout=SECONDS)
        again = self.open()
        again.wait_for(theme="light", lang="zh", view="home")
        again.find("open", text=str(self.scenario))  # among the recent files

    def test_a_file_that_is_opened_is_among_the_recent_ones_at_once(self):
        other = self.folder / "other.toml"
        other.write_text(SCENARIO.replace('"small"', '"other"'), encoding="utf-8")
        window = self.open()
        window.wait_for(view="home")
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.type(str(other))
        window.key("Return")
        window.wait_for(scenario="other")
        window.key("Right")
        window.wait_for(step=1)
        self.assertIn(str(other), json.dumps(self.choices()))


class Followed(OnDisplay):
    def test_an_offset_beyond_the_file_is_told(self):
        window = self.open("four-ways", "--view", "follow", "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0, view="follow")
        window.click_on("field", text="follow=")
        window.wait_for(typing=True)
        window.type("1 GiB")
        window.key("Return")
        window.wait_for(lambda state: state["field"]["text"] == "1 GiB"
                        and state["field"]["problem"] == "The last byte of the file is number 65,535.", follow=0)


class Screens(unittest.TestCase):
    """Displays of other sizes; each has a server of its own."""

    def size_on(self, screen, dpi=None):
        test = OnDisplay("setUp")
        test.setUp()
        self.addCleanup(test.doCleanups)
        display = Display(screen)
        self.addCleanup(display.close)
        if dpi:
            say_density(display.name, dpi)
        window = Window(display.name, test.folder, "four-ways")
        self.addCleanup(window.close)
        window.wait_for(lambda state: state["steps"] > 0)
        told = window.xdotool("getwindowgeometry", "--shell", window.number)
        size = dict(line.split("=") for line in told.split())
        self.window = window
        return int(size["WIDTH"]), int(size["HEIGHT"])

    def widest(self):
        """How far regions reach: all of them lie in the window."""
        boxes = [region["box"] for region in self.window.wait_for(lambda state: state["regions"])["regions"]]
        return max(x + w for x, y, w, h in boxes), max(y + h for x, y, w, h in boxes)

    def test_a_small_screen_is_not_exceeded(self):
        self.assertEqual(self.size_on("1024x600x24"), (1024, 600))
        wide, high = self.widest()
        self.assertLessEqual(wide, 1025)
        self.assertLessEqual(high, 601)

    def test_a_dense_screen_has_a_larger_window_and_larger_type(self):
        self.assertEqual(self.size_on("3840x2160x24", dpi=192), (2560, 1600))
        x, y, wide, high = next(region["box"] for region in self.window.state()["regions"]
                                if region["action"] == "play")
        self.assertGreater(high, 60)

    def test_on_a_dense_screen_that_is_small_it_fits(self):
        self.assertEqual(self.size_on("1920x1080x24", dpi=192), (1920, 1080))

    def test_a_portrait_window_shows_all_of_it(self):
        self.size_on("1080x1920x24")
        self.window.resize(800, 1280)
        self.window.wait_for(lambda state: max(region["box"][0] + region["box"][2]
                                               for region in state["regions"]) <= 801)
        for view in ("compare", "follow", "whatif", "real", "lesson", "stage", "rows"):
            self.window.click_on("view", text=view)
            self.window.wait_for(view=view)
            wide, high = self.widest()
            self.assertLessEqual(wide, 801, view)
            self.assertLessEqual(high, 1281, view)


if __name__ == "__main__":
    sys.exit(unittest.main())
