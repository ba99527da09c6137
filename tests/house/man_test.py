#!/usr/bin/env python3
"""The manual page says what --help says: its section OPTIONS is made of the help of the program and of each
command, word by word. COPYSCOPE_RENEW_GOLDEN writes that section anew (./dev golden); all else in the page is
written by hand, and has to know every command.
"""
import os
import re
import subprocess
import unittest
from pathlib import Path

PAGE = Path(os.environ["COPYSCOPE_SOURCE_DIR"]) / "docs/copyscope.1"
PROGRAM = os.environ["COPYSCOPE_PROGRAM"]
RENEW = bool(os.environ.get("COPYSCOPE_RENEW_GOLDEN"))
BEGIN = '.SH OPTIONS\n.\\" From the help of the program; ./dev golden writes this section anew.\n'
END = '.\\" End of what comes from the help.\n'
NAME_COLUMNS = 22


def help_of(*command):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([PROGRAM, *command, "--help"], env=environment, check=True, capture_output=True,
                          timeout=60, encoding="utf-8").stdout


def usage(text):
    return re.search(r"^Usage: (.*)$", text, re.MULTILINE).group(1)


def description(text):
    return " ".join(text.split("\n\n")[1].split())


def entries(text, of):
    """[(name, what it is)] of the list of arguments, of "Options" or of "Commands"."""
    found = []
    for block in text.split("\n\n"):
        heading, _, rest = block.partition("\n")
        if of == "arguments" and re.match(r"  [A-Z]", block):
            lines = block.split("\n")
        elif heading == of + ":":
            lines = rest.split("\n")
        else:
            continue
        for line in lines:
            if line.startswith(" " * NAME_COLUMNS):
                found[-1][1].append(line.strip())
            elif len(line) > NAME_COLUMNS and line[NAME_COLUMNS - 1] == " " and line[NAME_COLUMNS] != " ":
                found.append((line[:NAME_COLUMNS].strip(), [line[NAME_COLUMNS:].strip()]))
            else:
                found.append((line.strip(), []))
    return [(name, " ".join(words)) for name, words in found]


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\\&" + text if text.startswith((".", "'")) else text


def section():
    commands = [name for name, _ in entries(help_of(), "Commands")]
    text = BEGIN
    for command in [[], *[[name] for name in commands]]:
        said = help_of(*command)
        text += f".SS {roff(usage(said))}\n{roff(description(said))}.\n" if command else f".SS {roff(usage(said))}\n"
        for name, what in entries(said, "arguments") + entries(said, "Options"):
            text += f".TP\n.B {roff(name)}\n{roff(what)}.\n"
    return text + END


class ManualPage(unittest.TestCase):
    def setUp(self):
        self.page = PAGE.read_text(encoding="utf-8")

    def test_its_options_are_those_of_the_help(self):
        before, begin, rest = self.page.partition(BEGIN)
        _, end, after = rest.partition(END)
        self.assertTrue(begin and end, "the section OPTIONS with its first and last line")
        if RENEW:
            PAGE.write_text(before + section() + after, encoding="utf-8")
        else:
            self.assertEqual(begin + rest.partition(END)[0] + END, section())

    def test_it_knows_every_command(self):
        for name, _ in entries(help_of(), "Commands"):
            self.assertIn(f".TP\n.B copyscope {name}\n", self.page)

    def test_every_option_of_the_help_is_found(self):
        """What is read here is the help as it is, not a part of it."""
        for name, _ in [("", ""), *entries(help_of(), "Commands")]:
            said = help_of(*name.split())
            flags = re.findall(r"^  (-[^ ]*(?:, --[a-z-]+)?)", said, re.MULTILINE)
            self.assertEqual([each for each, _ in entries(said, "Options") if each.startswith(tuple(flags))],
                             [each for each, _ in entries(said, "Options")])
            self.assertEqual(len(flags), len(entries(said, "Options")))


if __name__ == "__main__":
    unittest.main()
