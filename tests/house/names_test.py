#!/usr/bin/env python3
"""Names in anonymous namespaces: each is of one file of its room only, as the files of a room are
compiled several at a time (CMAKE_UNITY_BUILD), in groups that change when a file comes or goes.

    COPYSCOPE_SOURCE_DIR=… names_test.py
"""
import collections
import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ["COPYSCOPE_SOURCE_DIR"])
ROOM = re.compile(r"^ *room\((\w+) (\S+)(?: WITH ((?:(?!USES)\w+ ?)+))?", re.M)
ANONYMOUS = re.compile(r"^namespace \{\n(.*?)^\} // namespace\n", re.S | re.M)
TYPE = re.compile(r"^(?:template <[^>]*> )?(?:struct|class|enum class|enum) (\w+)(?![\w;])", re.M)
ALIAS = re.compile(r"^(?:using|namespace) (\w+ = [^;]+);", re.M)
USING = re.compile(r"^using ((?:\w+::)+(\w+));", re.M)
FUNCTION = re.compile(r"^[A-Za-z_][\w:<>,&* ]*?[ &*](\w+)\(([^;{}]*?)\) (?:const )?\{", re.M)
CONSTANT = re.compile(r"^(?:constexpr|const|inline|static) [\w:<>,&* ]*?[ &*](\w+)(?: =|\{|;)", re.M)
FURTHER = re.compile(r"(?<=, )(\w+) = ") # constants that share a statement with the first
STATEMENT = re.compile(r"^(?:constexpr|const|inline|static) [^;()]*;", re.M)


def rooms():
    """The files of each room: those of cmake/room.cmake, and those of each folder of tests."""
    for room, folder, inner in ROOM.findall((ROOT / "CMakeLists.txt").read_text(encoding="utf-8")):
        folders = [ROOT / folder] + [ROOT / folder / each for each in inner.split()]
        yield room, [file for each in folders for file in sorted(each.glob("*.cpp")) if file.name != "main.cpp"]
    for folder in sorted((ROOT / "tests").iterdir()):
        if folder.is_dir() and folder.name != "fuzz":
            yield f"tests/{folder.name}", sorted(folder.glob("*.cpp"))


def parameters(text):
    """Their types, without names and defaults, as far as two that are the same look the same."""
    each = re.sub(r"\s*=[^,]*", "", text).split(",")
    return ",".join(re.sub(r"(?<=[\w>&*]) ?\b\w+$", "", one.strip()) for one in each)


def names_of(text):
    """What the anonymous namespaces of a file define at their top."""
    for inside in ANONYMOUS.findall(text):
        yield from TYPE.findall(inside)
        yield from CONSTANT.findall(inside)
        for statement in STATEMENT.findall(inside):
            yield from FURTHER.findall(re.sub(r"\s+", " ", statement))
        for name, given in FUNCTION.findall(inside):
            yield f"{name}({parameters(given)})"


def shared(files):
    """(name, files) of names that several files define; what the same alias stands for is the same."""
    where = collections.defaultdict(set)
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name in names_of(text):
            where[name].add(file.name)
        for inside in ANONYMOUS.findall(text):
            for alias in ALIAS.findall(inside):
                where[f"alias {alias.split(' = ')[0]}"].add(alias)
        for whole, name in USING.findall(text):
            where[f"alias {name}"].add(f"{name} = {whole}")
    return sorted((name, sorted(places)) for name, places in where.items() if len(places) > 1)


class Names(unittest.TestCase):
    def test_each_is_of_one_file_of_its_room(self):
        count = 0
        for room, files in rooms():
            count += len(files)
            with self.subTest(room):
                self.assertEqual(shared(files), [])
        self.assertGreater(count, 400)

    def test_those_of_functions_types_constants_and_aliases_are_found(self):
        text = ("namespace {\nclass Page {\n};\nconstexpr float gap = 1, pad = 2;\nstruct Stop {};\nusing Kind = Knob::Kind;\n"
                "int sum(int a, int b) {\n}\n} // namespace\n")
        self.assertEqual(sorted(names_of(text)), ["Page", "Stop", "gap", "pad", "sum(int,int)"])
        self.assertEqual(ALIAS.findall(text), ["Kind = Knob::Kind"])
        self.assertEqual(USING.findall("using trace::Kind;\n"), [("trace::Kind", "Kind")])


if __name__ == "__main__":
    unittest.main()
