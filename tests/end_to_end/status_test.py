#!/usr/bin/env python3
"""Exit statuses and messages: 0 fine, 1 expectations, 2 bad input, 3 environment, 130 interrupted."""
import os
import signal
import subprocess
import sys
import time
import unittest

from support import PROGRAM, SCENARIO, SECONDS, InFolder, environment, run, scenario_ids, wait_until_it_catches


class Fine(InFolder):
    def test_every_command_that_makes_sense_ends_with_0_and_says_nothing_on_standard_error(self):
        for arguments in (["--version"], ["--help"], ["list"], ["explain", "splice"], ["run", "four-ways"],
                          ["run", self.scenario], ["check", "four-ways"], ["run", "--help"], ["check", "--help"],
                          ["export", "--help"], ["list", "--help"], ["explain", "--help"], ["gui", "--help"]):
            with self.subTest(arguments):
                outcome = run(*arguments)
                self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
                self.assertNotEqual(outcome.stdout, "")

    def test_help_is_a_word_too(self):
        self.assertEqual(run("help").stdout, run("--help").stdout)
        self.assertEqual(run("help", "run").stdout, run("run", "--help").stdout)

    def test_without_arguments_it_compares_four_ways_and_says_how_to_get_a_window(self):
        outcome = run()
        self.assertEqual(outcome.returncode, 0)
        self.assertEqual(outcome.stdout, run("run", "four-ways").stdout)
        self.assertIn("window", outcome.stderr)

    def test_every_shipped_scenario_passes_its_check(self):
        outcome = run("check", *scenario_ids())
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""), outcome.stdout)

    def test_a_scenario_comes_from_standard_input(self):
        outcome = run("run", "-", "--csv", stdin=SCENARIO)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertIn("small,plain,read-write", outcome.stdout)

    def test_an_id_wins_over_a_file_of_that_name_and_a_path_over_an_id(self):
        (self.folder / "four-ways").write_text(SCENARIO, encoding="utf-8")
        self.assertIn("One file, four ways", run("run", "four-ways", cwd=self.folder).stdout)
        self.assertIn("Small", run("run", "./four-ways", cwd=self.folder).stdout)

    def test_a_preset_of_one_s_own_is_found(self):
        presets = self.folder / "copyscope"
        presets.mkdir()
        textbook = (run("run", "four-ways").returncode, self.scenario.read_text(encoding="utf-8"))
        self.assertEqual(textbook[0], 0)
        source = os.environ["COPYSCOPE_SOURCE_DIR"] + "/assets/machines/textbook.toml"
        with open(source, encoding="utf-8") as preset:
            text = preset.read().replace('"textbook"', '"this-machine"').replace('"100 ns"', '"250 ns"', 1)
        (presets / "this-machine.toml").write_text(text, encoding="utf-8")
        outcome = run("run", "four-ways", "--case", "sendfile", "--set", "machine.preset=this-machine", "--csv",
                      env=environment(XDG_CONFIG_HOME=str(self.folder)))
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertIn(",148013600,", outcome.stdout)  # 147713600 ps and two switches of 150 ns more


class Failed(InFolder):
    def test_an_expectation_that_does_not_hold_is_1_and_tells_both_values(self):
        self.scenario.write_text(SCENARIO + '[case.expect]\ncopies.cpu = 0\nduration = "< 1 ns"\n', encoding="utf-8")
        outcome = run("check", self.scenario)
        self.assertEqual((outcome.returncode, outcome.stderr), (1, ""))
        self.assertIn("case short: copies.cpu: expected 0, came to 3", outcome.stdout)
        self.assertIn("< 1 ns", outcome.stdout)

    def test_a_narration_that_never_comes_up_is_1(self):
        self.scenario.write_text(
            SCENARIO + '[[lesson]]\ncase = "short"\nat = { kind = "cpu_copy", nth = 4 }\ntext = { en = "Never" }\n',
            encoding="utf-8")
        outcome = run("check", self.scenario)
        self.assertEqual(outcome.returncode, 1, outcome.stderr)
        self.assertIn("lesson 1", outcome.stdout)

    def test_an_answer_that_is_not_offered_is_1(self):
        self.scenario.write_text(
            SCENARIO + '[[question]]\nask = { en = "How many?" }\nchoices = [0, 1]\nanswer = "plain.copies.cpu"\n'
            'explain = { en = "So many." }\n', encoding="utf-8")
        outcome = run("check", self.scenario)
        self.assertEqual(outcome.returncode, 1, outcome.stderr)
        self.assertIn("comes to 6", outcome.stdout)

    def test_a_shipped_file_without_chinese_is_1(self):
        folder = self.folder / "scenarios"
        folder.mkdir()
        (folder / "four-ways.toml").write_text(SCENARIO, encoding="utf-8")
        outcome = run("check", folder / "four-ways.toml")
        self.assertEqual(outcome.returncode, 1, outcome.stderr)
        self.assertIn("zh", outcome.stdout)


class BadInput(InFolder):
    def test_what_makes_no_sense_is_2_with_a_message_and_nothing_on_standard_output(self):
        (self.folder / "empty.toml").write_text("", encoding="utf-8")
        (self.folder / "binary.toml").write_bytes(b"\xff\xfe\x00")
        (self.folder / "broken.json").write_text('{"format": 1', encoding="utf-8")
        small = str(self.scenario)
        for arguments in (
                ["nonsense"], ["four-way"], ["run"], ["run", "nonsense"], ["run", "missing.toml"], ["run", small, "x"],
                ["run", small, "--case", "nope"], ["run", small, "--set", "chunk"], ["run", small, "--set", "chunk=0"],
                ["run", small, "--set", "colour=red"], ["run", small, "--json", "--csv"], ["run", small, "--nope"],
                ["run", small, "--lang", "fr"], ["run", small, "--trace", "t.json"], ["run", str(self.folder) + "/"],
                ["run", "empty.toml"], ["run", "binary.toml"], ["run", small, "--set", "fidelity=linus"],
                ["run", small, "--set", "file_size=281474976710656", "--set", "cpu.mode_switch=1 s"],
                ["explain"], ["explain", "nope"], ["list", "x"], ["check"], ["check", "nope"], ["check", "empty.toml"],
                ["export", small], ["export", small, "--case", "plain", "--format", "nope", "-o", "x"],
                ["export", small, "--case", "plain", "--format", "docx", "-o", "x"],
                ["export", small, "--format", "csv", "-o", "x"],
                ["export", small, "--case", "plain", "--format", "csv", "-o", "x", "--from", "1"],
                ["export", small, "--case", "plain", "--format", "csv", "-o", "x", "--from", "2s", "--to", "1s"],
                ["export", "broken.json", "--format", "csv", "-o", "x"],
                ["export", small, "--case", "plain", "--format", "csv", "-o", "no/such/folder/x"],
                ["export", small, "--case", "plain", "--format", "csv", "-o", str(self.folder)],
                ["export", small, "--case", "plain", "--format", "csv", "-o", "x",
                 "--set", "file_size=1TB", "--set", "chunk=1kB"],
                ["gui", "nonsense"], ["gui", small, "--case", "nope"], ["gui", small, "--size", "0x10"],
                ["gui", small, "--size", "big"], ["gui", small, "--at", "1"], ["gui", small, "--view", "nope"],
                ["gui", small, "--step", "99"], ["gui", small, "--theme", "blue"], ["gui", small, "--scale", "2"],
                ["gui", small, "--at", "0", "--step", "1"], ["gui", "--step", "1"], ["gui", "--view", "compare"],
                ["gui", small, "--screenshot", "no/such/folder/x"], ["gui", "-"], ["real", "nonsense"], ["compare", "nonsense"], ["real", small, "--rounds", "0"],
                ["real", small, "--drain", "sink"], ["real", small, "--file", "missing"]):
            with self.subTest(arguments):
                outcome = run(*arguments, cwd=self.folder)
                self.assertEqual(outcome.returncode, 2, outcome.stderr)
                self.assertEqual(outcome.stdout, "")
                self.assertTrue(outcome.stderr.startswith("copyscope: "), outcome.stderr)
                self.assertFalse((self.folder / "x").exists())

    def test_a_number_is_one_and_within_its_range(self):
        for given in ("nan", "abc", "1e9", "inf", "0x10", ""):
            with self.subTest(given):
                outcome = run("real", "four-ways", "--seconds", given)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn(f'"{given}" is no number from 0.1 to 900', outcome.stderr)
        outcome = run("real", "four-ways", "--drain", "1")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn('"1" is none of copy, trunc', outcome.stderr)

    def test_standard_output_takes_one_thing(self):
        for others in (["--json"], ["--csv"], ["--md"], ["--steps"], ["--chart", "-"]):
            with self.subTest(others):
                outcome = run("run", "four-ways", "--case", "sendfile", "--trace", "-", *others)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn("would both go to standard output", outcome.stderr)
        outcome = run("real", "four-ways", "--case", "sendfile", "--trace", "-", "--json")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))

    def test_a_trace_is_saved_by_an_extension_that_says_how(self):
        for command in ("run", "real", "compare"):
            for name in ("x.copyscop", "x.foo", "x.JSON", "x.copyscope.gz"):
                with self.subTest(command=command, name=name):
                    path = self.folder / name
                    outcome = run(command, "four-ways", "--case", "sendfile", "--trace", path)
                    self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                    self.assertIn(f"ends in `{path.suffix}`, expected `.copyscope` or `.json`", outcome.stderr)
                    self.assertFalse(path.exists())
        outcome = run("run", "four-ways", "--case", "sendfile", "--trace", self.folder / "x.copyscop")
        self.assertIn("did you mean `.copyscope`?", outcome.stderr)
        for name in ("x.json", "x.copyscope", "x"):
            self.assertEqual(run("run", "four-ways", "--case", "sendfile", "--trace", self.folder / name).returncode, 0)

    def test_what_may_have_no_end_is_not_read(self):
        for command in ("run", "check", "trace"):
            with self.subTest(command):
                outcome = run(command, "/dev/zero")
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn("/dev/zero: it is a device", outcome.stderr)

    def test_a_misspelt_name_comes_with_the_nearest(self):
        for arguments, nearest in ((["run", "for-ways"], "four-ways"), (["explain", "sendfle"], "sendfile"),
                                   (["run", "four-ways", "--case", "mmap-wirte"], "mmap-write"), (["lst"], "list"),
                                   (["run", "four-ways", "--set", "workload.chnk=1"], "workload.chunk")):
            outcome = run(*arguments)
            self.assertEqual(outcome.returncode, 2)
            self.assertIn(f"did you mean `{nearest}`?", outcome.stderr)

    def test_what_is_not_expected_is_named_in_words_of_what_was_written(self):
        for arguments, said in ((["swep", "four-ways", "-o", "x"], "`swep` is no command; "),
                                (["exprt", "four-ways", "-o", "x"], "`exprt` is no command; did you mean `export`?"),
                                (["run", "four-ways", "--cas", "x"],
                                 "there is no option `--cas`; did you mean `--case`?"),
                                (["run", "four-ways", "x", "y"], "`x` was not expected"),
                                (["run", "four-ways", "--lang"], "--lang needs a value")):
            with self.subTest(arguments):
                outcome = run(*arguments)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
                self.assertIn(said, outcome.stderr)

    def test_a_saved_trace_is_no_scenario_to_be_checked(self):
        trace = str(self.folder / "t.copyscope")
        self.assertEqual(run("run", "four-ways", "--case", "sendfile", "--trace", trace).returncode, 0)
        for command in "run", "check":
            outcome = run(command, trace)
            self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
            self.assertIn("is a saved trace, not a scenario", outcome.stderr)

    def test_an_error_names_file_line_and_column_and_shows_the_line(self):
        self.scenario.write_text(SCENARIO.replace('chunk = "4 kB"', 'chunk = "4 KB"'), encoding="utf-8")
        outcome = run("run", "small.toml", cwd=self.folder)
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("small.toml:6:", outcome.stderr)
        self.assertIn('chunk = "4 KB"', outcome.stderr)
        self.assertIn("^", outcome.stderr)

    def test_a_terminal_is_not_steered_by_somebody_s_title(self):
        self.scenario.write_text(SCENARIO.replace("Small", "\\u001b[2JSmall"), encoding="utf-8")
        self.assertNotIn("\x1b", run("run", self.scenario).stdout)


class Environment(unittest.TestCase):
    def test_a_window_without_a_display_is_3_and_says_how_to_get_one(self):
        for arguments in (["gui"], ["gui", "four-ways"], ["four-ways", "--present"],
                          ["gui", "four-ways", "--screenshot", "picture.png"]):
            with self.subTest(arguments):
                outcome = run(*arguments)
                self.assertEqual((outcome.returncode, outcome.stdout), (3, ""))
                self.assertIn("xvfb-run", outcome.stderr)
                self.assertFalse(os.path.exists("picture.png"))

    def test_a_full_standard_output_is_3(self):
        for arguments in (["run", "four-ways"], ["list"], ["--version"], ["--help"], ["run", "four-ways", "--json"],
                          ["export", "four-ways", "--case", "sendfile", "--format", "csv", "-o", "-"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                outcome = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=SECONDS,
                                         env=environment(), encoding="utf-8")
                self.assertEqual(outcome.returncode, 3)
                self.assertIn("cannot write to standard output: No space left on device", outcome.stderr)

    def test_a_closed_standard_output_is_3(self):
        outcome = subprocess.run([PROGRAM, "list"], stderr=subprocess.PIPE, timeout=SECONDS, env=environment(),
                                 preexec_fn=lambda: os.close(1))
        self.assertEqual(outcome.returncode, 3)

    def test_a_reader_that_leaves_is_no_error(self):
        command = f"{PROGRAM} export many-small-chunks --case read-write --format csv -o - | head -1; " \
                  "exit ${PIPESTATUS[0]}"
        outcome = subprocess.run(["bash", "-c", command], capture_output=True, timeout=SECONDS, env=environment())
        self.assertEqual((outcome.returncode, outcome.stderr), (0, b""))


class Interrupted(InFolder):
    # Some 30 million rows: seconds of work for any machine.
    LONG = ["export", "many-small-chunks", "--case", "read-write-4kb", "--set", "file_size=8GB", "--format", "csv"]

    def interrupt(self, arguments, number):
        with subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=environment(), cwd=self.folder) as process:
            wait_until_it_catches(number, process)
            time.sleep(0.3)
            process.send_signal(number)
            _, errors = process.communicate(timeout=SECONDS)
        return process.returncode, errors

    def test_ctrl_c_is_130_and_leaves_nothing(self):
        self.assertEqual(self.interrupt([*self.LONG, "-o", "big.csv"], signal.SIGINT), (130, b""))
        self.assertEqual(self.files(), ["small.toml"])

    def test_a_polite_kill_leaves_nothing_either(self):
        status, _ = self.interrupt([*self.LONG, "-o", "big.csv"], signal.SIGTERM)
        self.assertEqual(status, 143)
        self.assertEqual(self.files(), ["small.toml"])


if __name__ == "__main__":
    sys.exit(unittest.main())
