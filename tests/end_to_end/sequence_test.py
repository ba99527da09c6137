#!/usr/bin/env python3
"""The sequence diagram as SVG, read back by programs that know nothing of this one."""
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET

from support import InFolder, SECONDS, run, run_json

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>&amp; \\\"quoted\\\" ]]> -- \\u202E turned \\u200F \\n 零拷贝"


class Sequence(InFolder):
    def draw(self, scenario, *options):
        """[the attributes of each message], [texts]."""
        svg = self.folder / "out.svg"
        outcome = run("export", scenario, "--format", "sequence-svg", "-o", svg, *options)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        subprocess.run(["xmllint", "--noout", str(svg)], check=True, timeout=SECONDS)
        root = ET.parse(svg).getroot()
        return ([group.attrib for group in root.iter(SVG + "g") if group.get("data-row")],
                [text.text for text in root.iter(SVG + "text")])

    def test_messages_are_the_ledgers_for_every_method_in_both_languages(self):
        for case in run_json("run", "every-way", "--json")["cases"]:
            for language in ("en", "zh"):
                with self.subTest(case=case["id"], language=language):
                    messages, _ = self.draw("every-way", "--case", case["id"], "--lang", language)
                    kinds = [message["data-kind"] for message in messages]
                    for mover, copies in case["copies"].items():
                        own = [message for message in messages if message["data-kind"] == mover + "_copy"]
                        self.assertEqual(len(own), copies)
                        self.assertEqual(sum(int(message["data-bytes"]) for message in own), case["bytes_copied"][mover])
                    self.assertEqual(kinds.count("mode_switch"), case["mode_switches"])
                    self.assertEqual(kinds.count("interrupt"), case["interrupts"])

    def test_rsvg_draws_it_on_paper_and_in_every_theme(self):
        for options in (("--theme", "dark"), ("--theme", "light"), ("--width", "8cm")):
            self.draw("four-ways", "--case", "mmap-write", *options)
            subprocess.run(["rsvg-convert", str(self.folder / "out.svg"), "-o", str(self.folder / "out.png")],
                           check=True, timeout=SECONDS)

    def test_a_run_of_millions_of_rows_is_a_small_file_that_says_what_it_leaves_out(self):
        messages, texts = self.draw("four-ways", "--case", "sendfile", "--set", "workload.file_size=1GiB",
                                    "--set", "workload.chunk=4KiB")
        self.assertLess((self.folder / "out.svg").stat().st_size, 1_000_000)
        self.assertLess(len(messages), 500)
        self.assertTrue(any("are left out" in text for text in texts))

    def test_any_title_is_text_and_the_same_command_gives_the_same_bytes(self):
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', f'"{HOSTILE}"')
        self.scenario.write_text(text.replace('id = "plain"', 'id = "plain"\ntitle = { en = "%s" }' % ("x<&" * 3000)),
                                 encoding="utf-8")
        _, texts = self.draw(self.scenario, "--case", "plain")
        first = (self.folder / "out.svg").read_bytes()
        self.assertTrue(texts[0].startswith("</text><script>&amp;"), texts[0])
        self.draw(self.scenario, "--case", "plain")
        self.assertEqual((self.folder / "out.svg").read_bytes(), first)
        self.assertNotIn("\u202e".encode(), first)


if __name__ == "__main__":
    sys.exit(unittest.main())
