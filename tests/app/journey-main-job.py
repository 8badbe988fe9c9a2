#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, through the real window: write, see, review, export. And what a crash leaves."""
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
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-journey-"))


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


def page_with(folder, text):
    return [path for path in folder.rglob("index.html") if text in path.read_text(encoding="utf-8")]


def a_post_is_written_seen_published_and_exported():
    project, site = sample("main.galley"), FOLDER / "site"
    window = Window(GALLEY, str(project))
    try:
        window.find("Posts")
        window.wait_text("Preview", "Travel Diary")
        window.keys("ctrl+n")
        window.focus("Title")
        until("an empty title", lambda: window.find("Title").get_character_count() == 0)
        window.type("A Morning in Geneva")
        window.focus("Editor")
        window.type("The lake lay still as brushed steel.")
        window.wait_text("Preview", "still as brushed steel")
        window.wait_text("Preview", "A Morning in Geneva")
        until("the saved post", lambda: any(
            post["title"] == "A Morning in Geneva" and post["status"] == "draft"
            for post in json.loads(galleyctl("posts", project, "--json"))))
        window.press("Publish")
        until("the published post", lambda: any(
            post["title"] == "A Morning in Geneva" and post["status"] == "published"
            for post in json.loads(galleyctl("posts", project, "--json"))))

        window.keys("alt+2")
        window.find("Comments")
        pending = json.loads(galleyctl("comments", project, "--status", "pending", "--json"))
        assert pending, "the sample has a pending comment to review"
        newest = pending[0]
        window.wait_text("Comment", newest["body"].split("\n")[0][:30])
        window.press("Approve")
        until("the approved comment", lambda: any(
            comment["id"] == newest["id"]
            for comment in json.loads(galleyctl("comments", project, "--status", "approved",
                                                "--json"))))

        window.keys("ctrl+e")
        window.set_text("Folder", str(site))
        window.press_in_dialog("Export")
        window.find("Open in Browser")
        assert page_with(site, "still as brushed steel"), "the post is in the exported site"
        assert page_with(site, newest["name"]), "the approved comment is in the exported site"
    finally:
        window.kill()


def what_is_decided_with_keys_can_be_taken_back():
    project = sample("keys.galley")
    window = Window(GALLEY, str(project))

    def pending():
        return {c["id"] for c in json.loads(galleyctl("comments", project, "--status", "pending",
                                                      "--json"))}

    try:
        before = pending()
        assert before
        window.find("Posts")
        window.keys("alt+2")
        window.find("Comment")
        for key in ("s", "d", "a"):
            window.keys(key)
            until(f"a decision by {key}", lambda: len(pending()) == len(before) - 1)
            window.keys("z")
            until("the decision taken back", lambda: pending() == before)
    finally:
        window.kill()


def at_most_a_second_of_typing_is_lost_to_kill_9():
    project = sample("kill.galley")
    window = Window(GALLEY, str(project))
    typed = []
    try:
        window.find("Posts")
        window.keys("ctrl+n")
        window.focus("Editor")
        end = time.monotonic() + 5
        while time.monotonic() < end:
            word = f"word{len(typed)} "
            subprocess.run(["xdotool", "type", "--delay", "5", word], check=True)
            typed.append((time.monotonic(), word.strip()))
    finally:
        killed = time.monotonic()
        window.kill()
    galleyctl("verify", project)
    out = FOLDER / "kill-out"
    galleyctl("extract", project, out)
    texts = "\n".join(path.read_text(encoding="utf-8") for path in out.rglob("*.md"))
    old_enough = [word for moment, word in typed if moment < killed - 1.0]
    assert len(old_enough) > 20, f"only {len(old_enough)} words were typed"
    lost = [word for word in old_enough if f"{word} " not in texts + " "]
    assert not lost, f"lost: {lost}"


def a_closed_project_is_one_file():
    folder = FOLDER / "one"
    folder.mkdir()
    project = folder / "diary.galley"
    galleyctl("new", project, "--sample")
    window = Window(GALLEY, str(project))
    window.find("Posts")
    window.close()
    assert os.listdir(folder) == ["diary.galley"], os.listdir(folder)


def main():
    try:
        return Tap(a_post_is_written_seen_published_and_exported,
                   what_is_decided_with_keys_can_be_taken_back,
                   at_most_a_second_of_typing_is_lost_to_kill_9,
                   a_closed_project_is_one_file).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
