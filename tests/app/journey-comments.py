#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The review of comments through the real window: by keys alone, in bulk, by rules, with answers."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Tap, Window, text_of, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-comments-"))
PATIENCE = 60.0


def galleyctl(*arguments):
    done = subprocess.run([GALLEYCTL, *map(str, arguments)], capture_output=True, text=True,
                          timeout=240, check=False)
    if done.returncode != 0:
        raise AssertionError(f"galleyctl {arguments}: {done.returncode}: {done.stderr}")
    return done.stdout


def ids(project, status):
    return {c["id"] for c in json.loads(galleyctl("comments", project, "--status", status, "--json"))}


def diary(name, n_comments):
    """The sample with so many more comments, all by different readers and of different minutes."""
    project, source = FOLDER / name, FOLDER / f"{name}.jsonl"
    galleyctl("new", project, "--sample")
    post = json.loads(galleyctl("posts", project, "--json"))[0]["slug"]
    with source.open("w", encoding="utf-8") as lines:
        for i in range(n_comments):
            lines.write(json.dumps({
                "id": f"j{i}", "post": post, "name": f"Reader {i}", "place": "Maryland, USA",
                "email": f"reader{i}@example.org", "kind": "question" if i == 0 else "comment",
                "date": f"2011-{1 + i // 28 % 12:02}-{1 + i % 28:02}T10:{i % 60:02}:00Z",
                "body": f"What reader {i} has to say" + ("?" if i == 0 else ".")}) + "\n")
    galleyctl("import", project, source)
    return project


def open_comments(project):
    window = Window(GALLEY, str(project))
    window.find("Posts")
    window.keys("alt+2")
    window.find("Comment")
    return window


def twenty_comments_are_reviewed_with_keys_alone_and_taken_back():
    project = diary("twenty.galley", 25)
    before = ids(project, "pending")
    window = open_comments(project)
    try:
        for number in range(20):
            window.keys("asda"[number % 4])
        until("twenty decisions", lambda: len(ids(project, "pending")) == len(before) - 20, PATIENCE)
        assert len(ids(project, "spam")) == 5 and len(ids(project, "trash")) == 5
        for _ in range(20):
            window.keys("z")
        until("all of them taken back", lambda: ids(project, "pending") == before, PATIENCE)
    finally:
        window.kill()


def ten_thousand_are_approved_at_once_and_taken_back():
    project = diary("bulk.galley", 10000)
    before = len(ids(project, "pending"))
    window = open_comments(project)
    try:
        window.keys("shift+x")
        window.keys("shift+a")
        until("all approved", lambda: not ids(project, "pending"), PATIENCE)
        window.keys("z")
        until("all pending again", lambda: len(ids(project, "pending")) == before, PATIENCE)
    finally:
        window.kill()


def a_question_is_answered_and_both_are_on_the_answers_page():
    project, site = diary("answer.galley", 1), FOLDER / "answer-site"
    window = open_comments(project)
    try:
        window.wait_text("Comment", "What reader 0 has to say?")
        window.keys("r")
        window.find("Your text")
        window.type("That is what the answer says.")
        window.keys("ctrl+Return")
        until("the answer", lambda: any("what the answer says" in c["body"] for c in json.loads(
            galleyctl("comments", project, "--status", "approved", "--json"))), PATIENCE)
    finally:
        window.kill()
    galleyctl("export", project, site)
    page = (site / "answers" / "index.html").read_text(encoding="utf-8")
    assert "What reader 0 has to say?" in page and "what the answer says" in page
    everything = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    assert b"reader0@example.org" not in everything, "an address is in the exported site"


def a_comment_is_seen_in_the_page_of_its_post_before_it_is_approved():
    project, site = diary("page.galley", 2), FOLDER / "page-site"
    window = open_comments(project)
    try:
        window.wait_text("Comment", "What reader 1 has to say.")
        window.wait_text("Preview", "Reader 1 in Maryland writes:")
        window.keys("j")
        window.wait_text("Preview", "What reader 0 has to say?")
        until("the other one is not shown", lambda: "What reader 1 has to say."
              not in text_of(window.find("Preview")))
        galleyctl("export", project, site)
        assert not any(b"reader 0 has" in path.read_bytes() for path in site.rglob("*.html"))
        window.keys("alt+1")
        window.find("Editor")
        until("the page of the post that is written", lambda: "What reader 0 has to say?"
              not in text_of(window.find("Preview")))
    finally:
        window.kill()


def a_rule_is_tried_and_switched_on():
    project = diary("rule.galley", 30)
    window = open_comments(project)
    try:
        window.keys("ctrl+shift+r")
        window.press("Add a rule")
        window.focus("Words")
        window.type("reader 7")
        window.press("Try on the Archive")
        window.wait_text("Outcome", "1 of ")
        window.press("Switched on")
        window.keys("Escape")
        source = FOLDER / "one.jsonl"
        source.write_text(json.dumps({"id": "late", "name": "X", "date": "2012-01-01",
                                      "body": "As reader 7 said."}) + "\n", encoding="utf-8")
        window.keys("ctrl+shift+o")
        window.set_text("File or folder", str(source))
        window.press_in_dialog("Import")
        window.find("Ledger")
        window.wait_text("Ledger", "1 added")
        window.press_in_dialog("Close")
        until("the list again", lambda: len(ids(project, "pending")) > 30)
        window.keys("k", "k", "k")  # the newest
        window.wait_text("Comment", "As reader 7 said")
        until("which rule decided", lambda: "New rule: it says" in "\n".join(
            node.get_name() or "" for node in _nodes(window)), PATIENCE)
    finally:
        window.kill()


def counted(window):
    """The numbers beside the statuses, from pending to unplaced."""
    names = [node.get_name() for node in _nodes(window)]
    start = names.index("Pending comments")
    return [int(name) for name in names[start:start + 40] if name and name.isdigit()]


def comments_are_filtered_by_reader_place_post_and_rule():
    project = diary("filter.galley", 25)
    more = FOLDER / "filter-more.jsonl"
    more.write_text("".join(json.dumps({
        "id": f"m{i}", "name": "Ann", "email": "ann@example.org", "place": place, "body": f"Text {i}.",
        "date": f"2015-01-0{i + 1}"}) + "\n" for i, place in enumerate(["Rome", "Rome", "Oslo"])),
        encoding="utf-8")
    galleyctl("import", project, more)
    window = open_comments(project)
    try:
        before = counted(window)
        window.keys("f")
        window.find("Filter by")
        window.type("ann")
        window.find("Reader: Ann")
        window.keys("Return")
        window.find("Remove the filter Reader: Ann")
        until("only hers", lambda: counted(window) == [3, 0, 0, 0, 3, 3])
        window.wait_text("Comment", "Text 2.")
        window.keys("f")
        window.find("Filter by")
        window.type("rome")
        window.find("Place: Rome")
        window.keys("Return")
        until("only those from Rome", lambda: counted(window)[0] == 2)
        window.keys("a")
        until("a decision within the filters", lambda: counted(window)[:2] == [1, 1])
        window.keys("a")
        window.press("Clear Filters")
        until("all again", lambda: counted(window)[0] == before[0] - 2
              and window.absent("Remove the filter Reader: Ann"))
        window.keys("z", "z")
        until("all taken back", lambda: counted(window) == before)
        window.press("Show only")
        window.press("This Reader")
        until("only that reader", lambda: sum(counted(window)[:4]) in (1, 3))
        window.keys("shift+f")
        until("all once more", lambda: counted(window) == before)
    finally:
        window.kill()


def _nodes(window):
    from galley_ui import descendants  # pylint: disable=import-outside-toplevel
    return list(descendants(window.root))


def main():
    try:
        return Tap(twenty_comments_are_reviewed_with_keys_alone_and_taken_back,
                   ten_thousand_are_approved_at_once_and_taken_back,
                   a_question_is_answered_and_both_are_on_the_answers_page,
                   a_comment_is_seen_in_the_page_of_its_post_before_it_is_approved,
                   a_rule_is_tried_and_switched_on,
                   comments_are_filtered_by_reader_place_post_and_rule).run()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
