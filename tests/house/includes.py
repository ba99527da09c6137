#!/usr/bin/env python3
"""Reads every #include against the table in docs/ARCHITECTURE.md.

    includes.py ROOT      prints each include that goes against the arrows; exit status 1 if any
"""
import re
import sys
from pathlib import Path

ROW = re.compile(r"^\|\s*(\w+)[^|]*\|\s*`([\w/]+)`\s*\|([^|]*)\|\s*$")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
SUFFIXES = {".h", ".cpp"}


def read_table(document):
    """{room: (folder, rooms that its row names)} of the table in the document."""
    rooms = {}
    for line in document.splitlines():
        if match := ROW.match(line):
            room, folder, named = match.groups()
            rooms[room] = (folder, [name.strip() for name in named.split(",") if name.strip()])
    return rooms


def reachable(rooms):
    """{room: every room that it may include}: itself, those of its row, and what they may."""
    result = {}

    def visit(room):
        if room not in result:
            result[room] = {room}
            for other in rooms[room][1]:
                result[room] |= visit(other)
        return result[room]

    for room in rooms:
        visit(room)
    return result


def room_of(path, rooms):
    """The room whose folder holds the path, or None."""
    for room, (folder, _) in rooms.items():
        if str(path).startswith(folder + "/"):
            return room
    return None


def violations(root):
    rooms = read_table((root / "docs/ARCHITECTURE.md").read_text(encoding="utf-8"))
    if not rooms:
        return ["docs/ARCHITECTURE.md: no table of rooms found"]
    allowed = reachable(rooms)
    found = []
    for room, (folder, _) in rooms.items():
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in SUFFIXES:
                continue
            lines = file.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                included = match.group(1)
                target = room_of(included, rooms)
                place = f"{file.relative_to(root)}:{number}"
                if target is None:
                    found.append(f'{place}: "{included}" is no path from the root into a room')
                elif target not in allowed[room]:
                    found.append(f'{place}: {room} must not include {target} ("{included}")')
    return found


if __name__ == "__main__":
    problems = violations(Path(sys.argv[1]))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)
