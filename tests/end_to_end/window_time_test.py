#!/usr/bin/env python3
"""Time in the hand: scrubbing, ranges, the race, finding rows and stopping at one, with real keys and pointer."""
import sys
import unittest

from window_support import OnDisplay


LONG = """schema = 1
id = "long"
title = { en = "Long" }
[workload]
file_size = "64 MiB"
chunk = "4 KiB"
[[case]]
id = "plain"
method = "read-write"
"""


def box_of(state, action, text=""):
    """The topmost region of that kind, in pixels: x, y, width, height."""
    return [each["box"] for each in state["regions"] if each["action"] == action and each["text"] == text][-1]


class Time(OnDisplay):
    def ready(self, *arguments):
        window = self.open(*arguments)
        window.wait_for(lambda state: state["steps"] > 0 and not state["working"])
        return window

    def long(self):
        """A run of some 180,000 rows, whatever ships."""
        path = self.folder / "long.toml"
        path.write_text(LONG, encoding="utf-8")
        return self.ready(path)

    def box(self, window, action, text=""):
        state = window.wait_for(lambda state: any(
            each["action"] == action and each["text"] == text for each in state["regions"]))
        return box_of(state, action, text)

    def at(self, window, action, share, text=""):
        x, y, width, height = self.box(window, action, text)
        return x + round(width * share), y + height // 2

    def with_shift(self, window, start, end):
        window.xdotool("keydown", "shift")
        window.drag(start, end)
        window.xdotool("keyup", "shift")


class Scrubbing(Time):
    def test_the_axis_is_dragged_on_stage_and_in_follow(self):
        window = self.ready("four-ways")
        for view in ("stage", "follow"):
            window.click_on("view", text=view)
            window.wait_for(view=view)
            window.key("Home")
            window.wait_for(time_ps=0)
            window.drag(self.at(window, "scrubber", 0.1), self.at(window, "scrubber", 0.6))
            middle = window.wait_for(lambda state: state["time_ps"] > 0)["time_ps"]
            window.drag(self.at(window, "scrubber", 0.6), self.at(window, "scrubber", 0.9))
            window.wait_for(lambda state: state["time_ps"] > middle, zoom=[0, 1])

    def test_the_playhead_is_held_at_every_zoom(self):
        window = self.ready("four-ways")
        for view, text in (("stage", ""), ("follow", ""), ("compare", "race")):
            window.click_on("view", text=view)
            window.wait_for(view=view)
            window.key("0")  # the whole run
            window.wait_for(zoom=[0, 1])
            for notches in (0, 3, 4):
                self.hold(window, notches, text)

    def hold(self, window, notches, text):
        """Nearer by so many notches, the playhead is dragged; how near one is stays."""
        def clock(state):
            return state["race"]["clock_ps"] if text else state["time_ps"]
        if notches:
            width = window.state()["zoom"][1] - window.state()["zoom"][0]
            window.wheel(*self.at(window, "timeline", 0.5, text), notches)
            window.wait_for(lambda state: state["zoom"][1] - state["zoom"][0] < width * 1.01 / 1.5 ** notches)
        window.key("Home")
        window.wait_for(lambda state: clock(state) == 0)
        window.key("Right")  # which brings it into sight
        before = window.wait_for(lambda state: clock(state) > 0 and not state["animating"] and any(
            region["action"] == "playhead" and region["text"] == text for region in state["regions"]))
        x, y, width, height = box_of(before, "playhead", text)
        start = (x + width // 2, y + height // 2)
        left, _, whole, _ = box_of(before, "timeline", text)
        way = 120 if start[0] + 140 < left + whole else -120
        window.drag(start, (start[0] + way, start[1]))
        after = window.wait_for(lambda state: clock(state) != clock(before))
        self.assertEqual(clock(after) > clock(before), way > 0)
        self.assertAlmostEqual(after["zoom"][1] - after["zoom"][0], before["zoom"][1] - before["zoom"][0])

    def test_the_lanes_are_dragged_to_pan_and_keep_the_time(self):
        window = self.ready("four-ways", "--step", "5")
        window.wheel(*self.at(window, "timeline", 0.5), 4)
        zoom = window.wait_for(lambda state: state["zoom"][1] - state["zoom"][0] < 0.2)  # all four notches
        x, y = self.at(window, "timeline", 0.3)
        window.drag((x, y), (x + 150, y))
        after = window.wait_for(lambda state: state["zoom"][0] < zoom["zoom"][0])
        self.assertEqual(after["time_ps"], zoom["time_ps"])

    def test_a_click_on_a_folded_bar_of_a_long_run_goes_to_the_time_under_the_pointer(self):
        window = self.long()
        window.click_on("story_time", 0)
        window.wait_for(story_time=False)
        end = window.wait_for(lambda state: state["race"]["end_ps"] > 0)["race"]
        self.assertGreater(end["end_ps"], 0)
        for share in (0.25, 0.75, 0.5):
            window.click(*self.at(window, "timeline", share))
            state = window.wait_for(lambda state: abs(state["time_ps"] / state["duration_ps"] - share) < 0.01)
            self.assertIsNotNone(state["selection"]["row"])

    def test_with_shift_a_range_is_selected_and_its_ledger_shown(self):
        window = self.ready("four-ways")
        window.click_on("story_time", 0)
        window.wait_for(story_time=False)
        x, y = self.at(window, "timeline", 0.2)
        self.with_shift(window, (x, y), self.at(window, "timeline", 0.99))
        state = window.wait_for(lambda state: state["range"] and state["range"]["ledger"]["copies"]["cpu"] > 0)
        self.assertEqual(state["zoom"], [0, 1])
        self.assertEqual(state["time_ps"], 0)
        self.assertLess(state["range"]["from_ps"], state["range"]["to_ps"])
        self.assertLessEqual(state["range"]["ledger"]["copies"]["dma"], 2)
        window.key("Escape")
        window.wait_for(range=None)

    def test_the_speed_of_a_long_run_goes_on_and_its_story_proposes_true_time(self):
        window = self.long()
        window.key("space")
        window.wait_for(notice="long_story")
        window.click_on("play_whole", 0)
        window.wait_for(notice="", story_time=False, playing=True)
        window.key("space")
        window.wait_for(playing=False)
        window.click_on("story_time", 1)
        window.wait_for(story_time=True)
        speeds = set()
        for _ in range(8):
            before = window.wait_for()["speed"]
            window.click_on("speed")
            speeds.add(window.wait_for(lambda state: state["speed"] != before)["speed"])
        self.assertIn(1600, speeds)
        self.assertGreater(max(speeds), 10_000)  # the whole run in 20 s


class Racing(Time):
    def race(self):
        window = self.ready("four-ways")
        window.key("c")
        window.wait_for(view="compare")
        return window

    def test_the_axis_scrubs_and_choosing_a_column_never_rewinds(self):
        window = self.race()
        window.drag(self.at(window, "scrubber", 0.1, "race"), self.at(window, "scrubber", 0.5, "race"))
        clock = window.wait_for(lambda state: state["race"]["clock_ps"] > 0.45 * state["race"]["end_ps"])["race"]
        for number, case in ((2, "sendfile"), (1, "mmap-write"), (3, "sendfile-sg"), (0, "read-write")):
            x, y, width, height = [each["box"] for each in window.state()["regions"]
                                   if each["action"] == "show_case" and each["number"] == number
                                   and each["box"][3] > 60][-1]
            window.click(x + width // 2, y + height // 2)
            state = window.wait_for(case=case)
            self.assertEqual(state["race"]["clock_ps"], clock["clock_ps"])

    def test_it_steps_and_plays_by_its_own_rule(self):
        window = self.race()
        window.click_on("step_on")
        first = window.wait_for(lambda state: state["race"]["clock_ps"] > 0)["race"]["clock_ps"]
        window.key("Right")
        window.wait_for(lambda state: state["race"]["clock_ps"] > first)
        window.click_on("step_back")
        window.wait_for(lambda state: state["race"]["clock_ps"] == first)
        window.click_on("race_stop", text="step")
        window.wait_for(lambda state: state["race"]["stop"] == "step")
        window.key("space")
        window.wait_for(lambda state: state["race"]["clock_ps"] > first and not state["race"]["playing"])
        window.click_on("race_stop", text="never")
        window.click_on("play")
        window.wait_for(lambda state: state["race"]["playing"])
        window.click_on("play")
        window.wait_for(lambda state: not state["race"]["playing"])

    def test_aligned_by_offset_columns_timeline_and_clock_agree(self):
        window = self.race()
        window.click_on("align_offsets")
        window.wait_for(align_offsets=True)
        window.key("Right")
        race = window.wait_for(lambda state: state["race"]["clock_ps"] > 0)["race"]
        self.assertTrue(race["aligned"])
        self.assertEqual(len(race["own_ps"]), 4)
        self.assertGreaterEqual(race["own_ps"][0], race["clock_ps"])

    def test_a_fifth_case_asks_which_one_gives_way(self):
        window = self.ready("every-way")
        window.key("c")
        window.wait_for(view="compare", compared=[0, 1, 2, 3])
        window.click_on("menu", text="compare")
        window.click_on("choose_case", 5)
        window.wait_for(fifth=5, compared=[0, 1, 2, 3])
        window.click_on("drop_case", 1)
        window.wait_for(fifth=None, compared=[0, 2, 3, 5])


class Finding(Time):
    def test_ctrl_f_finds_rows_and_f3_goes_on(self):
        window = self.ready("four-ways")
        window.key("ctrl+f")
        window.wait_for(lambda state: state["find"], typing=True)
        window.type("cpu copy")
        window.wait_for(lambda state: state["find"]["text"] == "cpu copy" and state["find"]["matches"] == 2, step=0)
        window.key("Return")
        first = window.wait_for(lambda state: state["find"]["number"] == 1)["step"]
        window.key("Return")
        window.wait_for(lambda state: state["find"]["number"] == 2 and state["step"] > first)
        window.click_on("find_back")
        window.wait_for(lambda state: state["find"]["number"] == 1, step=first)
        window.key("F3")
        window.wait_for(lambda state: state["find"]["number"] == 2)
        window.key("shift+F3")
        window.wait_for(lambda state: state["find"]["number"] == 1)
        window.click_on("find_close")
        window.wait_for(find=None, typing=False)

    def test_a_long_run_is_searched_while_the_window_stays_alive(self):
        window = self.long()
        window.key("ctrl+f")
        window.wait_for(lambda state: state["find"], typing=True)
        window.type("interrupt")
        state = window.wait_for(lambda state: state["find"]["text"] == "interrupt" and not state["find"]["working"])
        self.assertGreater(state["find"]["matches"], 10_000)
        window.key("Return")
        window.wait_for(lambda state: state["find"]["number"] == 1)

    def test_it_plays_on_to_the_next_copy_from_a_menu_with_keys(self):
        window = self.ready("four-ways")
        window.click_on("menu", text="until")
        window.click_on("stop_at", text="copy")
        state = window.wait_for(lambda state: state["step"] > 3 and not state["animating"], menu="")
        self.assertEqual(state["ledger"]["copies"]["cpu"], 1)
        window.key("g")
        window.wait_for(menu="until")
        window.key("1")
        window.wait_for(lambda state: state["ledger"]["copies"]["cpu"] == 2 and not state["animating"])

    def test_it_plays_on_until_a_byte_arrives_whose_offset_is_typed(self):
        window = self.ready("four-ways")
        window.key("g")
        window.wait_for(menu="until")
        window.click_on("field", text="follow=")
        window.wait_for(typing=True)
        window.type("64 KiB")
        window.key("Return")
        window.wait_for(lambda state: state["field"] and "65,535" in state["field"]["problem"], menu="until")
        window.key("ctrl+a")
        window.type("4096")
        window.key("Return")
        window.wait_for(follow=4096, typing=False, menu="until")
        window.key("3")
        window.wait_for(lambda state: state["step"] > 0 and not state["animating"], menu="")

    def test_a_timeline_with_the_ring_gives_space_to_its_bars(self):
        window = self.ready("four-ways", "--step", "4")
        for _ in range(40):
            before = window.state()["focus"]
            window.key("Tab")
            focus = window.wait_for(lambda state: state["focus"] != before)["focus"]
            if focus and focus["of"] == "timeline":
                break
        window.key("Right")
        window.wait_for(step=5)
        window.key("space")
        window.wait_for(lambda state: state["focus"]["action"] == "row", step=5, playing=False)
        window.key("Home")
        first = window.wait_for(lambda state: state["focus"]["number"] < 3)["focus"]["number"]
        window.key("Return")
        window.wait_for(lambda state: state["selection"]["row"] == first)

    def test_the_table_is_reached_by_a_key_and_a_control_and_sorted(self):
        window = self.ready("four-ways", "--step", "4")
        window.click_on("view", text="rows")
        window.wait_for(view="rows")
        window.key("Escape")
        window.wait_for(view="stage")
        window.key("d")
        row = window.wait_for(view="rows")["rows"]["row"]
        window.key("Right")
        window.wait_for(lambda state: state["rows"]["row"] > row)
        window.click_on("sort_rows", text="duration")
        window.wait_for(lambda state: state["rows"]["sorted_by"] == "duration" and not state["rows"]["falls"])
        window.click_on("sort_rows", text="duration")
        window.wait_for(lambda state: state["rows"]["falls"])
        window.click_on("row", 0)
        window.wait_for(lambda state: state["rows"]["row"] == 0)

    def test_the_table_of_a_long_run_is_scrolled_by_its_rail(self):
        window = self.long()
        window.key("d")
        window.wait_for(view="rows")
        x, y, width, height = self.box(window, "rail", "rows")
        window.drag((x + width // 2, y + 4), (x + width // 2, y + height // 2))
        window.key("e")  # what is awaited after it comes after the whole drag
        window.wait_for(menu="export")
        window.key("Escape")
        middle = window.wait_for(lambda state: state["rows"]["middle"] > 10_000, menu="")["rows"]["middle"]
        window.wheel(x - 200, y + 60, 2)
        window.wait_for(lambda state: state["rows"]["middle"] < middle)


if __name__ == "__main__":
    sys.exit(unittest.main())
