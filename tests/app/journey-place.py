#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A place is found by a few letters, and stands on the travel map."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Tap, Window, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-place-"))


def galleyctl(*arguments):
    return subprocess.run([GALLEYCTL, *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=True).stdout


def places(project):
    return {post["title"]: post["place"] for post in json.loads(galleyctl("posts", project, "--json"))}


def a_place_is_found_by_a_few_letters_and_stands_on_the_map():
    project, site = FOLDER / "place.galley", FOLDER / "site"
    galleyctl("new", project, "--sample")
    window = Window(GALLEY, str(project))
    try:
        window.wait_text("Preview", "Roadshow")
        # Out of the way: what is under the pointer counts as chosen in GTK's list of completions.
        subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
        window.keys("ctrl+shift+i")
        window.focus("Place")
        time.sleep(1)  # the gazetteer is read when the entry gets the focus
        window.type("singap")
        time.sleep(2)
        window.keys("Down", "Return")
        until("the saved place",
              lambda: places(project)["A Roadshow About Jobs"].startswith("Singapore"))
        window.keys("Escape")
        window.press("Publish Changes")
        until("the published change", lambda: not any(
            post["has_changes"] for post in json.loads(galleyctl("posts", project, "--json"))))
    finally:
        window.kill()
    galleyctl("export", project, site)
    page = (site / "map" / "index.html").read_text(encoding="utf-8")
    assert 'id="place-singapore' in page, "the place is on the map"
    assert "a-roadshow-about-jobs" in page


try:
    failed = Tap(a_place_is_found_by_a_few_letters_and_stands_on_the_map).run()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
sys.exit(failed)
