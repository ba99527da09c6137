#!/usr/bin/env python3
"""Real mode beside a plain C loop and iperf3, and sendfile with and without scatter-gather.

    bench/compare_real.py [build/release] [--turns 5]

1. `copyscope real` over loopback and bench/real_plain_loop.c make the same calls in turn; the ratio
   of their throughputs is 1 where the harness costs nothing.
2. The same file by `iperf3 -F`, with and without `-Z`, where it is installed: its receiver and its
   clock are others, so the ratio says only that neither is held up.
3. 256 MiB, warm, by 64 KiB over veth: how much longer sendfile takes without scatter-gather.

It prints figures and decides nothing: a machine that does something else meanwhile spoils them.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
METHODS = ["read-write", "mmap-write", "sendfile"]


def scenario(folder, scatter_gather):
    path = os.path.join(folder, "plain.toml")
    cases = "".join(
        f'[[case]]\nid = "{m}"\nmethod = "{m}"\nmachine.nic.scatter_gather = {scatter_gather}\n'
        for m in METHODS
    )
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            'schema = 1\nid = "plain"\ntitle = { en = "plain" }\n'
            '[workload]\nfile_size = "1 MiB"\nchunk = "64 KiB"\npage_cache = 1\n' + cases
        )
    return path


def real(program, *arguments):
    done = subprocess.run(
        [program, "real", *arguments, "--json"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def plain(loop, method, file, chunk, rounds, cpu):
    done = subprocess.run(
        [loop, method, file, str(chunk), str(rounds), str(cpu)],
        capture_output=True, text=True, check=True,
    )
    return [int(line) for line in done.stdout.split()]


def durations(case):
    return [r["duration_ps"] / 1000 for r in case["rounds"] if r["state"] == "counted"]


def large_file(folder):
    file = os.path.join(folder, "file")
    with open(file, "wb") as out:
        for _ in range(256):  # MiB: far more than a CPU's cache holds
            out.write(os.urandom(1 << 20))
        out.flush()
        os.fsync(out.fileno())
    return file


def beside_plain_loop(program, turns, folder, file):
    loop = os.path.join(folder, "loop")
    subprocess.run(
        ["clang", "-O2", "-o", loop, os.path.join(HERE, "real_plain_loop.c")], check=True
    )
    plan = scenario(folder, "true")
    cpu = max(os.sched_getaffinity(0))
    for chunk in (4096, 65536):
        ours = {m: [] for m in METHODS}
        theirs = {m: [] for m in METHODS}
        for _ in range(turns):
            for method in METHODS:
                report = real(
                    program, plan, "--case", method, "--file", file, "--path", "loopback",
                    "--set", f"workload.chunk={chunk}", "--rounds", "7",
                )
                ours[method] += durations(report["cases"][0])
                theirs[method] += plain(loop, method, file, chunk, 7, cpu)
        for method in METHODS:
            a, b = statistics.median(ours[method]), statistics.median(theirs[method])
            print(
                f"{method:11} {chunk:6} B a call: real mode {a / 1e6:7.2f} ms, "
                f"plain loop {b / 1e6:7.2f} ms, ratio {b / a:.3f} "
                f"(of the shortest {min(theirs[method]) / min(ours[method]):.3f})"
            )


def iperf3(file, cpu, *arguments):
    """Gigabytes a second that arrive."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with subprocess.Popen(["iperf3", "-s", "-1", "-B", "127.0.0.1", "-p", port, "--forceflush"],
                          stdout=subprocess.PIPE, text=True) as server:
        for line in server.stdout:
            if "listening" in line:
                break
        done = subprocess.run(
            ["iperf3", "-c", "127.0.0.1", "-p", port, "-F", file, "-l", "64K", "-A", str(cpu), "-C", "reno", "-J", *arguments],
            capture_output=True, text=True, check=True,
        )
        server.communicate()
    return json.loads(done.stdout)["end"]["sum_received"]["bits_per_second"] / 8e9


def beside_iperf3(program, turns, folder, file):
    if not shutil.which("iperf3"):
        print("iperf3 is not installed: left out")
        return
    plan = scenario(folder, "true")
    cpu = max(os.sched_getaffinity(0))
    for method, arguments in (("read-write", []), ("sendfile", ["-Z"])):
        ours, theirs = [], []
        for _ in range(turns):
            report = real(program, plan, "--case", method, "--file", file, "--path", "loopback", "--rounds", "7")
            ours += [os.path.getsize(file) / each for each in durations(report["cases"][0])]
            theirs += [iperf3(file, cpu, *arguments) for _ in range(3)]
        a, b = statistics.median(ours), statistics.median(theirs)
        print(f"{method:11} real mode {a:5.2f} GB/s, iperf3 -F {' '.join(arguments):2} {b:5.2f} GB/s, ratio {a / b:.3f}")


def scatter_gather(program, drain):
    report = real(
        program, "four-ways", "--case", "sendfile", "--case", "sendfile-sg",
        "--set", "workload.file_size=256 MiB", "--set", "workload.page_cache=1",
        "--path", "veth", "--drain", drain,
    )
    without, gathered = report["cases"]
    if without["status"] != "ok":
        print(f"no veth here: {without['reason']}")
        return
    a, b = without["duration_ps"], gathered["duration_ps"]
    print(
        f"sendfile over veth, drain {drain:5}: without scatter-gather {a / 1e9:.1f} ms, "
        f"with {b / 1e9:.1f} ms, {a / b:.2f} times as long"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/release")
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    program = os.path.join(options.build, "copyscope")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        file = large_file(folder)
        beside_plain_loop(program, options.turns, folder, file)
        beside_iperf3(program, options.turns, folder, file)
    for drain in ("copy", "trunc"):
        scatter_gather(program, drain)


if __name__ == "__main__":
    main()
