#!/usr/bin/env python3
"""What whole processes take, as a user waits for them: commands from start to end, the window from start to
its first frame, and what it costs while nothing happens in it.

    bench/processes.py BUILD_FOLDER [--rounds 11] [--idle 5]

Medians over the rounds, the least and the most in brackets; the commands take turns, so that whatever else
the machine does falls on all of them. The window needs a display (`./dev bench` gives it one).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "--version": ["--version"],
    "list": ["list"],
    "run four-ways": ["run", "four-ways"],
    "run every-way": ["run", "every-way"],
    "run big-file --json": ["run", "big-file", "--json"],
    "check all that ships": ["check", "before-dma", "big-file", "every-way", "four-ways", "many-small-chunks",
                             "scatter-gather-off", "true-zero-copy", "warm-cache"],
    "export svg": ["export", "four-ways", "--case", "sendfile", "--format", "svg", "-o", "-"],
    "export pdf": ["export", "four-ways", "--case", "sendfile", "--format", "pdf", "-o", "-"],
    "export storyboard": ["export", "four-ways", "--case", "sendfile", "--format", "storyboard", "-o", "-"],
    "export html": ["export", "four-ways", "--format", "html", "-o", "-"],
}
SECONDS = 60  # for anything


def whole_process(program, arguments):
    """Seconds from start to end, seconds of CPU, and MiB at the most."""
    begin = time.monotonic()
    process = subprocess.Popen([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"copyscope {' '.join(arguments)} ended with {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid, figure="VmRSS"):
    """Of now; VmHWM is the most that it ever was."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(figure + ":")) / 1024


class Window:
    """The program with its window open; it tells its first state once its first frame is drawn."""

    def __init__(self, program, folder, opened="four-ways"):
        self.state = Path(folder) / "state.json"
        self.state.unlink(missing_ok=True)
        environment = {**os.environ, "XDG_CONFIG_HOME": folder, "LC_ALL": "C.UTF-8"}
        self.begin = time.monotonic()
        self.process = subprocess.Popen([program, "gui", opened, "--state", str(self.state)],
                                        env=environment, stderr=subprocess.DEVNULL)  # "terminated", at the end
        self.wait_for(lambda state: True)
        self.first_frame = time.monotonic() - self.begin

    def wait_for(self, condition, seconds=SECONDS):
        """The first state that fulfils the condition."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            if self.state.exists():
                state = json.loads(self.state.read_text(encoding="utf-8"))
                if condition(state):
                    return state
            time.sleep(0.001)
        sys.exit("the window did not open, or did not come to what it was to show")

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=SECONDS)


def told(values, unit, scale):
    values = [value * scale for value in values]
    return f"{statistics.median(values):8.1f} {unit} ({min(values):.1f} to {max(values):.1f})"


def measure_commands(program, rounds):
    taken = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            taken[name].append(whole_process(program, arguments))
    print(f"whole processes, medians of {rounds} rounds")
    for name, runs in taken.items():
        print(f"  {name:<22}{told([run[0] for run in runs], 'ms', 1000):<34}"
              f"CPU {told([run[1] for run in runs], 'ms', 1000)}")


def measure_window(program, rounds, idle):
    first, cpu = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            window = Window(program, folder)
            first.append(window.first_frame)
            cpu.append(cpu_seconds(window.process.pid))
            window.close()
        window = Window(program, folder)
        window.wait_for(lambda state: state["steps"] > 0)
        time.sleep(1)  # it comes to rest
        before = cpu_seconds(window.process.pid)
        time.sleep(idle)
        share = (cpu_seconds(window.process.pid) - before) / idle
        memory = resident_mib(window.process.pid)
        window.close()
    print(f"the window, medians of {rounds} starts")
    print(f"  {'start to first frame':<22}{told(first, 'ms', 1000):<34}CPU {told(cpu, 'ms', 1000)}")
    print(f"  {'idle':<22}{share * 100:8.1f} % of one CPU, over {idle} s; {memory:.0f} MiB resident")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the build folder")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--idle", type=int, default=5, help="seconds")
    arguments = parser.parse_args()
    program = str((arguments.folder / "copyscope").resolve())
    measure_commands(program, arguments.rounds)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        measure_window(program, arguments.rounds, arguments.idle)
    else:
        print("the window is left out: there is no display")


if __name__ == "__main__":
    main()
