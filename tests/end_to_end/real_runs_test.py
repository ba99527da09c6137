#!/usr/bin/env python3
"""Real runs that are repeated, that go to another host, that meet a machine where something is missing: each
ends with a clear word and the right status, and leaves no process, no socket, no device and no file behind."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

from support import IS_ASAN, PROGRAM, SECONDS, InFolder, environment, run, wait_until_it_catches

GATHERS = ["--set", "nic.scatter_gather=true"]
WARM = ["--set", "page_cache=warm", *GATHERS]


def free_port():
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return finder.getsockname()[1]


def children_of(process):
    return [int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def until(condition, what):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError(f"it never came to this: {what}")


class Started(InFolder):
    def start(self, *arguments, **changes):
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment(TMPDIR=str(self.folder), **changes), encoding="utf-8",
                                   start_new_session=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def check_nothing_is_left(self, process):
        def alone():
            try:
                os.killpg(process.pid, 0)
                return False
            except ProcessLookupError:
                return True
        until(alone, "nobody is in its session any more")
        self.assertEqual(self.files(), ["small.toml"])
        self.assertNotIn("copyscope0", [name for _, name in socket.if_nameindex()])


class Repeated(Started):
    def test_a_case_is_sent_until_its_median_is_known_or_the_time_is_up(self):
        begin = time.monotonic()
        outcome = run("real", self.scenario, *WARM, "--path", "loopback", "--seconds", "1", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertLess(time.monotonic() - begin, 30)
        for case in json.loads(outcome.stdout)["cases"]:
            counted = [each for each in case["rounds"] if each["state"] == "counted"]
            self.assertEqual(case["sends"]["counted"], len(counted))
            self.assertEqual(case["sends"]["made"], len(case["rounds"]))
            if len(counted) >= 6:
                self.assertLessEqual(case["duration_low_ps"], case["duration_ps"])
                self.assertLessEqual(case["duration_ps"], case["duration_high_ps"])
                self.assertLessEqual(case["cpu_time"]["low_ps"], case["cpu_time"]["median_ps"])

    def test_the_text_says_how_often_and_how_sure(self):
        text = " ".join(run("real", self.scenario, *WARM, "--path", "loopback", "--rounds", "8").stdout.split())
        for expected in ("Sent 18 times, warm-ups included.", "95 % sure within", "the CPU time is that of both"):
            self.assertIn(expected, text)

    def test_compare_says_whether_the_model_s_order_is_found(self):
        outcome = run("compare", self.scenario, *WARM, "--path", "loopback", "--rounds", "8")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        text = " ".join(outcome.stdout.split())
        self.assertRegex(text, r"By duration, (this machine shows the model's order: plain > short|"
                               r"the model's order is plain > short\. This machine does not show it: )")
        result = json.loads(run("compare", self.scenario, *WARM, "--path", "loopback", "--rounds", "8", "--json").stdout)
        self.assertEqual([(each["by"], each["cases"]) for each in result["order"]],
                         [("duration", ["plain", "short"]), ("cpu.time_ps", ["plain", "short"])])
        for each in result["order"]:
            self.assertEqual(each["holds"], [two["real"] for two in each["neighbours"]] == ["less"])
        few = " ".join(run("compare", self.scenario, *WARM, "--path", "loopback", "--rounds", "2").stdout.split())
        self.assertIn("In so few rounds this machine cannot show it.", few)

    def test_a_number_of_rounds_and_a_time_exclude_one_another(self):
        outcome = run("real", self.scenario, "--rounds", "3", "--seconds", "3")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))


class Ways(Started):
    def test_a_local_socket_carries_every_byte_and_has_no_card(self):
        outcome = run("real", self.scenario, *WARM, "--path", "unix", "--rounds", "2", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        self.assertEqual((result["environment"]["path"], result["environment"]["interface"]), ("unix", "none"))
        for case in result["cases"]:
            self.assertEqual({each["checksum"] for each in case["rounds"]}, {"equal"})
            self.assertEqual(case["evidence"]["copies.dma"], "unavailable: none (unix)")

    def test_what_a_local_socket_has_not_is_said(self):
        self.assertNotIn("TCP", run("real", self.scenario, *WARM, "--path", "unix", "--rounds", "1").stdout)
        outcome = run("real", self.scenario, "--path", "unix", "--case", "short", "--rounds", "1")
        self.assertEqual(outcome.returncode, 3, outcome.stderr)
        self.assertIn("a local socket has no card", " ".join(outcome.stdout.split()))
        outcome = run("real", self.scenario, "--path", "unix", "--drain", "trunc")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("MSG_TRUNC", outcome.stderr)

    def test_a_path_that_is_none_is_2(self):
        for path in ("wifi", "127.0.0.1:0", "127.0.0.1:99999", "localhost:7000", "[::1:7000", ":7000"):
            with self.subTest(path=path):
                outcome = run("real", self.scenario, "--path", path)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn(path, outcome.stderr)


class Far(Started):
    def setUp(self):
        super().setUp()
        self.address = f"127.0.0.1:{free_port()}"

    def receiver(self):
        process = self.start("receive", self.address)
        self.assertIn("listening", process.stderr.readline())
        return process

    def send(self, *arguments):
        return run("real", self.scenario, *WARM, "--path", self.address, *arguments)

    def test_the_other_end_checks_every_byte_and_ends_with_the_run(self):
        receiver = self.receiver()
        outcome = self.send("--rounds", "2", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        self.assertEqual(result["environment"]["path"], self.address)
        for case in result["cases"]:
            self.assertEqual({each["checksum"] for each in case["rounds"]}, {"equal"})
            self.assertEqual([each["received_bytes"] for each in case["rounds"]], [10000] * 3)
            self.assertIsNotNone(case["receiver"]["cpu_ps"])
            self.assertEqual(case["evidence"]["cpu.kernel_ps"],
                             "unavailable: the receiver at the other host does not tell")
        output, errors = receiver.communicate(timeout=SECONDS)
        self.assertEqual((receiver.returncode, errors), (0, "copyscope: a run from 127.0.0.1\n"))
        self.assertEqual(output, "received 6 files from 127.0.0.1: 60 kB; nothing was kept\n")
        self.check_nothing_is_left(receiver)

    def test_over_loopback_asks_nobody_to_switch_what_is_fixed(self):
        self.receiver()
        outcome = self.send("--rounds", "1", "--set", "machine.nic.scatter_gather=false")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        told = " ".join(outcome.stdout.split())
        self.assertIn("on lo, the loopback interface, it is fixed to on", told)
        self.assertNotIn("ethtool", told)
        self.assertNotIn("As root", told)  # there is nothing that root would see more

    def test_nobody_there_is_3_and_names_what_is_missing(self):
        outcome = self.send("--rounds", "1")
        self.assertEqual(outcome.returncode, 3, outcome.stderr)
        self.assertIn("ECONNREFUSED", outcome.stdout)

    def test_another_program_there_is_told_from_a_receiver(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            process = self.start("real", self.scenario, *WARM, "--path", f"127.0.0.1:{other.getsockname()[1]}", "--rounds", "1")
            connection, _ = other.accept()
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\n")
            connection.close()
            output, _ = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 3)
        self.assertIn("receive", output)

    def test_strangers_are_not_served(self):
        receiver = self.receiver()
        host, port = self.address.split(":")
        for line in (b"GET / HTTP/1.1\r\n", b"copyscope-receive 2 take 00 5 copy\n", b"\n", b"x" * 500):
            with socket.create_connection((host, int(port)), timeout=SECONDS) as stranger:
                stranger.sendall(line)
                try:
                    self.assertEqual(stranger.recv(100), b"")
                except ConnectionResetError:
                    pass
        self.assertEqual(self.send("--rounds", "1").returncode, 0)
        receiver.communicate(timeout=SECONDS)
        self.assertEqual(receiver.returncode, 0)

    def test_who_says_nothing_keeps_nobody_else_from_being_heard(self):
        receiver = self.receiver()
        host, port = self.address.split(":")
        silent = [socket.create_connection((host, int(port)), timeout=SECONDS) for _ in range(20)]
        silent[-1].sendall(b"copyscope-receive")
        self.assertEqual(self.send("--rounds", "1").returncode, 0)
        receiver.communicate(timeout=SECONDS)
        self.assertEqual(receiver.returncode, 0)
        for each in silent:
            each.close()

    def test_another_version_is_told_so(self):
        receiver = self.receiver()
        host, port = self.address.split(":")
        with socket.create_connection((host, int(port)), timeout=SECONDS) as older:
            older.sendall(b"copyscope-receive 1 hello 77\n")
            self.assertEqual(older.recv(100), b"refused: it is of another version\n")
        receiver.send_signal(signal.SIGINT)
        receiver.communicate(timeout=SECONDS)
        self.assertEqual(receiver.returncode, 128 + signal.SIGINT)

    def test_a_second_run_is_refused_while_one_is_served(self):
        receiver = self.receiver()
        host, port = self.address.split(":")
        with socket.create_connection((host, int(port)), timeout=SECONDS) as first:
            first.sendall(b"copyscope-receive 2 hello 0123456789abcdef\n")
            self.assertEqual(first.recv(100), b"welcome\n")
            outcome = self.send("--rounds", "1")
            self.assertEqual(outcome.returncode, 3, outcome.stderr)
            self.assertIn("it serves another run", " ".join(outcome.stdout.split()))
        receiver.communicate(timeout=SECONDS)
        self.assertEqual(receiver.returncode, 0)

    def test_more_than_it_takes_is_refused(self):
        receiver = self.receiver()
        host, port = self.address.split(":")
        with socket.create_connection((host, int(port)), timeout=SECONDS) as control:
            control.sendall(b"copyscope-receive 2 hello 77\n")
            self.assertEqual(control.recv(100), b"welcome\n")
            for size in (b"99999999999999", b"-5", b"many"):
                with socket.create_connection((host, int(port)), timeout=SECONDS) as data:
                    data.sendall(b"copyscope-receive 2 take 77 " + size + b" copy\n")
                    self.assertIn(b"refused", data.recv(100))
        receiver.communicate(timeout=SECONDS)

    def test_a_port_in_use_is_3_and_says_how_to_find_who_has_it(self):
        self.receiver()
        outcome = run("receive", self.address)
        self.assertEqual((outcome.returncode, outcome.stdout), (3, ""))
        self.assertIn("EADDRINUSE", outcome.stderr)
        self.assertIn("ss -ltnp", outcome.stderr)

    def test_where_to_listen_must_be_said(self):
        self.assertEqual(run("receive").returncode, 2)
        for address in ("7000", "localhost:7000", "127.0.0.1"):
            outcome = run("receive", address)
            self.assertEqual((outcome.returncode, outcome.stdout), (2, ""), address)

    def test_signals_end_it(self):
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            receiver = self.receiver()
            receiver.send_signal(number)
            receiver.communicate(timeout=SECONDS)
            self.assertEqual(receiver.returncode, status)
            self.check_nothing_is_left(receiver)

    def long_run(self):
        return self.start("real", self.scenario, *WARM, "--path", self.address, "--case", "plain", "--rounds", "1000",
                          "--set", "file_size=64MiB", "--set", "chunk=64KiB", "--json")

    def test_a_receiver_that_is_killed_in_the_middle_ends_the_run_which_says_so(self):
        receiver = self.receiver()
        run_of = self.long_run()
        self.assertIn("a run from", receiver.stderr.readline())
        receiver.kill()
        output, errors = run_of.communicate(timeout=SECONDS)
        self.assertEqual(run_of.returncode, 3, errors)
        case = json.loads(output)["cases"][0]
        self.assertEqual(case["status"], "unavailable")
        self.assertRegex(case["reason"], "the receiver at the other host|ECONNREFUSED|ECONNRESET|EPIPE")
        self.check_nothing_is_left(run_of)

    def test_a_run_that_is_killed_in_the_middle_ends_its_receiver(self):
        receiver = self.receiver()
        run_of = self.long_run()
        self.assertIn("a run from", receiver.stderr.readline())
        run_of.kill()
        run_of.wait(timeout=SECONDS)
        self.assertEqual(receiver.wait(timeout=SECONDS), 0)
        self.check_nothing_is_left(receiver)
        self.check_nothing_is_left(run_of)


class Faults(Started):
    def endless(self, *arguments):
        return self.start("real", self.scenario, "--set", "file_size=8MiB", "--set", "chunk=64KiB", *WARM,
                          "--rounds", "1000", "--path", "loopback", *arguments)

    def test_either_process_that_is_killed_is_named_and_nothing_is_left(self):
        for which, name in ((0, "sender"), (1, "receiver")):
            with self.subTest(killed=name):
                process = self.endless("--case", "plain", "--json")
                until(lambda p=process: len(children_of(p)) == 2, "it has a sender and a receiver")
                os.kill(sorted(children_of(process))[which], signal.SIGKILL)
                output, errors = process.communicate(timeout=SECONDS)
                self.assertEqual(process.returncode, 3, errors)
                self.assertIn(f"the {name}'s process was ended by SIGKILL", json.loads(output)["cases"][0]["reason"])
                self.check_nothing_is_left(process)

    def test_two_runs_at_once_do_not_meet(self):
        both = [self.start("real", self.scenario, *WARM, "--rounds", "5", "--json", "--path", path)
                for path in ("auto", "unix")]
        for process in both:
            output, errors = process.communicate(timeout=SECONDS)
            self.assertEqual(process.returncode, 0, errors)
            for case in json.loads(output)["cases"]:
                self.assertEqual({each["checksum"] for each in case["rounds"] if each["state"] == "counted"}, {"equal"})
        for process in both:
            self.check_nothing_is_left(process)

    def test_a_reader_that_goes_is_no_failure(self):
        process = self.endless("--json")
        process.stdout.close()
        process.stdout = None
        wait_until_it_catches(signal.SIGINT, process)
        until(lambda: len(children_of(process)) == 2, "it has a sender and a receiver")
        process.send_signal(signal.SIGINT)
        process.wait(timeout=SECONDS)
        self.assertIn(process.returncode, (0, 130))  # 0: a round had counted, and nobody was there to read of it
        self.check_nothing_is_left(process)

    def in_own_mounts(self, preparation, *arguments):
        """In a mount namespace of its own, once it has been made as the test wants it, even if the program's own folder
        is hidden in it."""
        script = f'exec 9<"$0"; {preparation} || exit 77; [ -x "$0" ] && exec "$0" "$@"; exec /proc/self/fd/9 "$@"'
        outcome = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, PROGRAM,
                                  *map(str, arguments)], capture_output=True, timeout=SECONDS,
                                 env=environment(TMPDIR=str(self.folder)), encoding="utf-8")
        if outcome.returncode == 77 or outcome.stderr.startswith("unshare:"):
            self.skipTest("no mounts of one's own can be made here: " + outcome.stderr.strip())
        return outcome

    def run_without(self, folder):
        (self.folder / "empty").mkdir()
        outcome = self.in_own_mounts(f"mount --bind '{self.folder}/empty' {folder}", "real", self.scenario, *WARM,
                                     "--path", "loopback", "--rounds", "2", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        for case in result["cases"]:
            self.assertEqual(case["status"], "ok", case.get("reason"))
            self.assertEqual({each["checksum"] for each in case["rounds"]}, {"equal"})
        return result

    @unittest.skipIf(IS_ASAN, "ASan asks /proc where the stack is")
    def test_without_proc_it_runs_and_names_what_it_cannot_tell(self):
        result = self.run_without("/proc")
        self.assertIn("unavailable", result["environment"]["waited_for_cpu"])
        for case in result["cases"]:
            self.assertIsNone(case["page_cache"]["disk_read_bytes"] if "page_cache" in case else None)
            self.assertIsNone(case["rounds"][0]["page_cache"]["disk_read_bytes"])

    def test_without_sys_it_runs(self):
        self.run_without("/sys")

    @unittest.skipIf(IS_ASAN, "ASan asks /proc where the stack is")
    def test_the_doctor_names_a_missing_proc(self):
        (self.folder / "empty").mkdir()
        outcome = self.in_own_mounts(f"mount --bind '{self.folder}/empty' /proc", "doctor", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        probes = {each["name"]: each for each in json.loads(outcome.stdout)["probes"]}
        for name in ("run_delay", "disk_reads"):
            self.assertFalse(probes[name]["allowed"])
            self.assertIn("/proc mounted", probes[name]["remedy"])

    def test_a_full_disk_is_3_and_says_so(self):
        outcome = self.in_own_mounts(f"mount -t tmpfs -o size=1m tmpfs '{self.folder}'", "real", "four-ways", *WARM,
                                     "--set", "file_size=8MiB", "--path", "loopback", "--rounds", "1")
        self.assertEqual(outcome.returncode, 3, outcome.stdout + outcome.stderr)
        self.assertIn("ENOSPC", outcome.stdout)

    def test_a_temporary_folder_that_is_read_only_is_not_used(self):
        outcome = self.in_own_mounts(f"mount -t tmpfs -o ro tmpfs '{self.folder}'", "real", "four-ways", *WARM,
                                     "--path", "loopback", "--rounds", "1", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stdout + outcome.stderr)
        self.assertIn("/var/tmp", json.loads(outcome.stdout)["environment"]["file"])

    def test_where_no_temporary_folder_can_be_written_it_is_3_and_the_wanted_one_is_named(self):
        read_only = " && ".join(f"mount -t tmpfs -o ro tmpfs '{each}'" for each in (self.folder, "/var/tmp", "/tmp"))
        outcome = self.in_own_mounts(read_only, "real", "four-ways", *WARM, "--path", "loopback", "--rounds", "1")
        self.assertEqual(outcome.returncode, 3, outcome.stdout + outcome.stderr)
        self.assertRegex(" ".join(outcome.stdout.split()), "EROFS|ENOENT")


if __name__ == "__main__":
    sys.exit(unittest.main())
