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
KINDS = {"": (), "sequence-": (), "moment-": ("--step", "5"), "costs-": ()}  # what is drawn; what it needs
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
        self.assertEqual(texts.count("time"), 1)
        draw(self.svg, "four-ways", "--case", "sendfile", "--compare", "sendfile-sg", "--format", "svg", "--time", "story")
        self.assertEqual({data["case"] for data, _, _ in bars_of(self.svg)}, {"sendfile", "sendfile-sg"})

    def test_millions_of_rows_are_folded_into_a_small_file_that_says_so(self):
        draw(self.svg, "four-ways", "--case", "read-write", "--format", "svg", "--set", "workload.file_size=1GiB",
             "--set", "workload.chunk=4KiB")
        self.assertLess(self.svg.stat().st_size, 2_000_000)
        rows = sum(int(data.get("rows", 1)) for data, _, _ in bars_of(self.svg))
        texts = [text.text for text in ET.parse(self.svg).getroot().iter(SVG + "text")]
        self.assertGreater(rows, 3_000_000)
        self.assertTrue(any(f"{rows:,} short events are drawn as" in text for text in texts), texts)

    def test_width_on_paper_is_what_was_asked_for(self):
        draw(self.svg, "four-ways", "--case", "sendfile", "--format", "svg", "--width", "8cm")
        self.assertEqual(ET.parse(self.svg).getroot().get("width"), "8cm")


def texts_of(svg):
    return [text.text for text in ET.parse(svg).getroot().iter(SVG + "text")]


def units_and_points(svg):
    """(width of the drawing in its units, points to a unit) of one whose width is on paper."""
    root = ET.parse(svg).getroot()
    units = float(root.get("viewBox").split()[2])
    return units, float(root.get("width").removesuffix("cm")) / 2.54 * 72 / units


class Paper(InFolder):
    """Figures for a column of a paper."""

    def setUp(self):
        super().setUp()
        self.svg = self.folder / "out.svg"

    def draw_column(self, kind, *options, form="svg", case="read-write"):
        return draw(self.folder / f"out.{form}", "four-ways", "--case", case, "--format", kind + form, "--width", "8cm",
                    *KINDS[kind], *options)

    def test_a_comparison_takes_half_a_column_and_speaks_the_readers_words(self):
        for language in ("en", "zh"):
            with self.subTest(language):
                pdf = draw(self.folder / "out.pdf", "four-ways", "--compare", "--format", "pdf", "--width", "8cm", "--lang", language)
                width, height = map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", tool("pdfinfo", pdf)).groups())
                self.assertAlmostEqual(width, 8 / 2.54 * 72, delta=0.1)
                self.assertLess(height, 12.5 / 2.54 * 72)
                text = tool("pdftotext", pdf, "-")
                for word in ("--", "read-write", "mmap-write", "sendfile-sg", "four-ways"):
                    self.assertNotIn(word, text)
                for word in ("read + write", "mmap + write", "64 KiB", "154.5 µs"):
                    self.assertIn(word, text)

    def test_no_type_is_below_five_points_in_a_column(self):
        for kind in KINDS:
            for language in ("en", "zh"):
                for options in ((), ("--compare",)) if kind == "" else ((),):
                    with self.subTest(kind=kind, language=language, options=options):
                        self.draw_column(kind, "--lang", language, *options)
                        _, points = units_and_points(self.svg)
                        sizes = [float(text.get("font-size")) for text in ET.parse(self.svg).getroot().iter(SVG + "text")]
                        self.assertGreater(min(sizes) * points, 5)
                        self.assertGreater(sorted(sizes)[len(sizes) // 2] * points, 6.4)

    def test_plain_is_without_title_notes_and_source(self):
        said = ("Copyscope", "One file, four ways", "Not to scale", "Where several work at once", "A file of 64 KiB", "Step 5")
        for kind in KINDS:
            with self.subTest(kind):
                self.draw_column(kind)
                whole, high = texts_of(self.svg), ET.parse(self.svg).getroot()
                self.assertTrue(any(text.startswith("One file, four ways") for text in whole))
                self.assertTrue(any("Copyscope" in text for text in whole))
                self.draw_column(kind, "--plain")
                plain, low = texts_of(self.svg), ET.parse(self.svg).getroot()
                self.assertEqual([text for text in plain if text.startswith(said)], [])
                self.assertLess(len(plain), len(whole))
                self.assertLess(float(low.get("height").removesuffix("cm")), float(high.get("height").removesuffix("cm")) - 0.8)
                # For who cannot see it, the file still says what it shows.
                self.assertIn("One file, four ways", low.find(SVG + "title").text)
                self.assertIn("Copyscope", low.find(SVG + "desc").text)
                pdf = self.draw_column(kind, "--plain", form="pdf")
                self.assertFalse([text for text in said if text in tool("pdftotext", pdf, "-")])
                with Image.open(self.draw_column(kind, "--plain", form="png")) as picture:
                    self.assertAlmostEqual(picture.height / picture.width,
                                           float(low.get("viewBox").split()[3]) / float(low.get("viewBox").split()[2]), delta=0.01)

    def test_type_is_as_large_as_asked_for_on_paper_and_on_screens(self):
        for kind in KINDS:
            with self.subTest(kind):
                draw(self.svg, "four-ways", "--case", "sendfile", "--format", kind + "svg", "--width", "12cm", "--type-size", "9",
                     *KINDS[kind])
                self.assertAlmostEqual(13 * units_and_points(self.svg)[1], 9, delta=0.01)
                self.assertIn("13", {text.get("font-size") for text in ET.parse(self.svg).getroot().iter(SVG + "text")})
                draw(self.svg, "four-ways", "--case", "sendfile", "--format", kind + "svg", "--type-size", "16px", *KINDS[kind])
                root = ET.parse(self.svg).getroot()
                self.assertEqual((root.get("width"), root.get("viewBox").split()[2]), ("960", "780"))

    def test_type_that_cannot_be_is_an_error_that_leaves_the_old_file(self):
        self.svg.write_text("old", encoding="utf-8")
        for options, words in ((("--type-size", "4"), "--type-size 4: expected a size from 5 to 24 pt"),
                               (("--type-size", "huge"), "expected a size"),
                               (("--type-size", "8cm"), "expected a size"),
                               (("--type-size", "8pt"), "type in points, but a width in pixels"),
                               (("--type-size", "14px", "--width", "8cm"), "type in pixels, but a width on paper"),
                               (("--type-size", "40", "--width", "20cm"), "from 5 to 24 pt can be read"),
                               (("--type-size", "12", "--width", "8cm"), "too narrow to be read; at least 9.769 cm with type of that size")):
            with self.subTest(options):
                outcome = run("export", "four-ways", "--case", "sendfile", "--format", "svg", "-o", self.svg, *options)
                self.assertEqual(outcome.returncode, 2, outcome.stderr)
                self.assertIn(words, outcome.stderr)
                self.assertEqual(self.svg.read_text(encoding="utf-8"), "old")

    def test_signs_of_the_legend_can_be_told_apart_in_grey(self):
        words = ("CPU copy", "DMA copy", "descriptor or page reference", "kernel at work", "user mode",
                 "mode switch: ↓ into the kernel, ↑ back", "interrupt", "system call", "disk access", "CPU idle or waiting")
        seen = {}
        for case in ("read-write", "sendfile-sg"):
            self.draw_column("", case=case)
            png = draw(self.folder / "out.png", "four-ways", "--case", case, "--format", "png", "--width", "8cm", "--dpi", "600")
            units, _ = units_and_points(self.svg)
            texts = {text.text: text for text in ET.parse(self.svg).getroot().iter(SVG + "text")}
            with Image.open(png) as picture:
                grey, scale = picture.convert("L"), picture.width / units
                for word in set(words) & texts.keys():
                    x, y = float(texts[word].get("x")), float(texts[word].get("y"))
                    box = [round(each * scale) for each in (x - 31, y - 13, x - 7, y + 4)]
                    seen[word] = list(grey.crop(box).resize((48, 34), Image.BOX).getdata())
        self.assertEqual(sorted(seen), sorted(words))
        for one in words:
            for other in words[:words.index(one)]:
                difference = sum(abs(a - b) for a, b in zip(seen[one], seen[other])) / len(seen[one])
                self.assertGreater(difference, 8, f"{one} looks like {other}")

    def test_the_same_command_gives_the_same_bytes(self):
        for kind in KINDS:
            for form in DRAWN:
                with self.subTest(kind + form):
                    options = ("--plain", "--type-size", "7.5", "--lang", "zh")
                    once = self.draw_column(kind, *options, form=form).read_bytes()
                    self.assertEqual(self.draw_column(kind, *options, form=form).read_bytes(), once)


class Moment(InFolder):
    def draw(self, *options, case="read-write"):
        svg = draw(self.folder / "out.svg", "four-ways", "--case", case, "--format", "moment-svg", *options)
        return svg.read_bytes(), texts_of(svg)

    def test_a_step_is_shown_as_it_has_been_done(self):
        _, texts = self.draw("--step", "5")
        self.assertTrue(any(text.startswith("Step 5 of 11, at ") for text in texts), texts)
        self.assertIn("The CPU copies 64 KiB from the page cache to the user buffer.", texts)
        _, texts = self.draw("--step", "0")
        self.assertTrue(any(text.startswith("Before the first step, at 0") for text in texts), texts)

    def test_a_time_is_a_moment_too_with_what_is_under_way(self):
        half, texts = self.draw("--at", "116.484us")  # of copy 1, from 100.1 µs to 132.868 µs
        self.assertTrue(any(text.startswith("Step 3 of 11, at 116.5 µs") for text in texts), texts)
        self.assertTrue(any("32" in text and "Ki" in text or "32.77" in text for text in texts), texts)
        self.assertNotEqual(self.draw("--at", "110us")[0], half)

    def test_a_moment_that_is_none_is_an_error(self):
        for options, words in (((), "which moment? --at TIME or --step N names it"),
                               (("--step", "12"), "this case has the steps 1 to 11"),
                               (("--step", "-1"), "this case has the steps 1 to 11"),
                               (("--at", "1s"), "this run lasts from 0 to 154"),
                               (("--at", "soon"), "--at soon: found `soon`"),
                               (("--at", "1us", "--step", "2"), "excludes")):
            with self.subTest(options):
                outcome = run("export", "four-ways", "--case", "read-write", "--format", "moment-svg", "-o", self.folder / "no.svg", *options)
                self.assertEqual(outcome.returncode, 2, outcome.stderr)
                self.assertIn(words, outcome.stderr)
                self.assertNotIn("no.svg", self.files())
        outcome = run("export", "four-ways", "--case", "read-write", "--format", "svg", "-o", "-", "--step", "2")
        self.assertIn("--step means nothing to it", outcome.stderr)

    def test_rsvg_draws_it_in_every_theme_and_width(self):
        for options in (("--theme", "dark"), ("--theme", "light", "--lang", "zh"), ("--width", "8cm"), ("--width", "12cm")):
            self.draw("--step", "7", *options)
            tool("xmllint", "--noout", self.folder / "out.svg")
            tool("rsvg-convert", self.folder / "out.svg", "-o", self.folder / "out.png")
            with Image.open(self.folder / "out.png") as picture:
                self.assertGreater(len(picture.convert("RGB").getcolors(1 << 24)), 20)


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
                               (("--at", "1us"), "--at means nothing to it"),
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
        for option in (("--plain",), ("--type-size", "8")):
            outcome = run("export", self.scenario, "--case", "plain", "--format", "gif", "-o", "-", *option)
            self.assertEqual((outcome.returncode, outcome.stdout), (2, ""))
            self.assertIn(f"{option[0]} means nothing to it", outcome.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
