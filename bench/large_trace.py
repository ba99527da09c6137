#!/usr/bin/env python3
"""A trace of a hundred million rows: made and saved, opened in the window, zoomed and stepped through there.
How long each takes, and the most memory that each process had.

    bench/large_trace.py BUILD_FOLDER [--rows 100000000] [--keys 25]

Needs a display, xdotool, and 8 GB of memory for the rows asked for; with less, ask for fewer.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from processes import Window, resident_mib, whole_process

CHUNK = 4096
ROWS_OF_A_CHUNK = 13  # of read-write, at the textbook level
SECONDS = 900  # for anything
KEYS = {
    "step on": ("Right", "step"),
    "step back": ("Left", "step"),
    "to the end": ("End", "step"),
    "to the begin": ("Home", "step"),
    "zoom in": ("plus", "zoom"),
    "zoom out": ("minus", "zoom"),
}


def make(program, path, rows):
    """Seconds, MiB at the most, and how many rows there are."""
    size = f"workload.file_size={rows // ROWS_OF_A_CHUNK * CHUNK}"
    seconds, _, most = whole_process(program, ["run", "four-ways", "--case", "read-write", "--set",
                                               f"workload.chunk={CHUNK}", "--set", size, "--trace", path])
    inside = subprocess.run([program, "trace", path, "--json"], check=True, capture_output=True, encoding="utf-8")
    return seconds, most, json.loads(inside.stdout)["tables"]["rows"]


def press(window, key, member):
    """Seconds until the state is another, as its file tells it: once a frame."""
    before = window.wait_for(lambda state: True)[member]
    begin = time.monotonic()
    subprocess.run(["xdotool", "key", key], check=True)
    window.wait_for(lambda state: state[member] != before)
    return time.monotonic() - begin


def say(what, text):
    print(f"  {what:<32}{text}", flush=True)


def look(window, keys):
    number = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(window.process.pid)],
                            check=True, capture_output=True, encoding="utf-8").stdout.split()[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", number], check=True)
    for _ in range(2):
        for name, (key, member) in KEYS.items():
            times = 1 if key in ("End", "Home") else keys
            taken = sorted(press(window, key, member) * 1000 for _ in range(times))
            say(name, f"{statistics.median(taken):8.1f} ms ({taken[0]:.1f} to {taken[-1]:.1f}), key to state")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the build folder")
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--keys", type=int, default=25, help="presses of each")
    arguments = parser.parse_args()
    program = str((arguments.folder / "copyscope").resolve())
    if not os.environ.get("DISPLAY"):
        print("the large trace is left out: there is no display")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "large.copyscope")
        seconds, most, rows = make(program, path, arguments.rows)
        print(f"a trace of {rows:,} rows")
        say("made and saved", f"{rows / seconds / 1e6:8.1f} million rows a second; {most:.0f} MiB")
        window = Window(program, folder, path)
        window.wait_for(lambda state: state["steps"] > 0)
        say("first rows on the screen", f"{(time.monotonic() - window.begin) * 1000:8.0f} ms after the start; "
                                        f"the first frame was there after {window.first_frame * 1000:.0f}")
        state = window.wait_for(lambda state: state["steps"] > 0 and not state["opening"], SECONDS)
        seconds = time.monotonic() - window.begin
        say("all rows", f"{seconds:8.1f} s: {rows / seconds / 1e6:.1f} million rows a second; "
                        f"{state['steps']:,} of them are steps")
        look(window, arguments.keys)
        say("memory of the window", f"{resident_mib(window.process.pid, 'VmHWM') / 1024:8.2f} GiB at the most")
        window.close()


if __name__ == "__main__":
    main()
