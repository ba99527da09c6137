#!/usr/bin/env python3
"""Every case that ships, saved as a trace and read by others.

The reader in Python that docs/TRACE.md ends with prints what the export `csv` has, in all columns but the
line of the listing; and what is exported of a saved trace is what is exported of its scenario.
"""
import csv
import io
import subprocess
import sys
import unittest

from support import ROOT, SECONDS, InFolder, environment, run, run_json, scenario_ids

MOST_CALLS = 10_000  # of a case that is read here; the reader takes a microsecond a value


def reader_of_the_page():
    page = (ROOT / "docs" / "TRACE.md").read_text(encoding="utf-8")
    return page.split("```python\n")[1].split("```")[0]


def exported(name, *arguments):
    outcome = run("export", name, "--format", "csv", "-o", "-", *arguments)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def table(text):
    """Rows as dictionaries, without the column that needs the listing."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row.pop("line", None)
    return rows


class Reader(InFolder):
    def setUp(self):
        super().setUp()
        self.reader = self.folder / "reader.py"
        self.reader.write_text(reader_of_the_page(), encoding="utf-8")

    def read(self, path):
        """What the reader prints. This python3 is the one that has the packages it needs."""
        outcome = subprocess.run([sys.executable, self.reader, path], capture_output=True, timeout=SECONDS,
                                 env=environment(), encoding="utf-8")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        return outcome.stdout

    def test_the_rows_of_every_shipped_case_are_those_of_its_csv(self):
        path = self.folder / "t.copyscope"
        compared = 0
        for scenario in scenario_ids():
            for case in run_json("run", scenario, "--json")["cases"]:
                if case["syscalls"] > MOST_CALLS:
                    continue
                with self.subTest(scenario=scenario, case=case["id"]):
                    saved = run("run", scenario, "--case", case["id"], "--trace", path)
                    self.assertEqual(saved.returncode, 0, saved.stderr)
                    text = exported(scenario, "--case", case["id"])
                    rows = table(text)
                    self.assertEqual(table(self.read(path)), rows)
                    self.assertTrue(any(row["cause"] for row in rows))
                    self.assertTrue(all(row["task"] for row in rows if row["kind"] == "syscall"))
                    self.assertEqual(exported(path), text)
                    compared += 1
        self.assertGreater(compared, 20)


if __name__ == "__main__":
    unittest.main()
