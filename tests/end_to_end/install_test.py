#!/usr/bin/env python3
"""The installed tree has what it should have, and the program runs from there."""
import os
import subprocess
import sys
import unittest

from support import SECONDS, InFolder, environment


class Install(InFolder):
    def test_the_installed_program_needs_nothing_of_the_tree(self):
        prefix = self.folder / "usr"
        outcome = subprocess.run(["cmake", "--install", os.environ["COPYSCOPE_BUILD_DIR"], "--prefix", prefix],
                                 capture_output=True, timeout=SECONDS, encoding="utf-8")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        for name in ("bin/copyscope", "share/man/man1/copyscope.1", "share/copyscope/scenarios/four-ways.toml",
                     "share/copyscope/machines/textbook.toml", "share/copyscope/methods/sendfile.toml"):
            self.assertTrue((prefix / name).is_file(), name)
        outcome = subprocess.run([prefix / "bin/copyscope", "run", "four-ways"], capture_output=True, cwd="/",
                                 timeout=SECONDS, env=environment(), encoding="utf-8")
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        self.assertIn("sendfile-sg", outcome.stdout)


if __name__ == "__main__":
    sys.exit(unittest.main())
