#!/usr/bin/env python3
"""Real mode from the command line: statuses, JSON, interruption. Whether figures are right is tested
where they are made; here it is that they arrive."""
import json
import signal
import subprocess
import sys
import time
import unittest

from support import PROGRAM, SECONDS, InFolder, environment, run, wait_until_it_catches
from results_test import KEYS


class Real(InFolder):
    def test_a_case_runs_and_its_json_begins_as_the_simulated_one(self):
        outcome = run("real", self.scenario, "--case", "plain", "--path", "loopback", "--rounds", "2",
                      "--set", "nic.scatter_gather=true", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        case = result["cases"][0]
        self.assertEqual(list(case)[:len(KEYS)], KEYS)
        self.assertEqual((case["source"], case["status"], case["bytes"]), ("real", "ok", 10000))
        self.assertEqual(case["syscalls_by_name"], {"read": 3, "write": 3})
        self.assertIn("kernel", result["environment"])

    def test_what_loopback_cannot_do_is_3_with_the_reason(self):
        outcome = run("real", self.scenario, "--case", "short", "--path", "loopback", "--rounds", "1")
        self.assertEqual(outcome.returncode, 3, outcome.stderr)
        self.assertIn("unavailable", outcome.stdout)

    def test_a_file_of_one_s_own_is_sent_and_left_alone(self):
        mine = self.folder / "mine.bin"
        mine.write_bytes(bytes(range(256)) * 40)
        before = mine.stat()
        outcome = run("real", self.scenario, "--case", "short", "--path", "loopback", "--rounds", "1", "--file", mine,
                      "--set", "nic.scatter_gather=true", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertEqual(json.loads(outcome.stdout)["cases"][0]["bytes"], 10240)
        self.assertEqual(mine.stat().st_mtime_ns, before.st_mtime_ns)

    def test_compare_agrees_about_calls_that_must_be_equal(self):
        arguments = ["compare", self.scenario, "--path", "loopback", "--rounds", "2",
                     "--set", "nic.scatter_gather=true"]
        outcome = run(*arguments)
        self.assertEqual(outcome.returncode, 0, outcome.stderr + outcome.stdout)
        self.assertIn("All counts that must be equal are equal.", outcome.stdout)
        result = json.loads(run(*arguments, "--json").stdout)
        self.assertEqual([case["disagreements"] for case in result["cases"]], [[], []])
        first, second = (case["ratio"] for case in result["cases"])
        self.assertEqual(first, {"simulated": 1.0, "real": 1.0, "real_low": None, "real_high": None, "tie": None})
        self.assertIsNone(second["tie"])  # two rounds are too few for an interval
        self.assertIn("CPU copies", outcome.stdout)

    def test_compare_says_of_each_figure_that_differs_why_or_that_nobody_knows(self):
        arguments = ["compare", self.scenario, "--path", "loopback", "--rounds", "2",
                     "--set", "nic.scatter_gather=true"]
        for case in json.loads(run(*arguments, "--json").stdout)["cases"]:
            told = {each["figure"] for each in case["divergences"]}
            calls = case["simulated"]["syscalls_by_name"]
            for each in case["divergences"]:
                self.assertNotEqual(each["simulated"], each["real"])
                self.assertEqual(each["cause"] == "not_explained", each["evidence"] == {}, each)
                self.assertEqual(each["ratio"] is None, each["figure"] != "duration")
            for name, made in case["real"]["syscalls_by_name"].items():
                self.assertEqual(f"syscalls_by_name.{name}" in told, made != calls.get(name, 0))
            self.assertIn("copies.dma", told)  # loopback has no card
        self.assertIn("why: ", run(*arguments).stdout)
        self.assertIn("原因：", run(*arguments, "--lang", "zh").stdout)

    def test_what_speaks_for_a_cause_is_told(self):
        case = json.loads(run("real", "true-zero-copy", "--case", "msg-zerocopy-sg", "--path", "loopback", "--rounds",
                              "2", "--set", "file_size=1MiB", "--json").stdout)["cases"][0]
        completions = case["completions"]  # 16 sends, however many notifications tell of them
        self.assertEqual((completions["sends"], completions["copied"]), (16, 16))
        self.assertTrue(1 <= completions["notifications"] <= 16)
        self.assertLessEqual(completions["notifications"], case["syscalls_by_name"]["recvmsg"])
        told = [each for each in case["rounds"] if each["state"] == "counted"][0]
        for key in ("busy_us", "limited_by_send_buffer_us", "limited_by_window_us"):
            self.assertGreaterEqual(told["tcp"][key], 0)
        self.assertLessEqual(told["waited_for_others_ps"] or 0, told["duration_ps"])

    def test_a_ratio_has_its_interval_and_ties_are_named(self):
        arguments = [self.scenario, "--path", "loopback", "--rounds", "6", "--set", "nic.scatter_gather=true"]
        result = json.loads(run("real", *arguments, "--json").stdout)
        first, second = result["cases"]
        self.assertIsNone(first["ratio"])
        ratio = second["ratio"]
        self.assertEqual((ratio["to"], ratio["rounds"]), (first["id"], 6))
        self.assertLessEqual(ratio["low"], ratio["value"])
        self.assertLessEqual(ratio["value"], ratio["high"])
        self.assertEqual(ratio["tie"], ratio["low"] <= 1 <= ratio["high"])
        self.assertEqual(second["ties"], [first["id"]] if ratio["tie"] else [])
        self.assertIn("95 % interval", run("compare", *arguments).stdout)

    def test_an_environment_is_told_in_sentences_of_the_language(self):
        arguments = ["real", self.scenario, "--case", "short", "--path", "loopback", "--rounds", "1",
                     "--set", "nic.scatter_gather=true"]
        english, chinese = run(*arguments).stdout, run(*arguments, "--lang", "zh").stdout
        for key in ("congestion_control", "path_reason", "drain_meaning", "receive_buffer"):
            self.assertNotIn(key, english)
            self.assertNotIn(key, chinese)
        self.assertIn("Congestion control", english)
        self.assertIn("拥塞控制算法", chinese)
        self.assertIn("用户指定", chinese)

    def test_the_text_tells_every_copy_and_what_each_end_has_used(self):
        arguments = ["real", self.scenario, "--path", "loopback", "--rounds", "2", "--set", "nic.scatter_gather=true"]
        text = run(*arguments).stdout
        for expected in ("Bytes copied by the CPU, copy by copy", "Sender and receiver", "CPU time",
                         "Context switches and page faults in the table above are the sender's"):
            self.assertIn(expected, " ".join(text.split()))
        self.assertNotIn("kernel mode (sampled)", text)  # far below a second
        chinese = run(*arguments, "--lang", "zh").stdout
        for expected in ("CPU 复制的字节数，逐次列出", "发送方与接收方", "CPU 时间不足 1 s"):
            self.assertIn(expected, chinese)

    def test_each_byte_is_copied_once_more_for_a_card_that_cannot_gather(self):
        result = json.loads(run("real", "scatter-gather-off", "--rounds", "2", "--json").stdout)
        if result["environment"]["path"] != "veth":
            self.skipTest(result["environment"]["path_reason"])
        size = 8 << 20
        for case, copies in zip(result["cases"], (3, 2, 1, 2, 1, 0), strict=True):
            again = case["copied"]["card"]["bytes"] % size  # sent again
            self.assertEqual(case["bytes_copied"]["cpu"], copies * size + again, case["id"])
            self.assertLessEqual(case["cpu"]["utilization"], 1)
            self.assertIsNone(case["cpu"]["kernel_ps"])

    def test_what_loopback_changes_for_a_case_is_said_by_both(self):
        for command in ("real", "compare"):
            outcome = run(command, self.scenario, "--case", "plain", "--path", "loopback", "--rounds", "1")
            self.assertEqual(outcome.returncode, 0, outcome.stderr)
            self.assertIn("scatter-gather off", " ".join(outcome.stdout.split()))

    def test_a_real_trace_exports(self):
        saved = self.folder / "real.json"
        outcome = run("real", self.scenario, "--case", "short", "--path", "loopback", "--rounds", "1",
                      "--set", "nic.scatter_gather=true", "--trace", saved)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        rows = run("export", saved, "--format", "csv", "-o", "-").stdout.splitlines()
        self.assertEqual(sum(",syscall," in row for row in rows), 3)

    def test_ctrl_c_is_130(self):
        with subprocess.Popen([PROGRAM, "real", "big-file", "--rounds", "1000"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment()) as process:
            wait_until_it_catches(signal.SIGINT, process)
            time.sleep(1)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=SECONDS)
        self.assertEqual((process.returncode, output), (130, b""))

    def interrupted(self, seconds):
        """What a long run says that is interrupted after so long: nothing, or its JSON."""
        with subprocess.Popen([PROGRAM, "real", self.scenario, "--rounds", "1000", "--json", "--path", "loopback",
                               "--set", "nic.scatter_gather=true", "--set", "file_size=4MiB"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
            wait_until_it_catches(signal.SIGINT, process)
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 130, errors)
        return output

    def test_ctrl_c_keeps_the_rounds_that_are_done(self):
        # Interrupted before a round has counted, it says nothing: later, then.
        outputs = (self.interrupted(0.25 * 2**attempt) for attempt in range(7))
        result = json.loads(next(output for output in outputs if output))
        self.assertTrue(result["cancelled"])
        counted = [sum(each["state"] == "counted" for each in case["rounds"]) for case in result["cases"]]
        self.assertGreater(counted[0], 0)
        self.assertLess(counted[0], 1000)
        self.assertIn("cancelled after", result["cases"][0]["note"])


if __name__ == "__main__":
    sys.exit(unittest.main())
