#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's comments: found, handed over, and taken out to the last byte."""
import contextlib
import json
import sqlite3

from galleyctl_test import call, run

NAME = "Wilhelmina Quackenbush"
EMAIL = "wilhelmina.q@quackenbush.invalid"
WORD = "zymurgical"
# What tells of her, in any case.
TRACES = ("wilhelmina", "quackenbush", WORD, "upper sandusky", "q-source-17")
POST = "a-roadshow-about-jobs"


def fill(folder, statuses=("pending", "approved", "spam", "trash")):
    """Her comments in every state, decided, edited and found, among those of others."""
    folder.sample()
    lines = [{"id": f"q-source-17-{i}", "post": POST, "name": NAME if i % 2 else NAME.upper(),
              "email": EMAIL, "place": "Upper Sandusky, USA", "url": "https://quackenbush.invalid/",
              "date": f"2011-05-0{i + 1}T10:00:00Z", "body": f"A {WORD} remark, {i}"}
             for i in range(len(statuses))]
    lines.append({"id": "other", "post": POST, "name": "Someone Else", "email": "else@example.org",
                  "parent": "q-source-17-1", "date": "2011-05-20T10:00:00Z", "body": "An answer"})
    folder.write("in.jsonl", "\n".join(map(json.dumps, lines)))
    call("import", folder.site, folder / "in.jsonl")
    ids = {comment["source_id"]: comment["id"] for comment in folder.comments("--status", "all")}
    verbs = {"approved": "approve", "spam": "spam", "trash": "trash"}
    for i, status in enumerate(statuses):
        if status in verbs:
            call("review", folder.site, verbs[status], ids[f"q-source-17-{i}"])
    call("review", folder.site, "approve", ids["other"])
    return ids


def traces(folder):
    """The words of her that are in the project's file, its journals, or what lies beside it."""
    found = []
    for path in sorted(folder.path.glob(folder.site.name + "*")):
        data = path.read_bytes().lower()
        found += [f"{path.name}: {word}" for word in TRACES
                  if word.encode() in data or word.encode("utf-16-le") in data]
    return found


def test_a_reader_is_found_by_address_and_by_name(folder):
    fill(folder)
    for who in (EMAIL, EMAIL.upper(), NAME, NAME.lower(), f" {NAME} "):
        assert call("reader", folder.site, who, "--json").json == {"comments": 4}, who
    assert call("reader", folder.site, EMAIL).text == f"4 comments by {EMAIL}\n"
    for who in ("nobody@example.org", "Wilhelmina", "%", "", "' OR 1=1 --"):
        assert call("reader", folder.site, who, "--json", expect=1).json == {"comments": 0}, who


def test_what_a_reader_wrote_is_handed_over_whole(folder):
    fill(folder)
    before = folder.site.read_bytes()
    call("reader", folder.site, EMAIL, "--extract", folder / "hers")
    text = "\n".join(path.read_text(encoding="utf-8") for path in (folder / "hers").rglob("*")
                     if path.is_file())
    for i in range(4):
        assert f"A {WORD} remark, {i}" in text
    assert EMAIL in text and "Upper Sandusky" in text
    assert "else@example.org" not in text and "An answer" not in text
    assert folder.site.read_bytes() == before
    assert call("reader", folder.site, EMAIL, "--json").json == {"comments": 4}


def test_no_byte_of_an_erased_reader_is_left(folder):
    fill(folder)
    assert len(traces(folder)) >= len(TRACES) - 1, "what is looked for must be there before"
    assert call("reader", folder.site, EMAIL, "--erase", "--json").json == {"comments": 4}
    assert traces(folder) == []
    call("verify", folder.site)
    assert call("reader", folder.site, EMAIL, "--json", expect=1).json == {"comments": 0}
    assert call("comments", folder.site, "--status", "all", "--search", WORD, "--json").json == []
    call("export", folder.site, folder / "out")
    for path in (folder / "out").rglob("*.*"):
        assert path.is_dir() or WORD.encode() not in path.read_bytes()


def test_a_project_that_is_open_elsewhere_keeps_nothing_in_its_journal(folder):
    fill(folder)
    with contextlib.closing(sqlite3.connect(folder.site)) as other:
        other.execute("SELECT count(*) FROM comment").fetchone()
        call("reader", folder.site, EMAIL, "--erase")
        assert traces(folder) == []
    call("verify", folder.site)


def test_answers_to_an_erased_reader_stay(folder):
    ids = fill(folder)
    before = {comment["id"] for comment in folder.comments("--status", "all")}
    call("reader", folder.site, NAME, "--erase")
    after = {comment["id"]: comment for comment in folder.comments("--status", "all")}
    assert ids["other"] in after
    assert after[ids["other"]]["parent_id"] == 0
    assert after[ids["other"]]["status"] == "approved"
    assert before - set(after) == {id for name, id in ids.items() if name.startswith("q-source")}


def test_that_it_was_done_is_recorded_without_whose_it_was(folder):
    fill(folder)
    call("reader", folder.site, EMAIL, "--erase")
    with contextlib.closing(sqlite3.connect(folder.site)) as database:
        rows = database.execute("SELECT who, detail FROM event WHERE action = 'erase'").fetchall()
        orphans = database.execute("SELECT count(*) FROM comment_history WHERE comment NOT IN"
                                   " (SELECT id FROM comment)").fetchone()
    assert rows == [("author", "4 comments of a reader")]
    assert orphans == (0,)
    call("reader", folder.site, EMAIL, "--erase", expect=1)
    with contextlib.closing(sqlite3.connect(folder.site)) as database:
        assert database.execute("SELECT count(*) FROM event WHERE action = 'erase'").fetchone() == (1,)


run([value for name, value in list(globals().items()) if name.startswith("test_")])
