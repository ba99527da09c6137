#!/usr/bin/env python3
"""Every command of README.md runs, and prints what the README says it prints.

A block of `sh` holds commands, one a line; they must end with 0. A block of `console` holds a command
after "$ " and its whole output. A block of `toml` is the file mine.toml that the text speaks of. All run
in one temporary folder, in order. COPYSCOPE_RENEW_GOLDEN writes the outputs anew (./dev golden).
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ["COPYSCOPE_SOURCE_DIR"])
PROGRAM = Path(os.environ["COPYSCOPE_PROGRAM"])
BUILD = Path(os.environ["COPYSCOPE_BUILD_DIR"])
README = ROOT / "README.md"
RENEW = bool(os.environ.get("COPYSCOPE_RENEW_GOLDEN"))
SECONDS = 60

# Not run here, and what covers them instead.
EXCEPTED = {
    "./dev test": "it is what runs this test",
}
# The machine may lack what real mode needs, or a display: these may say so (3), and no more than that.
MAY_BE_UNAVAILABLE = re.compile(r"copyscope (real|compare|gui) ")


def blocks(text):
    """[(language, content)] of the fenced blocks, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def examples(text):
    """[(command, its output or None)] in order."""
    result = []
    for language, content in blocks(text):
        if language == "sh":
            result += [(line, None) for line in content.splitlines() if line and not line.startswith("#")]
        if language == "console":
            command, _, output = content.partition("\n")
            result.append((command.removeprefix("$ "), output))
    return result


class Readme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.text = README.read_text(encoding="utf-8")
        (self.home / "bin").mkdir()
        (self.home / "bin/copyscope").symlink_to(PROGRAM)
        self.work = self.home / "work"  # stands for the checkout: ./dev and the build are where they say
        (self.work / "build").mkdir(parents=True)
        (self.work / "dev").symlink_to(ROOT / "dev")
        (self.work / "build/release").symlink_to(BUILD)
        for _, content in [each for each in blocks(self.text) if each[0] == "toml"]:
            (self.work / "mine.toml").write_text(content, encoding="utf-8")

    def run_command(self, command):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
        environment.update(PATH=f"{self.home / 'bin'}:{os.environ['PATH']}", HOME=str(self.home), LANG="C.UTF-8")
        return subprocess.run(["bash", "-c", command], cwd=self.work, env=environment, capture_output=True,
                              timeout=SECONDS, encoding="utf-8")

    def is_run_here(self, command):
        # ./dev run builds in build/release: only where that is what is under test.
        return command not in EXCEPTED and (
            not command.startswith("./dev") or BUILD == ROOT / "build/release")

    def test_every_command_runs_and_prints_what_is_shown(self):
        commands = examples(self.text)
        self.assertGreater(len(commands), 10)
        renewed = self.text
        for command, shown in commands:
            if not self.is_run_here(command):
                continue
            with self.subTest(command):
                outcome = self.run_command(command)
                fine = (0, 3) if MAY_BE_UNAVAILABLE.match(command) else (0,)
                self.assertIn(outcome.returncode, fine, outcome.stderr)
                if shown is None:
                    continue
                if RENEW:
                    renewed = renewed.replace(f"```console\n$ {command}\n{shown}```",
                                              f"```console\n$ {command}\n{outcome.stdout}```")
                    shown = outcome.stdout
                self.assertEqual(outcome.stdout, shown, "./dev golden renews what the README shows")
        if renewed != self.text:
            README.write_text(renewed, encoding="utf-8")

    def test_the_exceptions_are_in_the_readme(self):
        commands = [command for command, _ in examples(self.text)]
        self.assertEqual([each for each in EXCEPTED if each not in commands], [])


class Dev(unittest.TestCase):
    def test_the_script_is_sound(self):
        for script in ("dev", ".ci/run"):
            outcome = subprocess.run(["bash", "-n", ROOT / script], capture_output=True, timeout=SECONDS)
            self.assertEqual((outcome.returncode, outcome.stderr), (0, b""))

    def test_help_and_a_wrong_command(self):
        self.assertEqual(subprocess.run([ROOT / "dev", "help"], capture_output=True, timeout=SECONDS).returncode, 0)
        wrong = subprocess.run([ROOT / "dev", "tset"], capture_output=True, timeout=SECONDS)
        self.assertEqual((wrong.returncode, wrong.stdout), (2, b""))


if __name__ == "__main__":
    sys.exit(unittest.main())
