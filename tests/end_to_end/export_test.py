#!/usr/bin/env python3
"""Exports, opened by programs that know nothing of this one, and counted against the ledger."""
import json
import re
import subprocess
import sys
import unittest
from decimal import Decimal
from functools import cache

from support import InFolder, SECONDS, run, run_json, scenario_ids

TEXT_FORMATS = ("csv", "perfetto", "vcd", "wavejson", "mermaid", "json")
COPIES = ("cpu_copy", "dma_copy", "pio_copy")
HOSTILE = "</script><b>&amp; \\\"quoted\\\" 'too'; $end #1 %%\\n\\t\\u0001 ]]> \\u202E turned \\u200F -- \\\\ 零拷贝"


def exported(scenario, case, form, *options, **more):
    """What a format's file holds; the command must succeed, and say nothing."""
    outcome = run("export", scenario, "--case", case, "--format", form, "-o", "-", *options, **more)
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stderr
    return outcome.stdout


@cache
def shipped():
    """[(scenario, results of a case)]: every method, each once, and runs that one looks at."""
    cases, seen = [], set()
    for scenario in scenario_ids():
        for case in run_json("run", scenario, "--json")["cases"]:
            if case["bytes"] > 1 << 20 or case["method"] in seen and scenario != "four-ways":
                continue
            seen.add(case["method"])
            cases.append((scenario, case))
    return cases


class Counts(unittest.TestCase):
    """Each format counts what the ledger does, for every method."""

    def each(self):
        for scenario, case in shipped():
            with self.subTest(scenario=scenario, case=case["id"]):
                yield scenario, case, sum(case["copies"].values())

    def test_every_method_is_among_the_cases(self):
        methods = {each["id"] for each in run_json("list", "--json")["methods"]}
        self.assertEqual({case["method"] for _, case in shipped()}, methods)

    def test_perfetto(self):
        for scenario, case, copies in self.each():
            trace = json.loads(exported(scenario, case["id"], "perfetto"), parse_float=Decimal)
            events = trace["traceEvents"]
            rows = [event for event in events if event["ph"] == "X"]
            kinds = [event["cat"] for event in rows]
            self.assertEqual(sum(kind in COPIES for kind in kinds), copies)
            self.assertEqual(kinds.count("mode_switch"), case["mode_switches"])
            self.assertEqual(kinds.count("syscall"), case["syscalls"])
            self.assertEqual(sum(event["args"]["bytes"] for event in rows if event["cat"] == "cpu_copy"),
                             case["bytes_copied"]["cpu"])
            awaited = [event for event in rows if case["fidelity"] == "textbook"
                       or event["cat"] == "syscall" or event["args"].get("target") == "nic"]
            self.assertEqual(max(event["ts"] + event["dur"] for event in awaited) * 1_000_000,
                             case["duration_ps"])
            self.assertEqual([sum(event["ph"] == phase for event in events) for phase in "sf"],
                             [copies, copies])
            last = {event["name"]: event["args"] for event in events if event["ph"] == "C"}
            self.assertEqual(last["copies"], case["copies"])
            self.assertEqual(last["bytes_copied"], case["bytes_copied"])

    def test_wavejson(self):
        for scenario, case, copies in self.each():
            signals = json.loads(exported(scenario, case["id"], "wavejson"))["signal"]
            data = [datum for signal in signals for datum in signal["data"]]
            self.assertEqual(sum(datum.startswith("(") for datum in data), copies)
            self.assertEqual(len({len(signal["wave"]) for signal in signals}), 1)

    def test_mermaid(self):
        for scenario, case, copies in self.each():
            text = exported(scenario, case["id"], "mermaid")
            self.assertEqual(len(re.findall(r": \(\d+\) \w+ copy, ", text)), copies)
            self.assertEqual(len(re.findall(r"\(\)(?: returns)?$", text, re.M)), case["mode_switches"])


class OpenedByOthers(InFolder):
    def test_gtkwaves_converter_reads_every_vcd_and_has_the_ledger_in_the_end(self):
        for scenario, case in shipped():
            with self.subTest(case["id"]):
                (self.folder / "run.vcd").write_text(exported(scenario, case["id"], "vcd"), encoding="utf-8")
                for command in (["vcd2fst", "-v", "run.vcd", "-f", "run.fst"],
                                ["fst2vcd", "-f", "run.fst", "-o", "again.vcd"]):
                    subprocess.run(command, cwd=self.folder, check=True, capture_output=True, timeout=SECONDS)
                last = last_values((self.folder / "again.vcd").read_text(encoding="utf-8"))
                self.assertEqual(last["mode_switches"], case["mode_switches"])
                self.assertEqual({mover: last["copies_" + mover] for mover in case["copies"]}, case["copies"])
                self.assertEqual({mover: last["bytes_copied_" + mover] for mover in case["copies"]},
                                 case["bytes_copied"])


def last_values(vcd):
    """{variable: its last value} of a dump's integers."""
    names = dict(re.findall(r"^\$var \w+ \d+ (\S+) (\w+)", vcd, re.M))
    return {names[name]: int(value, 2) for value, name in re.findall(r"^b([01]+) (\S+)$", vcd, re.M)}


class Safe(InFolder):
    def setUp(self):
        super().setUp()
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', f'"{HOSTILE}"')
        self.scenario.write_text(text.replace('id = "plain"', 'id = "plain"\ntitle = { en = "%s" }' % ("x<&" * 3000)),
                                 encoding="utf-8")

    def test_any_title_can_be_exported(self):
        for form in TEXT_FORMATS:
            with self.subTest(form):
                text = exported(self.scenario, "plain", form)
                if form in ("perfetto", "wavejson", "json"):
                    json.loads(text)
                self.assertNotIn("\u202e", text if form != "json" and form != "perfetto" else "")

    def test_the_same_command_gives_the_same_bytes(self):
        for form in TEXT_FORMATS:
            with self.subTest(form):
                self.assertEqual(exported(self.scenario, "plain", form), exported(self.scenario, "plain", form))

    def test_a_saved_trace_is_exported_as_its_run_is(self):
        run("run", self.scenario, "--case", "plain", "--trace", self.folder / "saved.json")
        for form in TEXT_FORMATS:
            with self.subTest(form):
                self.assertEqual(exported(self.folder / "saved.json", "plain", form),
                                 exported(self.scenario, "plain", form))

    def test_a_part_of_a_run_goes_with_all_but_json(self):
        for form in TEXT_FORMATS:
            with self.subTest(form):
                outcome = run("export", self.scenario, "--case", "plain", "--format", form, "-o", "-",
                              "--from", "100us", "--to", "120us")
                self.assertEqual(outcome.returncode, 2 if form == "json" else 0, outcome.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
