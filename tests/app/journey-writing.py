#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day of writing, through the real window: lists and pictures, older revisions, what is not
published yet."""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Atspi, Tap, Window, text_of, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-writing-"))


def galleyctl(*arguments):
    done = subprocess.run([GALLEYCTL, *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=False)
    if done.returncode != 0:
        raise AssertionError(f"galleyctl {arguments}: {done.returncode}: {done.stderr}")
    return done.stdout


def sample(name):
    path = FOLDER / name
    galleyctl("new", path, "--sample")
    return path


def posts(project, *arguments):
    return json.loads(galleyctl("posts", project, "--json", *arguments))


def written(name, text):
    (FOLDER / name).write_text(text)
    return FOLDER / name


def picture(path):
    """A red PNG of 8 by 8 pixels."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    rows = (b"\0" + b"\xc0\x20\x20" * 8) * 8
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def write(text):
    """Types, with the keys that a person presses at the ends of lines."""
    for part in re.split(r"(\n|\t)", text):
        if part == "\n":
            Window.keys("Return")
        elif part == "\t":
            Window.keys("Tab")
        elif part:
            Window.type(part)


def body(window):
    node = window.find("Editor")
    return node.get_text(0, node.get_character_count())


def wait_body(window, wanted):
    until(f"the text {wanted!r}", lambda: wanted in body(window))


def new_post(window, title):
    window.find("Posts")
    window.keys("ctrl+n")
    until("an empty post", lambda: body(window) == "" and text_of(window.find("Title")).strip() in
          ("", "Title"))
    window.focus("Title")
    window.type(title)
    window.focus("Editor")


class Clipboard:
    """Another program that has something to paste."""
    PROGRAM = """
import gi, sys
gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk
data = open(sys.argv[2], "rb").read()
owner = Gtk.Invisible()
Gtk.selection_owner_set(owner, Gdk.SELECTION_CLIPBOARD, 0)
Gtk.selection_add_target(owner, Gdk.SELECTION_CLIPBOARD, Gdk.Atom.intern(sys.argv[1], False), 0)
owner.connect("selection-get", lambda w, s, i, t: s.set(s.get_target(), 8, data))
print("ready", flush=True)
Gtk.main()
"""

    def __init__(self, target, path):
        self.process = subprocess.Popen([sys.executable, "-c", self.PROGRAM, target, str(path)],
                                        stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def a_post_gets_a_list_and_a_picture():
    project = sample("write.galley")
    window = Window(GALLEY, str(project))
    try:
        new_post(window, "From the Lake")
        write("1. boats\nhills\nsnow\n\n")
        wait_body(window, "1. boats\n2. hills\n3. snow\n")
        with Clipboard("image/png", picture(FOLDER / "lake.png")):
            window.keys("ctrl+v")
            window.find("Alternative text")
        write("The lake at noon\n")
        wait_body(window, "\n\n![The lake at noon](media:picture.png)")
        window.focus("Editor")
        window.keys("ctrl+z")
        wait_body(window, "![](media:picture.png)")
        window.keys("ctrl+shift+z")
        wait_body(window, "![The lake at noon](media:picture.png)")
        window.keys("ctrl+End")
        write("\n\nBefore: ")
        window.keys("ctrl+k")
        window.find("Link to")
        window.type("histo")
        window.find("Travel Diary: Historic Protocols Signed in Zurich", Atspi.Role.LIST_ITEM)
        window.keys("Return")
        wait_body(window, "Before: [Travel Diary: Historic Protocols Signed in Zurich](post:")
        until("the saved post", lambda: posts(project, "--search", "boats"))
        window.find("The lake at noon")
    finally:
        window.kill()


def what_is_no_picture_is_refused_with_a_word():
    project = sample("refuse.galley")
    window = Window(GALLEY, str(project))
    note = FOLDER / "note.txt"
    note.write_text("no picture")
    uris = FOLDER / "uris"
    uris.write_text(note.as_uri() + "\r\n")
    try:
        new_post(window, "Refused")
        with Clipboard("text/uri-list", uris):
            window.keys("ctrl+v")
            until("the notice", lambda: any(
                "note.txt" in (node.get_name() or "") for node in window.nodes()))
        assert body(window) == "", body(window)
    finally:
        window.kill()


def an_older_revision_is_restored_and_that_is_undone():
    project = sample("restore.galley")
    window = Window(GALLEY, str(project))
    try:
        window.find("Posts")
        window.focus("Editor")
        before = until("the text of the last post", lambda: body(window))
        window.keys("ctrl+Home")
        write("Fresh words. ")
        until("the saved change", lambda: posts(project, "--search", "Fresh words"))
        window.keys("ctrl+shift+y")
        window.wait_text("Difference", "Fresh words.")
        window.focus("Revisions")
        window.keys("Down")
        window.press("Restore")
        until("the text as it was", lambda: body(window) == before)
        until("the restored post", lambda: not posts(project, "--search", "Fresh words"))
        window.press("Undo")
        wait_body(window, "Fresh words.")
    finally:
        window.kill()


def changes_of_a_published_post_are_published_or_discarded():
    project, site = sample("publish.galley"), FOLDER / "publish-site"

    def exported():
        galleyctl("export", project, site)
        return "".join(page.read_text(encoding="utf-8") for page in site.rglob("index.html"))

    window = Window(GALLEY, str(project))
    try:
        window.find("Posts")
        window.focus("Editor")
        before = until("the text of the last post", lambda: body(window))
        window.keys("ctrl+Home")
        write("Quicksilver. ")
        window.find("Publish Changes")
        until("the saved change", lambda: posts(project, "--search", "Quicksilver"))
        assert "Quicksilver" not in exported(), "a change goes out only when it is published"
        window.press("Publish Changes")
        window.find("Published", patience=10)
        assert "Quicksilver" in exported()
        window.focus("Editor")
        window.keys("ctrl+Home")
        write("Mistake. ")
        window.find("Publish Changes")
        until("the saved change", lambda: posts(project, "--search", "Mistake"))
        window.press("More for this post")
        window.press("Discard Changes")
        until("the published text", lambda: body(window) == "Quicksilver. " + before)
    finally:
        window.kill()


def words_are_replaced_in_all_posts_and_that_is_undone():
    project = sample("replace.galley")
    window = Window(GALLEY, str(project))
    try:
        window.find("Posts")
        until("the text of the last post", lambda: body(window))
        before = len(posts(project, "--search", "Russian"))
        assert before > 0 and not posts(project, "--search", "Ruritanian")
        window.keys("ctrl+shift+f")
        window.find("Find in all posts")
        window.type("Russian")
        window.find("Hits")
        window.focus("Replace with")
        window.type("Ruritanian")
        window.press("Replace the chosen hits")
        until("the words replaced", lambda: not posts(project, "--search", "Russian")
              and len(posts(project, "--search", "Ruritanian")) == before)
        window.press("Undo")
        until("the words as they were", lambda: not posts(project, "--search", "Ruritanian")
              and len(posts(project, "--search", "Russian")) == before)
    finally:
        window.kill()


def a_hit_in_another_post_is_opened_with_its_words_selected():
    project = sample("hit.galley")
    galleyctl("import", project, written("hit.md", "---\ntitle: Of a word\ndate: 2001-02-03\n---\n\n"
                                         "Früh am Morgen, long before the zeppelin came."))
    window = Window(GALLEY, str(project))
    try:
        until("the text of the last post", lambda: body(window))
        window.keys("ctrl+shift+f")
        window.find("Find in all posts")
        window.type("zeppelin")
        window.find("Hits")
        until("one hit", lambda: any("1 hit in 1 post" in (node.get_name() or "")
                                     for node in window.nodes()))
        window.focus("Hits")
        window.keys("Home", "Return")
        wait_body(window, "long before the zeppelin")

        def selected():
            editor = window.find("Editor")
            if editor.get_n_selections() != 1:
                return False
            bounds = editor.get_selection(0)
            return editor.get_text(bounds.start_offset, bounds.end_offset) == "zeppelin"
        until("the word selected", selected)
    finally:
        window.kill()


def properties_are_taken_as_a_person_means_them():
    project = sample("properties.galley")
    window = Window(GALLEY, str(project))

    def fill(name, text):
        window.focus(name, Atspi.Role.TEXT)
        window.keys("ctrl+a", "Delete")
        window.type(text)
        window.keys("Tab")

    def post():
        return next(post for post in posts(project) if post["title"] == "Property")

    def shown(name):
        node = window.find(name, Atspi.Role.TEXT)
        return node.get_text(0, node.get_character_count())

    try:
        new_post(window, "Property")
        window.type("A text.")
        with Clipboard("image/png", picture(FOLDER / "cover.png")):
            window.keys("ctrl+v")
            window.find("Alternative text")
        window.keys("Return")
        # Out of the way: what is under the pointer counts as chosen in GTK's list of completions.
        subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
        window.keys("ctrl+shift+i")
        until("the first field to have the keyboard", lambda: window.find(
            "Byline", Atspi.Role.TEXT).get_state_set().contains(Atspi.StateType.FOCUSED))
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d", shown("Date")), shown("Date")
        window.type("Ann")
        fill("Date", "2009-10-20 18:30 +04:00")
        fill("Series", "Travel Diary")
        window.wait_text("Preview", "Part 3 of 3")
        fill("Tags", "quiet, loud, quiet")
        fill("Address", "A new: place?")
        assert shown("Address") == "a-new-place", shown("Address")
        window.focus("Cover picture", Atspi.Role.TEXT)
        window.type("pic")
        time.sleep(0.5)  # the list of completions comes up
        window.keys("Down", "Return")
        until("the cover's name", lambda: shown("Cover picture") == "picture.png")
        window.keys("Escape")
        until("all of it saved", lambda: post()["slug"] == "a-new-place"
              and post()["tags"] == ["quiet", "loud"] and post()["byline"] == "Ann"
              and post()["date"] == "2009-10-20T18:30:00+04:00"
              and post()["series"] == "Travel Diary")
        window.wait_text("Preview", "Part 3 of 3")
    finally:
        window.kill()
    with sqlite3.connect(f"file:{project}?mode=ro", uri=True) as file:
        assert file.execute("SELECT count(*) FROM series").fetchone() == (1,), "no half names"
        assert not file.execute("SELECT name FROM tag WHERE name IN ('q', 'lo', 'lou')").fetchall()


def the_text_is_drawn_in_full_ink_beside_a_dim_list():
    window = Window(GALLEY, str(sample("ink.galley")))

    def darkest():
        """Of the text's first line, without the cursor at its beginning; 0 is black."""
        place = window.find("Editor").get_character_extents(6, Atspi.CoordType.SCREEN)
        return window.darkest(place.x, place.y, place.width * 20, place.height)

    try:
        window.find("Posts")
        window.focus("Posts")
        window.keys("Down")
        wait_body(window, "Today, Secretary Clinton")
        for name in ("Editor", "Posts", "Editor"):
            window.focus(name)
            time.sleep(0.5)
            assert darkest() < 0.15, f"with the keyboard in {name}: {darkest()}"
        window.focus("Title")
        window.keys("End")
        window.focus("Editor")
        until("the title from its beginning",
              lambda: window.find("Title").get_caret_offset() == 0)
    finally:
        window.kill()


def what_an_export_warns_of_is_shown():
    project = sample("warn.galley")
    (FOLDER / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    galleyctl("import", project, written("warn.md", "---\ntitle: Broken\ndate: 2001-02-03\n---\n\n"
                                         "![A view](broken.jpg)"))
    window = Window(GALLEY, str(project))
    try:
        until("the text of the last post", lambda: body(window))
        window.keys("ctrl+e")
        window.find("Folder")
        window.press_in_dialog("Export")
        window.wait_text("Warnings", "broken.jpg")
    finally:
        window.kill()


def the_status_counts_and_the_outline_follows():
    project = sample("status.galley")
    window = Window(GALLEY, str(project))

    def shown(text):
        return any(text in (node.get_name() or "") for node in window.nodes())

    try:
        new_post(window, "Counted")
        write("## First\n\none two three\n\n## Second\n\nfour five")
        until("the words of all", lambda: shown("7 words"))
        until("the section of the cursor", lambda: shown("Second"))
        window.keys("shift+Home")
        until("the words of the selection", lambda: shown("2 of 7 words selected"))
        window.keys("ctrl+j")
        window.find("First", Atspi.Role.LIST_ITEM)
        window.keys("Up", "Return")
        until("the cursor in the first section",
              lambda: window.find("Editor").get_caret_offset() == 0)
        window.press("Writing options")
        window.focus("Words wanted")
        window.keys("ctrl+a")
        window.type("70")
        window.keys("Return", "Escape")
        until("the way to the target", lambda: shown("7 of 70 words (10 %)"))
    finally:
        window.kill()


def main():
    try:
        return Tap(a_post_gets_a_list_and_a_picture,
                   what_is_no_picture_is_refused_with_a_word,
                   an_older_revision_is_restored_and_that_is_undone,
                   changes_of_a_published_post_are_published_or_discarded,
                   words_are_replaced_in_all_posts_and_that_is_undone,
                   a_hit_in_another_post_is_opened_with_its_words_selected,
                   properties_are_taken_as_a_person_means_them,
                   the_text_is_drawn_in_full_ink_beside_a_dim_list,
                   what_an_export_warns_of_is_shown,
                   the_status_counts_and_the_outline_follows).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
