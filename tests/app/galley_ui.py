# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window the way a person with a screen reader and a keyboard does: widgets are
found by their accessible role and name, keys go to whatever has the focus."""
import os
import signal
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Atspi, Gdk, GLib  # noqa: E402

PATIENCE = 20.0


class NotFound(AssertionError):
    pass


def until(what, probe, patience=PATIENCE):
    """Asks `probe` until it gives something true, and returns that."""
    end = time.monotonic() + patience
    while True:
        try:
            found = probe()
        except GLib.Error:  # a widget went away while it was looked at
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise NotFound(f"waited {patience:.0f} s for {what}")
        time.sleep(0.05)


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def descendants(node, depth=40):
    yield node
    if depth > 0 and node.get_role() != Atspi.Role.TABLE:
        for child in children(node):
            yield from descendants(child, depth - 1)


def text_of(node):
    """The text of a widget, or of all that it holds."""
    parts = []
    for part in descendants(node):
        try:
            if "Text" in part.get_interfaces():
                parts.append(part.get_text(0, part.get_character_count()))
        except GLib.Error:
            pass
        parts.append(part.get_name() or "")
    return "\n".join(parts).replace("\ufffc", "")


class Window:
    def __init__(self, program, *arguments, environment=None):
        self.process = subprocess.Popen([program, *arguments], start_new_session=True,
                                        env={**os.environ, **(environment or {})})
        self.root = until("the window on the accessibility bus", self._application)

    def _application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"galley ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for application in children(desktop):
            if application.get_process_id() == self.process.pid and application.get_child_count():
                return application
        return None

    def nodes(self):
        """All widgets."""
        return descendants(self.root)

    def find(self, name, role=None, patience=PATIENCE, visible=True):
        """The widget with that accessible name, and role where one is given."""
        def probe():
            for node in descendants(self.root):
                if node.get_name() == name and (role is None or node.get_role() == role):
                    if not visible or showing(node):
                        return node
            return None
        return until(f"“{name}” in the window", probe, patience)

    def absent(self, name):
        return not any(node.get_name() == name and showing(node) for node in descendants(self.root))

    def press(self, name, role=None):
        """Activates a button or the like by its name."""
        node = self.find(name, role)
        until(f"“{name}” to be sensitive",
              lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE))
        node.do_action(0)
        return node

    def press_in_dialog(self, name):
        """Activates a button of the topmost dialog by its name."""
        def probe():
            for top in children(self.root):
                if top.get_role() in (Atspi.Role.DIALOG, Atspi.Role.ALERT) and showing(top):
                    for node in descendants(top):
                        if (node.get_name() == name and node.get_role() == Atspi.Role.PUSH_BUTTON
                                and node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                            return node
            return None
        until(f"“{name}” in a dialog", probe).do_action(0)

    def focus(self, name, role=None):
        node = self.find(name, role)
        node.grab_focus()
        until(f"“{name}” to have the focus",
              lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED))
        return node

    def set_text(self, name, text):
        node = self.find(name, Atspi.Role.TEXT)
        node.set_text_contents(text)
        return node

    def wait_text(self, name, wanted, patience=PATIENCE):
        """Waits until the widget of that name holds the text."""
        return until(f"“{wanted}” in “{name}”",
                     lambda: wanted in text_of(self.find(name, patience=1)), patience)

    def rows(self, name):
        """The texts of the rows of a list, as far as they are on the screen."""
        table = self.find(name)
        return [child.get_name() for child in children(table) if child.get_name()]

    @staticmethod
    def keys(*combinations):
        subprocess.run(["xdotool", "key", "--delay", "30", *combinations], check=True)

    @staticmethod
    def type(text):
        subprocess.run(["xdotool", "type", "--delay", "12", "--", text], check=True)

    @staticmethod
    def shot(x=0, y=0, width=None, height=None):
        """What the screen, or a part of it, shows now, as a GdkPixbuf."""
        root = Gdk.get_default_root_window()
        return Gdk.pixbuf_get_from_window(root, x, y, width or root.get_width() - x,
                                          height or root.get_height() - y)

    def screenshot(self, path):
        self.shot().savev(str(path), "png", [], [])

    def darkest(self, x, y, width, height):
        """How light the darkest pixel of a part of the screen is: 0 is black, 1 is white."""
        shot = self.shot(x, y, width, height)
        pixels, size = shot.get_pixels(), shot.get_n_channels()
        starts = (row * shot.get_rowstride() + column * size
                  for row in range(shot.get_height()) for column in range(shot.get_width()))
        return min(0.2126 * pixels[at] + 0.7152 * pixels[at + 1] + 0.0722 * pixels[at + 2]
                   for at in starts) / 255

    def close(self):
        """Closes the window as a person does, and waits until all is saved."""
        self.keys("ctrl+q")
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("the window did not close")

    def kill(self):
        """kill -9, with all that the window started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Tap:
    """Runs the functions given, each a sentence, and reports in the Test Anything Protocol."""

    def __init__(self, *tests):
        self.tests = tests

    def run(self):
        print(f"1..{len(self.tests)}", flush=True)
        failed = 0
        for number, test in enumerate(self.tests, 1):
            name = test.__name__.replace("_", " ")
            try:
                test()
                print(f"ok {number} - {name}", flush=True)
            except Exception as error:  # noqa: BLE001: whatever it was, the test failed
                failed += 1
                print(f"# {type(error).__name__}: {error}".replace("\n", "\n# "))
                print(f"not ok {number} - {name}", flush=True)
        return 1 if failed else 0
