#!/usr/bin/env python3
"""Reads every #include against the table in docs/ARCHITECTURE.md.

    includes.py ROOT      prints each include that goes against the arrows, and each circle among rooms or
                          among files; exit status 1 if any
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


def circle_in(graph):
    """The first circle of {node: those that it names}, as a list that ends where it begins; or []."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return []
        path.append(node)
        for other in graph.get(node, ()):
            if circle := visit(other):
                return circle
        path.pop()
        done.add(node)
        return []

    return next((circle for node in graph if (circle := visit(node))), [])


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
    """The room whose folder holds the path, the innermost where one lies in another; or None."""
    holding = [room for room, (folder, _) in rooms.items() if str(path).startswith(folder + "/")]
    return max(holding, key=lambda room: len(rooms[room][0]), default=None)


def includes_of(file):
    """[(line, path)] of the includes that a file has in quotes."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(number, match.group(1)) for number, line in enumerate(lines, 1)
            if (match := INCLUDE.match(line))]


def sources_in(root, rooms):
    """Every source file of the rooms, by its path from the root."""
    files = {file for folder, _ in rooms.values() for file in (root / folder).rglob("*")
             if file.suffix in SUFFIXES}
    return {str(file.relative_to(root)): includes_of(file) for file in sorted(files)}


def violations(root):
    rooms = read_table((root / "docs/ARCHITECTURE.md").read_text(encoding="utf-8"))
    if not rooms:
        return ["docs/ARCHITECTURE.md: no table of rooms found"]
    for room, (_, named) in rooms.items():
        if unknown := [name for name in named if name not in rooms]:
            return [f"docs/ARCHITECTURE.md: {room} names {', '.join(unknown)}, which is no room"]
    if circle := circle_in({room: named for room, (_, named) in rooms.items()}):
        return [f"docs/ARCHITECTURE.md: a circle of rooms: {' → '.join(circle)}"]
    allowed = reachable(rooms)
    sources = sources_in(root, rooms)
    found = []
    for name, included in sources.items():
        room = room_of(name, rooms)
        for number, path in included:
            target = room_of(path, rooms)
            if target is None:
                found.append(f'{name}:{number}: "{path}" is no path from the root into a room')
            elif target not in allowed[room]:
                found.append(f'{name}:{number}: {room} must not include {target} ("{path}")')
    if circle := circle_in({name: [path for _, path in included] for name, included in sources.items()}):
        found.append(f"a circle of files: {' → '.join(circle)}")
    return found


if __name__ == "__main__":
    problems = violations(Path(sys.argv[1]))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)
