#!/usr/bin/env python3
"""The rules of the house: who includes whom, how long files are, what documents refer to.

    COPYSCOPE_SOURCE_DIR=… house_test.py
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import includes

ROOT = Path(os.environ["COPYSCOPE_SOURCE_DIR"])
SCRIPT = Path(__file__).with_name("includes.py")
MOST_LINES = 400
MOST_METHOD_LINES = 79


def sources():
    for top in ("sim", "real", "assets", "export", "figure", "gui", "program", "host", "cli", "tests", "bench"):
        for suffix in ("*.h", "*.cpp", "*.py"):
            yield from (ROOT / top).rglob(suffix)


class Includes(unittest.TestCase):
    def test_no_include_goes_against_the_arrows(self):
        self.assertEqual(includes.violations(ROOT), [])

    def test_the_table_names_every_folder_that_has_sources(self):
        folders = {folder for folder, _ in includes.read_table(
            (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")).values()}
        for top in ("sim", "real", "assets", "export", "figure", "gui", "program", "host", "cli"):
            for file in (ROOT / top).rglob("*.cpp"):
                name = str(file.relative_to(ROOT))
                self.assertTrue(any(name.startswith(folder + "/") for folder in folders), name)

    def test_a_planted_include_against_the_arrows_is_found_in_every_folder(self):
        rooms = includes.read_table((ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8"))
        allowed = includes.reachable(rooms)
        for room, (folder, _) in rooms.items():
            for other in sorted(set(rooms) - allowed[room])[:1]:
                outcome = self.run_in_a_tree_with(f"{folder}/a.cpp", f'#include "{rooms[other][0]}/b.h"')
                self.assertEqual(outcome.returncode, 1, room)
                self.assertIn(f"{room} must not include {other}", outcome.stdout)

    def test_a_circle_of_files_is_found(self):
        circle = includes.circle_in({"a.h": ["b.h"], "b.h": ["c.h"], "c.h": ["b.h"]})
        self.assertEqual(circle, ["b.h", "c.h", "b.h"])
        self.assertEqual(includes.circle_in({"a.h": ["b.h", "c.h"], "b.h": ["c.h"]}), [])

    def test_a_circle_of_rooms_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder)
            (tree / "docs").mkdir()
            (tree / "docs/ARCHITECTURE.md").write_text("| one | `one` | two |\n| two | `two` | one |\n", encoding="utf-8")
            self.assertIn("a circle of rooms", includes.violations(tree)[0])

    def run_in_a_tree_with(self, name, line):
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder)
            (tree / "docs").mkdir()
            (tree / "docs/ARCHITECTURE.md").write_text(
                (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8"), encoding="utf-8")
            (tree / name).parent.mkdir(parents=True)
            (tree / name).write_text(f"// A file.\n{line}\n", encoding="utf-8")
            return subprocess.run([sys.executable, SCRIPT, tree], capture_output=True, text=True,
                                  timeout=60)

    def test_an_include_against_the_arrows_is_found_with_its_place(self):
        outcome = self.run_in_a_tree_with("sim/engine/clock.cpp", '#include "sim/trace/span.h"')
        self.assertEqual(outcome.returncode, 1)
        self.assertIn("sim/engine/clock.cpp:2", outcome.stdout)
        self.assertIn("engine must not include trace", outcome.stdout)

    def test_an_include_from_nowhere_is_found(self):
        outcome = self.run_in_a_tree_with("cli/main.cpp", '#include "app.h"')
        self.assertEqual(outcome.returncode, 1)
        self.assertIn("cli/main.cpp:2", outcome.stdout)

    def test_an_include_along_the_arrows_is_right(self):
        outcome = self.run_in_a_tree_with("cli/main.cpp", '#include "sim/units/time.h"')
        self.assertEqual((outcome.returncode, outcome.stdout), (0, ""))


class Figures(unittest.TestCase):
    def test_figures_are_listed_in_one_table_only(self):
        table = ROOT / "sim/analysis/figures.cpp"
        paths = re.findall(r'CountedFigure\{\s*"([\w.]+)"', table.read_text(encoding="utf-8"))
        self.assertGreater(len(paths), 10)
        for file in sources():
            name = str(file.relative_to(ROOT))
            # Real mode says what each is measured with; tests say what must come out.
            if file == table or file.suffix == ".py" or name.startswith(("tests/", "bench/", "real/")):
                continue
            code = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
            named = [path for path in paths if f'"{path}"' in code]
            self.assertLess(len(named), 4, f"{name} lists {named}")


class Lengths(unittest.TestCase):
    def test_no_source_file_is_longer_than_a_reader_can_bear(self):
        long = [f"{file.relative_to(ROOT)}: {count} lines" for file in sources()
                if (count := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES]
        self.assertEqual(long, [])

    def test_a_method_stays_short(self):
        long = [f"{file.relative_to(ROOT)}: {count} lines"
                for folder in ("sim/methods", "real/methods") for file in (ROOT / folder).glob("*.cpp")
                if (count := len(file.read_text(encoding="utf-8").splitlines())) > MOST_METHOD_LINES]
        self.assertEqual(long, [])


class Documents(unittest.TestCase):
    def test_every_path_that_a_document_names_exists(self):
        missing = []
        for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
            text = document.read_text(encoding="utf-8")
            for path in re.findall(r"`((?:sim|real|export|cli|assets|scenarios|tests|bench|docs)/[\w/.-]*)`",
                                   text):
                is_pattern = "ID" in path or "NAME" in path
                if not is_pattern and not (ROOT / path).exists():
                    missing.append(f"{document.name}: {path}")
            for path in re.findall(r"\]\(([\w/.-]+)\)", text):
                if not (document.parent / path).exists():
                    missing.append(f"{document.name}: {path}")
        self.assertEqual(missing, [])

    def test_every_source_file_says_first_what_it_is_about(self):
        silent = []
        for file in sources():
            if file.suffix == ".h":
                first = file.read_text(encoding="utf-8").splitlines()[0]
                if not first.startswith("//"):
                    silent.append(str(file.relative_to(ROOT)))
        self.assertEqual(silent, [])


if __name__ == "__main__":
    unittest.main()
