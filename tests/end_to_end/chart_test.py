#!/usr/bin/env python3
"""The chart of `run --chart`: read back by an XML parser, and beside the figures that `run` prints."""
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET

from support import InFolder, SECONDS, run, run_json

SVG = "{http://www.w3.org/2000/svg}"


class Chart(InFolder):
    def setUp(self):
        super().setUp()
        self.svg = self.folder / "costs.svg"

    def draw(self, *arguments):
        outcome = run("run", *arguments, "--chart", self.svg)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        subprocess.run(["xmllint", "--noout", str(self.svg)], check=True, timeout=SECONDS)
        root = ET.parse(self.svg).getroot()
        parts = [group for group in root.iter(SVG + "g") if group.get("class") == "part"]
        return parts, [text.text for text in root.iter(SVG + "text")]

    def test_every_part_is_the_figure_that_run_prints(self):
        parts, _ = self.draw("every-way")
        for case in run_json("run", "every-way", "--json")["cases"]:
            with self.subTest(case["id"]):
                own = [part for part in parts if part.get("data-case") == case["id"]]
                times = {part.get("data-who"): int(part.get("data-ps")) for part in own if part.get("data-ps")}
                self.assertEqual(sum(times.values()), case["duration_ps"])
                self.assertEqual(times.get("cpu_kernel", 0), case["cpu"]["kernel_ps"])
                self.assertEqual(times.get("cpu_user", 0), case["cpu"]["user_ps"])
                copied = {part.get("data-who"): int(part.get("data-bytes")) for part in own if part.get("data-bytes")}
                for mover, amount in case["bytes_copied"].items():
                    self.assertEqual(copied.get("copied_" + mover, 0), amount)

    def test_both_languages_settings_and_cases(self):
        _, texts = self.draw("four-ways", "--lang", "zh", "--case", "sendfile", "--set", "workload.file_size=1MiB")
        self.assertIn("一个文件，四种走法", texts)
        self.assertTrue(any("1 MiB" in text for text in texts))
        self.assertNotIn("read + write", texts)

    def test_rsvg_draws_it(self):
        self.draw("four-ways")
        subprocess.run(["rsvg-convert", str(self.svg), "-o", str(self.folder / "costs.png")], check=True, timeout=SECONDS)

    def test_results_are_printed_beside_it_unless_it_is_the_output(self):
        outcome = run("run", "four-ways", "--json", "--chart", self.svg)
        self.assertIn('"four-ways"', outcome.stdout)
        outcome = run("run", "four-ways", "--chart", "-")
        self.assertTrue(outcome.stdout.startswith("<svg "))
        self.assertTrue(outcome.stdout.endswith("</svg>\n"))

    def test_a_case_with_too_many_rows_is_an_error_that_leaves_the_old_file(self):
        self.svg.write_text("old", encoding="utf-8")
        outcome = run("run", "four-ways", "--chart", self.svg, "--set", "workload.file_size=1TB", "--set", "workload.chunk=4KiB")
        self.assertEqual(outcome.returncode, 2, outcome.stderr)
        self.assertEqual(self.svg.read_text(encoding="utf-8"), "old")

    def test_a_hostile_title_is_text(self):
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', '"</text><script>&amp;\\"\\u202e"')
        self.scenario.write_text(text, encoding="utf-8")
        _, texts = self.draw(self.scenario)
        self.assertIn('</text><script>&amp;"', texts)


if __name__ == "__main__":
    sys.exit(unittest.main())
