#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that was typed is lost: while another program holds the project, and when Galley is
killed, which then goes on where one was writing."""
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Tap, Window, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-crash-"))
TRIES = 5


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


def own_settings(name):
    folder = FOLDER / f"config-{name}"
    folder.mkdir(exist_ok=True)
    return {"XDG_CONFIG_HOME": str(folder)}


def texts(project):
    """All that any revision of any post says."""
    with sqlite3.connect(f"file:{project}?mode=ro", uri=True) as database:
        return "\n".join(row[0] for row in database.execute("SELECT text FROM body"))


def text_in(window):
    node = window.find("Editor")
    return node.get_text(0, node.get_character_count())


def read_an_old_post(project, settings):
    """A run before, which ended as it should, with the oldest post in view."""
    window = Window(GALLEY, str(project), environment=settings)
    window.find("Posts")
    window.wait_text("Preview", "Travel Diary")
    before = text_in(window)
    window.focus("Posts")
    window.keys("End")
    until("the oldest post", lambda: text_in(window) not in ("", before))
    window.close()


def what_is_typed_while_another_program_writes_is_saved():
    project = sample("locked.galley")
    window = Window(GALLEY, str(project), environment=own_settings("locked"))
    try:
        window.find("Posts")
        window.wait_text("Preview", "Travel Diary")
        other = sqlite3.connect(project, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        window.keys("alt+2")
        window.find("Comment")
        window.keys("s")
        window.keys("alt+1")
        window.focus("Posts")
        window.keys("Down")
        time.sleep(0.3)
        window.focus("Editor")
        window.keys("ctrl+Home")
        window.type("FIRST ")
        time.sleep(0.6)
        window.type("SECOND ")
        other.execute("ROLLBACK")
        other.close()
        until("FIRST in a revision", lambda: "FIRST" in texts(project))
        until("SECOND in a revision", lambda: "SECOND" in texts(project))
    finally:
        window.kill()


def a_post_that_was_begun_is_shown_again_after_a_crash():
    for attempt in range(TRIES):
        project = sample(f"begun-{attempt}.galley")
        settings = own_settings(f"begun-{attempt}")
        read_an_old_post(project, settings)
        window = Window(GALLEY, str(project), environment=settings)
        try:
            window.find("Posts")
            window.wait_text("Preview", "Travel Diary")
            window.keys("ctrl+n")
            until("an empty title", lambda: window.find("Title").get_character_count() == 0)
            window.focus("Editor")
            window.type("Begun and not ended")
            until("the text in the project", lambda: "and not ended" in texts(project))
            time.sleep(1)
        finally:
            window.kill()
        window = Window(GALLEY, str(project), environment=settings)
        try:
            until(f"the post that was begun, try {attempt + 1}",
                  lambda: text_in(window) == "Begun and not ended")
        finally:
            window.kill()


def the_cursor_is_where_it_was_after_a_crash():
    for attempt in range(TRIES):
        project = sample(f"cursor-{attempt}.galley")
        settings = own_settings(f"cursor-{attempt}")
        window = Window(GALLEY, str(project), environment=settings)
        try:
            window.find("Posts")
            window.wait_text("Preview", "Travel Diary")
            window.focus("Editor")
            window.keys("ctrl+Home", "Down", "Down", "End")
            window.type(" here")
            until("the text in the project", lambda: " here" in texts(project))
            place = window.find("Editor").get_caret_offset()
            assert place > 0
            time.sleep(1)
        finally:
            window.kill()
        window = Window(GALLEY, str(project), environment=settings)
        try:
            until("the text", lambda: " here" in text_in(window))
            until(f"the cursor at {place}, try {attempt + 1}",
                  lambda: window.find("Editor").get_caret_offset() == place, 5)
        finally:
            window.kill()


def end(window):
    """Whether or not it has ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        window.kill()


def what_galleyctl_changes_beside_the_window_is_shown():
    project = sample("beside.galley")
    (FOLDER / "beside.md").write_text("---\ntitle: From beside\ndate: 2024-05-06\n---\nText\n")
    window = Window(GALLEY, str(project), environment=own_settings("beside"))
    try:
        window.find("Posts")
        window.wait_text("Preview", "Travel Diary")
        window.focus("Editor")
        window.keys("ctrl+Home")
        window.type("TYPED ")
        until("TYPED in a revision", lambda: "TYPED" in texts(project))
        galleyctl("import", project, FOLDER / "beside.md")
        window.wait_text("Preview", "From beside")  # the next post, below the one that is written
        window.type("MORE ")
        until("MORE in a revision", lambda: "TYPED MORE" in texts(project))
        galleyctl("review", project, "approve", "--all-pending")
        window.close()
    finally:
        end(window)
    galleyctl("verify", project)
    assert "From beside" in galleyctl("posts", project)
    assert "pending" not in galleyctl("comments", project)


def replaced_while_it_is_open(name, replace, whole):
    """The other file stays as it is, and what was typed is in a file of its own, before the window is
    closed and after."""
    other = FOLDER / f"other-{name}.galley"
    galleyctl("new", other, "--title", "Theirs")
    content = other.read_bytes()
    project = sample(f"{name}.galley")
    window = Window(GALLEY, str(project), environment=own_settings(name))
    try:
        window.find("Posts")
        window.wait_text("Preview", "Travel Diary")
        window.focus("Editor")
        window.keys("ctrl+Home")
        window.type("BEFORE ")
        until("BEFORE in a revision", lambda: "BEFORE" in texts(project))
        replace(other, project)
        window.type("AFTER ")
        window.find("Open What Was Kept")
        until("a kept copy", lambda: list(FOLDER.glob(f"{name} (kept *).galley")))
        if os.environ.get("GALLEY_SHOTS"):
            time.sleep(1)
            window.screenshot(os.path.join(os.environ["GALLEY_SHOTS"], f"lost-{name}.png"))
        window.focus("Editor")
        window.type("LATER ")
        window.keys("alt+F4")
        until("the window gone", lambda: window.process.poll() is not None)
    finally:
        end(window)
    kept, = FOLDER.glob(f"{name} (kept *).galley")
    assert project.read_bytes() == content
    assert not os.path.exists(f"{project}-wal")
    said = texts(kept)
    assert "AFTER" in said and "LATER" in said and "BEFORE" in said, said[:200]
    galleyctl("verify", kept)
    titles = galleyctl("posts", kept)
    assert (titles.count("\n") == 3) == whole, titles


def a_file_that_is_replaced_is_left_alone_and_ours_is_kept():
    def replace(other, project):
        shutil.copyfile(other, f"{project}.t")
        os.rename(f"{project}.t", project)

    replaced_while_it_is_open("replaced", replace, True)


def a_file_that_is_written_over_is_left_alone_and_what_was_typed_is_kept():
    def replace(other, project):
        subprocess.run(["sh", "-c", 'cat "$1" >"$2"', "sh", other, project], check=True)

    replaced_while_it_is_open("overwritten", replace, False)


def main():
    try:
        return Tap(what_is_typed_while_another_program_writes_is_saved,
                   a_post_that_was_begun_is_shown_again_after_a_crash,
                   the_cursor_is_where_it_was_after_a_crash,
                   what_galleyctl_changes_beside_the_window_is_shown,
                   a_file_that_is_replaced_is_left_alone_and_ours_is_kept,
                   a_file_that_is_written_over_is_left_alone_and_what_was_typed_is_kept).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
