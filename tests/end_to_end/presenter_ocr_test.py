"""Presented slides can be read from the last row: by OCR, of pictures as small as they are seen there.

A slide of 1920 × 1080 is scaled down to 573 lines, which is what an eye resolves from six picture heights
away; then it is read by tesseract, which wants its letters larger (scaling up again adds nothing to be
read) and, among boxes and arrows, to be told where words are, which an eye sees. Of the characters of all narrations, and of the names on all stages, 98 % have to be read.
"""
import csv
import difflib
import io
import os
import subprocess
import tomllib
import unicodedata
import unittest
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageFilter, ImageOps

from support import ROOT, SECONDS, run
from window_support import OnDisplay

LINES_SEEN = 573
SHARE_READ = 0.98
A_LESSON = 3  # slides of each in each language
MODELS = {"en": "eng", "zh": "chi_sim"}
NO_STEP = {"syscall", "wait", "user"}
GROUND = {"dark": (0x0E, 0x11, 0x16), "light": (0xFF, 0xFF, 0xFF)}


def lesson(scenario):
    return tomllib.loads((ROOT / "scenarios" / f"{scenario}.toml").read_text(encoding="utf-8"))


def texts(name):
    return tomllib.loads((ROOT / "assets" / "texts" / f"{name}.toml").read_text(encoding="utf-8"))


class Slide:
    """A narration: where it is, and what is to be read there."""

    def __init__(self, scenario, case, step, text, method):
        self.scenario, self.case, self.step, self.text, self.method = scenario, case, step, text, method

    def arguments(self):
        return [self.scenario, "--case", self.case, *([] if self.step is None else ["--step", self.step])]

    def names(self, language):
        short, stage = texts("window")["window"]["short"], texts("stage")["stage"]
        keys = ["page_cache", "socket_buffer", "disk", "cpu", "nic"]
        if "read-write" in self.method:
            keys.append("user_buffer")
        return [short[key][language] for key in keys] + [stage[key][language] for key in ("user", "kernel", "hardware")]


def step_of(rows, at):
    """The number of the step that a moment of a lesson means."""
    step = seen = 0
    for row in rows:
        if row["kind"] in NO_STEP:
            continue
        step += 1
        if all(row[key] == value for key, value in at.items() if key != "nth"):
            seen += 1
            if seen == at["nth"]:
                return step
    raise AssertionError(f"nothing is at {at}")


def slides_of(scenario):
    """The narrations that are the first to be said where they are said, and that name no result."""
    found, methods = [], {}
    file = lesson(scenario)
    for case in file["case"]:
        methods[case["id"]] = case["method"]
    taken, rows = set(), {}
    for each in file["lesson"]:
        case, at = each.get("case", file["case"][0]["id"]), each["at"]
        if isinstance(at, dict) and scenario != "many-small-chunks":  # whose runs are long
            if case not in rows:
                outcome = run("export", scenario, "--case", case, "--format", "csv", "-o", "-")
                rows[case] = list(csv.DictReader(io.StringIO(outcome.stdout)))
            step = step_of(rows[case], at)
        elif at == "start":
            step = None
        else:
            continue
        if (case, step) not in taken and "{" not in each["text"]["en"]:
            found.append(Slide(scenario, case, step, each["text"], methods[case]))
        taken.add((case, step))
    return found


def spread(items, count):
    """So many of them, from the first to the last."""
    return [items[i * (len(items) - 1) // (count - 1)] for i in range(count)]


def plain(text):
    """Without what is no matter of reading: spaces, and which of its forms a mark has."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("“”‘’—–。、", "\"\"''--.,"))
    return "".join(text.split())


def matching(wanted, read):
    """How many characters of a text were read, in their order."""
    blocks = difflib.SequenceMatcher(None, wanted, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def tesseract(picture, language, mode):
    data = io.BytesIO()
    picture.save(data, "PNG", dpi=(300, 300))
    outcome = subprocess.run(["tesseract", "-", "-", "-l", MODELS[language], "--psm", str(mode)],
                             input=data.getvalue(), capture_output=True, timeout=SECONDS, check=True,
                             env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return [line for line in map(plain, outcome.stdout.decode("utf-8").splitlines()) if line]


def enlarged(picture):
    return picture.resize((2 * picture.width, 2 * picture.height), Image.BICUBIC)


def find_words(picture):
    """Where strong ink of a letter's height stands in a row, as an eye finds words among boxes and arrows."""
    cell = 4  # pixels
    ink = picture.point(lambda value: 255 if value < 110 else 0).filter(ImageFilter.MaxFilter(3))
    ink = ink.resize((picture.width // cell, picture.height // cell), Image.BOX).point(lambda value: value > 24)
    is_ink, left = ink.load(), set()
    for y in range(ink.height):
        left.update((x, y) for x in range(ink.width) if is_ink[x, y])
    words = []
    while left:
        todo = [min(left, key=lambda cell: (cell[1], cell[0]))]
        left.discard(todo[0])
        word = []
        while todo:
            x, y = todo.pop()
            word.append((x, y))
            beside = {(x + right, y + down) for right in range(-2, 3) for down in (-1, 0, 1)} & left
            left -= beside
            todo.extend(beside)
        columns, rows = zip(*word)
        box = (min(columns) * cell - 4, min(rows) * cell - 3, max(columns) * cell + cell + 4,
               max(rows) * cell + cell + 3)
        if 14 <= box[3] - box[1] <= 44 and box[2] - box[0] >= 16:
            words.append(box)
    return words


def read_words(picture, language):
    """The words of a picture, one a line."""
    words = [enlarged(picture.crop(box)) for box in find_words(picture)]
    sheet = Image.new("L", (max(word.width for word in words) + 60, sum(word.height + 24 for word in words) + 40), 255)
    y = 20
    for word in words:
        sheet.paste(ImageOps.autocontrast(word, cutoff=1), (30, y))
        y += word.height + 24
    return tesseract(sheet, language, 6)


def read_paragraph(picture, language):
    """Line by line: asked for all at once, tesseract may take a long and a short one for columns."""
    rows = picture.point(lambda value: 255 if value < 110 else 0).resize((1, picture.height), Image.BOX)
    is_inked = [rows.getpixel((0, y)) > 0 for y in range(picture.height)] + [False]
    text, begin = "", None
    for y, has_ink in enumerate(is_inked):
        if has_ink and begin is None:
            begin = y
        elif not has_ink and begin is not None:
            if y - begin >= 8:  # dots and strokes apart belong to the next one
                line = picture.crop((0, max(0, begin - 5), picture.width, min(picture.height, y + 5)))
                text += "".join(tesseract(enlarged(line), language, 7))
            begin = None
    return text


def rail(picture, theme):
    """The lines between which the bar beside the narration stands: the lowest run of one colour that is not ground."""
    column = picture.crop((round(picture.height * 0.043), 0, round(picture.height * 0.043) + 1, picture.height))
    pixels = list(column.getdata())
    strong = [sum(abs(a - b) for a, b in zip(pixel, GROUND[theme])) > 500 for pixel in pixels]
    end = max(i for i, is_strong in enumerate(strong) if is_strong)
    begin = end
    while strong[begin]:
        begin -= 1
    return begin, end


class Presenter(OnDisplay):
    def read(self, number, slide, language):
        """Characters to be read and characters read: of the narration, then of the names."""
        theme = ("dark", "light")[number % 2]
        path = self.folder / f"{language}-{number}.png"
        self.picture(path.name, *slide.arguments(), "--present", "--lang", language, "--theme", theme,
                     "--size", "1920x1080")
        with Image.open(path) as whole:
            begin, end = rail(whole.convert("RGB"), theme)
            width = round(whole.width * LINES_SEEN / whole.height)
            seen = ImageOps.grayscale(whole).resize((width, LINES_SEEN), Image.LANCZOS)
        if theme == "dark":
            seen = ImageOps.invert(seen)
        begin, end = (line * LINES_SEEN // 1080 for line in (begin, end))
        left = round(LINES_SEEN * 0.055)  # behind the bar
        said = read_paragraph(seen.crop((left, begin - 6, width, min(LINES_SEEN, end + 8))), language)
        lines = read_words(seen.crop((0, 0, width, begin - 4)), language)
        lines += [one + other for one, other in zip(lines, lines[1:])]
        wanted = plain(slide.text[language])
        names = [plain(name) for name in slide.names(language)]
        read = [max((matching(name, line) for line in lines if len(line) <= len(name) + 4), default=0)
                for name in names]
        missed = [name for name, count in zip(names, read) if count < len(name)]
        return (len(wanted), matching(wanted, said), sum(map(len, names)), sum(read),
                f"{slide.arguments()} {language}: {said!r}; names missed: {missed} in {lines}")

    def check(self, language):
        chosen = [slide for scenario in ("four-ways", "before-dma", "many-small-chunks", "true-zero-copy")
                  for slide in spread(slides_of(scenario), A_LESSON)]
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda each: self.read(*each, language), enumerate(chosen)))
        narration, narration_read, names, names_read = (sum(each[i] for each in found) for i in range(4))
        misread = [each[4] for each in found if each[1] < each[0] or each[3] < each[2]]
        summary = (f"{language}: {narration_read} of {narration} characters of narrations, "
                   f"{names_read} of {names} of names\n" + "\n".join(misread))
        if os.environ.get("COPYSCOPE_TELL"):
            print(summary)
        self.assertGreaterEqual(narration_read / narration, SHARE_READ, summary)
        self.assertGreaterEqual(names_read / names, SHARE_READ, summary)

    def test_english_slides_are_read(self):
        self.check("en")

    def test_chinese_slides_are_read(self):
        self.check("zh")


if __name__ == "__main__":
    unittest.main()
