#!/usr/bin/env python3
"""A real run that was saved and is opened: rows, listing and figures are its report's, every figure under its
evidence, in every picture that is made of it."""
import csv
import io
import json
import re
import sys
import unittest

from drawn_test import tool
from support import InFolder, run
from window_support import OnDisplay

# How the rows of each kind are known.
EVIDENCE = {"syscall": "measured", "receive": "measured", "mode_switch": "derived", "completion": "measured"}


def figure(case, path):
    for key in path.split("."):
        case = case[key]
    return case


class RealTrace(OnDisplay):
    def setUp(self):
        super().setUp()
        self.trace = self.folder / "x.copyscope"
        for case, path in (("sendfile", "auto"), ("sendfile-sg", "loopback")):  # the latter runs wherever there is TCP
            outcome = run("real", "four-ways", "--case", case, "--path", path, "--rounds", "3",
                          "--trace", self.trace, "--json")
            if outcome.returncode == 0:
                break
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.case = json.loads(outcome.stdout)["cases"][0]

    def export(self, format, suffix):
        path = self.folder / f"out.{suffix}"
        outcome = run("export", self.trace, "--format", format, "-o", path)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        return path

    def test_its_rows_are_what_the_report_counts(self):
        rows = list(csv.DictReader(io.StringIO(self.export("csv", "csv").read_text())))
        of = lambda kind: [row for row in rows if row["kind"] == kind]
        self.assertEqual(len(of("syscall")), self.case["syscalls"])
        self.assertEqual(len(of("mode_switch")), self.case["mode_switches"])
        self.assertEqual(len(of("cpu_copy")), self.case["copies"]["cpu"])
        self.assertEqual(sum(int(row["bytes"]) for row in of("cpu_copy")), self.case["bytes_copied"]["cpu"])
        for row in rows:
            self.assertEqual(row["evidence"], EVIDENCE.get(row["kind"], "inferred"), row)
        self.assertEqual({row["name"] for row in of("syscall")}, {"sendfile"})

    def test_it_keeps_what_was_found_out_beside_them(self):
        verdict = self.case["zero_copy"]
        outcome = run("trace", self.trace, "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        facts = json.loads(outcome.stdout)["facts"]
        self.assertEqual(facts["zero_copy"], verdict)
        self.assertEqual(facts.get("sink"), self.case.get("sink"))
        self.assertEqual(facts["sender"]["page_faults"], self.case["sender"]["page_faults"])
        self.assertEqual(facts["sends"]["counted"], 3)
        text = " ".join(run("trace", self.trace).stdout.split())
        self.assertIn("Was it zero-copy?", text)
        self.assertIn(verdict["reason"], text)
        again = self.folder / "again.copyscope"  # through JSON and back
        for source, target in ((self.trace, self.folder / "x.json"), (self.folder / "x.json", again)):
            self.assertEqual(run("export", source, "--format", target.suffix[1:], "-o", target).returncode, 0)
        self.assertEqual(json.loads(run("trace", again, "--json").stdout)["facts"], facts)

    def test_the_lesson_tells_every_figure_under_its_evidence(self):
        text = self.export("html", "html").read_text()
        rows = re.findall(r'<tr data-figure="([^"]+)" data-evidence="([^"]+)">(.*?)</tr>', text, re.S)
        self.assertTrue({"mode_switches", "copies.cpu", "syscalls", "cpu.time_ps"} <= {path for path, _, _ in rows})
        last = {path: (evidence, row) for path, evidence, row in rows}
        for path, (evidence, row) in last.items():
            self.assertEqual(evidence, self.case["evidence"][path], path)
            self.assertEqual(int(re.findall(r'<data value="(\d+)">', row)[-1]), figure(self.case, path), path)
        self.assertIn('aria-current="true"', text)  # the listing's line is lit

    def test_the_storyboard_tells_them_too(self):
        text = tool("pdftotext", self.export("storyboard", "pdf"), "-")
        last = text.split("\f")[-2]
        for word in ("measured", "derived", "inferred"):
            self.assertIn(word, last)
        count = self.case["copies"]["cpu"]
        self.assertRegex(last, rf"CPU copies inferred\s+{count} ?/ ?{count}\b")
        self.assertIn("inferred; place within the call not known", " ".join(text.split()))

    def test_the_window_plays_it_and_knows_its_rounds(self):
        window = self.open(self.trace)
        state = window.wait_for(lambda state: state["steps"] > 0)
        self.assertEqual((state["source"], state["case"]), ("real", self.case["id"]))
        self.assertEqual([case["rounds"] for case in state["real"]["cases"]], [3])
        self.assertEqual([case["zero_copy"] for case in state["real"]["cases"]], [self.case["zero_copy"]["verdict"]])
        window.key("End")
        state = window.wait_for(lambda state: state["step"] == state["steps"])
        self.assertEqual(state["ledger"]["mode_switches"], self.case["mode_switches"])


class EveryMethod(InFolder):
    """Each case of every-way that can run over loopback: its rows lie in its listing, and a lesson is made of it."""

    def test_its_calls_light_their_lines(self):
        told = 0
        for case in ("read-write", "mmap-write", "sendfile-sg", "splice-sg", "vmsplice-splice-sg", "msg-zerocopy-sg",
                     "io-uring", "io-uring-zc-sg", "direct-io"):
            trace = self.folder / f"{case}.copyscope"
            outcome = run("real", "every-way", "--case", case, "--path", "loopback", "--rounds", "1",
                          "--set", "page_cache=warm", "--trace", trace, "--json")
            if outcome.returncode == 3:
                continue  # forbidden here; it has said why
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            told += 1
            report = json.loads(outcome.stdout)["cases"][0]
            sends = report["zero_copy"]
            self.assertEqual(sends["copied"] + sends["not_copied"] + sends["read_for_checksum"], 4, case)
            rows = list(csv.DictReader(io.StringIO(run("export", trace, "--format", "csv", "-o", "-").stdout)))
            calls = [row for row in rows if row["kind"] == "syscall"]
            self.assertEqual(len(calls), report["syscalls"], case)
            for row in calls:
                self.assertEqual(row["line"] == "", row["name"] == "poll", (case, row))  # which has no line
            self.assertEqual(sum(row["kind"] == "cpu_copy" for row in rows), report["copies"]["cpu"], case)
            lesson = self.folder / f"{case}.html"
            self.assertEqual(run("export", trace, "--format", "html", "-o", lesson).returncode, 0, case)
            self.assertIn('aria-current="true"', lesson.read_text(), case)
        self.assertGreaterEqual(told, 5)


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
