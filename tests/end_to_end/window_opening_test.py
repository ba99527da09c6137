#!/usr/bin/env python3
"""Large saved traces: the window goes on while one is read, shows how far it is, and can give it up; what is
damaged in a file is told there. And the command line, interrupted while it reads one."""
import signal
import subprocess
import sys
import time
import unittest

from support import PROGRAM, SECONDS, InFolder, environment, run, wait_until_it_catches
from window_support import OnDisplay

# Some million rows: a second or more for any machine, and fifty megabytes or more as JSON.
LONG = ["--set", "workload.chunk=4KiB", "--set", "workload.file_size=384MiB"]


def save(path, *settings):
    outcome = run("run", "four-ways", "--case", "mmap-write", *settings, "--trace", path)
    assert outcome.returncode == 0, outcome.stderr


class Opening(OnDisplay):
    def setUp(self):
        super().setUp()
        self.large = self.folder / "large.json"
        save(self.large, *LONG)

    def ask_for(self, window, path):
        window.key("ctrl+o")
        window.wait_for(typing=True, menu="open")
        window.key("ctrl+a")
        window.type(str(path))
        window.key("Return")
        return window.wait_for(lambda state: state["opening"])

    def test_the_window_goes_on_meanwhile_and_escape_leaves_what_was_open(self):
        window = self.open("four-ways", "--case", "sendfile")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        state = self.ask_for(window, self.large)
        self.assertEqual(state["opening"]["name"], str(self.large))
        self.assertEqual((state["case"], state["menu"]), ("sendfile", ""))
        window.key("Right")
        state = window.wait_for(step=1)
        self.assertEqual(state["case"], "sendfile")
        if state["opening"]:  # on a machine that has not read it by now
            window.key("Escape")
        state = window.wait_for(opening=None)
        self.assertEqual((state["case"], state["step"]), ("sendfile", 1))
        window.key("Right")
        window.wait_for(step=2, case="sendfile")

    def test_its_button_gives_it_up_too(self):
        window = self.open()
        self.ask_for(window, self.large)
        window.click_on("cancel")
        state = window.wait_for(opening=None)
        self.assertEqual((state["view"], state["steps"]), ("home", 0))

    def test_it_is_opened_and_looked_at_as_was_asked(self):
        window = self.open(self.large, "--view", "rows")
        state = window.wait_for(lambda state: state["steps"] > 0, opening=None, case="mmap-write", view="rows")
        self.assertGreater(state["steps"], 500_000)
        self.assertEqual((state["notice"], state["error"]), ("", None))


class Damaged(OnDisplay):
    def test_a_file_without_its_end_says_so_until_that_has_been_read(self):
        path = self.folder / "cut.copyscope"
        save(path)
        path.write_bytes(path.read_bytes()[:-20])
        window = self.open(path)
        state = window.wait_for(lambda state: state["steps"] > 0, notice="file")
        self.assertIn("the file has no end", " ".join(state["file_notes"]["damage"]))
        window.click_on("notice")
        window.wait_for(lambda state: state["steps"] > 0, notice="")


class Interrupted(InFolder):
    def test_ctrl_c_while_a_large_trace_is_read_is_130_and_leaves_nothing(self):
        large = self.folder / "large.json"
        save(large, *LONG)
        with subprocess.Popen([PROGRAM, "export", large, "--format", "csv", "-o", "out.csv"], cwd=self.folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()) as process:
            wait_until_it_catches(signal.SIGINT, process)
            while self.resident_bytes(process) < large.stat().st_size:  # it has read the text, but no rows yet
                time.sleep(0.001)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=SECONDS)
        self.assertEqual((process.returncode, errors), (130, b""))
        self.assertEqual(self.files(), ["large.json", "small.toml"])

    @staticmethod
    def resident_bytes(process):
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * 4096


if __name__ == "__main__":
    sys.exit(unittest.main())
