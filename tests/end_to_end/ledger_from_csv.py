#!/usr/bin/env python3
"""Sums every exported CSV and compares with what `run --json` says of the same case.

Knows nothing of the engine: only the columns that the export promises and what a ledger counts.
Checks the promises about the rows on the way: their order, their lanes, which columns apply.
"""
import csv
import io
import subprocess
import sys
import unittest
from collections import Counter

from support import PROGRAM, environment, run_json, scenario_ids

COLUMNS = ("begin_ps,end_ps,lane,kind,client,call,source,target,offset,bytes,line,name,"
           "task,cause,evidence").split(",")
LANES = {
    "cpu": {"user", "mode_switch", "context_switch", "cpu_copy", "pio_copy", "descriptor", "page_reference",
            "map", "unmap", "page_fault", "interrupt", "pin", "kernel_work", "softirq", "evict"},
    "process": {"syscall", "wait", "completion"},
    "dma.disk": {"dma_copy"}, "dma.nic": {"dma_copy"},
    "disk": {"disk_access"}, "nic": {"transmit"}, "wire": {"transmit"}, "memory_bus": {"bus_transfer"},
    "receiver": {"receive"},
}
KERNEL = LANES["cpu"] - {"user", "page_reference", "evict"}
WITHOUT_RANGE = {"syscall", "mode_switch", "interrupt", "wait", "context_switch", "kernel_work", "softirq"}
NAMED = {"syscall", "mode_switch", "interrupt", "wait", "page_fault", "softirq"}
MAY_BE_NAMED = {"completion", "kernel_work", "cpu_copy", "context_switch"}
MOVERS = {"cpu_copy": "cpu", "dma_copy": "dma", "pio_copy": "pio"}


def exported(scenario, case):
    """The rows of a case as dictionaries, read while they are written."""
    with subprocess.Popen([PROGRAM, "export", scenario, "--case", case, "--format", "csv", "-o", "-"],
                          stdout=subprocess.PIPE, env=environment()) as process:
        reader = csv.reader(io.TextIOWrapper(process.stdout, encoding="utf-8", newline=""))
        assert next(reader) == COLUMNS
        for row in reader:
            yield dict(zip(COLUMNS, row, strict=True))
    assert process.returncode == 0


def problem_of(row, before, lines):
    """What is wrong with a row on its own, or after the one before it; empty where nothing is."""
    kind, lane = row["kind"], row["lane"].rstrip("0123456789")
    if kind not in LANES.get(lane, ()):
        return f"{kind} on the lane {row['lane']}"
    if not int(row["begin_ps"]) <= int(row["end_ps"]):
        return "ends before it begins"
    if before and int(before["begin_ps"]) > int(row["begin_ps"]):
        return "begins before the row before it"
    if (row["offset"] == "") != (kind in WITHOUT_RANGE) or (row["offset"] == "") != (row["bytes"] == ""):
        return "has a range that does not apply, or lacks one"
    if kind not in MAY_BE_NAMED and (row["name"] != "") != (kind in NAMED):
        return "has a name that does not apply, or lacks one"
    if not row["client"].isdigit() or not row["call"].isdigit() or int(row["call"]) < 1:
        return "belongs to no client or no call"
    if row["evidence"] != "model":
        return "is simulated, and known in another way than by the model"
    if not (row["line"].isdigit() and 1 <= int(row["line"]) <= lines):
        return "points at no line of the listing"
    return ""


def ledger_of(rows, lines, level):
    """The figures that the rows come to, named as in the results."""
    count, calls = Counter(), Counter()
    before = None
    under_way = {}  # lane of a CPU: the rows that nest there
    for row in rows:
        problem = problem_of(row, before, lines)
        assert not problem, (problem, row)
        before = row
        kind = row["kind"]
        begin, end = int(row["begin_ps"]), int(row["end_ps"])
        if kind == "syscall":
            entered = row
        if row["name"] == "to_kernel":
            assert (entered["call"], entered["begin_ps"]) == (row["call"], row["begin_ps"]), row
        count["rows." + kind] += row["name"] != "continued"
        # What the kernel tidies up later takes no more of the run's time.
        if level == "textbook" or kind == "syscall" or row["target"] == "nic":
            count["duration_ps"] = max(count["duration_ps"], end)
        if row["lane"].startswith("cpu"):
            outer = under_way.setdefault(row["lane"], [])
            while outer and int(outer[-1]["end_ps"]) <= begin:
                outer.pop()
            if outer:  # its time is not the outer row's
                assert end <= int(outer[-1]["end_ps"]), ("two things at once on one CPU", row)
                count["kernel_ps"] -= (end - begin) * (outer[-1]["kind"] in KERNEL)
            outer.append(row)
        if kind in KERNEL:
            count["kernel_ps"] += end - begin
        if kind in MOVERS:
            count["bytes." + MOVERS[kind]] += int(row["bytes"])
        if kind == "syscall":
            calls[row["name"]] += 1
        if kind == "page_fault":
            count["page_faults." + row["name"]] += 1
    return {
        "duration_ps": count["duration_ps"],
        "syscalls": count["rows.syscall"],
        "mode_switches": count["rows.mode_switch"],
        "context_switches": count["rows.context_switch"],
        "interrupts": count["rows.interrupt"],
        "page_faults": {each: count["page_faults." + each] for each in ("minor", "major")},
        "descriptors": count["rows.descriptor"],
        "copies": {mover: count["rows." + kind] for kind, mover in MOVERS.items()},
        "bytes_copied": {mover: count["bytes." + mover] for mover in MOVERS.values()},
        "kernel_ps": count["kernel_ps"],
        "syscalls_by_name": dict(calls),
    }


class LedgerFromCsv(unittest.TestCase):
    def test_the_rows_of_every_shipped_case_sum_up_to_its_results(self):
        lines = {}
        for scenario in scenario_ids():
            for case in run_json("run", scenario, "--json")["cases"]:
                method = case["method"]
                if method not in lines:
                    lines[method] = len(run_json("explain", method, "--json")["listing"])
                summed = ledger_of(exported(scenario, case["id"]), lines[method], case["fidelity"])
                told = {key: case[key] for key in summed if key in case}
                told["kernel_ps"] = case["cpu"]["kernel_ps"]
                with self.subTest(scenario=scenario, case=case["id"]):
                    self.assertEqual(summed, told)


if __name__ == "__main__":
    sys.exit(unittest.main())
