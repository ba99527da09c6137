#!/usr/bin/env python3
"""What people see: lines of at most 80 columns in both languages, colour where it is wanted."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import unittest

from support import PROGRAM, ROOT, SECONDS, InFolder, environment, method_ids, run, scenario_ids, width

LONG_TITLE = "A title that goes on and on, as titles do when somebody has much to say about what follows " * 2
LONG_CHINESE = "一个很长很长的标题，长到一行放不下，只好换到下一行再继续写下去，看看会不会超出终端的宽度" * 2


def on_a_terminal(arguments, columns=80, **changes):
    """Runs the program with a terminal as its standard output; returns what it wrote there."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([PROGRAM, *arguments], stdout=slave, stderr=subprocess.DEVNULL,
                          env=environment(**{"TERM": "xterm-256color", **changes})) as process:
        os.close(slave)
        output = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            output += piece
        process.wait(timeout=SECONDS)
    os.close(master)
    return output.decode("utf-8")


class Width(InFolder):
    def check_width(self, arguments, columns=80):
        for language in ("en", "zh"):
            text = run(*arguments, "--lang", language).stdout
            self.assertNotEqual(text, "")
            wide = [line for line in text.splitlines() if width(line) > columns]
            self.assertEqual(wide, [], (arguments, language))
            trailing = [line for line in text.splitlines() if line != line.rstrip()]
            self.assertEqual(trailing, [], (arguments, language))

    def test_tables_and_stories_of_every_scenario_fit_80_columns(self):
        for scenario in scenario_ids():
            self.check_width(["run", scenario])
            self.check_width(["run", scenario, "--steps"])

    def test_lists_and_explanations_fit_80_columns(self):
        self.check_width(["list"])
        for method in method_ids():
            self.check_width(["explain", method])

    def test_help_fits_80_columns(self):
        for command in ([], ["run"], ["list"], ["explain"], ["export"], ["check"], ["gui"], ["real"], ["compare"]):
            for line in run(*command, "--help").stdout.splitlines():
                self.assertLessEqual(width(line), 80, line)

    def test_long_titles_and_many_cases_fit_too(self):
        cases = "".join(f'[[case]]\nid = "a-case-with-quite-a-long-name-{number}"\nmethod = "sendfile"\n'
                        f'title = {{ en = "{LONG_TITLE}", zh = "{LONG_CHINESE}" }}\n' for number in range(30))
        self.scenario.write_text(
            f'schema = 1\nid = "long"\ntitle = {{ en = "{LONG_TITLE}", zh = "{LONG_CHINESE}" }}\n'
            f'[workload]\nfile_size = "123456789 B"\nchunk = "1234567 B"\npage_cache = 0.37\n{cases}',
            encoding="utf-8")
        self.check_width(["run", self.scenario])
        self.check_width(["run", self.scenario, "--steps", "--case", "a-case-with-quite-a-long-name-3"])

    def test_a_narrow_and_a_wide_terminal_are_filled(self):
        for columns in (50, 80, 110):
            text = on_a_terminal(["run", "every-way"], columns, NO_COLOR="1")
            widest = max(width(line) for line in text.splitlines())
            self.assertLessEqual(widest, columns)
            self.assertGreater(widest, columns * 3 // 4)


class Colour(unittest.TestCase):
    ESCAPE = "\x1b["

    def test_a_terminal_gets_colour(self):
        self.assertIn(self.ESCAPE, on_a_terminal(["run", "four-ways"]))

    def test_colour_adds_nothing_but_colour(self):
        import re
        coloured = on_a_terminal(["run", "four-ways"]).replace("\r\n", "\n")
        self.assertEqual(re.sub(r"\x1b\[\d*m", "", coloured), run("run", "four-ways").stdout)

    def test_a_file_or_pipe_gets_none(self):
        self.assertNotIn(self.ESCAPE, run("run", "four-ways", env=environment(TERM="xterm")).stdout)

    def test_no_color_and_dumb_terminals_get_none(self):
        self.assertNotIn(self.ESCAPE, on_a_terminal(["run", "four-ways"], NO_COLOR="1"))
        self.assertNotIn(self.ESCAPE, on_a_terminal(["run", "four-ways"], TERM="dumb"))

    def test_json_is_never_coloured(self):
        self.assertNotIn(self.ESCAPE, on_a_terminal(["run", "four-ways", "--json"]))


class Language(unittest.TestCase):
    def test_the_locale_chooses_and_the_option_decides(self):
        def title(**changes):
            return run("list", env=environment(**changes)).stdout.splitlines()[0]

        self.assertEqual(title(LC_ALL="zh_CN.UTF-8"), "场景")
        self.assertEqual(title(LC_ALL=None, LANG="zh_TW.UTF-8"), "场景")
        self.assertEqual(title(LC_ALL="de_DE.UTF-8"), "Scenarios")
        self.assertEqual(run("list", "--lang", "en", env=environment(LC_ALL="zh_CN.UTF-8")).stdout.splitlines()[0],
                         "Scenarios")


class Manual(unittest.TestCase):
    def test_the_man_page_names_every_command_and_option(self):
        page = (ROOT / "docs/copyscope.1").read_text(encoding="utf-8").replace("\\-", "-")
        for command in ("run", "list", "explain", "export", "check", "real", "compare"):
            self.assertIn(f"copyscope {command}", page)
            for line in run(command, "--help").stdout.split("Options:")[1].split("Examples:")[0].splitlines():
                if line.startswith("  -"):
                    option = line.split()[0].rstrip(",")
                    self.assertIn(option, page, command)


if __name__ == "__main__":
    sys.exit(unittest.main())
