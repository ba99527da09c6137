#!/usr/bin/env python3
"""Compares the engine's events a second with those of ns-3 and SimGrid, on the hold model (hold.h).

    bench/compare_engine.py BUILD_FOLDER [--rounds 7] [--sizes 64 1000 64000]

Build with -DCOPYSCOPE_BENCH=ON first. The programs run in turn, A B C A B C, so that whatever else
the machine does falls on all of them; a second is one of CPU time for each, and medians over the rounds
are what counts. A peer that is not installed is left out.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

PEERS = {"ns-3": ("peer_ns3", 1_000_000), "SimGrid": ("peer_simgrid", 200_000)}
OURS = "copyscope"


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def measure_ours(program, size):
    report = run([program, f"--benchmark_filter=^hold/{size}$", "--benchmark_format=json",
                  "--benchmark_min_time=0.3"])
    return json.loads(report)["benchmarks"][0]["items_per_second"]


def measure_peer(program, size, events):
    return float(run([program, str(size), str(events)]))


def competitors(folder):
    """Name and a function of the size, for each program that is there."""
    ours = folder / "bench_engine"
    if not ours.exists():
        sys.exit(f"{ours} is not there: build with -DCOPYSCOPE_BENCH=ON first")
    found = {OURS: lambda size: measure_ours(ours, size)}
    for name, (program, events) in PEERS.items():
        path = folder / program
        if path.exists():
            found[name] = lambda size, path=path, events=events: measure_peer(path, size, events)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the build folder")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="+", default=[64, 1_000, 64_000])
    arguments = parser.parse_args()

    programs = competitors(arguments.folder / "bench")
    peers = [name for name in programs if name != OURS]
    for name in PEERS:
        if name not in programs:
            print(f"{name} is left out: it is not installed")
    rates = {(name, size): [] for name in programs for size in arguments.sizes}
    for _ in range(arguments.rounds):
        for size in arguments.sizes:
            for name, measure in programs.items():
                rates[name, size].append(measure(size))

    print(f"million events a second, medians of {arguments.rounds} rounds; in brackets the least "
          "and the most; then how many times the peer's")
    print(f"{'pending':>8}" + "".join(f"{name:>25}" for name in programs)
          + "".join(f"{'x ' + name:>12}" for name in peers))
    for size in arguments.sizes:
        median = {name: statistics.median(rates[name, size]) for name in programs}
        line = f"{size:>8}"
        for name in programs:
            low, high = min(rates[name, size]), max(rates[name, size])
            spread = f"({low / 1e6:.2f} to {high / 1e6:.2f})"
            line += f"{median[name] / 1e6:>8.2f} {spread:>16}"
        line += "".join(f"{median[OURS] / median[name]:>12.1f}" for name in peers)
        print(line)


if __name__ == "__main__":
    main()
