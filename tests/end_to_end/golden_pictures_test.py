#!/usr/bin/env python3
"""Exports as pictures, beside those of docs/EXPORT.md: the same to the eye, give or take what another
machine's fonts make of them. `./dev golden` draws the pictures anew."""
import os
import subprocess
import sys
import unittest

from PIL import Image
from support import ROOT, SECONDS, InFolder, run

PICTURES = ROOT / "docs" / "pictures"
RENEW = bool(os.environ.get("COPYSCOPE_RENEW_GOLDEN"))
COLOURS = 128  # of a picture in the documents, which keeps it small


def by_rsvg(file, png):
    return ["rsvg-convert", file, "-w", "960", "-o", png]


def by_poppler(file, png):
    return ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "800", "-scale-to-y", "-1", file, png.with_suffix("")]


def seventh_page(file, png):
    return ["pdftoppm", "-f", "7", "-l", "7", *by_poppler(file, png)[1:]]


def by_pillow(file, png):
    with Image.open(file) as film:
        film.seek(film.n_frames // 2)
        film.convert("RGB").save(png)


# Picture: (what draws the file as a picture, the name of the file, the command that writes it).
PICTURES_OF = {
    "export-svg.png": (by_rsvg, "out.svg", ["export", "four-ways", "--case", "read-write", "--format", "svg", "-o"]),
    "export-pdf.png": (by_poppler, "out.pdf", ["export", "four-ways", "--case", "sendfile-sg", "--format", "pdf", "--width", "8cm",
                                    "--lang", "zh", "-o"]),
    "export-compare.png": (by_poppler, "out.pdf", ["export", "four-ways", "--compare", "--format", "pdf", "--width", "8cm", "-o"]),
    "export-moment.png": (by_poppler, "out.pdf", ["export", "four-ways", "--case", "read-write", "--format", "moment-pdf",
                                                  "--step", "5", "--width", "8cm", "-o"]),
    "export-sequence.png": (by_rsvg, "out.svg", ["export", "four-ways", "--case", "read-write", "--format",
                                                 "sequence-svg", "-o"]),
    "export-storyboard.png": (seventh_page, "out.pdf", ["export", "four-ways", "--case", "read-write", "--format",
                                                        "storyboard", "-o"]),
    "export-animated.png": (by_rsvg, "out.svg", ["export", "four-ways", "--case", "sendfile", "--format",
                                                 "animated-svg", "-o"]),
    "export-gif.png": (by_pillow, "out.gif", ["export", "four-ways", "--case", "read-write", "--format", "gif",
                                              "--width", "800px", "-o"]),
    "chart.png": (by_rsvg, "out.svg", ["run", "four-ways", "--md", "--chart"]),
}


def likeness(one, other):
    """Mean difference of two pictures' grey values (0 to 255), each a little blurred; 255 for another shape."""
    if abs(one.height / one.width - other.height / other.width) > 0.02:
        return 255
    size = (other.width // 4, other.height // 4)
    values = [list(each.convert("L").resize(size, Image.BOX).getdata()) for each in (one, other)]
    return sum(abs(a - b) for a, b in zip(*values)) / len(values[0])


class GoldenPictures(InFolder):
    def draw(self, convert, name, command):
        file, png = self.folder / name, self.folder / "out.png"
        outcome = run(*command, file)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        if command := convert(file, png):
            subprocess.run([str(each) for each in command], check=True, timeout=SECONDS)
        return Image.open(png).convert("RGB")

    def test_exports_look_as_in_the_documents(self):
        for name, way in PICTURES_OF.items():
            with self.subTest(name):
                drawn = self.draw(*way)
                if RENEW:
                    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
                with Image.open(PICTURES / name) as golden:
                    self.assertLess(likeness(drawn, golden), 4, f"{name} differs; ./dev golden renews it")

    def test_the_comparison_tells_pictures_apart(self):
        one, other = (self.draw(by_rsvg, "out.svg", ["export", "four-ways", "--case", case, "--format", "svg", "-o"])
                      for case in ("read-write", "sendfile"))
        self.assertGreater(likeness(one, other), 4)


if __name__ == "__main__":
    sys.exit(unittest.main())
