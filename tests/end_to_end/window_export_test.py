#!/usr/bin/env python3
"""The export dialog, used as a person would, and what it writes: the same as the command line does."""
import subprocess
import sys
import unittest

from support import SECONDS, run
from window_support import OnDisplay

BIG = """schema = 1
id = "big"
title = { en = "Big" }
[workload]
file_size = "1 GB"
chunk = "4 kB"
[[case]]
id = "plain"
method = "read-write"
"""


class Dialog(OnDisplay):
    def dialog(self, *arguments, **options):
        """The window with the dialog open, and all there is simulated."""
        window = self.open(*(arguments or ("four-ways", "--lang", "en")), **options)
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.key("e")
        window.wait_for(lambda state: state["export"] and not state["export"]["previewing"], menu="export")
        return window

    def choose(self, window, id):
        """By a click on its row, or on its extension in one."""
        for number in self.formats(window):
            if window.state()["export"]["format"] == id:
                return
            before = window.state()["export"]["format"]
            window.click_on("export_choose", number, "format")
            window.wait_for(lambda state: state["export"]["format"] != before or number == 0)
        self.assertEqual(window.state()["export"]["format"], id)

    def formats(self, window):
        """The numbers of all of them, by going down the list."""
        regions = window.wait_for(lambda state: state["export"])["regions"]
        return sorted({region["number"] for region in regions
                       if (region["action"], region["text"]) == ("export_choose", "format")})

    def type_into(self, window, control, text):
        window.click_on("field", text=f"export.{control}")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == f"export.{control}", typing=True)
        window.key("ctrl+a")
        window.type(text)
        window.wait_for(lambda state: state["export"][control] == text)

    def write_to(self, window, path):
        """The outcome, once it is told."""
        self.type_into(window, "path", str(path))
        window.key("Return")
        return window.wait_for(lambda state: state["export"]["outcome"])["export"]["outcome"]

    def by_command(self, *arguments):
        path = self.folder / "by_command"
        outcome = run("export", *arguments, "-o", path)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        return path.read_bytes()


class Written(Dialog):
    def test_every_format_is_what_the_command_line_writes(self):
        window = self.dialog()
        for number in self.formats(window):
            window.click_on("export_choose", number, "format")
            window.wait_for(lambda state: not state["export"]["outcome"] and not state["export"]["previewing"])
            format = window.state()["export"]["format"]
            path = self.folder / f"out.{format}"
            outcome = self.write_to(window, path)
            self.assertEqual((outcome["kind"], outcome["path"]), ("done", str(path)), format)
            cases = ",".join(window.state()["export"]["cases"])
            moment = ("--step", window.state()["step"]) if format.startswith("moment") else ()
            expected = self.by_command("four-ways", "--case", cases, "--format", format, *moment)
            self.assertEqual(path.read_bytes(), expected, format)
            self.assertEqual(outcome["bytes"], len(expected))

    def test_by_the_keyboard_alone_under_the_name_that_it_suggests(self):
        window = self.dialog(self.scenario)
        window.key("Down")  # the first format of the list has the ring
        number = window.wait_for(lambda state: state["focus"] and state["focus"]["text"] == "format")["focus"]["number"]
        window.key("Right")
        window.wait_for(lambda state: state["focus"]["number"] != number)
        window.key("Left", "Return")  # back, and chosen
        window.wait_for(lambda state: state["export"]["format"] == "svg" and state["focus"]["number"] == number)
        for _ in range(60):
            before = window.state()["focus"], window.state()["field"]
            window.key("shift+Tab")
            state = window.wait_for(lambda state: (state["focus"], state["field"]) != before)
            if state["focus"] and state["focus"]["action"] == "export_write":
                break
        window.key("space")
        window.wait_for(lambda state: state["export"]["outcome"])
        path = self.folder / "small-plain.svg"
        subprocess.run(["xmllint", "--noout", str(path)], check=True, timeout=SECONDS)
        self.assertEqual(path.read_bytes(), self.by_command(self.scenario, "--case", "plain", "--format", "svg"))
        window.key("Return")
        window.wait_for(menu="", export=None)

    def test_with_all_that_is_chosen(self):
        window = self.dialog()
        self.choose(window, "png")
        window.click_on("export_list", text="cases")
        window.click_on("export_choose", 2, "cases")
        window.key("Escape")
        window.click_on("export_list", text="lanes")
        window.click_on("export_choose", 2, "lanes")
        window.key("Escape")
        window.wait_for(lambda state: not state["export"]["list"])
        window.click_on("export_choose", 0, "time")
        window.click_on("export_choose", 3, "theme")
        window.click_on("export_choose", 1, "language")
        window.click_on("export_choose", 1, "plain")
        self.type_into(window, "width", "12cm")
        self.type_into(window, "type", "8pt")
        self.type_into(window, "dpi", "150")
        lanes = window.state()["export"]["lanes"]
        self.assertEqual(len(lanes), 4)
        path = self.folder / "all.png"
        self.assertEqual(self.write_to(window, path)["kind"], "done")
        self.assertEqual(path.read_bytes(), self.by_command(
            "four-ways", "--compare", "read-write,sendfile", "--format", "png", "--time", "story", "--theme", "dark",
            "--lang", "zh", "--width", "12cm", "--type-size", "8pt", "--plain", "--dpi", "150", "--lanes", ",".join(lanes)))

    def test_the_part_that_the_timeline_shows(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.key("End")
        window.wait_for(lambda state: state["step"] == state["steps"] and not state["animating"])
        window.key("plus", "plus", "e")
        window.wait_for(menu="export")
        self.choose(window, "csv")
        window.click_on("export_choose", 1, "range")
        part = window.wait_for(lambda state: state["export"]["from_ps"] > 0)["export"]
        path = self.folder / "part.csv"
        self.write_to(window, path)
        self.assertEqual(path.read_bytes(), self.by_command(
            "four-ways", "--case", "read-write", "--format", "csv",
            "--from", f"{part['from_ps']}ps", "--to", f"{part['to_ps']}ps"))

    def test_the_format_is_remembered(self):
        window = self.dialog()
        self.choose(window, "vcd")
        window.key("Escape")
        window.wait_for(export=None)
        window.key("ctrl+q")
        self.assertEqual(window.ends_with(), 0, window.messages())
        self.dialog().wait_for(lambda state: state["export"]["format"] == "vcd")


class Refused(Dialog):
    def test_a_path_that_cannot_be_is_told_and_typed_anew(self):
        window = self.dialog()
        self.choose(window, "csv")
        outcome = self.write_to(window, self.folder / "no" / "out.csv")
        self.assertEqual(outcome["kind"], "failed")
        self.assertIn("No such file or directory", outcome["reason"])
        window.wait_for(typing=True)
        window.key("ctrl+a")
        window.type(str(self.folder / "out.csv"))
        window.key("Return")
        window.wait_for(lambda state: state["export"]["outcome"] and state["export"]["outcome"]["kind"] == "done")
        self.assertTrue((self.folder / "out.csv").exists())

    def test_a_full_disk_is_told(self):
        window = self.dialog()
        self.choose(window, "csv")
        self.assertIn("No space left", self.write_to(window, "/dev/full")["reason"])

    def test_an_old_file_stays_where_the_new_one_cannot_be_made(self):
        window = self.dialog()
        self.choose(window, "svg")
        old = self.folder / "old.svg"
        old.write_text("old", encoding="utf-8")
        self.type_into(window, "width", "3cm")  # too narrow to be drawn
        window.wait_for(lambda state: state["export"]["preview"] and state["export"]["preview"]["error"])
        self.type_into(window, "path", str(old))
        window.key("Return")
        asked = window.wait_for(lambda state: state["confirm"])["confirm"]
        self.assertEqual((asked["about"], asked["answers"][1]), ("replace", "replace_it"))
        window.key("Right", "Return")
        outcome = window.wait_for(lambda state: state["export"]["outcome"], confirm=None)["export"]["outcome"]
        self.assertEqual(outcome["kind"], "failed")
        self.assertEqual(old.read_text(encoding="utf-8"), "old")

    def test_what_is_cancelled_leaves_nothing(self):
        big = self.folder / "big.toml"
        big.write_text(BIG, encoding="utf-8")
        window = self.dialog(big)
        self.choose(window, "perfetto")
        before = self.files()
        window.key("Return")
        window.wait_for(lambda state: state["export"]["running"] and state["export"]["progress"] > 0)
        window.key("Escape")
        outcome = window.wait_for(lambda state: state["export"]["outcome"])["export"]["outcome"]
        self.assertEqual(outcome["kind"], "cancelled")
        self.assertEqual(self.files(), before)


class Copied(Dialog):
    def test_text_goes_to_the_clipboard(self):
        window = self.dialog()
        self.choose(window, "mermaid")
        window.click_on("export_copy")
        outcome = window.wait_for(lambda state: state["export"]["outcome"])["export"]["outcome"]
        self.assertEqual((outcome["kind"], outcome["aim"]), ("done", "text"))
        copied = subprocess.run(["xclip", "-selection", "clipboard", "-out"], env=window.environment,
                                capture_output=True, check=True, timeout=SECONDS).stdout
        self.assertEqual(copied, self.by_command("four-ways", "--case", "read-write", "--format", "mermaid"))


if __name__ == "__main__":
    sys.exit(unittest.main())
