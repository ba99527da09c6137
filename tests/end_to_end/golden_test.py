#!/usr/bin/env python3
"""What the program prints, to the letter. `./dev golden` writes the files of golden/ anew."""
import os
import sys
import unittest
from pathlib import Path

from support import SCENARIO, InFolder, run

GOLDEN = Path(__file__).with_name("golden")
RENEW = bool(os.environ.get("COPYSCOPE_RENEW_GOLDEN"))

COMMANDS = {
    "run-four-ways.txt": ["run", "four-ways"],
    "run-four-ways.zh.txt": ["run", "four-ways", "--lang", "zh"],
    "run-four-ways.json": ["run", "four-ways", "--json"],
    "run-four-ways.csv": ["run", "four-ways", "--csv"],
    "run-four-ways.md": ["run", "four-ways", "--md"],
    "run-big-file-long.txt": ["run", "big-file", "--set", "workload.file_size=1TB", "--case", "read-write",
                              "--case", "sendfile"],
    "steps-sendfile-sg.txt": ["run", "four-ways", "--case", "sendfile-sg", "--steps"],
    "steps-read-write.zh.txt": ["run", "four-ways", "--case", "read-write", "--steps", "--lang", "zh"],
    "explain-mmap-write.txt": ["explain", "mmap-write"],
    "export-sendfile.csv": ["export", "four-ways", "--case", "sendfile", "--format", "csv", "-o", "-"],
    "help.txt": ["--help"],
    "help-run.txt": ["run", "--help"],
    "check.txt": ["check", "four-ways"],
}
FAILING = {
    "error-misspelt-key.txt": ["run", "small.toml", "--set", "workload.chnk=4KiB"],
    "error-unknown-scenario.txt": ["run", "for-ways"],
    "error-unknown-case.txt": ["run", "four-ways", "--case", "sendfil"],
    "error-in-file.txt": ["run", "broken.toml"],
}


class Golden(InFolder):
    def compare(self, name, printed):
        path = GOLDEN / name
        if RENEW:
            path.write_text(printed, encoding="utf-8")
        self.assertEqual(printed, path.read_text(encoding="utf-8") if path.exists() else None,
                         f"{name} differs; ./dev golden renews it")

    def test_results_are_printed_as_before(self):
        for name, arguments in COMMANDS.items():
            with self.subTest(name):
                outcome = run(*arguments, cwd=self.folder)
                self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
                self.compare(name, outcome.stdout)

    def test_errors_are_told_as_before(self):
        (self.folder / "broken.toml").write_text(SCENARIO.replace("chunk", "chonk"), encoding="utf-8")
        for name, arguments in FAILING.items():
            with self.subTest(name):
                outcome = run(*arguments, cwd=self.folder)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.compare(name, outcome.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
