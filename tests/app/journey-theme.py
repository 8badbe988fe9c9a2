#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Themes, through the real window: another one is chosen, its options are, and a broken one is told."""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Tap, Window, descendants, text_of, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-theme-journey-"))


def sample(name, **settings):
    path = FOLDER / name
    subprocess.run([GALLEYCTL, "new", str(path), "--sample"], check=True, capture_output=True)
    with sqlite3.connect(path) as store:
        for key, value in settings.items():
            store.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))
    store.close()
    return path


def setting(project, key):
    store = sqlite3.connect(f"file:{project}?mode=ro", uri=True)
    try:
        row = store.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None
    finally:
        store.close()


def open_theme_page(window):
    window.find("Posts")
    window.wait_text("Preview", "Travel Diary")
    window.keys("ctrl+comma")
    window.press("Theme", Atspi.Role.RADIO_BUTTON)
    window.find("Theme", Atspi.Role.COMBO_BOX)


def choose(window, name, label):
    """Takes an entry of a combo box by the keyboard's way: its menu's item by name."""
    combo = window.find(name, Atspi.Role.COMBO_BOX)
    for node in descendants(combo):
        if node.get_role() == Atspi.Role.MENU_ITEM and node.get_name() == label:
            node.do_action(0)
            return
    raise AssertionError(f"“{name}” has no “{label}”")


def shot(window, name):
    if os.environ.get("GALLEY_SHOTS"):
        window.screenshot(os.path.join(os.environ["GALLEY_SHOTS"], name))


def another_theme_and_its_options_are_chosen():
    project = sample("choose.galley")
    window = Window(GALLEY, str(project))
    try:
        open_theme_page(window)
        window.find("Accent on light paper")
        shot(window, "theme-dispatch.png")
        choose(window, "Theme", "Plain")
        window.find("Links on light paper")
        until("the theme in the file", lambda: setting(project, "theme") == "plain")
        choose(window, "Typeface", "Typewriter")
        until("the typeface in the file", lambda: '"mono"' in setting(project, "theme-options"))
        toggle = window.find("Related posts", Atspi.Role.TOGGLE_BUTTON)
        toggle.do_action(0)
        until("the switch in the file",
              lambda: '"show_related":"false"' in setting(project, "theme-options"))
        shot(window, "theme-plain.png")
        window.find("Reset theme options", visible=False).do_action(0)
        until("the options as they came", lambda: setting(project, "theme-options") == "{}")
    finally:
        window.kill()


def a_colour_that_cannot_be_read_is_told():
    project = sample("pale.galley", **{"theme-options": '{"accent":"#ffe9a0"}'})
    window = Window(GALLEY, str(project))
    try:
        open_theme_page(window)
        window.find("Accent on light paper")
        shot(window, "theme-pale.png")
        until("the warning", lambda: "Hard to read" in window.find(
            "Accent on light paper").get_description())
    finally:
        window.kill()


def a_broken_theme_is_told_with_file_and_line():
    theme = FOLDER / "broken"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.json").write_text('{ "name": "broken" }')
    (theme / "templates" / "index.mustache").write_text("<p>\n{{#posts}}\n")
    (theme / "templates" / "post.mustache").write_text("{{post.title}}")
    project = sample("broken.galley", theme=str(theme))
    window = Window(GALLEY, str(project))
    try:
        window.find("Posts")
        window.keys("ctrl+comma")
        window.press("Theme", Atspi.Role.RADIO_BUTTON)
        label = window.find("Mistakes in the theme")
        until("the mistake", lambda: "templates/index.mustache:2" in text_of(label))
        shot(window, "theme-broken.png")
        (theme / "templates" / "index.mustache").write_text("<p>{{site.title}}\n")
        window.press("Read theme again")
        until("the mistake to be gone", lambda: window.absent("Mistakes in the theme"))
    finally:
        window.kill()


try:
    Tap(another_theme_and_its_options_are_chosen, a_colour_that_cannot_be_read_is_told,
        a_broken_theme_is_told_with_file_and_line).run()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
