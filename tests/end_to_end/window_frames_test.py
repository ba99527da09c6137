#!/usr/bin/env python3
"""What stays on the screen from frame to frame is what would be drawn anew: a window that has been resized is."""
import ctypes
import random
import time
import unittest

from support import SECONDS
from window_support import OnDisplay

SIZE = (1200, 790)
KEYS = ["Right", "Right", "Right", "Left", "Next", "Home", "End", "c", "c", "w", "f", "3", "1", "t", "plus", "minus",
        "F1", "Escape", "a"]


class Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.POINTER(ctypes.c_char)), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int)]


class Eye:
    """Sees what a display shows."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name, kind in (("XOpenDisplay", ctypes.c_void_p), ("XDefaultRootWindow", ctypes.c_ulong),
                           ("XGetImage", ctypes.POINTER(Image))):
            getattr(self.x11, name).restype = kind
        self.server = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.server))

    def pixels(self):
        all_planes, z_pixmap = ctypes.c_ulong(0xFFFFFFFF), 2
        image = self.x11.XGetImage(self.server, self.root, 0, 0, *SIZE, all_planes, z_pixmap)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * image.contents.height)
        self.x11.XDestroyImage(image)
        return pixels

    def close(self):
        self.x11.XCloseDisplay(self.server)


class Kept(OnDisplay):
    def test_what_is_kept_on_the_screen_is_what_would_be_drawn_anew(self):
        window = self.open("four-ways", "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0)
        window.resize(*SIZE)
        window.wait_for(lambda state: state["whole"] == list(SIZE))
        window.move(2, SIZE[1] - 2)
        eye = Eye(self.display.name)
        self.addCleanup(eye.close)
        dice = random.Random(11)
        for turn in range(12):
            # The last key tells that all before it have been taken.
            window.key(*[dice.choice(KEYS) for _ in range(6)], "l")
            window.wait_for(lang="en" if turn % 2 else "zh", animating=False)
            kept = self.at_rest(eye)
            self.resize(window, SIZE[0] - 2)
            self.resize(window, SIZE[0])
            until = time.monotonic() + SECONDS
            while eye.pixels() != kept and time.monotonic() < until:
                time.sleep(0.02)
            self.assertTrue(eye.pixels() == kept, f"in {window.state()['view']}")

    def resize(self, window, width):
        window.resize(width, SIZE[1])
        window.wait_for(lambda state: state["whole"] == [width, SIZE[1]])

    def at_rest(self, eye):
        """What is seen once it stays the same."""
        seen = None
        while (now := eye.pixels()) != seen:
            seen = now
            time.sleep(0.1)
        return seen


if __name__ == "__main__":
    unittest.main()
