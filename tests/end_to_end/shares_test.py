#!/usr/bin/env python3
"""Folded bars, read back from SVG and from PDF: heights are the shares of the time that the rows have.

The rows come from the CSV of the same run. Of a PDF poppler's pdftocairo says which shapes it draws.
"""
import bisect
import csv
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from support import SECONDS, InFolder, run  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
LANES = ("cpu0", "disk", "dma.disk", "dma.nic")
QUIET = {"disk_access", "wait"}  # drawn paler where they are folded than alone
POINTS = 0.75  # of a PDF for each unit of the SVG
PIXEL = 1.0
NEAR = 0.06  # units: what is rounded in files


def export(path, *options):
    outcome = run("export", "four-ways", "--case", "read-write", "-o", path, *options)
    assert outcome.returncode == 0, outcome.stderr
    return path


def ink(fill):
    """The colour of a fill, or that of its pattern."""
    return re.sub(r"url\(#[a-z]+-([0-9a-f]{6}).*", r"#\1", fill)


def boxes_of(group):
    """[(x, y, x of the end, y of the end, ink)] of the rectangles that are filled."""
    return [(float(box.get("x")), float(box.get("y")), float(box.get("x")) + float(box.get("width")),
             float(box.get("y")) + float(box.get("height")), ink(box.get("fill")))
            for box in group.findall(SVG + "rect") if box.get("fill") != "none"]


def inks_of_kinds(svg):
    """{kind: ink}, from bars that stand for one row each."""
    inks = {}
    for group in ET.parse(svg).getroot().iter(SVG + "g"):
        boxes = boxes_of(group) if group.get("data-rows") is None and group.get("data-row") is not None else []
        if boxes:
            inks.setdefault(group.get("data-kind"), boxes[0][4])
    return inks


def stacks_of(group):
    """[(x, x of the end, [(ink, y of its lower edge, height) from below])] of a folded bar's columns."""
    columns = defaultdict(list)
    for x, y, end, bottom, fill in boxes_of(group):
        columns[x, end].append((bottom, y, fill))
    return [(x, end, [(fill, bottom, bottom - y) for bottom, y, fill in sorted(parts, reverse=True)])
            for (x, end), parts in sorted(columns.items())]


def boxes_in_pdf(pdf):
    """[(x, y, x of the end, y of the end)], in units of the SVG, of all rectangles that are filled or fill by a pattern."""
    outcome = subprocess.run(["pdftocairo", "-svg", "-noshrink", "-nocenter", pdf, "-"], check=True,
                             capture_output=True, timeout=SECONDS, encoding="utf-8")
    number = r"(-?[\d.]+)"
    box = re.compile(rf"M {number} {number} L {number} {number} L {number} {number} L {number} {number} Z")
    boxes = set()
    for path in ET.fromstring(outcome.stdout).iter(SVG + "path"):
        for found in box.finditer(path.get("d", "")):
            points = [float(each) / POINTS for each in found.groups()]
            boxes.add((min(points[0::2]), min(points[1::2]), max(points[0::2]), max(points[1::2])))
    return sorted(boxes)


def times_of_lanes(rows):
    """{lane: [(begin, end, kind)]}: from each begin or end to the next, the row that began last has the time."""
    lanes = defaultdict(list)
    for number, row in enumerate(rows):
        begin, end = int(row["begin_ps"]), int(row["end_ps"])
        if end > begin:
            lanes[row["lane"]] += [(begin, 1, number, row["kind"]), (end, 0, number, row["kind"])]
    times = {}
    for lane, events in lanes.items():
        under_way, now, times[lane] = {}, 0, []
        for time, begins, number, kind in sorted(events):
            if under_way and time > now:
                times[lane].append((now, time, under_way[max(under_way)]))
            now = time
            if begins:
                under_way[number] = kind
            else:
                del under_way[number]
    return times


def shares(times, begin, end, inks):
    """{ink: share of the time between two moments}; of quiet kinds the ink is None."""
    sums = defaultdict(float)
    for first, last, kind in times[max(0, bisect.bisect(times, (begin,)) - 1):]:
        if first >= end:
            break
        if last > begin:
            sums[None if kind in QUIET else inks[kind]] += (min(last, end) - max(first, begin)) / (end - begin)
    return sums


class Folded(InFolder):
    WAYS = (("cold", "4MiB", ()), ("warm", "4MiB", ("--set", "page_cache=warm")), ("many", "24MiB", ()))
    ZOOMS = (None, (0.31, 0.62), (0.5, 0.56))

    def look(self, options, zoom, duration, inks, times):
        """Returns of how many columns each lane was compared."""
        options = (*options, "--time", "true", "--width", "900px")
        if zoom:
            options += ("--from", f"{int(zoom[0] * duration)}ps", "--to", f"{int(zoom[1] * duration)}ps")
        svg = export(self.folder / "out.svg", "--format", "svg", *options)
        in_pdf = boxes_in_pdf(export(self.folder / "out.pdf", "--format", "pdf", *options))
        root = ET.parse(svg).getroot()
        left, right, first, last = (float(root.get("data-axis-" + end)) for end in ("x1", "x2", "from", "to"))
        high = max(float(box.get("height")) for group in root.iter(SVG + "g") if group.get("data-row")
                   for box in group.findall(SVG + "rect"))
        compared = defaultdict(int)
        for group in root.iter(SVG + "g"):
            lane = group.get("data-lane")
            if group.get("data-rows") is None or lane not in LANES:
                continue
            for x, end, parts in stacks_of(group):
                begin_ps, end_ps = (first + (each - left) * (last - first) / (right - left) for each in (x, end))
                if end - x < 1 or x < left or end > right:
                    continue  # hardly a column, or partly beyond the axis
                by_hand = shares(times[lane], begin_ps, end_ps, inks)
                for where, parts in (("SVG", parts), ("PDF", self.same_in_pdf(in_pdf, x, end, parts))):
                    read = defaultdict(float)
                    for fill, _, height in parts:
                        read[fill if fill in inks.values() else None] += height
                    for each in set(by_hand) | set(read):
                        self.assertAlmostEqual(read[each], by_hand[each] * high, delta=PIXEL,
                                               msg=f"{each} on {lane} from {begin_ps} to {end_ps} ps in {where}")
                compared[lane] += 1
        return compared

    def same_in_pdf(self, in_pdf, x, end, parts):
        """A column's parts with the heights that they have there."""
        there = []
        near = in_pdf[bisect.bisect(in_pdf, (x - NEAR,)):bisect.bisect(in_pdf, (x + NEAR,))]
        for fill, bottom, height in parts:
            heights = [other[3] - other[1] for other in near
                       if abs(other[2] - end) <= NEAR and abs(other[3] - bottom) <= NEAR]
            if height > 4 * NEAR:  # lower ones are hardly there
                self.assertTrue(heights, f"nothing from {x} to {end} above {bottom} in the PDF")
            there.append((fill, bottom, min(heights, key=lambda each: abs(each - height), default=height)))
        return there

    def test_heights_are_the_rows_own_sum_at_every_zoom(self):
        inks = inks_of_kinds(export(self.folder / "one.svg", "--format", "svg", "--width", "4000px"))
        self.assertLessEqual({"cpu_copy", "dma_copy", "mode_switch", "interrupt"}, set(inks))
        compared = defaultdict(int)
        for name, size, more in self.WAYS:
            options = ("--set", f"workload.file_size={size}", "--set", "workload.chunk=4KiB", *more)
            with open(export(self.folder / "rows.csv", "--format", "csv", *options), encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
            times = times_of_lanes(rows)
            duration = max(int(row["end_ps"]) for row in rows)
            for zoom in self.ZOOMS:
                with self.subTest(name, zoom=zoom):
                    for lane, columns in self.look(options, zoom, duration, inks, times).items():
                        compared[lane] += columns
        for lane in LANES:
            self.assertGreater(compared[lane], 5, lane)


if __name__ == "__main__":
    unittest.main()
