"""Somebody who presses everything: random keys, clicks, drags and wheel turns, from a seed that is printed; who also
goes to fields and types, takes handles and drags them, and goes from control to control with Tab.

Twenty seconds; COPYSCOPE_SOAK_SECONDS says otherwise (`./dev bench soak`: ten minutes under AddressSanitizer).
The window stays alive, answers, and does not grow.
"""
import os
import random
import time
import unittest

from window_support import OnDisplay

SECONDS = float(os.environ.get("COPYSCOPE_SOAK_SECONDS", "20"))
SEED = int(os.environ.get("COPYSCOPE_SOAK_SEED", "20261124"))
KEYS = ["space", "Right", "Left", "Next", "Prior", "shift+Right", "shift+Left", "ctrl+Right", "ctrl+Left", "Home",
        "End", "1", "2", "3", "4", "5", "9", "bracketleft", "bracketright", "c", "f", "w", "p", "b", "period", "l",
        "t", "plus", "minus", "0", "m", "r", "e", "ctrl+o", "ctrl+z", "ctrl+y", "Escape", "Escape", "ctrl+plus", "ctrl+minus",
        "F1", "question", "Tab", "Return", "a", "x"]
TEXTS = ["16 KiB", "0", "-1", "4096", "copy", "no such", "1 MiB", "7", "x.svg", "sub/x", "8cm", "99999", "#2", " "]
HANDLES = ("playhead", "scrubber", "timeline", "slider", "rail")
GROWTH = 1.5  # times the memory that the window has once it has seen every view


def resident_kb(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def gesture(dice):
    """A few words for xdotool."""
    x, y = dice.randrange(1280), dice.randrange(800)
    kind = dice.random()
    if kind < 0.55:
        return ["key", "--delay", "0", dice.choice(KEYS)]
    place = ["mousemove", str(x), str(y)]
    if kind < 0.8:
        return place + ["click", dice.choice("113")]
    if kind < 0.9:
        return place + ["click", "--repeat", str(dice.randrange(1, 6)), "--delay", "0", dice.choice("4567")]
    return place + ["mousedown", "1", "mousemove", str(dice.randrange(1280)), str(dice.randrange(800)), "mouseup", "1"]


def middle_of(region):
    x, y, width, height = region["box"]
    return str(x + width // 2), str(y + height // 2)


def seen(state, *actions):
    """The regions of these that are in sight: of large type only a part is."""
    def is_seen(region):
        x, y = map(int, middle_of(region))
        return 0 <= x < 1280 and 0 <= y < 800
    return [region for region in state["regions"] if region["action"] in actions and is_seen(region)]


def typing(dice, state):
    """Into a field that is there, and then Enter, Tab, Esc or nothing."""
    fields = seen(state, "field")
    if not fields:
        return []
    last = dice.choice(["Return", "Tab", "shift+Tab", "Escape", "ctrl+a", "Up", "Down"])
    return ["mousemove", *middle_of(dice.choice(fields)), "click", "1", "type", "--delay", "0", "--", dice.choice(TEXTS)], \
        ["key", "--delay", "0", last]


def dragging(dice, state):
    """Of a handle, sometimes with Shift."""
    handles = seen(state, *HANDLES)
    if not handles:
        return []
    held = dice.random() < 0.3
    words = ["mousemove", *middle_of(dice.choice(handles)), "mousedown", "1"]
    for _ in range(4):
        words += ["mousemove", str(dice.randrange(1280)), str(dice.randrange(800))]
    words += ["mouseup", "1"]
    return [(["keydown", "shift"] if held else []) + words + (["keyup", "shift"] if held else [])]


def tabbing(dice, state):
    """So many controls on, and something is done there."""
    way = dice.choice(["Tab", "Tab", "shift+Tab"])
    return [["key", "--delay", "0", *[way] * dice.randrange(1, 12),
             dice.choice(["Return", "space", "Right", "Left", "Down", "Up", "Home", "End"])]]


class Soak(OnDisplay):
    def test_random_keys_and_clicks(self):
        print(f"seed {SEED}, {SECONDS:g} s")
        dice = random.Random(SEED)
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0)
        done = {typing: 0, dragging: 0, tabbing: 0}
        begin = time.monotonic()
        settled = None
        while time.monotonic() - begin < SECONDS:
            words = [word for _ in range(20) for word in gesture(dice)]
            window.xdotool(*words)
            for deed in done:
                for words in deed(dice, window.state()):
                    window.xdotool(*words)
                    done[deed] += 1
            self.assertIsNone(window.process.poll(), window.messages())
            if settled is None and time.monotonic() - begin > SECONDS / 2:
                settled = resident_kb(window.process)
        print("typed, dragged and tabbed", *done.values(), "times")
        self.assertGreater(min(done.values()), 0)
        self.assertLess(resident_kb(window.process), (settled or resident_kb(window.process)) * GROWTH + 40_000)
        # It still does what it is told.
        for _ in range(6):
            window.key("Escape")
        window.key("ctrl+q")
        # Where values have been changed it asks first.
        while window.process.poll() is None and not window.state()["confirm"]:
            time.sleep(0.005)
        if window.process.poll() is None:
            window.key("Right", "Right", "Return")
        self.assertEqual(window.ends_with(), 0, window.messages())


if __name__ == "__main__":
    unittest.main()
