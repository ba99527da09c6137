"""What the end-to-end tests share: running the built program, and reading what it says.

COPYSCOPE_PROGRAM names the program, COPYSCOPE_SOURCE_DIR the tree; ctest sets both.
"""
import json
import os
import subprocess
import tempfile
import time
import unicodedata
import unittest
from pathlib import Path

PROGRAM = os.environ["COPYSCOPE_PROGRAM"]
ROOT = Path(os.environ["COPYSCOPE_SOURCE_DIR"])
SECONDS = 60  # that any one command may take
IS_ASAN = b"__asan_init" in Path(PROGRAM).read_bytes()


def environment(**changes):
    """The environment of a test: nothing of the user's locale, colours, display or configuration."""
    result = {key: value for key, value in os.environ.items()
              if not key.startswith("LC_") and key not in ("LANG", "LANGUAGE", "NO_COLOR", "TERM", "DISPLAY", "WAYLAND_DISPLAY")}
    result["LC_ALL"] = "C.UTF-8"
    result["XDG_CONFIG_HOME"] = "/nonexistent"
    result.update(changes)
    return {key: value for key, value in result.items() if value is not None}


def run(*arguments, stdin=None, cwd=None, env=None, **options):
    """Runs the program; returns the CompletedProcess with text output."""
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=SECONDS,
                          input=stdin, cwd=cwd, env=environment() if env is None else env,
                          encoding="utf-8", **options)


def run_json(*arguments):
    """The JSON that a command prints; the command must succeed."""
    outcome = run(*arguments)
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def wait_until_it_catches(number, process):
    """Until it has said what is to be done when that signal comes: before, a signal ends it as it ends any program."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        caught = next((int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt:")), 0)
        if caught >> (number - 1) & 1:
            return
        time.sleep(0.005)
    raise AssertionError("it never catches the signal")


def width(line):
    """Columns that a line takes on a terminal: wide characters two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


def scenario_ids():
    return [each["id"] for each in run_json("list", "--json")["scenarios"]]


def method_ids():
    return [each["id"] for each in run_json("list", "--json")["methods"]]


SCENARIO = """schema = 1
id = "small"
title = { en = "Small" }
[workload]
file_size = "10 kB"
chunk = "4 kB"
[[case]]
id = "plain"
method = "read-write"
[[case]]
id = "short"
method = "sendfile"
"""


class InFolder(unittest.TestCase):
    """A test with a temporary folder of its own, where small.toml is a scenario."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())
                           if hasattr(self, "enterContext") else self._make_folder())
        self.scenario = self.folder / "small.toml"
        self.scenario.write_text(SCENARIO, encoding="utf-8")

    def _make_folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def files(self):
        return sorted(each.name for each in self.folder.iterdir())
