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


# Picture: (what draws the export as a picture, the export's options).
PICTURES_OF = {
    "export-svg.png": (by_rsvg, ["four-ways", "--case", "read-write", "--format", "svg"]),
    "export-pdf.png": (by_poppler, ["four-ways", "--case", "sendfile-sg", "--format", "pdf", "--width", "8cm",
                                    "--lang", "zh"]),
    "export-compare.png": (by_rsvg, ["four-ways", "--compare", "--format", "svg", "--lanes", "cpu,disk,dma",
                                     "--theme", "dark"]),
}


def likeness(one, other):
    """Mean difference of two pictures' grey values (0 to 255), each a little blurred; 255 for another shape."""
    if abs(one.height / one.width - other.height / other.width) > 0.02:
        return 255
    size = (other.width // 4, other.height // 4)
    values = [list(each.convert("L").resize(size, Image.BOX).getdata()) for each in (one, other)]
    return sum(abs(a - b) for a, b in zip(*values)) / len(values[0])


class GoldenPictures(InFolder):
    def draw(self, convert, options):
        form = options[options.index("--format") + 1]
        file, png = self.folder / f"out.{form}", self.folder / "out.png"
        outcome = run("export", *options, "-o", file)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        subprocess.run([str(each) for each in convert(file, png)], check=True, timeout=SECONDS)
        return Image.open(png).convert("RGB")

    def test_exports_look_as_in_the_documents(self):
        for name, (convert, options) in PICTURES_OF.items():
            with self.subTest(name):
                drawn = self.draw(convert, options)
                if RENEW:
                    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
                with Image.open(PICTURES / name) as golden:
                    self.assertLess(likeness(drawn, golden), 4, f"{name} differs; ./dev golden renews it")

    def test_the_comparison_tells_pictures_apart(self):
        one, other = (self.draw(*PICTURES_OF["export-svg.png"][:1], options)
                      for options in (["four-ways", "--case", "read-write", "--format", "svg"],
                                      ["four-ways", "--case", "sendfile", "--format", "svg"]))
        self.assertGreater(likeness(one, other), 4)


if __name__ == "__main__":
    sys.exit(unittest.main())
