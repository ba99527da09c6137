#!/usr/bin/env python3
"""Real mode where something is amiss: a limit, a signal, somebody else on the CPU, a file that is none.
It goes on as far as it can, and says what is missing; nothing is left behind."""
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

from support import PROGRAM, SECONDS, InFolder, environment, run

MIB = 1 << 20
LOOPBACK = ["--path", "loopback", "--rounds", "1"]


def memory_groups():
    """Where a control group with a limit of memory may be made, and how its limit is called."""
    with open("/proc/self/mountinfo", encoding="utf-8") as mounts:
        for line in mounts:
            left, right = line.split(" - ")
            kind, _, options = right.split()[:3]
            if kind == "cgroup" and "memory" in options.split(","):
                yield Path(left.split()[4]), "memory.limit_in_bytes"
            elif kind == "cgroup2":
                yield Path(left.split()[4]), "memory.max"


@contextlib.contextmanager
def memory_limited_to(size):
    """A control group of that size, as a function for a child to call that is to be in it; or None."""
    for parent, limit in memory_groups():
        group = parent / f"copyscope-test-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / limit).write_text(str(size), encoding="utf-8")
        except OSError:  # the controller is not there
            group.rmdir()
            continue
        try:
            yield lambda: (group / "cgroup.procs").write_text("0", encoding="utf-8")
        finally:
            group.rmdir()
        return
    yield None


class Memory(InFolder):
    def test_a_file_of_twice_the_group_s_memory_is_sent(self):
        large = self.folder / "large.bin"
        with open(large, "wb") as file:
            file.truncate(200 * MIB)
        with memory_limited_to(100 * MIB) as enter:
            if not enter:
                self.skipTest("no control group with a limit of memory can be made here")
            outcome = run("real", self.scenario, "--file", large, *LOOPBACK, "--set", "nic.scatter_gather=true",
                          "--set", "chunk=64KiB", "--json", preexec_fn=enter)
        self.assertEqual(outcome.returncode, 0, outcome.stderr + outcome.stdout)
        result = json.loads(outcome.stdout)
        for case in result["cases"]:
            self.assertEqual((case["status"], case["bytes"]), ("ok", 200 * MIB), case.get("reason"))
            self.assertEqual([each["checksum"] for each in case["rounds"]], ["equal"])
        self.assertTrue(result["environment"]["memory_limit"].startswith("100 MiB, by /"), result["environment"])

    def test_what_cannot_fit_is_unavailable_and_names_the_limit(self):
        with memory_limited_to(100 * MIB) as enter:
            if not enter:
                self.skipTest("no control group with a limit of memory can be made here")
            outcome = run("real", self.scenario, *LOOPBACK, "--set", "nic.scatter_gather=true", "--set", "chunk=90MiB",
                          "--set", "file_size=200MiB", "--set", "page_cache=warm", "--json", preexec_fn=enter)
        self.assertEqual(outcome.returncode, 3, outcome.stderr)
        plain, short = json.loads(outcome.stdout)["cases"]
        self.assertIn("a buffer of 90 MiB", plain["reason"])
        self.assertIn("200 MiB cannot be in the page cache", short["reason"])
        for case in (plain, short):
            self.assertIn("allows 100 MiB", case["reason"])


class Signals(InFolder):
    def end_by(self, number):
        """Its status and last words, after that signal in the middle of its rounds."""
        with subprocess.Popen([PROGRAM, "real", "big-file", "--rounds", "1000"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment(TMPDIR=str(self.folder)), encoding="utf-8",
                              start_new_session=True) as process:
            end = time.monotonic() + SECONDS
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            while len(children.read_text().split()) < 2 and time.monotonic() < end:  # the sender, the receiver
                time.sleep(0.01)
            process.send_signal(number)
            output, errors = process.communicate(timeout=SECONDS)
        self.assertEqual(output, "")
        return process, errors

    def check_nothing_is_left(self, process):
        with self.assertRaises(ProcessLookupError):  # nobody is in its session any more
            os.killpg(process.pid, 0)
        self.assertEqual(self.files(), ["small.toml"])
        self.assertNotIn("copyscope0", [name for _, name in socket.if_nameindex()])

    def test_a_polite_kill_is_143_and_said(self):
        process, errors = self.end_by(signal.SIGTERM)
        self.assertEqual(process.returncode, 143)
        self.assertEqual(errors.splitlines()[-1], "copyscope: terminated (SIGTERM)")
        self.check_nothing_is_left(process)

    def test_a_terminal_that_goes_is_129(self):
        process, errors = self.end_by(signal.SIGHUP)
        self.assertEqual(process.returncode, 129)
        self.assertEqual(errors.splitlines()[-1], "copyscope: the terminal has gone (SIGHUP)")
        self.check_nothing_is_left(process)

    def test_ctrl_c_is_130(self):
        process, errors = self.end_by(signal.SIGINT)
        self.assertEqual((process.returncode, errors), (130, ""))
        self.check_nothing_is_left(process)

    def test_a_kill_leaves_nothing_either(self):
        process, _ = self.end_by(signal.SIGKILL)
        self.assertEqual(process.returncode, -signal.SIGKILL)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:  # its processes are told by the kernel, a moment later
            try:
                os.killpg(process.pid, 0)
                time.sleep(0.01)
            except ProcessLookupError:
                break
        self.check_nothing_is_left(process)


class Company(InFolder):
    def test_another_program_on_the_cpu_is_told(self):
        if not os.path.exists("/proc/self/schedstat"):
            self.skipTest("this kernel does not tell how long a process waits for the CPU")
        last = max(os.sched_getaffinity(0))
        other = subprocess.Popen([sys.executable, "-c", "while True: pass"],
                                 preexec_fn=lambda: os.sched_setaffinity(0, [last]))
        try:
            outcome = run("real", self.scenario, "--case", "plain", "--path", "loopback", "--rounds", "3", "--set",
                          "file_size=64MiB", "--set", "chunk=64KiB", "--set", "page_cache=warm", "--json")
        finally:
            other.kill()
            other.wait()
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        told = json.loads(outcome.stdout)["environment"]
        self.assertIn("cpu_shared", told, told["waited_for_cpu"])
        self.assertIn(f"other programs on CPU {last}", told["cpu_shared"])
        self.assertIn(f"copyscope: {told['cpu_shared']}\n", outcome.stderr)


class Namespaces(InFolder):
    def test_where_none_may_be_made_the_switch_is_named_and_what_can_runs(self):
        script = ("echo 0 > /proc/sys/user/max_user_namespaces && echo 0 > /proc/sys/user/max_net_namespaces || exit 77\n"
                  f"exec {PROGRAM} real four-ways --rounds 1 --json\n")
        outcome = subprocess.run(["unshare", "--user", "--map-root-user", "sh", "-c", script], capture_output=True,
                                 timeout=SECONDS, env=environment(), encoding="utf-8")
        if outcome.returncode == 77 or outcome.stderr.startswith("unshare:"):
            self.skipTest("no user namespace whose limits are ours: " + outcome.stderr.strip())
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        self.assertIn("ENOSPC", result["environment"]["path_reason"])
        self.assertIn("`sysctl -w user.max_user_namespaces=", result["environment"]["path_reason"])
        cases = {case["id"]: case for case in result["cases"]}
        for copies in ("read-write", "mmap-write", "sendfile-sg"):
            self.assertEqual(cases[copies]["status"], "ok", cases[copies].get("reason"))
        for differs in ("read-write", "mmap-write"):
            self.assertIn("scatter-gather off", cases[differs]["note"])
        self.assertEqual(cases["sendfile"]["status"], "unavailable")
        self.assertIn("scatter-gather off", cases["sendfile"]["reason"])


class NoFiles(InFolder):
    def test_what_is_no_stored_file_is_refused(self):
        os.mkfifo(self.folder / "pipe")
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(str(self.folder / "socket"))
        for path, why in (("/proc/cpuinfo", "makes this text up"), ("/proc/self/maps", "makes this text up"),
                          ("/sys/kernel/mm/transparent_hugepage/enabled", "makes this text up"),
                          (self.folder / "pipe", "a named pipe"), (self.folder / "socket", "a socket"),
                          ("/dev/zero", "a device"), (self.folder, "a directory"), ("", "empty")):
            if path and not os.path.exists(path):
                continue
            for command in ("real", "compare"):
                with self.subTest(path=path, command=command):
                    outcome = run(command, self.scenario, "--case", "plain", *LOOPBACK, "--file", path)
                    self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                    self.assertIn(why, outcome.stderr)
                    self.assertIn("--file" if path == "" else str(path), outcome.stderr)


class Doctor(InFolder):
    def test_everything_is_allowed_or_has_its_reason(self):
        outcome = run("doctor", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        methods = [each["id"] for each in json.loads(run("list", "--json").stdout)["methods"]]
        self.assertEqual([each["name"] for each in result["methods"]], methods)
        for group in ("paths", "methods", "probes"):
            for each in result[group]:
                self.assertEqual(each["allowed"], each["refused"] is None, each)

    def test_the_text_names_everything_in_the_reader_s_language(self):
        english, chinese = run("doctor").stdout, run("doctor", "--lang", "zh").stdout
        for expected in ("Paths:", "Methods:", "Probes:", "For more", "waiting for the CPU (schedstat)"):
            self.assertIn(expected, english)
        for expected in ("路径：", "方法：", "探测手段：", "如何得到"):
            self.assertIn(expected, chinese)
        self.assertNotIn("doctor.", english + chinese)


if __name__ == "__main__":
    sys.exit(unittest.main())
