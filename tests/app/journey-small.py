#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on a small screen: nothing of it may stand beyond the screen's edge."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Atspi, Tap, Window, showing  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-small-"))
WIDTH, HEIGHT = 900, 600


def galleyctl(*arguments):
    subprocess.run([GALLEYCTL, *map(str, arguments)], check=True, timeout=60,
                   stdout=subprocess.DEVNULL)


def diary():
    """The sample with a comment that belongs to no post, written by somebody with much to say."""
    project, source = FOLDER / "small.galley", FOLDER / "unplaced.jsonl"
    galleyctl("new", project, "--sample")
    source.write_text(json.dumps({
        "id": "u1", "post": "no-such-post", "name": "Ann " * 20, "place": "Rome " * 20,
        "date": "2015-01-01", "body": "What a long word: " + "x" * 400}) + "\n", encoding="utf-8")
    galleyctl("import", project, source)
    return project


def beyond_the_edge(window):
    """The widgets that can be pressed and are not wholly on the screen, with their places."""
    found = []
    for node in window.nodes():
        if node.get_role() not in (Atspi.Role.PUSH_BUTTON, Atspi.Role.FRAME) or not showing(node):
            continue
        place = node.get_extents(Atspi.CoordType.SCREEN)
        if (place.x < 0 or place.x + place.width > WIDTH
                or place.y < 0 or place.y + place.height > HEIGHT):
            found.append((node.get_name(), place.x, place.y, place.width, place.height))
    return found


def all_of_the_window_fits_a_small_screen():
    window = Window(GALLEY, str(diary()))
    try:
        window.find("Posts")
        assert not beyond_the_edge(window), f"writing: {beyond_the_edge(window)}"
        window.keys("alt+2")
        window.find("Place…")
        assert not beyond_the_edge(window), f"reviewing: {beyond_the_edge(window)}"
    finally:
        window.kill()


def the_keys_fit_a_small_screen():
    window = Window(GALLEY, str(FOLDER / "small.galley"))
    try:
        window.find("Posts")
        window.keys("ctrl+question")
        window.find("New project")
        time.sleep(0.5)
        assert not beyond_the_edge(window), f"the keys: {beyond_the_edge(window)}"
    finally:
        window.kill()


def main():
    try:
        return Tap(all_of_the_window_fits_a_small_screen, the_keys_fit_a_small_screen).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
