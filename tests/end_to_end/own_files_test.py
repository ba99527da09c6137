#!/usr/bin/env python3
"""A command never writes over what it reads: it refuses before it runs."""
import os
import subprocess
import sys
import unittest

from support import PROGRAM, SCENARIO, SECONDS, InFolder, environment, run


class Refused(InFolder):
    def setUp(self):
        super().setUp()
        self.video = self.folder / "v.bin"
        self.video.write_bytes(bytes(range(256)) * 256)
        (self.folder / "symbolic").symlink_to("v.bin")
        os.link(self.video, self.folder / "hard")
        (self.folder / "scenario-link").symlink_to("small.toml")
        os.link(self.scenario, self.folder / "scenario-hard")

    def check_refused(self, *arguments, **options):
        before = {each: (each.read_bytes(), os.lstat(each).st_ino, os.lstat(each).st_mtime_ns)
                  for each in self.folder.iterdir()}
        outcome = run(*arguments, cwd=self.folder, **options)
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""), outcome.stderr)
        self.assertTrue(outcome.stderr.startswith("copyscope: "), outcome.stderr)
        after = {each: (each.read_bytes(), os.lstat(each).st_ino, os.lstat(each).st_mtime_ns)
                 for each in self.folder.iterdir()}
        self.assertEqual(after, before)
        return outcome.stderr

    def test_the_file_that_is_sent_stays_by_whatever_name_it_is_called(self):
        for command in ("real", "compare"):
            for trace in ("v.bin", "./v.bin", str(self.video), "symbolic", "hard", f"../{self.folder.name}/v.bin"):
                with self.subTest(command=command, trace=trace):
                    errors = self.check_refused(command, "small.toml", "--case", "plain", "--file", "v.bin",
                                                "--trace", trace)
                    self.assertIn("--trace", errors)
                    self.assertIn("--file", errors)

    def test_a_link_to_it_that_is_sent_does_not_hide_it(self):
        self.check_refused("real", "small.toml", "--case", "plain", "--file", "symbolic", "--trace", "hard")

    def test_the_scenario_stays(self):
        one = ["small.toml", "--case", "plain"]
        for arguments in (["run", *one, "--trace"], ["run", *one, "--chart"], ["real", *one, "--trace"],
                          ["compare", *one, "--trace"], ["export", *one, "--format", "csv", "-o"],
                          ["gui", *one, "--screenshot"], ["gui", *one, "--state"]):
            for path in ("small.toml", "scenario-link", "scenario-hard"):
                with self.subTest(arguments=arguments, path=path):
                    self.assertIn("the scenario", self.check_refused(*arguments, path))

    def test_a_saved_trace_that_is_exported_stays(self):
        self.assertEqual(run("run", "small.toml", "--case", "plain", "--trace", "saved.json",
                             cwd=self.folder).returncode, 0)
        self.check_refused("export", "saved.json", "--format", "csv", "-o", "saved.json")

    def test_a_scenario_on_standard_input_stays(self):
        with open(self.scenario, "rb") as opened:
            outcome = subprocess.run([PROGRAM, "run", "-", "--case", "plain", "--trace", "small.toml"], stdin=opened,
                                     capture_output=True, timeout=SECONDS, cwd=self.folder, env=environment())
        self.assertEqual((outcome.returncode, outcome.stdout), (2, b""))
        self.assertEqual(self.scenario.read_text(encoding="utf-8"), SCENARIO)

    def test_a_machine_preset_stays(self):
        presets = self.folder / "copyscope"
        presets.mkdir()
        preset = presets / "mine.toml"
        preset.write_text("", encoding="utf-8")
        outcome = run("run", "four-ways", "--case", "sendfile", "--trace", preset,
                      env=environment(XDG_CONFIG_HOME=str(self.folder)))
        self.assertEqual(outcome.returncode, 2, outcome.stderr)
        self.assertIn("mine", outcome.stderr)
        self.assertEqual(preset.read_bytes(), b"")

    def test_two_outputs_are_not_one_file(self):
        for trace, chart in (("new", "new"), ("new", "./new"), ("v.bin", "hard")):
            self.check_refused("run", "small.toml", "--case", "plain", "--trace", trace, "--chart", chart)

    def test_an_empty_name_is_no_name(self):
        one = ["small.toml", "--case", "plain"]
        for arguments in (["real", *one, "--file", ""], ["real", *one, "--file="], ["real", *one, "--trace", ""],
                          ["compare", *one, "--file", ""], ["run", *one, "--trace", ""], ["run", *one, "--chart", ""],
                          ["export", *one, "--format", "csv", "-o", ""], ["gui", *one, "--screenshot", ""],
                          ["gui", *one, "--state", ""]):
            with self.subTest(arguments):
                self.check_refused(*arguments)


class Written(InFolder):
    def test_what_is_no_input_is_written(self):
        other = self.folder / "other.json"
        other.write_text(SCENARIO, encoding="utf-8")
        self.assertEqual(run("run", self.scenario, "--case", "plain", "--trace", other).returncode, 0)
        self.assertTrue(other.read_text(encoding="utf-8").startswith("{"))

    def test_a_shipped_scenario_s_name_is_free(self):
        self.assertEqual(run("run", "four-ways", "--case", "sendfile", "--trace", "four-ways",
                             cwd=self.folder).returncode, 0)

    def test_a_device_may_be_both(self):
        self.assertEqual(run("run", self.scenario, "--case", "plain", "--trace", "/dev/null",
                             "--chart", "/dev/null").returncode, 0)


if __name__ == "__main__":
    sys.exit(unittest.main())
