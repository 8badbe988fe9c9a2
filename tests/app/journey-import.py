#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files dragged onto the window, and the columns of a table that are asked for."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Atspi, Tap, Window, descendants  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-import-"))
# A window of another program from which files can be dragged.
SOURCE = """
import sys, gi
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk, Gdk
window = Gtk.Window(type=Gtk.WindowType.POPUP)
box = Gtk.EventBox()
window.add(box)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda b, c, data, i, t: data.set_uris(sys.argv[1:]))
window.set_default_size(60, 60)
window.move(0, 0)
window.show_all()
print("ready", flush=True)
Gtk.main()
"""


def galleyctl(*arguments):
    return subprocess.run([GALLEYCTL, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, check=True).stdout


def comments(project):
    return json.loads(galleyctl("comments", project, "--json"))


def mouse(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True)
    time.sleep(0.15)


def drag(x, y, *files):
    """Drags files from another program to that place of the screen."""
    with subprocess.Popen([sys.executable, "-c", SOURCE, *[file.as_uri() for file in files]],
                          stdout=subprocess.PIPE) as source:
        try:
            source.stdout.readline()
            time.sleep(0.5)
            mouse("mousemove", 30, 30, "mousedown", 1)
            for step in range(1, 9):
                mouse("mousemove", 30 + (x - 30) * step // 8, 30 + (y - 30) * step // 8)
            mouse("mousemove", x + 2, y + 2)
            mouse("mouseup", 1)
            time.sleep(1)
        finally:
            source.kill()


def middle_of(node):
    box = node.get_extents(0)
    return box.x + box.width // 2, box.y + box.height // 2


def open_comments(name):
    project = FOLDER / name
    galleyctl("new", project, "--sample")
    window = Window(GALLEY, str(project))
    window.find("Posts")
    window.keys("alt+2")
    window.find("Comment")
    return window, project


def files_dragged_on_the_window_are_taken_in_even_over_the_comment():
    one, two = FOLDER / "one.jsonl", FOLDER / "two räd.jsonl"
    one.write_text(json.dumps({"id": "d1", "name": "Ann", "body": "Dragged one."}) + "\n",
                   encoding="utf-8")
    two.write_text(json.dumps({"id": "d2", "name": "Bob", "body": "Dragged two."}) + "\n",
                   encoding="utf-8")
    window, project = open_comments("drag.galley")
    try:
        drag(*middle_of(window.find("Comment")), one, two)
        window.find("Ledger")
        window.wait_text("Ledger", "2 added")
        bodies = [comment["body"] for comment in comments(project)]
        assert any("Dragged one." in b for b in bodies) and any("Dragged two." in b for b in bodies)
    finally:
        window.kill()


def the_columns_of_a_table_are_asked_for_where_they_are_not_sure():
    table = FOLDER / "answers.csv"
    table.write_text("Wer,Was,Wann\nGreta,Said in a table.,2012-05-06\n", encoding="utf-8")
    window, project = open_comments("columns.galley")
    try:
        window.keys("ctrl+shift+o")
        window.set_text("File or folder", str(table))
        window.press_in_dialog("Import")
        # Names that Galley does not know are taken for a comment, until it is told.
        for column, meaning in (("Column 2", "The comment’s text"), ("Column 1", "Reader’s name")):
            combo = window.find(column, Atspi.Role.COMBO_BOX)
            items = [n for n in descendants(combo) if n.get_role() == Atspi.Role.MENU_ITEM]
            next(n for n in items if n.get_name() == meaning).do_action(0)
        window.press("The first line holds the names of the columns")
        window.press_in_dialog("Import")
        window.wait_text("Ledger", "1 added")
        assert any(c["body"].strip() == "Said in a table." and c["name"] == "Greta"
                   for c in comments(project)), comments(project)
    finally:
        window.kill()


def main():
    try:
        return Tap(files_dragged_on_the_window_are_taken_in_even_over_the_comment,
                   the_columns_of_a_table_are_asked_for_where_they_are_not_sure).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
