#!/usr/bin/env python3
"""Storyboards and handouts, read by poppler's programs, which know nothing of this one."""
import re
import sys
import unittest

from drawn_test import HOSTILE, draw, tool
from support import InFolder, run, run_json

# How the story tells a copy, by who makes it.
TELLS = {"cpu": r"^The CPU copies .+\.$", "pio": r"^The CPU moves .+\.$",
         "dma": r"^The (?:disk's|network card's) DMA engine (?:copies|follows) .+\.$"}


class Storyboard(InFolder):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / "out.pdf"

    def draw(self, scenario, *options):
        return draw(self.pdf, scenario, "--format", "storyboard", *options)

    def pages(self):
        """The text of each page, lines as they stand."""
        return [page.splitlines() for page in tool("pdftotext", self.pdf, "-").split("\f")[:-1]]

    def info(self, name):
        return re.search(rf"^{name}: +(.+)$", tool("pdfinfo", self.pdf), re.M).group(1)

    def test_every_page_is_a_step_and_copies_are_the_ledgers_for_every_method(self):
        for case in run_json("run", "every-way", "--json")["cases"]:
            with self.subTest(case["id"]):
                self.draw("every-way", "--case", case["id"])
                pages = self.pages()
                steps = [re.match(r"Step (\d+) of (\d+)$", line) for page in pages for line in page
                         if line.startswith("Step ")]
                self.assertEqual([int(step[1]) for step in steps], list(range(1, len(steps) + 1)))
                self.assertEqual({int(step[2]) for step in steps}, {len(steps)})
                contents = next(i for i, page in enumerate(pages) if "Before the first step" in page)
                self.assertEqual(len(pages), contents + 1 + len(steps) + 1)
                lines = [" ".join(page) for page in pages[contents:]]
                for mover, pattern in TELLS.items():
                    words = pattern.strip("^$").split(" .+")[0]
                    told = sum(bool(re.search(words, line)) for line in lines)
                    self.assertEqual(told, case["copies"][mover], mover)
                last = pages[-1][pages[-1].index("Mode switches"):]
                self.assertRegex(last[2], f"^{case['mode_switches']} ?/ ?{case['mode_switches']}$")

    def test_cases_follow_each_other_and_the_contents_lead_to_their_pages(self):
        self.draw("four-ways")
        pages = self.pages()
        links = re.findall(r'<a href="[^"]*#(\d+)">(.*?)</a>',
                           tool("pdftohtml", "-xml", "-f", "1", "-l", "1", "-i", "-stdout", self.pdf))
        self.assertEqual({int(page) for page, _ in links}, set(range(2, len(pages) + 1)))
        leads = {words: int(page) for page, words in links}
        for title in ("read + write", "mmap + write", "sendfile", "sendfile, card gathers"):
            page = pages[leads[f"<b>{title}</b>"] - 1]
            self.assertIn(f"One file, four ways: {title}", page)
            self.assertIn("Before the first step", page)
        self.assertIn(f"{len(pages)} / {len(pages)}", pages[-1])

    def test_viewers_get_an_outline(self):
        self.draw("four-ways", "--case", "sendfile")
        outline = tool("pdftohtml", "-xml", "-i", "-stdout", self.pdf).split("<outline>", 1)[1]
        self.assertRegex(outline, r'<item page="2">sendfile</item>')
        self.assertRegex(outline, r'<item page="7">Step 5 of 8: CPU copy: page cache → socket buffer</item>')

    def test_chinese_comes_out_as_it_was_typed_in_embedded_fonts(self):
        self.draw("four-ways", "--case", "read-write", "--lang", "zh")
        text = tool("pdftotext", self.pdf, "-")
        for part in ("一个文件，四种走法：read + write", "第 5 步，共 11 步", "套接字缓冲区", "CPU 把 64 KiB 从页缓存复制到用户缓冲区。"):
            self.assertIn(part, text)
        fonts = tool("pdffonts", self.pdf).splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertRegex(font, r" yes +yes +yes ")
            self.assertNotIn("Type 3", font)
        self.assertNotIn("CreationDate", tool("pdfinfo", self.pdf))

    def test_slides_are_wide_and_handouts_hold_as_many_steps_as_asked_for(self):
        self.draw("four-ways", "--case", "read-write")
        self.assertEqual(self.info("Page size"), "960 x 540 pts")
        for per_page in (2, 4, 6):
            with self.subTest(per_page):
                self.draw("four-ways", "--case", "read-write", "--handout", per_page)
                self.assertRegex(self.info("Page size"), r"^595\.\d+ x 841\.\d+ pts \(A4\)$")
                pages = [sum(line.startswith(("Step ", "Before the first", "The whole run")) for line in page)
                         for page in self.pages()[1:]]
                self.assertEqual(sum(pages), 13)
                self.assertEqual(set(pages[:-1]), {per_page})

    def test_a_part_of_a_run_has_its_steps_only(self):
        self.draw("four-ways", "--case", "read-write", "--from", "134us", "--to", "139.6us")
        text = "\n".join("\n".join(page) for page in self.pages())
        self.assertEqual(re.findall(r"^Step (\d+) of 11$", text, re.M), ["5", "6", "7"])
        outcome = run("export", "four-ways", "--case", "read-write", "--format", "storyboard", "-o", self.folder / "none.pdf",
                      "--from", "1s")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("no step lies in this part of the run", outcome.stderr)
        self.assertEqual(self.files(), ["out.pdf", "small.toml"])

    def test_of_many_steps_the_first_and_the_last_are_shown(self):
        self.draw("big-file", "--case", "read-write")
        steps = int(re.search(r"Step 1 of ([\d,]+)", tool("pdftotext", self.pdf, "-"))[1].replace(",", ""))
        pages = self.pages()
        self.assertLess(len(pages), 230)
        gap = [line for page in pages for line in page if line.endswith("steps are left out here.")]
        self.assertEqual(gap, [f"{steps - 200:,} steps are left out here."])

    def test_any_title_can_be_drawn_and_the_same_command_gives_the_same_bytes(self):
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', f'"{HOSTILE}"')
        text = text.replace('id = "plain"', 'id = "plain"\ntitle = { en = "%s" }' % ("x<&" * 3000))
        self.scenario.write_text(text, encoding="utf-8")
        for options in ((), ("--handout", "6", "--lang", "zh"), ("--theme", "dark")):
            with self.subTest(options):
                self.assertEqual(self.draw(self.scenario, *options).read_bytes(), self.draw(self.scenario, *options).read_bytes())
                self.assertIn("</script>", tool("pdftotext", "-f", "1", "-l", "1", self.pdf, "-"))

    def test_a_saved_trace_has_one_chapter(self):
        run("run", "four-ways", "--case", "sendfile", "--trace", self.folder / "saved.json")
        saved = self.draw(self.folder / "saved.json").read_bytes()
        self.assertEqual(saved, self.draw("four-ways", "--case", "sendfile").read_bytes())


if __name__ == "__main__":
    sys.exit(unittest.main())
