#!/usr/bin/env python3
"""JSON and CSV for scripts: valid, complete, in the promised order, with the promised figures."""
import csv
import io
import json
import sys
import unittest

from support import InFolder, method_ids, run, run_json, scenario_ids

KEYS = ["id", "method", "fidelity", "source", "bytes", "duration_ps", "throughput_bytes_per_s", "syscalls",
        "mode_switches", "context_switches", "interrupts", "page_faults", "descriptors", "copies", "bytes_copied",
        "cpu", "syscalls_by_name"]
MOVERS = ["cpu", "dma", "pio"]
# One 64 KiB round of read + write on the textbook's machine, as the interface gives it.
READ_WRITE = {
    "id": "read-write", "method": "read-write", "fidelity": "textbook", "source": "simulated",
    "bytes": 65536, "duration_ps": 154467200, "throughput_bytes_per_s": 424271301.6,
    "syscalls": 2, "mode_switches": 4, "context_switches": 0, "interrupts": 2,
    "page_faults": {"minor": 0, "major": 0}, "descriptors": 0,
    "copies": {"cpu": 2, "dma": 2, "pio": 0}, "bytes_copied": {"cpu": 131072, "dma": 131072, "pio": 0},
    "cpu": {"time_ps": 13507200, "user_ps": 0, "kernel_ps": 13507200, "utilization": 0.0874},
    "syscalls_by_name": {"read": 1, "write": 1}}


class Json(InFolder):
    def test_read_write_comes_to_the_figures_of_the_books(self):
        first = run_json("run", "four-ways", "--json")["cases"][0]
        self.assertEqual(first, READ_WRITE)

    def test_keys_come_in_their_order_in_every_scenario(self):
        for scenario in scenario_ids():
            result = run_json("run", scenario, "--json")
            self.assertEqual(list(result), ["schema", "scenario", "cases"])
            self.assertEqual((result["schema"], result["scenario"]), (1, scenario))
            for case in result["cases"]:
                self.assertEqual(list(case), KEYS)
                self.assertEqual(list(case["copies"]), MOVERS)
                self.assertEqual(list(case["bytes_copied"]), MOVERS)
                self.assertEqual(list(case["page_faults"]), ["minor", "major"])
                self.assertEqual(case["cpu"]["time_ps"], case["cpu"]["user_ps"] + case["cpu"]["kernel_ps"])
                self.assertEqual(list(case["cpu"]), ["time_ps", "user_ps", "kernel_ps", "utilization"])

    def test_an_empty_file_takes_no_time_and_has_no_throughput(self):
        case = run_json("run", "four-ways", "--case", "sendfile", "--set", "file_size=0", "--json")["cases"][0]
        self.assertEqual((case["duration_ps"], case["throughput_bytes_per_s"], case["cpu"]["utilization"]),
                         (0, 0, 0))
        self.assertEqual((case["syscalls"], case["syscalls_by_name"]), (0, {}))

    def test_a_case_is_chosen_in_the_scenario_s_order(self):
        result = run_json("run", "four-ways", "--case", "sendfile", "--case", "read-write", "--json")
        self.assertEqual([case["id"] for case in result["cases"]], ["read-write", "sendfile"])

    def test_the_language_changes_no_figure(self):
        self.assertEqual(run("run", "four-ways", "--json", "--lang", "zh").stdout,
                         run("run", "four-ways", "--json").stdout)

    def test_list_names_scenarios_methods_and_machines(self):
        result = run_json("list", "--json")
        self.assertEqual(list(result), ["schema", "scenarios", "methods", "machines"])
        self.assertIn("four-ways", [each["id"] for each in result["scenarios"]])
        self.assertIn("textbook", [each["id"] for each in result["machines"]])

    def test_explain_counts_in_rounds_and_bytes(self):
        cold, gathering, warm = run_json("explain", "sendfile", "--json")["counts"]
        self.assertEqual((cold["syscalls"], cold["mode_switches"], cold["copies.cpu"], cold["bytes_copied.dma"]),
                         ("n", "2n", "n", "2S"))
        self.assertEqual((gathering["copies.cpu"], gathering["descriptors"]), ("0", "n"))
        self.assertEqual(warm["copies.dma"], "n")
        mapped = run_json("explain", "msg-zerocopy", "--json")["counts"][1]
        self.assertEqual((mapped["syscalls"], mapped["mode_switches"]), ("2n + 1", "4n + 2"))

    def test_every_method_can_be_explained(self):
        for method in method_ids():
            for language in ("en", "zh"):
                outcome = run("explain", method, "--lang", language)
                self.assertEqual((outcome.returncode, outcome.stderr), (0, ""), method)
            self.assertEqual(run_json("explain", method, "--json")["id"], method)

    def test_check_tells_each_expectation(self):
        files = run_json("check", "four-ways", "--json")["files"]
        self.assertTrue(files[0]["ok"])
        self.assertTrue(all(each["holds"] for each in files[0]["expectations"]))


class Csv(unittest.TestCase):
    def test_the_table_has_the_json_s_figures(self):
        rows = list(csv.DictReader(io.StringIO(run("run", "four-ways", "--csv").stdout)))
        cases = run_json("run", "four-ways", "--json")["cases"]
        self.assertEqual(len(rows), len(cases))
        for row, case in zip(rows, cases):
            self.assertEqual((row["scenario"], row["id"], row["copies.cpu"], row["duration_ps"]),
                             ("four-ways", case["id"], str(case["copies"]["cpu"]), str(case["duration_ps"])))


class Trace(InFolder):
    def test_a_saved_trace_exports_what_the_scenario_does(self):
        saved = self.folder / "trace.json"
        self.assertEqual(run("run", self.scenario, "--case", "plain", "--trace", saved).returncode, 0)
        json.loads(saved.read_text(encoding="utf-8"))
        from_scenario = run("export", self.scenario, "--case", "plain", "--format", "csv", "-o", "-")
        from_trace = run("export", saved, "--format", "csv", "-o", "-")
        self.assertEqual(from_trace.returncode, 0, from_trace.stderr)
        self.assertEqual(from_trace.stdout, from_scenario.stdout)

    def test_a_trace_opened_and_saved_again_is_the_same_to_the_byte(self):
        saved, again = self.folder / "trace.json", self.folder / "again.json"
        run("run", "four-ways", "--case", "sendfile", "--trace", saved)
        self.assertEqual(run("export", saved, "--format", "json", "-o", again).returncode, 0)
        self.assertEqual(again.read_bytes(), saved.read_bytes())

    def test_from_and_to_keep_what_overlaps_them(self):
        def rows(*times):
            text = run("export", "four-ways", "--case", "read-write", "--format", "csv", "-o", "-", *times).stdout
            return list(csv.DictReader(io.StringIO(text)))

        whole, part = rows(), rows("--from", "120us", "--to", "139.5 us")
        self.assertEqual(part, [row for row in whole
                                if int(row["end_ps"]) >= 120_000_000 and int(row["begin_ps"]) <= 139_500_000])
        self.assertEqual(rows("--from", "0"), whole)

    def test_the_same_run_twice_gives_the_same_bytes(self):
        one, two = (run("export", "every-way", "--case", "splice", "--format", "json", "-o", "-").stdout
                    for _ in range(2))
        self.assertEqual(one, two)


if __name__ == "__main__":
    sys.exit(unittest.main())
