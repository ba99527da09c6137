#!/usr/bin/env python3
"""The same scenario gives the same bytes of trace: twice, in release and in debug, on every machine.

golden/traces.txt has a digest of the JSON trace of each case that ships (without its `program` line,
which changes with every version). `./dev golden` writes it anew.
"""
import hashlib
import os
import unittest
from pathlib import Path

from support import run, run_json, scenario_ids

GOLDEN = Path(__file__).with_name("golden") / "traces.txt"
MOST_SPANS_TO_SAVE = 200_000  # a case with more is left to the tests of the rooms


def digest(scenario, case):
    outcome = run("export", scenario, "--case", case, "--format", "json", "-o", "-")
    assert outcome.returncode == 0, outcome.stderr
    lines = (line for line in outcome.stdout.splitlines() if '"program"' not in line)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def small_cases():
    for scenario in scenario_ids():
        for case in run_json("run", scenario, "--json")["cases"]:
            if case["syscalls"] * 8 < MOST_SPANS_TO_SAVE:
                yield scenario, case["id"]


class GoldenTraces(unittest.TestCase):
    def test_every_shipped_case_gives_the_bytes_that_it_always_gave(self):
        found = "".join(f"{digest(*each)}  {each[0]} {each[1]}\n" for each in small_cases())
        if os.environ.get("COPYSCOPE_RENEW_GOLDEN"):
            GOLDEN.write_text(found, encoding="utf-8")
        self.assertEqual(found.splitlines(), GOLDEN.read_text(encoding="utf-8").splitlines())

    def test_the_same_command_gives_the_same_bytes_twice(self):
        self.assertEqual(digest("every-way", "splice-sg"), digest("every-way", "splice-sg"))


if __name__ == "__main__":
    unittest.main()
