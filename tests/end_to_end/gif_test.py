#!/usr/bin/env python3
"""The film as GIF, read by Pillow, which knows nothing of this program."""
import re
import sys
import unittest

from drawn_test import HOSTILE, draw
from PIL import Image, ImageChops
from support import InFolder, run, run_json


def comments_of(data):
    """The texts of a GIF's comment blocks, in order (GIF89a, section 24)."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    comments = []
    while data[at] != 0x3B:
        is_comment = data[at:at + 2] == b"\x21\xFE"
        if data[at] == 0x21:
            at += 2
        else:  # an image: its description, its colours, the size of its codes
            at += 11 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0)
        text = b""
        while data[at]:
            text += data[at + 1:at + 1 + data[at]]
            at += data[at] + 1
        at += 1
        if is_comment:
            comments.append(text.decode())
    return comments


class Gif(InFolder):
    def setUp(self):
        super().setUp()
        self.gif = self.folder / "out.gif"

    def frames(self):
        """[(pixels, milliseconds)]."""
        with Image.open(self.gif) as film:
            for i in range(film.n_frames):
                film.seek(i)
                yield film.convert("RGB"), film.info["duration"]

    def test_it_moves_holds_and_begins_again(self):
        draw(self.gif, "four-ways", "--case", "read-write", "--format", "gif", "--width", "640px")
        frames = list(self.frames())
        self.assertGreater(len(frames), 50)
        self.assertTrue(all(milliseconds >= 20 for _, milliseconds in frames))
        self.assertTrue(10_000 < sum(milliseconds for _, milliseconds in frames) < 90_000)
        moving = sum(ImageChops.difference(one, two).getbbox() is not None
                     for (one, _), (two, _) in zip(frames, frames[1:]))
        self.assertGreater(moving, len(frames) * 0.8)
        self.assertEqual(frames[0][0].width, 640)
        with Image.open(self.gif) as film:
            self.assertEqual(film.info["loop"], 0)
        self.assertLess(self.gif.stat().st_size, 2_000_000)

    def test_every_step_is_told_once_and_copies_are_the_ledgers(self):
        for case in run_json("run", "every-way", "--json")["cases"]:
            if case["method"] not in ("pio-read-write", "splice", "sendfile", "io-uring"):
                continue
            with self.subTest(case["id"]):
                draw(self.gif, "every-way", "--case", case["id"], "--format", "gif", "--width", "400px",
                     "--set", "workload.file_size=64KiB")
                told = "\n".join(comments_of(self.gif.read_bytes()))
                one = next(each for each in run_json("run", "every-way", "--json", "--set", "workload.file_size=64KiB")
                           ["cases"] if each["id"] == case["id"])
                self.assertEqual(len(re.findall(r"The CPU copies ", told)), one["copies"]["cpu"])
                self.assertEqual(len(re.findall(r"DMA engine (?:copies|follows) ", told)), one["copies"]["dma"])

    def test_the_same_command_gives_the_same_bytes_whatever_the_title(self):
        text = self.scenario.read_text(encoding="utf-8").replace('"Small"', f'"{HOSTILE}"')
        self.scenario.write_text(text.replace('id = "plain"', 'id = "plain"\ntitle = { en = "%s" }' % ("x<&" * 3000)),
                                 encoding="utf-8")
        one, two = (draw(self.folder / name, self.scenario, "--case", "short", "--format", "gif", "--width", "400px",
                         "--to", "110us").read_bytes() for name in ("one.gif", "two.gif"))
        self.assertEqual(one, two)
        self.assertNotIn("\u202e".encode(), one)


if __name__ == "__main__":
    sys.exit(unittest.main())
