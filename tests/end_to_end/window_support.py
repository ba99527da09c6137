"""What the tests of the window share: a display of one's own, and hands to press keys and buttons.

The display is Xvfb without a window manager. Nothing waits for a fixed time: wait_for() polls the
window's --state file until it says what is awaited.
"""
import json
import os
import select
import subprocess
import time

from support import PROGRAM, SECONDS, InFolder, environment

SCREEN = "1280x800x24"


class Display:
    """An X server on a number of its own choice."""

    def __init__(self, screen=SCREEN):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with open(reading, encoding="ascii") as told:
            ready, _, _ = select.select([told], [], [], SECONDS)
            number = told.readline().strip() if ready else ""
        if not number:
            self.close()
            raise RuntimeError("Xvfb does not start")
        self.name = f":{number}"

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=SECONDS)


class Window:
    """The program with its window open, and somebody who uses it."""

    def __init__(self, display, folder, *arguments, config=None):
        self.state_path = folder / "state.json"
        self.state_path.unlink(missing_ok=True)
        self.environment = environment(DISPLAY=display, XDG_CONFIG_HOME=str(config or folder / "config"))
        self.log = open(folder / "window.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen([PROGRAM, "gui", *map(str, arguments), "--state", str(self.state_path)],
                                        env=self.environment, cwd=folder, stdout=self.log, stderr=self.log)
        self.last = self.version = None
        self.wait_for(lambda state: True)
        self.number = self.xdotool("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)).split()[0]
        self.xdotool("windowfocus", "--sync", self.number)

    # ---- What it says ----

    def state(self):
        # Each state is a file of its own, renamed into place: the same file need not be read again.
        try:
            with open(self.state_path, encoding="utf-8") as file:
                about = os.fstat(file.fileno())
                version = about.st_ino, about.st_mtime_ns
                if version != self.version:
                    self.last = json.load(file)
                    self.version = version
        except FileNotFoundError:
            pass
        return self.last

    def wait_for(self, condition=None, **members):
        """Returns the first state that fulfils the condition and has these members."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            state = self.state()
            if state and all(state.get(name) == value for name, value in members.items()) \
                    and (condition is None or condition(state)):
                return state
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        raise AssertionError(f"the window never came to {members}; it last said {self.last} "
                             f"(status {self.process.poll()}): {self.messages()}")

    def find(self, action, number=None, text=None):
        """The middle of the topmost place that asks for that, once it is there; in pixels."""
        def matching(state):
            return [each for each in state["regions"] if each["action"] == action
                    and number in (None, each["number"]) and (text is None or each["text"].startswith(text))]
        x, y, width, height = matching(self.wait_for(matching))[-1]["box"]
        return x + width // 2, y + height // 2

    def messages(self):
        self.log.seek(0)
        return self.log.read()

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    # ---- What one does with it ----

    def xdotool(self, *arguments):
        outcome = subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, capture_output=True,
                                 timeout=SECONDS, encoding="utf-8")
        if outcome.returncode != 0:
            raise AssertionError(f"xdotool {arguments}: {outcome.stderr}")
        return outcome.stdout

    # GLFW takes two presses of one key with the same time stamp, in milliseconds, for one that an input
    # method sent twice: between two of ours more than one passes.

    def key(self, *names):
        self.xdotool("key", "--delay", "8", *names)

    def type(self, text):
        # What the keyboard has no key for xdotool gives one for as long as this takes: the window has to look
        # it up meanwhile.
        self.xdotool("type", "--delay", "8" if text.isascii() else "400", text)

    def move(self, x, y):
        self.xdotool("mousemove", "--window", self.number, int(x), int(y))

    def click(self, x, y, button=1):
        self.move(x, y)
        self.xdotool("click", button)

    def click_on(self, action, number=None, text=None):
        self.click(*self.find(action, number, text))

    def drag(self, start, end, button=1, pieces=8):
        self.move(*start)
        self.xdotool("mousedown", button)
        for i in range(1, pieces + 1):
            self.move(start[0] + (end[0] - start[0]) * i / pieces, start[1] + (end[1] - start[1]) * i / pieces)
        self.xdotool("mouseup", button)

    def wheel(self, x, y, notches):
        """Up where notches is positive."""
        self.move(x, y)
        self.xdotool("click", "--repeat", abs(notches), "--delay", "0", 4 if notches > 0 else 5)

    def resize(self, width, height):
        self.xdotool("windowsize", self.number, width, height)

    def close(self):
        """Ends it; the status that it ends with."""
        if self.process.poll() is None:
            self.process.kill()
        status = self.process.wait(timeout=SECONDS)
        self.log.close()
        return status

    def ends_with(self):
        return self.process.wait(timeout=SECONDS)


class OnDisplay(InFolder):
    """A test that opens windows, on a display that its class shares."""

    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def open(self, *arguments, **options):
        window = Window(self.display.name, self.folder, *arguments, **options)
        self.addCleanup(window.close)
        return window

    def picture(self, name, *arguments):
        """The bytes of a screenshot."""
        path = self.folder / name
        outcome = subprocess.run([PROGRAM, "gui", *map(str, arguments), "--screenshot", str(path)],
                                 env=environment(DISPLAY=self.display.name), cwd=self.folder, capture_output=True,
                                 timeout=SECONDS, encoding="utf-8")
        self.assertEqual((outcome.returncode, outcome.stdout, outcome.stderr), (0, "", ""))
        return path.read_bytes()
