#!/usr/bin/env python3
"""This machine as a preset: calibrate, what compare predicts with it, and the crossover. How well it predicts
depends on the machine and is for ./dev bench predict to say; here it is that everything arrives, and that what
cannot be is refused."""
import json
import unittest

from support import ROOT, InFolder, environment, run


class Predict(InFolder):
    def setUp(self):
        super().setUp()
        self.presets = self.folder / "copyscope"
        self.environment = environment(XDG_CONFIG_HOME=str(self.folder), HOME=str(self.folder))

    def called(self, *arguments):
        return run(*arguments, env=self.environment)

    def have_a_preset(self):
        """As calibrate would write it; its values are those of the preset that ships."""
        self.presets.mkdir()
        text = (ROOT / "assets/machines/sink.toml").read_text(encoding="utf-8")
        (self.presets / "this-machine.toml").write_text(
            text.replace('id      = "sink"', 'id      = "this-machine"'), encoding="utf-8")

    def test_without_the_preset_it_is_said_how_to_get_one(self):
        outcome = self.called("run", self.scenario, "--set", "fidelity=linux", "--set", "preset=this-machine")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("run `copyscope calibrate`", outcome.stderr)

    def test_the_preset_is_found_and_used(self):
        self.have_a_preset()
        outcome = self.called("run", self.scenario, "--set", "fidelity=linux", "--set", "preset=this-machine", "--json")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertGreater(json.loads(outcome.stdout)["cases"][0]["duration_ps"], 0)
        self.assertIn("this-machine", self.called("list").stdout)

    def test_calibrate_writes_a_preset_or_says_why_not_and_leaves_nothing_else(self):
        outcome = self.called("calibrate")
        if outcome.returncode == 3:  # a machine that is busy, or without namespaces
            self.assertIn("no preset was written", outcome.stderr)
            self.assertEqual([each.name for each in self.presets.iterdir()] if self.presets.exists() else [], [])
            return
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertEqual([each.name for each in self.presets.iterdir()], ["this-machine.toml"])
        text = (self.presets / "this-machine.toml").read_text(encoding="utf-8")
        self.assertIn("Mean error of the fit", text)
        self.assertIn("Mean error of the fit", outcome.stdout)
        used = self.called("run", "four-ways", "--set", "fidelity=linux", "--set", "preset=this-machine", "--json")
        self.assertEqual(used.returncode, 0, used.stderr)

    def test_compare_has_what_is_predicted_once_there_is_a_preset(self):
        arguments = ["compare", self.scenario, "--path", "loopback", "--rounds", "1",
                     "--set", "nic.scatter_gather=true", "--json"]
        without = json.loads(self.called(*arguments).stdout)
        self.assertEqual([each["predicted"] for each in without["cases"]], [None, None])
        self.have_a_preset()
        for each in json.loads(self.called(*arguments).stdout)["cases"]:
            self.assertEqual(list(each["predicted"]), ["cpu_ps_per_send", "duration_ps"])
            self.assertGreater(each["predicted"]["cpu_ps_per_send"], 0)
            self.assertGreater(each["predicted"]["duration_ps"], 0)
        self.assertIn("Predicted for this machine", self.called(*arguments[:-1]).stdout)

    def test_the_crossover_over_other_paths_is_refused_with_the_one_that_can(self):
        for path in ("veth", "loopback"):
            outcome = self.called("crossover", "--path", path)
            self.assertEqual(outcome.returncode, 2)
            self.assertIn("skb_orphan_frags_rx", outcome.stderr)
            self.assertIn("--path sink", outcome.stderr)

    def test_a_crossover_of_a_method_with_itself_is_refused(self):
        outcome = self.called("crossover", "--method", "sendfile", "--against", "sendfile")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("sendfile is compared with itself", outcome.stderr)

    def test_what_cannot_be_timed_is_nothing_to_compare_with(self):
        outcome = self.called("crossover", "--method", "sendfile", "--against", "pio-read-write", "--seconds", "1")
        self.assertEqual((outcome.returncode, outcome.stdout), (3, ""))
        for among in (["pio-read-write"], ["sendfile", "pio-read-write"]):
            named = [word for each in among for word in ("--method", each)]
            outcome = self.called("crossover", *named, "--seconds", "1")
            self.assertEqual((outcome.returncode, outcome.stdout), (3, ""))
            self.assertIn("pio-read-write cannot be timed", outcome.stderr)

    def test_a_chart_that_cannot_be_written_is_told_before_anything_is_measured(self):
        outcome = self.called("crossover", "--chart", "/nonexistent/chart.svg", "--seconds", "600")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))

    def test_the_crossover_is_measured_predicted_and_drawn(self):
        self.have_a_preset()
        chart = self.folder / "chart.svg"
        outcome = self.called("crossover", "--method", "sendfile", "--seconds", "20", "--chart", chart, "--json")
        if outcome.returncode == 3:  # without namespaces
            self.assertIn("sink", outcome.stderr)
            self.assertFalse(chart.exists())
            return
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        self.assertEqual({each["method"] for each in result["curves"]}, {"read-write", "sendfile"})
        for curve in result["curves"]:
            sizes = [each["chunk"] for each in curve["measured"]]
            self.assertEqual(sizes, sorted(sizes))
            self.assertLessEqual(set(sizes), {each["chunk"] for each in curve["predicted"]})
            for point in curve["measured"]:
                self.assertLessEqual(point["cpu_ps_per_send_low"], point["cpu_ps_per_send"])
                self.assertLessEqual(point["cpu_ps_per_send"], point["cpu_ps_per_send_high"])
        self.assertTrue(all(each["against"] == "read-write" for each in result["crossings"]))
        self.assertIn("<svg", chart.read_text(encoding="utf-8"))

    def test_the_crossover_over_file_sizes_is_measured_predicted_and_drawn(self):
        self.have_a_preset()
        chart = self.folder / "chart.svg"
        outcome = self.called("crossover", "--over", "file-size", "--method", "mmap-write", "--seconds", "30",
                              "--chart", chart, "--json")
        if outcome.returncode == 3:
            self.skipTest("no sink here: " + outcome.stderr.strip())
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        result = json.loads(outcome.stdout)
        self.assertEqual(result["over"], "file-size")
        self.assertEqual({each["sent_from"] for each in result["curves"]}, {"file", "mapped-once", "mapped-each-time"})
        for curve in result["curves"]:
            sizes = [each["file_size"] for each in curve["measured"]]
            self.assertEqual((sizes[0], sizes[-1]), (4 << 10, 32 << 20))
            self.assertEqual(sizes, sorted(sizes))
            self.assertLessEqual(set(sizes), {each["file_size"] for each in curve["predicted"]})
            self.assertTrue(all(each["cpu_ps_per_mib"] > 0 for each in curve["measured"] + curve["predicted"]))
        drawn = chart.read_text(encoding="utf-8")
        self.assertIn("CPU time a MiB", drawn)
        self.assertIn("mapped each time", drawn)

    def test_misspelt_methods_are_bad_usage(self):
        outcome = self.called("crossover", "--method", "sendfiel")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("did you mean `sendfile`?", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
