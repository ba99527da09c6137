#!/usr/bin/env python3
"""Drawn exports, opened by programs that know nothing of this one."""
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET

from PIL import Image
from support import InFolder, SECONDS, run, run_json

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ("svg", "pdf", "png")
HOSTILE = "</script><b>&amp; \\\"quoted\\\" 'too' ]]> -- \\u202E turned \\u200F \\n 零拷贝"


def draw(path, scenario, *options):
    """Writes a drawing; the command must succeed, and say nothing."""
    outcome = run("export", scenario, "-o", path, *options)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", ""), outcome.stderr
    return path


def tool(*command):
    return subprocess.run([str(each) for each in command], check=True, capture_output=True,
                          timeout=SECONDS, encoding="utf-8").stdout


def bars_of(svg):
    """[(data of a bar, x, x of its end)] of those that stand for one row."""
    bars = []
    for group in ET.parse(svg).getroot().iter(SVG + "g"):
        if group.get("data-row") is None:
            continue
        box = group.find(SVG + "rect")
        data = {key.removeprefix("data-"): value for key, value in group.attrib.items()}
        # An outline alone lies half its width within the box.
        inset = float(box.get("stroke-width", 1)) / 2 if box.get("fill") == "none" else 0
        x, width = float(box.get("x")), float(box.get("width"))
        bars.append((data, x - inset, x + width + inset))
    return bars


class Svg(InFolder):
    def setUp(self):
        super().setUp()
        self.svg = self.folder / "out.svg"

    def test_xmllint_and_rsvg_read_it_in_every_theme_and_language(self):
        for theme in ("print", "light", "dark"):
            for language in ("en", "zh"):
                draw(self.svg, "four-ways", "--case", "sendfile", "--format", "svg", "--theme", theme, "--lang", language)
                tool("xmllint", "--noout", self.svg)
                tool("rsvg-convert", self.svg, "-o", self.folder / "out.png")
                with Image.open(self.folder / "out.png") as picture:
                    self.assertEqual(picture.width, 960)
                    self.assertGreater(len(picture.convert("RGB").getcolors(1 << 24)), 20)

    def test_counts_are_the_ledgers_for_every_method(self):
        for case in run_json("run", "every-way", "--json")["cases"]:
            with self.subTest(case["id"]):
                draw(self.svg, "every-way", "--case", case["id"], "--format", "svg", "--width", "2000px")
                bars = [data for data, _, _ in bars_of(self.svg)]
                self.assertEqual([data for data in bars if "rows" in data], [], "wide enough for every row")
                copies = [data for data in bars if data["kind"].endswith("_copy")]
                for mover in ("cpu", "dma", "pio"):
                    own = [data for data in copies if data["kind"] == mover + "_copy"]
                    self.assertEqual(len(own), case["copies"][mover])
                    self.assertEqual(sum(int(data["bytes"]) for data in own), case["bytes_copied"][mover])
                self.assertEqual(sum(data["kind"] == "mode_switch" for data in bars), case["mode_switches"])
                self.assertEqual(sum(data["kind"] == "syscall" for data in bars), case["syscalls"])

    def test_bars_lie_on_a_scale_of_true_time(self):
        draw(self.svg, "four-ways", "--case", "read-write", "--format", "svg", "--time", "true")
        bars = [(int(data["begin-ps"]), int(data["end-ps"]), begin, end)
                for data, begin, end in bars_of(self.svg) if "rows" not in data and end - begin > 3]
        root = ET.parse(self.svg).getroot()
        left, right, first, last = (float(root.get("data-axis-" + end)) for end in ("x1", "x2", "from", "to"))
        self.assertEqual((first, last), (0, run_json("run", "four-ways", "--json")["cases"][0]["duration_ps"]))
        per_ps = (right - left) / last
        for begin_ps, end_ps, begin, end in bars:
            self.assertAlmostEqual(begin, left + begin_ps * per_ps, delta=0.5)
            self.assertAlmostEqual(end, left + end_ps * per_ps, delta=0.5)

    def test_text_is_text(self):
        draw(self.svg, "four-ways", "--case", "read-write", "--format", "svg", "--lang", "zh")
        texts = [text.text for text in ET.parse(self.svg).getroot().iter(SVG + "text")]
        self.assertIn("一个文件，四种走法：read + write", texts)
        self.assertIn("read()", texts)
        self.assertTrue(any("64 KiB" in text for text in texts))

    def test_several_cases_are_compared_under_one_axis(self):
        draw(self.svg, "four-ways", "--compare", "--format", "svg")
        cases = {data["case"] for data, _, _ in bars_of(self.svg)}
        self.assertEqual(cases, {"read-write", "mmap-write", "sendfile", "sendfile-sg"})
        texts = [text.text for text in ET.parse(self.svg).getroot().iter(SVG + "text")]
        self.assertEqual(texts.count("true time"), 1)
        draw(self.svg, "four-ways", "--case", "sendfile", "--compare", "sendfile-sg", "--format", "svg", "--time", "story")
        self.assertEqual({data["case"] for data, _, _ in bars_of(self.svg)}, {"sendfile", "sendfile-sg"})

    def test_millions_of_rows_are_folded_into_a_small_file_that_says_so(self):
        draw(self.svg, "four-ways", "--case", "read-write", "--format", "svg", "--set", "workload.file_size=1GiB",
             "--set", "workload.chunk=4KiB")
        self.assertLess(self.svg.stat().st_size, 2_000_000)
        rows = sum(int(data.get("rows", 1)) for data, _, _ in bars_of(self.svg))
        texts = [text.text for text in ET.parse(self.svg).getroot().iter(SVG + "text")]
        self.assertGreater(rows, 3_000_000)
        self.assertTrue(any(f"{rows:,} rows narrower than a line" in text for text in texts), texts)

    def test_width_on_paper_is_what_was_asked_for(self):
        draw(self.svg, "four-ways", "--case", "sendfile", "--format", "svg", "--width", "8cm")
        self.assertEqual(ET.parse(self.svg).getroot().get("width"), "8cm")


class Pdf(InFolder):
    def setUp(self):
        super().setUp()
        self.pdf = self.folder / "out.pdf"

    def test_text_comes_out_as_it_was_typed(self):
        draw(self.pdf, "four-ways", "--case", "sendfile", "--format", "pdf", "--lang", "zh")
        text = tool("pdftotext", "-layout", self.pdf, "-")
        for part in ("一个文件，四种走法：sendfile", "页缓存", "套接字缓冲区", "sendfile()", "模式切换"):
            self.assertIn(part, text)

    def test_fonts_are_embedded_and_no_pictures_of_letters(self):
        for language in ("en", "zh"):
            draw(self.pdf, "four-ways", "--case", "sendfile", "--format", "pdf", "--lang", language)
            fonts = tool("pdffonts", self.pdf).splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertRegex(font, r" yes +yes +yes ")
                self.assertNotIn("Type 3", font)

    def test_page_is_as_wide_as_asked_and_is_drawn(self):
        draw(self.pdf, "four-ways", "--case", "sendfile", "--format", "pdf", "--width", "80mm")
        size = re.search(r"Page size: +([\d.]+) x", tool("pdfinfo", self.pdf)).group(1)
        self.assertAlmostEqual(float(size), 80 / 25.4 * 72, delta=0.1)
        self.assertNotIn("CreationDate", tool("pdfinfo", self.pdf))
        tool("pdftoppm", "-r", "100", "-png", self.pdf, self.folder / "page")
        with Image.open(self.folder / "page-1.png") as picture:
            self.assertGreater(len(picture.convert("RGB").getcolors(1 << 24)), 20)


class Png(InFolder):
    def test_pixels_follow_width_and_resolution(self):
        png = self.folder / "out.png"
        for options, width in (((), 1920), (("--width", "8cm", "--dpi", "300"), 945), (("--width", "700px", "--dpi", "96"), 700)):
            draw(png, "four-ways", "--case", "sendfile", "--format", "png", *options)
            with Image.open(png) as picture:
                self.assertEqual(picture.width, width)
                if "--dpi" in options:
                    self.assertAlmostEqual(picture.info["dpi"][0], float(options[-1]), delta=0.1)

    def test_screen_and_paper_show_the_same(self):
        """The SVG as another program draws it, beside our own pixels."""
        draw(self.folder / "own.png", "four-ways", "--case", "read-write", "--format", "png", "--dpi", "96")
        draw(self.folder / "out.svg", "four-ways", "--case", "read-write", "--format", "svg")
        tool("rsvg-convert", self.folder / "out.svg", "-o", self.folder / "others.png")
        with Image.open(self.folder / "own.png") as own, Image.open(self.folder / "others.png") as others:
            size = (own.width // 6, min(own.height, others.height) // 6)
            box = (0, 0, own.width, min(own.height, others.height))
            pairs = zip(*(list(each.convert("L").crop(box).resize(size, Image.BOX).getdata()) for each in (own, others)))
            differences = [abs(a - b) for a, b in pairs]
        self.assertLess(sum(differences) / len(differences), 3)


class Safe(InFolder):
    def setUp(self):
        super().setUp()
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', f'"{HOSTILE}"')
        self.scenario.write_text(text.replace('id = "plain"', 'id = "plain"\ntitle = { en = "%s" }' % ("x<&" * 3000)),
                                 encoding="utf-8")

    def draw_twice(self, form):
        return [draw(self.folder / f"{name}.{form}", self.scenario, "--case", "plain", "--format", form).read_bytes()
                for name in ("one", "two")]

    def test_any_title_can_be_drawn_and_the_same_command_gives_the_same_bytes(self):
        for form in DRAWN:
            with self.subTest(form):
                one, two = self.draw_twice(form)
                self.assertEqual(one, two)
                self.assertNotIn("\u202e".encode(), one)
        tool("xmllint", "--noout", self.folder / "one.svg")

    def test_a_saved_trace_is_drawn_as_its_run_is(self):
        run("run", self.scenario, "--case", "plain", "--trace", self.folder / "saved.json")
        for form in DRAWN:
            with self.subTest(form):
                saved = draw(self.folder / f"saved.{form}", self.folder / "saved.json", "--format", form)
                self.assertEqual(saved.read_bytes(), self.draw_twice(form)[0])

    def test_options_that_cannot_be_met_are_errors_that_leave_the_old_file(self):
        target = self.folder / "old.svg"
        target.write_text("old", encoding="utf-8")
        for options, words in ((("--width", "2cm"), "too narrow"),
                               (("--width", "wide"), "expected a length"),
                               (("--width", "-8cm"), "expected a length"),
                               (("--width", "9km"), "expected a length"),
                               (("--width", "900000000px"), "from 1 mm to 5 m"),
                               (("--lanes", "gpu"), 'no lane "gpu"; there are process0, cpu0'),
                               (("--dpi", "300"), "--dpi means nothing to it"),
                               (("--handout", "2"), "--handout means nothing to it"),
                               (("--time", "lunch"), "--time"),
                               (("--theme", "pink"), "--theme"),
                               (("--compare", "nobody"), "no case `nobody`")):
            with self.subTest(options):
                outcome = run("export", self.scenario, "--case", "plain", "--format", "svg", "-o", target, *options)
                self.assertEqual(outcome.returncode, 2, outcome.stderr)
                self.assertIn(words, outcome.stderr)
                self.assertEqual(target.read_text(encoding="utf-8"), "old")
        outcome = run("export", self.scenario, "--case", "plain", "--format", "png", "-o", target, "--width", "400cm", "--dpi", "1200")
        self.assertEqual(outcome.returncode, 2)
        self.assertIn("too many", outcome.stderr)

    def test_what_does_not_take_an_option_says_so(self):
        outcome = run("export", self.scenario, "--case", "plain", "--format", "csv", "-o", "-", "--width", "8cm")
        self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
        self.assertIn("--width means nothing to it", outcome.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
