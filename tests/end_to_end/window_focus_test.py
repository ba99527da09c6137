#!/usr/bin/env python3
"""Fields and the keyboard's focus, with real keys and clicks: what --state says of them."""
import sys
import unittest

from window_support import OnDisplay


class Fields(OnDisplay):
    def what_if(self):
        window = self.open("four-ways", "--view", "whatif", "--lang", "en", "--theme", "dark")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"], view="whatif")
        return window

    def fill(self, window, key, text):
        window.click_on("field", text=f"{key}=")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == key)
        window.type(text)
        window.key("Return")

    def test_two_fields_are_filled_twice_in_a_row(self):
        window = self.what_if()
        for chunk, size in (("32 KiB", "128 KiB"), ("8 KiB", "256 KiB")):
            self.fill(window, "workload.chunk", chunk)
            self.fill(window, "workload.file_size", size)
            window.wait_for(lambda state: state["settings"] == {"workload.chunk": chunk, "workload.file_size": size},
                            typing=False)

    def test_the_same_by_the_keyboard_alone(self):
        window = self.what_if()
        for key, text in (("workload.file_size", "1 MiB"), ("workload.chunk", "16 KiB"),
                          ("workload.file_size", "2 MiB"), ("workload.chunk", "4 KiB")):
            self.tab_to(window, key)
            window.type(text)
            window.key("Return")
            window.wait_for(lambda state: state["settings"].get(key) == text, typing=False)

    def tab_to(self, window, key):
        for _ in range(90):
            before = window.state()
            window.key("Tab")
            state = window.wait_for(
                lambda state: any(state[name] != before[name] for name in ("focus", "field")))
            if state["field"] and state["field"]["key"] == key:
                return
        self.fail(f"Tab never comes to {key}")

    def test_shortcut_letters_after_enter_do_what_they_say_and_land_in_no_field(self):
        window = self.what_if()
        self.fill(window, "workload.chunk", "16 KiB")
        # While it is simulated anew there is no moment that could be marked.
        window.wait_for(lambda state: state["settings"] == {"workload.chunk": "16 KiB"} and not state["working"])
        window.key("c", "w", "m", "t", "t")
        window.wait_for(lambda state: len(state["selection"]["marks_ps"]) == 1, view="whatif", theme="dark", typing=False)
        self.fill(window, "workload.file_size", "32 KiB")
        window.wait_for(lambda state: state["settings"].get("workload.file_size") == "32 KiB", error=None)

    def test_escape_restores(self):
        window = self.what_if()
        window.click_on("field", text="workload.chunk=")
        window.wait_for(typing=True)
        window.type("999")
        window.wait_for(lambda state: state["field"]["text"] == "999")
        window.key("Escape")
        window.wait_for(typing=False, view="whatif", settings={})

    def test_a_value_that_cannot_be_stays_and_says_why(self):
        window = self.what_if()
        self.fill(window, "workload.chunk", "0")
        window.wait_for(lambda state: state["field"]["problem"] == "A chunk is at least 1 byte.", typing=True, error=None)
        window.key("Tab")
        window.wait_for(lambda state: not state["field"] or state["field"]["key"] != "workload.chunk")
        window.click_on("field", text="workload.chunk=")
        window.wait_for(lambda state: state["field"] and (state["field"]["key"], state["field"]["text"])
                        == ("workload.chunk", "0"))
        window.type("512 B")
        window.key("Return")
        window.wait_for(lambda state: state["settings"] == {"workload.chunk": "512 B"})

    def test_the_keys_that_every_field_knows(self):
        window = self.what_if()
        window.click_on("field", text="workload.chunk=")
        window.wait_for(lambda state: state["field"] and state["field"]["selected"] == "64 KiB")
        window.key("ctrl+c", "End")
        window.wait_for(lambda state: (state["field"]["cursor"], state["field"]["selected"]) == (6, ""))
        for selected in ("B", "iB", "KiB"):
            window.key("shift+Left")
            window.wait_for(lambda state, selected=selected: state["field"]["selected"] == selected)
        window.key("ctrl+x")
        window.wait_for(lambda state: state["field"]["text"] == "64 ")
        window.key("Home", "ctrl+v", "space")
        window.wait_for(lambda state: state["field"]["text"] == "KiB 64 ")
        window.key("ctrl+a", "BackSpace")
        window.wait_for(lambda state: state["field"]["text"] == "")
        window.type("页 a")
        window.wait_for(lambda state: state["field"]["text"] == "页 a")

    def test_a_click_puts_the_cursor_and_a_drag_selects(self):
        window = self.what_if()
        window.click_on("field", text="workload.chunk=")
        window.wait_for(typing=True)
        x, y, width, height = next(region["box"] for region in window.state()["regions"]
                                   if region["text"].startswith("workload.chunk=") and region["action"] == "field")
        window.click(x + width - 3, y + height // 2)
        window.wait_for(lambda state: state["field"]["cursor"] == 6 and state["field"]["selected"] == "")
        window.drag((x + width - 3, y + height // 2), (x + 2, y + height // 2))
        window.wait_for(lambda state: state["field"]["selected"] == "64 KiB")


class Paths(OnDisplay):
    def test_a_path_is_completed_and_an_error_keeps_it(self):
        window = self.open()
        window.wait_for(view="home")
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.type(str(self.folder / "smal"))
        window.key("Tab")
        window.wait_for(lambda state: state["field"]["text"] == str(self.scenario))
        self.scenario.write_text("schema = 2\n", encoding="utf-8")
        window.key("Return")
        window.wait_for(lambda state: state["error"] and state["field"]
                        and state["field"]["text"] == str(self.scenario), menu="open")

    def test_a_file_is_found_without_typing(self):
        (self.folder / "sub").mkdir()
        self.scenario.rename(self.folder / "sub" / "small.toml")
        window = self.open()
        window.wait_for(view="home")
        window.key("ctrl+o")
        window.wait_for(typing=True)
        window.click_on("browse", text=str(self.folder / "sub"))
        window.click_on("open", text=str(self.folder / "sub" / "small.toml"))
        window.wait_for(scenario="small", menu="")


class Counting(OnDisplay):
    def test_hands_are_typed_one_choice_after_the_other(self):
        window = self.open("four-ways", "--view", "lesson", "--lang", "en")
        window.wait_for(lambda state: state["lesson"]["of"] > 0 and not state["working"])
        while not window.state()["lesson"]["asking"]:
            index = window.state()["lesson"]["index"]
            window.key("Next")
            window.wait_for(lambda state: state["lesson"]["index"] > index)
        window.key("v")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == "vote.1")
        window.type("12")
        window.key("Tab")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == "vote.2")
        window.type("7x")
        window.key("Return")
        window.wait_for(lambda state: state["field"] and state["field"]["key"] == "vote.3")
        window.wait_for(lambda state: state["lesson"]["vote"]["first"][:2] == [12, 7])
        window.key("Escape")
        window.wait_for(lambda state: state["lesson"]["vote"]["open"] == 0, view="lesson", typing=False)
        window.key("v")
        window.wait_for(lambda state: state["lesson"]["vote"]["open"] == 2, typing=True)


class Exporting(OnDisplay):
    def test_the_folder_is_chosen_and_the_path_completed_without_a_pointer(self):
        (self.folder / "sub").mkdir()
        window = self.open(self.scenario, "--lang", "en")
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        window.key("e")
        window.wait_for(menu="export")
        window.click_on("field", text="export.path=")
        window.wait_for(typing=True)
        window.type(str(self.folder / "su"))
        window.key("Tab")
        window.wait_for(lambda state: state["export"]["path"] == f"{self.folder}/sub/")
        window.type("a.svg")
        window.wait_for(lambda state: state["export"]["path"] == f"{self.folder}/sub/a.svg")
        window.key("Tab", "Return")  # to the folders
        window.wait_for(lambda state: state["export"]["list"] == "path", typing=False)
        window.key("BackSpace")  # one up
        window.wait_for(lambda state: state["export"]["path"] == f"{self.folder}/a.svg")
        window.key("Escape")
        window.wait_for(lambda state: not state["export"]["list"], menu="export")
        window.click_on("export_write")
        window.wait_for(lambda state: state["export"]["outcome"] and state["export"]["outcome"]["kind"] == "done")
        self.assertTrue((self.folder / "a.svg").exists())


class Focus(OnDisplay):
    def test_tab_goes_round_and_enter_presses(self):
        window = self.open("four-ways", "--lang", "en", "--theme", "dark")
        window.wait_for(lambda state: state["steps"] > 0, focus=None)
        window.key("Tab")
        window.wait_for(lambda state: state["focus"] and state["focus"]["action"] == "menu")
        window.key("Tab", "Right", "Return")  # from the first tab to the second
        window.wait_for(lambda state: state["focus"] and state["focus"]["of"] == "view", view="compare")
        window.key("shift+Tab")
        window.wait_for(lambda state: state["focus"]["action"] == "menu")
        window.key("Escape")
        window.wait_for(focus=None, view="compare")

    def test_a_list_drops_down_and_gives_the_focus_back(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0)
        window.key("Tab", "Return")
        window.wait_for(lambda state: state["focus"] and state["focus"]["action"] == "open", menu="scenarios")
        window.key("Down", "Down", "Escape")
        window.wait_for(lambda state: state["focus"] and state["focus"]["action"] == "menu", menu="")

    def test_while_the_ring_is_seen_keys_are_the_control_s_and_page_keys_the_lesson_s(self):
        window = self.open("four-ways")
        window.wait_for(lambda state: state["steps"] > 0, step=0)
        window.key("Right")
        window.wait_for(step=1)
        window.key("Tab", "Right", "Left", "Down", "Next")
        window.wait_for(lambda state: state["focus"], step=2)
        window.key("Escape", "Right")
        window.wait_for(focus=None, step=3)


if __name__ == "__main__":
    sys.exit(unittest.main())
