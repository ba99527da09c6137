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

    def test_it_is_as_wide_as_asked_for_with_type_to_match(self):
        self.draw("four-ways", "--width", "80mm")
        root = ET.parse(self.svg).getroot()
        self.assertEqual(root.get("width"), "8cm")
        self.assertLess(float(root.get("height").removesuffix("cm")), 18)
        self.draw("four-ways", "--width", "12cm", "--type-size", "9pt", "--plain", "--lang", "zh")
        units = float(ET.parse(self.svg).getroot().get("viewBox").split()[2])
        self.assertAlmostEqual(13 * 12 / 2.54 * 72 / units, 9, delta=0.01)
        self.assertNotIn("Copyscope", "".join(text.text for text in ET.parse(self.svg).getroot().iter(SVG + "text")))

    def test_a_width_that_cannot_be_is_an_error_that_leaves_the_old_file(self):
        self.svg.write_text("old", encoding="utf-8")
        for options, words in ((("--width", "2cm"), "too narrow to be read; at least 5.699 cm"),
                               (("--width", "wide"), "expected a length"),
                               (("--type-size", "8pt"), "type in points, but a width in pixels"),
                               (("--type-size", "tiny"), "expected a size")):
            with self.subTest(options):
                outcome = run("run", "four-ways", "--chart", self.svg, *options)
                self.assertEqual((outcome.returncode, outcome.stdout), (2, ""), outcome.stderr)
                self.assertIn(words, outcome.stderr)
                self.assertEqual(self.svg.read_text(encoding="utf-8"), "old")
        outcome = run("run", "four-ways", "--width", "8cm")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("they need --chart FILE", outcome.stderr)

    def test_it_is_what_export_writes_as_costs(self):
        for options in ((), ("--width", "8cm", "--lang", "zh"), ("--case", "sendfile", "--plain")):
            self.draw("four-ways", *options)
            outcome = run("export", "four-ways", "--format", "costs-svg", "-o", self.folder / "same.svg", *options)
            self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
            self.assertEqual((self.folder / "same.svg").read_bytes(), self.svg.read_bytes())

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
