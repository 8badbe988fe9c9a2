#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extracts, and what an import makes of them: the same project in an empty one, and nothing that a
stranger could abuse."""
import contextlib
import json
import os
import pathlib
import sqlite3
import struct
import threading
import zlib

from galleyctl_test import call, run

AT = "2026-01-01T00:00:00Z"


def picture(width, height):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 3 * width) * height))
            + chunk(b"IEND", b""))


def change(project, *statements):
    with contextlib.closing(sqlite3.connect(project)) as database, database:
        for statement in statements:
            database.execute(statement)


def lived_in(folder):
    """A project in which much has happened."""
    site = folder.sample()
    folder.write("in/pictures/a.png", picture(4, 3))
    folder.write("in/posts/kept.md", "---\ntitle: Kept\ndate: 2020-01-01\nseries: Travel Diary\n"
                 "aliases: [/2019/05/former-name/]\ncover: ../pictures/a.png\nplace: Oslo\nlat: 59.91\n"
                 "lng: 10.75\ntags: [b, a]\n---\none ![a](../pictures/a.png) [other](later.md#x)\n")
    folder.write("in/posts/later.md", "---\ntitle: Later\ndate: 2999-01-01\n---\nx\n")
    folder.write("in/posts/draft.md", "---\ntitle: Draft\ndate: 2020-01-03\ndraft: true\n---\nx\n")
    folder.write("in/posts/gone.md", "---\ntitle: Gone\ndate: 2020-01-04\n---\nx\n")
    folder.write("in/posts/never.md", "---\ntitle: Never\ndate: 2020-01-05\nstatus: trash\n---\nx\n")
    folder.write("in/about.md", "---\ntitle: About\nlayout: page\ndate: 2020-01-06\n---\nx\n")
    call("import", site, folder / "in")
    folder.write("in/posts/kept.md", "---\ntitle: Kept, changed\ndate: 2020-01-01\ndraft: true\n"
                 "slug: new-slug\nseries: Travel Diary\n---\nunpublished [other](later.md)\n")
    call("import", site, folder / "in")
    folder.write("mail.eml", "From: Ann <ann@example.org>\nDate: Tue, 13 Oct 2009 09:30:00 -0330\n"
                 "Subject: Re: A Roadshow About Jobs\nMessage-ID: <1@example.org>\n\nBy mail.\n\n-- \nAnn\n")
    folder.write("more.jsonl", "".join(json.dumps(one) + "\n" for one in [
        {"id": "reply", "parent": "top", "post": "a-roadshow-about-jobs", "name": "Early", "body": "reply"},
        {"id": "top", "post": "a-roadshow-about-jobs", "name": "Late", "body": "top",
         "url": "https://example.org/"},
        {"id": "spam", "body": "buy", "status": "spam"}, {"id": "trash", "body": "old", "status": "trash"},
        {"post": "kept", "name": "No id", "body": "Nothing but a text"}]))
    call("import", site, folder / "mail.eml", folder / "more.jsonl")
    call("review", site, "approve", "3", "5", "6")
    change(site, "UPDATE post SET status_before_trash = status, status = 'trash' WHERE id ="
           " (SELECT post FROM revision WHERE title = 'Gone')",
           "UPDATE setting SET value = 'plain' WHERE key = 'theme'",
           "UPDATE setting SET value = '3' WHERE key = 'posts-per-page'",
           "UPDATE setting SET value = 'yes' WHERE key = 'show-comment-urls'",
           "DELETE FROM comment WHERE id = 2",
           "INSERT INTO comment (post, parent, status, kind, by_author, name, place, email, url, date,"
           " instant, arrived, fingerprint, source, source_id, body, original) SELECT post, id,"
           " 'approved', 'comment', 1, 'DipNote', '', '', '', date, instant, arrived, 0, 'galley', '',"
           " 'Yes, it will.', '' FROM comment WHERE source_id = 'sample-3'")
    return site


def restore(folder):
    call("extract", folder.site, folder / "all")
    call("new", folder / "again.galley")
    return call("import", folder / "again.galley", folder / "all", "--json").json


def files(path):
    return {str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()}


def assert_same(one, other):
    assert sorted(one) == sorted(other), set(one) ^ set(other)
    for name, content in one.items():
        assert content == other[name], f"{name}\n{content[:3000]!r}\n{other[name][:3000]!r}"


def test_an_extract_comes_back_as_it_was(folder):
    site = lived_in(folder)
    report = restore(folder)
    again = folder / "again.galley"
    assert report["warnings"] == ["comments.jsonl: 5 comments are approved, as they were in the project"
                                  " that this is an extract of"], report["warnings"]
    for options in [("posts",), ("posts", "--status", "trash"), ("comments", "--status", "all")]:
        old = call(options[0], site, "--json", *options[1:]).json
        new = call(options[0], again, "--json", *options[1:]).json
        assert old == new, (old, new)
    call("extract", again, folder / "all-again")
    assert_same(files(folder / "all"), files(folder / "all-again"))
    call("verify", again)


def test_a_restored_site_is_the_same_bytes(folder):
    site = lived_in(folder)
    restore(folder)
    for options in [(), ("--drafts",), ("--at", "2999-06-01T00:00:00Z")]:
        at = () if "--at" in options else ("--at", AT)
        out = "".join(options)[:9]
        call("export", site, folder / f"old{out}", *at, *options)
        call("export", folder / "again.galley", folder / f"new{out}", *at, *options)
        assert_same(files(folder / f"old{out}"), files(folder / f"new{out}"))


def test_the_same_mail_after_a_restoration_is_the_same_comment(folder):
    lived_in(folder)
    restore(folder)
    report = call("import", folder / "again.galley", folder / "mail.eml", "--json").json
    assert report["comments"] == {"found": 1, "added": 0, "updated": 0, "skipped": 1}


def test_a_post_restored_from_the_trash_is_what_it_was(folder):
    site = lived_in(folder)
    restore(folder)
    read = "SELECT id, status, status_before_trash FROM post ORDER BY id"
    with contextlib.closing(sqlite3.connect(site)) as old, \
            contextlib.closing(sqlite3.connect(folder / "again.galley")) as new:
        assert old.execute(read).fetchall() == new.execute(read).fetchall()


def statuses(site):
    return sorted(one["status"] for one in call("comments", site, "--status", "all", "--json").json)


def test_comments_that_an_extract_did_not_write_wait(folder):
    site = folder.sample()
    call("extract", site, folder / "all")
    line = json.dumps({"id": "bad", "post": "a-roadshow-about-jobs", "name": "M", "body": "Buy!",
                       "status": "approved", "galley": {"number": 1}})
    with open(folder / "all/comments.jsonl", "a", encoding="utf-8") as comments:
        comments.write(line + "\n")
    call("new", folder / "again.galley")
    report = call("import", folder / "again.galley", folder / "all", "--json").json
    assert report["comments"]["added"] == 5
    assert statuses(folder / "again.galley") == ["pending"] * 5
    assert not any("approved" in text for text in report["warnings"])


def test_an_extract_approves_nothing_in_a_project_that_holds_something(folder):
    site = folder.sample()
    call("extract", site, folder / "all")
    (folder / "mine").mkdir()
    mine = folder / "mine/site.galley"
    call("new", mine, "--title", "Mine")
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nx\n")
    # The first source makes the project one that holds something.
    call("import", mine, folder / "in", folder / "all")
    assert statuses(mine) == ["pending"] * 4
    call("new", folder / "trash.galley")
    call("import", folder / "trash.galley", folder / "in")
    change(folder / "trash.galley", "UPDATE post SET status_before_trash = status, status = 'trash'")
    call("import", folder / "trash.galley", folder / "all")
    assert statuses(folder / "trash.galley") == ["pending"] * 4


def test_a_folder_of_texts_with_comments_approves_nothing(folder):
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nx\n")
    folder.write("in/galley.json", json.dumps({"site": {"title": "T"}, "extract": {}}))
    folder.write("in/comments.jsonl", json.dumps({"post": "a", "body": "b", "status": "approved"}) + "\n")
    folder.empty()
    call("import", folder.site, folder / "in")
    assert statuses(folder.site) == ["pending"]


def test_a_hostile_extract_stays_in_its_bounds(folder):
    site = folder.sample()
    call("extract", site, folder / "all")
    (folder / "secret.png").write_bytes(picture(1, 1))
    marks = json.loads((folder / "all/galley.json").read_text())
    marks["site"].update({"theme": "/etc", "posts_per_page": "0", "latest_stories": "-1"})
    marks["media"] = [{"path": "../secret.png"}, {"path": str(folder / "secret.png")}, {"path": 7}, 3]
    marks["series"] += [{"title": ["x"]}, {"title": "S", "slug": "../../x", "links": [1, {"title": 2}]}]
    (folder / "all/galley.json").write_text(json.dumps(marks))
    post = next((folder / "all/posts").iterdir())
    post.write_text(post.read_text().replace("galley_id: ", "galley_id: 9999999999999"))
    call("new", folder / "again.galley")
    report = call("import", folder / "again.galley", folder / "all", "--json").json
    assert report["media"]["added"] == 0 and report["posts"]["added"] == 3
    call("verify", folder / "again.galley")
    call("export", folder / "again.galley", folder / "out")
    assert (folder / "out/index.html").exists()
    ids = [one["id"] for one in call("posts", folder / "again.galley", "--json").json]
    assert max(ids) < 1 << 40


def test_changes_that_are_not_published_stay_so_in_an_extract(folder):
    folder.empty()
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\none\n")
    call("import", folder.site, folder / "in")
    folder.write("in/a.md", "---\ntitle: A\ndate: 2020-01-01\ndraft: true\n---\ntwo\n")
    call("import", folder.site, folder / "in")
    assert folder.posts()[0]["has_changes"]
    report = restore(folder)
    name = "2020-01-01-a.md"
    assert (folder / "all/posts" / name).read_text().endswith("\n\none\n")
    assert (folder / "all/changes" / name).read_text().endswith("\n\ntwo\n")
    assert report["posts"]["added"] == 1
    assert call("posts", folder / "again.galley", "--json").json[0]["has_changes"]
    call("export", folder / "again.galley", folder / "out")
    assert "<p>one</p>" in (folder / "out/2020/01/a/index.html").read_text()
    # Where there is something already, only what was published is taken.
    folder.write("other/b.md", "---\ntitle: B\ndate: 2020-01-01\n---\nx\n")
    call("new", folder / "other.galley")
    call("import", folder / "other.galley", folder / "other", folder / "all")
    assert not any(post["has_changes"] for post in call("posts", folder / "other.galley", "--json").json)


def test_an_extract_is_of_one_moment(folder):
    site = folder.sample()
    done = threading.Event()

    def rename_both():
        number = 0
        with contextlib.closing(sqlite3.connect(site, timeout=60)) as database:
            while not done.is_set():
                number += 1
                with database:
                    database.execute("UPDATE setting SET value = ? WHERE key = 'title'", (str(number),))
                    database.execute("UPDATE comment SET name = ?", (str(number),))
                done.wait(0.01)  # or nobody else would ever get hold of the file

    writer = threading.Thread(target=rename_both)
    writer.start()
    try:
        for number in range(20):
            call("extract", site, folder / f"all{number}")
    finally:
        done.set()
        writer.join()
    for number in range(20):
        title = json.loads((folder / f"all{number}/galley.json").read_text())["site"]["title"]
        names = {json.loads(line)["name"]
                 for line in (folder / f"all{number}/comments.jsonl").read_text().splitlines()}
        assert names == {title}, (number, names, title)


def test_extract_touches_no_folder_that_holds_something(folder):
    site = folder.sample()
    folder.write("all/mine.txt", "mine")
    call("extract", site, folder / "all", expect=2)
    assert sorted(path.name for path in folder.path.iterdir()) == ["all", "t.galley"]
    assert [path.name for path in (folder / "all").iterdir()] == ["mine.txt"]
    (folder / "empty").mkdir()
    call("extract", site, folder / "empty")
    assert (folder / "empty/galley.json").exists()
    assert pathlib.Path(folder / "empty/posts/2009-10-10-historic-protocols-signed-in-zurich.md").exists()


if __name__ == "__main__":
    os.umask(0o022)
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
